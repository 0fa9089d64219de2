//! Trainings and briefings through the running city: seats that run out and come free, everybody told of what changes (M71, M77).

use serde_json::{Value, json};
use world::{Actor, Asked, World};

use crate::PROGRAM;
use crate::steps::{ENTERPRISE, STRANGER, await_item, form_as, publish, text};

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

pub(crate) fn write(who: &Actor<'_>, id: &str, body: &Value, at: u64) -> u16 {
    let asked = Asked::with(body.clone()).at(at);
    who.ask("PUT", &format!("/v1/gatherings/{id}"), asked)
        .status
}

pub(crate) fn sign_up(world: &World, person: &str, id: &str) -> (u16, String) {
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
    let soon = body("briefing", 3);
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
    let form = "/gatherings/write";
    let page = editor.get(&format!("{form}?gathering=off")).text();
    assert!(
        page.contains("取消原因") && page.contains("2026-12-08T14:00"),
        "{page}"
    );
    let fields = [
        ("idempotency_key", "k-4"),
        ("gathering", "off"),
        ("version", "1"),
        ("kind", "briefing"),
        ("title", "政策办理实务"),
        ("words", "条件、材料和时限"),
        ("place", "市民之家三楼"),
        ("begins", "2026-12-08T14:00"),
        ("minutes", "90"),
        ("seats", ""),
        ("cancelled", "场地检修"),
    ];
    let wrong = form_as(&world, "jingxin-editor", form, &fields);
    assert_eq!(wrong.status, 422, "{}", wrong.text());
    let mut right = fields;
    right[9] = ("seats", "3");
    let saved = form_as(&world, "jingxin-editor", form, &right);
    assert_eq!(saved.status, 303, "{}", saved.text());
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
