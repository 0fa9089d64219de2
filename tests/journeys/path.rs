//! One case from published policy to payment, photographed at every step.

use serde_json::{Value, json};
use world::{Asked, World, redact};

use crate::PROGRAM;
use crate::steps::{
    ENTERPRISE, ITEM, approve, draft, open, publish, release, submit, text, upload, version,
};

#[test]
fn from_policy_to_payment() {
    let world = World::start(PROGRAM);
    let published = publish(&world);
    insta::assert_json_snapshot!("published", redact(&without_document(&published)));

    let owner = world.speak_as(ENTERPRISE);
    let answer = owner.post(
        "/v1/assessments",
        json!({ "enterprise": ENTERPRISE, "items": [ITEM] }),
    );
    assert_eq!(answer.status, 200, "{}", answer.text());
    insta::assert_json_snapshot!("assessed", redact(&answer.json()));

    let draft = draft(&world);
    upload(&world, &draft);
    let mails = world.mails().len();
    let case = submit(&world, &draft);
    let number = text(&case, "/number");
    insta::assert_json_snapshot!("submitted", world.photograph(&case, mails).redacted());
    // the sheet explains the promised day: its last row is the day itself, fully counted
    let sheet = case
        .pointer("/promise/sheet")
        .and_then(Value::as_array)
        .expect("a sheet");
    let last = sheet.last().expect("days");
    assert_eq!(text(last, "/day"), text(&case, "/promise/due"));
    assert_eq!(
        last.pointer("/counted"),
        case.pointer("/promise/working_days")
    );

    let amount = text(&answer.json(), "/items/0/amount/high");
    let approved = approve(&world, &number, &amount);
    assert!(approved.fine(), "{}", approved.text());
    // M53: nothing of the decision is visible before the window releases it
    let seen = owner.get(&format!("/v1/cases/{number}")).json();
    assert!(seen.get("decision").is_none());
    assert!(!seen.to_string().contains("decided"), "{seen}");

    let mails = world.mails().len();
    let released = release(&world, &number);
    assert_eq!(released.status, 200, "{}", released.text());
    insta::assert_json_snapshot!(
        "released",
        world.photograph(&released.json(), mails).redacted()
    );

    let notice = open(&format!("{}/notices/{number}", world.addresses.portal));
    assert_eq!(notice.status, 200);
    let page = notice.text();
    assert!(page.contains(ENTERPRISE));
    assert!(!page.contains("@"), "a notice shows no mail address");

    world.move_clock_past(&text(&released.json(), "/publicity/last_day"));
    let finance = world.speak_as("finance");
    let path = format!("/v1/cases/{number}");
    let payable = finance.get(&path).json();
    assert_eq!(text(&payable, "/state"), "payable");
    let paid = finance.ask(
        "POST",
        &format!("{path}/pay"),
        Asked::with(json!({ "amount": amount, "reference": "PO-1" })).at(version(&payable)),
    );
    assert_eq!(paid.status, 200, "{}", paid.text());
    let told = owner.get(&path).json();
    insta::assert_json_snapshot!(
        "timeline",
        redact(told.get("timeline").expect("a timeline"))
    );
    assert_eq!(text(&told, "/state"), "paid");
}

#[test]
fn a_repeat_gives_the_same_reply_and_another_body_is_refused() {
    let world = World::start(PROGRAM);
    publish(&world);
    let draft = draft(&world);
    upload(&world, &draft);
    let owner = world.speak_as(ENTERPRISE);
    let path = format!("/v1/drafts/{}", text(&draft, "/draft"));
    let at = version(&owner.get(&path).json());
    let first = owner.ask(
        "POST",
        &format!("{path}/submit"),
        Asked::default().at(at).keyed("once"),
    );
    assert_eq!(first.status, 201, "{}", first.text());
    let again = owner.ask(
        "POST",
        &format!("{path}/submit"),
        Asked::default().at(at).keyed("once"),
    );
    assert_eq!(again.status, 201);
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(again.json(), first.json());

    let body = json!({ "item": ITEM, "enterprise": ENTERPRISE });
    let one = owner.ask("POST", "/v1/drafts", Asked::with(body).keyed("two"));
    let other = owner.ask(
        "POST",
        "/v1/drafts",
        Asked::with(json!({ "item": "job-expansion-subsidy", "enterprise": ENTERPRISE }))
            .keyed("two"),
    );
    assert_eq!((one.status, other.status), (201, 422), "{}", other.text());
    assert_eq!(text(&other.json(), "/code"), "idempotency_key_reused");
}

#[test]
fn a_second_application_in_the_same_opening_names_the_first_case() {
    let world = World::start(PROGRAM);
    publish(&world);
    let first = draft(&world);
    upload(&world, &first);
    let second = draft(&world);
    upload(&world, &second);
    let case = submit(&world, &first);
    let owner = world.speak_as(ENTERPRISE);
    let path = format!("/v1/drafts/{}", text(&second, "/draft"));
    let at = version(&owner.get(&path).json());
    let twice = owner.ask("POST", &format!("{path}/submit"), Asked::default().at(at));
    assert_eq!(twice.status, 409, "{}", twice.text());
    assert!(twice.text().contains(&text(&case, "/number")));
}

fn without_document(published: &Value) -> Value {
    let mut published = published.clone();
    if let Some(fields) = published.as_object_mut() {
        fields.remove("document");
    }
    published
}
