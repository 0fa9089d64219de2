//! Instalments and claw-back (M44): the parts are the whole, nothing is paid or asked back twice, and the ledger follows.

use casework::access::Role;
use casework::case::{Case, Command, Decision, State, Term, instalments};
use casework::due::next_look;
use casework::ledger::Change;
use casework::refusal::Refusal;
use facts::{Calendar, Day, Money, Rate, Text};
use proptest::prelude::*;

use crate::commands::checked;
use crate::samples::{Life, actor, at, id, submission};
use crate::subjects::in_parts;

fn terms() -> impl Strategy<Value = Vec<Term>> {
    let term = (1..100_i64, any::<bool>()).prop_map(|(percent, conditional)| Term {
        share: Rate::parse(&format!("{percent}%")).unwrap(),
        words: Text::new("一期", "a part"),
        conditional,
        from: None,
    });
    proptest::collection::vec(term, 0..6)
}

proptest! {
    #[test]
    fn the_parts_are_the_whole_to_the_fen(fen in 1..100_000_000_000_i64, terms in terms()) {
        let amount = Money::of_fen(fen);
        let parts = instalments(amount, &terms);
        let sum = parts.iter().fold(Money::ZERO, |sum, part| sum.plus(part.amount));
        prop_assert_eq!(sum, amount);
        prop_assert!(!parts.is_empty() && parts.len() <= terms.len().max(1));
        prop_assert!(parts.iter().all(|part| part.amount > Money::ZERO));
        // each but the last is its share, less than a fen short
        let all: i64 = terms.iter().map(|term| whole(term.share)).sum();
        if parts.len() == terms.len() {
            for (part, term) in parts.iter().zip(&terms).take(terms.len().saturating_sub(1)) {
                let exact = i128::from(fen) * i128::from(whole(term.share));
                prop_assert_eq!(i128::from(part.amount.fen()), exact / i128::from(all));
            }
        }
    }
}

/// Per cent of a rate of whole per cents.
fn whole(rate: Rate) -> i64 {
    rate.to_string().trim_end_matches('%').parse().unwrap()
}

/// A case in two parts of 120 000 and 80 000 yuan, to be paid; the hour it came to that.
fn payable() -> (Life, i64) {
    let mut life = Life::begun(in_parts(submission()));
    let approved = Decision::Approved {
        amount: Some(Money::yuan(200_000)),
        reason: "符合条件".to_owned(),
    };
    for (command, role, hours) in [
        (Command::Assign, Role::Platform, 1),
        (
            Command::Decide {
                checked: checked(&approved),
                decision: approved,
            },
            Role::Officer,
            2,
        ),
        (Command::Release { message: None }, Role::Clerk, 3),
        (Command::Look, Role::Platform, 24 * 30),
    ] {
        life.tell(command, &actor(role), at(hours)).unwrap();
    }
    (life, 24 * 30)
}

fn pay(yuan: i64) -> Command {
    Command::Pay {
        amount: Money::yuan(yuan),
        reference: "PO-1".to_owned(),
        met: Some("已核实在库".to_owned()),
    }
}

fn claw_back(yuan: i64) -> Command {
    Command::ClawBack {
        amount: Money::yuan(yuan),
        ground: "复核发现不再符合条件".to_owned(),
        until: id("2026-10-30"),
        remedy: "可申请行政复议或者提起行政诉讼".to_owned(),
    }
}

fn repay(yuan: i64) -> Command {
    Command::Repay {
        amount: Money::yuan(yuan),
        reference: "RC-1".to_owned(),
    }
}

fn change(before: &Case, life: &Life) -> Option<Change> {
    Change::between(before, &life.case)
}

#[test]
fn each_part_is_paid_once_in_its_order_and_on_its_day() {
    let finance = actor(Role::Finance);
    let (mut life, hours) = payable();
    let wrong = life.tell(pay(200_000), &finance, at(hours));
    let (due, left) = (Money::yuan(120_000), Money::yuan(200_000));
    assert_eq!(wrong, Err(Refusal::AmountDiffers { due, left }));

    life.tell(pay(120_000), &finance, at(hours)).unwrap();
    assert_eq!(life.case.state.word(), "payable");
    assert!(life.case.clock.stopped.is_some(), "the promise was kept");
    let from: Day = id("2026-08-03");
    let early = life.tell(pay(80_000), &finance, at(hours + 1));
    assert_eq!(early, Err(Refusal::NotDueYet { from }));
    assert_eq!(
        next_look(&life.case, &Calendar::default()),
        Some(from.start())
    );

    // on its day the counter is reminded, after ten working days the coordinator is asked to step in, and each once
    for (hours, new) in [(24 * 155, 1), (24 * 156, 0), (24 * 200, 1), (24 * 201, 0)] {
        let told = life.tell(Command::Look, &actor(Role::Platform), at(hours));
        assert_eq!(told, Ok(new), "{hours}");
    }
    let unproven = Command::Pay {
        amount: Money::yuan(80_000),
        reference: "PO-2".to_owned(),
        met: None,
    };
    let unproven = life.tell(unproven, &finance, at(24 * 202));
    assert_eq!(unproven, Err(Refusal::ConditionUnproven));
    life.tell(pay(80_000), &finance, at(24 * 202)).unwrap();
    assert_eq!(life.case.state.word(), "paid");
    assert!(life.tell(pay(80_000), &finance, at(24 * 203)).is_err());
}

#[test]
fn a_part_whose_condition_fails_is_cancelled_and_given_back() {
    let (mut life, hours) = payable();
    let cancel = Command::CancelInstalment {
        reason: "次年已退出规上".to_owned(),
        remedy: "可申请行政复议或者提起行政诉讼".to_owned(),
    };
    let finance = actor(Role::Finance);
    let first = life.tell(cancel.clone(), &finance, at(hours));
    assert!(first.is_err(), "the first part has no condition to fail");
    life.tell(pay(120_000), &finance, at(hours)).unwrap();
    let before = life.case.clone();
    life.tell(cancel, &actor(Role::Lead), at(hours + 1))
        .unwrap();
    assert_eq!(life.case.state.word(), "paid");
    let back = Change::Return(Money::yuan(80_000));
    assert_eq!(change(&before, &life), Some(back), "the place stays taken");
}

#[test]
fn an_award_of_which_nothing_is_paid_came_to_nothing() {
    let mut submission = in_parts(submission());
    submission.subject.instalments.remove(0);
    let mut life = Life::begun(submission);
    let (parted, _) = payable();
    for recorded in &parted.history[1..] {
        let mut recorded = recorded.clone();
        if let casework::case::Event::Released { instalments, .. } = &mut recorded.event {
            instalments.remove(0);
        }
        life.case = life.case.apply(&recorded).unwrap();
    }
    let before = life.case.clone();
    let cancel = Command::CancelInstalment {
        reason: "未通过复核".to_owned(),
        remedy: "可申请行政复议".to_owned(),
    };
    life.tell(cancel, &actor(Role::Finance), at(24 * 31))
        .unwrap();
    assert!(matches!(life.case.state, State::Refused { .. }));
    let back = Change::GiveBack(Money::yuan(80_000));
    assert_eq!(change(&before, &life), Some(back));
}

#[test]
fn what_is_asked_back_is_paid_back_in_parts_and_the_ledger_gets_it() {
    let (mut life, hours) = payable();
    let finance = actor(Role::Finance);
    assert!(
        life.tell(claw_back(1), &finance, at(hours)).is_err(),
        "nothing was paid"
    );
    life.tell(pay(120_000), &finance, at(hours)).unwrap();
    let left = Money::yuan(120_000);
    for yuan in [0, -1, 120_001] {
        let beyond = life.tell(claw_back(yuan), &finance, at(hours));
        assert_eq!(beyond, Err(Refusal::BeyondPaid { left }), "{yuan}");
    }
    let before = life.case.clone();
    life.tell(claw_back(50_000), &finance, at(hours)).unwrap();
    assert_eq!(change(&before, &life), None, "a demand brings no money");
    let second = life.tell(claw_back(10_000), &finance, at(hours));
    assert!(second.is_err(), "one demand at a time");

    for (yuan, back) in [(30_000, 30_000), (20_000, 20_000)] {
        let before = life.case.clone();
        life.tell(repay(yuan), &finance, at(hours + 1)).unwrap();
        let back = Change::Return(Money::yuan(back));
        assert_eq!(change(&before, &life), Some(back));
    }
    assert!(life.case.owed().is_none());
    assert!(life.tell(repay(1), &finance, at(hours + 2)).is_err());
    assert_eq!(life.case.can_be_asked_back(), Money::yuan(70_000));
}

#[test]
fn who_does_not_pay_back_is_reminded_and_then_escalated_after_the_end_as_well() {
    let mut life = Life::begun(submission());
    let (parted, hours) = payable();
    for recorded in &parted.history[1..] {
        let mut recorded = recorded.clone();
        if let casework::case::Event::Released { instalments, .. } = &mut recorded.event {
            instalments.clear();
        }
        life.case = life.case.apply(&recorded).unwrap();
    }
    let finance = actor(Role::Finance);
    life.tell(pay(200_000), &finance, at(hours)).unwrap();
    life.tell(claw_back(200_000), &finance, at(hours)).unwrap();
    assert!(life.case.ended());
    let day = |text: &str| id::<Day>(text).start();
    let platform = actor(Role::Platform);
    for (day, new, left) in [
        (day("2026-10-28"), 1, "repayment_soon"),
        (day("2026-10-29"), 0, ""),
        (day("2026-10-31"), 1, "repayment_late"),
        (day("2026-11-30"), 0, ""),
    ] {
        let told = life.tell(Command::Look, &platform, day);
        assert_eq!(told, Ok(new), "{left}");
    }
    let follow_up = life.case.follow_up(&Calendar::default()).unwrap();
    assert_eq!(follow_up.reason.word(), "not_repaid");
    life.tell(repay(200_000), &finance, day("2026-12-01"))
        .unwrap();
    assert!(life.case.follow_up(&Calendar::default()).is_none());
    assert!(next_look(&life.case, &Calendar::default()).is_none());
}
