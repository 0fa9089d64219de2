//! YAML with the short forms of intrinsics (`!Ref`, `!Sub`, `!GetAtt`) as JSON with their long forms.

use serde_json::{Map, Value, json};
use serde_yaml_ng::Value as Yaml;

use crate::fault::Fault;

/// Deepest nesting; a template is far below.
const DEPTH_MAX: usize = 64;

pub(super) fn read(text: &str) -> Result<Value, Fault> {
    let document: Yaml =
        serde_yaml_ng::from_str(text).map_err(|error| Fault::of("not YAML", error))?;
    let document = json(document, DEPTH_MAX)?;
    if document.get("Resources").is_some_and(Value::is_object) {
        Ok(document)
    } else {
        Err(Fault::new("no `Resources` in it"))
    }
}

fn json(yaml: Yaml, depth: usize) -> Result<Value, Fault> {
    let depth = depth
        .checked_sub(1)
        .ok_or_else(|| Fault::new("nested too deeply"))?;
    Ok(match yaml {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => Value::Bool(value),
        Yaml::Number(number) => serde_json::to_value(number).unwrap_or(Value::Null),
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(list) => list
            .into_iter()
            .map(|entry| json(entry, depth))
            .collect::<Result<_, _>>()?,
        Yaml::Mapping(fields) => Value::Object(object(fields, depth)?),
        Yaml::Tagged(tagged) => {
            let tag = tagged.tag.to_string();
            let name = tag.trim_start_matches('!');
            let long = if matches!(name, "Ref" | "Condition") {
                name.to_owned()
            } else {
                format!("Fn::{name}")
            };
            json!({ long: json(tagged.value, depth)? })
        }
    })
}

fn object(fields: serde_yaml_ng::Mapping, depth: usize) -> Result<Map<String, Value>, Fault> {
    let mut object = Map::new();
    for (name, value) in fields {
        let name = match name {
            Yaml::String(name) => name,
            Yaml::Number(number) => number.to_string(),
            other => return Err(Fault::new(format!("a field is called {other:?}"))),
        };
        object.insert(name, json(value, depth)?);
    }
    Ok(object)
}
