//! Predicted against decided (M19): the receipt a case keeps of what the calculator said, and where decisions differ from it.

use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::ledger::{ENTERPRISES, applies, approves, approves_with};
use crate::steps::{ITEM, await_item, checklist, publish, text, version};

const PERIOD: &str = "2026-12";

fn refuse(world: &World, number: &str) {
    let officer = world.speak_as("jingxin-officer");
    let path = format!("/v1/cases/{number}");
    let case = officer.get(&path).json();
    let body = json!({
        "approved": false, "reason": "首套认定依据不足", "remedy": "可以申请行政复议",
        "checklist": checklist(&case, "met"), "other_ground": "首套认定材料与产品不符",
    });
    let asked = Asked::with(body).at(version(&case));
    let decided = officer.ask("POST", &format!("{path}/decide"), asked);
    assert!(decided.fine(), "{}", decided.text());
}

#[test]
fn where_decisions_differ_from_what_was_predicted_is_told_with_the_receipt() {
    let world = World::start(PROGRAM);
    publish(&world);
    await_item(&world, ITEM);
    let three = &ENTERPRISES[..3];
    let cases: Vec<String> = three.iter().map(|one| applies(&world, one)).collect();
    world.settle();

    // the enterprise reads what was said of it, and anybody who holds the receipt can run it again
    let seen = world
        .speak_as(three[0])
        .get(&format!("/v1/cases/{}", cases[0]))
        .json();
    let said = &seen["prediction"];
    assert_eq!(said["verdict"], json!("eligible"), "{seen}");
    assert_eq!(
        (text(said, "/low"), text(said, "/high")),
        ("200000.00".to_owned(), "200000.00".to_owned())
    );
    let receipt = text(said, "/receipt");
    let kept = world
        .speak_as(three[0])
        .get(&format!("/v1/receipts/{receipt}"))
        .json();
    assert_eq!(kept["body"]["items"], json!([ITEM]));
    // what does not count for the item is not in it
    assert!(
        kept["body"]["facts"].get("rewarded_before").is_some(),
        "{kept}"
    );
    assert!(
        kept["kept_until"].as_str().is_some_and(|day| day > "2036"),
        "{kept}"
    );
    let again = world
        .speak_as(three[0])
        .post("/v1/receipts/verify", json!({ "receipt": kept["body"] }));
    assert_eq!(again.json()["confirmed"], json!(true), "{}", again.text());

    let officer = world.speak_as("jingxin-officer");
    assert_eq!(approves(&officer, &cases[0]), "decided");
    assert_eq!(approves_with(&officer, &cases[1], "150000.00"), "decided");
    refuse(&world, &cases[2]);
    world.settle();
    drifts(&world, &cases);

    let staff = officer.get(&format!("/v1/cases/{}", cases[1])).json();
    assert_eq!(text(&staff, "/prediction/drift"), "less", "{staff}");
    let owner = world
        .speak_as(three[1])
        .get(&format!("/v1/cases/{}", cases[1]))
        .json();
    assert!(
        owner["prediction"].get("drift").is_none(),
        "not before it is told, and no business of theirs: {owner}"
    );
}

/// Two of three differ: the coordinator and the department that decided are told which, and nobody else.
fn drifts(world: &World, cases: &[String]) {
    let path = format!("/v1/supervision/periods/{PERIOD}/drift");
    for who in ["coordinator", "jingxin-officer"] {
        let told = world.speak_as(who).get(&path).json();
        let item = &told["items"][0];
        let counts =
            ["held", "less", "more", "refused", "open_approved"].map(|word| item[word].clone());
        assert_eq!(
            counts,
            [json!(1), json!(1), json!(0), json!(1), json!(0)],
            "{told}"
        );
        let differing: Vec<(String, String)> = told["cases"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|one| (text(one, "/number"), text(one, "/drift")))
            .collect();
        let mut expected = vec![
            (cases[1].clone(), "less".to_owned()),
            (cases[2].clone(), "refused".to_owned()),
        ];
        expected.sort();
        assert_eq!(differing, expected, "{told}");
    }
    let elsewhere = world.speak_as("keji-officer").get(&path).json();
    assert_eq!(
        elsewhere["items"],
        json!([]),
        "another department decided none"
    );
    assert_eq!(world.speak_as(ENTERPRISES[0]).get(&path).status, 403);
    let coordinator = world.speak_as("coordinator");
    let page = coordinator
        .get(&format!("/supervision/drift?period={PERIOD}"))
        .text();
    assert!(
        page.contains(&cases[1]) && page.contains("核定金额低于测算"),
        "{page}"
    );
    let file = coordinator
        .get(&format!("/supervision/drift?period={PERIOD}&format=csv"))
        .text();
    assert!(file.contains("200000.00,200000.00,150000.00"), "{file}");
    let month: Value = coordinator
        .get(&format!("/v1/supervision/periods/{PERIOD}"))
        .json();
    assert_eq!(month["all"]["foreseen"]["of"], json!(3), "{month}");
    let empty = coordinator.get("/supervision/drift?period=2026-01").text();
    assert!(empty.contains("本月还没有已审核的申请"), "{empty}");
}
