//! What an assistant does beside cases leaves one line for the enterprise, and only for it (M49).

use city::client::Reply;
use serde_json::{Value, json};
use world::{Actor, Asked, World};

use crate::PROGRAM;
use crate::authority::authority;
use crate::outreach::run;
use crate::steps::{ENTERPRISE, STRANGER, await_item, form_for, publish, text, version};

const GIVEN: &str = "job-expansion-subsidy";

/// What the assistant asks for the enterprise.
fn acts(agent: &Actor<'_>, (method, path): (&str, &str), asked: Asked) -> (u16, Value) {
    let mut asked = asked;
    let named = ("on-behalf-of".to_owned(), ENTERPRISE.to_owned());
    asked.headers.push(named);
    let reply = agent.ask(method, path, asked);
    (reply.status, reply.json())
}

fn given(world: &World, enterprise: &str) -> String {
    let path = format!("/v1/enterprises/{enterprise}/authorities");
    let whole = authority(&["read", "apply", "confirm", "alerts"], &[]);
    let given = world.speak_as(enterprise).post(&path, whole);
    assert_eq!(given.status, 201, "{}", given.text());
    text(&given.json(), "/authority")
}

fn deeds(reply: &Reply) -> Vec<(String, u64)> {
    assert_eq!(reply.status, 200, "{}", reply.text());
    let page = reply.json();
    let entries = page.pointer("/entries").and_then(Value::as_array);
    let line = |one: &Value| (text(one, "/operation"), version(one));
    entries.into_iter().flatten().map(line).collect()
}

/// Alerts: set once, set again from what was read before, and ended.
fn alerts(agent: &Actor<'_>) {
    let path = format!("/v1/enterprises/{ENTERPRISE}/subscription");
    let wishes =
        json!({ "active": true, "causes": ["new"], "lead_days": 5, "mail": "boss@example.com" });
    let set = |version| {
        acts(
            agent,
            ("PUT", &path),
            Asked::with(wishes.clone()).at(version),
        )
        .0
    };
    assert_eq!(
        (set(0), set(0)),
        (200, 412),
        "the second had read what is no longer"
    );
    let mut narrow = wishes.clone();
    narrow["lead_days"] = json!(0);
    let refused = acts(agent, ("PUT", &path), Asked::with(narrow).at(1)).0;
    assert_eq!(refused, 422);
}

/// The profile: refused where the address would be another, saved where it stays.
fn profile(world: &World, agent: &Actor<'_>) {
    let path = format!("/v1/enterprises/{ENTERPRISE}/profile");
    let before = world.speak_as(ENTERPRISE).get(&path).json();
    let write = |address: &str| {
        let body = json!({ "name": text(&before, "/name"), "contact_email": address, "facts": before["facts"] });
        acts(
            agent,
            ("PUT", &path),
            Asked::with(body).at(version(&before)),
        )
        .0
    };
    let address = text(&before, "/contact_email");
    assert_eq!(
        (write("assistant@example.com"), write(&address)),
        (403, 200)
    );
}

/// An invitation: confirmed once, however often it is sent.
fn invitation(world: &World, agent: &Actor<'_>) -> String {
    let started = run(world);
    let id = text(&started, "/run");
    let path = format!("/v1/runs/{id}/invitations/{ENTERPRISE}/confirm");
    let none = acts(agent, ("POST", &path), Asked::with(json!({})));
    assert_eq!(text(&none.1, "/code"), "account_needed");
    let body = json!({ "bank": "示例银行黄石分行", "account": "6222 0212 3456 7890" });
    let confirm = || {
        acts(
            agent,
            ("POST", &path),
            Asked::with(body.clone()).keyed("yes"),
        )
    };
    let (first, second) = (confirm(), confirm());
    assert_eq!(first.0, 201, "{}", first.1);
    assert_eq!(first, second, "the same answer");
    text(&first.1, "/number")
}

#[test]
fn every_deed_of_an_assistant_is_one_line_for_the_enterprise_and_for_nobody_else() {
    let world = World::start(PROGRAM);
    publish(&world);
    await_item(&world, GIVEN);
    let (agent, owner) = (world.speak_as("agent"), world.speak_as(ENTERPRISE));
    let (id, theirs) = (given(&world, ENTERPRISE), given(&world, STRANGER));
    let path = format!("/v1/enterprises/{ENTERPRISE}/authorities/{id}/deeds");
    assert!(deeds(&owner.get(&path)).is_empty());
    let page = owner.get(&format!("/authorities/{id}/deeds")).text();
    assert!(page.contains("还没有代办记录"), "{page}");

    alerts(&agent);
    world.settle();
    profile(&world, &agent);
    let number = invitation(&world, &agent);
    let mut lines = deeds(&owner.get(&path));
    lines.sort();
    let line = |operation: &str, version| (operation.to_owned(), version);
    let saved = owner
        .get(&format!("/v1/enterprises/{ENTERPRISE}/profile"))
        .json();
    let expected = [
        line("confirm_invitation", 2),
        line("write_profile", version(&saved)),
        line("write_subscription", 1),
    ];
    assert_eq!(lines, expected);
    seen(&world, (&id, &theirs), &number);
    on_pages(&world, &id);

    // the enterprise's own doing is nobody's deed, and what was done stays to be read when the authority is over
    let subscription = format!("/v1/enterprises/{ENTERPRISE}/subscription");
    let now = owner.get(&subscription).json();
    let ended =
        json!({ "active": false, "causes": ["new"], "lead_days": 5, "mail": "boss@example.com" });
    let ended = owner.ask("PUT", &subscription, Asked::with(ended).at(version(&now)));
    assert_eq!(ended.status, 200, "{}", ended.text());
    let revoke = format!("/v1/enterprises/{ENTERPRISE}/authorities/{id}/revoke");
    assert_eq!(owner.post(&revoke, json!({})).status, 200);
    let body =
        json!({ "active": true, "causes": ["new"], "lead_days": 5, "mail": "boss@example.com" });
    let after = Asked::with(body).at(version(&ended.json()));
    assert_eq!(acts(&agent, ("PUT", &subscription), after).0, 403);
    assert_eq!(deeds(&owner.get(&path)).len(), 5);
}

/// Who reads it: the enterprise in pages, those who watch over the window, and nobody else.
fn seen(world: &World, (id, theirs): (&str, &str), number: &str) {
    let owner = world.speak_as(ENTERPRISE);
    let path = format!("/v1/enterprises/{ENTERPRISE}/authorities/{id}/deeds");
    let first = owner.get(&format!("{path}?limit=2"));
    let cursor = text(&first.json(), "/next_cursor");
    let second = owner.get(&format!("{path}?limit=2&cursor={cursor}"));
    let mut lines = [deeds(&first), deeds(&second)].concat();
    lines.sort();
    lines.dedup();
    assert_eq!((deeds(&first).len(), lines.len()), (2, 3));
    let whole = owner.get(&path).text();
    for secret in ["6222", "boss@example.com", "assistant@example.com"] {
        assert!(!whole.contains(secret), "{secret}: {whole}");
    }
    let stranger = world.speak_as(STRANGER);
    assert_eq!(stranger.get(&path).status, 404);
    let across = format!("/v1/enterprises/{STRANGER}/authorities/{id}/deeds");
    assert_eq!(stranger.get(&across).status, 404, "not theirs");
    let own = format!("/v1/enterprises/{STRANGER}/authorities/{theirs}/deeds");
    assert!(deeds(&stranger.get(&own)).is_empty());
    assert_eq!(world.speak_as("auditor").get(&path).status, 200);
    assert_eq!(world.speak_as("finance").get(&path).status, 403);
    let page = owner.get(&format!("/authorities/{id}/deeds")).text();
    for words in [
        "修改企业画像",
        "设置政策提醒",
        "确认免申即享",
        "市民之家帮办岗",
        number,
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let address = format!("/authorities/{id}/deeds?enterprise={ENTERPRISE}");
    let page = world.speak_as("clerk").get(&address);
    assert!(page.text().contains("确认免申即享"), "{}", page.text());
    let list = owner.get("/authorities").text();
    assert!(list.contains(&format!("/authorities/{id}/deeds")), "{list}");
}

/// The same by the pages an assistant uses: what the calculator keeps, and the form of alerts.
fn on_pages(world: &World, id: &str) {
    let path = format!("/v1/enterprises/{ENTERPRISE}/authorities/{id}/deeds");
    let kept = form_for(
        world,
        ("agent", ENTERPRISE),
        "/calculator/keep",
        &[("idempotency_key", "keep-1")],
    );
    assert_eq!(kept.status, 303, "{}", kept.text());
    let owner = world.speak_as(ENTERPRISE);
    let now = owner.get(&format!("/v1/enterprises/{ENTERPRISE}/subscription"));
    let now = version(&now.json()).to_string();
    let fields = [
        ("idempotency_key", "alerts-1"),
        ("version", now.as_str()),
        ("active", "yes"),
        ("causes", "changed"),
        ("lead_days", "7"),
        ("mail", "boss@example.com"),
    ];
    let form = || form_for(world, ("agent", ENTERPRISE), "/alerts", &fields);
    assert_eq!(form().status, 303);
    assert_ne!(form().status, 303, "sent twice");
    let lines = deeds(&owner.get(&path));
    assert_eq!(lines.len(), 5, "{lines:?}");
}
