//! Asking the calculator further: what would change, what was said then, and what cannot be so.

use serde_json::{Value, json};
use world::World;

use crate::PROGRAM;
use crate::steps::{ENTERPRISE, ITEM, await_item, form, open, publish, text};

/// An item of the sample city.
const SAMPLE: &str = "stable-jobs-return";

fn pointers(body: &Value) -> Vec<(String, String)> {
    let errors = body.get("errors").and_then(Value::as_array);
    let errors = errors.into_iter().flatten();
    errors
        .map(|fault| (text(fault, "/pointer"), text(fault, "/code")))
        .collect()
}

#[test]
fn a_receipt_is_kept_run_again_and_tells_what_was_touched() {
    let world = World::start(PROGRAM);
    await_item(&world, SAMPLE);
    let owner = world.speak_as(ENTERPRISE);
    let asked = json!({ "enterprise": ENTERPRISE, "items": [SAMPLE] });
    let made = owner.post("/v1/receipts", asked.clone());
    assert_eq!(made.status, 201, "{}", made.text());
    let made = made.json();
    let id = text(&made, "/receipt");
    // nobody is named in it, and its id is not to be guessed
    assert!(!made.to_string().contains(ENTERPRISE), "{made}");
    assert_eq!(id.len(), 43);
    // the same question makes the same receipt
    assert_eq!(
        text(&owner.post("/v1/receipts", asked).json(), "/receipt"),
        id
    );

    let anybody = world.anonymous();
    let read = anybody.get(&format!("/v1/receipts/{id}"));
    assert_eq!(read.json().pointer("/body"), made.pointer("/body"));
    let guessed = anybody.get(&format!("/v1/receipts/{}", "A".repeat(43)));
    assert_eq!(guessed.status, 404);

    // the receipt alone is enough, for anybody, after the catalogue moved on
    publish(&world);
    let body = made.pointer("/body").cloned().expect("a receipt");
    let verified = anybody.post("/v1/receipts/verify", json!({ "receipt": body }));
    assert_eq!(verified.status, 200, "{}", verified.text());
    assert_eq!(
        verified.json().pointer("/confirmed"),
        Some(&json!(true)),
        "{}",
        verified.text()
    );
    let mut touched = body.clone();
    *touched.pointer_mut("/result/total").expect("a total") = json!("900000.00");
    let verified = anybody
        .post("/v1/receipts/verify", json!({ "receipt": touched }))
        .json();
    assert_eq!(verified.pointer("/confirmed"), Some(&json!(false)));
    assert_eq!(text(&verified, "/differences/0/pointer"), "/result/total");
    let mut elsewhere = body;
    *elsewhere.pointer_mut("/catalogue").expect("a version") = json!("0".repeat(64));
    let verified = anybody
        .post("/v1/receipts/verify", json!({ "receipt": elsewhere }))
        .json();
    assert_eq!(text(&verified, "/differences/0/pointer"), "/catalogue");
    let broken = anybody.post("/v1/receipts/verify", json!({ "receipt": { "format": 1 } }));
    assert_eq!(broken.status, 422, "{}", broken.text());
}

#[test]
fn what_if_says_what_flips_and_by_how_much() {
    let world = World::start(PROGRAM);
    publish(&world);
    let owner = world.speak_as(ENTERPRISE);
    let reply = owner.post(
        "/v1/assessments",
        json!({ "enterprise": ENTERPRISE, "items": [ITEM], "what_if": { "revenue": "1000000", "staff": { "add": "-115" } } }),
    );
    assert_eq!(reply.status, 200, "{}", reply.text());
    let reply = reply.json();
    assert_eq!(text(&reply, "/items/0/verdict"), "eligible", "{reply}");
    assert_eq!(text(&reply, "/what_if/flips/0/item"), ITEM, "{reply}");
    assert_ne!(text(&reply, "/what_if/flips/0/after"), "eligible");
    assert_ne!(
        text(&reply, "/what_if/total_after"),
        text(&reply, "/what_if/total_before")
    );
}

#[test]
fn what_cannot_be_so_is_told_with_its_place() {
    let world = World::start(PROGRAM);
    let anybody = world.anonymous();
    let reply = anybody.post(
        "/v1/assessments",
        json!({
            "facts": {
                "registered_on": "2199-01-01",
                "revenue": "20000000", "revenue_before": "10000000", "revenue_growth": "7",
                "staff": { "from": 300, "to": 100 },
                "assets": "NaN",
                "unheard_of": 1,
            },
            "as_of": "9998-01-01",
            "what_if": { "exports_usd": { "add": "5" } },
        }),
    );
    assert_eq!(reply.status, 422, "{}", reply.text());
    let mut told = pointers(&reply.json());
    told.sort();
    let told: Vec<(&str, &str)> = told
        .iter()
        .map(|(pointer, code)| (pointer.as_str(), code.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("/as_of", "day_range"),
            ("/facts/assets", "invalid_value"),
            ("/facts/registered_on", "contradiction"),
            ("/facts/revenue_growth", "contradiction"),
            ("/facts/staff", "invalid_value"),
            ("/facts/unheard_of", "unknown_fact"),
            ("/what_if/exports_usd", "invalid_value"),
            ("/what_if/registered_on", "contradiction"),
            ("/what_if/revenue_growth", "contradiction"),
        ]
    );
    let many: serde_json::Map<String, Value> = (0..10_000)
        .map(|at| (format!("fact_{at}"), json!(at)))
        .collect();
    let reply = anybody.post("/v1/assessments", json!({ "facts": many }));
    assert_eq!(reply.status, 422);
    assert_eq!(
        pointers(&reply.json()),
        [("/facts".to_owned(), "too_many".to_owned())]
    );
}

/// A hidden field of the first form that has it.
fn hidden(html: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let rest = html.split(&start).nth(1).unwrap_or_default();
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[test]
fn a_list_is_settled_page_by_page_and_kept_on_paper() {
    let world = World::start(PROGRAM);
    await_item(&world, SAMPLE);
    let portal = &world.addresses.portal;
    // one question at a time, without scripts: whatever is asked is skipped, and nothing is asked twice
    let mut html = open(&format!("{portal}/calculator/ask")).text();
    let (mut asked, mut fields) = (Vec::new(), Vec::<(String, String)>::new());
    while html.contains("<h1>一次一问</h1>") && asked.len() < 100 {
        let fact = hidden(&html, "asked");
        assert!(!asked.contains(&fact), "{fact} is asked twice");
        let mut sent = fields.clone();
        sent.push(("asked".to_owned(), fact.clone()));
        if fact == "trustworthy" {
            fields.push(("facts.trustworthy".to_owned(), "yes".to_owned()));
            sent.push(("facts.trustworthy".to_owned(), "yes".to_owned()));
        } else {
            sent.push(("skip".to_owned(), "yes".to_owned()));
            fields.push(("declined".to_owned(), fact.clone()));
        }
        asked.push(fact);
        let sent: Vec<(&str, &str)> = sent
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let reply = form(&world, &format!("{portal}/calculator/ask"), &sent);
        assert_eq!(reply.status, 200, "{}", reply.text());
        html = reply.text();
    }
    assert!(
        asked.len() > 5 && html.contains("<h1>测算结果</h1>"),
        "{asked:?}"
    );
    let wrong = form(
        &world,
        &format!("{portal}/calculator/ask"),
        &[("asked", "staff"), ("facts.staff", "许多")],
    );
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("请填写数字"), "{}", wrong.text());

    let answers = [
        ("facts.staff", "110"),
        ("facts.titles", "high_tech"),
        ("facts.place", "420204"),
        ("facts.industry", "C3824"),
        ("facts.independent", "yes"),
        ("facts.trustworthy", "yes"),
        ("facts.no_accident", "yes"),
        ("facts.entity_kind", "company"),
        ("facts.registered_on", "2019-05-20"),
        ("facts.revenue", "23500000"),
        ("facts.revenue_before", "18600000"),
    ];
    let mut changed = answers.to_vec();
    changed.extend([("what_if.staff", "+5"), ("what_if.trustworthy", "no")]);
    let page = form(&world, &format!("{portal}/calculator/what-if"), &changed);
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("个事项的结果变化"), "{}", page.text());

    let kept = form(&world, &format!("{portal}/receipts"), &answers);
    assert_eq!(kept.status, 303, "{}", kept.text());
    let at = format!("{portal}{}", kept.header("location").expect("where it is"));
    let page = open(&at).text();
    assert!(
        page.contains("核验一致") && page.contains("仅供参考"),
        "{page}"
    );
    let paper = open(&format!("{at}/explanation")).text();
    assert!(
        paper.contains("惠企政策书面说明") && paper.contains("高新技术企业认定奖励"),
        "{paper}"
    );
    let json = open(&at.replace("/receipts/", "/v1/receipts/")).text();
    let verified = form(
        &world,
        &format!("{portal}/receipts/verify"),
        &[("receipt", &json)],
    );
    assert!(verified.text().contains("核验一致"), "{}", verified.text());
    let broken = form(
        &world,
        &format!("{portal}/receipts/verify"),
        &[("receipt", "{")],
    );
    assert_eq!(broken.status, 422);
}

#[test]
fn tools_answer_under_their_own_address() {
    let world = World::start(PROGRAM);
    await_item(&world, SAMPLE);
    let portal = &world.addresses.portal;
    for (path, status, told) in [
        ("/tools", 200, "政策工具"),
        (
            "/tools/size-class?industry=C3912&staff=120&revenue=10000000",
            200,
            "小型企业",
        ),
        ("/tools/size-class?staff=120", 422, "请填写行业代码"),
        (
            "/tools/credit-code?code=91350200MA2YJ1XR9G",
            200,
            "校验位正确",
        ),
        (
            "/tools/credit-code?code=91350200MA2YJ1XR9H",
            200,
            "与公式不符",
        ),
        ("/tools/credit-code?code=123", 422, "18 位"),
        (
            "/tools/deadline?from=2026-09-30&working_days=3",
            200,
            "国庆节",
        ),
        (
            "/tools/deadline?from=2026-09-30&working_days=x",
            422,
            "整数",
        ),
        (
            "/tools/materials?item=stable-jobs-return&item=high-tech-award",
            200,
            "种材料",
        ),
        (
            "/tools/compare?item=stable-jobs-return&item=high-tech-award",
            200,
            "承诺时限",
        ),
        ("/collections", 200, "专精特新培育"),
    ] {
        let reply = open(&format!("{portal}{path}"));
        assert_eq!(reply.status, status, "{path}");
        assert!(reply.text().contains(told), "{path}: {}", reply.text());
    }
    // another mark opens nobody's calendar
    let guessed = open(&format!(
        "{portal}/feeds/openings/{ENTERPRISE}/{}",
        "A".repeat(43)
    ));
    assert_eq!(guessed.status, 404);
}
