//! Alerts by subscription: what is new, changes, closes soon and ends, and how one leaves (M76).

use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{
    ENTERPRISE, ITEM, STRANGER, await_item, example, form, open, propose_and_publish, publish,
    text, version,
};

/// Mails about alerts since `before`.
fn digests(world: &World, before: usize) -> Vec<Value> {
    let mails = world.mails();
    let new = mails.into_iter().skip(before);
    new.filter(|mail| text(mail, "/subject").contains("政策提醒"))
        .collect()
}

#[test]
fn a_subscription_tells_each_cause_once_in_one_mail_and_ends_at_once() {
    let world = World::start(PROGRAM);
    await_item(&world, "job-expansion-subsidy");
    let owner = world.speak_as(ENTERPRISE);
    let path = format!("/v1/enterprises/{ENTERPRISE}/subscription");
    let none = owner.get(&path).json();
    assert_eq!(none.pointer("/version"), Some(&json!(0)));
    let wishes = json!({ "active": true, "causes": ["new", "changed", "closing_soon", "expired"], "lead_days": 1, "mail": "boss@example.com" });
    let before = world.mails().len();
    let saved = owner.ask("PUT", &path, Asked::with(wishes.clone()).at(0));
    assert_eq!(saved.status, 200, "{}", saved.text());
    world.settle();
    assert_eq!(
        digests(&world, before).len(),
        0,
        "what was there already is not news"
    );

    // a policy is published: one mail tells its items, however often somebody looks
    publish(&world);
    world.settle();
    let told = digests(&world, before);
    assert_eq!(told.len(), 1, "{told:?}");
    let mail = &told[0];
    assert!(text(mail, "/text").contains("【新增】"), "{mail}");
    world.move_clock_past("2026-11-26");
    world.settle();
    assert_eq!(digests(&world, before).len(), 1);

    // what it was told, it finds again, and opening it is noted
    let page = owner
        .get(&format!("/v1/enterprises/{ENTERPRISE}/alerts"))
        .json();
    assert_eq!(text(&page, "/entries/0/alerts/0/item"), ITEM);
    assert_eq!(
        world
            .speak_as(STRANGER)
            .get(&format!("/v1/enterprises/{ENTERPRISE}/alerts"))
            .status,
        404
    );

    // one click, without signing in, ends it; opening the address does not
    let address = text(mail, "/text");
    let address = address
        .split_whitespace()
        .find(|word| word.contains("/unsubscribe/"))
        .expect("an address");
    assert_eq!(open(address).status, 200);
    assert_eq!(
        owner.get(&path).json().pointer("/active"),
        Some(&json!(true))
    );
    let left = form(&world, address, &[("List-Unsubscribe", "One-Click")]);
    assert_eq!(left.status, 200, "{}", left.text());
    let ended = owner.get(&path).json();
    assert_eq!(ended.pointer("/active"), Some(&json!(false)));
    assert_eq!(open(&format!("{address}x")).status, 404);
    let again = owner.ask("PUT", &path, Asked::with(wishes).at(version(&ended)));
    assert_eq!(again.status, 200, "{}", again.text());
}

/// Makes a new version of the first policy and publishes it.
fn revise(world: &World) {
    let mut document: Value = serde_json::from_slice(&example("first-policy.json")).expect("JSON");
    document["policy"]["summary"] =
        json!("对首次进入规模以上统计的企业给予一次性奖励，奖励条件不变。");
    let editor = world.speak_as("jingxin-editor");
    let path = "/v1/policies/first-industrial";
    let at = version(&editor.get(path).json());
    let revised = editor.ask("PUT", path, Asked::with(document).at(at));
    assert_eq!(revised.status, 200, "{}", revised.text());
    let at = version(&revised.json());
    propose_and_publish(world, "jingxin", "first-industrial", at);
}

#[test]
fn what_changes_closes_and_ends_is_told_to_who_wants_to_know() {
    let world = World::start(PROGRAM);
    publish(&world);
    await_item(&world, ITEM);
    let subscribe = |enterprise: &str, causes: &[&str], lead_days: u32| {
        let wishes = json!({ "active": true, "causes": causes, "lead_days": lead_days,
            "mail": format!("{}@example.com", enterprise.to_lowercase()) });
        let path = format!("/v1/enterprises/{enterprise}/subscription");
        let asked = Asked::with(wishes).at(0);
        let saved = world.speak_as(enterprise).ask("PUT", &path, asked);
        assert_eq!(saved.status, 200, "{}", saved.text());
    };
    subscribe(
        ENTERPRISE,
        &["new", "changed", "closing_soon", "expired"],
        30,
    );
    subscribe(STRANGER, &["closing_soon"], 10);
    world.settle();
    let before = world.mails().len();
    let told = |enterprise: &str| -> Vec<String> {
        let to = format!("{}@example.com", enterprise.to_lowercase());
        let mails = digests(&world, before).into_iter();
        let own = mails.filter(|mail| mail.to_string().contains(&to));
        own.map(|mail| text(&mail, "/text")).collect()
    };

    revise(&world);
    let changed = told(ENTERPRISE);
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(
        changed[0].contains("【内容有变化】首次进入规模以上工业企业奖励"),
        "{changed:?}"
    );

    // most openings close on 31 December: thirty days before for the one, ten for the other
    world.move_clock_past("2026-11-29");
    assert_eq!(told(ENTERPRISE).len(), 1);
    world.move_clock_past("2026-11-30");
    let closing = told(ENTERPRISE);
    assert_eq!(closing.len(), 2, "{closing:?}");
    assert!(closing[1].contains("【即将截止】") && closing[1].contains("2026年12月31日"));
    assert_eq!(told(STRANGER).len(), 0);
    world.move_clock_past("2026-12-20");
    let closing = told(STRANGER);
    assert_eq!(closing.len(), 1, "{closing:?}");
    assert!(closing[0].contains("【即将截止】") && !closing[0].contains("【内容有变化】"));

    // repealed, it is told as gone
    let publisher = world.speak_as("jingxin-publisher");
    let path = "/v1/policies/first-industrial";
    let at = version(&publisher.get(path).json());
    let body = Asked::with(json!({ "reason": "由新办法取代" })).at(at);
    let repealed = publisher.ask("POST", &format!("{path}/repeal"), body);
    assert_eq!(repealed.status, 200, "{}", repealed.text());
    world.settle();
    let ended = told(ENTERPRISE);
    assert_eq!(ended.len(), 3, "{ended:?}");
    assert!(
        ended[2].contains("首次进入规模以上工业企业奖励"),
        "{ended:?}"
    );
    assert_eq!(told(STRANGER).len(), 1);
}
