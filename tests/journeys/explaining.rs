//! Explaining a policy (政策解读), and deciding what a clause leaves open (口径).

use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{
    ITEM, await_item, example, form_as, fresh, open, propose_and_publish, publish, text, version,
};

const POLICY: &str = "first-industrial";
const PATH: &str = "/v1/policies/first-industrial";

fn document() -> Value {
    serde_json::from_slice(&example("first-policy.json")).expect("JSON")
}

fn at(world: &World) -> u64 {
    version(&world.speak_as("jingxin-publisher").get(PATH).json())
}

fn page(world: &World, key: &str) -> String {
    let page = open(&format!("{}/{key}", world.addresses.portal));
    assert_eq!(page.status, 200, "{key}");
    page.text()
}

fn interpretation(document: u64) -> Value {
    json!({
        "document": document,
        "title": { "zh": "奖励办法解读", "en": "What the award means" },
        "issuer": "市经信局运行科",
        "items": [ITEM],
        "parts": [
            { "kind": "words", "heading": "制定背景", "words": "支持企业上规模。" },
            { "kind": "diagram", "caption": "怎样申报", "steps": ["在线申报", "部门审核"] },
            { "kind": "question", "question": "迁入企业能否享受？", "answer": "首次进规的可以。" },
            { "kind": "link", "words": "一图读懂", "address": "https://example.gov.cn/first" }
        ]
    })
}

fn clause() -> Value {
    let document = document();
    let clause = &document["items"][0]["conditions"][0]["clause"];
    json!({ "document": clause["document"], "article": clause["article"] })
}

fn ruling(words: &str) -> Value {
    json!({
        "clause": clause(),
        "question": { "zh": "由市外迁入的是否适用？", "en": "Does it hold for one that moved in?" },
        "ruling": { "zh": words, "en": "Yes, from the day it moved in." },
        "decided_by": "市经信局局长办公会",
        "decided_on": "2026-11-20",
        "reference": "会议纪要〔2026〕8号"
    })
}

#[test]
fn an_interpretation_is_written_with_the_policy_and_public_with_it() {
    let world = World::start(PROGRAM);
    let editor = world.speak_as("jingxin-editor");
    let written = editor.post("/v1/policies", document());
    assert_eq!(written.status, 201, "{}", written.text());
    let publisher = world.speak_as("jingxin-publisher");
    let path = format!("{PATH}/interpretations");
    let send = |body: Value, at: u64| publisher.ask("POST", &path, Asked::with(body).at(at));

    // every fault at once, each where it is
    let mut broken = interpretation(1);
    broken["items"] = json!(["no-such-item"]);
    let refused = send(broken, 1);
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert!(refused.text().contains("/items/0"), "{}", refused.text());
    let nothing = send(json!({ "document": 1, "parts": [{ "kind": "film" }] }), 1);
    for place in ["/title", "/issuer", "/parts/0/kind"] {
        assert!(nothing.text().contains(place), "{}", nothing.text());
    }
    let later = send(interpretation(7), 1);
    assert_eq!(
        text(&later.json(), "/code"),
        "unknown_number",
        "{}",
        later.text()
    );
    let by_editor = editor.ask("POST", &path, Asked::with(interpretation(1)).at(1));
    assert_eq!(by_editor.status, 403, "{}", by_editor.text());
    let strange = world.speak_as("keji-publisher");
    let strange = strange.ask("POST", &path, Asked::with(interpretation(1)).at(1));
    assert_eq!(strange.status, 404, "{}", strange.text());

    let given = send(interpretation(1), 1);
    assert_eq!(given.status, 201, "{}", given.text());
    assert_eq!(given.json()["number"], json!(1));
    assert!(given.json()["published_at"].is_null(), "{}", given.text());
    let list = || {
        let path = format!("/v1/interpretations?policy={POLICY}");
        world.anonymous().get(&path).json()["entries"].clone()
    };
    assert_eq!(
        list(),
        json!([]),
        "what explains a draft is as secret as the draft"
    );

    propose_and_publish(&world, "jingxin", POLICY, 2);
    await_item(&world, ITEM);
    fresh(&world);
    assert_eq!(text(&list()[0], "/title/zh"), "奖励办法解读");
    let shown = page(&world, &format!("policies/{POLICY}"));
    for words in [
        "奖励办法解读",
        "在线申报",
        "问：迁入企业能否享受？",
        "https://example.gov.cn/first",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let guide = page(&world, &format!("items/{ITEM}"));
    assert!(
        guide.contains("奖励办法解读") && guide.contains("#interpretation-1"),
        "{guide}"
    );

    // a better one takes its place; the first stays readable and says so
    let mut better = interpretation(1);
    better["replaces"] = json!(1);
    better["title"]["zh"] = json!("奖励办法解读（修订）");
    let given = send(better, at(&world));
    assert_eq!(given.status, 201, "{}", given.text());
    assert!(given.json()["published_at"].is_string(), "{}", given.text());
    world.settle();
    fresh(&world);
    assert_eq!(list()[1]["replaced_by"], json!(2), "{}", list());
    let guide = page(&world, &format!("items/{ITEM}"));
    assert!(
        guide.contains("#interpretation-2") && !guide.contains("#interpretation-1"),
        "{guide}"
    );
}

#[test]
fn a_ruling_is_cited_at_its_clause_from_its_day_and_never_backwards() {
    let world = World::start(PROGRAM);
    publish(&world);
    let publisher = world.speak_as("jingxin-publisher");
    let path = format!("{PATH}/rulings");
    let send = |body: Value, at: u64| publisher.ask("POST", &path, Asked::with(body).at(at));
    let now = at(&world);
    let code = |change: &dyn Fn(&mut Value)| {
        let mut body = ruling("适用，自迁入之日起计算。");
        change(&mut body);
        let refused = send(body, now);
        assert_eq!(refused.status, 422, "{}", refused.text());
        refused.text()
    };
    let elsewhere = code(&|body| body["clause"]["article"] = json!("第九十九条"));
    assert!(elsewhere.contains("unknown_clause") && elsewhere.contains("第"));
    assert!(code(&|body| body["from"] = json!("2026-11-01")).contains("back_dated"));
    assert!(code(&|body| body["decided_on"] = json!("2027-01-01")).contains("not_yet_decided"));
    assert!(code(&|body| body["replaces"] = json!(4)).contains("unknown_number"));

    let mut first = ruling("适用，自迁入之日起计算。");
    first["from"] = json!("2026-12-01");
    let given = send(first, now);
    assert_eq!(given.status, 201, "{}", given.text());
    world.settle();
    fresh(&world);
    let cited = |day: &str| {
        let asked = json!({ "items": [ITEM], "as_of": day });
        let reply = world.anonymous().post("/v1/assessments", asked);
        assert_eq!(reply.status, 200, "{}", reply.text());
        let reasons = reply.json()["items"][0]["reasons"].clone();
        let of = |reason: &Value| reason["rulings"].as_array().cloned().unwrap_or_default();
        let reasons = reasons.as_array().expect("reasons");
        let numbers = reasons.iter().flat_map(of);
        numbers
            .filter_map(|ruling| ruling["number"].as_u64())
            .collect::<Vec<u64>>()
    };
    assert!(
        cited("2026-11-30").is_empty(),
        "before its first day it binds nobody"
    );
    assert!(cited("2026-12-01").contains(&1));
    let guide = page(&world, &format!("items/{ITEM}"));
    assert!(!guide.contains("口径第 1 号"), "{guide}");
    assert!(page(&world, "rulings").contains("待执行"));

    // rules have not changed: what was decided by the list still counts
    let listed = |world: &World| {
        let policy = world.speak_as("jingxin-publisher").get(PATH).json();
        text(&policy, "/standing/since")
    };
    assert_eq!(listed(&world), "2026-01-01");

    let mut second = ruling("不适用。");
    second["from"] = json!("2027-02-01");
    second["replaces"] = json!(1);
    let given = send(second, at(&world));
    assert_eq!(given.status, 201, "{}", given.text());
    world.settle();
    fresh(&world);
    assert!(cited("2027-01-31").contains(&1) && !cited("2027-01-31").contains(&2));
    assert!(cited("2027-02-01").contains(&2) && !cited("2027-02-01").contains(&1));
    let register = world.anonymous().get("/v1/rulings").json();
    assert_eq!(
        text(&register, "/entries/1/binds_to"),
        "2027-01-31",
        "{register}"
    );
    world.move_clock_past("2026-11-30");
    let guide = page(&world, &format!("items/{ITEM}"));
    assert!(
        guide.contains("口径第 1 号") && guide.contains("市经信局局长办公会"),
        "{guide}"
    );
}

#[test]
fn a_department_explains_and_rules_with_forms() {
    let world = World::start(PROGRAM);
    publish(&world);
    let send = |step: &str, fields: &[(&str, &str)]| {
        let now = at(&world).to_string();
        let key = format!("{step}-{now}-{}", fields.len());
        let mut all = vec![("idempotency_key", key.as_str()), ("version", now.as_str())];
        all.extend_from_slice(fields);
        let path = format!("/desk/policies/{POLICY}/{step}");
        form_as(&world, "jingxin-publisher", &path, &all)
    };
    let refused = send("interpret", &[("document", "1"), ("title", "解读")]);
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert!(
        refused.text().contains("id=\"issuer-fault\"") && refused.text().contains("words-fault"),
        "{}",
        refused.text()
    );
    let fields = [
        ("document", "1"),
        ("title", "一问一答"),
        ("issuer", "市经信局运行科"),
        (
            "questions",
            "何时申报？\r\n随时。\r\n\r\n向谁咨询？\r\n运行科。",
        ),
        ("diagram", "在线申报\r\n部门审核"),
    ];
    let given = send("interpret", &fields);
    assert_eq!(given.status, 303, "{}", given.text());
    let late = [
        ("clause", "0"),
        ("question", "迁入的是否适用？"),
        ("ruling", "适用。"),
        ("decided_by", "局长办公会"),
        ("decided_on", "2026-11-20"),
        ("binds_from", "2026-11-01"),
    ];
    let refused = send("rule", &late);
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert!(
        refused.text().contains("binds_from-fault"),
        "{}",
        refused.text()
    );
    let given = send("rule", &late[..5]);
    assert_eq!(given.status, 303, "{}", given.text());
    world.settle();
    fresh(&world);
    let desk = world.speak_as("jingxin-publisher");
    let desk = desk.get(&format!("/desk/policies/{POLICY}")).text();
    assert!(
        desk.contains("解读第 1 号") && desk.contains("口径第 1 号"),
        "{desk}"
    );
    let shown = page(&world, &format!("policies/{POLICY}"));
    assert!(shown.contains("问：向谁咨询？") && shown.contains("迁入的是否适用？"));
    let history = world.speak_as("auditor").get(&format!("{PATH}/history"));
    assert!(history.text().contains("interpreted") && history.text().contains("ruled"));
}
