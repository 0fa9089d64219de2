//! Patterns of event filters, each with a record it lets through and one it does not.

#![cfg(test)]

use local::filter::passes;
use serde_json::{Value, json};

/// A pattern, a record it lets through, one it does not.
fn cases() -> [(Value, Value, Value); 10] {
    [
        (
            json!({ "a": ["x", 1] }),
            json!({ "a": 1 }),
            json!({ "a": "1" }),
        ),
        (
            json!({ "a": { "b": [true] } }),
            json!({ "a": { "b": true } }),
            json!({ "a": true }),
        ),
        (
            json!({ "a": [{ "prefix": "CASE#" }] }),
            json!({ "a": "CASE#1" }),
            json!({ "a": "case#1" }),
        ),
        (
            json!({ "a": [{ "suffix": ".pdf" }] }),
            json!({ "a": "x.pdf" }),
            json!({ "a": "x.png" }),
        ),
        (
            json!({ "a": [{ "exists": false }] }),
            json!({ "b": 1 }),
            json!({ "a": null }),
        ),
        (
            json!({ "a": [{ "anything-but": ["x"] }] }),
            json!({ "a": "y" }),
            json!({ "a": "x" }),
        ),
        (
            json!({ "a": [{ "equals-ignore-case": "Ok" }] }),
            json!({ "a": "OK" }),
            json!({ "a": "O" }),
        ),
        (
            json!({ "a": [{ "numeric": [">", 1, "<=", 3] }] }),
            json!({ "a": 3 }),
            json!({ "a": 1 }),
        ),
        (
            json!({ "$or": [{ "a": [1] }, { "b": [2] }] }),
            json!({ "b": 2 }),
            json!({ "a": 2, "b": 1 }),
        ),
        (
            json!({ "a": [1], "b": [2] }),
            json!({ "a": 1, "b": 2, "c": 3 }),
            json!({ "a": 1 }),
        ),
    ]
}

#[test]
fn each_comparison_lets_through_what_it_should() {
    for (pattern, through, out) in cases() {
        assert!(
            passes(std::slice::from_ref(&pattern), &through),
            "{pattern} lets {through} through"
        );
        assert!(
            !passes(std::slice::from_ref(&pattern), &out),
            "{pattern} keeps {out} out"
        );
    }
}

#[test]
fn of_several_patterns_one_is_enough_and_none_lets_everything_through() {
    let patterns = [json!({ "a": [1] }), json!({ "a": [2] })];
    assert!(passes(&patterns, &json!({ "a": 2 })));
    assert!(!passes(&patterns, &json!({ "a": 3 })));
    assert!(passes(&[], &json!({})));
}

#[test]
fn a_comparison_nobody_knows_lets_nothing_through() {
    assert!(!passes(
        &[json!({ "a": [{ "cidr": "10.0.0.0/8" }] })],
        &json!({ "a": "10.0.0.1" })
    ));
}
