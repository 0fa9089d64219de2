//! Punctuality of co-handling departments (M11, M93): what they were asked and how it was settled, through the running city.

use serde_json::{Value, json};
use world::World;

use crate::PROGRAM;
use crate::co_handling::{does, part, read, submitted};
use crate::steps::{open, text};

const LEAD: &str = "jingxin-officer";
const OTHER: &str = "caizheng-officer";

/// The lead asks the other department once more; the number of the part.
fn asks(world: &World, number: &str) -> usize {
    let body = json!({ "department": "caizheng", "asks": "请核对资金安排", "working_days": 2, "reason": "补充核对" });
    let (status, asked) = does(world, LEAD, number, ("parts", body));
    assert_eq!(status, 200, "{asked}");
    asked["co_handling"].as_array().map_or(0, Vec::len)
}

fn answers(world: &World, number: &str, part: usize) {
    let path = format!("parts/{part}/answer");
    let body = json!({ "stance": "agrees", "reason": "已核对" });
    let (status, answered) = does(world, OTHER, number, (&path, body));
    assert_eq!(status, 200, "{answered}");
}

fn passes(world: &World, number: &str, part: usize) {
    let case = read(world, "lead", number);
    world.move_clock_past(&text(&case, &format!("/co_handling/{}/due", part - 1)));
    world.settle();
}

#[test]
fn who_was_asked_and_answered_late_is_told_of_in_the_month() {
    let world = World::start(PROGRAM);
    // this one never answers
    let number = submitted(&world, json!([part("fagai", 1, 3)]));
    // the case is due in December, what is asked in these days is due in November and counts there
    let period = "/v1/supervision/periods/2026-11";
    let auditor = world.speak_as("auditor");
    let of = |figures: &Value, department: &str| {
        let all = figures["co_handlers"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let found = all.into_iter().find(|one| text(one, "/key") == department);
        found.unwrap_or_else(|| panic!("{department} in {figures}"))
    };
    for _ in 0..4 {
        let part = asks(&world, &number);
        answers(&world, &number, part);
    }
    let few = of(&auditor.get(period).json(), "caizheng");
    assert_eq!(few["asked"], json!(4));
    assert_eq!(few["in_time"], json!({ "of": 4 }), "below the sample");
    assert!(few.get("late").is_none());

    let late = asks(&world, &number);
    passes(&world, &number, late);
    answers(&world, &number, late);
    let closed = asks(&world, &number);
    passes(&world, &number, closed);
    let path = format!("parts/{closed}/close");
    let body = json!({ "reason": "逾期，已电话核实" });
    assert_eq!(does(&world, LEAD, &number, (&path, body)).0, 200);

    let figures = auditor.get(period).json();
    assert_eq!(figures["all"]["cases"], json!(0), "the case is due later");
    let other = of(&figures, "caizheng");
    let share = json!({ "of": 5, "hits": 4, "per_mille": 800 });
    assert_eq!((&other["asked"], &other["in_time"]), (&json!(5), &share));
    let rest = (
        &other["late"],
        &other["closed_overdue"],
        &other["open_overdue"],
    );
    assert_eq!(rest, (&json!(1), &json!(0), &json!(0)), "{other}");
    let silent = of(&figures, "fagai");
    assert_eq!(silent["in_time"], json!({ "of": 1 }));
    let december = "/v1/supervision/periods/2026-12";
    let next = auditor.get(december).json();
    assert_eq!(next["all"]["cases"], json!(1));
    assert_eq!(of(&next, "caizheng")["in_time"], json!({ "of": 1 }));

    let page = auditor.get("/supervision?period=2026-11").text();
    assert!(
        page.contains("协办按时情况") && page.contains("80.0%（4/5）"),
        "{page}"
    );
    let table = auditor.get("/supervision?period=2026-11&format=csv").text();
    assert!(
        table.contains("2026-11,caizheng,") && table.contains(",5,5,4,1,0,0"),
        "{table}"
    );
    assert!(
        table.contains(",1,1,样本不足,样本不足,样本不足,样本不足"),
        "{table}"
    );

    // frozen, it stays, whatever is answered afterwards
    world.move_clock_past("2026-12-10");
    world.settle();
    let address = format!("{}/bulletins/2026-11.json", world.addresses.portal);
    let data = open(&address).text();
    assert!(data.contains("\"co_handlers\""), "{data}");
    let body = json!({ "stance": "agrees", "reason": "已核对" });
    let (status, answered) = does(&world, "fagai-officer", &number, ("parts/1/answer", body));
    assert_eq!(status, 200, "{answered}");
    let part = asks(&world, &number);
    answers(&world, &number, part);
    let next = auditor.get(december).json();
    assert_eq!(of(&next, "caizheng")["asked"], json!(2), "by its own day");
    assert_eq!(open(&address).text(), data);
}
