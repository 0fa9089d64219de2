//! After the end: how it was (M4), the call back (M34), and taking up again what was not settled.

use super::decide::{Asked, written};
use super::event::Event;
use super::{Case, Kind, Rating, State};
use crate::refusal::Refusal;

/// The best score; the worst is 1.
pub const SCORE_MAX: u8 = 5;
/// Working days after the answer in which its asker may have it taken up again.
pub const REOPEN_WORKING_DAYS: u32 = 10;
/// How often it is taken up again before its asker can have no more of it; a call back that found it unsettled counts too.
const REOPENED_MAX: u32 = 1;

impl Case {
    /// Whether it ended with an outcome that its enterprise was told, so that it can say how it was.
    pub(super) const fn told(&self) -> bool {
        match &self.state {
            State::Paid { .. }
            | State::Granted { .. }
            | State::Refused { .. }
            | State::Replied { .. } => true,
            State::Submitted
            | State::WithCounter { .. }
            | State::Assigned { .. }
            | State::Accepted { .. }
            | State::SentBack { .. }
            | State::Decided { .. }
            | State::InPublicity { .. }
            | State::Payable { .. }
            | State::Withdrawn { .. }
            | State::Lapsed { .. } => false,
        }
    }

    /// Whether it can be taken up again at all. An answered objection has had its effect, and the ways against it lead elsewhere.
    pub(super) fn can_reopen(&self) -> bool {
        matches!(self.state, State::Replied { .. }) && self.kind != Kind::Objection
    }

    /// Whether its asker may still have it taken up again.
    pub(super) fn may_reopen(&self) -> bool {
        self.can_reopen() && self.reopened < REOPENED_MAX
    }
}

pub(super) fn rate(asked: &Asked<'_>, rating: Rating) -> Result<Vec<Event>, Refusal> {
    if !asked.case.told() {
        return Err(asked.wrong_state());
    }
    if asked.case.rating.is_some() {
        return Err(Refusal::RatedBefore);
    }
    let Rating { score, words } = rating;
    if !(1..=SCORE_MAX).contains(&score) {
        return Err(Refusal::ScoreOutside {
            score_max: SCORE_MAX,
        });
    }
    let words = words
        .filter(|words| !words.trim().is_empty())
        .map(|words| written(&words, Refusal::ReasonNeeded))
        .transpose()?;
    let rating = Rating { score, words };
    Ok(vec![Event::Rated { rating }])
}

pub(super) fn visit(asked: &Asked<'_>, settled: bool, words: &str) -> Result<Vec<Event>, Refusal> {
    if !asked.case.told() {
        return Err(asked.wrong_state());
    }
    let words = written(words, Refusal::ReasonNeeded)?;
    let reopened = (!settled && asked.case.can_reopen()).then(|| Event::Reopened {
        reason: words.clone(),
    });
    let visited = Event::Visited { settled, words };
    Ok([visited].into_iter().chain(reopened).collect())
}

pub(super) fn reopen(asked: &Asked<'_>, reason: &str) -> Result<Vec<Event>, Refusal> {
    let case = asked.case;
    if !case.can_reopen() {
        return Err(asked.wrong_state());
    }
    let last = asked
        .context
        .calendar
        .working_days_after(case.state_since.day(), REOPEN_WORKING_DAYS);
    if asked.context.now.day() > last || !case.may_reopen() {
        return Err(Refusal::ReopenTooLate {
            working_days_max: REOPEN_WORKING_DAYS,
        });
    }
    let reason = written(reason, Refusal::ReasonNeeded)?;
    Ok(vec![Event::Reopened { reason }])
}
