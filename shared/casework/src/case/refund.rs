//! A demand to pay back that does not stand (撤销追回): withdrawn with a reason, and what had come back is refunded (退还), once and whole.
//!
//! From the withdrawal on nothing is due of the demand. What had come back was there to be given again in the opening it was taken from;
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
    /// The demand that is to be refunded; there is one at most.
    #[must_use]
    pub fn to_refund(&self) -> Option<&ClawBack> {
        let mut demands = self.claw_backs.iter();
        demands.find(|demand| demand.to_refund() > Money::ZERO)
    }

    /// The day until which that is refunded.
    #[must_use]
    pub fn refund_until(&self, calendar: &Calendar) -> Option<Day> {
        let withdrawn = self.to_refund()?.withdrawn.as_ref()?;
        Some(calendar.working_days_after(withdrawn.on, PAY_WORKING_DAYS))
    }

    /// The demand that can be withdrawn: the last that stands, met or not; none while another is to be refunded.
    #[must_use]
    pub fn can_be_withdrawn(&self) -> Option<&ClawBack> {
        let mut demands = self.claw_backs.iter().rev();
        let last = demands.find(|demand| demand.stands());
        last.filter(|_| self.to_refund().is_none())
    }

    /// Whether somebody still owes money of a demand: the enterprise what was asked back, or the city what had come back.
    #[must_use]
    pub fn demand_open(&self) -> bool {
        self.owed().is_some() || self.to_refund().is_some()
    }

    pub(super) fn keep_withdrawal(&mut self, event: &Event) {
        self.reminded.retain(|of| !of.is_of_demand());
        if let Event::ClawBackWithdrawn {
            withdrawn_on,
            reason,
        } = event
        {
            let mut demands = self.claw_backs.iter_mut().rev();
            if let Some(last) = demands.find(|demand| demand.stands()) {
                last.withdrawn = Some(Withdrawal {
                    on: *withdrawn_on,
                    reason: reason.clone(),
                    refunded: None,
                });
            }
        }
        if let Event::Refunded {
            amount,
            refunded_on,
            reference,
        } = event
        {
            let mut demands = self.claw_backs.iter_mut();
            let owing = demands.find(|demand| demand.to_refund() > Money::ZERO);
            if let Some(withdrawal) = owing.and_then(|demand| demand.withdrawn.as_mut()) {
                withdrawal.refunded = Some(Payment {
                    amount: *amount,
                    paid_on: *refunded_on,
                    reference: reference.clone(),
                });
            }
        }
    }
}

pub(super) fn withdraw(asked: &Asked<'_>, reason: &str) -> Result<Vec<Event>, Refusal> {
    if asked.case.can_be_withdrawn().is_none() {
        return Err(asked.wrong_state());
    }
    Ok(vec![Event::ClawBackWithdrawn {
        withdrawn_on: asked.context.now.day(),
        reason: written(reason, Refusal::ReasonNeeded)?,
    }])
}

pub(super) fn refund(
    asked: &Asked<'_>,
    amount: Money,
    reference: &str,
) -> Result<Vec<Event>, Refusal> {
    let demand = asked.case.to_refund().ok_or_else(|| asked.wrong_state())?;
    let due = demand.to_refund();
    if amount != due {
        return Err(Refusal::AmountDiffers { due, left: due });
    }
    Ok(vec![Event::Refunded {
        amount,
        refunded_on: asked.context.now.day(),
        reference: written(reference, Refusal::ReferenceNeeded)?,
    }])
}
