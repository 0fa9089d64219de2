//! Trainings and briefings through the running city: seats that run out, a quiz made from the items, a certificate that opens a gate.

use serde_json::{Value, json};
use world::{Actor, Asked, World};

use crate::PROGRAM;
use crate::steps::{ENTERPRISE, ITEM, STRANGER, approve, publish, submitted, text, version};

fn body(kind: &str, seats: u64) -> Value {
    json!({
        "kind": kind,
        "title": { "zh": "政策办理实务", "en": "How policies are handled" },
        "words": { "zh": "条件、材料和时限", "en": "conditions, materials and times" },
        "begins": "2026-11-25T14:00:00+08:00",
        "place": { "zh": "市民之家三楼", "en": "third floor" },
        "seats": seats,
    })
}

fn write(who: &Actor<'_>, id: &str, body: &Value, at: u64) -> u16 {
    let asked = Asked::with(body.clone()).at(at);
    who.ask("PUT", &format!("/v1/gatherings/{id}"), asked)
        .status
}

fn sign_up(world: &World, person: &str, id: &str) -> u16 {
    let path = format!("/v1/gatherings/{id}/sign-ups");
    let asked = Asked::default();
    world.speak_as(person).ask("POST", &path, asked).status
}

#[test]
fn a_briefing_has_so_many_seats_and_no_more_however_many_ask_at_once() {
    let world = World::start(PROGRAM);
    let editor = world.speak_as("jingxin-editor");
    assert_eq!(write(&editor, "first-steps", &body("briefing", 3), 0), 200);
    let wrong = editor.ask(
        "PUT",
        "/v1/gatherings/wrong",
        Asked::with(json!({ "kind": "party", "seats": 0, "begins": "soon" })).at(0),
    );
    assert_eq!(wrong.status, 422);
    let faults = wrong.json();
    let faults = faults.pointer("/errors").and_then(Value::as_array);
    assert!(
        faults.is_some_and(|faults| faults.len() >= 6),
        "every fault"
    );
    assert_eq!(
        write(&world.speak_as("clerk"), "other", &body("briefing", 3), 0),
        403
    );
    let elsewhere = world.speak_as("keji-editor");
    assert_eq!(
        write(&elsewhere, "first-steps", &body("briefing", 9), 1),
        404
    );

    let firms = [
        ENTERPRISE,
        STRANGER,
        "91420203MAFAKE0276",
        "91420205MAFAKE043Q",
        "91420222MAFAKE0517",
        "91420281MAFAKE06XD",
    ];
    let mut came: Vec<u16> = std::thread::scope(|at_once| {
        let asked = firms.map(|firm| at_once.spawn(|| sign_up(&world, firm, "first-steps")));
        asked.into_iter().map(|one| one.join().unwrap()).collect()
    });
    came.sort_unstable();
    assert_eq!(came, [200, 200, 200, 409, 409, 409]);
    assert_eq!(
        sign_up(&world, "clerk", "first-steps"),
        403,
        "a training is for the city's people, a briefing is not"
    );
    let list = editor.get("/v1/gatherings/first-steps/sign-ups").json();
    let seats = list.pointer("/entries").and_then(Value::as_array);
    assert_eq!(seats.map(Vec::len), Some(3));
    let first = text(&list, "/entries/0/who");
    assert_eq!(
        sign_up(&world, &first, "first-steps"),
        200,
        "the same seat again"
    );
    let open = world.anonymous().get("/v1/gatherings/first-steps").json();
    assert_eq!(open.pointer("/taken"), Some(&json!(3)));
    assert_eq!(text(&open, "/holder/zh"), "市经济和信息化局");
    assert_eq!(
        write(&editor, "first-steps", &body("briefing", 2), 1),
        422,
        "three have seats"
    );

    let path = format!("/v1/gatherings/first-steps/sign-ups/{first}");
    let came = || Asked::with(json!({ "attended": true }));
    assert_eq!(editor.ask("PUT", &path, came()).status, 409, "not begun");
    world.move_clock_past("2026-11-25");
    assert_eq!(editor.ask("PUT", &path, came()).status, 200);
    assert_eq!(
        sign_up(&world, "91420202MAFAKE086T", "first-steps"),
        409,
        "over"
    );
    let page = world.speak_as("coordinator").get("/gatherings").text();
    assert!(
        page.contains("政策办理实务") && page.contains("1 场"),
        "{page}"
    );
}

/// The place of the right answer, found as somebody would who knows the item.
fn answer(item: &Value, question: &Value) -> usize {
    let asked = text(question, "/words/zh");
    let choices = question
        .pointer("/choices")
        .and_then(Value::as_array)
        .unwrap();
    let days = item
        .pointer("/promised_days")
        .and_then(Value::as_u64)
        .unwrap();
    let right = if asked.contains("工作日") {
        format!("{days} 个工作日")
    } else {
        panic!("one item has nothing to tell departments and materials apart by: {asked}")
    };
    let found = choices
        .iter()
        .position(|choice| text(choice, "/zh") == right);
    found.expect("the right answer is among the choices")
}

#[test]
fn a_clerk_attends_passes_a_quiz_of_the_items_and_may_release_again() {
    let world = World::start(PROGRAM);
    let case = submitted(&world);
    let number = text(&case, "/number");
    let coordinator = world.speak_as("coordinator");
    let mut training = body("training", 20);
    training["certification"] = json!({ "questions": 5, "months": 12, "gates": ["release_case"], "gates_from": "2026-11-26" });
    assert_eq!(write(&coordinator, "counter", &training, 0), 200);
    assert_eq!(sign_up(&world, ENTERPRISE, "counter"), 403);
    assert_eq!(sign_up(&world, "clerk", "counter"), 200);
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
    assert!(
        refused.text().contains("not_certified"),
        "{}",
        refused.text()
    );

    let list = coordinator.get("/v1/gatherings/counter/sign-ups").json();
    let seat = format!(
        "/v1/gatherings/counter/sign-ups/{}",
        text(&list, "/entries/0/who")
    );
    let came = Asked::with(json!({ "attended": true }));
    assert_eq!(coordinator.ask("PUT", &seat, came).status, 200);
    let mark = |answers: Vec<usize>| {
        let body = json!({ "answers": answers });
        clerk.ask("POST", "/v1/gatherings/counter/answers", Asked::with(body))
    };
    let failed = {
        let paper = draw();
        assert_eq!(paper.status, 200, "{}", paper.text());
        assert!(!paper.text().contains("right"), "answers stay with us");
        mark(vec![9])
    };
    assert_eq!(failed.json().pointer("/passed"), Some(&json!(false)));
    assert_eq!(mark(vec![0]).status, 404, "a paper is answered once");
    assert_eq!(release().status, 403);

    let item = world.anonymous().get(&format!("/v1/items/{ITEM}")).json();
    let paper = draw().json();
    let questions = paper
        .pointer("/questions")
        .and_then(Value::as_array)
        .unwrap();
    assert!(!questions.is_empty());
    let answers = questions.iter().map(|question| answer(&item, question));
    let passed = mark(answers.collect()).json();
    assert_eq!(passed.pointer("/passed"), Some(&json!(true)), "{passed}");
    assert_eq!(text(&passed, "/certificate/valid_until"), "2027-11-26");
    assert_eq!(release().status, 200);
    let own = clerk.get("/v1/certificates").json();
    assert_eq!(own.pointer("/entries/0/valid"), Some(&json!(true)));
    let page = clerk.get("/gatherings").text();
    assert!(page.contains("我的合格证"), "{page}");

    // a year on it has run out, and the gate is shut again
    world.move_clock_past("2027-11-26");
    let own = world.speak_as("clerk").get("/v1/certificates").json();
    assert_eq!(own.pointer("/entries/0/valid"), Some(&json!(false)));
}

#[test]
fn the_pages_take_a_seat_and_a_paper() {
    let world = World::start(PROGRAM);
    publish(&world);
    let coordinator = world.speak_as("coordinator");
    let mut training = body("training", 2);
    training["certification"] =
        json!({ "questions": 3, "months": 6, "gates": [], "gates_from": "2026-12-01" });
    assert_eq!(write(&coordinator, "counter", &training, 0), 200);
    let page = world.anonymous().get("/gatherings/counter");
    assert!(page.text().contains("登录后报名"), "{}", page.text());
    let page = world.speak_as("clerk").get("/gatherings/counter").text();
    assert!(page.contains(">报名</button>"), "{page}");
    let page = world.speak_as(ENTERPRISE).get("/gatherings/counter").text();
    assert!(!page.contains(">报名</button>"), "not for enterprises");
}
