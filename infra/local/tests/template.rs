//! What is read of a template, and what is said of one that cannot be read.

#![cfg(test)]

use std::collections::BTreeMap;

use local::rights::{Call, check};
use local::template::{Given, Statement, read, secrets};
use serde_json::{Value, json};

fn given(parameters: &[(&str, &str)]) -> Given {
    let parameters = parameters
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Given {
        parameters: parameters.collect(),
        secrets: BTreeMap::from([("Key".to_owned(), "s3cret".to_owned())]),
    }
}

const SMALL: &str = r#"
Parameters:
  Stage: { Type: String, Default: dev }
Globals:
  Function:
    Timeout: 3
    Environment: { Variables: { STAGE: !Ref Stage, TABLE: !Ref Things } }
Resources:
  Key: { Type: "AWS::SecretsManager::Secret" }
  Things:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{ AttributeName: pk, AttributeType: S }]
      KeySchema: [{ AttributeName: pk, KeyType: HASH }]
  One:
    Type: AWS::Serverless::Function
    Properties:
      Handler: one
      Timeout: 7
      Environment: { Variables: { KEY: !Sub "{{resolve:secretsmanager:${Key}}}", NAMED: !Sub "${Stage}-${AWS::Region}" } }
      Policies:
        - Statement: [{ Effect: Allow, Action: "dynamodb:*Item", Resource: !GetAtt Things.Arn }]
"#;

#[test]
fn names_defaults_and_secrets_are_filled_in() {
    let template = read(SMALL, &given(&[("Stage", "try")])).unwrap();
    let one = template.functions.first().unwrap();
    assert_eq!(
        one.timeout.as_secs(),
        7,
        "its own value goes before the global one"
    );
    let variables: Vec<(&str, &str)> = one
        .environment
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        variables,
        [
            ("KEY", "s3cret"),
            ("NAMED", "try-local-1"),
            ("STAGE", "try"),
            ("TABLE", "Things")
        ]
    );
    assert_eq!(secrets(SMALL).unwrap(), ["Key"]);
    let statement = one.statements.first().unwrap();
    assert_eq!(
        statement.resources,
        ["arn:aws:dynamodb:local-1:000000000000:table/Things"]
    );
}

/// Text, parameters given, and what the fault names.
type Broken = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static str,
);

#[test]
fn a_broken_template_is_named_in_one_line() {
    let cases: [Broken; 8] = [
        ("Resources: [", &[], "not YAML"),
        ("Outputs: {}", &[], "no `Resources`"),
        (
            "Parameters: { A: { Type: String } }\nResources: {}",
            &[],
            "parameter `A` has no default",
        ),
        ("Resources: {}", &[("B", "1")], "no parameter `B`"),
        (
            "Resources: { F: { Type: 'AWS::Serverless::Function', Properties: { Handler: !Ref Nobody } } }",
            &[],
            "Nobody",
        ),
        (
            "Resources: { F: { Type: 'AWS::Serverless::Function', Properties: { Handler: !ImportValue other } } }",
            &[],
            "Fn::ImportValue",
        ),
        (
            "Resources: { T: { Type: 'AWS::DynamoDB::Tabel' }, F: { Type: 'AWS::Serverless::Function', Properties: { Handler: !GetAtt T.Arn } } }",
            &[],
            "resource `T` is a `AWS::DynamoDB::Tabel`",
        ),
        ("Resources: { T: {} }", &[], "resource `T` is a ``"),
    ];
    for (text, parameters, expected) in cases {
        let fault = read(text, &given(parameters)).unwrap_err().to_string();
        assert!(fault.contains(expected), "{fault}");
        assert_eq!(fault.lines().count(), 1, "{fault}");
    }
}

fn statement(allow: bool, action: &str, resource: &str, condition: Value) -> Statement {
    Statement {
        allow,
        actions: vec![action.to_owned()],
        resources: vec![resource.to_owned()],
        condition,
    }
}

#[test]
fn what_no_statement_allows_is_refused() {
    let keys =
        json!({ "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["CASE#*", "OUTBOX"] } });
    let statements = [
        statement(true, "dynamodb:Get*", "table/a", Value::Null),
        statement(true, "dynamodb:PutItem", "table/a", keys),
        statement(
            true,
            "s3:*",
            "*",
            json!({ "StringEquals": { "s3:prefix": "x" } }),
        ),
        statement(false, "*", "table/a/index/?", Value::Null),
        statement(true, "dynamodb:Query", "table/a*", Value::Null),
    ];
    let cases: [(&str, &str, &[&str], bool); 9] = [
        ("dynamodb:GetItem", "table/a", &[], true),
        ("dynamodb:GetItem", "table/b", &[], false),
        ("dynamodb:DeleteItem", "table/a", &[], false),
        ("dynamodb:PutItem", "table/a", &["CASE#1", "OUTBOX"], true),
        ("dynamodb:PutItem", "table/a", &["CASE#1", "OTHER"], false),
        ("dynamodb:PutItem", "table/a", &["xCASE#1"], false),
        ("s3:GetObject", "any", &[], false),
        ("dynamodb:Query", "table/a/index/x", &[], false),
        ("dynamodb:Query", "table/a/index/xy", &[], true),
    ];
    for (action, resource, keys, allowed) in cases {
        let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        let call = Call {
            action,
            resource,
            leading_keys: &keys,
        };
        assert_eq!(check(&statements, &call).is_ok(), allowed, "{call:?}");
    }
}
