//! The published schema and the reader agree: every policy we have is valid, and what the schema refuses the reader refuses.

#![cfg(test)]

use std::path::Path;

use contract::rule::PolicyDocument;
use jsonschema::Validator;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(contract::RULE_SCHEMA).unwrap();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    jsonschema::validator_for(&schema).unwrap()
}

fn policies() -> Vec<(String, Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["../../infra/seed/policies", "tests/clauses"].map(|folder| root.join(folder));
    let files = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let mut paths: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
    paths.push(root.join("../../infra/seed/examples/first-policy.json"));
    paths.sort();
    let read = |path: std::path::PathBuf| {
        let value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        (path.display().to_string(), value)
    };
    paths.into_iter().map(read).collect()
}

/// Each policy with one of its items, so that a change in it is found fast.
fn single() -> Vec<Value> {
    let mut all = Vec::new();
    for (_, policy) in policies() {
        for item in policy["items"].as_array().unwrap() {
            let mut one = policy.clone();
            one["items"] = json!([item]);
            all.push(one);
        }
    }
    all
}

fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                let at = format!("{at}/{}", field.replace('~', "~0").replace('/', "~1"));
                pointers(value, &at, found);
                found.push(at);
            }
        }
        Value::Array(list) => {
            for (place, value) in list.iter().enumerate() {
                let at = format!("{at}/{place}");
                pointers(value, &at, found);
                found.push(at);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// What somebody may write by mistake.
fn mistake(kind: usize, original: &Value, other: &Value) -> Option<Value> {
    let pool = [
        Value::Null,
        json!(true),
        json!(-1),
        json!(3),
        json!(1.5),
        json!(""),
        json!("  "),
        json!("x"),
        json!("5%"),
        json!("-5"),
        json!("100.00"),
        json!("2026-02-30"),
        json!("2026-01-01"),
        json!([]),
        json!([1]),
        json!({}),
        json!({ "fixed": "1.00" }),
        json!({ "fact": "staff", "at_least": "1" }),
        json!({ "fact": "staff", "is": true, "at_least": "1" }),
        json!({ "number": "7" }),
        json!({ "zh": "字", "en": "word" }),
        json!({ "zh": "字" }),
        json!("staff"),
        json!("a b"),
        json!("\u{4e2d}"),
        json!(99_999_999),
    ];
    match kind {
        0 => None,
        1 => Some(other.clone()),
        2 => match original {
            Value::Object(fields) => {
                let mut fields = fields.clone();
                fields.insert("colour".to_owned(), json!("red"));
                Some(Value::Object(fields))
            }
            Value::Array(list) => Some(Value::Array(
                list.iter()
                    .cycle()
                    .take(list.len() * 120)
                    .cloned()
                    .collect(),
            )),
            Value::String(text) => Some(Value::String(format!("{text}!"))),
            Value::Null | Value::Bool(_) | Value::Number(_) => Some(json!("?")),
        },
        kind => pool.get(kind - 3).cloned(),
    }
}

fn changed(policy: &Value, at: &str, with: Option<Value>) -> Value {
    let mut changed = policy.clone();
    match with {
        Some(value) => *changed.pointer_mut(at).unwrap() = value,
        None => {
            let (parent, last) = at.rsplit_once('/').unwrap();
            let last = last.replace("~1", "/").replace("~0", "~");
            match changed.pointer_mut(parent).unwrap() {
                Value::Object(fields) => drop(fields.remove(&last)),
                Value::Array(list) => drop(list.remove(last.parse().unwrap())),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
        }
    }
    changed
}

#[test]
fn every_policy_we_have_is_valid() {
    let validator = validator();
    for (name, policy) in policies() {
        let errors: Vec<String> = validator
            .iter_errors(&policy)
            .map(|error| format!("{name}{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }
}

#[test]
fn what_the_schema_refuses_the_reader_refuses() {
    let (validator, policies) = (validator(), single());
    let places: Vec<Vec<String>> = policies
        .iter()
        .map(|policy| {
            let mut found = Vec::new();
            pointers(policy, "", &mut found);
            found
        })
        .collect();
    let mut runner = TestRunner::new(Config {
        cases: 2_000,
        failure_persistence: None,
        ..Config::default()
    });
    let drawn = (
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        0..29_usize,
    );
    let refused = std::cell::Cell::new(0);
    runner
        .run(&drawn, |(which, place, other, kind)| {
            let which = which.index(policies.len());
            let (policy, places) = (&policies[which], &places[which]);
            let (at, other) = (
                &places[place.index(places.len())],
                &places[other.index(places.len())],
            );
            let with = mistake(
                kind,
                policy.pointer(at).unwrap(),
                policy.pointer(other).unwrap(),
            );
            let policy = changed(policy, at, with);
            if !validator.is_valid(&policy) {
                refused.set(refused.get() + 1);
                prop_assert!(
                    PolicyDocument::of(&policy).is_err(),
                    "refused by the schema, read all the same: {at} is now {:?}",
                    policy.pointer(at)
                );
            }
            Ok(())
        })
        .unwrap();
    assert!(refused.get() > 1_000, "{} were refused", refused.get());
}
