//! The page that teaches the rule format: each example is read as part of a real policy.

#![cfg(test)]

use contract::rule::PolicyDocument;
use serde_json::{Value, json};

const PAGE: &str = include_str!("../RULES.md");
const POLICY: &str = include_str!("../../../infra/seed/examples/first-policy.json");

/// What each fenced block says it is, and the block.
fn examples() -> Vec<(String, Value)> {
    let blocks = PAGE.split("```json ").skip(1);
    blocks
        .map(|block| {
            let (kind, rest) = block.split_once('\n').unwrap();
            let (text, _) = rest.split_once("```").unwrap();
            (kind.to_owned(), serde_json::from_str(text).unwrap())
        })
        .collect()
}

/// The sample policy with the example in its place.
fn with(kind: &str, example: Value) -> Value {
    let mut policy: Value = serde_json::from_str(POLICY).unwrap();
    if kind == "fact" {
        policy["facts"] = json!([example]);
        return policy;
    }
    if kind == "facts" {
        policy["facts"] = example;
        return policy;
    }
    if kind == "policy" {
        let fields = example.as_object().unwrap().clone();
        policy["policy"].as_object_mut().unwrap().extend(fields);
        return policy;
    }
    if kind == "parameter" {
        let words = json!({ "zh": "利率", "en": "rate" });
        policy["facts"] = json!([{ "id": example["fact"], "kind": "number", "label": words, "question": words, "parameter": true }]);
        policy["parameters"] = json!([example]);
        return policy;
    }
    let item = policy.pointer_mut("/items/0").unwrap();
    match kind {
        "item" => {
            let fields = example.as_object().unwrap().clone();
            item.as_object_mut().unwrap().extend(fields);
        }
        "condition" => item["conditions"][0] = example,
        "test" => item["conditions"][0]["test"] = example,
        "amount" => item["amount"] = example,
        "tests" => item["tests"][0] = example,
        other => panic!("an example of {other}"),
    }
    policy
}

#[test]
fn every_example_is_read_and_fits_the_facts() {
    let seen = examples();
    assert!(seen.len() > 12);
    for (kind, example) in seen {
        let document = PolicyDocument::of(&with(&kind, example.clone()));
        let document = document.unwrap_or_else(|faults| panic!("{example}: {faults:?}"));
        let misfits: Vec<_> = document.misfits(&[]).into_iter().collect();
        let unexpected = misfits
            .iter()
            .filter(|fault| fault.code != "unknown_jurisdiction");
        assert_eq!(unexpected.count(), 0, "{example}: {misfits:?}");
    }
}

#[test]
fn a_word_misspelt_in_an_example_is_told() {
    let wrong = json!({ "fact": "staff", "atleast": "20" });
    assert!(PolicyDocument::of(&with("test", wrong)).is_err());
}
