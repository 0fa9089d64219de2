//! The green channel (M25): a shorter promise for one case, once, on a recorded ground; enterprise and department are told.

use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{ENTERPRISE, submitted, text, version};

#[test]
fn a_case_is_promised_sooner_once_on_a_ground_that_is_told_to_both() {
    let world = World::start(PROGRAM);
    let number = text(&submitted(&world), "/number");
    let path = format!("/v1/cases/{number}");
    let expedite = |who: &str, working_days: u32| {
        let actor = world.speak_as(who);
        let seen = world.speak_as("lead").get(&path).json();
        let body = json!({ "priority": "key_project", "working_days": working_days, "reason": "市级重点项目，月底前须开工" });
        let asked = Asked::with(body).at(version(&seen));
        let reply = actor.ask("POST", &format!("{path}/expedite"), asked);
        world.settle();
        (reply.status, reply.json())
    };
    let before = world.speak_as("lead").get(&path).json();
    let promised = before["promise"]["working_days"].as_u64().expect("days");
    let same = u32::try_from(promised).expect("a number of days");
    assert_eq!(expedite("clerk", 2).0, 403, "not every clerk's to give");
    assert_eq!(expedite(ENTERPRISE, 2).0, 403);
    let (status, told) = expedite("lead", same);
    assert_eq!(
        (status, text(&told, "/code").as_str()),
        (422, "not_shorter")
    );

    let mails = world.mails().len();
    let (status, after) = expedite("lead", 2);
    assert_eq!(status, 200, "{after}");
    assert_eq!(after["promise"]["working_days"], json!(2));
    assert!(text(&after, "/promise/due") < text(&before, "/promise/due"));
    assert_eq!(
        after["promise"]["sheet"]
            .as_array()
            .and_then(|sheet| sheet.last())
            .map(|day| day["counted"].clone()),
        Some(json!(2)),
        "the sheet explains the new day"
    );
    let told: Vec<String> = world.mails()[mails..]
        .iter()
        .map(|mail| text(mail, "/subject"))
        .collect();
    assert!(
        told.iter()
            .any(|subject| subject.contains("已转入绿色通道")),
        "{told:?}"
    );
    assert!(
        told.iter().any(|subject| subject.contains("【绿色通道】")),
        "{told:?}"
    );

    // the enterprise reads the ground; the desk shows it; it is given once
    let seen: Value = world.speak_as(ENTERPRISE).get(&path).json();
    assert_eq!(text(&seen, "/green_channel/priority"), "key_project");
    let last = seen["timeline"]
        .as_array()
        .and_then(|lines| lines.last())
        .cloned()
        .unwrap_or_default();
    assert!(text(&last, "/words/zh").contains("重点项目"), "{last}");
    let desk = world.speak_as("lead").get("/v1/cases").json();
    assert_eq!(desk["entries"][0]["expedited"], json!(true), "{desk}");
    let (status, again) = expedite("coordinator", 1);
    assert_eq!(
        (status, text(&again, "/code").as_str()),
        (422, "not_shorter")
    );
}
