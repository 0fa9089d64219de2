//! What every history keeps, over generated ones.

use casework::access::Role;
use casework::case::checklist::Entry;
use casework::case::{
    Case, ClawBack, Decision, Event, Finding, Kind, Reminder, State, Submission, Viewer, timeline,
};
use casework::effect::{Action, Audience, effects};
use facts::{Calendar, Money};
use proptest::prelude::*;

use crate::commands::commands;
use crate::samples::{Life, actors, asked, at, co_handled, submission};
use crate::subjects::{contesting, in_parts, undated};

fn stories() -> impl Strategy<Value = Vec<(usize, usize, i64)>> {
    let step = (0..commands().len(), 0..actors().len(), 0..24 * 40_i64);
    proptest::collection::vec(step, 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_history_keeps_its_laws(kind in 0..=Kind::ALL.len(), special in (0..3_u8, any::<bool>()), story in stories()) {
        let mut life = Life::begun(of_kind_or_co_handled(Kind::ALL.get(kind).copied(), special));
        let mut hours = 0;
        for (command, role, wait) in story {
            hours += wait;
            let before = life.clone();
            let command = commands()[command].clone();
            let told = life.tell(command, &actors()[role].1, at(hours));
            if told.is_err() {
                prop_assert_eq!(&life.case, &before.case, "a refusal changes nothing");
            }
            let new = &life.history[before.history.len()..];
            if before.case.ended() {
                let follows = |recorded: &casework::case::Recorded| matches!(
                    recorded.event,
                    Event::Rated { .. }
                        | Event::Visited { .. }
                        | Event::Reopened { .. }
                        | Event::ClawedBack { .. }
                        | Event::Repaid { .. }
                        | Event::ClawBackWithdrawn { .. }
                        | Event::Refunded { .. }
                        | Event::Reminded { .. }
                );
                prop_assert!(new.iter().all(follows), "after the end there is only how it was, a call back, asking back, and beginning again");
            }
            holds(&life)?;
            let caused = effects(&life.case, new);
            let again = effects(&life.case, new);
            let same = caused.iter().map(casework::effect::Effect::identity).eq(again.iter().map(casework::effect::Effect::identity));
            prop_assert!(same, "the same cause has the same identity");
            let told = |effect: &casework::effect::Effect| matches!(&effect.action, Action::Tell { audience: Audience::Enterprise, .. });
            let ends = life.case.ended() && !before.case.ended();
            prop_assert!(!ends || caused.iter().any(told), "M37: nothing ends without an outcome told");
        }
    }
}

/// Paid at once, in parts, or in parts of which the second waits for its condition only; given out as it comes or once its opening closed.
fn in_so_many(submission: Submission, (parted, contest): (u8, bool)) -> Submission {
    let submission = match parted {
        0 => submission,
        1 => in_parts(submission),
        _ => undated(submission),
    };
    if contest {
        contesting(submission)
    } else {
        submission
    }
}

/// What a case of this kind, or one with co-handling departments, begins with.
fn of_kind_or_co_handled(kind: Option<Kind>, special: (u8, bool)) -> Submission {
    match kind {
        Some(Kind::Application) => in_so_many(submission(), special),
        Some(kind) => asked(kind),
        None => in_so_many(co_handled(), special),
    }
}

fn holds(life: &Life) -> Result<(), TestCaseError> {
    holds_together(life)?;
    holds_money(life)?;
    tells_in_its_time(life)?;
    keeps_to_its_kind(life)?;
    hears_everybody(life)?;
    keeps_its_promise(&life.case)
}

fn holds_together(life: &Life) -> Result<(), TestCaseError> {
    let case = &life.case;
    prop_assert_eq!(
        &Case::replay(&life.history).unwrap(),
        case,
        "the events are the case"
    );
    prop_assert_eq!(usize::try_from(case.version).unwrap(), life.history.len());
    prop_assert!(
        !case.holder().zh.is_empty() && !case.next_step().zh.is_empty(),
        "never without an owner"
    );
    prop_assert!(
        case.objections.is_empty() || matches!(case.state, State::InPublicity { .. }),
        "nothing goes on while somebody who objected is not answered"
    );
    Ok(())
}

fn holds_money(life: &Life) -> Result<(), TestCaseError> {
    let Some(award) = life.case.award() else {
        prop_assert!(life.case.claw_backs.is_empty());
        return Ok(());
    };
    let parts = award.instalments.iter().map(|part| part.amount);
    let all = parts.fold(Money::ZERO, Money::plus);
    prop_assert_eq!(
        award.amount.unwrap_or_default(),
        all,
        "the parts are the whole"
    );
    let cancelled = all.minus(award.paid()).minus(award.left());
    prop_assert!(cancelled >= Money::ZERO, "never more than was approved");
    let ended = matches!(life.case.state, State::Paid { .. });
    prop_assert!(!ended || (award.left() == Money::ZERO && award.paid() > Money::ZERO));
    let payable = matches!(life.case.state, State::Payable { .. });
    prop_assert!(
        !payable || award.left() > Money::ZERO,
        "payable until the last is paid"
    );
    let case = &life.case;
    let allocated = case.subject.contest.is_none() || case.allocation.is_some();
    prop_assert!(
        allocated,
        "nothing is released before its opening is allocated"
    );
    prop_assert!(
        case.asked_back() <= award.paid(),
        "asked back is what was paid, at most"
    );
    prop_assert!(case.repaid() <= case.asked_back());
    let open = case
        .claw_backs
        .iter()
        .filter(|one| one.left() > Money::ZERO);
    prop_assert!(open.count() <= 1, "one demand at a time");
    keeps_its_demands(case)
}

/// What is owed and what came back are what was asked, of each demand that stands; nothing is due of the others, and what came back of them
/// and was not refunded is to be.
pub(crate) fn keeps_its_demands(case: &Case) -> Result<(), TestCaseError> {
    let sum = |amounts: Vec<Money>| amounts.into_iter().fold(Money::ZERO, Money::plus);
    for (ordinal, one) in case.demands() {
        let left = if one.stands() {
            one.amount.minus(one.repaid())
        } else {
            Money::ZERO
        };
        prop_assert_eq!(one.left(), left, "demand {}", ordinal);
        prop_assert!(one.repaid() <= one.amount);
        prop_assert!(!one.stands() || one.to_refund() == Money::ZERO);
    }
    let fell = || case.claw_backs.iter().filter(|one| !one.stands());
    let back = sum(fell().map(ClawBack::repaid).collect());
    let refunds = fell().filter_map(|one| one.withdrawn.as_ref()?.refunded.as_ref());
    let refunded = sum(refunds.map(|refund| refund.amount).collect());
    prop_assert_eq!(case.to_refund(), back.minus(refunded));
    Ok(())
}

fn tells_in_its_time(life: &Life) -> Result<(), TestCaseError> {
    let case = &life.case;
    let seen = case.seen_by(Viewer::Enterprise);
    if let State::Decided { .. } = &case.state {
        prop_assert!(
            seen.decision.is_none() && seen.word != "decided",
            "M53: nothing before the release"
        );
        let told = timeline(&life.history, Viewer::Enterprise);
        prop_assert!(told.iter().all(|line| line.event != "decided"));
    }
    if let Some(Decision::Approved { .. }) = case.decision() {
        let met = |entry: &Entry| {
            let tick = case.checked.tick(&entry.id);
            tick.is_some_and(|tick| tick.finding != Finding::NotMet)
        };
        prop_assert!(
            case.checklist().iter().all(met),
            "M43: what is approved was checked, and nothing of it is not met"
        );
    }
    if let Some(Decision::Refused { reason, remedy }) = case.decision() {
        prop_assert!(
            case.checked.other_ground.is_some() || !case.not_met().is_empty(),
            "M43: a refusal has a ground"
        );
        prop_assert!(
            !reason.is_empty() && !remedy.is_empty(),
            "a refusal says why and what can be done"
        );
    }
    Ok(())
}

/// One merged answer (M11).
fn hears_everybody(life: &Life) -> Result<(), TestCaseError> {
    let case = &life.case;
    let lead = case.department().map(|desk| &desk.department);
    if case.decision().is_some() {
        prop_assert!(
            case.parts.iter().all(|part| !part.is_open()),
            "nothing is decided while somebody is still asked"
        );
    }
    if let Some(Decision::Approved { .. }) = case.decision() {
        prop_assert!(
            case.disagreeing().is_empty() || case.checked.despite.is_some(),
            "against a department only with a reason"
        );
    }
    let asked: Vec<_> = case.open_parts().filter(|part| part.is_asked()).collect();
    for part in &asked {
        prop_assert!(
            Some(&part.asked.department) != lead,
            "nobody co-handles its own"
        );
        let same = asked
            .iter()
            .filter(|other| other.asked.department == part.asked.department);
        prop_assert_eq!(same.count(), 1, "nobody is asked twice at once");
        let clock = part.clock.as_ref().unwrap();
        let mends = matches!(case.state, State::SentBack { .. });
        prop_assert_eq!(
            clock.runs(),
            !mends,
            "a part rests while the enterprise mends"
        );
    }
    let round = asked
        .iter()
        .map(|part| part.asked.round)
        .filter(|round| *round > 0)
        .min();
    let waits = case.open_parts().filter(|part| !part.is_asked());
    prop_assert!(
        waits
            .into_iter()
            .all(|part| round.is_none_or(|round| part.asked.round > round)),
        "a later round waits for an earlier one"
    );
    let told = timeline(&life.history, Viewer::Enterprise);
    prop_assert!(
        told.iter()
            .all(|line| !line.words.zh.contains("理由充分") || !line.event.starts_with("part_")),
        "an opinion stays inside"
    );
    Ok(())
}

fn keeps_to_its_kind(life: &Life) -> Result<(), TestCaseError> {
    let case = &life.case;
    if case.kind != Kind::Application {
        let money = matches!(
            case.state,
            State::InPublicity { .. }
                | State::Payable { .. }
                | State::Paid { .. }
                | State::SentBack { .. }
        );
        prop_assert!(!money, "only applications lead to money or materials");
    }
    if case.kind == Kind::Complaint {
        let accused = life.history.iter().any(|recorded| {
            matches!(
                &recorded.event,
                Event::Assigned { department, .. } if department.as_str() == "keji"
            )
        });
        let window = life
            .history
            .iter()
            .any(|recorded| matches!(recorded.by.role, Role::Clerk | Role::Lead));
        prop_assert!(
            !accused && !window,
            "M84: never by its subject, never by the window"
        );
    }
    Ok(())
}

fn keeps_its_promise(case: &Case) -> Result<(), TestCaseError> {
    let due = case.due(&Calendar::default());
    let awaits_others = matches!(
        case.state,
        State::SentBack { .. } | State::InPublicity { .. }
    );
    let follow_up = case.follow_up(&Calendar::default());
    let owed = case.demand_open();
    prop_assert_eq!(
        follow_up.is_none(),
        !owed && (case.ended() || awaits_others || case.provisional()),
        "somebody looks at whatever is left to do"
    );
    let looked_at = casework::due::next_look(case, &Calendar::default()).is_some();
    let told = |of| case.reminded.contains(&of);
    let late = told(Reminder::InstalmentLate) || told(Reminder::ConditionLate);
    prop_assert!(
        case.later_instalment().is_none() || looked_at || late,
        "what is paid later is looked at until the coordinator was asked"
    );
    let apart = owed || case.later_instalment().is_some();
    prop_assert!(
        follow_up.is_none_or(
            |one| (apart || one.from <= due.day.next()) && one.from > case.submitted_at.day()
        ),
        "never later than the promise"
    );
    prop_assert!(due.day >= case.submitted_at.day());
    let counted = due.sheet.last().map(|day| day.counted);
    prop_assert_eq!(
        counted,
        Some(case.clock.promised()),
        "the sheet counts the promise"
    );
    let shorter = case
        .expedited
        .as_ref()
        .map(|expedited| expedited.working_days);
    prop_assert!(
        shorter.is_none_or(|days| days > 0 && days < case.promise.working_days),
        "M25: the green channel promises less"
    );
    let promised = shorter.unwrap_or(case.promise.working_days);
    prop_assert_eq!(case.clock.promised(), promised + case.clock.extended_by);
    let steps = case.promise.steps_due(&due);
    prop_assert!(
        steps.is_sorted_by_key(|step| step.day),
        "steps follow one another"
    );
    prop_assert_eq!(
        steps.last().map(|step| step.day),
        Some(due.day),
        "the last step falls due with the promise"
    );
    prop_assert_eq!(
        &case.promise,
        &case.kind.promise().unwrap_or(submission().promise),
        "M89: nothing changes what was promised"
    );
    prop_assert!(case.redated.len() <= 1, "one calendar moves a day once");
    Ok(())
}
