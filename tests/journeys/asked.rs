//! Everything that is no application: asked by anybody, answered by whoever it belongs to, never by who is complained of.

use city::client::Reply;
use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{
    ENTERPRISE, ITEM, approve, form, mail, open, publish, release, submitted, text, version,
};

/// Somebody does `verb` to the case as it stands.
pub(crate) fn does(world: &World, who: &str, number: &str, (verb, body): (&str, Value)) -> Reply {
    let actor = world.speak_as(who);
    let path = format!("/v1/cases/{number}");
    let at = version(&actor.get(&path).json());
    let reply = actor.ask("POST", &format!("{path}/{verb}"), Asked::with(body).at(at));
    world.settle();
    reply
}

/// Anybody asks, without signing in.
pub(crate) fn asks(world: &World, body: Value) -> Value {
    let opened = world.anonymous().post("/v1/cases", body);
    assert_eq!(opened.status, 201, "{}", opened.text());
    world.settle();
    opened.json()
}

fn state(world: &World, who: &str, number: &str) -> String {
    let case = world.speak_as(who).get(&format!("/v1/cases/{number}"));
    text(&case.json(), "/state")
}

#[test]
fn an_unnamed_question_is_answered_by_who_makes_the_policy_and_followed_by_its_address() {
    let world = World::start(PROGRAM);
    publish(&world);
    let opened = asks(
        &world,
        json!({ "kind": "consultation", "title": "首次进规怎么认定", "words": "上年末入统算不算首次？", "item": ITEM }),
    );
    let (number, follow) = (text(&opened, "/number"), text(&opened, "/follow"));
    assert_eq!(state(&world, "lead", &number), "assigned");
    let (link, code) = mail(&world, &number);
    let reply = [
        ("code", code.as_str()),
        ("decision", "answered"),
        ("reason", "以统计部门纳入名录库的时间为准"),
    ];
    let answered = form(&world, &link, &reply);
    assert!(answered.fine(), "{}", answered.text());
    world.settle();

    // M53: nothing before the window has read it over
    let portal = &world.addresses.portal;
    let page = format!("{portal}{follow}");
    assert!(!open(&page).text().contains("名录库"));
    let token = follow.trim_start_matches("/follow/");
    let seen = world.anonymous().get(&format!("/v1/follow/{token}"));
    assert!(seen.json().get("reply").is_none(), "{}", seen.text());
    assert_eq!(release(&world, &number).status, 200);
    let told = open(&page);
    assert!(told.text().contains("名录库"), "{}", told.text());

    let at = version(&world.anonymous().get(&format!("/v1/follow/{token}")).json()).to_string();
    let rate = [
        ("idempotency_key", "0b9a7c1e-rate"),
        ("version", &at),
        ("score", "2"),
        ("rate_words", "没说清楚"),
    ];
    let rated = form(&world, &format!("{page}/rate"), &rate);
    assert!(rated.fine(), "{} {}", rated.status, rated.text());
    world.settle();
    let case = world
        .speak_as("lead")
        .get(&format!("/v1/cases/{number}"))
        .json();
    assert_eq!(case.pointer("/score"), Some(&json!(2)));
    let again = does(
        &world,
        "lead",
        &number,
        (
            "visit",
            json!({ "settled": false, "words": "企业仍有疑问" }),
        ),
    );
    assert_eq!(again.status, 200, "{}", again.text());
    assert_eq!(state(&world, "lead", &number), "assigned", "taken up again");
    let foreign = world.anonymous().get(&format!("/v1/follow/{number}.AAAA"));
    assert_eq!(foreign.status, 404);
}

#[test]
fn what_nobody_leads_the_window_answers_itself() {
    let world = World::start(PROGRAM);
    world.settle();
    let portal = &world.addresses.portal;
    assert_eq!(open(&format!("{portal}/ask?kind=help")).status, 200);
    let fields = [
        ("idempotency_key", "4c1f-help"),
        ("kind", "help"),
        ("title", "请帮忙看看能申报什么"),
        ("words", "我们是今年新开的小厂。"),
    ];
    let unnamed = form(&world, &format!("{portal}/ask"), &fields);
    assert_eq!(unnamed.status, 422, "who is to be helped must be found");
    let named = [
        &fields[..],
        &[("name", "某小厂"), ("contact_email", "firm@example.com")],
    ]
    .concat();
    let opened = form(&world, &format!("{portal}/ask"), &named);
    assert_eq!(opened.status, 303, "{}", opened.text());
    world.settle();
    let follow = opened
        .header("location")
        .expect("where it is followed")
        .to_owned();
    let number = follow
        .trim_start_matches("/follow/")
        .split('.')
        .next()
        .expect("a number")
        .to_owned();
    assert_eq!(state(&world, "clerk", &number), "with_counter");
    let mails = world.mails().len();
    let wrong = does(
        &world,
        "clerk",
        &number,
        ("answer", json!({ "outcome": "adopted", "words": "已联系" })),
    );
    assert_eq!(
        text(&wrong.json(), "/code"),
        "not_for_kind",
        "{}",
        wrong.text()
    );
    let answered = does(
        &world,
        "clerk",
        &number,
        (
            "answer",
            json!({ "outcome": "helped", "words": "已逐项讲解并协助填报" }),
        ),
    );
    assert_eq!(
        text(&answered.json(), "/state"),
        "replied",
        "{}",
        answered.text()
    );
    assert_eq!(world.mails().len(), mails + 1, "its asker is told");
    assert!(
        open(&format!("{portal}{follow}"))
            .text()
            .contains("已逐项讲解并协助填报")
    );
}

#[test]
fn a_complaint_is_never_handled_nor_seen_by_its_subject() {
    let world = World::start(PROGRAM);
    let opened = asks(
        &world,
        json!({ "kind": "complaint", "title": "多次退回", "words": "材料齐全仍被要求重报。", "against": "jingxin" }),
    );
    let number = text(&opened, "/number");
    for who in ["clerk", "lead", "jingxin-officer", "finance"] {
        let seen = world.speak_as(who).get(&format!("/v1/cases/{number}"));
        assert_eq!(seen.status, 404, "{who}: {}", seen.text());
        let listed = world.speak_as(who).get("/v1/cases?limit=100");
        assert_eq!(listed.status, 200, "{who}: {}", listed.text());
        assert!(!listed.text().contains(&number), "{who} has it in a list");
    }
    let listed = world
        .speak_as("coordinator")
        .get("/v1/cases?kind=complaint");
    assert_eq!(text(&listed.json(), "/entries/0/number"), number);
    assert_eq!(
        world
            .speak_as("lead")
            .get("/v1/cases?kind=complaint")
            .status,
        403
    );

    // nor by asking for everything of the enterprise that complained
    let complaint = json!({ "kind": "complaint", "title": "超期未办", "words": "承诺日已过仍无结果。", "against": "jingxin" });
    let signed = world
        .speak_as(ENTERPRISE)
        .post("/v1/cases", complaint)
        .json();
    let signed = text(&signed, "/number");
    assert!(!signed.is_empty());
    let named = format!("/v1/cases?limit=100&enterprise={ENTERPRISE}");
    for who in ["clerk", "lead", "jingxin-officer", "finance"] {
        let listed = world.speak_as(who).get(&named);
        assert!(!listed.text().contains(&signed), "{who}: {}", listed.text());
    }
    let listed = world.speak_as("coordinator").get(&named);
    assert!(listed.text().contains(&signed), "{}", listed.text());

    let give = |department: &str| {
        (
            "assign",
            json!({ "department": department, "reason": "请核查" }),
        )
    };
    let own = does(&world, "coordinator", &number, give("jingxin"));
    assert_eq!(text(&own.json(), "/code"), "own_matter", "{}", own.text());
    let other = does(&world, "coordinator", &number, give("zhengshu"));
    assert_eq!(other.status, 200, "{}", other.text());
    let reply = json!({ "outcome": "upheld", "words": "情况属实，已责令改正" });
    let answered = does(&world, "zhengshu-officer", &number, ("answer", reply));
    assert_eq!(
        text(&answered.json(), "/state"),
        "decided",
        "{}",
        answered.text()
    );
    let released = does(&world, "coordinator", &number, ("release", json!({})));
    assert_eq!(
        text(&released.json(), "/state"),
        "replied",
        "{}",
        released.text()
    );
    let follow = open(&format!(
        "{}{}",
        world.addresses.portal,
        text(&opened, "/follow")
    ));
    assert!(follow.text().contains("已责令改正"));
    let clerks: Vec<Value> = world
        .mails()
        .into_iter()
        .filter(|mail| mail.to_string().contains(&number))
        .collect();
    assert!(
        clerks
            .iter()
            .all(|mail| !text(mail, "/to").contains("counter@")),
        "the window learns nothing"
    );
}

#[test]
fn an_objection_holds_the_payment_and_upheld_begins_the_period_anew() {
    let world = World::start(PROGRAM);
    let number = text(&submitted(&world), "/number");
    let objection = |words: &str| json!({ "kind": "objection", "title": "对公示结果有异议", "words": words, "about": number, "name": "某企业", "contact_email": "other@example.com" });
    let early = world.anonymous().post("/v1/cases", objection("尚未公示"));
    assert_eq!(
        (early.status, text(&early.json(), "/code").as_str()),
        (409, "not_public")
    );
    assert!(approve(&world, &number, "100000.00").fine());
    let first = release(&world, &number).json();
    let last_day = text(&first, "/publicity/last_day");

    let opened = asks(&world, objection("营业收入不实"));
    let objected = text(&opened, "/number");
    world.move_clock_past(&last_day);
    assert_eq!(
        state(&world, "finance", &number),
        "in_publicity",
        "nothing is paid while somebody is heard"
    );
    let words = json!({ "outcome": "upheld", "words": "核实属实", "remedy": null });
    let answered = does(&world, "jingxin-officer", &objected, ("answer", words));
    assert_eq!(answered.status, 200, "{}", answered.text());
    assert_eq!(
        state(&world, "lead", &number),
        "in_publicity",
        "not before the window has released it"
    );
    assert_eq!(
        does(&world, "lead", &objected, ("release", json!({}))).status,
        200
    );
    assert_eq!(state(&world, "lead", &number), "accepted");
    assert_eq!(
        open(&format!("{}/notices/{number}", world.addresses.portal)).status,
        404
    );

    // the department decides anew by the link of its new mail, and the period begins anew
    assert!(approve(&world, &number, "60000.00").fine());
    let second = release(&world, &number).json();
    assert!(text(&second, "/publicity/first_day") > last_day, "{second}");
    let opened = asks(&world, objection("仍有异议"));
    let objected = text(&opened, "/number");
    let words =
        json!({ "outcome": "not_upheld", "words": "经复核无误", "remedy": "可依法申请行政复议" });
    assert_eq!(
        does(&world, "jingxin-officer", &objected, ("answer", words)).status,
        200
    );
    assert_eq!(
        does(&world, "lead", &objected, ("release", json!({}))).status,
        200
    );
    world.move_clock_past(&text(&second, "/publicity/last_day"));
    assert_eq!(state(&world, "finance", &number), "payable");
}
