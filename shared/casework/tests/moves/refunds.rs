//! A demand that is withdrawn (M44): nothing is due of it any more, what had come back is refunded once and whole, and the ledger
//! promises it again.

use casework::access::Role;
use casework::case::{Case, Command, ConditionCheck, Decision, Term};
use casework::due::next_look;
use casework::ledger::{Change, Limits, Line};
use casework::refusal::Refusal;
use casework::supervision::Measure;
use facts::{Calendar, Day, Instant, Money, Text};
use proptest::prelude::*;

use crate::commands::checked;
use crate::samples::{Life, actor, id, submission};
use crate::subjects::undated;

pub(crate) fn day(text: &str) -> Instant {
    id::<Day>(text).start()
}

/// A case that may be paid since 2026-04-08.
pub(crate) fn payable(submission: casework::case::Submission) -> Life {
    let mut life = Life::begun(submission);
    let approved = Decision::Approved {
        amount: Some(Money::yuan(200_000)),
        reason: "符合条件".to_owned(),
    };
    for (command, role, on) in [
        (Command::Assign, Role::Platform, "2026-03-03"),
        (
            Command::Decide {
                checked: checked(&approved),
                decision: approved,
            },
            Role::Officer,
            "2026-03-04",
        ),
        (
            Command::Release { message: None },
            Role::Clerk,
            "2026-03-05",
        ),
        (Command::Look, Role::Platform, "2026-04-08"),
    ] {
        life.tell(command, &actor(role), day(on)).unwrap();
    }
    life
}

pub(crate) fn pay(yuan: i64, met: Option<&str>) -> Command {
    Command::Pay {
        amount: Money::yuan(yuan),
        reference: "PO-1".to_owned(),
        met: met.map(str::to_owned),
    }
}

pub(crate) fn claw_back(yuan: i64) -> Command {
    Command::ClawBack {
        amount: Money::yuan(yuan),
        ground: "复核发现不再符合条件".to_owned(),
        until: id("2026-10-30"),
        remedy: "可申请行政复议".to_owned(),
    }
}

pub(crate) fn repay(yuan: i64) -> Command {
    Command::Repay {
        amount: Money::yuan(yuan),
        reference: "RC-1".to_owned(),
    }
}

fn refund(yuan: i64) -> Command {
    refunds(1, yuan)
}

pub(crate) fn refunds(demand: u32, yuan: i64) -> Command {
    Command::Refund {
        demand,
        amount: Money::yuan(yuan),
        reference: "PO-9".to_owned(),
    }
}

pub(crate) fn withdraw(demand: u32) -> Command {
    Command::WithdrawClawBack {
        demand,
        reason: "行政复议撤销追回决定".to_owned(),
    }
}

pub(crate) fn change(before: &Case, life: &Life) -> Option<Change> {
    Change::between(before, &life.case)
}

#[test]
fn nothing_is_due_of_a_demand_that_was_withdrawn_and_what_came_back_is_refunded() {
    let mut life = payable(submission());
    let (finance, lead, calendar) = (actor(Role::Finance), actor(Role::Lead), Calendar::default());
    let none = life.tell(withdraw(1), &finance, day("2026-04-09"));
    assert!(none.is_err(), "nothing was asked back");
    for command in [pay(200_000, None), claw_back(50_000), repay(20_000)] {
        life.tell(command, &finance, day("2026-04-09")).unwrap();
    }
    let unreasoned = Command::WithdrawClawBack {
        demand: 1,
        reason: " ".to_owned(),
    };
    let unreasoned = life.tell(unreasoned, &lead, day("2026-05-06"));
    assert_eq!(unreasoned, Err(Refusal::ReasonNeeded));
    let before = life.case.clone();
    life.tell(withdraw(1), &lead, day("2026-05-06")).unwrap();
    let again = Change::Restore(Money::yuan(20_000));
    assert_eq!(change(&before, &life), Some(again));
    assert!(life.case.owed().is_none());
    let measure = Measure::of(&life.case, &calendar);
    assert_eq!(
        (measure.asked_back, measure.repaid),
        (Money::ZERO, Money::ZERO)
    );
    let refused = life.tell(claw_back(1), &finance, day("2026-05-06"));
    assert!(refused.is_err(), "first what came back is refunded");
    // ten working days from the withdrawal, then the coordinator is asked, once
    assert_eq!(life.case.awaited(&calendar), Some(id("2026-05-20")));
    assert_eq!(next_look(&life.case, &calendar), Some(day("2026-05-21")));
    let platform = actor(Role::Platform);
    for (on, new) in [("2026-05-20", 0), ("2026-05-21", 1), ("2026-06-30", 0)] {
        assert_eq!(
            life.tell(Command::Look, &platform, day(on)),
            Ok(new),
            "{on}"
        );
    }
    let follow_up = life.case.follow_up(&calendar).unwrap();
    assert_eq!(follow_up.reason.word(), "not_refunded");
    let due = Money::yuan(20_000);
    for yuan in [19_999, 20_001, 0] {
        let other = life.tell(refund(yuan), &finance, day("2026-07-01"));
        assert_eq!(other, Err(Refusal::AmountDiffers { due, left: due }));
    }
    let before = life.case.clone();
    life.tell(refund(20_000), &finance, day("2026-07-01"))
        .unwrap();
    assert_eq!(change(&before, &life), None, "it was promised again before");
    assert!(
        life.tell(refund(20_000), &finance, day("2026-07-01"))
            .is_err()
    );
    assert!(life.case.follow_up(&calendar).is_none());
    assert!(next_look(&life.case, &calendar).is_none());
    assert_eq!(life.case.can_be_asked_back(), Money::yuan(200_000));
}

/// Where the second part has a condition and no day.
#[test]
fn a_condition_without_a_day_is_asked_about_each_quarter_until_it_is_met() {
    let (finance, officer, platform) = (
        actor(Role::Finance),
        actor(Role::Officer),
        actor(Role::Platform),
    );
    let calendar = Calendar::default();
    let mut life = payable(undated(submission()));
    life.tell(pay(120_000, None), &finance, day("2026-04-09"))
        .unwrap();
    assert_eq!(life.case.condition_due(), Some(id("2026-07-09")));
    assert_eq!(life.case.awaited(&calendar), Some(id("2026-07-09")));
    for (on, new) in [
        ("2026-07-08", 0),
        ("2026-07-09", 1),
        ("2026-07-10", 0),
        ("2026-07-24", 1),
        ("2026-08-24", 0),
    ] {
        assert_eq!(
            life.tell(Command::Look, &platform, day(on)),
            Ok(new),
            "{on}"
        );
    }
    let follow_up = life.case.follow_up(&calendar).unwrap();
    assert_eq!(
        (follow_up.reason.word(), follow_up.from),
        ("not_checked", id("2026-07-24"))
    );
    let check = |met| Command::CheckCondition {
        met,
        words: "年报尚未公布".to_owned(),
    };
    life.tell(check(false), &officer, day("2026-08-25"))
        .unwrap();
    // who answered is left in peace for a quarter
    assert_eq!(life.case.condition_due(), Some(id("2026-11-25")));
    assert_eq!(
        life.tell(Command::Look, &platform, day("2026-11-24")),
        Ok(0)
    );
    assert_eq!(
        life.tell(Command::Look, &platform, day("2026-11-25")),
        Ok(1)
    );
    life.tell(check(true), &officer, day("2026-11-26")).unwrap();
    let due = life.case.later_instalment().and_then(|(_, due)| due);
    assert_eq!(
        (due, life.case.condition_due()),
        (Some(id("2026-11-26")), None)
    );
    // what was found need not be written twice
    life.tell(pay(80_000, None), &finance, day("2026-11-27"))
        .unwrap();
    assert_eq!(life.case.state.word(), "paid");
}

#[test]
fn what_was_found_of_a_condition_says_when_it_is_paid() {
    let term = |from: Option<&str>| Term {
        share: facts::Rate::parse("100%").unwrap(),
        words: Text::new("复核后", "after a review"),
        conditional: true,
        from: from.map(id),
    };
    for (from, met, due) in [
        (None, None, None),
        (Some("2027-01-01"), None, Some("2027-01-01")),
        (Some("2027-01-01"), Some(false), None),
        (Some("2027-01-01"), Some(true), Some("2027-03-01")),
        (None, Some(true), Some("2027-03-01")),
    ] {
        let mut instalments = casework::case::instalments(Money::yuan(1), &[term(from)]);
        instalments[0].check = met.map(|met| ConditionCheck {
            on: id("2027-03-01"),
            met,
            words: "已核实".to_owned(),
        });
        let award = casework::case::Award {
            amount: Some(Money::yuan(1)),
            reason: String::new(),
            publicity: None,
            instalments,
        };
        assert_eq!(award.falls_due(), due.map(id), "{from:?} {met:?}");
    }
}

proptest! {
    /// What the enterprise has a right to is noted whatever others were promised; nothing more is promised until there is room again.
    #[test]
    fn what_is_restored_is_noted_beyond_the_budget_and_nothing_follows(taken in 1..1_000_i64, back in 1..1_000_i64, more in 1..1_000_i64) {
        let limits = Limits { places: None, budget: Some(Money::yuan(taken)) };
        let back = back.min(taken);
        let line = Line::begun(id("first-industrial-award"), "2026".to_owned());
        let line = line.after(Change::Take(Money::yuan(taken)), limits).unwrap();
        let line = line.after(Change::Return(Money::yuan(back)), limits).unwrap();
        let full = line.after(Change::Take(Money::yuan(back)), limits).unwrap();
        let over = full.after(Change::Restore(Money::yuan(back)), limits).unwrap();
        prop_assert_eq!((over.places, over.committed), (2, Money::yuan(taken + back)));
        let refused = over.after(Change::Take(Money::yuan(more)), limits);
        prop_assert_eq!(refused, Err(Refusal::Exhausted { places: None, money: Some(Money::ZERO) }));
    }
}
