//! Bad input in rules: told at its place, all at once, never a wrong number and never a stack that overflows.

#![cfg(test)]

use contract::body::json;
use contract::fault::Fault;
use contract::rule::PolicyDocument;
use serde_json::{Value, json};

const POLICY: &str = include_str!("../../../infra/seed/examples/first-policy.json");

fn sample() -> Value {
    serde_json::from_str(POLICY).unwrap()
}

/// Faults after `value` was put at `pointer` of the sample policy.
fn faults(pointer: &str, value: Value) -> Vec<Fault> {
    let mut policy = sample();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    policy.pointer_mut(parent).unwrap()[field] = value;
    match PolicyDocument::of(&policy) {
        Err(malformed) => malformed.faults,
        Ok(document) => document.misfits(&[]),
    }
}

#[track_caller]
fn told(pointer: &str, value: Value, code: &str, at: &str) {
    let found = faults(pointer, value);
    let hit = found
        .iter()
        .find(|fault| fault.code == code && fault.pointer == at);
    let fault = hit.unwrap_or_else(|| panic!("no {code} at {at} in {found:#?}"));
    assert!(!fault.zh.is_empty() && !fault.en.is_empty());
}

const TEST: &str = "/items/0/conditions/0/test";
const AMOUNT: &str = "/items/0/amount";

#[test]
fn nested_too_deep_is_told_and_deeper_is_not_even_parsed() {
    let nest = |depth: usize, field: &str, inner: Value| {
        (0..depth).fold(inner, |inner, _| json!({ field: inner }))
    };
    let deep = |field: &str, depth: usize| format!("{TEST}{}", format!("/{field}").repeat(depth));
    told(
        TEST,
        nest(60, "not", json!({ "fact": "staff", "at_least": "1" })),
        "too_deep",
        &deep("not", 17),
    );
    let amounts = (0..60).fold(
        json!({ "fixed": "1.00" }),
        |inner, _| json!({ "times": "100%", "amount": inner }),
    );
    told(
        AMOUNT,
        amounts,
        "too_deep",
        &format!("{AMOUNT}{}", "/amount".repeat(17)),
    );
    let terms = (0..60).fold(
        json!({ "number": "1" }),
        |inner, _| json!({ "sum": [inner] }),
    );
    let own = json!([{ "id": "first_industrial__x", "kind": "number", "label": { "zh": "数", "en": "x" },
        "question": { "zh": "数", "en": "x" }, "derived": terms }]);
    let found = faults("/facts", own);
    assert!(
        found.iter().any(|fault| fault.code == "too_deep"),
        "{found:?}"
    );
    let text = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    let fault = &json(text.as_bytes()).unwrap_err().faults[0];
    assert_eq!(fault.code, "too_deep");
    assert!(PolicyDocument::parse(format!("{{\"policy\":{text}}}").as_bytes()).is_err());
}

#[test]
fn not_a_number_and_infinity_are_no_json() {
    for word in ["NaN", "Infinity", "-Infinity", "1e999999"] {
        let text = POLICY.replacen(
            "\"publicity_working_days\": ",
            &format!("\"publicity_working_days\": {word} "),
            1,
        );
        assert!(PolicyDocument::parse(text.as_bytes()).is_err(), "{word}");
    }
    told(
        TEST,
        json!({ "fact": "staff", "at_least": "NaN" }),
        "invalid_value",
        &format!("{TEST}/at_least"),
    );
    told(
        TEST,
        json!({ "fact": "staff", "at_least": "1e5" }),
        "invalid_value",
        &format!("{TEST}/at_least"),
    );
    told(
        AMOUNT,
        json!({ "fixed": "Infinity" }),
        "invalid_value",
        &format!("{AMOUNT}/fixed"),
    );
}

#[test]
fn absurd_and_negative_magnitudes() {
    for figure in [
        "9999999999999999",
        "1.123456789",
        "--1",
        "",
        "１００",
        "0x10",
    ] {
        told(
            TEST,
            json!({ "fact": "staff", "at_least": figure }),
            if figure.is_empty() {
                "text_length"
            } else {
                "invalid_value"
            },
            &format!("{TEST}/at_least"),
        );
    }
    for money in ["-1.00", "1.001", "10000000000000000"] {
        told(
            AMOUNT,
            json!({ "fixed": money }),
            "invalid_value",
            &format!("{AMOUNT}/fixed"),
        );
    }
    told(
        AMOUNT,
        json!({ "share": "-5%", "of": "revenue" }),
        "invalid_value",
        &format!("{AMOUNT}/share"),
    );
    told(
        AMOUNT,
        json!({ "fixed": 1.5 }),
        "wrong_type",
        &format!("{AMOUNT}/fixed"),
    );
}

#[test]
fn days_that_are_none_or_out_of_range() {
    for day in [
        "2026-02-30",
        "2026-13-01",
        "0001-01-01",
        "12026-01-01",
        "2026-1-1",
        "tomorrow",
    ] {
        told(
            "/policy/valid_from",
            json!(day),
            "invalid_value",
            "/policy/valid_from",
        );
    }
    told(
        "/policy/valid_to",
        json!("2001-01-01"),
        "crossed_days",
        "/policy/valid_to",
    );
    told(
        TEST,
        json!({ "fact": "registered_on", "months_at_least": "99999" }),
        "invalid_value",
        &format!("{TEST}/months_at_least"),
    );
}

#[test]
fn facts_twice_going_round_unknown_and_too_heavy() {
    let own = |id: &str, derived: Value| {
        json!({ "id": id, "kind": "number", "label": { "zh": "数", "en": "x" },
        "question": { "zh": "数", "en": "x" }, "derived": derived })
    };
    let codes = |list: Vec<Value>| -> Vec<String> {
        let found = faults("/facts", Value::Array(list));
        found
            .into_iter()
            .map(|fault| format!("{} {}", fault.code, fault.pointer))
            .collect()
    };
    let one = || {
        own(
            "first_industrial__a",
            json!({ "sum": ["first_industrial__b"] }),
        )
    };
    let two = own(
        "first_industrial__b",
        json!({ "sum": ["first_industrial__a", "staff"] }),
    );
    let found = codes(vec![one(), two]);
    assert!(
        found.contains(&"circular_fact /facts/0/derived".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"circular_fact /facts/1/derived".to_owned()),
        "{found:?}"
    );
    let found = codes(vec![one(), one()]);
    for code in ["duplicate_fact", "unknown_source"] {
        assert!(
            found.iter().any(|fault| fault.starts_with(code)),
            "{found:?}"
        );
    }
    let doubling = (1..60).map(|place| {
        let before = if place == 1 {
            "staff".to_owned()
        } else {
            format!("first_industrial__d{}", place - 1)
        };
        own(
            &format!("first_industrial__d{place}"),
            json!({ "sum": [before, before] }),
        )
    });
    let found = codes(doubling.collect());
    assert!(
        found
            .iter()
            .any(|fault| fault.starts_with("derived_too_far")),
        "{found:?}"
    );
}

#[test]
fn every_fault_of_a_policy_is_told_at_once() {
    let mut policy = sample();
    policy["policy"]["level"] = json!("galaxy");
    policy["policy"]["colour"] = json!("red");
    policy["items"][0]["mode"] = json!("magic");
    policy["items"][0]["conditions"][0]["test"] = json!({ "fact": "staff", "atleast": "20" });
    policy["items"][0]["amount"] = json!({ "fixed": "ten" });
    policy["items"][0]["steps"][0]["working_days"] = json!(-3);
    policy["items"][0]["contact"] = Value::Null;
    let found = PolicyDocument::of(&policy).unwrap_err().faults;
    let at: Vec<&str> = found.iter().map(|fault| fault.pointer.as_str()).collect();
    for pointer in [
        "/policy/level",
        "/policy/colour",
        "/items/0/mode",
        "/items/0/conditions/0/test/atleast",
        "/items/0/amount/fixed",
        "/items/0/steps/0/working_days",
        "/items/0/contact",
    ] {
        assert!(at.contains(&pointer), "{pointer} is not among {at:?}");
    }
}
