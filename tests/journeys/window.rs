//! The window at work: a case no department takes, more time with approval, a payment that did not go through.

use city::client::Reply;
use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{approve, form, mail, release, submitted, text, version};

/// Somebody does `verb` to the case as it stands.
fn does(world: &World, who: &str, number: &str, (verb, body): (&str, Value)) -> Reply {
    let actor = world.speak_as(who);
    let path = format!("/v1/cases/{number}");
    let at = version(&actor.get(&path).json());
    let reply = actor.ask("POST", &format!("{path}/{verb}"), Asked::with(body).at(at));
    world.settle();
    reply
}

fn read(world: &World, who: &str, number: &str) -> Value {
    world
        .speak_as(who)
        .get(&format!("/v1/cases/{number}"))
        .json()
}

#[test]
fn what_no_department_takes_the_counter_gives_to_one_by_hand() {
    let world = World::start(PROGRAM);
    let number = text(&submitted(&world), "/number");
    let (link, code) = mail(&world, &number);
    let reason = ("reason", "不属于本部门职责");
    let declined = form(
        &world,
        &link,
        &[("code", &code), ("decision", "decline"), reason],
    );
    assert!(declined.fine(), "{}", declined.text());
    world.settle();
    let seen = read(&world, "lead", &number);
    assert_eq!(text(&seen, "/state"), "with_counter", "{seen}");

    let body = |department: &str| {
        (
            "assign",
            json!({ "department": department, "reason": "经协调由该部门办理" }),
        )
    };
    let again = does(&world, "lead", &number, body("jingxin"));
    assert_eq!(
        (again.status, text(&again.json(), "/code").as_str()),
        (422, "no_such_department")
    );
    let officer = does(&world, "jingxin-officer", &number, body("keji"));
    assert_eq!(officer.status, 403, "{}", officer.text());
    let given = does(&world, "lead", &number, body("keji"));
    assert_eq!(given.status, 200, "{}", given.text());
    assert_eq!(text(&given.json(), "/state"), "assigned");
    // the new department has its own mail, with a link that acts
    let approved = approve(&world, &number, "100000.00");
    assert!(approved.fine(), "{}", approved.text());
    assert_eq!(text(&read(&world, "lead", &number), "/state"), "decided");
}

#[test]
fn more_time_needs_the_coordinator_and_the_enterprise_is_told() {
    let world = World::start(PROGRAM);
    let case = submitted(&world);
    let number = text(&case, "/number");
    let body = || {
        (
            "extend",
            json!({ "working_days": 5, "reason": "需征求上级部门意见" }),
        )
    };
    assert_eq!(does(&world, "lead", &number, body()).status, 403);
    let mails = world.mails().len();
    let extended = does(&world, "coordinator", &number, body());
    assert_eq!(extended.status, 200, "{}", extended.text());
    assert!(text(&extended.json(), "/promise/due") > text(&case, "/promise/due"));
    assert_eq!(world.mails().len(), mails + 1, "the enterprise is told");
    let twice = does(&world, "coordinator", &number, body());
    assert_eq!(
        text(&twice.json(), "/code"),
        "extension_too_long",
        "{}",
        twice.text()
    );
}

#[test]
fn a_payment_that_did_not_go_through_is_told_and_made_again() {
    let world = World::start(PROGRAM);
    let number = text(&submitted(&world), "/number");
    assert!(approve(&world, &number, "100000.00").fine());
    let released = release(&world, &number);
    world.move_clock_past(&text(&released.json(), "/publicity/last_day"));
    let failed = does(
        &world,
        "finance",
        &number,
        ("fail-payment", json!({ "reason": "户名与账号不符" })),
    );
    assert_eq!(failed.status, 200, "{}", failed.text());
    assert_eq!(text(&failed.json(), "/state"), "payable");
    let paid = does(
        &world,
        "finance",
        &number,
        ("pay", json!({ "amount": "100000.00", "reference": "PO-2" })),
    );
    assert_eq!(text(&paid.json(), "/state"), "paid", "{}", paid.text());
}
