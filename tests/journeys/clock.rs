//! The legal clock through the running city: a new calendar, reminders and escalation, two sweeps at once, dead streams.

use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{ENTERPRISE, open, submitted, text, version};

/// Longer than a row of the outbox is left alone.
const PAST_THE_REDRIVE: i64 = 180;

fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    let found = value.pointer(pointer).and_then(Value::as_array);
    found.map_or(&[], Vec::as_slice)
}

fn subjects(world: &World, word: &str) -> usize {
    let mails = world.mails();
    let subjects = mails.iter().map(|mail| text(mail, "/subject"));
    subjects.filter(|subject| subject.contains(word)).count()
}

fn events(case: &Value, word: &str) -> usize {
    let timeline = list(case, "/timeline").iter();
    timeline.filter(|line| text(line, "/event") == word).count()
}

/// Writes the calendar of 2026 with one more day, or without it again.
fn write_calendar(world: &World, day: &str, off: bool) {
    let operator = world.speak_as("operator");
    let before = operator.get("/v1/calendars/2026").json();
    let mut days = list(&before, "/days").to_vec();
    days.retain(|named| text(named, "/day") != day);
    if off {
        days.push(json!({ "day": day, "name": "临时放假", "off": true }));
    }
    let body = json!({ "status": "official", "source": text(&before, "/source"), "days": days });
    let at = version(&before);
    let written = operator.ask("PUT", "/v1/calendars/2026", Asked::with(body).at(at));
    assert_eq!(written.status, 200, "{}", written.text());
    world.settle();
    world.move_clock_by(PAST_THE_REDRIVE);
}

#[test]
fn a_new_calendar_moves_the_day_keeps_the_old_one_tells_people_and_leaves_the_promise() {
    let world = World::start(PROGRAM);
    let case = submitted(&world);
    let path = format!("/v1/cases/{}", text(&case, "/number"));
    let (due, days) = (
        text(&case, "/promise/due"),
        case.pointer("/promise/working_days"),
    );
    assert_eq!(due, "2026-12-09");
    let steps = list(&case, "/promise/steps");
    assert_eq!(
        steps.last().map(|step| text(step, "/due")),
        Some(due.clone())
    );

    write_calendar(&world, "2026-12-01", true);
    let owner = world.speak_as(ENTERPRISE);
    let moved = owner.get(&path).json();
    assert_eq!(text(&moved, "/promise/due"), "2026-12-10");
    assert_eq!(moved.pointer("/promise/working_days"), days);
    let record = json!([{ "calendar": "2026@2", "from": "2026-12-09", "to": "2026-12-10" }]);
    assert_eq!(moved.pointer("/promise/redated"), Some(&record));
    assert_eq!(events(&moved, "redated"), 1);
    assert_eq!(subjects(&world, "承诺办结日随工作日历调整"), 1);
    assert_eq!(subjects(&world, "【期限变更】"), 1);
    let listed = world.speak_as("lead").get("/v1/cases").json();
    assert_eq!(text(&listed, "/entries/0/due"), "2026-12-10");

    // sweeps without end change nothing more, and the way back is recorded as well
    world.move_clock_by(PAST_THE_REDRIVE);
    world.tick();
    write_calendar(&world, "2026-12-01", false);
    let back = owner.get(&path).json();
    assert_eq!(text(&back, "/promise/due"), "2026-12-09");
    assert_eq!(list(&back, "/promise/redated").len(), 2);
    assert_eq!(events(&back, "redated"), 2);
}

#[test]
fn nobody_acts_and_it_climbs_to_the_coordinator_once_with_two_sweeps_at_once() {
    let world = World::start(PROGRAM);
    let case = submitted(&world);
    let path = format!("/v1/cases/{}", text(&case, "/number"));
    let lead = world.speak_as("lead");
    for day in ["2026-11-25", "2026-11-27", "2026-11-30", "2026-12-02"] {
        std::thread::scope(|at_once| {
            at_once.spawn(|| world.move_clock_past(day));
            at_once.spawn(|| world.tick());
            at_once.spawn(|| world.tick());
        });
        world.settle();
    }
    let climbed = lead.get(&path).json();
    assert_eq!(events(&climbed, "passed_on"), 3, "{climbed}");
    assert_eq!(events(&climbed, "reminded"), 1, "{climbed}");
    assert_eq!(subjects(&world, "【督办】"), 1);
    world.move_clock_past("2026-12-07");
    assert_eq!(subjects(&world, "【临期提醒】"), 1);
    std::thread::scope(|at_once| {
        at_once.spawn(|| world.move_clock_past("2026-12-09"));
        at_once.spawn(|| world.tick());
    });
    world.settle();
    world.tick();
    world.settle();
    let late = lead.get(&path).json();
    assert_eq!(events(&late, "marked_overdue"), 1, "{late}");
    assert_eq!(late.pointer("/overdue"), Some(&json!(true)));
    assert_eq!(
        (
            subjects(&world, "【超期】"),
            subjects(&world, "【超期督办】")
        ),
        (1, 1)
    );
    world.move_clock_past("2026-12-14");
    assert_eq!(subjects(&world, "【督办】"), 2, "three working days late");
}

#[test]
fn dead_streams_lose_nothing() {
    let world = World::start(PROGRAM);
    crate::steps::publish(&world);
    let draft = crate::steps::draft(&world);
    crate::steps::upload(&world, &draft);
    world.streams_are_dead(true);
    let mails = world.mails().len();
    let case = crate::steps::submit(&world, &draft);
    world.settle();
    // longer than a stream keeps its records: whatever sweeps wake passes by unread
    world.move_clock_by(26 * 3_600);
    let path = format!("/v1/cases/{}", text(&case, "/number"));
    let lead = world.speak_as("lead");
    assert_eq!(text(&lead.get(&path).json(), "/state"), "submitted");
    assert_eq!(world.mails().len(), mails);

    world.streams_are_dead(false);
    for _ in 0..2 {
        world.move_clock_by(3_601);
    }
    let handed = lead.get(&path).json();
    assert_eq!(text(&handed, "/state"), "assigned", "{handed}");
    assert_eq!(subjects(&world, "申请已受理"), 1);
    assert_eq!(subjects(&world, "【待办】"), 1);
}

#[test]
fn a_date_comes_with_its_sheet_on_the_page_too() {
    let world = World::start(PROGRAM);
    let case = submitted(&world);
    let number = text(&case, "/number");
    let page = open(&format!("{}/cases/{number}", world.addresses.portal)).text();
    assert!(!page.contains("期限明细"), "not for strangers");
    let page = world.speak_as(ENTERPRISE).get(&format!("/cases/{number}"));
    let page = page.text();
    for words in [
        "期限明细",
        "起算当日，不计入",
        "周末，不计入",
        "部门审核",
        "10 个工作日",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn a_draft_is_reminded_of_once_and_given_up_when_its_opening_is_over() {
    let world = World::start(PROGRAM);
    crate::steps::publish(&world);
    let draft = crate::steps::draft(&world);
    let path = format!("/v1/drafts/{}", text(&draft, "/draft"));
    let owner = world.speak_as(ENTERPRISE);
    world.move_clock_past("2026-12-26");
    assert_eq!(subjects(&world, "申报即将截止"), 0);
    world.move_clock_past("2026-12-27");
    world.tick();
    world.settle();
    assert_eq!(subjects(&world, "申报即将截止"), 1);
    world.move_clock_past("2026-12-31");
    assert_eq!(subjects(&world, "草稿已作废"), 1);
    let over = owner.get(&path).json();
    assert_eq!(text(&over, "/status"), "discarded");
    let body = json!({ "contact_email": "office@example.com" });
    let late = owner.ask("PUT", &path, Asked::with(body).at(version(&over)));
    assert_eq!(late.status, 409, "{}", late.text());
    let page = owner.get(&format!("/drafts/{}", text(&draft, "/draft")));
    assert!(page.text().contains("已作废"), "{}", page.text());
}

#[test]
fn who_has_applied_is_not_reminded_of_another_draft() {
    let world = World::start(PROGRAM);
    crate::steps::publish(&world);
    let left = crate::steps::draft(&world);
    let sent = crate::steps::draft(&world);
    crate::steps::upload(&world, &sent);
    crate::steps::submit(&world, &sent);
    world.move_clock_past("2026-12-27");
    let owner = world.speak_as(ENTERPRISE);
    let path = format!("/v1/drafts/{}", text(&left, "/draft"));
    assert_eq!(version(&owner.get(&path).json()), 2, "it was looked at");
    assert_eq!(subjects(&world, "申报即将截止"), 0);
}
