//! Co-handling (M11): one department leads, others are asked at once and in turn, and one merged answer comes of it.

use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{
    ENTERPRISE, ITEM, await_item, checklist, draft, example, form, open, publish_document, release,
    submit, text, ticks, upload, version,
};

/// The first policy, asking `parts`.
fn policy(parts: Value) -> Value {
    let mut policy: Value = serde_json::from_slice(&example("first-policy.json")).expect("JSON");
    policy["items"][0]["co_handling"] = parts;
    policy
}

pub(crate) fn part(department: &str, round: u32, days: u32) -> Value {
    json!({
        "department": department, "round": round, "working_days": days,
        "asks": { "zh": format!("请{department}核对"), "en": "look at this" },
    })
}

/// A case of an item that asks these, with its department.
pub(crate) fn submitted(world: &World, parts: Value) -> String {
    publish_document(world, policy(parts));
    await_item(world, ITEM);
    let draft = draft(world);
    upload(world, &draft);
    let number = text(&submit(world, &draft), "/number");
    world.settle();
    number
}

pub(crate) fn read(world: &World, who: &str, number: &str) -> Value {
    let actor = world.speak_as(who);
    actor.get(&format!("/v1/cases/{number}")).json()
}

/// Where each part stands, as `who` sees it.
fn standing(world: &World, who: &str, number: &str) -> Vec<String> {
    let case = read(world, who, number);
    let parts = case["co_handling"].as_array().cloned().unwrap_or_default();
    parts.iter().map(|part| text(part, "/state")).collect()
}

/// The link and the code of the newest mail about this case that holds these words.
fn mail(world: &World, number: &str, words: &str) -> (String, String) {
    let mails = world.mails();
    let mut bodies = mails.iter().rev().map(|mail| text(mail, "/text"));
    let body = bodies
        .find(|body| body.contains(number) && body.contains("/act/") && body.contains(words))
        .unwrap_or_else(|| panic!("a mail with {words}"));
    let link = body.split_whitespace().find(|word| word.contains("/act/"));
    let code = body
        .lines()
        .map(str::trim)
        .find(|line| line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit()));
    (
        link.expect("a link").to_owned(),
        code.expect("a code").to_owned(),
    )
}

/// A co-handling department answers from its mail.
pub(crate) fn answers(world: &World, number: &str, department: &str, fields: &[(&str, &str)]) {
    let (link, code) = mail(world, number, &format!("请{department}核对"));
    let page = open(&link).text();
    assert!(page.contains("协办意见") && page.contains(number), "{page}");
    assert!(!page.contains("value=\"approve\""), "it cannot decide");
    let fields = [fields, &[("code", code.as_str())]].concat();
    let sent = form(world, &link, &fields);
    assert!(sent.fine(), "{}", sent.text());
    assert!(open(&link).text().contains("已经办理过"));
    world.settle();
}

pub(crate) fn does(
    world: &World,
    who: &str,
    number: &str,
    (path, body): (&str, Value),
) -> (u16, Value) {
    let actor = world.speak_as(who);
    let at = version(&read(world, "lead", number));
    let path = format!("/v1/cases/{number}/{path}");
    let reply = actor.ask("POST", &path, Asked::with(body).at(at));
    world.settle();
    (reply.status, reply.json())
}

#[test]
fn two_at_once_and_one_after_them_make_one_answer() {
    let world = World::start(PROGRAM);
    let parts = json!([
        part("fagai", 1, 3),
        part("shangwu", 1, 3),
        part("caizheng", 2, 2)
    ]);
    let number = submitted(&world, parts);
    assert_eq!(
        standing(&world, "lead", &number),
        ["asked", "asked", "waiting"]
    );
    // the enterprise sees who is asked and till when
    let own = read(&world, ENTERPRISE, &number);
    assert_eq!(text(&own, "/co_handling/0/department"), "fagai");
    assert!(!text(&own, "/co_handling/0/due").is_empty(), "{own}");
    // each has it in its own list, may read it and its materials, and may not decide it
    let officer = world.speak_as("fagai-officer");
    let tasks = officer.get("/v1/tasks").json();
    assert_eq!(text(&tasks, "/entries/0/number"), number);
    assert_eq!(tasks.pointer("/entries/0/part"), Some(&json!(1)));
    let seen = officer.get(&format!("/v1/cases/{number}")).json();
    assert_eq!(seen["moves"], json!(["answer_part", "decline_part"]));
    let document = text(&seen, "/documents/0/document");
    let file = officer.get(&format!("/v1/cases/{number}/documents/{document}"));
    assert!(file.status < 400, "{}", file.status);
    let decide = (
        "decide",
        json!({ "approved": true, "amount": "1.00", "reason": "试" }),
    );
    assert_eq!(does(&world, "fagai-officer", &number, decide).0, 404);
    let stranger = world.speak_as("keji-officer");
    assert_eq!(stranger.get(&format!("/v1/cases/{number}")).status, 404);
    // the lead cannot decide before they have answered
    let body = json!({
        "approved": true, "amount": "200000.00", "reason": "符合条件",
        "checklist": checklist(&read(&world, "jingxin-officer", &number), "met"),
    });
    let (status, early) = does(&world, "jingxin-officer", &number, ("decide", body));
    assert_eq!(
        (status, text(&early, "/code").as_str()),
        (409, "parts_open")
    );

    answers(
        &world,
        &number,
        "fagai",
        &[("stance", "agrees"), ("reason", "已备案，情况属实")],
    );
    assert_eq!(
        standing(&world, "lead", &number),
        ["answered", "asked", "waiting"]
    );
    let (link, code) = mail(&world, &number, "请shangwu核对");
    let bare = [
        ("stance", "disagrees"),
        ("reason", "有欠税"),
        ("code", code.as_str()),
    ];
    let unnamed = form(&world, &link, &bare);
    assert_eq!(unnamed.status, 422, "{}", unnamed.text());
    let fields = [
        ("stance", "disagrees"),
        ("reason", "有欠税"),
        ("entries", "condition-5"),
    ];
    answers(&world, &number, "shangwu", &fields);
    assert_eq!(
        standing(&world, "lead", &number),
        ["answered", "answered", "asked"]
    );
    answers(&world, &number, "caizheng", &[("stance", "nothing_to_say")]);
    let all = standing(&world, "jingxin-officer", &number);
    assert_eq!(all, ["answered", "answered", "answered"]);

    // against an opinion only with a reason; the lead reads it on its page
    let (link, code) = mail(&world, &number, "全部答复后");
    let page = open(&link).text();
    assert!(page.contains("有欠税") && page.contains("未采纳协办意见的理由"));
    let ticked = ticks(&page, "met");
    let mut fields = vec![
        ("code", code.as_str()),
        ("decision", "approve"),
        ("amount", "200000.00"),
        ("reason", "经审核，符合条件"),
    ];
    fields.extend(
        ticked
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str())),
    );
    let silent = form(&world, &link, &fields);
    assert!(
        silent.status >= 400 && silent.text().contains("despite-fault"),
        "{}",
        silent.text()
    );
    fields.push(("despite", "欠税已于审核期间缴清"));
    let approved = form(&world, &link, &fields);
    assert!(approved.fine(), "{}", approved.text());
    world.settle();
    assert_eq!(release(&world, &number).status, 200);
    // one answer: no opinion reaches the enterprise, neither before nor after
    let after = world
        .speak_as(ENTERPRISE)
        .get(&format!("/v1/cases/{number}"));
    assert_eq!(
        after.json().pointer("/decision/approved"),
        Some(&json!(true))
    );
    let page = world.speak_as(ENTERPRISE).get(&format!("/cases/{number}"));
    for told in [after.text(), page.text()] {
        assert!(!told.contains("欠税") && !told.contains("不同意"), "{told}");
    }
    assert!(page.text().contains("协办"), "{}", page.text());
    let mails = world.mails();
    let to_firm: Vec<String> = mails
        .iter()
        .filter(|mail| {
            text(mail, "/subject").contains("审核通过") && text(mail, "/subject").contains(&number)
        })
        .map(|mail| text(mail, "/text"))
        .collect();
    assert!(!to_firm.is_empty());
    assert!(
        to_firm.iter().all(|words| !words.contains("欠税")),
        "{to_firm:?}"
    );
}

#[test]
fn one_declines_and_one_is_overdue_and_the_lead_goes_on() {
    let world = World::start(PROGRAM);
    let number = submitted(&world, json!([part("fagai", 1, 3), part("caizheng", 1, 3)]));
    answers(
        &world,
        &number,
        "fagai",
        &[("stance", "decline"), ("reason", "不属本单位职责")],
    );
    assert_eq!(standing(&world, "lead", &number), ["declined", "asked"]);
    assert_eq!(standing(&world, ENTERPRISE, &number), ["closed", "asked"]);
    // the lead asks another instead, by its own system
    let ask = |department: &str| {
        let body = json!({
            "department": department, "asks": format!("请{department}核对"), "working_days": 2,
            "reason": "原协办部门退回",
        });
        ("parts", body)
    };
    let (status, twice) = does(&world, "jingxin-officer", &number, ask("caizheng"));
    assert_eq!(
        (status, text(&twice, "/code").as_str()),
        (422, "part_twice")
    );
    let (status, asked) = does(&world, "jingxin-officer", &number, ask("shangwu"));
    assert_eq!(status, 200, "{asked}");
    assert_eq!(
        standing(&world, "lead", &number),
        ["declined", "asked", "asked"]
    );
    let answer = (
        "parts/3/answer",
        json!({ "stance": "agrees", "reason": "已核对" }),
    );
    let (status, theirs) = does(&world, "caizheng-officer", &number, answer.clone());
    assert_eq!(status, 404, "{theirs}");
    assert_eq!(does(&world, "shangwu-officer", &number, answer).0, 200);

    // nobody goes on without one whose time is not over
    let close = ("parts/2/close", json!({ "reason": "逾期，已电话核实" }));
    let (status, early) = does(&world, "jingxin-officer", &number, close.clone());
    assert_eq!(
        (status, text(&early, "/code").as_str()),
        (409, "part_not_overdue")
    );
    let due = text(&read(&world, "lead", &number), "/co_handling/1/due");
    world.move_clock_past(&due);
    world.settle();
    assert_eq!(
        standing(&world, "lead", &number),
        ["declined", "overdue", "answered"]
    );
    let late = mail(&world, &number, "逾期未答复，请联系该部门");
    assert!(open(&late.0).text().contains("不再等待逾期的协办意见"));
    // one working day later the next post of the department is told
    world.move_clock_past(&world_next(&due));
    world.settle();
    let post = text(&read(&world, "lead", &number), "/co_handling/1/post/zh");
    assert_ne!(post, "一号联络员", "it climbs the ladder");
    let (status, closed) = does(&world, "jingxin-officer", &number, close);
    assert_eq!(status, 200, "{closed}");
    let case = read(&world, "jingxin-officer", &number);
    let body = json!({
        "approved": true, "amount": "200000.00", "reason": "符合条件", "checklist": checklist(&case, "met"),
    });
    let (status, decided) = does(&world, "jingxin-officer", &number, ("decide", body));
    assert_eq!(status, 200, "{decided}");
    assert_eq!(release(&world, &number).status, 200);
    let own = world
        .speak_as(ENTERPRISE)
        .get(&format!("/v1/cases/{number}"))
        .text();
    assert!(
        !own.contains("电话核实") && !own.contains("不属本单位"),
        "{own}"
    );
}

/// Three days later: past a weekend too.
fn world_next(day: &str) -> String {
    let day = facts::Day::parse(day).expect("a day");
    day.plus_days(3).to_string()
}

#[test]
fn a_policy_that_asks_nobody_it_can_does_not_pass_the_gate() {
    let world = World::start(PROGRAM);
    let faults = |parts: Value| {
        let document = policy(parts);
        let editor = world.speak_as("jingxin-editor");
        let path = "/v1/policies/first-industrial";
        let known = editor.get(path);
        let written = if known.status == 200 {
            editor.ask(
                "PUT",
                path,
                Asked::with(document).at(version(&known.json())),
            )
        } else {
            editor.post("/v1/policies", document)
        };
        assert!(written.fine(), "{}", written.text());
        let at = version(&written.json());
        let proposed = editor.ask("POST", &format!("{path}/propose"), Asked::default().at(at));
        let at = version(&proposed.json());
        let publisher = world.speak_as("jingxin-publisher");
        let refused = publisher.ask("POST", &format!("{path}/publish"), Asked::default().at(at));
        assert_eq!(refused.status, 422, "{}", refused.text());
        let back = json!({ "remarks": "请改正" });
        let at = Asked::with(back).at(at);
        let returned = publisher.ask("POST", &format!("{path}/return"), at);
        assert!(returned.fine(), "{}", returned.text());
        text(&refused.json(), "/title")
    };
    let all = faults(json!([
        part("jingxin", 1, 3),
        part("fagai", 1, 30),
        part("fagai", 2, 1),
        part("nobody", 1, 1)
    ]));
    for told in [
        "牵头部门不能同时",
        "写了两次",
        "超过事项承诺",
        "名录中没有协办部门",
    ] {
        assert!(all.contains(told), "{told}: {all}");
    }
}
