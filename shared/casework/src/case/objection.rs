//! Objections to a notice (异议, M45): while one is open nothing is paid; upheld, the case is reviewed and made public anew.

use facts::CaseNumber;

use super::decide::Asked;
use super::event::Event;
use super::{Case, State};
use crate::refusal::Refusal;

impl Case {
    /// Whether its result is public for objection at this moment.
    #[must_use]
    pub fn public_on(&self, today: facts::Day) -> bool {
        matches!(&self.state, State::InPublicity { publicity, .. } if today <= publicity.last_day)
    }
}

pub(super) fn object(asked: &Asked<'_>, objection: CaseNumber) -> Result<Vec<Event>, Refusal> {
    let known = asked.case.objections.contains(&objection);
    if asked.case.public_on(asked.context.now.day()) && !known {
        Ok(vec![Event::ObjectedTo { objection }])
    } else {
        Err(Refusal::NotPublic)
    }
}

pub(super) fn settle(
    asked: &Asked<'_>,
    objection: CaseNumber,
    upheld: bool,
) -> Result<Vec<Event>, Refusal> {
    if asked.case.objections.contains(&objection) {
        Ok(vec![Event::ObjectionAnswered { objection, upheld }])
    } else {
        Err(asked.wrong_state())
    }
}
