//! Trainings and briefings through the running city: seats that run out and come free, everybody told of what changes, a quiz made from
//! the items, a certificate that opens a gate (M71–M73, M77).

use serde_json::{Value, json};
use world::{Actor, Asked, World};

use crate::PROGRAM;
use crate::steps::{
    ENTERPRISE, ITEM, STRANGER, approve, await_item, form_as, publish, submitted, text, version,
};

pub(crate) fn body(kind: &str, seats: u64) -> Value {
    json!({
        "kind": kind,
        "title": { "zh": "政策办理实务", "en": "How policies are handled" },
        "words": { "zh": "条件、材料和时限", "en": "conditions, materials and times" },
        "begins": "2026-12-08T14:00:00+08:00",
        "minutes": 90,
        "place": { "zh": "市民之家三楼", "en": "third floor" },
        "seats": seats,
    })
}

fn write(who: &Actor<'_>, id: &str, body: &Value, at: u64) -> u16 {
    let asked = Asked::with(body.clone()).at(at);
    who.ask("PUT", &format!("/v1/gatherings/{id}"), asked)
        .status
}

fn sign_up(world: &World, person: &str, id: &str) -> (u16, String) {
    let path = format!("/v1/gatherings/{id}/sign-ups");
    let reply = world
        .speak_as(person)
        .ask("POST", &path, Asked::with(json!({})));
    let standing = match reply.status {
        200 => text(&reply.json(), "/standing"),
        _ => String::new(),
    };
    (reply.status, standing)
}

/// Subjects of mails since `before`, in order.
fn told(world: &World, before: usize) -> Vec<String> {
    world.settle();
    let mails = world.mails().into_iter().skip(before);
    let mut subjects: Vec<String> = mails
        .map(|mail| format!("{} {}", text(&mail, "/subject"), text(&mail, "/to")))
        .filter(|subject| subject.contains("政策办理实务"))
        .collect();
    subjects.sort();
    subjects
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
        faults.is_some_and(|faults| faults.len() >= 7),
        "every fault"
    );
    let clerk = world.speak_as("clerk");
    assert_eq!(write(&clerk, "other", &body("briefing", 3), 0), 403);
    let elsewhere = world.speak_as("keji-editor");
    let nine = body("briefing", 9);
    assert_eq!(write(&elsewhere, "first-steps", &nine, 1), 404);
    let coordinator = world.speak_as("coordinator");
    assert_eq!(write(&coordinator, "first-steps", &nine, 1), 404);

    let firms = [
        ENTERPRISE,
        STRANGER,
        "91420203MAFAKE0276",
        "91420205MAFAKE043Q",
        "91420222MAFAKE0517",
    ];
    let mut came: Vec<(u16, String)> = std::thread::scope(|at_once| {
        let asked = firms.map(|firm| at_once.spawn(|| sign_up(&world, firm, "first-steps")));
        asked.into_iter().map(|one| one.join().unwrap()).collect()
    });
    came.sort();
    let seated = (200, "seated".to_owned());
    let waiting = (200, "waiting".to_owned());
    assert_eq!(
        came,
        [&seated, &seated, &seated, &waiting, &waiting].map(Clone::clone)
    );
    assert_eq!(
        sign_up(&world, "clerk", "first-steps").0,
        403,
        "a training is for the city's people, a briefing is not"
    );
    let list = editor.get("/v1/gatherings/first-steps/sign-ups").json();
    let seats = list.pointer("/entries").and_then(Value::as_array);
    assert_eq!(seats.map(Vec::len), Some(5));
    let first = text(&list, "/entries/0/who");
    let (last, next) = (text(&list, "/entries/4/who"), text(&list, "/entries/3/who"));
    assert!(text(&list, "/entries/0/mail").contains('@'), "{list}");
    assert_eq!(
        sign_up(&world, &first, "first-steps"),
        seated,
        "the same seat again"
    );
    let open = world.anonymous().get("/v1/gatherings/first-steps");
    assert!(!open.text().contains('@') && !open.text().contains(&first));
    let open = open.json();
    assert_eq!(open.pointer("/taken"), Some(&json!(3)));
    assert_eq!(open.pointer("/waiting"), Some(&json!(2)));
    assert_eq!(text(&open, "/holder/zh"), "市经济和信息化局");
    let lists = ["lead", "coordinator", "auditor", "keji-editor", &first];
    for other in lists {
        let refused = world
            .speak_as(other)
            .get("/v1/gatherings/first-steps/sign-ups");
        assert!([403, 404].contains(&refused.status), "{other}");
        let page = world.speak_as(other).get("/gatherings/first-steps").text();
        assert!(!page.contains("报名名单"), "{other}");
    }
    assert_eq!(
        write(&editor, "first-steps", &body("briefing", 2), 1),
        422,
        "three have seats"
    );
    gives_up_and_is_told(&world, (&first, &next, &last));
}

/// A seat given up goes to who waits longest; who comes is told of what changes and reminded; who came is noted.
fn gives_up_and_is_told(world: &World, (first, next, last): (&str, &str, &str)) {
    let editor = world.speak_as("jingxin-editor");
    let mails = world.mails().len();
    let path = "/v1/gatherings/first-steps/give-up";
    let give_up = |who: &str| world.speak_as(who).ask("POST", path, Asked::default());
    assert_eq!(give_up(first).status, 200);
    assert_eq!(give_up(first).status, 409, "once");
    let moved = told(world, mails);
    assert_eq!(moved.len(), 1, "{moved:?}");
    assert!(moved[0].starts_with("候补成功"), "{moved:?}");
    assert_eq!(sign_up(world, next, "first-steps").1, "seated");
    assert_eq!(sign_up(world, last, "first-steps").1, "waiting");

    // more seats: the sweep gives them to those who wait; another place: everybody is told
    let mails = world.mails().len();
    let mut moved = body("briefing", 5);
    moved["place"] = json!({ "zh": "科技馆", "en": "science hall" });
    assert_eq!(write(&editor, "first-steps", &moved, 1), 200);
    let changed = told(world, mails);
    assert_eq!(
        changed.len(),
        4,
        "three with seats, one who waits: {changed:?}"
    );
    assert!(changed.iter().all(|one| one.starts_with("活动安排有变动")));
    world.tick();
    let seated = told(world, mails);
    assert_eq!(seated.len(), 5, "and who comes up: {seated:?}");
    assert_eq!(sign_up(world, last, "first-steps").1, "seated");

    let mails = world.mails().len();
    world.move_clock_past("2026-12-07");
    let reminded = told(world, mails);
    assert_eq!(reminded.len(), 4, "{reminded:?}");
    assert!(reminded.iter().all(|one| one.starts_with("活动即将举行")));
    world.tick();
    assert_eq!(told(world, mails).len(), 4, "once");

    let feed = world.anonymous().get("/feeds/gatherings").text();
    assert!(feed.contains("DTSTART:20261208T060000Z"), "{feed}");
    let seat = format!("/v1/gatherings/first-steps/sign-ups/{next}");
    let came = || Asked::with(json!({ "attended": true }));
    assert_eq!(editor.ask("PUT", &seat, came()).status, 409, "not begun");
    world.move_clock_past("2026-12-08");
    assert_eq!(editor.ask("PUT", &seat, came()).status, 200);
    assert_eq!(sign_up(world, "91420202MAFAKE086T", "first-steps").0, 409);
    let watch = world.speak_as("coordinator");
    let rows = watch.get("/v1/supervision/regularity").json();
    let rows = rows.pointer("/entries").and_then(Value::as_array).unwrap();
    let of = |id: &str| rows.iter().find(|row| text(row, "/department") == id);
    let held = of("jingxin").and_then(|row| row.pointer("/days"));
    assert_eq!(held, Some(&json!(1)));
    let never = of("caizheng").unwrap();
    assert_eq!(never.pointer("/held"), Some(&json!(0)));
    assert_eq!(never.pointer("/days"), None);
    let page = watch.get("/supervision/regularity").text();
    assert!(page.contains("近一年未举办"), "{page}");
}

#[test]
fn everybody_with_a_seat_is_told_of_a_cancellation_and_who_gave_up_is_not() {
    let world = World::start(PROGRAM);
    let editor = world.speak_as("jingxin-editor");
    let mut soon = body("briefing", 3);
    assert_eq!(write(&editor, "off", &soon, 0), 200);
    let own = "/gatherings/off";
    let page = world.speak_as(ENTERPRISE).get(own).text();
    assert!(page.contains(">报名</button>"), "{page}");
    let fields = [("idempotency_key", "k-1"), ("mail", "boss@example.com")];
    assert_eq!(form_as(&world, ENTERPRISE, own, &fields).status, 303);
    let wrong = [("idempotency_key", "k-2"), ("mail", "nobody")];
    let refused = form_as(&world, STRANGER, own, &wrong);
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert!(refused.text().contains("请填写接收通知的邮箱"));
    assert_eq!(sign_up(&world, STRANGER, "off").1, "seated");
    let back = [("idempotency_key", "k-3")];
    let give_up = format!("{own}/give-up");
    assert_eq!(form_as(&world, STRANGER, &give_up, &back).status, 303);
    let page = world.speak_as(ENTERPRISE).get(own).text();
    assert!(
        page.contains("您已报名") && page.contains("放弃名额"),
        "{page}"
    );
    let mails = world.mails().len();
    soon["cancelled"] = json!("场地检修");
    assert_eq!(write(&editor, "off", &soon, 1), 200);
    let told = told(&world, mails);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("活动已取消") && told[0].contains("boss@example.com"));
    assert_eq!(sign_up(&world, STRANGER, "off").0, 409);
    let page = world.anonymous().get(own).text();
    assert!(
        page.contains("本活动已取消") && page.contains("场地检修"),
        "{page}"
    );
}

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
    let right = |choice: &Value| {
        let choice = text(choice, "/zh");
        let days = item.pointer("/promised_days").and_then(Value::as_u64);
        let listed = |list: &str, words: &str| {
            let entries = item.pointer(list).and_then(Value::as_array);
            let mut entries = entries.into_iter().flatten();
            entries.any(|one| text(one, words) == choice)
        };
        days.is_some_and(|days| choice == format!("{days} 个工作日"))
            || choice == text(&item, "/department_name/zh")
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
    assert!((5..=8).contains(&questions.len()), "{paper}");
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

#[test]
fn the_pages_take_a_seat_a_paper_and_say_whom_it_is_for() {
    let world = World::start(PROGRAM);
    publish(&world);
    await_item(&world, "job-expansion-subsidy");
    let coordinator = world.speak_as("coordinator");
    let mut training = body("training", 2);
    training["certification"] =
        json!({ "questions": 3, "months": 6, "gates": [], "gates_from": "2026-12-01" });
    assert_eq!(write(&coordinator, "counter", &training, 0), 200);
    let own = "/gatherings/counter";
    let page = world.anonymous().get(own);
    assert!(page.text().contains("登录后报名"), "{}", page.text());
    let page = world.speak_as(ENTERPRISE).get(own).text();
    assert!(!page.contains(">报名</button>") && page.contains("面向专窗和部门工作人员"));
    let key = [("idempotency_key", "k-1")];
    assert_eq!(form_as(&world, "clerk", own, &key).status, 303);
    world.move_clock_past("2026-12-08");
    let page = world.speak_as("lead").get(own).text();
    assert!(
        page.contains("报名名单") && page.contains("专窗受理岗"),
        "{page}"
    );
    let came = [
        ("idempotency_key", "k-2"),
        ("who", "person:clerk"),
        ("attended", "yes"),
    ];
    let noted = form_as(&world, "lead", &format!("{own}/attendance"), &came);
    assert_eq!(noted.status, 303, "{}", noted.text());
    let quiz = form_as(&world, "clerk", &format!("{own}/quiz"), &key);
    assert_eq!(quiz.status, 200, "{}", quiz.text());
    assert!(quiz.text().contains("提交答卷"), "{}", quiz.text());
    let none = form_as(&world, "clerk", &format!("{own}/answers"), &key);
    assert_eq!(none.status, 303, "{}", none.text());
    let page = world.speak_as("clerk").get(&format!("{own}?done=failed"));
    assert!(page.text().contains("测验未合格"));
    let absent = world.speak_as("clerk").get(&format!("{own}/certificate"));
    assert_eq!(absent.status, 404);
}
