//! The department's link: opening it never acts, the code acts once.

use serde_json::json;
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{approve, form, mail, open, submitted, text, version};

#[test]
fn a_mail_scanner_changes_nothing() {
    let world = World::start(PROGRAM);
    let case = submitted(&world);
    let number = text(&case, "/number");
    let (link, code) = mail(&world, &number);
    let officer_view = || {
        world
            .speak_as("coordinator")
            .get(&format!("/v1/cases/{number}"))
            .json()
    };
    let before = officer_view();
    for _ in 0..3 {
        assert_eq!(open(&link).status, 200);
        // some scanners even submit the form they find, as it stands
        let sent = form(&world, &link, &[("decision", "approve"), ("code", "")]);
        assert!(sent.status >= 400, "{}", sent.status);
    }
    assert!(
        !open(&link).text().contains(&code),
        "the code is only in the mail"
    );
    world.settle();
    assert_eq!(version(&before), version(&officer_view()));
}

#[test]
fn a_link_works_once_and_then_says_so_kindly() {
    let world = World::start(PROGRAM);
    let case = submitted(&world);
    let number = text(&case, "/number");
    let (link, code) = mail(&world, &number);
    assert!(approve(&world, &number, "100000.00").fine());
    let after = open(&link);
    assert!(after.text().contains("已"), "{}", after.text());
    let again = form(
        &world,
        &link,
        &[
            ("code", &code),
            ("decision", "refuse"),
            ("reason", "改变主意"),
            ("remedy", "无"),
        ],
    );
    assert_eq!(again.status, 410, "{}", again.status);
    let case = world
        .speak_as("lead")
        .get(&format!("/v1/cases/{number}"))
        .json();
    assert_eq!(case.pointer("/decision/approved"), Some(&json!(true)));
}

#[test]
fn five_wrong_codes_lock_the_link() {
    let world = World::start(PROGRAM);
    let case = submitted(&world);
    let number = text(&case, "/number");
    let (link, code) = mail(&world, &number);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let fields = [
        ("code", wrong),
        ("decision", "approve"),
        ("amount", "1.00"),
        ("reason", "试"),
    ];
    for _ in 0..5 {
        assert!(form(&world, &link, &fields).status >= 400);
    }
    let right = form(
        &world,
        &link,
        &[
            ("code", &code),
            ("decision", "approve"),
            ("amount", "1.00"),
            ("reason", "试"),
        ],
    );
    assert!(right.status >= 400, "the link is locked");
    let case = world
        .speak_as("coordinator")
        .get(&format!("/v1/cases/{number}"))
        .json();
    assert!(case.get("decision").is_none());
}

#[test]
fn an_expired_link_says_so() {
    let world = World::start(PROGRAM);
    let case = submitted(&world);
    let number = text(&case, "/number");
    let (link, code) = mail(&world, &number);
    world.move_clock_past("2027-03-31");
    let sent = form(
        &world,
        &link,
        &[
            ("code", &code),
            ("decision", "approve"),
            ("amount", "1.00"),
            ("reason", "晚了"),
        ],
    );
    assert_eq!(sent.status, 410, "{}", sent.text());
}

#[test]
fn a_department_may_answer_by_its_own_system() {
    let world = World::start(PROGRAM);
    let case = submitted(&world);
    let number = text(&case, "/number");
    let operator = world.speak_as("operator");
    let key = operator.post(
        "/v1/api-keys",
        json!({ "label": "department system", "roles": ["officer"], "department": "jingxin" }),
    );
    assert_eq!(key.status, 201, "{}", key.text());
    let machine = world.anonymous().with_token(&text(&key.json(), "/api_key"));
    let tasks = machine.get("/v1/tasks").json();
    assert_eq!(text(&tasks, "/entries/0/number"), number);
    let at = version(&machine.get(&format!("/v1/cases/{number}")).json());
    let path = format!("/v1/cases/{number}/decide");
    let refusal = json!({ "approved": false, "reason": "未在统计名录内", "remedy": "入统后可重新申报", "other_ground": "未在统计名录内" });
    let decided = machine.ask("POST", &path, Asked::with(refusal.clone()).at(at));
    assert_eq!(decided.status, 200, "{}", decided.text());
    let late = machine.ask("POST", &path, Asked::with(refusal).at(at));
    assert_eq!(late.status, 412, "{}", late.text());
    let other = operator.post(
        "/v1/api-keys",
        json!({ "label": "another department", "roles": ["officer"], "department": "keji" }),
    );
    let stranger = world
        .anonymous()
        .with_token(&text(&other.json(), "/api_key"));
    assert_eq!(stranger.get(&format!("/v1/cases/{number}")).status, 404);
}

#[test]
fn declined_twice_it_falls_back_to_the_counter() {
    let world = World::start(PROGRAM);
    let case = submitted(&world);
    let number = text(&case, "/number");
    let coordinator = world.speak_as("coordinator");
    for _ in 0..3 {
        let seen = coordinator.get(&format!("/v1/cases/{number}")).json();
        if text(&seen, "/state") != "assigned" {
            break;
        }
        let (link, code) = mail(&world, &number);
        let declined = form(
            &world,
            &link,
            &[
                ("code", &code),
                ("decision", "decline"),
                ("reason", "不属于本部门职责"),
            ],
        );
        assert!(declined.fine(), "{}", declined.text());
        world.settle();
    }
    let seen = coordinator.get(&format!("/v1/cases/{number}")).json();
    assert_eq!(text(&seen, "/state"), "with_counter", "{seen}");
    assert!(
        !text(&seen, "/holder/zh").is_empty(),
        "nothing is ever without an owner"
    );
}
