//! Intrinsics, resolved: parameters by what is given, resources by the names this host gives them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{ACCOUNT, Given, PARTITION, REGION};
use crate::fault::Fault;

const SECRET: &str = "{{resolve:secretsmanager:";

struct Names<'a> {
    parameters: BTreeMap<String, Value>,
    resources: &'a Map<String, Value>,
    given: &'a Given,
}

/// The whole document without intrinsics; functions have the defaults of `Globals`.
pub(super) fn resolve(document: &Value, given: &Given) -> Result<Value, Fault> {
    let empty = Map::new();
    let resources = document
        .get("Resources")
        .and_then(Value::as_object)
        .unwrap_or(&empty);
    let names = Names {
        parameters: parameters(document, given)?,
        resources,
        given,
    };
    let defaults = document
        .pointer("/Globals/Function")
        .cloned()
        .unwrap_or(Value::Null);
    let mut resolved = Map::new();
    for (id, resource) in resources {
        let mut resource = resource.clone();
        if kind_of(&resource) == "AWS::Serverless::Function"
            && let Some(properties) = resource.get_mut("Properties")
        {
            let own = properties.take();
            *properties = merged(defaults.clone(), own);
        }
        let value = names
            .value(&resource)
            .map_err(|fault| Fault::of(format!("resource `{id}`"), fault))?;
        resolved.insert(id.clone(), value);
    }
    Ok(Value::Object(resolved))
}

fn parameters(document: &Value, given: &Given) -> Result<BTreeMap<String, Value>, Fault> {
    let declared = document.get("Parameters").and_then(Value::as_object);
    let mut values = BTreeMap::new();
    for (name, declaration) in declared.into_iter().flatten() {
        let value = match (given.parameters.get(name), declaration.get("Default")) {
            (Some(value), _) => Value::String(value.clone()),
            (None, Some(value)) => value.clone(),
            (None, None) => {
                return Err(Fault::new(format!(
                    "parameter `{name}` has no default and was not given"
                )));
            }
        };
        values.insert(name.clone(), value);
    }
    match given
        .parameters
        .keys()
        .find(|name| !values.contains_key(*name))
    {
        Some(unknown) => Err(Fault::new(format!("there is no parameter `{unknown}`"))),
        None => Ok(values),
    }
}

/// `over` on top of `under`: objects are merged, everything else is replaced.
fn merged(under: Value, over: Value) -> Value {
    match (under, over) {
        (Value::Object(mut under), Value::Object(over)) => {
            for (name, value) in over {
                let below = under.remove(&name).unwrap_or(Value::Null);
                under.insert(name, merged(below, value));
            }
            Value::Object(under)
        }
        (under, Value::Null) => under,
        (_, over) => over,
    }
}

pub(super) fn kind_of(resource: &Value) -> &str {
    resource
        .get("Type")
        .and_then(Value::as_str)
        .unwrap_or_default()
}

impl Names<'_> {
    fn value(&self, value: &Value) -> Result<Value, Fault> {
        match value {
            Value::Object(fields) => match single(fields) {
                Some(("Ref", Value::String(name))) => self.reference(name),
                Some(("Fn::GetAtt", argument)) => self
                    .attribute(&attribute_path(argument)?)
                    .map(Value::String),
                Some(("Fn::Sub", Value::String(text))) => self.substituted(text).map(Value::String),
                Some((name, _)) if name.starts_with("Fn::") => {
                    Err(Fault::new(format!("this host does not know `{name}`")))
                }
                _ => fields
                    .iter()
                    .map(|(name, value)| Ok((name.clone(), self.value(value)?)))
                    .collect::<Result<_, Fault>>()
                    .map(Value::Object),
            },
            Value::Array(list) => list.iter().map(|entry| self.value(entry)).collect(),
            Value::String(text) => self.revealed(text).map(Value::String),
            other => Ok(other.clone()),
        }
    }

    fn reference(&self, name: &str) -> Result<Value, Fault> {
        let pseudo = match name {
            "AWS::Partition" => Some(PARTITION),
            "AWS::Region" => Some(REGION),
            "AWS::AccountId" => Some(ACCOUNT),
            "AWS::URLSuffix" => Some("localhost"),
            "AWS::StackName" => Some("local"),
            _ => None,
        };
        if let Some(value) = pseudo {
            return Ok(Value::String(value.to_owned()));
        }
        if let Some(value) = self.parameters.get(name) {
            return Ok(value.clone());
        }
        let resource = self
            .resources
            .get(name)
            .ok_or_else(|| Fault::new(format!("nothing is called `{name}`")))?;
        Ok(Value::String(named(name, kind_of(resource))))
    }

    fn attribute(&self, path: &str) -> Result<String, Fault> {
        let (name, attribute) = path
            .split_once('.')
            .ok_or_else(|| Fault::new(format!("`{path}` names no attribute")))?;
        let resource = self
            .resources
            .get(name)
            .ok_or_else(|| Fault::new(format!("nothing is called `{name}`")))?;
        let kind = kind_of(resource);
        match attribute {
            "Arn" => Ok(arn(name, kind)),
            "StreamArn" => Ok(format!("{}/stream/local", arn(name, kind))),
            _ => Ok(name.to_owned()),
        }
    }

    fn substituted(&self, text: &str) -> Result<String, Fault> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            out.push_str(before);
            let (name, after) = after
                .split_once('}')
                .ok_or_else(|| Fault::new(format!("`{text}` has an open `${{`")))?;
            let value = if name.contains('.') {
                self.attribute(name)?
            } else {
                plain(&self.reference(name)?)
            };
            out.push_str(&value);
            rest = after;
        }
        out.push_str(rest);
        self.revealed(&out)
    }

    /// The text, with the value of a secret where it is asked for by reference.
    fn revealed(&self, text: &str) -> Result<String, Fault> {
        let Some(reference) = text.strip_prefix(SECRET) else {
            return Ok(text.to_owned());
        };
        let name = reference
            .trim_end_matches('}')
            .rsplit(':')
            .next()
            .unwrap_or_default();
        let value = self.given.secrets.get(name);
        value
            .cloned()
            .ok_or_else(|| Fault::new(format!("no secret `{name}` was given")))
    }
}

fn single(fields: &Map<String, Value>) -> Option<(&str, &Value)> {
    let mut entries = fields.iter();
    match (entries.next(), entries.next()) {
        (Some((name, value)), None) => Some((name.as_str(), value)),
        _ => None,
    }
}

fn attribute_path(argument: &Value) -> Result<String, Fault> {
    match argument {
        Value::String(path) => Ok(path.clone()),
        Value::Array(parts) => Ok(parts.iter().map(plain).collect::<Vec<_>>().join(".")),
        other => Err(Fault::new(format!("`{other}` names no attribute"))),
    }
}

pub(super) fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// The physical name.
fn named(id: &str, kind: &str) -> String {
    match kind {
        "AWS::S3::Bucket" => id.to_ascii_lowercase(),
        "AWS::SecretsManager::Secret" => arn(id, kind),
        _ => id.to_owned(),
    }
}

fn arn(id: &str, kind: &str) -> String {
    let service =
        |service: &str, what: &str| format!("arn:{PARTITION}:{service}:{REGION}:{ACCOUNT}:{what}");
    match kind {
        "AWS::DynamoDB::Table" => service("dynamodb", &format!("table/{id}")),
        "AWS::S3::Bucket" => format!("arn:{PARTITION}:s3:::{}", named(id, kind)),
        "AWS::SQS::Queue" => service("sqs", id),
        "AWS::SecretsManager::Secret" => service("secretsmanager", &format!("secret:{id}")),
        "AWS::IAM::Role" => format!("arn:{PARTITION}:iam::{ACCOUNT}:role/{id}"),
        _ => service("lambda", &format!("function:{id}")),
    }
}
