//! A draft tried on the enterprises that saved a profile and on what they have under way (M63).

use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{example, fresh, publish, text, version};

const POLICY: &str = "first-industrial";

#[test]
fn a_draft_is_tried_on_the_saved_profiles_without_naming_anybody() {
    let world = World::start(PROGRAM);
    publish(&world);
    let mut wider: Value = serde_json::from_slice(&example("first-policy.json")).expect("JSON");
    wider["items"][0]["conditions"] = json!([wider["items"][0]["conditions"][0]]);
    wider["items"][0]["amount"] = json!({ "fixed": "300000.00" });
    let editor = world.speak_as("jingxin-editor");
    let path = format!("/v1/policies/{POLICY}");
    let at = version(&editor.get(&path).json());
    let revised = editor.ask("PUT", &path, Asked::with(wider).at(at));
    assert_eq!(revised.status, 200, "{}", revised.text());
    fresh(&world);
    let asked = json!({ "budget": "1000000.00" });
    let tried = editor.post(&format!("{path}/preview"), asked.clone());
    assert_eq!(tried.status, 200, "{}", tried.text());
    let tried = tried.json();
    assert_eq!(
        (&tried["enterprises"], &tried["complete"]),
        (&json!(8), &json!(true)),
        "every sample enterprise has a profile: {tried}"
    );
    let item = &tried["items"][0];
    let flips = item["flips"].as_array().expect("flips");
    assert!(!flips.is_empty(), "{tried}");
    // eight fit now; six did not before, and beside them it would follow that one did and one was undecided
    assert_eq!(
        (&item["before"], &item["after"]),
        (&json!({}), &json!({})),
        "{tried}"
    );
    let costs = (text(&tried, "/cost_low"), text(&tried, "/cost_high"));
    assert_eq!(costs, ("2400000.00".to_owned(), "2400000.00".to_owned()));
    let budget = text(&tried, "/budget/zh");
    assert_eq!(budget, "至少 240 万元，已超出预算 100 万元");
    // behind no figure stand one or two enterprises
    let outcomes = [&item["before"], &item["after"]];
    let of = |value: &Value| value.as_object().cloned().unwrap_or_default();
    let counts = outcomes.into_iter().chain(flips).flat_map(of);
    for (name, count) in counts {
        let count = count.as_u64();
        assert!(
            count.is_none_or(|count| count == 0 || count > 2),
            "{name}: {tried}"
        );
    }
    assert!(
        !tried.to_string().contains("91420"),
        "no enterprise is named"
    );
    let page = editor.get(&format!("/desk/policies/{POLICY}/preview"));
    assert!(
        page.status == 200 && page.text().contains("试算") && !page.text().contains("91420"),
        "{}",
        page.text()
    );
    let few = editor.post(&format!("{path}/preview?limit=1"), asked.clone());
    assert_eq!(
        few.status,
        400,
        "no pages of a few to compare: {}",
        few.text()
    );
    let strange = world
        .speak_as("keji-editor")
        .post(&format!("{path}/preview"), asked);
    assert_eq!(strange.status, 404);
}
