//! Asking the calculator further: what would change, what was said then, and what cannot be so.

use serde_json::{Value, json};
use world::World;

use crate::PROGRAM;
use crate::steps::{ENTERPRISE, ITEM, await_item, publish, text};

/// An item of the sample city.
const SAMPLE: &str = "stable-jobs-return";

fn pointers(body: &Value) -> Vec<(String, String)> {
    let errors = body.get("errors").and_then(Value::as_array);
    let errors = errors.into_iter().flatten();
    errors
        .map(|fault| (text(fault, "/pointer"), text(fault, "/code")))
        .collect()
}

#[test]
fn a_receipt_is_kept_run_again_and_tells_what_was_touched() {
    let world = World::start(PROGRAM);
    await_item(&world, SAMPLE);
    let owner = world.speak_as(ENTERPRISE);
    let asked = json!({ "enterprise": ENTERPRISE, "items": [SAMPLE] });
    let made = owner.post("/v1/receipts", asked.clone());
    assert_eq!(made.status, 201, "{}", made.text());
    let made = made.json();
    let id = text(&made, "/receipt");
    // nobody is named in it, and its id is not to be guessed
    assert!(!made.to_string().contains(ENTERPRISE), "{made}");
    assert_eq!(id.len(), 43);
    // the same question makes the same receipt
    assert_eq!(
        text(&owner.post("/v1/receipts", asked).json(), "/receipt"),
        id
    );

    let anybody = world.anonymous();
    let read = anybody.get(&format!("/v1/receipts/{id}"));
    assert_eq!(read.json().pointer("/body"), made.pointer("/body"));
    let guessed = anybody.get(&format!("/v1/receipts/{}", "A".repeat(43)));
    assert_eq!(guessed.status, 404);

    // the receipt alone is enough, for anybody, after the catalogue moved on
    publish(&world);
    let body = made.pointer("/body").cloned().expect("a receipt");
    let verified = anybody.post("/v1/receipts/verify", json!({ "receipt": body }));
    assert_eq!(verified.status, 200, "{}", verified.text());
    assert_eq!(
        verified.json().pointer("/confirmed"),
        Some(&json!(true)),
        "{}",
        verified.text()
    );
    let mut touched = body.clone();
    *touched.pointer_mut("/result/total").expect("a total") = json!("900000.00");
    let verified = anybody
        .post("/v1/receipts/verify", json!({ "receipt": touched }))
        .json();
    assert_eq!(verified.pointer("/confirmed"), Some(&json!(false)));
    assert_eq!(text(&verified, "/differences/0/pointer"), "/result/total");
    let mut elsewhere = body;
    *elsewhere.pointer_mut("/catalogue").expect("a version") = json!("0".repeat(64));
    let verified = anybody
        .post("/v1/receipts/verify", json!({ "receipt": elsewhere }))
        .json();
    assert_eq!(text(&verified, "/differences/0/pointer"), "/catalogue");
    let broken = anybody.post("/v1/receipts/verify", json!({ "receipt": { "format": 1 } }));
    assert_eq!(broken.status, 422, "{}", broken.text());
}

#[test]
fn what_if_says_what_flips_and_by_how_much() {
    let world = World::start(PROGRAM);
    publish(&world);
    let owner = world.speak_as(ENTERPRISE);
    let reply = owner.post(
        "/v1/assessments",
        json!({ "enterprise": ENTERPRISE, "items": [ITEM], "what_if": { "revenue": "1000000", "staff": { "add": "-115" } } }),
    );
    assert_eq!(reply.status, 200, "{}", reply.text());
    let reply = reply.json();
    assert_eq!(text(&reply, "/items/0/verdict"), "eligible", "{reply}");
    assert_eq!(text(&reply, "/what_if/flips/0/item"), ITEM, "{reply}");
    assert_ne!(text(&reply, "/what_if/flips/0/after"), "eligible");
    assert_ne!(
        text(&reply, "/what_if/total_after"),
        text(&reply, "/what_if/total_before")
    );
}

#[test]
fn what_cannot_be_so_is_told_with_its_place() {
    let world = World::start(PROGRAM);
    let anybody = world.anonymous();
    let reply = anybody.post(
        "/v1/assessments",
        json!({
            "facts": {
                "registered_on": "2199-01-01",
                "revenue": "20000000", "revenue_before": "10000000", "revenue_growth": "7",
                "staff": { "from": 300, "to": 100 },
                "assets": "NaN",
                "unheard_of": 1,
            },
            "as_of": "9998-01-01",
            "what_if": { "exports_usd": { "add": "5" } },
        }),
    );
    assert_eq!(reply.status, 422, "{}", reply.text());
    let mut told = pointers(&reply.json());
    told.sort();
    let told: Vec<(&str, &str)> = told
        .iter()
        .map(|(pointer, code)| (pointer.as_str(), code.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("/as_of", "day_range"),
            ("/facts/assets", "invalid_value"),
            ("/facts/registered_on", "contradiction"),
            ("/facts/revenue_growth", "contradiction"),
            ("/facts/staff", "invalid_value"),
            ("/facts/unheard_of", "unknown_fact"),
            ("/what_if/exports_usd", "invalid_value"),
            ("/what_if/registered_on", "contradiction"),
            ("/what_if/revenue_growth", "contradiction"),
        ]
    );
    let many: serde_json::Map<String, Value> = (0..10_000)
        .map(|at| (format!("fact_{at}"), json!(at)))
        .collect();
    let reply = anybody.post("/v1/assessments", json!({ "facts": many }));
    assert_eq!(reply.status, 422);
    assert_eq!(
        pointers(&reply.json()),
        [("/facts".to_owned(), "too_many".to_owned())]
    );
}
