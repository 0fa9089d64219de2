//! A demand to pay back that does not stand (撤销追回): withdrawn with a reason, and what had come back is refunded (退还), once and whole.
//!
//! Any demand that stands can be withdrawn, by its ordinal, whether others were made since. From the withdrawal on nothing is due of it.
//! What had come back was there to be given again in the opening it was taken from;
//! the ledger takes it once more, since it is the enterprise's.

use facts::{Calendar, Day, Money};

use super::decide::{Asked, written};
use super::event::Event;
use super::{Case, ClawBack, PAY_WORKING_DAYS, Payment, Reminder};
use crate::refusal::Refusal;

/// That a demand was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// When.
    pub on: Day,
    /// Why.
    pub reason: String,
    /// How what had come back was refunded.
    pub refunded: Option<Payment>,
}

impl ClawBack {
    /// Whether it was not withdrawn.
    #[must_use]
    pub const fn stands(&self) -> bool {
        self.withdrawn.is_none()
    }

    /// What came back of it and is to be refunded, since it was withdrawn.
    #[must_use]
    pub fn to_refund(&self) -> Money {
        match &self.withdrawn {
            Some(withdrawal) if withdrawal.refunded.is_none() => self.repaid(),
            Some(_) | None => Money::ZERO,
        }
    }
}

impl Reminder {
    /// Whether it is about a demand to pay back, whatever happens to instalments.
    pub(super) const fn is_of_demand(self) -> bool {
        matches!(
            self,
            Self::RepaymentSoon | Self::RepaymentLate | Self::RefundLate
        )
    }
}

impl Case {
    /// Every demand with its ordinal, counted from one in the order they were made.
    pub fn demands(&self) -> impl DoubleEndedIterator<Item = (u32, &ClawBack)> {
        let ordinal = |place: usize| u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1);
        let demands = self.claw_backs.iter().enumerate();
        demands.map(move |(place, demand)| (ordinal(place), demand))
    }

    /// The demands that can be withdrawn: those that stand, met or not.
    pub fn can_be_withdrawn(&self) -> impl DoubleEndedIterator<Item = (u32, &ClawBack)> {
        self.demands().filter(|(_, demand)| demand.stands())
    }

    /// The demands of which something is to be refunded.
    pub fn to_be_refunded(&self) -> impl DoubleEndedIterator<Item = (u32, &ClawBack)> {
        let owing = |(_, demand): &(u32, &ClawBack)| demand.to_refund() > Money::ZERO;
        self.demands().filter(owing)
    }

    /// What is to be refunded in all; nothing of it is set off against a demand that stands, which would be another decision.
    #[must_use]
    pub fn to_refund(&self) -> Money {
        let each = self.to_be_refunded().map(|(_, demand)| demand.to_refund());
        each.fold(Money::ZERO, Money::plus)
    }

    /// The day until which that is refunded: of what was withdrawn first.
    #[must_use]
    pub fn refund_until(&self, calendar: &Calendar) -> Option<Day> {
        let owing = self.to_be_refunded();
        let withdrawn = owing.filter_map(|(_, demand)| Some(demand.withdrawn.as_ref()?.on));
        let first = withdrawn.min()?;
        Some(calendar.working_days_after(first, PAY_WORKING_DAYS))
    }

    /// Whether somebody still owes money of a demand: the enterprise what was asked back, or the city what had come back.
    #[must_use]
    pub fn demand_open(&self) -> bool {
        self.owed().is_some() || self.to_refund() > Money::ZERO
    }

    /// The demand an event withdraws: the one it names if that stands, or the last that stands where it names none.
    pub(super) fn withdraws(&self, named: Option<u32>) -> Option<u32> {
        let mut standing = self.can_be_withdrawn();
        match named {
            Some(_) => standing.find(|(ordinal, _)| Some(*ordinal) == named),
            None => standing.next_back(),
        }
        .map(|(ordinal, _)| ordinal)
    }

    /// The demand an event refunds: the one it names if that is to be refunded, or the first where it names none.
    pub(super) fn refunds(&self, named: Option<u32>) -> Option<u32> {
        let mut owing = self.to_be_refunded();
        match named {
            Some(_) => owing.find(|(ordinal, _)| Some(*ordinal) == named),
            None => owing.next(),
        }
        .map(|(ordinal, _)| ordinal)
    }

    fn demand_mut(&mut self, ordinal: u32) -> Option<&mut ClawBack> {
        let place = usize::try_from(ordinal).ok()?.checked_sub(1)?;
        self.claw_backs.get_mut(place)
    }

    pub(super) fn keep_withdrawal(&mut self, event: &Event) {
        if let Event::ClawBackWithdrawn {
            demand,
            withdrawn_on,
            reason,
        } = event
            && let Some(ordinal) = self.withdraws(*demand)
        {
            let owed = self.owed().is_some();
            if let Some(demand) = self.demand_mut(ordinal) {
                demand.withdrawn = Some(Withdrawal {
                    on: *withdrawn_on,
                    reason: reason.clone(),
                    refunded: None,
                });
            }
            // what another demand is reminded of stays so
            if owed && self.owed().is_none() {
                self.reminded.retain(|of| !of.is_of_demand());
            }
        }
        if let Event::Refunded {
            demand,
            amount,
            refunded_on,
            reference,
        } = event
            && let Some(ordinal) = self.refunds(*demand)
        {
            let demand = self.demand_mut(ordinal);
            if let Some(withdrawal) = demand.and_then(|demand| demand.withdrawn.as_mut()) {
                withdrawal.refunded = Some(Payment {
                    amount: *amount,
                    paid_on: *refunded_on,
                    reference: reference.clone(),
                });
            }
            // what is left to refund has a day of its own
            self.reminded.retain(|of| *of != Reminder::RefundLate);
        }
    }
}

pub(super) fn withdraw(
    asked: &Asked<'_>,
    demand: u32,
    reason: &str,
) -> Result<Vec<Event>, Refusal> {
    if asked.case.withdraws(None).is_none() {
        return Err(asked.wrong_state());
    }
    let named = asked.case.withdraws(Some(demand));
    Ok(vec![Event::ClawBackWithdrawn {
        demand: Some(named.ok_or(Refusal::NoSuchDemand)?),
        withdrawn_on: asked.context.now.day(),
        reason: written(reason, Refusal::ReasonNeeded)?,
    }])
}

pub(super) fn refund(
    asked: &Asked<'_>,
    (demand, amount): (u32, Money),
    reference: &str,
) -> Result<Vec<Event>, Refusal> {
    if asked.case.refunds(None).is_none() {
        return Err(asked.wrong_state());
    }
    let mut owing = asked.case.to_be_refunded();
    let named = owing.find(|(ordinal, _)| *ordinal == demand);
    let (ordinal, owing) = named.ok_or(Refusal::NoSuchDemand)?;
    let due = owing.to_refund();
    if amount != due {
        return Err(Refusal::AmountDiffers { due, left: due });
    }
    Ok(vec![Event::Refunded {
        demand: Some(ordinal),
        amount,
        refunded_on: asked.context.now.day(),
        reference: written(reference, Refusal::ReferenceNeeded)?,
    }])
}
