//! What people get wrong, and the clear error each mistake gets. Nothing is half-written.

use city::client::Reply;
use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{
    ENTERPRISE, ITEM, STRANGER, draft, example, put, submit, submitted, text, ticket, upload,
    version,
};

/// The code of a problem and the pointers of its faults.
fn told(reply: &Reply) -> (u16, String, Vec<String>) {
    assert_eq!(
        reply.header("content-type"),
        Some("application/problem+json"),
        "{}",
        reply.text()
    );
    let body = reply.json();
    for field in [
        "title",
        "title_en",
        "detail",
        "detail_en",
        "request_id",
        "type",
    ] {
        assert!(
            !text(&body, &format!("/{field}")).is_empty(),
            "{field}: {body}"
        );
    }
    let pointers = body
        .get("errors")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|fault| {
            assert!(
                !text(fault, "/zh").is_empty() && !text(fault, "/en").is_empty(),
                "{fault}"
            );
            text(fault, "/pointer")
        })
        .collect();
    (reply.status, text(&body, "/code"), pointers)
}

#[test]
fn every_fault_of_a_body_is_told_at_once() {
    let world = World::start(PROGRAM);
    let owner = world.speak_as(ENTERPRISE);
    let reply = owner.post("/v1/drafts", json!({ "enterprise": 7, "colour": "red" }));
    let (status, _, mut pointers) = told(&reply);
    pointers.sort();
    assert_eq!(status, 422);
    assert_eq!(pointers, ["/colour", "/enterprise", "/item"]);

    let reply = owner.ask(
        "POST",
        "/v1/drafts",
        Asked {
            raw: Some(("application/json".to_owned(), b"{\"item\": ".to_vec())),
            ..Asked::default()
        },
    );
    assert_eq!(told(&reply).0, 400);

    let reply = owner.post(
        "/v1/assessments",
        json!({ "facts": { "no-such-fact": 1, "staff": "many" } }),
    );
    let (status, _, pointers) = told(&reply);
    assert_eq!(status, 422);
    assert!(
        pointers.contains(&"/facts/no-such-fact".to_owned()),
        "{pointers:?}"
    );
}

#[test]
fn credit_codes_are_refused_by_length_and_warned_about_by_check_digit() {
    let world = World::start(PROGRAM);
    let owner = world.speak_as(ENTERPRISE);
    let short = owner.post(
        "/v1/drafts",
        json!({ "item": ITEM, "enterprise": "91420204MAFAKE" }),
    );
    let (status, _, pointers) = told(&short);
    assert_eq!((status, pointers), (422, vec!["/enterprise".to_owned()]));

    let wrong = "91420204MAFAKE0351";
    let operator = world.speak_as("clerk");
    let saved = operator.ask(
        "PUT",
        &format!("/v1/enterprises/{wrong}/profile"),
        Asked::with(json!({ "name": "示例企业", "contact_email": "a@b.example.com", "facts": {} }))
            .at(0),
    );
    assert!(saved.fine(), "{}", saved.text());
    assert!(
        !saved
            .json()
            .pointer("/warnings")
            .and_then(Value::as_array)
            .expect("warnings")
            .is_empty(),
        "{}",
        saved.text()
    );
}

#[test]
fn keys_versions_and_tokens_are_demanded() {
    let world = World::start(PROGRAM);
    let owner = world.speak_as(ENTERPRISE);
    let body = json!({ "item": ITEM, "enterprise": ENTERPRISE });
    let keyless = owner.ask(
        "POST",
        "/v1/drafts",
        Asked {
            keyless: true,
            ..Asked::with(body.clone())
        },
    );
    assert_eq!(told(&keyless).0, 400);
    let nobody = world.anonymous().post("/v1/drafts", body.clone());
    assert_eq!(told(&nobody).0, 401);
    assert!(nobody.header("www-authenticate").is_some());
    let forged = owner
        .with_token("eyJhbGciOiJub25lIn0.e30.")
        .post("/v1/drafts", body);
    assert_eq!(told(&forged).0, 401);

    crate::steps::publish(&world);
    let draft = draft(&world);
    let path = format!("/v1/drafts/{}", text(&draft, "/draft"));
    let unversioned = owner.post(&format!("{path}/submit"), json!({}));
    assert_eq!(told(&unversioned).0, 428);
    let stale = owner.ask("POST", &format!("{path}/submit"), Asked::default().at(99));
    assert_eq!(told(&stale).0, 412);
    let missing = owner.ask(
        "POST",
        &format!("{path}/submit"),
        Asked::default().at(version(&draft)),
    );
    let (status, code, _) = told(&missing);
    assert_eq!(
        (status, code.as_str()),
        (422, "missing_materials"),
        "{}",
        missing.text()
    );
}

#[test]
fn a_foreign_case_answers_like_an_absent_one() {
    let world = World::start(PROGRAM);
    let case = submitted(&world);
    let stranger = world.speak_as(STRANGER);
    let foreign = stranger.get(&format!("/v1/cases/{}", text(&case, "/number")));
    let absent = stranger.get("/v1/cases/HS-2026-000000000-0");
    assert_eq!(told(&foreign).0, 404);
    let bare = |reply: &Reply| {
        let mut body = reply.json();
        body.as_object_mut()
            .expect("an object")
            .remove("request_id");
        body
    };
    assert_eq!(absent.status, 404, "{}", absent.text());
    assert_eq!(bare(&foreign), bare(&absent));
}

#[test]
fn uploads_are_held_to_their_announcement() {
    let world = World::start(PROGRAM);
    crate::steps::publish(&world);
    let draft = draft(&world);
    let bytes = example("application-form.pdf");

    let ticket_body = ticket(&world, &draft, &bytes).json();
    let mut longer = bytes.clone();
    longer.push(b' ');
    assert_eq!(put(&ticket_body, &longer).status / 100, 4, "another size");
    let mut other = bytes.clone();
    other[40] ^= 1;
    assert_eq!(put(&ticket_body, &other).status / 100, 4, "another hash");

    let owner = world.speak_as(ENTERPRISE);
    let complete = format!(
        "/v1/drafts/{}/uploads/{}/complete",
        text(&draft, "/draft"),
        text(&ticket_body, "/upload")
    );
    let early = owner.post(&complete, json!({}));
    assert_eq!(told(&early).0, 409, "nothing was uploaded yet");

    let fake = b"GIF89a this is no PDF at all, whatever its announcement says".to_vec();
    let fake_ticket = ticket(&world, &draft, &fake).json();
    assert_eq!(put(&fake_ticket, &fake).status, 200);
    let refused = owner.post(
        &format!(
            "/v1/drafts/{}/uploads/{}/complete",
            text(&draft, "/draft"),
            text(&fake_ticket, "/upload")
        ),
        json!({}),
    );
    assert_eq!(told(&refused).0, 422, "{}", refused.text());

    let huge = owner.post(
        &format!("/v1/drafts/{}/uploads", text(&draft, "/draft")),
        json!({
            "material": text(&draft, "/materials/0/material"),
            "file_name": "a.pdf", "media_type": "application/pdf",
            "bytes": 1_000_000_000_u64, "sha256": "0".repeat(64),
        }),
    );
    assert_eq!(told(&huge).0, 422, "{}", huge.text());
    let wrong_type = owner.post(
        &format!("/v1/drafts/{}/uploads", text(&draft, "/draft")),
        json!({
            "material": text(&draft, "/materials/0/material"),
            "file_name": "a.exe", "media_type": "application/x-msdownload",
            "bytes": 10, "sha256": "0".repeat(64),
        }),
    );
    assert_eq!(told(&wrong_type).0, 422, "{}", wrong_type.text());
    // after all of that the draft still takes a good file and becomes a case
    upload(&world, &draft);
    submit(&world, &draft);
}

#[test]
fn a_closed_opening_says_when_it_was_open() {
    let world = World::start(PROGRAM);
    crate::steps::publish(&world);
    draft(&world);
    let item = world.anonymous().get(&format!("/v1/items/{ITEM}")).json();
    let last = item
        .pointer("/openings")
        .and_then(Value::as_array)
        .and_then(|openings| openings.last().cloned())
        .expect("an opening");
    world.move_clock_past(&text(&last, "/to"));
    // the draft of before was given up with its opening; one begun too late can be filled in, and is refused when it is handed in
    let draft = draft(&world);
    upload(&world, &draft);
    let owner = world.speak_as(ENTERPRISE);
    let path = format!("/v1/drafts/{}", text(&draft, "/draft"));
    let at = version(&owner.get(&path).json());
    let closed = owner.ask("POST", &format!("{path}/submit"), Asked::default().at(at));
    let (status, code, _) = told(&closed);
    assert_eq!(
        (status, code.as_str()),
        (409, "not_open"),
        "{}",
        closed.text()
    );
}

#[test]
fn a_malformed_policy_file_is_told_everything_at_once() {
    let world = World::start(PROGRAM);
    let mut document: Value = serde_json::from_slice(&example("first-policy.json")).expect("JSON");
    let department = text(&document, "/policy/department");
    document["policy"]["colour"] = json!("red");
    document["policy"]["valid_from"] = json!("2026-02-30");
    document["items"][0]
        .as_object_mut()
        .expect("an item")
        .remove("title");
    let editor = world.speak_as(&format!("{department}-editor"));
    let (status, _, pointers) = told(&editor.post("/v1/policies", document));
    assert_eq!(status, 422);
    assert!(pointers.len() >= 3, "{pointers:?}");
    assert_eq!(
        world.anonymous().get(&format!("/v1/items/{ITEM}")).status,
        404,
        "nothing of it was kept"
    );
}

#[test]
fn addresses_and_methods_that_do_not_exist_are_problems_too() {
    let world = World::start(PROGRAM);
    let nowhere = world
        .anonymous()
        .ask("POST", "/v1/nowhere", Asked::with(json!({})));
    assert_eq!(told(&nowhere).0, 404);
    let unknown = world.anonymous().get("/v1/items/no-such-item");
    assert_eq!(told(&unknown).0, 404);
    let cursor = world.anonymous().get("/v1/items?cursor=forged");
    assert_eq!(told(&cursor).0, 400);
    let media = world.speak_as(ENTERPRISE).ask(
        "POST",
        "/v1/drafts",
        Asked {
            raw: Some(("text/plain".to_owned(), b"hello".to_vec())),
            ..Asked::default()
        },
    );
    assert_eq!(told(&media).0, 415);
}
