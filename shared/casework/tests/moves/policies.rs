//! The life of a policy: what its moves ask for, and what every history of it keeps.

use casework::Refusal;
use casework::access::Role;
use casework::policy::{Command, Policy, Publish, Ruling, Standing, Work, create, decide};
use facts::{Day, Instant};
use proptest::prelude::*;

use crate::samples::{actor, at, id};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn begun() -> Policy {
    let editor = actor(Role::Editor);
    let event = create(id("first-industrial"), id("jingxin"), &editor).unwrap();
    Policy::begun(&event, &editor, at(0)).unwrap()
}

fn told(policy: &Policy, command: Command, role: Role, now: Instant) -> Result<Policy, Refusal> {
    let by = actor(role);
    let events = decide(policy, command, &by, now)?;
    Ok(events.iter().fold(policy.clone(), |policy, event| {
        policy.apply(event, &by, now)
    }))
}

fn publish(policy: &Policy, from: &str, to: Option<&str>) -> Command {
    Command::Publish(Publish {
        document: policy.document,
        valid_from: day(from),
        valid_to: to.map(day),
        review_by: None,
        faults: Vec::new(),
    })
}

/// The newest version handed in and published at `now`.
fn published(policy: &Policy, from: &str, to: Option<&str>, now: Instant) -> Policy {
    let proposed = told(policy, Command::Propose, Role::Editor, now).unwrap();
    let command = publish(&proposed, from, to);
    told(&proposed, command, Role::Publisher, now).unwrap()
}

/// The policy with an interpretation of this version.
fn explained(policy: &Policy, document: u64) -> Policy {
    let command = Command::Interpret {
        document,
        replaces: None,
    };
    told(policy, command, Role::Publisher, at(48)).unwrap()
}

fn reason() -> String {
    "上级文件调整".to_owned()
}

#[test]
fn a_version_is_handed_in_returned_and_published_by_a_second_person() {
    let draft = begun();
    assert!(matches!(
        told(
            &draft,
            publish(&draft, "2026-01-01", None),
            Role::Publisher,
            at(1)
        ),
        Err(Refusal::NotProposed { .. })
    ));
    let review = told(&draft, Command::Propose, Role::Editor, at(1)).unwrap();
    assert_eq!(
        (review.word_on(at(1).day()), &review.work),
        ("in_review", &Work::InReview)
    );
    let words = "第四条条款号有误".to_owned();
    let back = Command::Return {
        words: words.clone(),
    };
    assert!(told(&review, back.clone(), Role::Editor, at(2)).is_err());
    let returned = told(&review, back, Role::Publisher, at(2)).unwrap();
    assert_eq!(returned.work, Work::Returned { words });
    let revised = told(&returned, Command::Revise, Role::Editor, at(3)).unwrap();
    let review = told(&revised, Command::Propose, Role::Editor, at(3)).unwrap();
    let mut writer = actor(Role::Editor);
    writer.role = Role::Publisher;
    assert_eq!(
        decide(
            &review,
            publish(&review, "2026-01-01", None),
            &writer,
            at(4)
        ),
        Err(Refusal::SamePerson)
    );
    let mut stranger = actor(Role::Publisher);
    stranger.department = Some(id("keji"));
    assert_eq!(
        decide(
            &review,
            publish(&review, "2026-01-01", None),
            &stranger,
            at(4)
        ),
        Err(Refusal::NotYours),
        "another department finds nothing here"
    );
    let held = told(
        &review,
        publish(&review, "2026-01-01", None),
        Role::Publisher,
        at(4),
    )
    .unwrap();
    assert_eq!(held.word_on(at(4).day()), "in_force");
    assert!(held.writers.is_empty() && held.listed == held.version);
}

#[test]
fn a_scheduled_version_takes_effect_by_itself_and_changes_nothing_before() {
    let first = published(&begun(), "2026-01-01", Some("2026-12-31"), at(0));
    let revised = told(&first, Command::Revise, Role::Editor, at(24)).unwrap();
    let second = published(&revised, "2026-07-01", None, at(48));
    let second = explained(&explained(&second, 1), 2);
    let on = |text: &str| second.course.in_force(day(text)).map(|held| held.document);
    assert_eq!(on("2025-12-31"), None);
    assert_eq!(on("2026-06-30"), Some(1));
    assert_eq!(on("2026-07-01"), Some(2));
    assert_eq!(second.next_look(), Some(day("2026-07-01").start()));
    let platform = actor(Role::Platform);
    let look = |now| decide(&second, Command::Look, &platform, now).unwrap();
    assert!(look(at(72)).is_empty());
    let words: Vec<&str> = look(day("2026-07-01").start())
        .iter()
        .map(|event| event.word())
        .collect();
    assert_eq!(words, ["took_effect"]);
}

#[test]
fn a_version_is_explained_by_its_department_or_asked_after() {
    let first = published(&begun(), "2026-01-01", None, at(0));
    let due = at(0).day().plus_days(8);
    assert_eq!(first.unexplained(due), Some((1, due.previous())));
    let platform = actor(Role::Platform);
    let asked = decide(&first, Command::Look, &platform, due.start()).unwrap();
    let words: Vec<&str> = asked.iter().map(|event| event.word()).collect();
    assert_eq!(words, ["interpretation_due"]);
    assert!(
        asked
            .iter()
            .all(|event| event.expects() && !event.changes_catalogue())
    );
    let listed = first.listed;
    let told = explained(&first, 1);
    assert_eq!(told.unexplained(due), None);
    assert_eq!(
        told.listed, listed,
        "what was decided by the list still counts"
    );
    let late = decide(&told, Command::Look, &platform, due.start()).unwrap();
    assert!(late.is_empty(), "who has explained is not asked");
    let unknown = Command::Interpret {
        document: 2,
        replaces: None,
    };
    let refused = decide(&told, unknown, &actor(Role::Publisher), at(48));
    assert_eq!(refused, Err(Refusal::UnknownNumber { number: 2 }));
}

#[test]
fn a_ruling_binds_from_today_at_the_earliest_until_another_takes_its_place() {
    let held = published(&begun(), "2026-01-01", None, at(0));
    let today = at(48).day();
    let rule = |policy: &Policy, from, decided_on, replaces| {
        let command = Command::Rule(Ruling {
            decided_on,
            from,
            replaces,
        });
        told(policy, command, Role::Publisher, at(48))
    };
    let yesterday = today.previous();
    assert_eq!(
        rule(&held, yesterday, yesterday, None),
        Err(Refusal::BackDated { today })
    );
    assert_eq!(
        rule(&held, today, today.next(), None),
        Err(Refusal::NotYetDecided { today })
    );
    assert_eq!(
        rule(&held, today, today, Some(1)),
        Err(Refusal::UnknownNumber { number: 1 })
    );
    let first = rule(&held, today, yesterday, None).unwrap();
    let after = today.plus_days(30);
    let second = rule(&first, after, today, Some(1)).unwrap();
    let ruled = |from, replaces| casework::policy::Ruled { from, replaces };
    assert_eq!(
        second.rulings,
        [ruled(today, None), ruled(after, Some(1))],
        "each from its day, the second in the place of the first"
    );
    let draft = rule(&begun(), today, today, None);
    assert!(matches!(draft, Err(Refusal::WrongPolicyState { .. })));
}

#[test]
fn nothing_is_changed_backwards() {
    let first = published(&begun(), "2026-01-01", None, at(0));
    let revised = told(&first, Command::Revise, Role::Editor, at(24)).unwrap();
    // its document still says January, but another version held until now
    let second = published(&revised, "2026-01-01", None, at(48));
    let yesterday = at(24).day();
    assert_eq!(second.course.in_force(yesterday).unwrap().document, 1);
    assert_eq!(second.course.in_force(at(48).day()).unwrap().document, 2);
    let early = Command::Repeal {
        reason: reason(),
        from: Some(yesterday),
    };
    assert!(matches!(
        told(&second, early, Role::Publisher, at(48)),
        Err(Refusal::BackDated { .. })
    ));
    let late = told(&second, Command::Revise, Role::Editor, at(48)).unwrap();
    let late = told(&late, Command::Propose, Role::Editor, at(48)).unwrap();
    let over = publish(&late, "2025-01-01", Some("2025-12-31"));
    assert!(matches!(
        told(&late, over, Role::Publisher, at(48)),
        Err(Refusal::AlreadyOver { .. })
    ));
}

#[test]
fn it_is_suspended_resumed_repealed_and_expires_with_a_reason() {
    let held = published(&begun(), "2026-01-01", Some("2026-12-31"), at(0));
    let nothing = Command::Suspend {
        reason: "  ".to_owned(),
    };
    assert_eq!(
        told(&held, nothing, Role::Publisher, at(1)),
        Err(Refusal::ReasonNeeded)
    );
    let halted = told(
        &held,
        Command::Suspend { reason: reason() },
        Role::Publisher,
        at(24),
    )
    .unwrap();
    let Standing::Suspended { halt, .. } = halted.course.on(at(24).day()) else {
        panic!("suspended");
    };
    assert_eq!(halt.reason, reason());
    assert!(
        halted.course.in_force(at(0).day()).is_some(),
        "the day before it held"
    );
    let again = told(&halted, Command::Resume, Role::Publisher, at(72)).unwrap();
    assert!(
        again.course.in_force(at(48).day()).is_none(),
        "what was halted stays halted"
    );
    assert!(again.course.in_force(at(72).day()).is_some());
    let end = Command::Repeal {
        reason: reason(),
        from: Some(day("2026-10-01")),
    };
    let ended = told(&again, end, Role::Publisher, at(96)).unwrap();
    assert_eq!(ended.word_on(day("2026-09-30")), "in_force");
    assert_eq!(ended.word_on(day("2026-10-01")), "repealed");
    assert_eq!(again.word_on(day("2027-01-01")), "expired");
    let late = day("2026-10-01").start();
    assert!(told(&ended, Command::Revise, Role::Editor, late).is_err());
}

/// What somebody may try: a command by its number, who tries it, and how long after the last try.
fn stories() -> impl Strategy<Value = Vec<(u8, i64, i64, i64)>> {
    proptest::collection::vec((0..10_u8, 0..24 * 60_i64, -200..200_i64, 0..300_i64), 0..40)
}

fn command(
    number: u8,
    policy: &Policy,
    now: Instant,
    (from, length): (i64, i64),
) -> (Command, Role) {
    let today = now.day();
    let valid_from = today.plus_days(from);
    match number {
        0 => (Command::Revise, Role::Editor),
        1 => (Command::Propose, Role::Editor),
        2 => (Command::Return { words: reason() }, Role::Publisher),
        3 => (Command::Suspend { reason: reason() }, Role::Publisher),
        4 => (Command::Resume, Role::Publisher),
        5 => {
            // rarely, or every story would end at once
            let from = Some(today.plus_days(length)).filter(|_| from > 150);
            (
                Command::Repeal {
                    reason: reason(),
                    from,
                },
                Role::Publisher,
            )
        }
        6 => (Command::Look, Role::Platform),
        7 => {
            let command = Command::Interpret {
                document: policy.document,
                replaces: None,
            };
            (command, Role::Publisher)
        }
        8 => {
            let command = Command::Rule(Ruling {
                decided_on: today,
                from: today.plus_days(length),
                replaces: None,
            });
            (command, Role::Publisher)
        }
        _ => {
            let command = Command::Publish(Publish {
                document: policy.document,
                valid_from,
                valid_to: (length > 50).then(|| valid_from.plus_days(length)),
                review_by: (length > 200).then(|| valid_from.plus_days(length / 2)),
                faults: Vec::new(),
            });
            (command, Role::Publisher)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_move_changes_what_held_on_a_day_gone_by(story in stories()) {
        let mut policy = begun();
        let mut hours = 0;
        for (number, wait, from, length) in story {
            hours += wait;
            let now = at(hours);
            let today = now.day();
            let (tried, role) = command(number, &policy, now, (from, length));
            let Ok(after) = told(&policy, tried, role, now) else { continue };
            let had_held = policy.course.edition_on(today).is_some();
            for back in 1..400 {
                let day = today.plus_days(-back);
                let (before, now) = (policy.course.on(day), after.course.on(day));
                let came = matches!(before, Standing::Unpublished | Standing::Scheduled { .. });
                // only the very first version may count from before it was entered
                let same = before.word() == now.word()
                    && policy.course.in_force(day) == after.course.in_force(day);
                prop_assert!(same || !had_held && came, "{} {:?}", day, before);
            }
            prop_assert!(after.listed <= after.version);
            policy = after;
        }
    }

    #[test]
    fn a_look_finds_what_came_once_and_knows_when_to_look_again(story in stories()) {
        let mut policy = begun();
        let mut hours = 0;
        for (number, wait, from, length) in story {
            hours += wait;
            let now = at(hours);
            let (tried, role) = command(number, &policy, now, (from, length));
            policy = told(&policy, tried, role, now).unwrap_or(policy);
            let looked = told(&policy, Command::Look, Role::Platform, now).unwrap();
            let again = decide(&looked, Command::Look, &actor(Role::Platform), now).unwrap();
            prop_assert!(again.is_empty(), "nothing is told twice");
            prop_assert!(looked.next_look().is_none_or(|next| next > now));
            policy = looked;
        }
    }

    #[test]
    fn between_two_turns_a_policy_stands_as_it_stood(story in stories()) {
        let mut policy = begun();
        let mut hours = 0;
        for (number, wait, from, length) in story {
            hours += wait;
            let (tried, role) = command(number, &policy, at(hours), (from, length));
            policy = told(&policy, tried, role, at(hours)).unwrap_or(policy);
        }
        let turns = policy.course.turns();
        let first = at(0).day().plus_days(-250);
        for day in (0..2_500).map(|days| first.plus_days(days)) {
            if !turns.contains(&day) {
                let before = policy.course.in_force(day.previous()).map(|held| held.document);
                prop_assert_eq!(before, policy.course.in_force(day).map(|held| held.document), "{}", day);
            }
        }
    }
}
