//! Money in parts and money asked back (M44, M101): from the rule of the item to the last repayment, through the running city.

use city::client::Reply;
use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{
    ENTERPRISE, ITEM, approve, await_item, draft, example, form_as, publish_document, release,
    submit, text, upload, version,
};

/// Two instalments: 60 % at once, 40 % from a day on, if there is one, if the enterprise is still without an accident.
fn publish_in_parts(world: &World, after: Option<Value>) {
    let mut policy: Value = serde_json::from_slice(&example("first-policy.json")).expect("JSON");
    policy["items"][0]["instalments"] = json!([
        { "share": "60%", "words": { "zh": "认定后", "en": "on recognition" } },
        { "share": "40%", "words": { "zh": "次年复核合格后", "en": "after a review in the next year" },
          "when": { "fact": "no_accident", "is": true } }
    ]);
    if let Some(after) = after {
        policy["items"][0]["instalments"][1]["after"] = after;
    }
    policy["items"][0]["selection"] = json!({ "first_come": { "places": 3 } });
    publish_document(world, policy);
    await_item(world, ITEM);
}

/// A case that was approved and may be paid, the second part from 2027-03-20 on.
pub(crate) fn payable(world: &World) -> String {
    let after = json!({ "fact": "registered_on", "months": "94" });
    payable_after(world, Some(after))
}

/// The same with another day for the second part, or none.
pub(crate) fn payable_after(world: &World, after: Option<Value>) -> String {
    publish_in_parts(world, after);
    let draft = draft(world);
    upload(world, &draft);
    let number = text(&submit(world, &draft), "/number");
    world.settle();
    let approved = approve(world, &number, "200000.00");
    assert!(approved.fine(), "{}", approved.text());
    let seen = read(world, ENTERPRISE, &number);
    assert!(
        seen.get("instalments").is_none(),
        "M53: nothing before the release"
    );
    let released = release(world, &number);
    assert_eq!(released.status, 200, "{}", released.text());
    world.move_clock_past(&text(&released.json(), "/publicity/last_day"));
    number
}

pub(crate) fn read(world: &World, who: &str, number: &str) -> Value {
    let path = format!("/v1/cases/{number}");
    world.speak_as(who).get(&path).json()
}

pub(crate) fn does(world: &World, who: &str, number: &str, (verb, body): (&str, Value)) -> Reply {
    let actor = world.speak_as(who);
    let path = format!("/v1/cases/{number}");
    let at = version(&actor.get(&path).json());
    let reply = actor.ask("POST", &format!("{path}/{verb}"), Asked::with(body).at(at));
    world.settle();
    reply
}

pub(crate) fn pay(amount: &str, met: Option<&str>) -> (&'static str, Value) {
    let mut body = json!({ "amount": amount, "reference": "PO-1" });
    if let Some(met) = met {
        body["met"] = json!(met);
    }
    ("pay", body)
}

pub(crate) fn code(reply: &Reply) -> (u16, String) {
    (reply.status, text(&reply.json(), "/code"))
}

/// Whether a mail to this address says all of this.
pub(crate) fn told(world: &World, words: &[&str]) -> bool {
    let mails = world.mails();
    mails.iter().any(|mail| {
        let (subject, body) = (text(mail, "/subject"), text(mail, "/text"));
        words
            .iter()
            .all(|words| subject.contains(words) || body.contains(words))
    })
}

#[test]
fn an_award_is_paid_in_parts_each_on_its_day() {
    let world = World::start(PROGRAM);
    let number = payable(&world);
    let seen = read(&world, ENTERPRISE, &number);
    assert_eq!(
        seen.pointer("/instalments/0/amount"),
        Some(&json!("120000.00")),
        "{seen}"
    );
    assert_eq!(
        seen.pointer("/instalments/1/from"),
        Some(&json!("2027-03-20"))
    );
    assert_eq!(text(&seen, "/left"), "200000.00");

    let whole = does(&world, "finance", &number, pay("200000.00", None));
    assert_eq!(code(&whole), (422, "amount_differs".to_owned()));
    assert!(whole.text().contains("尚余 20 万元"), "{}", whole.text());
    let failed = ("fail-payment", json!({ "reason": "账户名称不符" }));
    assert_eq!(does(&world, "finance", &number, failed).status, 200);
    let first = does(&world, "finance", &number, pay("120000.00", None));
    assert_eq!(first.status, 200, "{}", first.text());
    assert_eq!(text(&first.json(), "/state"), "payable");
    assert!(told(&world, &["资金已拨付", "12 万元", "第 2 期"]));

    // what is left is a commitment, with its day
    let listed = world
        .speak_as("auditor")
        .get("/v1/supervision/commitments")
        .json();
    assert_eq!(text(&listed, "/entries/0/left"), "80000.00", "{listed}");
    assert_eq!(text(&listed, "/entries/0/pays_on"), "2027-03-20");
    let page = world
        .speak_as("auditor")
        .get("/supervision/commitments")
        .text();
    assert!(page.contains("尚未拨付 8 万元"), "{page}");
    let table = world
        .speak_as("auditor")
        .get("/supervision/commitments?format=csv")
        .text();
    assert!(table.contains("80000.00,2027-03-20"), "{table}");

    let early = does(&world, "finance", &number, pay("80000.00", Some("已核实")));
    assert_eq!(code(&early), (409, "not_due_yet".to_owned()));
    world.move_clock_past("2027-03-20");
    world.tick();
    world.settle();
    assert!(told(&world, &["分期兑现已到拨付日期"]));
    world.move_clock_past("2027-04-10");
    world.tick();
    world.settle();
    assert!(told(&world, &["分期兑现逾期未拨付"]));
    let behind = world
        .speak_as("auditor")
        .get("/v1/supervision/follow-ups")
        .json();
    assert_eq!(
        text(&behind, "/entries/0/follow_up/reason"),
        "not_paid",
        "{behind}"
    );

    let unproven = does(&world, "finance", &number, pay("80000.00", None));
    assert_eq!(code(&unproven), (422, "condition_unproven".to_owned()));
    let last = does(
        &world,
        "finance",
        &number,
        pay("80000.00", Some("经复核，无安全事故")),
    );
    assert_eq!(last.status, 200, "{}", last.text());
    assert_eq!(text(&last.json(), "/state"), "paid");
    let page = world
        .speak_as(ENTERPRISE)
        .get(&format!("/cases/{number}"))
        .text();
    assert!(page.contains("第 2 期") && page.contains("条件核实：经复核，无安全事故"));
    let again = does(&world, "finance", &number, pay("80000.00", None));
    assert_eq!(code(&again), (409, "wrong_state".to_owned()));
}

#[test]
fn an_instalment_whose_condition_failed_is_cancelled_with_its_remedy() {
    let world = World::start(PROGRAM);
    let number = payable(&world);
    assert_eq!(
        does(&world, "finance", &number, pay("120000.00", None)).status,
        200
    );
    let path = format!("/cases/{number}");
    let shown = world.speak_as("lead").get(&path).text();
    assert!(shown.contains("停止拨付本期") && !shown.contains("登记已拨付"));
    let at = version(&read(&world, "lead", &number)).to_string();
    let bare = [
        ("version", at.as_str()),
        ("idempotency_key", "k-1"),
        ("cancel_reason", ""),
    ];
    let refused = form_as(&world, "lead", &format!("{path}/cancel-instalment"), &bare);
    assert_eq!(refused.status, 422, "a reason and a remedy are needed");
    let whole = [
        ("version", at.as_str()),
        ("idempotency_key", "k-2"),
        ("cancel_reason", "次年发生安全事故"),
        ("cancel_remedy", "可自收到之日起六十日内申请行政复议"),
    ];
    let done = form_as(&world, "lead", &format!("{path}/cancel-instalment"), &whole);
    assert_eq!(done.status, 303, "{}", done.text());
    world.settle();
    assert_eq!(text(&read(&world, ENTERPRISE, &number), "/state"), "paid");
    assert!(told(&world, &["不再拨付", "次年发生安全事故", "行政复议"]));
    assert!(told(&world, &["8 万元", "救济途径"]));
}

#[test]
fn what_was_paid_is_asked_back_repaid_in_parts_and_escalated_when_it_is_not() {
    let world = World::start(PROGRAM);
    let number = payable(&world);
    let asks = |amount: &str, until: &str| {
        let remedy = "可申请行政复议或者提起行政诉讼";
        let body = json!({ "amount": amount, "ground": "复核发现不符合条件", "until": until, "remedy": remedy });
        ("claw-back", body)
    };
    let nothing = does(&world, "finance", &number, asks("1.00", "2027-02-26"));
    assert_eq!(code(&nothing), (409, "wrong_state".to_owned()));
    assert_eq!(
        does(&world, "finance", &number, pay("120000.00", None)).status,
        200
    );
    let clerk = does(&world, "clerk", &number, asks("50000.00", "2027-02-26"));
    assert_eq!(clerk.status, 403, "{}", clerk.text());
    let more = does(&world, "lead", &number, asks("120000.01", "2027-02-26"));
    assert_eq!(code(&more), (422, "beyond_paid".to_owned()));
    let past = does(&world, "lead", &number, asks("50000.00", "2026-01-01"));
    assert_eq!(code(&past), (422, "back_dated".to_owned()));
    let asked = does(&world, "lead", &number, asks("50000.00", "2027-02-26"));
    assert_eq!(asked.status, 200, "{}", asked.text());
    assert!(told(
        &world,
        &["请缴回", "5 万元", "复核发现不符合条件", "行政诉讼"]
    ));

    let repay = |amount: &str| {
        (
            "repayments",
            json!({ "amount": amount, "reference": "RC-1" }),
        )
    };
    let lead = does(&world, "lead", &number, repay("20000.00"));
    assert_eq!(lead.status, 403, "only finance takes money");
    assert_eq!(
        does(&world, "finance", &number, repay("20000.00")).status,
        200
    );
    let listed = world
        .speak_as("auditor")
        .get("/v1/supervision/commitments")
        .json();
    assert_eq!(text(&listed, "/entries/0/owed"), "30000.00", "{listed}");
    assert_eq!(text(&listed, "/entries/0/owed_until"), "2027-02-26");

    world.move_clock_past("2027-02-26");
    world.tick();
    world.settle();
    assert!(
        told(&world, &["资金逾期未缴回", "3 万元"]),
        "the coordinator"
    );
    assert!(
        told(&world, &["逾期未缴回", "请立即缴回"]),
        "the enterprise"
    );
    let behind = world
        .speak_as("auditor")
        .get("/v1/supervision/follow-ups")
        .json();
    assert_eq!(
        text(&behind, "/entries/0/follow_up/reason"),
        "not_repaid",
        "{behind}"
    );
    let page = world
        .speak_as(ENTERPRISE)
        .get(&format!("/cases/{number}"))
        .text();
    assert!(
        page.contains("资金追回") && page.contains("3 万元"),
        "{page}"
    );

    let rest = does(&world, "finance", &number, repay("30000.00"));
    assert_eq!(rest.status, 200, "{}", rest.text());
    let seen = read(&world, ENTERPRISE, &number);
    assert_eq!(text(&seen, "/claw_backs/0/left"), "0.00");
    let words: Vec<String> = seen["timeline"]
        .as_array()
        .expect("a timeline")
        .iter()
        .map(|entry| text(entry, "/words/zh"))
        .collect();
    let has = |what: &str| words.iter().any(|words| words.contains(what));
    assert!(
        has("追回已拨付资金 5 万元") && has("已收到缴回资金 3 万元"),
        "{words:?}"
    );
}
