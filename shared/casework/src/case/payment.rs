//! Money (M44): each instalment paid once and as fixed, and what was paid asked back on a stated ground.

use facts::{Day, Money};

use super::decide::{Asked, written};
use super::event::Event;
use super::{Award, Case, ClawBack, Instalment, Payment, State};
use crate::refusal::Refusal;

impl Case {
    /// What was approved and released, where that is so.
    #[must_use]
    pub const fn award(&self) -> Option<&Award> {
        match &self.state {
            State::InPublicity { award, .. }
            | State::Payable { award }
            | State::Paid { award }
            | State::Granted { award } => Some(award),
            State::Submitted
            | State::WithCounter { .. }
            | State::Assigned { .. }
            | State::Accepted { .. }
            | State::SentBack { .. }
            | State::Decided { .. }
            | State::Refused { .. }
            | State::Replied { .. }
            | State::Withdrawn { .. }
            | State::Lapsed { .. } => None,
        }
    }

    /// What was paid last.
    #[must_use]
    pub fn payment(&self) -> Option<&Payment> {
        self.award()?.payments().last()
    }

    /// The demand to pay back that is not met yet.
    #[must_use]
    pub fn owed(&self) -> Option<&ClawBack> {
        let last = self.claw_backs.last();
        last.filter(|claw_back| claw_back.left() > Money::ZERO)
    }

    /// What came back in all, of demands that stand.
    #[must_use]
    pub fn repaid(&self) -> Money {
        let standing = self.claw_backs.iter().filter(|one| one.stands());
        let repaid = standing.map(ClawBack::repaid);
        repaid.fold(Money::ZERO, Money::plus)
    }

    /// What was asked back in all, by demands that stand.
    #[must_use]
    pub fn asked_back(&self) -> Money {
        let standing = self.claw_backs.iter().filter(|one| one.stands());
        let asked = standing.map(|claw_back| claw_back.amount);
        asked.fold(Money::ZERO, Money::plus)
    }

    /// What was paid and can still be asked back; nothing while a demand is open, or what came back of one is to be refunded.
    #[must_use]
    pub fn can_be_asked_back(&self) -> Money {
        match self.award() {
            Some(award) if !self.demand_open() => award.paid().minus(self.asked_back()),
            Some(_) | None => Money::ZERO,
        }
    }
}

pub(super) fn pay(
    asked: &Asked<'_>,
    amount: Money,
    (reference, met): (&str, Option<String>),
) -> Result<Vec<Event>, Refusal> {
    let (award, next) = payable(asked)?;
    let today = asked.context.now.day();
    if let Some(from) = next.from.filter(|from| *from > today) {
        return Err(Refusal::NotDueYet { from });
    }
    if amount != next.amount {
        let (due, left) = (next.amount, award.left());
        return Err(Refusal::AmountDiffers { due, left });
    }
    let reference = written(reference, Refusal::ReferenceNeeded)?;
    let met = if next.conditional {
        let found = next.check.as_ref().filter(|check| check.met);
        let met = met.or_else(|| found.map(|check| check.words.clone()));
        Some(written(
            &met.unwrap_or_default(),
            Refusal::ConditionUnproven,
        )?)
    } else {
        None
    };
    Ok(vec![Event::Paid {
        amount,
        paid_on: today,
        reference,
        met,
    }])
}

pub(super) fn fail(asked: &Asked<'_>, reason: &str) -> Result<Vec<Event>, Refusal> {
    payable(asked)?;
    let reason = written(reason, Refusal::ReasonNeeded)?;
    Ok(vec![Event::PaymentFailed { reason }])
}

/// Only what has a condition can fail it.
pub(super) fn cancel(
    asked: &Asked<'_>,
    (reason, remedy): (&str, &str),
) -> Result<Vec<Event>, Refusal> {
    let (_, next) = payable(asked)?;
    if !next.conditional {
        return Err(asked.wrong_state());
    }
    Ok(vec![Event::InstalmentCancelled {
        reason: written(reason, Refusal::ReasonNeeded)?,
        remedy: written(remedy, Refusal::RemedyNeeded)?,
    }])
}

fn payable<'a>(asked: &Asked<'a>) -> Result<(&'a Award, &'a Instalment), Refusal> {
    let State::Payable { award } = &asked.case.state else {
        return Err(asked.wrong_state());
    };
    let (_, next) = award.next().ok_or_else(|| asked.wrong_state())?;
    Ok((award, next))
}

pub(super) fn claw_back(
    asked: &Asked<'_>,
    (amount, until): (Money, Day),
    (ground, remedy): (&str, &str),
) -> Result<Vec<Event>, Refusal> {
    let left = asked.case.can_be_asked_back();
    if left <= Money::ZERO {
        return Err(asked.wrong_state());
    }
    within(amount, left)?;
    let ground = written(ground, Refusal::ReasonNeeded)?;
    let remedy = written(remedy, Refusal::RemedyNeeded)?;
    let today = asked.context.now.day();
    if until <= today {
        return Err(Refusal::BackDated { today });
    }
    Ok(vec![Event::ClawedBack {
        claw_back: ClawBack {
            amount,
            ground,
            until,
            remedy,
            repaid: Vec::new(),
            withdrawn: None,
        },
    }])
}

pub(super) fn repay(
    asked: &Asked<'_>,
    amount: Money,
    reference: &str,
) -> Result<Vec<Event>, Refusal> {
    let owed = asked.case.owed().ok_or_else(|| asked.wrong_state())?;
    within(amount, owed.left())?;
    let reference = written(reference, Refusal::ReferenceNeeded)?;
    Ok(vec![Event::Repaid {
        amount,
        repaid_on: asked.context.now.day(),
        reference,
    }])
}

/// More than nothing, and not more than is left.
fn within(amount: Money, left: Money) -> Result<(), Refusal> {
    if amount > Money::ZERO && amount <= left {
        Ok(())
    } else {
        Err(Refusal::BeyondPaid { left })
    }
}
