//! Several demands to pay back on one case (M44): each is withdrawn and refunded by its ordinal, and the sums are right in every order.

use casework::access::Role;
use casework::case::{Command, Event};
use casework::ledger::Change;
use casework::refusal::Refusal;
use facts::{Calendar, Money};
use proptest::prelude::*;

use crate::laws::keeps_its_demands;
use crate::refunds::{change, claw_back, day, pay, payable, refunds, repay, withdraw};
use crate::samples::{actor, id, submission};

#[test]
fn any_demand_that_stands_can_be_withdrawn_while_a_later_one_does() {
    let finance = actor(Role::Finance);
    let calendar = Calendar::default();
    let mut life = payable(submission());
    for command in [
        pay(200_000, None),
        claw_back(50_000),
        repay(50_000),
        claw_back(30_000),
        repay(10_000),
    ] {
        life.tell(command, &finance, day("2026-04-09")).unwrap();
    }
    for unknown in [0, 3] {
        let refused = life.tell(withdraw(unknown), &finance, day("2026-04-10"));
        assert_eq!(refused, Err(Refusal::NoSuchDemand), "{unknown}");
    }
    let before = life.case.clone();
    life.tell(withdraw(1), &finance, day("2026-04-10")).unwrap();
    let again = Change::Restore(Money::yuan(50_000));
    assert_eq!(change(&before, &life), Some(again));
    let left = life.case.owed().map(casework::case::ClawBack::left);
    assert_eq!(
        left,
        Some(Money::yuan(20_000)),
        "the later one is owed as before"
    );
    assert_eq!(life.case.to_refund(), Money::yuan(50_000));
    assert_eq!(
        life.tell(withdraw(1), &finance, day("2026-04-10")),
        Err(Refusal::NoSuchDemand),
        "once"
    );
    // both wait: what is refunded falls due first
    assert_eq!(
        life.case.awaited(&calendar),
        life.case.refund_until(&calendar)
    );
    let reason = life.case.follow_up(&calendar).unwrap().reason;
    assert_eq!(reason.word(), "not_refunded");
    // the other falls too, before anything was refunded
    life.tell(withdraw(2), &finance, day("2026-04-13")).unwrap();
    assert_eq!(life.case.to_refund(), Money::yuan(60_000));
    let wrong = life.tell(refunds(2, 50_000), &finance, day("2026-04-14"));
    let due = Money::yuan(10_000);
    assert_eq!(wrong, Err(Refusal::AmountDiffers { due, left: due }));
    for (demand, yuan) in [(2, 10_000), (1, 50_000)] {
        life.tell(refunds(demand, yuan), &finance, day("2026-04-14"))
            .unwrap();
        let twice = life.tell(refunds(demand, yuan), &finance, day("2026-04-14"));
        assert!(twice.is_err());
    }
    assert!(!life.case.demand_open() && life.case.can_be_withdrawn().next().is_none());
    assert_eq!(life.case.can_be_asked_back(), Money::yuan(200_000));
}

#[test]
fn what_is_reminded_of_an_open_demand_stays_so_when_another_falls() {
    let (finance, platform) = (actor(Role::Finance), actor(Role::Platform));
    let mut life = payable(submission());
    for command in [
        pay(200_000, None),
        claw_back(50_000),
        repay(50_000),
        claw_back(30_000),
    ] {
        life.tell(command, &finance, day("2026-04-09")).unwrap();
    }
    assert_eq!(
        life.tell(Command::Look, &platform, day("2026-10-30")),
        Ok(1)
    );
    life.tell(withdraw(1), &finance, day("2026-10-30")).unwrap();
    assert_eq!(
        life.tell(Command::Look, &platform, day("2026-10-30")),
        Ok(0)
    );
}

/// A record of before demands had ordinals means the last that stood, and the one that was to be refunded.
#[test]
fn records_without_an_ordinal_mean_what_they_meant() {
    let finance = actor(Role::Finance);
    let mut life = payable(submission());
    for command in [
        pay(200_000, None),
        claw_back(50_000),
        repay(50_000),
        claw_back(30_000),
        repay(5_000),
    ] {
        life.tell(command, &finance, day("2026-04-09")).unwrap();
    }
    let mut case = life.case.clone();
    let on = id("2026-04-10");
    for event in [
        Event::ClawBackWithdrawn {
            demand: None,
            withdrawn_on: on,
            reason: "撤销".to_owned(),
        },
        Event::Refunded {
            demand: None,
            amount: Money::yuan(5_000),
            refunded_on: on,
            reference: "PO-9".to_owned(),
        },
    ] {
        let recorded = casework::case::Recorded {
            version: case.version + 1,
            at: day("2026-04-10"),
            by: finance.clone(),
            event,
        };
        case = case.apply(&recorded).unwrap();
    }
    let standing: Vec<bool> = case.claw_backs.iter().map(|one| one.stands()).collect();
    assert_eq!(
        (standing, case.to_refund()),
        (vec![true, false], Money::ZERO)
    );
}

proptest! {
    /// Whatever the order of demands, repayments, withdrawals and refunds.
    #[test]
    fn the_sums_of_demands_are_right_in_every_order(steps in proptest::collection::vec((0..4_u8, 1..4_u32, 1..60_i64), 0..24)) {
        let finance = actor(Role::Finance);
        let mut life = payable(submission());
        life.tell(pay(200_000, None), &finance, day("2026-04-09")).unwrap();
        let mut done = [0_u32; 4];
        for (which, demand, thousands) in steps {
            let before = life.case.clone();
            let yuan = thousands * 1_000;
            let whole = life.case.demands().find(|(ordinal, _)| *ordinal == demand);
            let whole = whole.map_or(Money::ZERO, |(_, one)| one.to_refund());
            let command = match which {
                0 => claw_back(yuan),
                1 => repay(yuan),
                2 => withdraw(demand),
                _ => Command::Refund { demand, amount: whole, reference: "PO-9".to_owned() },
            };
            let told = life.tell(command, &finance, day("2026-04-09")).is_ok();
            done[usize::from(which)] += u32::from(told);
            keeps_its_demands(&life.case)?;
            if !told {
                prop_assert_eq!(&before, &life.case);
            }
            let stands = before.claw_backs.iter().filter(|one| one.stands()).count();
            let others = life.case.demands().zip(&before.claw_backs);
            if told && which == 2 {
                prop_assert_eq!(life.case.can_be_withdrawn().count() + 1, stands);
                for ((ordinal, now), was) in others {
                    prop_assert!(ordinal == demand || now == was, "only the one that was named");
                }
            }
        }
        prop_assert!(done[3] <= done[2] && done[2] <= done[0]);
    }
}
