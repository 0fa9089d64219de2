//! Answering for everybody what was asked by one (常见问答, M20, M87).

use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{ITEM, await_item, example, form_as, fresh, open, publish, text, version};

const POLICY: &str = "first-industrial";
const PATH: &str = "/v1/policies/first-industrial";

fn at(world: &World) -> u64 {
    version(&world.speak_as("jingxin-publisher").get(PATH).json())
}

fn page(world: &World, key: &str) -> String {
    let page = open(&format!("{}/{key}", world.addresses.portal));
    assert_eq!(page.status, 200, "{key}");
    page.text()
}

/// A consultation about the item, answered by the department that leads and told by the window.
fn consultation(world: &World) -> String {
    let asked = json!({
        "kind": "consultation", "item": ITEM, "title": "我公司今年刚纳统能报吗",
        "words": "黄石某某公司，今年 6 月纳统。"
    });
    let opened = world.anonymous().post("/v1/cases", asked);
    assert_eq!(opened.status, 201, "{}", opened.text());
    world.settle();
    let number = text(&opened.json(), "/number");
    answer(world, &number);
    number
}

fn answer(world: &World, number: &str) {
    let path = format!("/v1/cases/{number}");
    for (who, verb, body) in [
        ("jingxin-officer", "accept", json!({})),
        (
            "jingxin-officer",
            "answer",
            json!({ "outcome": "answered", "words": "纳入名录库后即可申报。" }),
        ),
        ("clerk", "release", json!({})),
    ] {
        let actor = world.speak_as(who);
        let at = version(&actor.get(&path).json());
        let done = actor.ask("POST", &format!("{path}/{verb}"), Asked::with(body).at(at));
        assert_eq!(done.status, 200, "{verb}: {}", done.text());
        world.settle();
    }
}

fn of_policy(world: &World) -> Value {
    let path = format!("/v1/faqs?policy={POLICY}");
    world.anonymous().get(&path).json()
}

fn faq(question: &str) -> Value {
    json!({
        "items": [ITEM],
        "question": { "zh": question, "en": "May one apply in the year of enrolment?" },
        "answer": { "zh": "可以，纳入统计名录库后即可申报。", "en": "Yes, once enrolled." }
    })
}

#[test]
fn what_was_answered_to_one_is_answered_for_everybody() {
    let world = World::start(PROGRAM);
    publish(&world);
    let publisher = world.speak_as("jingxin-publisher");
    let path = format!("{PATH}/faqs");
    let send = |body: Value| publisher.ask("POST", &path, Asked::with(body).at(at(&world)));

    // every fault at once; nothing that says who asked becomes public
    let mut told = faq("联系人 13800138000 能报吗？");
    told["items"] = json!(["no-such-item"]);
    told["consultation"] = json!("HS-2026-000000000-X");
    let refused = send(told);
    assert_eq!(refused.status, 422, "{}", refused.text());
    for place in ["/question/zh", "personal_data", "/consultation"] {
        assert!(
            refused.text().contains(place),
            "{place}: {}",
            refused.text()
        );
    }
    let number = consultation(&world);
    let mut strange = faq("当年纳统当年能申报吗？");
    strange["items"] = json!(["no-such-item"]);
    strange["replaces"] = json!(3);
    let refused = send(strange);
    assert!(refused.text().contains("/items/0"), "{}", refused.text());
    let by_editor = world.speak_as("jingxin-editor");
    let by_editor = by_editor.ask("POST", &path, Asked::with(faq("？")).at(at(&world)));
    assert_eq!(by_editor.status, 403, "{}", by_editor.text());

    // the department begins with what it answered to one, in its own form
    let start = format!("/desk/policies/{POLICY}?consultation={number}");
    let desk = publisher.get(&start).text();
    assert!(
        desk.contains("我公司今年刚纳统能报吗") && desk.contains("纳入名录库后即可申报。"),
        "{desk}"
    );
    let case = world.speak_as("jingxin-officer");
    let case = case.get(&format!("/cases/{number}")).text();
    assert!(case.contains(&start), "{case}");
    let now = at(&world).to_string();
    let fields = [
        ("idempotency_key", "faq-first-answer"),
        ("version", now.as_str()),
        ("faq_item", ITEM),
        ("faq_question", "当年纳统的企业，当年可以申报吗？"),
        ("faq_answer", "可以。\r\n纳入统计名录库后即可申报。"),
        ("faq_consultation", number.as_str()),
    ];
    let given = form_as(
        &world,
        "jingxin-publisher",
        &format!("/desk/policies/{POLICY}/faq"),
        &fields,
    );
    assert_eq!(given.status, 303, "{}", given.text());
    fresh(&world);
    for key in [
        "faqs".to_owned(),
        format!("items/{ITEM}"),
        format!("policies/{POLICY}"),
        format!("ask?kind=consultation&item={ITEM}"),
    ] {
        let shown = page(&world, &key);
        assert!(
            shown.contains("当年纳统的企业，当年可以申报吗？"),
            "{key}: {shown}"
        );
        assert!(
            !shown.contains(&number),
            "{key} says which consultation it was"
        );
    }
    let listed = of_policy(&world);
    assert_eq!(listed["entries"][0]["number"], json!(1), "{listed}");
    assert!(!listed.to_string().contains(&number), "{listed}");
    let found = world
        .anonymous()
        .get("/search?q=%E5%BD%93%E5%B9%B4%E7%BA%B3%E7%BB%9F");
    assert!(
        found.text().contains(ITEM),
        "a search for what was asked leads to the item: {}",
        found.text()
    );

    // given anew in its place, then taken back
    let mut better = faq("当年纳统的企业，当年可以申报吗？（更新）");
    better["replaces"] = json!(1);
    assert_eq!(send(better).status, 201);
    fresh(&world);
    let listed = of_policy(&world);
    assert_eq!(
        listed["entries"].as_array().map(Vec::len),
        Some(1),
        "{listed}"
    );
    assert_eq!(listed["entries"][0]["number"], json!(2), "{listed}");
    let withdraw = |number: u64, reason: &str| {
        let body = Asked::with(json!({ "reason": reason })).at(at(&world));
        publisher.ask("POST", &format!("{path}/{number}/withdraw"), body)
    };
    assert_eq!(withdraw(2, " ").status, 422);
    assert_eq!(
        text(&withdraw(1, "已替代").json(), "/code"),
        "unknown_number"
    );
    assert_eq!(withdraw(2, "口径调整").status, 200);
    fresh(&world);
    assert!(!page(&world, "faqs").contains("当年纳统"));
    let history = world
        .speak_as("auditor")
        .get(&format!("{PATH}/history"))
        .text();
    assert!(
        history.contains("faq_withdrawn") && history.contains("口径调整"),
        "{history}"
    );
}

#[test]
fn an_answer_by_an_older_version_says_so_and_is_asked_for_anew() {
    let world = World::start(PROGRAM);
    publish(&world);
    let publisher = world.speak_as("jingxin-publisher");
    let asked = Asked::with(faq("当年纳统的企业，当年可以申报吗？")).at(at(&world));
    let given = publisher.ask("POST", &format!("{PATH}/faqs"), asked);
    assert_eq!(given.status, 201, "{}", given.text());
    let mut document: Value = serde_json::from_slice(&example("first-policy.json")).expect("JSON");
    document["policy"]["title"]["zh"] = json!("进规奖励办法（修订）");
    let revised = world.speak_as("jingxin-editor");
    let revised = revised.ask("PUT", PATH, Asked::with(document).at(at(&world)));
    assert_eq!(revised.status, 200, "{}", revised.text());
    crate::steps::propose_and_publish(&world, "jingxin", POLICY, at(&world));
    await_item(&world, ITEM);
    fresh(&world);
    let listed = of_policy(&world);
    assert_eq!(listed["entries"][0]["outdated"], json!(true), "{listed}");
    assert!(page(&world, &format!("items/{ITEM}")).contains("政策已修订"));
    let upkeep = publisher.get("/v1/policy-upkeep").json();
    let entries = upkeep["entries"].as_array().cloned().unwrap_or_default();
    let own = entries.iter().find(|entry| entry["policy"] == POLICY);
    let own = own.expect("it is listed");
    assert_eq!(own["outdated_faqs"], json!([1]), "{upkeep}");
}
