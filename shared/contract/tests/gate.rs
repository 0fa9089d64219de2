//! The gate catches each kind of fault: one is planted in a policy that passes, and must be told at its place.

#![cfg(test)]

use contract::rule::PolicyDocument;
use serde_json::{Value, json};

/// A policy that passes the gate: small firms of 20 to 299 staff, by brackets and class.
fn sound() -> Value {
    let text = |zh: &str| json!({ "zh": zh, "en": zh });
    let condition = |test: Value| json!({ "words": text("条件"), "clause": { "document": "示例〔2026〕1号", "article": "第一条" }, "test": test });
    let facts = json!({ "staff": 80, "size_class": "small", "trustworthy": true, "rewarded_before": false, "titles": ["little_giant"] });
    let mut young = facts.clone();
    young["staff"] = json!(10);
    let mut open = facts.clone();
    open.as_object_mut().unwrap().remove("trustworthy");
    let case = |name: &str, facts: &Value, verdict: &str| json!({ "name": name, "day": "2026-11-24", "facts": facts, "verdict": verdict });
    json!({
        "policy": { "id": "planted", "title": text("政策"), "issuer": "某局", "document_number": "示例〔2026〕1号", "level": "city",
            "department": "jingxin", "illustrative": true, "valid_from": "2026-01-01" },
        "items": [{
            "id": "planted-item", "title": text("事项"), "benefit": text("奖励"), "mode": "apply",
            "conditions": [
                condition(json!({ "fact": "staff", "at_least": "20", "below": "300" })),
                condition(json!({ "fact": "size_class", "one_of": ["small", "micro"] })),
                condition(json!({ "all": [ { "fact": "trustworthy", "is": true }, { "fact": "rewarded_before", "is": false } ] })),
                condition(json!({ "fact": "titles", "has": ["little_giant"] })),
            ],
            "amount": { "brackets": "staff", "tiers": [
                { "from": "20", "amount": { "fixed": "100000.00" } },
                { "from": "100", "amount": { "by_choice": "size_class", "table": [
                    { "value": "small", "amount": { "fixed": "200000.00" } },
                    { "value": "micro", "amount": { "fixed": "150000.00" } } ] } },
            ] },
            "steps": [{ "name": text("受理"), "owner": "专窗", "working_days": 1, "basis": "办法" }],
            "publicity_working_days": 0, "correction_working_days": 15, "contact": "专窗",
            "once": { "per": "enterprise", "within": "ever", "used": "rewarded_before", "words": text("一次") },
            "tests": [ case("符合", &facts, "eligible"), case("人少", &young, "ineligible"), case("信用不清楚", &open, "undetermined") ],
        }],
    })
}

/// What the gate says after `value` was put at `pointer`: code and pointer of each finding.
fn planted(pointer: &str, value: Value) -> Vec<(String, String)> {
    let mut policy = sound();
    *policy
        .pointer_mut(pointer)
        .unwrap_or_else(|| panic!("{pointer}")) = value;
    let document =
        PolicyDocument::of(&policy).unwrap_or_else(|faults| panic!("{pointer}: {faults:?}"));
    let mut found = document.misfits(&[]);
    found.extend(document.findings(&[]));
    found
        .into_iter()
        .map(|fault| (fault.code, fault.pointer))
        .collect()
}

#[track_caller]
fn caught(pointer: &str, value: Value, code: &str, at: &str) {
    let found = planted(pointer, value);
    let expected = (code.to_owned(), format!("/items/0{at}"));
    assert!(
        found.contains(&expected),
        "{expected:?} not among {found:?}"
    );
}

const STAFF: &str = "/items/0/conditions/0/test";
const AMOUNT: &str = "/items/0/amount";

#[test]
fn the_policy_without_a_fault_passes() {
    let document = PolicyDocument::of(&sound()).unwrap();
    assert_eq!(document.misfits(&[]), []);
    assert_eq!(document.findings(&[]), []);
}

#[test]
fn a_fact_that_is_not_there_or_of_another_kind() {
    caught(
        STAFF,
        json!({ "fact": "stuff", "at_least": "20" }),
        "unknown_fact",
        "/conditions/0/test",
    );
    caught(
        STAFF,
        json!({ "fact": "trustworthy", "at_least": "20" }),
        "wrong_fact_kind",
        "/conditions/0/test",
    );
    let deep = json!({ "any": [ { "fact": "staff", "at_least": "20" }, { "not": { "fact": "titles", "has": ["giant"] } } ] });
    caught(
        STAFF,
        deep,
        "unknown_choice",
        "/conditions/0/test/any/1/not",
    );
    caught(
        AMOUNT,
        json!({ "sum": [ { "fixed": "1.00" }, { "share": "1%", "of": "staff" } ] }),
        "wrong_fact_kind",
        "/amount/sum/1",
    );
    caught(
        STAFF,
        json!({ "fact": "place", "place_in": ["atlantis"] }),
        "unknown_jurisdiction",
        "/conditions/0/test",
    );
}

#[test]
fn what_nobody_can_meet() {
    caught(
        STAFF,
        json!({ "fact": "staff", "at_least": "300", "below": "20" }),
        "cannot_be_met",
        "/conditions/0/test",
    );
    let both = json!({ "all": [ { "fact": "trustworthy", "is": true }, { "fact": "trustworthy", "is": false } ] });
    caught(
        "/items/0/conditions/2/test",
        both,
        "cannot_be_met",
        "/conditions/2/test",
    );
    let days = json!({ "fact": "registered_on", "from": "2026-01-02", "to": "2026-01-01" });
    caught(STAFF, days, "cannot_be_met", "/conditions/0/test");
    let negative = json!({ "fact": "staff", "below": "0" });
    caught(STAFF, negative, "cannot_be_met", "/conditions/0/test");
}

#[test]
fn an_alternative_that_can_never_hold() {
    let any = json!({ "any": [ { "fact": "staff", "at_least": "20" }, { "fact": "staff", "at_least": "9", "below": "9" } ] });
    caught(STAFF, any, "dead_branch", "/conditions/0/test/any/1");
    let when =
        json!({ "when": { "fact": "staff", "at_least": "300" }, "amount": { "fixed": "1.00" } });
    caught(AMOUNT, when, "dead_branch", "/amount/when");
    let cases = json!({ "cases": [
        { "when": { "fact": "staff", "at_least": "20" }, "amount": { "fixed": "2.00" } },
        { "when": { "fact": "staff", "at_least": "100" }, "amount": { "fixed": "1.00" } } ] });
    caught(AMOUNT, cases, "dead_branch", "/amount/cases/1/when");
    let twice = json!({ "by_title": "titles", "table": [ { "title": "little_giant", "amount": "1.00" }, { "title": "little_giant", "amount": "2.00" } ] });
    caught(AMOUNT, twice, "dead_branch", "/amount/table/1");
    let rows = json!({ "by_choice": "size_class", "table": [ { "value": "small", "amount": { "fixed": "1.00" } },
        { "value": "micro", "amount": { "fixed": "1.00" } }, { "value": "large", "amount": { "fixed": "1.00" } } ] });
    caught(AMOUNT, rows, "dead_branch", "/amount/table/2");
}

#[test]
fn a_tier_nobody_reaches_and_a_gap_between_tiers() {
    caught(
        "/items/0/amount/tiers/1/from",
        json!("300"),
        "dead_tier",
        "/amount/tiers/1",
    );
    caught(
        "/items/0/amount/tiers/0/from",
        json!("30"),
        "tier_gap",
        "/amount/tiers/0/from",
    );
    caught(
        "/items/0/amount/tiers/1/from",
        json!("20"),
        "brackets_not_rising",
        "/amount",
    );
    let gap = json!({ "cases": [
        { "when": { "fact": "staff", "below": "100" }, "amount": { "fixed": "1.00" } },
        { "when": { "fact": "staff", "above": "100" }, "amount": { "fixed": "2.00" } } ] });
    caught(AMOUNT, gap, "tier_gap", "/amount/cases");
    let one = json!({ "by_choice": "size_class", "table": [ { "value": "small", "amount": { "fixed": "1.00" } } ] });
    caught(AMOUNT, one, "tier_gap", "/amount/table");
    let title =
        json!({ "by_title": "titles", "table": [ { "title": "high_tech", "amount": "1.00" } ] });
    caught(AMOUNT, title, "tier_gap", "/amount/table");
}

#[test]
fn limits_that_cross_and_steps_of_nothing() {
    let crossed = json!({ "limit": { "fixed": "5.00" }, "least": "9.00", "most": "8.00" });
    caught(AMOUNT, crossed, "crossed_limits", "/amount");
    caught(
        AMOUNT,
        json!({ "discretionary": { "low": "9.00", "high": "8.00" } }),
        "crossed_limits",
        "/amount",
    );
    caught(
        AMOUNT,
        json!({ "each": "5.00", "of": "staff", "per": "0" }),
        "no_step",
        "/amount",
    );
    caught(
        AMOUNT,
        json!({ "round_down_to": "0.00", "amount": { "fixed": "5.00" } }),
        "no_step",
        "/amount",
    );
}

#[test]
fn fields_out_of_their_list_items_of_themselves_and_people_nobody_asks_about() {
    caught(
        STAFF,
        json!({ "fact": "hires__used", "is": true }),
        "field_outside",
        "/conditions/0/test",
    );
    let outside =
        json!({ "for_each": "received", "amount": { "each": "1.00", "of": "hires__months" } });
    caught(AMOUNT, outside, "field_outside", "/amount/amount");
    caught(
        AMOUNT,
        json!({ "item": "planted-item" }),
        "matched_item",
        "/amount",
    );
    caught(
        "/items/0/once/used",
        json!("hires__used"),
        "once_unasked",
        "/once/used",
    );
}

#[test]
fn instalments_that_are_not_the_whole() {
    let mut policy = sound();
    policy["items"][0]["instalments"] =
        json!([{ "share": "60%", "words": { "zh": "首期", "en": "first" } }]);
    let found = PolicyDocument::of(&policy).unwrap().misfits(&[]);
    assert!(
        found
            .iter()
            .any(|fault| fault.code == "instalments_not_whole"),
        "{found:?}"
    );
}

#[test]
fn a_verdict_without_a_test_and_a_test_that_fails() {
    for (place, verdict) in [(0, "eligible"), (1, "ineligible"), (2, "undetermined")] {
        let mut policy = sound();
        policy["items"][0]["tests"]
            .as_array_mut()
            .unwrap()
            .remove(place);
        let found = PolicyDocument::of(&policy).unwrap().findings(&[]);
        let missing = found.iter().find(|fault| fault.code == "test_missing");
        assert!(
            missing.is_some_and(|fault| fault.en.contains(verdict)),
            "{verdict}: {found:?}"
        );
    }
    caught(
        "/items/0/tests/0/verdict",
        json!("undetermined"),
        "test_failed",
        "/tests/0",
    );
    let mut wrong = sound().pointer("/items/0/tests/0").unwrap().clone();
    wrong["amount"] = json!("1.00");
    caught("/items/0/tests/0", wrong, "test_failed", "/tests/0");
}

#[test]
fn a_condition_without_a_clause_is_not_even_read() {
    for clause in [
        json!({}),
        json!({ "document": "示例", "article": " " }),
        Value::Null,
    ] {
        let mut policy = sound();
        policy["items"][0]["conditions"][0]["clause"] = clause;
        let faults = PolicyDocument::of(&policy).unwrap_err().faults;
        assert!(
            faults
                .iter()
                .any(|fault| fault.pointer.starts_with("/items/0/conditions/0/clause")),
            "{faults:?}"
        );
    }
}
