//! What gatherings, quizzes and certificates keep.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn gathering() -> Gathering {
    Gathering {
        id: GatheringId::parse("counter-2026-12").unwrap(),
        version: 1,
        kind: Kind::Training,
        department: None,
        title: Text::new("专窗受理培训", "training at the counter"),
        words: Text::new("受理、分办、反馈", "accepting, assigning, releasing"),
        begins: Instant::parse("2026-12-01T14:00:00+08:00").unwrap(),
        minutes: 120,
        place: Text::new("市民之家三楼", "third floor"),
        seats: 2,
        items: Vec::new(),
        certification: Some(Certification {
            questions: 5,
            months: 12,
            gates: vec![Operation::ReleaseCase],
            gates_from: day("2026-12-10"),
        }),
        cancelled: None,
        reminded: None,
        roll: Roll::default(),
    }
}

fn wish(who: &str, at: Instant) -> SignUp {
    SignUp {
        who: who.to_owned(),
        name: "专窗受理岗".to_owned(),
        mail: None,
        at,
        standing: Standing::Seated,
        attended: None,
    }
}

fn topics(count: usize) -> Vec<Topic> {
    let names = (0..count).map(|place| {
        let text = |what: &str| Text::new(format!("{what}{place}"), format!("{what} {place}"));
        Topic {
            title: text("事项"),
            conditions: vec![text("条件"), Text::new("在本市注册", "registered here")],
            working_days: 5,
            department: text("部门"),
            materials: vec![text("材料"), Text::new("申请表", "form")],
        }
    });
    names.collect()
}

#[test]
fn everything_wrong_is_told_at_once() {
    let mut wrong = gathering();
    wrong.kind = Kind::Briefing;
    wrong.title = Text::new(" ", "");
    wrong.seats = 0;
    if let Some(leads_to) = &mut wrong.certification {
        leads_to.gates = vec![Operation::PayCase];
        leads_to.months = 99;
    }
    let pointers: Vec<&str> = wrong.faults().iter().map(|(pointer, _)| *pointer).collect();
    let expected = [
        "/title",
        "/seats",
        "/certification",
        "/certification/months",
        "/certification/gates",
    ];
    assert_eq!(pointers, expected);
    assert_eq!(gathering().faults(), []);
}

#[test]
fn seats_run_out_who_waits_comes_up_and_what_began_is_over() {
    let mut training = gathering();
    let before = training.begins.plus_seconds(-3_600);
    let mut signed: Vec<SignUp> = Vec::new();
    for (place, who) in (0..).zip(["a", "b", "c", "d"]) {
        let moved = training.sign_up(wish(who, before.plus_seconds(place)), before);
        let moved = moved.unwrap();
        training.roll = moved.roll;
        signed.extend(moved.changed);
    }
    let standings: Vec<Standing> = signed.iter().map(|one| one.standing).collect();
    use Standing::{Seated, Waiting};
    assert_eq!(standings, [Seated, Seated, Waiting, Waiting]);
    assert_eq!((training.roll.taken, training.roll.waiting), (2, 2));

    let moved = training.give_up(signed.first(), &signed, before).unwrap();
    assert_eq!((moved.roll.taken, moved.roll.waiting), (2, 1));
    assert_eq!(moved.roll.version, training.roll.version + 1);
    let promoted: Vec<&str> = moved
        .promoted(Some("a"))
        .map(|one| one.who.as_str())
        .collect();
    assert_eq!(promoted, ["c"], "who waited longest");
    let gone = moved.changed.first().cloned();
    assert_eq!(
        training.give_up(gone.as_ref(), &signed, before),
        Err(Refusal::NoSeat)
    );
    assert_eq!(
        training.give_up(None, &signed, before),
        Err(Refusal::NoSeat)
    );

    let roomier = Gathering {
        seats: 9,
        ..training.clone()
    };
    assert!(roomier.can_promote());
    assert_eq!(roomier.next_look(before), Some(before));
    assert_eq!(roomier.promote(&signed).changed.len(), 2);
}

#[test]
fn no_seat_where_nobody_could_be_told_or_it_is_over() {
    let training = gathering();
    let before = training.begins.plus_seconds(-3_600);
    let own = wish("a", before);
    let nowhere = Gathering {
        kind: Kind::Briefing,
        ..training.clone()
    };
    let refused = nowhere.sign_up(wish("e", before), before);
    assert_eq!(refused, Err(Refusal::MailNeeded));

    let late = training.begins;
    assert_eq!(
        training.sign_up(wish("e", late), late),
        Err(Refusal::GatheringOver)
    );
    assert_eq!(
        training.give_up(Some(&own), &[], late),
        Err(Refusal::GatheringOver)
    );
    let off = Gathering {
        cancelled: Some("场地维修".to_owned()),
        ..training
    };
    assert_eq!(
        off.sign_up(wish("e", before), before),
        Err(Refusal::GatheringOver)
    );
    assert_eq!(off.must_have_begun(late), Err(Refusal::GatheringOver));
    assert!(off.gates().is_empty(), "nobody can get that certificate");
}

#[test]
fn everybody_is_reminded_once_of_each_beginning_and_told_of_what_changes() {
    let training = gathering();
    let day_before = training.begins.plus_seconds(-REMIND_SECONDS);
    let long_before = day_before.plus_seconds(-9);
    assert_eq!(training.next_look(long_before), Some(day_before));
    assert_eq!(training.look(long_before), Look::Nothing(Some(day_before)));
    let Look::Remind(reminded) = training.look(day_before) else {
        panic!("a day before, everybody is reminded");
    };
    assert_eq!(reminded.look(day_before), Look::Nothing(None), "once");
    assert_eq!(reminded.told_of(&training, day_before), None, "no change");
    let moved = Gathering {
        begins: training.begins.plus_seconds(7 * REMIND_SECONDS),
        ..*reminded.clone()
    };
    assert_eq!(moved.told_of(&reminded, day_before), Some(Notice::Changed));
    assert_eq!(
        moved.next_look(day_before),
        Some(day_before.plus_seconds(7 * REMIND_SECONDS)),
        "the new time is reminded of anew"
    );
    let off = Gathering {
        cancelled: Some("台风".to_owned()),
        ..training.clone()
    };
    assert_eq!(off.told_of(&training, day_before), Some(Notice::Cancelled));
    assert_eq!(training.told_of(&off, day_before), Some(Notice::Changed));
    assert_eq!(off.told_of(&training, training.begins), None, "too late");
    let seat = wish("a", long_before);
    assert!(Notice::Cancelled.holds(&off, &seat, day_before));
    assert!(!Notice::Reminder.holds(&off, &seat, day_before));
    let waiting = SignUp {
        standing: Standing::Waiting,
        ..seat.clone()
    };
    assert!(!Notice::Reminder.holds(&training, &waiting, day_before));
    assert!(Notice::Changed.holds(&training, &waiting, day_before));
    let gone = SignUp {
        standing: Standing::GivenUp,
        ..seat
    };
    for notice in Notice::ALL {
        assert!(!notice.holds(&training, &gone, day_before));
        assert_eq!(Notice::recorded(notice.word()), Some(*notice));
    }
}

#[test]
fn who_holds_it_is_its_department_or_the_window_and_nobody_else() {
    let actor = |role, department: Option<&str>| Actor {
        principal: "person:1".to_owned(),
        role,
        department: department.map(|id| DepartmentId::parse(id).unwrap()),
        on_behalf_of: None,
        under: None,
    };
    let windows = gathering();
    let keji = Gathering {
        department: Some(DepartmentId::parse("keji").unwrap()),
        ..gathering()
    };
    assert!(keji.held_by(&actor(Role::Editor, Some("keji"))));
    assert!(!keji.held_by(&actor(Role::Editor, Some("jingxin"))));
    assert!(
        !keji.held_by(&actor(Role::Coordinator, None)),
        "not even who watches"
    );
    assert!(windows.held_by(&actor(Role::Lead, None)));
    assert!(!windows.held_by(&actor(Role::Publisher, None)));
    assert!(!windows.held_by(&actor(Role::Clerk, None)));
    let pointers: Vec<&str> = keji.faults().iter().map(|(pointer, _)| *pointer).collect();
    assert_eq!(
        pointers,
        ["/certification/gates"],
        "a department cannot stop the window"
    );
}

#[test]
fn only_who_attended_is_asked() {
    let training = gathering();
    let seat = |attended| SignUp {
        attended,
        ..wish("person:1", training.begins.plus_seconds(-3_600))
    };
    assert_eq!(training.quiz_for(Some(&seat(Some(true)))), Ok(5));
    for missing in [None, Some(seat(None)), Some(seat(Some(false)))] {
        assert_eq!(training.quiz_for(missing.as_ref()), Err(Refusal::NoQuiz));
    }
    let early = training.begins.plus_seconds(-1);
    assert_eq!(
        training.must_have_begun(early),
        Err(Refusal::GatheringAhead)
    );
}

#[test]
fn a_certificate_opens_the_gate_while_it_lasts_and_only_clerks_need_one() {
    let training = gathering();
    let gates = training.gates();
    let tried = |role, operation, certificates: &[Certificate], on: &str| {
        must_be_certified((role, operation), &gates, certificates, day(on)).is_ok()
    };
    let release = Operation::ReleaseCase;
    assert!(
        tried(Role::Clerk, release, &[], "2026-12-09"),
        "not gated yet"
    );
    assert!(!tried(Role::Clerk, release, &[], "2026-12-10"));
    assert!(tried(Role::Lead, release, &[], "2026-12-10"));
    assert!(tried(Role::Clerk, Operation::AssignCase, &[], "2026-12-10"));
    let certificate = training.certificate("person:1", day("2026-12-05")).unwrap();
    assert_eq!(certificate.valid_until, day("2027-12-05"));
    let held = [certificate];
    assert!(tried(Role::Clerk, release, &held, "2027-12-05"));
    assert!(!tried(Role::Clerk, release, &held, "2027-12-06"), "run out");
}

#[test]
fn regularity_counts_what_was_held_in_the_year_before() {
    let briefing = |begins: &str, department: Option<&str>| Gathering {
        kind: Kind::Briefing,
        begins: Instant::parse(begins).unwrap(),
        department: department.map(|id| DepartmentId::parse(id).unwrap()),
        certification: None,
        ..gathering()
    };
    let off = Gathering {
        cancelled: Some("台风".to_owned()),
        ..briefing("2026-10-01T14:00:00+08:00", Some("keji"))
    };
    let all = [
        briefing("2026-03-01T14:00:00+08:00", Some("keji")),
        briefing("2026-06-01T14:00:00+08:00", Some("keji")),
        briefing("2025-11-20T14:00:00+08:00", Some("keji")),
        briefing("2026-12-01T14:00:00+08:00", Some("keji")),
        briefing("2026-05-01T14:00:00+08:00", None),
        off,
        gathering(),
    ];
    let holder = |id: &str| Some(DepartmentId::parse(id).unwrap());
    let holders = [None, holder("keji"), holder("jingxin")];
    let found = regularity(&holders, &all, day("2026-11-24").start());
    let told: Vec<(Option<&str>, u32, Option<i64>)> = found
        .iter()
        .map(|one| {
            let department = one.department.as_ref().map(DepartmentId::as_str);
            (department, one.held, one.days)
        })
        .collect();
    assert_eq!(
        told,
        [
            (Some("jingxin"), 0, None),
            (None, 1, Some(207)),
            (Some("keji"), 2, Some(176))
        ],
        "never held stands first"
    );
    let next = found.last().and_then(|one| one.next);
    assert_eq!(next, Some(day("2026-12-01")));
}

/// Asking for and giving up seats, by chance.
fn asked() -> impl Strategy<Value = Vec<(bool, u8)>> {
    proptest::collection::vec((any::<bool>(), 0..6_u8), 0..60)
}

proptest! {
    #[test]
    fn a_paper_is_fair_and_can_be_drawn_again((count, about) in (0..8_usize, 0..8_usize), questions in 0..20_usize, seed: u64) {
        let all = topics(count);
        let about = &all[..about.min(count)];
        let paper = draw((about, &all), questions, seed);
        prop_assert_eq!(&paper, &draw((about, &all), questions, seed), "the same seed, the same paper");
        prop_assert_eq!(paper.questions.len(), questions.min(can_ask(about, &all)), "as many as can be asked, whatever the seed");
        for question in &paper.questions {
            let different: BTreeSet<&str> = question.choices.iter().map(|one| one.zh.as_str()).collect();
            prop_assert_eq!(different.len(), CHOICES, "each choice is different");
            prop_assert!(question.right < CHOICES);
        }
        let right: Vec<usize> = paper.questions.iter().map(|question| question.right).collect();
        prop_assert_eq!(paper.mark(&right).passed, !right.is_empty());
        prop_assert!(!paper.mark(&[]).passed, "no answer is no pass");
    }

    #[test]
    fn seats_are_never_passed_and_nobody_waits_beside_a_free_one(seats in 1..4_u32, asked in asked()) {
        let mut held = Gathering { seats, ..gathering() };
        let mut signed: Vec<SignUp> = Vec::new();
        let mut now = held.begins.plus_seconds(-9_999);
        for (up, who) in asked {
            now = now.plus_seconds(1);
            let who = who.to_string();
            let own = signed.iter().find(|one| one.who == who).cloned();
            let comes = own.as_ref().is_some_and(|own| own.standing != Standing::GivenUp);
            let moved = if up && !comes {
                held.sign_up(wish(&who, now), now)
            } else {
                held.give_up(own.as_ref(), &signed, now)
            };
            let Ok(moved) = moved else { continue };
            prop_assert_eq!(moved.roll.version, held.roll.version + 1);
            held.roll = moved.roll;
            for one in moved.changed {
                signed.retain(|other| other.who != one.who);
                signed.push(one);
            }
            let count = |standing| signed.iter().filter(|one| one.standing == standing).count();
            prop_assert_eq!(count(Standing::Seated), usize::try_from(held.roll.taken).unwrap());
            prop_assert_eq!(count(Standing::Waiting), usize::try_from(held.roll.waiting).unwrap());
            prop_assert!(held.roll.taken <= seats);
            prop_assert!(!held.can_promote(), "nobody waits beside a free seat");
        }
    }
}
