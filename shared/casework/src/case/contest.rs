//! An approval that is provisional until its opening is allocated (M94): it keeps the amount, takes nothing from the ledger, and is not
//! told before everybody's is.

use facts::{Money, Number};

use super::decide::Asked;
use super::event::Event;
use super::{Assignment, Case, Decision, State, reply};
use crate::Text;
use crate::refusal::Refusal;

/// That an item gives out its places or its budget once the opening has closed, and what this case takes part with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contest {
    /// What it is ranked by, as its profile told on the day of submission; none where that is not known, or not asked.
    pub score: Option<Number>,
}

/// What a case got when its opening was allocated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocated {
    /// What the department had approved.
    pub claimed: Money,
    /// What it gets; nothing where it was not reached.
    pub gets: Money,
    /// Why.
    pub why: Text,
}

impl Case {
    /// Whether it is approved, and waits for its opening to be allocated.
    #[must_use]
    pub const fn provisional(&self) -> bool {
        let approved = matches!(
            &self.state,
            State::Decided {
                decision: Decision::Approved { .. },
                ..
            }
        );
        approved && self.contests()
    }

    /// Whether an approval of it waits for the allocation; decided anew after it, it takes what is left.
    pub(super) const fn contests(&self) -> bool {
        self.subject.contest.is_some() && self.allocation.is_none()
    }

    /// Where it stands once it got its share.
    pub(super) fn allocated(&self, allocated: &Allocated, remedy: &str) -> Option<State> {
        let State::Decided {
            desk,
            decision: Decision::Approved { reason, .. },
        } = &self.state
        else {
            return None;
        };
        self.contests().then(|| State::Decided {
            desk: Assignment::clone(desk),
            decision: decided(reason, allocated, remedy),
        })
    }
}

fn decided(reason: &str, allocated: &Allocated, remedy: &str) -> Decision {
    let why = &allocated.why.zh;
    if allocated.gets > Money::ZERO {
        Decision::Approved {
            amount: Some(allocated.gets),
            reason: format!("{reason}。{why}"),
        }
    } else {
        Decision::Refused {
            reason: format!("符合条件。{why}"),
            remedy: remedy.to_owned(),
        }
    }
}

/// Gives it its share, and releases that at once. What a notice may not show stops the release alone: the window mends it and releases.
pub(super) fn allocate(
    asked: &Asked<'_>,
    allocated: Allocated,
    remedy: String,
) -> Result<Vec<Event>, Refusal> {
    let case = asked.case;
    let State::Decided {
        decision: Decision::Approved { reason, .. },
        ..
    } = &case.state
    else {
        return Err(asked.wrong_state());
    };
    if !case.provisional() {
        return Err(asked.wrong_state());
    }
    let decision = decided(reason, &allocated, &remedy);
    let released = reply::released(asked, &decision, None);
    let allocated = Event::Allocated { allocated, remedy };
    Ok([allocated].into_iter().chain(released.ok()).collect())
}
