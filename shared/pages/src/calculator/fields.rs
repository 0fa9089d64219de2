//! Between form fields and the facts of the API.

use contract::eligibility::FactView;
use serde_json::{Map, Number, Value, json};

use super::records;
use crate::values::Values;

/// The answer “I have none of these” of a question with several values.
pub(crate) const NONE: &str = "none";

/// The facts of the API body from the fields of the form. What was left empty is left out: not known is not zero.
#[must_use]
pub fn facts_of(values: &Values, facts: &[FactView]) -> Map<String, Value> {
    facts
        .iter()
        .filter(|fact| fact.of.is_none())
        .filter_map(|fact| {
            let name = format!("facts.{}", fact.fact);
            Some((fact.fact.clone(), answer(values, facts, (fact, &name))?))
        })
        .collect()
}

/// Puts saved facts into form fields; fields that were already filled stay.
pub fn fill(values: &mut Values, saved: &Map<String, Value>) {
    for (fact, value) in saved {
        let name = format!("facts.{fact}");
        if let Some(records) = value.as_array().filter(|list| is_records(list)) {
            if values
                .pairs()
                .all(|(given, _)| !given.starts_with(&format!("{name}.")))
            {
                records::put_records(values, fact, records);
            }
            continue;
        }
        let filled = [name.clone(), format!("{name}.from"), format!("{name}.to")]
            .iter()
            .any(|name| !values.one(name).is_empty());
        if !filled {
            put(values, &name, value);
        }
    }
}

pub(super) fn put(values: &mut Values, name: &str, value: &Value) {
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

pub(super) fn answer(
    values: &Values,
    facts: &[FactView],
    (fact, name): (&FactView, &str),
) -> Option<Value> {
    let given = values.one(name);
    match fact.kind.as_str() {
        "yes_no" => match given {
            "yes" => Some(Value::Bool(true)),
            "no" => Some(Value::Bool(false)),
            _ => None,
        },
        "titles" => several(values.all(name)),
        "records" => records::records(values, facts, fact),
        _ if !given.is_empty() => Some(single(&fact.kind, given)),
        _ => range(values, name, &fact.kind),
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

/// Whole numbers go as numbers; everything else goes as it was written, so that no binary fraction ever stands for money and
/// the reader of the API finds the faults.
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

/// Whether a saved list holds records, and not titles with their awards.
fn is_records(list: &[Value]) -> bool {
    let record = |value: &Value| {
        value
            .as_object()
            .is_some_and(|one| !one.contains_key("title"))
    };
    !list.is_empty() && list.iter().all(record)
}

/// Kinds whose values are numbers.
pub(crate) fn counted(kind: &str) -> bool {
    matches!(kind, "number" | "money" | "percent" | "ratio")
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::text::Text;

    fn fact(id: &str, kind: &str) -> FactView {
        FactView {
            fact: id.to_owned(),
            label: Text::default(),
            question: Text::default(),
            kind: kind.to_owned(),
            unit: String::new(),
            period: String::new(),
            choices: Vec::new(),
            derived: false,
            of: None,
            help: Text::default(),
            origin: String::new(),
            sensitivity: String::new(),
        }
    }

    fn facts() -> Vec<FactView> {
        [
            ("staff", "number"),
            ("revenue", "money"),
            ("registered_on", "day"),
            ("no_accident", "yes_no"),
            ("titles", "titles"),
            ("place", "place"),
        ]
        .map(|(id, kind)| fact(id, kind))
        .to_vec()
    }

    fn read(pairs: &[(&str, &str)]) -> Value {
        let pairs = pairs
            .iter()
            .map(|(name, value)| (format!("facts.{name}"), (*value).to_owned()));
        Value::Object(facts_of(&Values::from_pairs(pairs), &facts()))
    }

    #[test]
    fn what_is_empty_is_not_known() {
        assert_eq!(
            read(&[("staff", " "), ("no_accident", ""), ("staff.from", "")]),
            json!({})
        );
    }

    #[test]
    fn fields_become_the_facts_of_the_api() {
        for (fields, body) in [
            (vec![("staff", "120")], json!({"staff": 120})),
            (vec![("revenue", "2,350.5")], json!({"revenue": "2350.5"})),
            (vec![("staff", "many")], json!({"staff": "many"})),
            (
                vec![("staff.from", "100"), ("staff.to", "300")],
                json!({"staff": {"from": 100, "to": 300}}),
            ),
            (
                vec![("registered_on.to", "2025-12-31")],
                json!({"registered_on": {"to": "2025-12-31"}}),
            ),
            (vec![("no_accident", "no")], json!({"no_accident": false})),
            (
                vec![("titles", "a"), ("titles", "b")],
                json!({"titles": ["a", "b"]}),
            ),
            (vec![("titles", NONE)], json!({"titles": []})),
            (vec![("place", "420204")], json!({"place": "420204"})),
            (vec![("unheard_of", "1")], json!({})),
        ] {
            assert_eq!(read(&fields), body, "{fields:?}");
        }
    }

    #[test]
    fn a_saved_profile_goes_through_the_form_unchanged() {
        let saved = json!({
            "staff": {"from": 100, "to": 300}, "revenue": 2350, "registered_on": "2019-05-20",
            "no_accident": true, "titles": ["high_tech"], "place": "420204",
        });
        let mut values = Values::default();
        fill(&mut values, saved.as_object().unwrap());
        assert_eq!(Value::Object(facts_of(&values, &facts())), saved);
    }

    #[test]
    fn what_was_typed_wins_over_what_was_saved() {
        let mut values = Values::default();
        values.add("facts.staff", "90");
        fill(
            &mut values,
            json!({"staff": {"from": 100}}).as_object().unwrap(),
        );
        assert_eq!(
            Value::Object(facts_of(&values, &facts())),
            json!({"staff": 90})
        );
    }
}
