//! Calls to storage per request of the path: the counts that block.

use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{ENTERPRISE, ITEM, draft, publish, text, upload, version};

/// The calls made to storage while `act` runs: `(service, action)` in order.
fn calls(world: &World, act: impl FnOnce()) -> Vec<String> {
    world.settle();
    let (_, before) = world.console("GET", "/_host/calls", None);
    let since = before
        .get("next")
        .and_then(Value::as_u64)
        .unwrap_or_default();
    act();
    let (_, after) = world.console("GET", &format!("/_host/calls?since={since}"), None);
    after
        .get("calls")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter(|call| !text(call, "/function").is_empty())
        .map(|call| format!("{} {}", text(call, "/function"), text(call, "/action")))
        .collect()
}

/// Leaves out the pointer of the catalogue, looked at most every two seconds whatever is asked.
fn of<'c>(calls: &'c [String], function: &str) -> Vec<&'c str> {
    calls
        .iter()
        .filter_map(|call| call.strip_prefix(function)?.strip_prefix(' '))
        .filter(|action| *action != "s3:GetObject")
        .collect()
}

#[test]
fn a_submission_reads_draft_and_profile_and_writes_once() {
    let world = World::start(PROGRAM);
    publish(&world);
    let draft = draft(&world);
    upload(&world, &draft);
    let owner = world.speak_as(ENTERPRISE);
    let path = format!("/v1/drafts/{}", text(&draft, "/draft"));
    let at = version(&owner.get(&path).json());
    let submit = || {
        let reply = owner.ask(
            "POST",
            &format!("{path}/submit"),
            Asked::default().at(at).keyed("k"),
        );
        assert_eq!(reply.status, 201, "{}", reply.text());
    };
    let first = calls(&world, submit);
    assert_eq!(
        of(&first, "SubmissionsFunction"),
        [
            "dynamodb:Query",
            "dynamodb:GetItem",
            "dynamodb:TransactWriteItems"
        ],
        "{first:?}"
    );
    let replay = calls(&world, submit);
    assert_eq!(
        of(&replay, "SubmissionsFunction"),
        ["dynamodb:Query"],
        "{replay:?}"
    );
}

#[test]
fn a_question_to_the_calculator_calls_nothing() {
    let world = World::start(PROGRAM);
    publish(&world);
    let asked = calls(&world, || {
        let reply = world
            .anonymous()
            .post("/v1/assessments", json!({ "facts": {}, "items": [ITEM] }));
        assert_eq!(reply.status, 200, "{}", reply.text());
    });
    assert_eq!(
        of(&asked, "EligibilityFunction"),
        Vec::<&str>::new(),
        "{asked:?}"
    );
}
