//! Reaching enterprises: whom an item fits, a run without application to its payment (M24, M27, M28).

use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{
    ENTERPRISE, ITEM, STRANGER, approve, await_item, publish, release, text, version,
};

/// The item of the sample city that is given without application, and its department.
const GIVEN: &str = "job-expansion-subsidy";
const DEPARTMENT: &str = "renshe";

fn entries(page: &Value) -> Vec<Value> {
    let entries = page.pointer("/entries").and_then(Value::as_array);
    entries.cloned().unwrap_or_default()
}

fn codes(page: &Value) -> Vec<String> {
    entries(page)
        .iter()
        .map(|one| text(one, "/enterprise"))
        .collect()
}

/// Starts a run and waits until its list is made.
pub(crate) fn run(world: &World) -> Value {
    let officer = world.speak_as(&format!("{DEPARTMENT}-officer"));
    for _ in 0..100 {
        let body = json!({ "item": GIVEN, "answer_days": 15 });
        let started = officer.ask("POST", "/v1/runs", Asked::with(body).keyed("run"));
        if started.status == 201 {
            world.settle();
            return started.json();
        }
        // functions look for a new catalogue at most every two seconds
        assert_eq!(started.status, 404, "{}", started.text());
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("no run could be started");
}

#[test]
fn a_department_sees_whom_its_item_fits_and_nothing_of_their_facts() {
    let world = World::start(PROGRAM);
    publish(&world);
    await_item(&world, GIVEN);
    let officer = world.speak_as(&format!("{DEPARTMENT}-officer"));
    let path = format!("/v1/items/{GIVEN}/matches");
    let fitting = officer.get(&path).json();
    assert!(
        codes(&fitting).contains(&ENTERPRISE.to_owned()),
        "{fitting}"
    );
    let one = entries(&fitting).remove(0);
    assert!(one.pointer("/met/0/zh").is_some());
    for secret in ["contact_email", "example.com", "23500000", "\"facts\""] {
        assert!(!fitting.to_string().contains(secret), "{secret}");
    }
    let due = officer.get(&format!("{path}?due=true")).json();
    assert!(codes(&due).contains(&ENTERPRISE.to_owned()));
    assert!(
        entries(&due)
            .iter()
            .all(|one| text(one, "/due/0/zh").contains("符合全部条件"))
    );
    let open_facts = officer.get(&format!("{path}?verdict=undetermined")).json();
    for one in entries(&open_facts) {
        assert!(one.pointer("/missing/0/zh").is_some(), "{one}");
    }
    // of another department's item, and for an enterprise, there is no such list
    assert_eq!(
        officer.get(&format!("/v1/items/{ITEM}/matches")).status,
        404
    );
    assert_eq!(world.speak_as(ENTERPRISE).get(&path).status, 403);
    assert_eq!(world.speak_as("clerk").get(&path).status, 200);
    assert_eq!(world.speak_as("coordinator").get(&path).status, 403);

    let reach = world
        .speak_as("coordinator")
        .get(&format!("/v1/items/{GIVEN}/reach"))
        .json();
    let matched = reach.pointer("/all/matched").and_then(Value::as_u64);
    assert!(
        matched.is_none_or(|count| count == 0 || count >= 3),
        "{reach}"
    );
    let groups = reach
        .pointer("/groups")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    let cells = groups.iter().flat_map(|group| {
        let groups = group.pointer("/groups").and_then(Value::as_array).cloned();
        groups.unwrap_or_default()
    });
    for cell in cells {
        let count = cell.pointer("/counts/matched").and_then(Value::as_u64);
        assert!(count.is_none_or(|count| count == 0 || count >= 3), "{cell}");
    }
}

/// Publicity ends, finance pays, and the enterprise is told.
fn paid(world: &World, number: &str, (amount, last_day): (&str, &str)) {
    world.move_clock_past(last_day);
    let path = format!("/v1/cases/{number}");
    let finance = world.speak_as("finance");
    let payable = finance.get(&path).json();
    assert_eq!(text(&payable, "/state"), "payable", "{payable}");
    let body = json!({ "amount": amount, "reference": "PO-7" });
    let asked = Asked::with(body).at(version(&payable));
    let paid = finance.ask("POST", &format!("{path}/pay"), asked);
    assert_eq!(paid.status, 200, "{}", paid.text());
    world.settle();
    let told = world.speak_as(ENTERPRISE).get(&path).json();
    assert_eq!(text(&told, "/state"), "paid");
    let mails = world.mails();
    let mail = mails.iter().find(|mail| {
        text(mail, "/text").contains(number) && text(mail, "/subject").contains("拨付")
    });
    assert!(mail.is_some(), "the enterprise is told of the payment");
}

#[test]
fn a_run_without_application_becomes_a_case_that_is_paid() {
    let world = World::start(PROGRAM);
    publish(&world);
    await_item(&world, GIVEN);
    let before = world.mails().len();
    let started = run(&world);
    let id = text(&started, "/run");
    let officer = world.speak_as(&format!("{DEPARTMENT}-officer"));
    let made = officer.get(&format!("/v1/runs/{id}")).json();
    assert_eq!(text(&made, "/stage"), "inviting");
    let invited = made
        .pointer("/invited")
        .and_then(Value::as_u64)
        .unwrap_or(0);
    assert!(invited > 0, "{made}");
    let list = officer.get(&format!("/v1/runs/{id}/invitations")).json();
    assert_eq!(u64::try_from(entries(&list).len()).ok(), Some(invited));
    assert!(codes(&list).contains(&ENTERPRISE.to_owned()));
    let asked = entries(&list)
        .iter()
        .filter(|one| text(one, "/state") == "awaited")
        .count();
    assert_eq!(u64::try_from(asked).ok(), Some(invited));
    // everybody on the list was written to, once, and the mail asks for no account
    let mails = world.mails();
    let told: Vec<&Value> = mails
        .iter()
        .skip(before)
        .filter(|mail| text(mail, "/text").contains(&format!("/invitations/{id}")))
        .collect();
    assert_eq!(u64::try_from(told.len()).ok(), Some(invited));

    // confirmed with an account, it is a case
    let owner = world.speak_as(ENTERPRISE);
    let path = format!("/v1/runs/{id}/invitations/{ENTERPRISE}");
    let without = owner.post(&format!("{path}/confirm"), json!({}));
    assert_eq!(
        text(&without.json(), "/code"),
        "account_needed",
        "{}",
        without.text()
    );
    let body = json!({ "bank": "示例银行黄石分行", "account": "6222 0212 3456 7890" });
    let confirm = || {
        owner.ask(
            "POST",
            &format!("{path}/confirm"),
            Asked::with(body.clone()).keyed("yes"),
        )
    };
    let confirmed = confirm();
    assert_eq!(confirmed.status, 201, "{}", confirmed.text());
    assert_eq!(confirm().json(), confirmed.json());
    let case = confirmed.json();
    let number = text(&case, "/number");
    assert!(!confirmed.text().contains("6222021234567890"));
    let again = owner.post(&format!("{path}/confirm"), body.clone());
    assert_eq!(text(&again.json(), "/code"), "answered");
    world.settle();

    // the same department decides it by the same mail link as any other
    let amount = text(&list, "/entries/0/amount");
    let mine = owner.get(&path).json();
    assert_eq!(
        (text(&mine, "/state"), text(&mine, "/number")),
        ("confirmed".to_owned(), number.clone())
    );
    let amount = if text(&mine, "/amount").is_empty() {
        amount
    } else {
        text(&mine, "/amount")
    };
    let approved = approve(&world, &number, &amount);
    assert!(approved.fine(), "{}", approved.text());
    let released = release(&world, &number);
    assert_eq!(released.status, 200, "{}", released.text());
    // finance alone reads the whole account
    let finance = world.speak_as("finance");
    let seen = finance.get(&path).json();
    assert!(text(&seen, "/account").contains("6222021234567890"));
    let officers = officer.get(&path).json();
    assert!(text(&officers, "/account").contains("尾号 7890"));

    paid(
        &world,
        &number,
        (&amount, &text(&released.json(), "/publicity/last_day")),
    );
    let reached = officer.get(&format!("/v1/items/{GIVEN}/matches")).json();
    let entry = entries(&reached)
        .into_iter()
        .find(|one| text(one, "/enterprise") == ENTERPRISE)
        .expect("it still fits");
    assert_eq!(text(&entry, "/told_by"), "invitation");
    for step in ["/opened", "/applied", "/got"] {
        assert_eq!(entry.pointer(step), Some(&json!(true)), "{step}: {entry}");
    }
    assert_eq!(entry.pointer("/due"), Some(&json!([])), "it has it now");

    // it has a case now, so another run leaves it out
    let body = json!({ "item": GIVEN, "answer_days": 15 });
    let second = officer.post("/v1/runs", body);
    assert_eq!(second.status, 201, "{}", second.text());
    world.settle();
    let second = text(&second.json(), "/run");
    let list = officer
        .get(&format!("/v1/runs/{second}/invitations"))
        .json();
    assert!(!codes(&list).contains(&ENTERPRISE.to_owned()));
}

#[test]
fn an_invitation_is_declined_or_runs_out_and_not_every_item_may_be_run() {
    let world = World::start(PROGRAM);
    publish(&world);
    await_item(&world, GIVEN);
    let id = text(&run(&world), "/run");
    let officer = world.speak_as(&format!("{DEPARTMENT}-officer"));
    let list = officer.get(&format!("/v1/runs/{id}/invitations")).json();
    let owner = world.speak_as(ENTERPRISE);
    let path = format!("/v1/runs/{id}/invitations/{ENTERPRISE}");
    let declined = owner.post(
        &format!("{path}/decline"),
        json!({ "reason": "名额留给更需要的企业" }),
    );
    assert_eq!(declined.status, 200, "{}", declined.text());
    assert_eq!(text(&declined.json(), "/state"), "declined");
    // nobody answers for somebody else
    assert_eq!(world.speak_as(STRANGER).get(&path).status, 404);

    let until = text(&list, "/entries/0/until");
    world.move_clock_past(&until);
    let list = officer.get(&format!("/v1/runs/{id}/invitations")).json();
    for one in entries(&list) {
        let expected = if text(&one, "/enterprise") == ENTERPRISE {
            "declined"
        } else {
            "unanswered"
        };
        assert_eq!(text(&one, "/state"), expected);
    }

    // an item one applies for does not pass the admission tests, and every one that fails is named
    let wrong = world
        .speak_as("jingxin-officer")
        .post("/v1/runs", json!({ "item": ITEM, "answer_days": 15 }));
    assert_eq!(
        text(&wrong.json(), "/code"),
        "not_admitted",
        "{}",
        wrong.text()
    );
    let other = officer.post("/v1/runs", json!({ "item": ITEM, "answer_days": 15 }));
    assert_eq!(other.status, 404);
    let days = officer.post("/v1/runs", json!({ "item": GIVEN, "answer_days": 1 }));
    assert_eq!(days.status, 422);
}
