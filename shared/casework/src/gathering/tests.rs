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
    }
}

fn topics(count: usize) -> Vec<Topic> {
    let names = (0..count).map(|place| {
        let text = |what: &str| Text::new(format!("{what}{place}"), format!("{what} {place}"));
        Topic {
            title: text("事项"),
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
fn seats_run_out_and_what_began_is_over() {
    let training = gathering();
    let before = training.begins.plus_seconds(-1);
    assert_eq!(training.seat(1, before), Ok(2));
    assert_eq!(training.seat(2, before), Err(Refusal::GatheringFull));
    assert_eq!(
        training.seat(0, training.begins),
        Err(Refusal::GatheringOver)
    );
    let off = Gathering {
        cancelled: Some("场地维修".to_owned()),
        ..training
    };
    assert_eq!(off.seat(0, before), Err(Refusal::GatheringOver));
    assert!(off.gates().is_empty(), "nobody can get that certificate");
}

#[test]
fn only_who_attended_is_asked() {
    let training = gathering();
    let seat = |attended| SignUp {
        who: "person:1".to_owned(),
        name: "专窗受理岗".to_owned(),
        at: training.begins.plus_seconds(-3_600),
        attended,
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
    let found = regularity(&all, day("2026-11-24"));
    let told: Vec<(Option<&str>, u32, String)> = found
        .iter()
        .map(|one| {
            let department = one.department.as_ref().map(DepartmentId::as_str);
            (department, one.held, one.last.to_string())
        })
        .collect();
    assert_eq!(
        told,
        [
            (None, 1, "2026-05-01".to_owned()),
            (Some("keji"), 2, "2026-06-01".to_owned())
        ]
    );
}

proptest! {
    #[test]
    fn a_paper_is_fair_and_can_be_drawn_again(count in 0..8_usize, questions in 0..20_usize, seed: u64) {
        let topics = topics(count);
        let paper = draw(&topics, questions, seed);
        prop_assert_eq!(&paper, &draw(&topics, questions, seed), "the same seed, the same paper");
        prop_assert!(paper.questions.len() <= questions);
        for question in &paper.questions {
            let different: BTreeSet<&str> = question.choices.iter().map(|one| one.zh.as_str()).collect();
            prop_assert_eq!(different.len(), CHOICES, "each choice is different");
            prop_assert!(question.right < CHOICES);
        }
        let right: Vec<usize> = paper.questions.iter().map(|question| question.right).collect();
        prop_assert_eq!(paper.mark(&right).passed, !right.is_empty());
        prop_assert!(!paper.mark(&[]).passed, "no answer is no pass");
    }
}
