//! Supervision through the running city: lists, figures, ratings, and a bulletin that never changes again.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{ENTERPRISE, STRANGER, approve, open, release, submitted, text, version};

fn numbers(reply: &Value) -> Vec<String> {
    let entries = reply.pointer("/entries").and_then(Value::as_array);
    let entries = entries.map_or(&[][..], Vec::as_slice);
    entries.iter().map(|entry| text(entry, "/number")).collect()
}

#[test]
fn what_is_open_waits_or_is_unpaid_is_listed_for_those_who_watch() {
    let world = World::start(PROGRAM);
    let case = submitted(&world);
    let number = text(&case, "/number");
    let coordinator = world.speak_as("coordinator");
    let listed = |path: &str| numbers(&coordinator.get(path).json());
    let all = coordinator.get("/v1/supervision/cases").json();
    assert_eq!(numbers(&all), std::slice::from_ref(&number));
    assert!(all.pointer("/entries/0/card").is_none(), "no card yet");
    assert!(listed("/v1/supervision/follow-ups").is_empty());
    for person in [ENTERPRISE, "jingxin-officer", "finance"] {
        let refused = world.speak_as(person).get("/v1/supervision/cases");
        assert_eq!(refused.status, 403, "{person}");
    }
    let wrong = coordinator.get("/v1/supervision/cases?card=blue&colour=red");
    assert_eq!(wrong.status, 400);
    assert_eq!(
        wrong
            .json()
            .pointer("/errors")
            .and_then(Value::as_array)
            .map(Vec::len),
        Some(2)
    );

    world.move_clock_past("2026-12-07");
    assert_eq!(
        listed("/v1/supervision/cases?card=yellow"),
        std::slice::from_ref(&number)
    );
    assert!(listed("/v1/supervision/cases?card=red").is_empty());
    world.move_clock_past("2026-12-09");
    assert_eq!(
        listed("/v1/supervision/cases?card=red&department=jingxin"),
        std::slice::from_ref(&number)
    );
    assert!(listed("/v1/supervision/cases?department=keji").is_empty());
    let page = coordinator.get("/supervision/cases?card=red").text();
    assert!(page.contains(&number) && page.contains("红牌"), "{page}");
    let file = coordinator.get("/supervision/cases?format=csv");
    assert!(
        file.header("content-type")
            .is_some_and(|media| media.starts_with("text/csv"))
    );
    let file = file.text();
    let rows: Vec<&str> = file.lines().skip(1).collect();
    assert!(
        matches!(rows[..], [row] if row.split(',').next() == Some(&number)),
        "{file}"
    );

    assert!(approve(&world, &number, "200000.00").fine());
    let released = release(&world, &number).json();
    assert!(listed("/v1/supervision/follow-ups").is_empty());
    world.move_clock_past(&text(&released, "/publicity/last_day"));
    let unpaid = coordinator.get("/v1/supervision/commitments").json();
    assert_eq!(numbers(&unpaid), [number]);
    assert_eq!(text(&unpaid, "/entries/0/approved"), "200000.00");
}

#[test]
fn what_nobody_follows_up_is_listed_each_day_and_mailed_each_morning() {
    let world = World::start(PROGRAM);
    let case = submitted(&world);
    let number = text(&case, "/number");
    let coordinator = world.speak_as("coordinator");
    let officer = world.speak_as("jingxin-officer");
    let elsewhere = world.speak_as("keji-officer");
    let listed = |who: &world::Actor<'_>| who.get("/v1/supervision/follow-ups").json();
    let mailed = || {
        let mails = world.mails();
        let told = mails
            .iter()
            .filter(|mail| text(mail, "/subject").contains("【跟踪提醒】"));
        told.filter(|mail| text(mail, "/text").contains(&number))
            .count()
    };
    assert!(numbers(&listed(&coordinator)).is_empty());
    // handed over on Tuesday, one working day to take it up: listed from Thursday
    world.move_clock_past("2026-11-25");
    for who in [&coordinator, &officer] {
        let list = listed(who);
        assert_eq!(numbers(&list), std::slice::from_ref(&number), "{list}");
        assert_eq!(text(&list, "/entries/0/follow_up/reason"), "not_taken_up");
        assert_eq!(text(&list, "/entries/0/follow_up/from"), "2026-11-26");
    }
    let path = "/v1/supervision/follow-ups?department=jingxin";
    assert!(numbers(&elsewhere.get(path).json()).is_empty());
    assert_eq!(world.speak_as(ENTERPRISE).get(path).status, 403);
    assert_eq!(mailed(), 2, "the coordinator and the section");
    world.move_clock_by(3_600);
    world.tick();
    world.settle();
    assert_eq!(mailed(), 2, "once a day");

    assert!(approve(&world, &number, "200000.00").fine());
    assert!(numbers(&listed(&coordinator)).is_empty());
    // decided on Thursday, one working day to tell: listed from Saturday, mailed on Monday
    world.move_clock_past("2026-11-27");
    assert_eq!(mailed(), 2, "no mail on a day off");
    let told = listed(&coordinator);
    assert_eq!(text(&told, "/entries/0/follow_up/reason"), "not_told");
    assert_eq!(text(&told, "/entries/0/follow_up/from"), "2026-11-28");
    assert!(
        numbers(&listed(&officer)).is_empty(),
        "the counter has it now"
    );
    let page = coordinator.get("/supervision/follow-ups").text();
    assert!(
        page.contains(&number) && page.contains("尚未反馈企业"),
        "{page}"
    );
    world.move_clock_past("2026-11-29");
    assert_eq!(mailed(), 4, "the coordinator and the counter");
    assert_eq!(release(&world, &number).status, 200);
    assert!(numbers(&listed(&coordinator)).is_empty());
}

/// Registered enterprises that at least one item fits.
fn fitting(world: &World) -> BTreeSet<String> {
    let lead = world.speak_as("lead");
    let items = lead.get("/v1/items?limit=100").json();
    let entries = |page: &Value| page["entries"].as_array().cloned().unwrap_or_default();
    let items = entries(&items);
    let matches = items.iter().flat_map(|item| {
        let path = format!("/v1/items/{}/matches", text(item, "/item"));
        entries(&lead.get(&path).json())
    });
    matches.map(|one| text(&one, "/enterprise")).collect()
}

/// How far enterprises have come is in the bulletin, each counted once, and nothing tells of a few (M24, M99).
fn tells_of_reach(world: &World, frozen: &Value) {
    let reach = &frozen["reach"];
    let fits = u64::try_from(fitting(world).len()).expect("a few");
    assert!(fits >= 3, "enough to be shown: {fits}");
    assert_eq!(reach["all"]["matched"], json!(fits), "{reach}");
    assert!(reach["all"].get("applied").is_none(), "one is not shown");
    assert!(reach["all"].get("got").is_none(), "nor is none");
    assert_eq!(reach["day"], frozen["drawn_up_on"]);
    assert!(frozen.get("reach_note").is_none(), "it is counted");
    let groups = reach["groups"].as_array().cloned().unwrap_or_default();
    let by: Vec<String> = groups.iter().map(|one| text(one, "/by")).collect();
    assert_eq!(by, ["district", "size", "channel"]);
    let names = |place: usize| -> Vec<String> {
        let named = groups[place]["groups"].as_array().cloned();
        let named = named.unwrap_or_default();
        named.iter().map(|one| text(one, "/name/zh")).collect()
    };
    // every group is there, so that it tells nothing to be one; a few in a city of seven groups are nobody's to see
    assert_eq!(names(1), ["微型", "小型", "中型", "大型", "未划型"]);
    assert!(names(0).contains(&"阳新县".to_owned()), "{:?}", names(0));
    assert!(!names(0).iter().any(|name| name.contains("行政区划")));
    assert_eq!(names(2), Vec::<String>::new(), "nobody was told");
    let cells = groups.iter().flat_map(|group| {
        let named = group["groups"].as_array().cloned().unwrap_or_default();
        named.into_iter().map(|one| one["counts"].clone())
    });
    let cells: Vec<Value> = cells.collect();
    let counts = cells.iter().filter_map(Value::as_object);
    let shown: Vec<u64> = counts
        .flat_map(|counts| counts.values().filter_map(Value::as_u64))
        .collect();
    assert!(shown.iter().all(|count| *count >= 3), "{shown:?}");
    let hidden = cells.iter().filter(|counts| **counts == json!({})).count();
    assert!(hidden != 1 && hidden >= 2, "one alone would follow");
}

#[test]
fn a_step_is_rated_once_by_who_went_through_it_and_the_month_is_frozen_for_good() {
    let world = World::start(PROGRAM);
    let case = submitted(&world);
    let number = text(&case, "/number");
    let owner = world.speak_as(ENTERPRISE);
    let path = format!("/v1/cases/{number}/ratings");
    let rate = |step: &str, stars: u64| owner.post(&path, json!({ "step": step, "stars": stars }));
    let early = rate("release", 5);
    assert_eq!(early.status, 409, "not over yet: {}", early.text());
    let stranger = world
        .speak_as(STRANGER)
        .post(&path, json!({ "step": "release", "stars": 1 }));
    assert_eq!(stranger.status, 404, "somebody else's case");
    let wrong = owner.post(&path, json!({ "step": "lunch", "stars": 9 }));
    assert_eq!(wrong.status, 422);
    assert_eq!(
        wrong
            .json()
            .pointer("/errors")
            .and_then(Value::as_array)
            .map(Vec::len),
        Some(2)
    );

    assert!(approve(&world, &number, "200000.00").fine());
    let hidden = rate("review", 4);
    assert_eq!(
        hidden.status, 409,
        "nothing tells of a decision before its release"
    );
    assert_eq!(release(&world, &number).status, 200);
    let rated = rate("release", 5);
    assert_eq!(rated.status, 201, "{}", rated.text());
    assert_eq!(text(&rated.json(), "/rated"), "window");
    assert_eq!(text(&rate("review", 3).json(), "/rated"), "jingxin");
    let again = rate("review", 1);
    assert_eq!(again.status, 422, "{}", again.text());
    assert!(again.text().contains("rated_before"));
    let page = owner.get(&format!("/rate/{number}"));
    assert!(page.text().contains("评价办理环节"));

    let officer = world.speak_as("jingxin-officer");
    let mutual = |party: &str| {
        let path = format!("/v1/supervision/periods/2026-11/ratings/{party}");
        officer.ask("PUT", &path, Asked::with(json!({ "stars": 4 })))
    };
    assert_eq!(mutual("window").status, 200);
    assert_eq!(mutual("jingxin").status, 422, "nobody rates themselves");
    assert_eq!(mutual("nobody").status, 404);

    let coordinator = world.speak_as("coordinator");
    let live = coordinator.get("/v1/supervision/periods/2026-12").json();
    assert_eq!(live.pointer("/all/cases"), Some(&json!(1)));
    assert!(
        live.pointer("/all/kept/per_mille").is_none(),
        "below the sample"
    );
    assert_eq!(live.pointer("/frozen"), Some(&json!(false)));
    assert!(
        coordinator
            .get("/supervision?period=2026-12")
            .text()
            .contains("样本不足")
    );

    // 1 to 3 January are off, so the fifth working day after December is far enough by the 15th
    world.move_clock_past("2027-01-15");
    let address = format!("{}/bulletins/2026-12", world.addresses.portal);
    let page = open(&address);
    assert_eq!(page.status, 200);
    assert!(page.text().contains("考核通报") && !page.text().contains(ENTERPRISE));
    let data = open(&format!("{address}.json")).text();
    let frozen: Value = serde_json::from_str(&data).expect("JSON");
    assert_eq!(frozen.pointer("/frozen"), Some(&json!(true)));
    assert_eq!(frozen.pointer("/all/cases"), Some(&json!(1)));
    assert!(live.get("reach").is_none(), "counted when it is frozen");
    tells_of_reach(&world, &frozen);
    assert!(page.text().contains("政策触达与均衡") && page.text().contains("不公开"));
    assert!(
        open(&format!("{}/bulletins", world.addresses.portal))
            .text()
            .contains("2026-12")
    );
    // the case goes on, months pass, and what was published stays to the byte
    let finance = world.speak_as("finance");
    let path = format!("/v1/cases/{number}");
    let payable = finance.get(&path).json();
    let body = json!({ "amount": "200000.00", "reference": "PO-9" });
    let asked = Asked::with(body).at(version(&payable));
    assert_eq!(
        finance.ask("POST", &format!("{path}/pay"), asked).status,
        200
    );
    world.move_clock_past("2027-02-20");
    assert_eq!(open(&format!("{address}.json")).text(), data);
    let late = officer.ask(
        "PUT",
        "/v1/supervision/periods/2026-12/ratings/window",
        Asked::with(json!({ "stars": 1 })),
    );
    assert_eq!(late.status, 422, "frozen");
}
