//! The condition of an instalment, looked at before it is paid (M44, M101).
//!
//! What has a day is looked at when that day comes. What has none would be looked at by nobody: so its department is asked
//! [`CHECK_MONTHS`] after the instalment before it was settled, or after the promise was kept where it is the first, and again as long
//! after every answer that it is not met yet. Found met, it falls due; found failed, it is cancelled.

use facts::Day;

use super::decide::{Asked, written};
use super::event::Event;
use super::{Award, Case, State};
use crate::refusal::Refusal;

/// Months after which a condition that has no day is looked at, and looked at again; illustrative.
pub const CHECK_MONTHS: i32 = 3;

/// What was found of the condition of an instalment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionCheck {
    /// When.
    pub on: Day,
    /// Whether it is met; if not, it may still be.
    pub met: bool,
    /// By what, or what is missing.
    pub words: String,
}

impl Case {
    /// The day from which the condition of the next instalment is to be looked at, where no day says when it is paid.
    #[must_use]
    pub fn condition_due(&self) -> Option<Day> {
        let (award, due) = self.later_instalment()?;
        let (_, next) = award.next().filter(|_| due.is_none())?;
        let looked = next.check.as_ref().map(|check| check.on);
        let kept = self.clock.stopped;
        let since = looked.or_else(|| award.settled_on()).or(kept)?;
        next.conditional.then(|| since.plus_months(CHECK_MONTHS))
    }

    pub(super) fn condition_found(&self, check: ConditionCheck) -> Option<State> {
        let State::Payable { award } = &self.state else {
            return None;
        };
        let award = award.clone().checked(check)?;
        Some(State::Payable { award })
    }

    /// Whether the instalment that is paid next has a condition.
    pub(super) fn next_is_conditional(&self) -> bool {
        let next = self.award().and_then(Award::next);
        next.is_some_and(|(_, next)| next.conditional)
    }
}

/// Only what has a condition is looked at, and not before the day it is about.
pub(super) fn check(asked: &Asked<'_>, met: bool, words: &str) -> Result<Vec<Event>, Refusal> {
    let State::Payable { award } = &asked.case.state else {
        return Err(asked.wrong_state());
    };
    let next = award.next().filter(|(_, next)| next.conditional);
    let (_, next) = next.ok_or_else(|| asked.wrong_state())?;
    let today = asked.context.now.day();
    if let Some(from) = next.from.filter(|from| *from > today) {
        return Err(Refusal::NotDueYet { from });
    }
    Ok(vec![Event::ConditionChecked {
        met,
        words: written(words, Refusal::ReasonNeeded)?,
    }])
}
