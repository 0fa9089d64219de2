//! What paying, cancelling and asking back make of a case. It decides nothing: `payment.rs` did.

use facts::{Calendar, Day, Money};

use super::event::{Event, Recorded};
use super::{Award, Case, ConditionCheck, Payment, Standing, State};

impl Case {
    /// Where it stands after an event about money; nothing if that cannot follow.
    pub(super) fn after_paying(&self, recorded: &Recorded) -> Option<State> {
        let stays = |may: bool| may.then(|| self.state.clone());
        match &recorded.event {
            Event::Paid {
                amount,
                paid_on,
                reference,
                ..
            } => self.settled(Standing::Paid(Payment {
                amount: *amount,
                paid_on: *paid_on,
                reference: reference.clone(),
            })),
            Event::InstalmentCancelled { reason, remedy } => self.settled(Standing::Cancelled {
                on: recorded.at.day(),
                reason: reason.clone(),
                remedy: remedy.clone(),
            }),
            Event::PaymentFailed { .. } => stays(matches!(self.state, State::Payable { .. })),
            Event::ClawedBack { .. } => stays(self.can_be_asked_back() > Money::ZERO),
            Event::Repaid { .. } => stays(self.owed().is_some()),
            Event::ClawBackWithdrawn { demand, .. } => stays(self.withdraws(*demand).is_some()),
            Event::Refunded { demand, .. } => stays(self.refunds(*demand).is_some()),
            Event::ConditionChecked { met, words } => self.condition_found(ConditionCheck {
                on: recorded.at.day(),
                met: *met,
                words: words.clone(),
            }),
            Event::Submitted(_)
            | Event::Assigned { .. }
            | Event::Part { .. }
            | Event::FellBack { .. }
            | Event::PassedOn { .. }
            | Event::Accepted { .. }
            | Event::Declined { .. }
            | Event::SentBack { .. }
            | Event::Corrected { .. }
            | Event::Decided { .. }
            | Event::Allocated { .. }
            | Event::Released { .. }
            | Event::PublicityEnded { .. }
            | Event::Replied { .. }
            | Event::ObjectedTo { .. }
            | Event::ObjectionAnswered { .. }
            | Event::Rated { .. }
            | Event::Visited { .. }
            | Event::Reopened { .. }
            | Event::Withdrawn { .. }
            | Event::Lapsed
            | Event::Extended { .. }
            | Event::Expedited { .. }
            | Event::Redated { .. }
            | Event::Reminded { .. }
            | Event::MarkedOverdue { .. } => None,
        }
    }

    /// Where it stands once its next instalment is settled: at its end with the last one. If nothing of it was paid, it came to nothing.
    fn settled(&self, standing: Standing) -> Option<State> {
        let State::Payable { award } = &self.state else {
            return None;
        };
        let cancelled = match &standing {
            Standing::Cancelled { reason, remedy, .. } => Some((reason.clone(), remedy.clone())),
            Standing::Paid(_) | Standing::Waiting => None,
        };
        let award = award.clone().settle(standing)?;
        if award.next().is_some() {
            return Some(State::Payable { award });
        }
        match cancelled.filter(|_| award.paid() <= Money::ZERO) {
            Some((reason, remedy)) => Some(State::Refused { reason, remedy }),
            None => Some(State::Paid { award }),
        }
    }

    /// Whether what is left to pay has its own day, apart from the promise.
    pub(super) fn pays_later(&self, today: Day) -> bool {
        let State::Payable { award } = &self.state else {
            return false;
        };
        award.waits(today)
    }

    /// What is still to be paid, and the day it falls due where that is known, once the promise is not about it any more.
    #[must_use]
    pub fn later_instalment(&self) -> Option<(&Award, Option<Day>)> {
        let State::Payable { award } = &self.state else {
            return None;
        };
        let later = self.clock.stopped.is_some();
        later.then(|| (award, award.falls_due()))
    }

    /// The day on which something is expected of somebody: the promised day while it counts, then the day a later instalment falls due,
    /// or its condition is looked at, and the last day to pay back or to refund; none where nobody waits for a day.
    #[must_use]
    pub fn awaited(&self, calendar: &Calendar) -> Option<Day> {
        let owed = self.owed().map(|owed| owed.until);
        if let Some(day) = owed.into_iter().chain(self.refund_until(calendar)).min() {
            return Some(day);
        }
        if let Some((_, due)) = self.later_instalment() {
            return due.or_else(|| self.condition_due());
        }
        (!self.ended()).then(|| self.due(calendar).day)
    }

    pub(super) fn keep_claw_back(&mut self, event: &Event) {
        if let Event::ClawedBack { claw_back } = event {
            self.reminded.retain(|of| !of.is_of_demand());
            self.claw_backs.push(claw_back.clone());
        }
        if let Event::Repaid {
            amount,
            repaid_on,
            reference,
        } = event
            && let Some(last) = self.claw_backs.last_mut()
        {
            last.repaid.push(Payment {
                amount: *amount,
                paid_on: *repaid_on,
                reference: reference.clone(),
            });
        }
    }
}
