//! Between form fields and the facts of the API.

use contract::eligibility::FactView;
use serde_json::{Map, Number, Value, json};

use crate::values::Values;

/// The answer “I have none of these” of a question with several values.
pub(crate) const NONE: &str = "none";

/// The facts of the API body from the fields of the form. What was left empty is left out: not known is not zero.
#[must_use]
pub fn facts_of(values: &Values, facts: &[FactView]) -> Map<String, Value> {
    facts
        .iter()
        .filter_map(|fact| Some((fact.fact.clone(), answer(values, fact)?)))
        .collect()
}

/// Puts saved facts into form fields; fields that were already filled stay.
pub fn fill(values: &mut Values, saved: &Map<String, Value>) {
    for (fact, value) in saved {
        let name = format!("facts.{fact}");
        let filled = [name.clone(), format!("{name}.from"), format!("{name}.to")]
            .iter()
            .any(|name| !values.one(name).is_empty());
        if !filled {
            put(values, &name, value);
        }
    }
}

fn put(values: &mut Values, name: &str, value: &Value) {
    match value {
        Value::Null => {}
        Value::Bool(yes) => values.add(name, if *yes { "yes" } else { "no" }),
        Value::Number(number) => values.add(name, number.to_string()),
        Value::String(text) => values.add(name, text.as_str()),
        Value::Array(list) if list.is_empty() => values.add(name, NONE),
        Value::Array(list) => list.iter().for_each(|value| put(values, name, value)),
        Value::Object(range) => {
            for end in ["from", "to"] {
                if let Some(value) = range.get(end) {
                    put(values, &format!("{name}.{end}"), value);
                }
            }
            if let Some(Value::Array(list)) = range.get("one_of") {
                list.iter().for_each(|value| put(values, name, value));
            }
        }
    }
}

fn answer(values: &Values, fact: &FactView) -> Option<Value> {
    let name = format!("facts.{}", fact.fact);
    let given = values.one(&name);
    match fact.kind.as_str() {
        "yes_no" => match given {
            "yes" => Some(Value::Bool(true)),
            "no" => Some(Value::Bool(false)),
            _ => None,
        },
        "titles" => several(values.all(&name)),
        _ if !given.is_empty() => Some(single(&fact.kind, given)),
        _ => range(values, &name, &fact.kind),
    }
}

fn several(given: &[String]) -> Option<Value> {
    if given.is_empty() {
        return None;
    }
    Some(
        given
            .iter()
            .filter(|value| *value != NONE)
            .cloned()
            .collect(),
    )
}

/// Numbers go as numbers where they are whole, else as they were written: the API reads both and finds the faults.
fn single(kind: &str, given: &str) -> Value {
    let digits = given.replace([',', '\u{ff0c}'], "");
    match digits.parse::<i64>() {
        Ok(whole) if counted(kind) => Value::Number(Number::from(whole)),
        Ok(_) | Err(_) if counted(kind) => Value::String(digits),
        Ok(_) | Err(_) => Value::String(given.to_owned()),
    }
}

fn range(values: &Values, name: &str, kind: &str) -> Option<Value> {
    let end = |end: &str| match values.one(&format!("{name}.{end}")) {
        "" => None,
        given => Some(single(kind, given)),
    };
    match (end("from"), end("to")) {
        (None, None) => None,
        (Some(from), None) => Some(json!({ "from": from })),
        (None, Some(to)) => Some(json!({ "to": to })),
        (Some(from), Some(to)) => Some(json!({ "from": from, "to": to })),
    }
}

/// Kinds whose values are numbers.
pub(crate) fn counted(kind: &str) -> bool {
    matches!(kind, "number" | "money" | "percent" | "ratio")
}
