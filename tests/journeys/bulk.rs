//! Several decisions on one page: each case by its own list, each for itself, and what each came to (M43).

use serde_json::Value;
use world::World;

use crate::PROGRAM;
use crate::ledger::applies;
use crate::steps::{form_as, publish, text};

const OFFICER: &str = "jingxin-officer";

/// Fields of the page for one case, its list ticked as met where `whole`.
fn fields(case: &Value, whole: bool) -> Vec<(String, String)> {
    let number = text(case, "/number");
    let version = case
        .pointer("/version")
        .and_then(Value::as_u64)
        .unwrap_or_default();
    let mut fields = vec![
        ("number".to_owned(), number.clone()),
        (format!("version.{number}"), version.to_string()),
        (format!("amount.{number}"), "200,000.00".to_owned()),
    ];
    let entries = case.pointer("/checklist").and_then(Value::as_array);
    for entry in entries.into_iter().flatten().filter(|_| whole) {
        let entry = text(entry, "/entry");
        fields.push((format!("check.{entry}.{number}"), "met".to_owned()));
        fields.push((
            format!("evidence.{entry}.{number}"),
            "核对申请材料".to_owned(),
        ));
    }
    fields
}

#[test]
fn an_officer_decides_several_cases_on_one_page_each_for_itself() {
    let world = World::start(PROGRAM);
    publish(&world);
    let numbers = ["91420204MAFAKE035F", "91420202MAFAKE019W"].map(|one| applies(&world, one));
    world.settle();
    let officer = world.speak_as(OFFICER);
    let desk = officer.get("/desk").text();
    assert!(desk.contains("/tasks\""), "{desk}");
    let list = officer.get("/tasks").text();
    assert!(numbers.iter().all(|number| list.contains(number)), "{list}");
    assert_eq!(world.speak_as("clerk").get("/tasks").status, 403);
    let query = format!("/tasks/decide?number={}&number={}", numbers[0], numbers[1]);
    let page = officer.get(&query);
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("核对依据") && page.text().contains("200000.00"));
    let elsewhere = world.speak_as("keji-officer").get(&query);
    assert_eq!(elsewhere.status, 404, "another department's");

    let read = |number: &String| officer.get(&format!("/v1/cases/{number}")).json();
    let cases: Vec<Value> = numbers.iter().map(read).collect();
    let mut given = fields(&cases[0], true);
    given.extend(fields(&cases[1], false));
    given.push(("reason".to_owned(), "经审核，符合条件".to_owned()));
    let send = |given: &[(String, String)], key: &str, decision: &str| {
        let mut all = given.to_vec();
        all.push(("idempotency_key".to_owned(), key.to_owned()));
        all.push(("decision".to_owned(), decision.to_owned()));
        let all: Vec<(&str, &str)> = all.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        form_as(&world, OFFICER, "/tasks/decide", &all)
    };
    let nothing = send(&given, "bulk-0", "");
    assert_eq!(nothing.status, 422, "{}", nothing.text());
    let told = send(&given, "bulk-1", "approve");
    assert_eq!(told.status, 200, "{}", told.text());
    let page = told.text();
    assert!(page.contains("已决定 1 件，未决定 1 件"), "{page}");
    assert!(page.contains("审核清单没有逐项核对"), "{page}");
    let place = format!(
        "id=\"check-{}-{}-fault\"",
        text(&cases[1], "/checklist/0/entry"),
        numbers[1]
    );
    assert!(page.contains(&place), "beside its entry: {page}");
    assert!(
        page.contains("经审核，符合条件"),
        "kept as filled in: {page}"
    );
    assert_eq!(text(&read(&numbers[0]), "/state"), "decided");
    assert_eq!(text(&read(&numbers[1]), "/state"), "assigned");

    let mut rest = fields(&cases[1], true);
    rest.push(("reason".to_owned(), "经审核，符合条件".to_owned()));
    let told = send(&rest, "bulk-2", "approve").text();
    assert!(told.contains("已决定 1 件，未决定 0 件"), "{told}");
    assert_eq!(text(&read(&numbers[1]), "/state"), "decided");
}
