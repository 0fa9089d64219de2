//! The ledger under concurrent approvals (M94): real processes, one item with fewer places than cases, nobody promised too much.
//!
//! `RACERS=8` races all sample enterprises; five by default.

use serde_json::{Value, json};
use world::{Actor, Asked, World};

use crate::PROGRAM;
use crate::steps::{ITEM, await_item, checklist, example, publish_document, put, text, version};

pub(crate) const ENTERPRISES: [&str; 8] = [
    "91420200MAFAKE0783",
    "91420202MAFAKE019W",
    "91420202MAFAKE086T",
    "91420203MAFAKE0276",
    "91420204MAFAKE035F",
    "91420205MAFAKE043Q",
    "91420222MAFAKE0517",
    "91420281MAFAKE06XD",
];
const PLACES: usize = 2;

/// Publishes the sample policy with so few places.
fn publish(world: &World) {
    let mut policy: Value = serde_json::from_slice(&example("first-policy.json")).expect("JSON");
    policy["items"][0]["selection"] = json!({ "first_come": { "places": PLACES } });
    publish_document(world, policy);
    await_item(world, ITEM);
}

/// An enterprise that fits applies.
pub(crate) fn applies(world: &World, enterprise: &str) -> String {
    applies_with(world, enterprise, &json!("23500000"))
}

/// The same with this revenue.
pub(crate) fn applies_with(world: &World, enterprise: &str, revenue: &Value) -> String {
    let owner = world.speak_as(enterprise);
    let facts = json!({
        "place": "420204", "independent": true, "no_accident": true, "industry": "C3824",
        "revenue": revenue, "first_enrolled": true, "rewarded_before": false,
    });
    let path = format!("/v1/enterprises/{enterprise}/profile");
    let at = version(&owner.get(&path).json());
    let body = json!({ "name": format!("示例企业{enterprise}"), "contact_email": "office@example.com", "facts": facts });
    let saved = owner.ask("PUT", &path, Asked::with(body).at(at));
    assert!(saved.fine(), "{}", saved.text());
    let draft = begins(&owner, enterprise);
    hands_in(&owner, &draft);
    let path = format!("/v1/drafts/{}", text(&draft, "/draft"));
    let at = version(&owner.get(&path).json());
    let submitted = owner.ask("POST", &format!("{path}/submit"), Asked::default().at(at));
    assert_eq!(submitted.status, 201, "{}", submitted.text());
    text(&submitted.json(), "/number")
}

/// Once the function that keeps drafts knows the item.
fn begins(owner: &Actor<'_>, enterprise: &str) -> Value {
    for _ in 0..100 {
        let draft = owner.post(
            "/v1/drafts",
            json!({ "item": ITEM, "enterprise": enterprise }),
        );
        if draft.status == 201 {
            return draft.json();
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("no draft could be begun");
}

fn hands_in(owner: &Actor<'_>, draft: &Value) {
    use sha2::{Digest, Sha256};
    let bytes = example("application-form.pdf");
    let hash: String = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let path = format!("/v1/drafts/{}/uploads", text(draft, "/draft"));
    let ticket = owner.post(
        &path,
        json!({
            "material": text(draft, "/materials/0/material"), "file_name": "申请表.pdf",
            "media_type": "application/pdf", "bytes": bytes.len(), "sha256": hash,
        }),
    );
    assert_eq!(ticket.status, 201, "{}", ticket.text());
    let ticket = ticket.json();
    assert_eq!(put(&ticket, &bytes).status, 200);
    let complete = owner.post(
        &format!("{path}/{}/complete", text(&ticket, "/upload")),
        json!({}),
    );
    assert_eq!(complete.status, 200, "{}", complete.text());
}

/// The officer approves this case; what that came to: the state, or the code of the refusal.
pub(crate) fn approves(officer: &Actor<'_>, number: &str) -> String {
    approves_with(officer, number, "200000.00")
}

/// The same with this amount.
pub(crate) fn approves_with(officer: &Actor<'_>, number: &str, amount: &str) -> String {
    let path = format!("/v1/cases/{number}");
    let case = officer.get(&path).json();
    let at = version(&case);
    let body = json!({
        "approved": true, "amount": amount, "reason": "符合条件",
        "checklist": checklist(&case, "met"),
    });
    let reply = officer
        .ask("POST", &format!("{path}/decide"), Asked::with(body).at(at))
        .json();
    let code = text(&reply, "/code");
    if code.is_empty() {
        text(&reply, "/state")
    } else {
        code
    }
}

#[test]
fn concurrent_approvals_never_promise_more_than_there_is() {
    let world = World::start(PROGRAM);
    publish(&world);
    let racers = std::env::var("RACERS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(5);
    let cases: Vec<String> = ENTERPRISES
        .iter()
        .take(racers)
        .map(|one| applies(&world, one))
        .collect();
    world.settle();
    let told: Vec<String> = std::thread::scope(|scope| {
        let racing: Vec<_> = cases
            .iter()
            .map(|number| {
                let officer = world.speak_as("jingxin-officer");
                scope.spawn(move || approves(&officer, number))
            })
            .collect();
        racing
            .into_iter()
            .map(|one| one.join().expect("an answer"))
            .collect()
    });
    let count = |what: &str| told.iter().filter(|told| *told == what).count();
    assert_eq!(
        (count("decided"), count("exhausted")),
        (PLACES, racers - PLACES),
        "{told:?}"
    );

    // several at once, each for itself: one is decided already, one is refused, and each says what it came to
    let officer = world.speak_as("jingxin-officer");
    let decisions: Vec<Value> = cases
        .iter()
        .zip(&told)
        .map(|(number, told)| {
            let case = officer.get(&format!("/v1/cases/{number}")).json();
            let at = version(&case);
            let again = told == "decided";
            json!({
                "number": number, "version": at, "approved": again, "reason": "名额已满",
                "amount": if again { json!("200000.00") } else { json!(null) },
                "remedy": if again { json!(null) } else { json!("下一申报期可重新申报") },
                "checklist": if again { checklist(&case, "met") } else { json!(null) },
                "other_ground": if again { json!(null) } else { json!("名额已满") },
            })
        })
        .collect();
    let last = decisions.len() - 1;
    let body = json!({ "decisions": [decisions[0], decisions[last]] });
    let bulk = officer.ask(
        "POST",
        "/v1/tasks/decide",
        Asked::with(body.clone()).keyed("bulk-1"),
    );
    assert_eq!(bulk.status, 200, "{}", bulk.text());
    for (place, asked) in [(0, 0), (1, last)] {
        let result = &bulk.json()["results"][place];
        let refused = told[asked] == "exhausted";
        assert_eq!(
            result["status"],
            json!(if refused { 200 } else { 409 }),
            "{result}"
        );
    }
    let again = officer.ask(
        "POST",
        "/v1/tasks/decide",
        Asked::with(body).keyed("bulk-1"),
    );
    assert_eq!(again.json(), bulk.json(), "the same key tells the same");
    let told: Vec<String> = cases
        .iter()
        .zip(told)
        .enumerate()
        .map(|(place, (_, told))| {
            if (place == 0 || place == last) && told == "exhausted" {
                "refused".to_owned()
            } else {
                told
            }
        })
        .collect();

    // what is withdrawn before the reply goes back, and the next one gets it
    let place = told
        .iter()
        .position(|told| told == "decided")
        .expect("one that was approved");
    let owner = world.speak_as(ENTERPRISES[place]);
    let path = format!("/v1/cases/{}", cases[place]);
    let at = version(&owner.get(&path).json());
    let withdrawn = owner.ask(
        "POST",
        &format!("{path}/withdraw"),
        Asked::with(json!({ "reason": "另行申报" })).at(at),
    );
    assert_eq!(withdrawn.status, 200, "{}", withdrawn.text());
    let waiting = told
        .iter()
        .position(|told| told == "exhausted")
        .expect("one that waits");
    assert_eq!(
        approves(&world.speak_as("jingxin-officer"), &cases[waiting]),
        "decided"
    );
}
