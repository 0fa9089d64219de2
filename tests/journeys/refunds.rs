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
    let withdraw = |reason: &str| ("claw-backs/1/withdraw", json!({ "reason": reason }));
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
            ("withdraw_demand", "1"),
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

    let refund = |amount: &str| {
        (
            "claw-backs/1/refund",
            json!({ "amount": amount, "reference": "PO-9" }),
        )
    };
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

/// The first demand was met and a second stands: the first falls, and what came back of it is refunded while the second is owed.
#[test]
fn a_demand_is_withdrawn_while_a_later_one_stands() {
    let world = World::start(PROGRAM);
    let number = payable(&world);
    let repaid = |amount: &str| {
        (
            "repayments",
            json!({ "amount": amount, "reference": "RC-1" }),
        )
    };
    for asked in [
        pay("120000.00", None),
        claw_back("50000.00"),
        repaid("50000.00"),
        claw_back("30000.00"),
        repaid("10000.00"),
    ] {
        let reply = does(&world, "finance", &number, asked);
        assert_eq!(reply.status, 200, "{}", reply.text());
    }
    let withdraw = |demand: &'static str| (demand, json!({ "reason": "复核更正" }));
    let none = does(&world, "lead", &number, withdraw("claw-backs/3/withdraw"));
    assert_eq!(code(&none), (409, "no_such_demand".to_owned()));

    // on the page one of the two is chosen
    let path = format!("/cases/{number}");
    let shown = world.speak_as("lead").get(&path).text();
    assert!(
        shown.contains("撤销哪一笔追回") && shown.contains("第 2 笔，3 万元"),
        "{shown}"
    );
    let at = version(&read(&world, "lead", &number)).to_string();
    let form = |key: &'static str, demand: &'static str| {
        let fields = [
            ("version", at.as_str()),
            ("idempotency_key", key),
            ("withdraw_demand", demand),
            ("withdraw_reason", "复核更正，第一笔追回有误"),
        ];
        let to = format!("{path}/claw-back/withdraw");
        form_as(&world, "lead", &to, &fields)
    };
    let unchosen = form("k-1", "");
    assert_eq!(unchosen.status, 422, "{}", unchosen.text());
    assert!(unchosen.text().contains("请选择一笔追回"));
    let done = form("k-2", "1");
    assert_eq!(done.status, 303, "{}", done.text());
    world.settle();
    assert!(
        told(
            &world,
            &[
                "资金追回已撤销",
                "复核更正",
                "缴回 5 万元",
                "另一笔尚未缴回",
                "2 万元"
            ]
        ),
        "told of the right one, and that the other stands"
    );
    let seen = read(&world, ENTERPRISE, &number);
    assert_eq!(text(&seen, "/claw_backs/0/withdrawn/to_refund"), "50000.00");
    assert_eq!(text(&seen, "/claw_backs/1/left"), "20000.00");
    assert_eq!(seen.pointer("/claw_backs/1/demand"), Some(&json!(2)));
    let commitments = listed(&world, "commitments");
    let both = (
        text(&commitments, "/entries/0/refund"),
        text(&commitments, "/entries/0/owed"),
    );
    assert_eq!(both, ("50000.00".to_owned(), "20000.00".to_owned()));

    // the second is paid back whole, then falls as well: each is refunded by itself
    let rest = does(&world, "finance", &number, repaid("20000.00"));
    assert_eq!(rest.status, 200, "{}", rest.text());
    let twice = does(&world, "lead", &number, withdraw("claw-backs/1/withdraw"));
    assert_eq!(code(&twice), (409, "no_such_demand".to_owned()));
    let second = does(&world, "lead", &number, withdraw("claw-backs/2/withdraw"));
    assert_eq!(second.status, 200, "{}", second.text());
    let commitments = listed(&world, "commitments");
    assert_eq!(text(&commitments, "/entries/0/refund"), "80000.00");
    let refund = |demand: &'static str, amount: &str| {
        let body = json!({ "amount": amount, "reference": format!("PO-{amount}") });
        does(&world, "finance", &number, (demand, body))
    };
    let wrong = refund("claw-backs/2/refund", "50000.00");
    assert_eq!(code(&wrong), (422, "amount_differs".to_owned()));
    let paid = refund("claw-backs/2/refund", "30000.00");
    assert_eq!(paid.status, 200, "{}", paid.text());
    assert!(told(&world, &["缴回的资金已退还", "3 万元", "PO-30000.00"]));
    let page = world.speak_as("finance").get(&path).text();
    assert!(page.contains("第 1 笔追回已撤销"), "{page}");
    let at = version(&read(&world, "finance", &number)).to_string();
    let fields = [
        ("version", at.as_str()),
        ("idempotency_key", "k-3"),
        ("refund_demand", "1"),
        ("refund_amount", "50000.00"),
        ("refund_reference", "PO-9"),
    ];
    let last = form_as(
        &world,
        "finance",
        &format!("{path}/claw-back/refund"),
        &fields,
    );
    assert_eq!(last.status, 303, "{}", last.text());
    let commitments = listed(&world, "commitments");
    assert!(commitments.pointer("/entries/0/refund").is_none());
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
        ("claw-backs/1/withdraw", json!({ "reason": "法院判决撤销" })),
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
