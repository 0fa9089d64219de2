//! What a department says of the checklist (M43, M73): every fault at once, and never a decision against what it found.

use casework::access::Role;
use casework::case::{Checked, Command, Decision, Finding, Tick};
use casework::refusal::Refusal;
use facts::Money;
use proptest::prelude::*;

use crate::commands::checked;
use crate::samples::{Life, actor, at, submission};

fn in_review() -> Life {
    let mut life = Life::begun(submission());
    life.tell(Command::Assign, &actor(Role::Platform), at(1))
        .unwrap();
    life
}

fn approved() -> Decision {
    Decision::Approved {
        amount: Some(Money::yuan(200_000)),
        reason: "符合条件".to_owned(),
    }
}

fn refused() -> Decision {
    Decision::Refused {
        reason: "未达规模".to_owned(),
        remedy: "可申请复核".to_owned(),
    }
}

fn tick(entry: &str, finding: Finding, evidence: Option<&str>) -> Tick {
    Tick {
        entry: entry.to_owned(),
        finding,
        evidence: evidence.map(str::to_owned),
    }
}

/// The faults of this decision with this list, by entry.
fn check(decision: Decision, checked: Checked, expected: &[(&str, &str)]) {
    let mut life = in_review();
    let told = life.tell(
        Command::Decide { decision, checked },
        &actor(Role::Officer),
        at(2),
    );
    let flaws = match told {
        Ok(_) => Vec::new(),
        Err(Refusal::ChecklistOpen { flaws }) => flaws,
        Err(other) => panic!("{other:?}"),
    };
    let found: Vec<(&str, &str)> = flaws
        .iter()
        .map(|flaw| (flaw.entry.as_str(), flaw.code))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn every_fault_is_told_at_once() {
    check(approved(), checked(&approved()), &[]);
    check(
        approved(),
        Checked::default(),
        &[
            ("condition-1", "not_ticked"),
            ("material-application-form", "not_ticked"),
        ],
    );
    let ticks = vec![
        tick("condition-1", Finding::NotMet, Some("  ")),
        tick("condition-1", Finding::Met, Some("名录")),
        tick("condition-9", Finding::Met, None),
    ];
    check(
        approved(),
        Checked {
            ticks,
            other_ground: None,
            despite: None,
        },
        &[
            ("condition-1", "evidence_needed"),
            ("condition-1", "ticked_twice"),
            ("condition-9", "unknown_entry"),
            ("condition-1", "not_met"),
            ("material-application-form", "not_ticked"),
        ],
    );
}

#[test]
fn a_refusal_has_a_ground_in_the_list_or_outside_it() {
    check(refused(), checked(&refused()), &[]);
    check(refused(), Checked::default(), &[("", "ground_needed")]);
    let other = |ground: &str| Checked {
        ticks: Vec::new(),
        other_ground: Some(ground.to_owned()),
        despite: None,
    };
    check(refused(), other("名额已满"), &[]);
    check(refused(), other("  "), &[("", "ground_needed")]);
}

#[test]
fn a_case_from_before_checklists_is_decided_without() {
    let mut old = submission();
    old.subject.conditions.clear();
    let mut life = Life::begun(old);
    life.tell(Command::Assign, &actor(Role::Platform), at(1))
        .unwrap();
    let decide = Command::Decide {
        decision: approved(),
        checked: Checked::default(),
    };
    life.tell(decide, &actor(Role::Officer), at(2)).unwrap();
    assert!(life.case.checklist().is_empty());
}

proptest! {
    /// Whatever is ticked: what is taken approves only what is whole and met.
    #[test]
    fn what_is_approved_was_checked_whole(ticks in proptest::collection::vec((0..3_usize, 0..3_usize, any::<bool>()), 0..5)) {
        let entries = ["condition-1", "material-application-form", "condition-2"];
        let ticks: Vec<Tick> = ticks
            .into_iter()
            .map(|(entry, finding, evidence)| {
                tick(entries[entry], Finding::ALL[finding], evidence.then_some("名录"))
            })
            .collect();
        let mut life = in_review();
        let checked = Checked { ticks: ticks.clone(), other_ground: None, despite: None };
        let decide = Command::Decide { decision: approved(), checked };
        let taken = life.tell(decide, &actor(Role::Officer), at(2)).is_ok();
        let once = |id: &str| {
            let mut of = ticks.iter().filter(|tick| tick.entry == id);
            let first = of.next();
            first.filter(|_| of.next().is_none()).is_some_and(|tick| {
                tick.finding != Finding::NotMet && (tick.evidence.is_some() || !id.starts_with("condition"))
            })
        };
        let whole = once("condition-1") && once("material-application-form") && ticks.len() == 2;
        prop_assert_eq!(taken, whole);
    }
}
