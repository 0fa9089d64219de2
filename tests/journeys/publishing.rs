//! The life of a policy: scheduled, switched, suspended and ended, the same for calculator, list, pages and feed.

use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{
    ITEM, await_item, example, fresh, open, propose_and_publish, publish, publish_document, text,
    version,
};

const POLICY: &str = "first-industrial";

fn document(change: impl FnOnce(&mut Value)) -> Value {
    let mut document: Value = serde_json::from_slice(&example("first-policy.json")).expect("JSON");
    change(&mut document);
    document
}

fn policy_as(world: &World, person: &str) -> Value {
    let reply = world
        .speak_as(person)
        .get(&format!("/v1/policies/{POLICY}"));
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()
}

fn page(world: &World, key: &str) -> String {
    let page = open(&format!("{}/{key}", world.addresses.portal));
    assert_eq!(page.status, 200, "{key}");
    page.text()
}

fn amount(world: &World, as_of: Option<&str>) -> Option<String> {
    let mut asked = json!({ "items": [ITEM] });
    if let Some(day) = as_of {
        asked["as_of"] = json!(day);
    }
    let reply = world.anonymous().post("/v1/assessments", asked);
    assert_eq!(reply.status, 200, "{}", reply.text());
    let high = text(&reply.json(), "/items/0/amount/high");
    (!high.is_empty()).then_some(high)
}

#[test]
fn a_scheduled_version_switches_at_midnight_everywhere_and_a_suspended_one_says_why() {
    let world = World::start(PROGRAM);
    publish(&world);
    let raised = document(|document| {
        document["policy"]["valid_from"] = json!("2026-12-01");
        document["items"][0]["benefit"]["zh"] = json!("一次性奖励 30 万元");
        document["items"][0]["amount"] = json!({ "fixed": "300000.00" });
        document["items"][0]["tests"] = raised_tests(&document["items"][0]["tests"]);
    });
    let editor = world.speak_as("jingxin-editor");
    let at = version(&policy_as(&world, "jingxin-editor"));
    let revised = editor.ask(
        "PUT",
        &format!("/v1/policies/{POLICY}"),
        Asked::with(raised).at(at),
    );
    assert_eq!(revised.status, 200, "{}", revised.text());
    let published = propose_and_publish(&world, "jingxin", POLICY, version(&revised.json()));
    assert_eq!(text(&published, "/standing/next_from"), "2026-12-01");
    assert_eq!(text(&published, "/status"), "in_force");
    fresh(&world);

    // today the first version holds, and the calendar ahead is known already
    assert_eq!(amount(&world, None).as_deref(), Some("200000.00"));
    assert_eq!(
        amount(&world, Some("2026-11-30")).as_deref(),
        Some("200000.00")
    );
    assert_eq!(
        amount(&world, Some("2026-12-01")).as_deref(),
        Some("300000.00")
    );
    let before = page(&world, &format!("items/{ITEM}"));
    assert!(
        before.contains("20 万元") && before.contains("2026年12月1日"),
        "{before}"
    );
    let catalogue = text(&world.anonymous().get("/v1/catalogue").json(), "/version");

    world.move_clock_past("2026-11-30");
    fresh(&world);
    assert_eq!(amount(&world, None).as_deref(), Some("300000.00"));
    assert_eq!(
        amount(&world, Some("2026-11-30")).as_deref(),
        Some("200000.00")
    );
    let after = page(&world, &format!("items/{ITEM}"));
    assert!(after.contains("30 万元") && !after.contains("20 万元"));
    let listed = world.anonymous().get("/v1/items").json();
    assert!(listed.to_string().contains("30 万元"), "{listed}");
    let data: Value = serde_json::from_str(&page(&world, "items.json")).expect("JSON");
    assert!(data.to_string().contains("30 万元"));
    // calculator, pages and open data are of one catalogue version; midnight needed no new one
    assert_eq!(text(&data, "/catalogue"), catalogue);
    assert_eq!(
        text(&world.anonymous().get("/v1/catalogue").json(), "/version"),
        catalogue
    );
    let changes = page(&world, "changes.json");
    assert!(
        changes.contains("由“一次性奖励 20 万元”改为“一次性奖励 30 万元”"),
        "{changes}"
    );
    assert!(page(&world, "changes.atom").contains("调整：首次进入规模以上工业企业奖励办法"));
    assert!(page(&world, "items.csv").starts_with('\u{feff}'));
    let history = world
        .speak_as("jingxin-publisher")
        .get(&format!("/v1/policies/{POLICY}/history"));
    let words: Vec<String> = history.json()["entries"]
        .as_array()
        .expect("events")
        .iter()
        .map(|event| text(event, "/event"))
        .collect();
    assert_eq!(
        words.last().map(String::as_str),
        Some("took_effect"),
        "{words:?}"
    );

    suspend(&world);
}

/// The tests of the item, expecting the higher amount.
fn raised_tests(tests: &Value) -> Value {
    let raised = tests.to_string().replace("200000.00", "300000.00");
    serde_json::from_str(&raised).expect("JSON")
}

fn suspend(world: &World) {
    let publisher = world.speak_as("jingxin-publisher");
    let at = version(&policy_as(world, "jingxin-publisher"));
    let path = format!("/v1/policies/{POLICY}/suspend");
    let nothing = publisher.ask("POST", &path, Asked::with(json!({ "reason": " " })).at(at));
    assert_eq!(nothing.status, 422, "{}", nothing.text());
    let reason = "资金管理办法修订期间暂停受理";
    let suspended = publisher.ask(
        "POST",
        &path,
        Asked::with(json!({ "reason": reason })).at(at),
    );
    assert_eq!(suspended.status, 200, "{}", suspended.text());
    world.settle();
    fresh(world);
    assert_eq!(
        amount(world, None),
        None,
        "a suspended item leaves the answers"
    );
    assert!(!world.anonymous().get("/v1/items").text().contains(ITEM));
    let guide = page(world, &format!("items/{ITEM}"));
    assert!(
        guide.contains("暂停执行") && guide.contains(reason) && !guide.contains("/apply/"),
        "{guide}"
    );
    let item = world.anonymous().get(&format!("/v1/items/{ITEM}")).json();
    assert_eq!(text(&item, "/standing/reason"), reason);
    let resumed = publisher.ask(
        "POST",
        &format!("/v1/policies/{POLICY}/resume"),
        Asked::default().at(version(&suspended.json())),
    );
    assert_eq!(resumed.status, 200, "{}", resumed.text());
    world.settle();
    fresh(world);
    assert_eq!(amount(world, None).as_deref(), Some("300000.00"));
}

#[test]
fn a_policy_is_returned_held_by_its_gate_and_strange_to_other_departments() {
    let world = World::start(PROGRAM);
    let broken = document(|document| {
        document["items"][0]["amount"] = json!({ "fixed": "1.00" });
    });
    let editor = world.speak_as("jingxin-editor");
    let written = editor.post("/v1/policies", broken);
    assert_eq!(written.status, 201, "{}", written.text());
    let path = |step: &str| format!("/v1/policies/{POLICY}/{step}");
    let publisher = world.speak_as("jingxin-publisher");
    let early = publisher.ask("POST", &path("publish"), Asked::default().at(1));
    assert_eq!(
        (early.status, text(&early.json(), "/code").as_str()),
        (409, "not_proposed")
    );
    let proposed = editor.ask("POST", &path("propose"), Asked::default().at(1));
    assert_eq!(proposed.status, 200, "{}", proposed.text());
    // its own tests no longer pass: the gate says which
    let shut = publisher.ask("POST", &path("publish"), Asked::default().at(2));
    assert_eq!(
        (shut.status, text(&shut.json(), "/code").as_str()),
        (422, "gate_shut")
    );
    assert!(shut.text().contains("/items/0"), "{}", shut.text());
    for (person, step) in [("keji-publisher", "publish"), ("keji-editor", "propose")] {
        let strange = world
            .speak_as(person)
            .ask("POST", &path(step), Asked::default().at(2));
        assert_eq!(strange.status, 404, "{person}: {}", strange.text());
    }
    let remarks = "金额与文件第四条不一致";
    let returned = publisher.ask(
        "POST",
        &path("return"),
        Asked::with(json!({ "remarks": remarks })).at(2),
    );
    assert_eq!(returned.status, 200, "{}", returned.text());
    assert_eq!(
        text(&policy_as(&world, "jingxin-editor")["work"], "/remarks"),
        remarks
    );
    assert_eq!(
        world
            .anonymous()
            .get(&format!("/v1/policies/{POLICY}"))
            .status,
        404,
        "what is not published is not there"
    );
    let mended = editor.ask(
        "PUT",
        &format!("/v1/policies/{POLICY}"),
        Asked::with(document(|_| {})).at(3),
    );
    assert_eq!(mended.status, 200, "{}", mended.text());
    propose_and_publish(&world, "jingxin", POLICY, version(&mended.json()));
    await_item(&world, ITEM);
}

#[test]
fn a_policy_runs_out_by_itself_and_is_repealed_with_a_reason() {
    let world = World::start(PROGRAM);
    publish_document(
        &world,
        document(|document| document["policy"]["valid_to"] = json!("2026-11-30")),
    );
    await_item(&world, ITEM);
    let changes: Value = serde_json::from_str(&page(&world, "changes.json")).expect("JSON");
    let words = |list: &Value| {
        let changes = list.as_array().expect("changes").iter();
        let ours = changes.filter(|one| text(one, "/policy") == POLICY);
        ours.map(|one| text(one, "/change")).collect::<Vec<_>>()
    };
    assert_eq!(words(&changes["data"]), ["added"], "{changes}");
    assert_eq!(words(&changes["upcoming"]), ["expired"], "{changes}");
    let shown = page(&world, "changes");
    let (upcoming, past) = shown.split_once("已经变动").expect("two parts");
    assert!(
        upcoming.contains("到期失效") && !past.contains("到期失效"),
        "{shown}"
    );
    world.move_clock_past("2026-11-30");
    fresh(&world);
    let changes: Value = serde_json::from_str(&page(&world, "changes.json")).expect("JSON");
    assert_eq!(words(&changes["data"]), ["expired", "added"], "{changes}");
    assert!(!world.anonymous().get("/v1/items").text().contains(ITEM));
    assert!(page(&world, &format!("items/{ITEM}")).contains("已失效"));
    let policy = policy_as(&world, "jingxin-publisher");
    assert_eq!(text(&policy, "/status"), "expired");
    let reason = "由新办法取代";
    let body = Asked::with(json!({ "reason": reason })).at(version(&policy));
    let repealed = world.speak_as("jingxin-publisher").ask(
        "POST",
        &format!("/v1/policies/{POLICY}/repeal"),
        body,
    );
    assert_eq!(repealed.status, 200, "{}", repealed.text());
    world.settle();
    let changes = page(&world, "changes.json");
    assert!(
        changes.contains("\"expired\"") && changes.contains(reason),
        "{changes}"
    );
}

#[test]
fn a_department_works_on_its_policies_at_its_desk() {
    let world = World::start(PROGRAM);
    let editor = world.speak_as("jingxin-editor");
    let written = editor.post("/v1/policies", document(|_| {}));
    assert_eq!(written.status, 201, "{}", written.text());
    let desk = editor.get("/desk/policies");
    assert!(
        desk.status == 200 && desk.text().contains("首次进入规模以上工业企业奖励办法"),
        "{}",
        desk.text()
    );
    assert_eq!(world.anonymous().get("/v1/policy-work").status, 401);
    let strange = world
        .speak_as("keji-editor")
        .get(&format!("/desk/policies/{POLICY}"));
    assert_eq!(strange.status, 404, "{}", strange.text());
    let send = |person: &str, step: &str, version: u64, more: &str| {
        let fields = format!("idempotency_key={step}-{version}&version={version}{more}");
        let media = "application/x-www-form-urlencoded".to_owned();
        let asked = Asked {
            raw: Some((media, fields.into_bytes())),
            keyless: true,
            headers: vec![("origin".to_owned(), world.addresses.portal.clone())],
            ..Asked::default()
        };
        let path = format!("/desk/policies/{POLICY}/{step}");
        world.speak_as(person).ask("POST", &path, asked)
    };
    let proposed = send("jingxin-editor", "propose", 1, "");
    assert_eq!(proposed.status, 303, "{}", proposed.text());
    let page = world
        .speak_as("jingxin-publisher")
        .get(&format!("/desk/policies/{POLICY}"))
        .text();
    assert!(
        page.contains("复核并发布") && page.contains("审核中") && !page.contains("发布检查"),
        "{page}"
    );
    // a return without a word is refused beside its field, and nothing has happened
    let silent = send("jingxin-publisher", "return", 2, "&remarks=");
    assert_eq!(silent.status, 422);
    assert!(silent.text().contains("没有写明理由"), "{}", silent.text());
    let published = send("jingxin-publisher", "publish", 2, "");
    assert_eq!(published.status, 303, "{}", published.text());
    world.settle();
    await_item(&world, ITEM);
    let work = editor.get("/v1/policy-work").json();
    assert_eq!(text(&work, "/entries/0/standing/state"), "in_force");
}
