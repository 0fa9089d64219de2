//! A claw-back that is withdrawn, and a condition without a day (M44): through the running city, by the API and on the page.

use serde_json::json;
use world::World;

use crate::PROGRAM;
use crate::instalments::{code, does, pay, payable, payable_after, read, told};
use crate::steps::{ENTERPRISE, form_as, text, version};

/// Of the department that decides.
const OFFICER: &str = "jingxin-officer";

fn claw_back(amount: &str) -> (&'static str, serde_json::Value) {
    let body = json!({ "amount": amount, "ground": "复核发现不符合条件", "until": "2027-02-26", "remedy": "可申请行政复议" });
    ("claw-back", body)
}

fn listed(world: &World, list: &str) -> serde_json::Value {
    let path = format!("/v1/supervision/{list}");
    world.speak_as("auditor").get(&path).json()
}

#[test]
fn a_demand_is_withdrawn_and_what_came_back_is_refunded() {
    let world = World::start(PROGRAM);
    let number = payable(&world);
    let withdraw = |reason: &str| ("claw-back/withdraw", json!({ "reason": reason }));
    let none = does(&world, "lead", &number, withdraw("没有追回"));
    assert_eq!(code(&none), (409, "wrong_state".to_owned()));
    let receipt = json!({ "amount": "20000.00", "reference": "RC-1" });
    for asked in [
        pay("120000.00", None),
        claw_back("50000.00"),
        ("repayments", receipt),
    ] {
        assert_eq!(does(&world, "finance", &number, asked).status, 200);
    }
    let clerk = does(&world, "clerk", &number, withdraw("行政复议撤销"));
    assert_eq!(clerk.status, 403, "{}", clerk.text());

    // on the page, by who may demand it: not without a reason
    let path = format!("/cases/{number}");
    let shown = world.speak_as("lead").get(&path).text();
    assert!(shown.contains("撤销追回") && !shown.contains("登记退还"));
    let at = version(&read(&world, "lead", &number)).to_string();
    let form = |key: &'static str, reason: &'static str| {
        let fields = [
            ("version", at.as_str()),
            ("idempotency_key", key),
            ("withdraw_reason", reason),
        ];
        form_as(
            &world,
            "lead",
            &format!("{path}/claw-back/withdraw"),
            &fields,
        )
    };
    let bare = form("k-1", "");
    assert_eq!(bare.status, 422, "a reason is needed");
    let done = form("k-2", "行政复议撤销追回决定");
    assert_eq!(done.status, 303, "{}", done.text());
    world.settle();
    assert!(
        told(
            &world,
            &[
                "资金追回已撤销",
                "行政复议撤销追回决定",
                "缴回 2 万元",
                "应退还"
            ]
        ),
        "the enterprise is told what it gets back"
    );

    // nothing is due of it any more, and the list of finance says what is
    let seen = read(&world, ENTERPRISE, &number);
    assert_eq!(text(&seen, "/claw_backs/0/left"), "0.00");
    assert_eq!(text(&seen, "/claw_backs/0/withdrawn/to_refund"), "20000.00");
    let commitments = listed(&world, "commitments");
    assert_eq!(text(&commitments, "/entries/0/refund"), "20000.00");
    assert!(commitments.pointer("/entries/0/owed").is_none());
    let repaid = (
        "repayments",
        json!({ "amount": "1.00", "reference": "RC-2" }),
    );
    assert_eq!(does(&world, "finance", &number, repaid).status, 409);
    let again = does(&world, "finance", &number, claw_back("1.00"));
    assert_eq!(code(&again), (409, "wrong_state".to_owned()));
    let page = world.speak_as(ENTERPRISE).get(&path).text();
    assert!(
        page.contains("追回已撤销，无需缴回") && page.contains("待退还") && page.contains("2 万元"),
        "{page}"
    );

    let refund = |amount: &str| ("refunds", json!({ "amount": amount, "reference": "PO-9" }));
    let lead = does(&world, "lead", &number, refund("20000.00"));
    assert_eq!(lead.status, 403, "only finance pays");
    let part = does(&world, "finance", &number, refund("10000.00"));
    assert_eq!(code(&part), (422, "amount_differs".to_owned()));
    let paid = does(&world, "finance", &number, refund("20000.00"));
    assert_eq!(paid.status, 200, "{}", paid.text());
    assert!(told(&world, &["缴回的资金已退还", "2 万元", "PO-9"]));
    let commitments = listed(&world, "commitments");
    assert!(commitments.pointer("/entries/0/refund").is_none());
    let page = world.speak_as(ENTERPRISE).get(&path).text();
    assert!(page.contains("退还已缴回的") && !page.contains("待退还"));
}

#[test]
fn what_is_not_refunded_in_time_is_escalated() {
    let world = World::start(PROGRAM);
    let number = payable(&world);
    for asked in [
        pay("120000.00", None),
        claw_back("50000.00"),
        (
            "repayments",
            json!({ "amount": "50000.00", "reference": "RC-1" }),
        ),
        ("claw-back/withdraw", json!({ "reason": "法院判决撤销" })),
    ] {
        let reply = does(&world, "finance", &number, asked);
        assert_eq!(reply.status, 200, "{}", reply.text());
    }
    let until = text(&listed(&world, "commitments"), "/entries/0/due");
    world.move_clock_past(&until);
    world.tick();
    world.settle();
    assert!(told(&world, &["应退还企业的资金逾期未退还", "5 万元"]));
    let behind = listed(&world, "follow-ups");
    assert_eq!(
        text(&behind, "/entries/0/follow_up/reason"),
        "not_refunded",
        "{behind}"
    );
}

#[test]
fn a_condition_without_a_day_is_asked_about_until_somebody_says() {
    let world = World::start(PROGRAM);
    let number = payable_after(&world, None);
    let first = does(&world, "finance", &number, pay("120000.00", None));
    assert_eq!(first.status, 200, "{}", first.text());
    let commitments = listed(&world, "commitments");
    let asked_on = text(&commitments, "/entries/0/checked_on");
    assert_eq!(text(&commitments, "/entries/0/due"), asked_on);
    assert!(commitments.pointer("/entries/0/pays_on").is_none());

    world.move_clock_past(&asked_on);
    world.tick();
    world.settle();
    assert!(
        told(&world, &["分期兑现条件是否满足", "第 2 期", "8 万元"]),
        "the department is asked"
    );
    // its officer finds the question on the page of the case
    let path = format!("/cases/{number}");
    let shown = world.speak_as(OFFICER).get(&path).text();
    assert!(
        shown.contains("核实兑现条件")
            && shown.contains("停止拨付本期")
            && !shown.contains("登记已拨付")
    );
    let at = version(&read(&world, OFFICER, &number)).to_string();
    let form = |key: &'static str, check: &'static str| {
        let fields = [
            ("version", at.as_str()),
            ("idempotency_key", key),
            ("check", check),
            ("check_words", "年度安全评估尚未公布"),
        ];
        form_as(&world, OFFICER, &format!("{path}/check-condition"), &fields)
    };
    assert_eq!(form("k-1", "").status, 422, "met, or not yet");
    let done = form("k-2", "not_yet");
    assert_eq!(done.status, 303, "{}", done.text());
    world.settle();
    assert!(told(
        &world,
        &["分期兑现条件核实情况", "年度安全评估尚未公布", "三个月后"]
    ));

    // quiet for a quarter, then asked again; nobody answers
    let again = text(&listed(&world, "commitments"), "/entries/0/checked_on");
    assert!(again > asked_on, "{again}");
    world.move_clock_past(&again);
    world.tick();
    world.settle();
    let questions = world.mails().len();
    world.tick();
    world.settle();
    assert_eq!(world.mails().len(), questions, "asked once");
    let late = facts::Day::parse(&again).expect("a day").plus_days(30);
    world.move_clock_past(&late.to_string());
    world.tick();
    world.settle();
    assert!(told(&world, &["分期兑现条件逾期未核实"]), "the coordinator");
    let behind = listed(&world, "follow-ups");
    assert_eq!(
        text(&behind, "/entries/0/follow_up/reason"),
        "not_checked",
        "{behind}"
    );

    // found met, it is due, and what was found is what it is paid on
    let met = json!({ "met": true, "words": "年度安全评估合格" });
    let found = does(&world, OFFICER, &number, ("check-condition", met));
    assert_eq!(found.status, 200, "{}", found.text());
    let commitments = listed(&world, "commitments");
    assert!(
        !text(&commitments, "/entries/0/pays_on").is_empty(),
        "{commitments}"
    );
    world.tick();
    world.settle();
    assert!(told(&world, &["分期兑现已到拨付日期"]));
    let last = does(&world, "finance", &number, pay("80000.00", None));
    assert_eq!(last.status, 200, "{}", last.text());
    assert_eq!(text(&last.json(), "/state"), "paid");
    let page = world.speak_as(ENTERPRISE).get(&path).text();
    assert!(page.contains("条件核实：年度安全评估合格"), "{page}");
}
