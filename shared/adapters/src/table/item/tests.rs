//! What is written reads back as the same, for every variant there is.

mod authorities;
mod gatherings;
mod outreach;
mod samples;
mod supervision;

use casework::case::{Case, Event, Viewer};
use facts::{Calendar, Day, Instant, Money};
use proptest::prelude::*;

use self::samples::{
    calendar_entry, case_number, department, draft, drafts, effects, events, history,
    jurisdiction_entry, kept, link, links, need, parent_entry, policy_events, policy_heads,
    posted_notice, profile,
};
use super::written::Written;
use super::{
    draft as drafts_item, event, head, library as library_item, link as link_item,
    need as need_item, notice, outbox, policy as policy_item, profile as profile_item, register,
};
use crate::config::Secret;
use crate::fault::Fault;
use crate::table::row::{Found, Row};

/// What comes back of `row`.
fn back(row: Result<Row, Fault>) -> Found {
    Found::from(row.unwrap().attributes())
}

#[test]
fn every_event_comes_back_and_is_called_what_the_rules_call_it() {
    let number = case_number();
    for recorded in events() {
        let found = back(event::write(&number, &recorded));
        assert_eq!(event::read(&found).unwrap(), recorded);
        let body: serde_json::Value = serde_json::from_str(found.text("body").unwrap()).unwrap();
        let event = &body["event"];
        let word = event
            .as_str()
            .or_else(|| event.as_object()?.keys().next().map(String::as_str));
        // what happens to a part is named within it
        let done = event["part"]["done"].as_object();
        let done = done.and_then(|done| done.keys().next());
        let done = done.map(|done| format!("part_{done}"));
        assert_eq!(done.as_deref().or(word), Some(recorded.event.word()));
    }
}

#[test]
fn a_file_of_the_library_comes_back() {
    let found = back(library_item::write(&kept()));
    assert_eq!(library_item::read(&found).unwrap(), kept());
}

#[test]
fn a_need_and_what_was_said_come_back() {
    let stored = need();
    let found = back(need_item::write(&stored.id, &stored.need));
    assert_eq!(need_item::read(&found).unwrap(), stored);
    let saying = super::super::Saying {
        at: Instant::parse("2026-11-24T10:05:09+08:00").unwrap(),
        words: "旺季缺人".to_owned(),
    };
    let row = need_item::write_saying(&stored.id, "s-1", &saying, jiff::Timestamp::UNIX_EPOCH);
    assert_eq!(need_item::read_saying(&back(row)).unwrap(), saying);
}

#[test]
fn the_samples_name_every_event() {
    let words: std::collections::BTreeSet<_> = events()
        .iter()
        .map(|recorded| recorded.event.word())
        .collect();
    // adding an event to the rules breaks this line and sends you to the samples
    let known = |event: &Event| match event {
        Event::Submitted(_)
        | Event::Assigned { .. }
        | Event::FellBack { .. }
        | Event::PassedOn { .. }
        | Event::Accepted { .. }
        | Event::Declined { .. }
        | Event::SentBack { .. }
        | Event::Corrected { .. }
        | Event::Decided { .. }
        | Event::Part { .. }
        | Event::Allocated { .. }
        | Event::Released { .. }
        | Event::PublicityEnded { .. }
        | Event::Paid { .. }
        | Event::PaymentFailed { .. }
        | Event::InstalmentCancelled { .. }
        | Event::ConditionChecked { .. }
        | Event::ClawedBack { .. }
        | Event::Repaid { .. }
        | Event::ClawBackWithdrawn { .. }
        | Event::Refunded { .. }
        | Event::Replied { .. }
        | Event::ObjectedTo { .. }
        | Event::ObjectionAnswered { .. }
        | Event::Rated { .. }
        | Event::Visited { .. }
        | Event::Reopened { .. }
        | Event::Withdrawn { .. }
        | Event::Lapsed
        | Event::Extended { .. }
        | Event::Expedited { .. }
        | Event::Redated { .. }
        | Event::Reminded { .. }
        | Event::MarkedOverdue { .. } => 41,
    };
    assert_eq!(words.len(), known(&Event::Lapsed));
}

#[test]
fn a_head_shows_what_each_reader_may_know() {
    let case = Case::replay(&history()).unwrap();
    let heads = head::write(&case, &Calendar::default());
    let found = back(heads.head);
    let read = head::read(&found).unwrap();
    assert_eq!(read, head::read(&back(heads.task)).unwrap());
    assert_eq!((read.version, &read.number), (case.version, &case.number));
    assert_eq!(read.shown(Viewer::Staff).state, "decided");
    assert_eq!(read.shown(Viewer::Enterprise).state, "accepted");
    let due = read.due.unwrap();
    assert!(!read.overdue(due) && read.overdue(due.next()));
    let open = found.text("gsi2sk").unwrap();
    assert_eq!(open, format!("CASE#{due}#{}", case.number));
}

#[test]
fn drafts_links_notices_and_profiles_come_back() {
    for draft in drafts() {
        let found = back(drafts_item::write(&draft));
        assert_eq!(drafts_item::read(&found).unwrap(), draft);
    }
    for link in links() {
        let found = back(link_item::write("hash", &link));
        assert_eq!(link_item::read(&found).unwrap(), link);
    }
    let found = back(notice::write(&posted_notice()));
    assert_eq!(notice::read(&found).unwrap(), posted_notice());
    let found = back(profile_item::write(&profile()));
    assert_eq!(profile_item::read(&found).unwrap(), profile());
    assert_eq!(draft().uploads.len(), 3);
}

#[test]
fn every_try_and_the_use_of_a_link_make_another_version() {
    let versions: std::collections::BTreeSet<_> = links().iter().map(link_item::version).collect();
    assert_eq!(versions.len(), links().len());
    assert_eq!(link_item::version(&link()), 1);
}

#[test]
fn the_register_comes_back_with_its_secrets_and_prints_none() {
    let secret = Secret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    for secret in [Some(&secret), None] {
        let found = back(register::write_department(&department(), secret));
        let (read, kept) = register::read_department(&found).unwrap();
        assert_eq!((read, kept.as_ref()), (department(), secret));
        assert!(!format!("{kept:?}").contains("whsec"));
    }
    let found = back(register::write_parent(&parent_entry()));
    assert_eq!(register::read_parent(&found).unwrap(), parent_entry());
    let found = back(register::write_jurisdiction(&jurisdiction_entry()));
    assert_eq!(
        register::read_jurisdiction(&found).unwrap(),
        jurisdiction_entry()
    );
    let found = back(register::write_calendar(&calendar_entry()));
    assert_eq!(register::read_calendar(&found).unwrap(), calendar_entry());
}

#[test]
fn policies_come_back_in_every_state_and_say_when_the_list_changed_by_them() {
    for head in policy_heads() {
        let found = back(policy_item::write(&head));
        assert_eq!(
            found.number(policy_item::LISTED).unwrap(),
            head.policy.listed
        );
        assert_eq!(policy_item::read(&found).unwrap(), head);
    }
    let mut words = std::collections::BTreeSet::new();
    for event in policy_events() {
        let word = event.word();
        let happened = policy_item::Happened {
            at: samples::at(3),
            by: samples::actor(),
            event,
        };
        let id = samples::policy_id();
        let read: policy_item::Happened = back(policy_item::write_event(&id, 2, &happened))
            .body()
            .unwrap();
        assert_eq!(read.event, happened.event);
        words.insert(word);
    }
    let known = [
        "created",
        "revised",
        "proposed",
        "returned",
        "published",
        "suspended",
        "resumed",
        "repealed",
        "took_effect",
        "expired",
        "review_due",
        "review_near",
        "interpretation_due",
        "interpreted",
        "ruled",
        "faq_published",
        "faq_withdrawn",
    ];
    assert_eq!(words, known.into(), "a sample of every event");
}

#[test]
fn every_effect_comes_back_under_an_id_of_its_own() {
    let now = samples::at(9).into();
    let mut ids = std::collections::BTreeSet::new();
    for effect in effects() {
        let (cause, job) = (effect.identity(), outbox::Job::Case(effect));
        let found = back(outbox::write(&cause, &job, now));
        let id = outbox::id(&cause);
        assert_eq!(found.pk(), format!("OUTBOX#{id}"));
        assert_eq!(found.text("topic").unwrap(), job.topic());
        assert_eq!(found.text("due_at").unwrap(), "2026-11-24T01:11:00Z");
        let row = outbox::read(&id, &found).unwrap();
        assert_eq!((row.job, row.done, row.attempts), (job, false, 0));
        ids.insert(id);
    }
    assert_eq!(ids.len(), effects().len());
}

#[test]
fn what_cannot_be_read_is_a_fault_that_tells_nothing_of_the_value() {
    let row = profile_item::write(&profile()).unwrap();
    let found = Found::from(
        row.text(
            "body",
            r#"{"v":1,"enterprise":"张三","name":"","contact_email":"","facts":{}}"#,
        )
        .attributes(),
    );
    let fault = profile_item::read(&found).unwrap_err().chain();
    assert!(!fault.contains("张三"), "{fault}");
}

proptest! {
    #[test]
    fn money_days_and_moments_are_read_as_they_were_written(
        cents in -99_999_999_999_999_i64..99_999_999_999_999,
        day in 0_i64..3_000_000,
        milliseconds in -60_000_000_000_000_i64..250_000_000_000_000,
    ) {
        let sign = if cents < 0 { "-" } else { "" };
        let (yuan, rest) = (cents.abs() / 100, cents.abs() % 100);
        let text = format!("{sign}{yuan}.{rest:02}");
        let money = Money::parse(&text).unwrap();
        prop_assert_eq!(Money::read(&money.write()), Some(money));
        let day = Day::MIN.plus_days(day);
        prop_assert_eq!(Day::read(&day.write()), Some(day));
        let at = Instant::from_milliseconds(milliseconds);
        prop_assert_eq!(Instant::read(&at.write()), Some(at));
    }
}
