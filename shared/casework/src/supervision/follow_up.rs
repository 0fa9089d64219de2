//! Follow-ups (跟踪): what should have gone on and did not (M37).
//!
//! A case is followed up from the day after the one on which somebody should have acted, until somebody did. While the enterprise mends
//! its materials, or the public may object, nobody is behind.

use facts::{Calendar, Day};

use crate::Text;
use crate::case::{Case, Fallback, PAY_WORKING_DAYS, State};
use crate::due::{ALLOCATE_WORKING_DAYS, ANSWER_WORKING_DAYS, RELEASE_WORKING_DAYS};

/// What did not happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// 未分办: the window has not handed it to a department.
    NotAssigned,
    /// 未接收: the department has not taken it up.
    NotTakenUp,
    /// 未办结: the promised day passed without a decision.
    NotDecided,
    /// 未反馈: decided, and the enterprise was not told.
    NotTold,
    /// 未分配: approved, and its opening was not allocated in its time.
    NotAllocated,
    /// 未拨付: granted, and not paid by the promised day, or a later instalment in its time.
    NotPaid,
    /// 未核实: the condition of a later instalment was not looked at in its time.
    NotChecked,
    /// 未缴回: asked back, and not paid back in time.
    NotRepaid,
    /// 未退还: what had come back of a demand that was withdrawn was not refunded in time.
    NotRefunded,
}

impl Reason {
    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::NotAssigned,
        Self::NotTakenUp,
        Self::NotDecided,
        Self::NotTold,
        Self::NotAllocated,
        Self::NotPaid,
        Self::NotChecked,
        Self::NotRepaid,
        Self::NotRefunded,
    ];

    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotAssigned => "not_assigned",
            Self::NotTakenUp => "not_taken_up",
            Self::NotDecided => "not_decided",
            Self::NotTold => "not_told",
            Self::NotAllocated => "not_allocated",
            Self::NotPaid => "not_paid",
            Self::NotChecked => "not_checked",
            Self::NotRepaid => "not_repaid",
            Self::NotRefunded => "not_refunded",
        }
    }

    /// The reason a record means with this word.
    #[must_use]
    pub fn recorded(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|reason| reason.word() == word)
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> Text {
        let (zh, en) = match self {
            Self::NotAssigned => ("尚未分办到部门", "not handed to a department"),
            Self::NotTakenUp => ("部门尚未接收", "not taken up by the department"),
            Self::NotDecided => ("超过承诺办结日，尚未办结", "past its promised day"),
            Self::NotTold => (
                "部门已审核，尚未反馈企业",
                "decided, and the enterprise was not told",
            ),
            Self::NotAllocated => (
                "申报期结束后逾期未统一分配",
                "its opening has closed and was not allocated in its time",
            ),
            Self::NotPaid => (
                "超过应拨付日期，尚未拨付",
                "not paid by the day it should have been",
            ),
            Self::NotChecked => (
                "后续一期的兑现条件逾期未核实",
                "nobody looked in time at the condition of a later instalment",
            ),
            Self::NotRepaid => ("超过缴回期限，尚未缴回", "not paid back in time"),
            Self::NotRefunded => (
                "追回已撤销，应退还的资金逾期未退还",
                "the demand was withdrawn, and what had come back was not refunded in time",
            ),
        };
        Text::new(zh, en)
    }
}

/// A case that is to be followed up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// What did not happen.
    pub reason: Reason,
    /// The first day on which it is listed.
    pub from: Day,
}

impl Case {
    /// What will have to be followed up if nothing more happens, and from which day; nothing while others than the city have to act, and
    /// after the end.
    #[must_use]
    pub fn follow_up(&self, calendar: &Calendar) -> Option<FollowUp> {
        let after = |day: Day, working_days| calendar.working_days_after(day, working_days).next();
        let repays = self.owed().is_some() || self.refund_until(calendar).is_some();
        if repays || self.later_instalment().is_some() {
            return self.money_follow_up(calendar);
        }
        if self.provisional() {
            return self.allocation_follow_up(calendar);
        }
        let since = self.state_since.day();
        let (step, late) = match &self.state {
            // what is the window's or the coordinator's own to answer has its promise and no department to go to
            State::WithCounter {
                why: Fallback::Counter | Fallback::Coordinator,
            } => (None, Reason::NotDecided),
            State::Submitted
            | State::WithCounter {
                why: Fallback::NoRule | Fallback::PingPong,
            } => {
                let from = after(since, ANSWER_WORKING_DAYS);
                (Some((Reason::NotAssigned, from)), Reason::NotDecided)
            }
            State::Assigned { .. } => {
                // the ladder begins anew with each post, the day it was handed over stays
                let from = after(since, ANSWER_WORKING_DAYS);
                (Some((Reason::NotTakenUp, from)), Reason::NotDecided)
            }
            State::Accepted { .. } => (None, Reason::NotDecided),
            State::Decided { .. } => {
                let from = after(since, RELEASE_WORKING_DAYS);
                (Some((Reason::NotTold, from)), Reason::NotTold)
            }
            State::Payable { .. } => (None, Reason::NotPaid),
            State::SentBack { .. }
            | State::InPublicity { .. }
            | State::Paid { .. }
            | State::Granted { .. }
            | State::Refused { .. }
            | State::Replied { .. }
            | State::Withdrawn { .. }
            | State::Lapsed { .. } => return None,
        };
        let promised = (late, self.due(calendar).day.next());
        let (reason, from) = match step {
            Some(step) if step.1 <= promised.1 => step,
            Some(_) | None => promised,
        };
        Some(FollowUp { reason, from })
    }
    /// What is owed, to be refunded, or left of what is paid in parts.
    fn money_follow_up(&self, calendar: &Calendar) -> Option<FollowUp> {
        let after = |day: Day, working_days| calendar.working_days_after(day, working_days).next();
        let owed = self.owed().map(|owed| (owed.until, Reason::NotRepaid));
        let refund = self.refund_until(calendar);
        let refund = refund.map(|until| (until, Reason::NotRefunded));
        let first = owed.into_iter().chain(refund);
        if let Some((until, reason)) = first.min_by_key(|(until, _)| *until) {
            return Some(FollowUp {
                reason,
                from: until.next(),
            });
        }
        if let Some((_, due)) = self.later_instalment() {
            let paid = due.map(|due| (Reason::NotPaid, due));
            let checked = || Some((Reason::NotChecked, self.condition_due()?));
            return paid.or_else(checked).map(|(reason, day)| FollowUp {
                reason,
                from: after(day, PAY_WORKING_DAYS),
            });
        }
        None
    }

    /// Nobody is behind until the opening has closed; then the allocation is (M94).
    fn allocation_follow_up(&self, calendar: &Calendar) -> Option<FollowUp> {
        let until = self.subject.contest.as_ref()?.until?;
        let last = calendar.working_days_after(until, ALLOCATE_WORKING_DAYS);
        Some(FollowUp {
            reason: Reason::NotAllocated,
            from: last.next(),
        })
    }
}
