//! Shapes of the API in words: what kind of value, which fields.

use serde_json::Value;

use super::{entries, resolved, text, texts};

/// Deepest nesting that is merged; deeper shapes are named, not spelled out.
const DEPTH_MAX: u8 = 4;

/// One field of a shape.
#[derive(Debug)]
pub(super) struct Field<'a> {
    pub(super) name: &'a str,
    pub(super) kind: Kind<'a>,
    pub(super) required: bool,
    pub(super) description: &'a str,
}

/// What kind of value stands somewhere: words, and the named shape they lead to.
#[derive(Debug, Default)]
pub(super) struct Kind<'a> {
    pub(super) words: String,
    pub(super) shape: Option<&'a str>,
}

/// The kind of value a schema describes.
pub(super) fn kind(schema: &Value) -> Kind<'_> {
    if let Some(name) = shape(schema) {
        return Kind {
            words: String::new(),
            shape: Some(name),
        };
    }
    if let Some(one) = only_alternative(schema) {
        return kind(one);
    }
    let words = match type_of(schema) {
        Some("array") => {
            let item = kind(schema.get("items").unwrap_or(&Value::Null));
            return Kind {
                words: if item.shape.is_some() {
                    "列表：".to_owned()
                } else {
                    format!("{}的列表", item.words)
                },
                shape: item.shape,
            };
        }
        Some("string") => match text(schema, "/format") {
            "date" => "日期".to_owned(),
            "date-time" => "时刻".to_owned(),
            _ => "文本".to_owned(),
        },
        Some("integer") => "整数".to_owned(),
        Some("number") => "数".to_owned(),
        Some("boolean") => "是或否".to_owned(),
        Some("object") => "对象".to_owned(),
        _ => "任意".to_owned(),
    };
    Kind { words, shape: None }
}

/// The fields of a schema, with those it takes over from others.
pub(super) fn fields<'a>(schema: &'a Value, openapi: &'a Value) -> Vec<Field<'a>> {
    let mut all = Vec::new();
    gather(schema, openapi, 0, &mut all);
    all
}

fn gather<'a>(schema: &'a Value, openapi: &'a Value, depth: u8, all: &mut Vec<Field<'a>>) {
    if depth > DEPTH_MAX {
        return;
    }
    let schema = resolved(schema, openapi);
    for part in schema
        .pointer("/allOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        gather(part, openapi, depth + 1, all);
    }
    let required = texts(schema, "/required");
    all.extend(entries(schema, "/properties").map(|(name, value)| Field {
        name,
        kind: kind(value),
        required: required.contains(&name),
        description: text(value, "/description"),
    }));
}

fn shape(schema: &Value) -> Option<&str> {
    let reference = schema.get("$ref")?.as_str()?;
    reference.strip_prefix("#/components/schemas/")
}

/// `oneOf: [null, X]` and `allOf: [X]` are X.
fn only_alternative(schema: &Value) -> Option<&Value> {
    ["oneOf", "anyOf", "allOf"].iter().find_map(|word| {
        let mut real = schema
            .get(word)?
            .as_array()?
            .iter()
            .filter(|part| type_of(part) != Some("null"));
        let only = real.next()?;
        real.next().is_none().then_some(only)
    })
}

fn type_of(schema: &Value) -> Option<&str> {
    match schema.get("type")? {
        Value::String(one) => Some(one),
        Value::Array(several) => several
            .iter()
            .filter_map(Value::as_str)
            .find(|name| *name != "null"),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
    }
}
