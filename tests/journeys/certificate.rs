//! A certificate that opens a gate: attendance, a quiz made from the items in force, and what a clerk may not do without (M71–M73).

use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{ENTERPRISE, ITEM, approve, submitted, text, version};
use crate::training::{body, sign_up, write};

/// The place of the right answer, found as somebody would who knows the items.
fn answer(world: &World, items: &[String], question: &Value) -> usize {
    let asked = text(question, "/words/zh");
    let choices = question.pointer("/choices").and_then(Value::as_array);
    let mut places = choices.unwrap().iter();
    let item = items
        .iter()
        .map(|id| world.anonymous().get(&format!("/v1/items/{id}")).json())
        .find(|item| asked.contains(&format!("“{}”", text(item, "/title/zh"))))
        .expect("the question names an item");
    let department = format!("/v1/departments/{}", text(&item, "/department"));
    let department = world.speak_as("lead").get(&department).json();
    let right = |choice: &Value| {
        let choice = text(choice, "/zh");
        let days = item.pointer("/promised_days").and_then(Value::as_u64);
        let listed = |list: &str, words: &str| {
            let entries = item.pointer(list).and_then(Value::as_array);
            let mut entries = entries.into_iter().flatten();
            entries.any(|one| text(one, words) == choice)
        };
        days.is_some_and(|days| choice == format!("{days} 个工作日"))
            || choice == text(&department, "/name/zh")
            || listed("/conditions", "/words/zh")
            || listed("/materials", "/name/zh")
    };
    places.position(right).expect("the right one is a choice")
}

#[test]
fn a_clerk_attends_passes_a_quiz_of_the_items_and_may_release_again() {
    let world = World::start(PROGRAM);
    let case = submitted(&world);
    let number = text(&case, "/number");
    let lead = world.speak_as("lead");
    let mut training = body("training", 20);
    training["begins"] = json!("2026-11-25T14:00:00+08:00");
    training["items"] = json!([ITEM, "job-expansion-subsidy", "logistics-grade-award"]);
    training["certification"] = json!({ "questions": 8, "months": 12, "gates": ["release_case"], "gates_from": "2026-11-26" });
    let by_department = world.speak_as("jingxin-editor");
    assert_eq!(
        write(&by_department, "theirs", &training, 0),
        422,
        "a department cannot stop the window"
    );
    assert_eq!(write(&lead, "counter", &training, 0), 200);
    assert_eq!(sign_up(&world, ENTERPRISE, "counter").0, 403);
    assert_eq!(sign_up(&world, "clerk", "counter").1, "seated");
    let clerk = world.speak_as("clerk");
    let draw = || clerk.ask("POST", "/v1/gatherings/counter/papers", Asked::default());
    assert_eq!(draw().status, 409, "nobody has attended yet");

    world.move_clock_past("2026-11-25");
    assert!(approve(&world, &number, "200000.00").fine());
    let path = format!("/v1/cases/{number}");
    let release = || {
        let at = version(&clerk.get(&path).json());
        clerk.ask(
            "POST",
            &format!("{path}/release"),
            Asked::with(json!({})).at(at),
        )
    };
    let refused = release();
    assert_eq!(refused.status, 403, "{}", refused.text());
    let why = refused.text();
    assert!(why.contains("not_certified") && why.contains("政策办理实务") && why.contains("报名"));

    let list = lead.get("/v1/gatherings/counter/sign-ups").json();
    let seat = format!(
        "/v1/gatherings/counter/sign-ups/{}",
        text(&list, "/entries/0/who")
    );
    let came = Asked::with(json!({ "attended": true }));
    assert_eq!(lead.ask("PUT", &seat, came).status, 200);
    let mark = |answers: Vec<usize>| {
        let body = json!({ "answers": answers });
        clerk.ask("POST", "/v1/gatherings/counter/answers", Asked::with(body))
    };
    let paper = draw();
    assert_eq!(paper.status, 200, "{}", paper.text());
    assert!(!paper.text().contains("right"), "answers stay with us");
    assert_eq!(mark(vec![9]).json().pointer("/passed"), Some(&json!(false)));
    assert_eq!(mark(vec![0]).status, 404, "a paper is answered once");
    assert_eq!(release().status, 403);

    let paper = draw().json();
    let questions = paper.pointer("/questions").and_then(Value::as_array);
    let questions = questions.unwrap();
    assert_eq!(questions.len(), 8, "{paper}");
    let items = [ITEM, "job-expansion-subsidy", "logistics-grade-award"].map(str::to_owned);
    let conditions = questions
        .iter()
        .filter(|one| text(one, "/words/zh").contains("申请条件"));
    assert!(
        conditions.count() > 0,
        "conditions in force are asked about: {paper}"
    );
    let answers = questions.iter().map(|one| answer(&world, &items, one));
    let passed = mark(answers.collect()).json();
    assert_eq!(passed.pointer("/passed"), Some(&json!(true)), "{passed}");
    assert_eq!(text(&passed, "/certificate/valid_until"), "2027-11-26");
    assert_eq!(release().status, 200);
    let own = clerk.get("/v1/certificates").json();
    assert_eq!(own.pointer("/entries/0/valid"), Some(&json!(true)));
    let page = clerk.get("/gatherings").text();
    assert!(page.contains("我的合格证"), "{page}");
    let page = clerk.get("/gatherings/counter/certificate").text();
    assert!(
        page.contains("测验合格") && page.contains("2027年11月26日"),
        "{page}"
    );

    // a year on it has run out, and the gate is shut again
    world.move_clock_past("2027-11-26");
    let own = world.speak_as("clerk").get("/v1/certificates").json();
    assert_eq!(own.pointer("/entries/0/valid"), Some(&json!(false)));
    let page = world
        .speak_as("clerk")
        .get("/gatherings/counter/certificate");
    assert!(page.text().contains("本证已失效"));
}
