//! An approval that is provisional until its opening is allocated (M94): it keeps the amount, takes nothing from the ledger, and is not
//! told before everybody's is.

use facts::{Day, Money, Number, Text};

use super::decide::Asked;
use super::event::Event;
use super::{Assignment, Case, Decision, State, reply};
use crate::allocation::REMEDY;
use crate::refusal::Refusal;

/// That an item gives out its places or its budget once the opening has closed, and what this case takes part with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contest {
    /// What it is ranked by, as its profile told on the day of submission; none where that is not known, or not asked.
    pub score: Option<Number>,
    /// The last day of its opening, as announced then; none of those made before it was kept.
    pub until: Option<Day>,
}

/// What a case got when its opening was allocated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocated {
    /// What the department had approved.
    pub claimed: Money,
    /// What it gets; nothing where it was not reached, and where the item gives no money.
    pub gets: Money,
    /// Whether it gets it.
    pub reached: bool,
    /// Whether it was approved after the opening was allocated, and so takes of what is left.
    pub late: bool,
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
    #[must_use]
    pub const fn contests(&self) -> bool {
        self.subject.contest.is_some() && self.allocation.is_none()
    }

    /// Whether `events` approve it, and it takes part in giving out an opening in one go.
    #[must_use]
    pub fn would_contest(&self, events: &[Event]) -> bool {
        self.contests() && approved(events).is_some()
    }

    /// `events`, with what follows if they approve it after its opening was allocated: it takes of what is left, as it comes.
    #[must_use]
    pub fn come_late(&self, mut events: Vec<Event>) -> Vec<Event> {
        if let Some(amount) = approved(&events).filter(|_| self.contests()) {
            events.push(Event::Allocated {
                allocated: Allocated {
                    claimed: amount,
                    gets: amount,
                    reached: true,
                    late: true,
                    why: Text::new(
                        "本申报期已统一分配，按剩余名额和预算先到先得核定",
                        "its opening was allocated before; it takes of what is left",
                    ),
                },
                remedy: REMEDY.to_owned(),
            });
        }
        events
    }

    /// Whether what happened to it makes it wait for the allocation of its opening.
    #[must_use]
    pub const fn enters_contest(&self, before: &Self) -> bool {
        self.provisional() && !before.provisional()
    }

    /// Where it stands once it got its share.
    pub(super) fn allocated(&self, allocated: &Allocated, remedy: &str) -> Option<State> {
        let State::Decided {
            desk,
            decision: Decision::Approved { reason, amount },
        } = &self.state
        else {
            return None;
        };
        self.contests().then(|| State::Decided {
            desk: Assignment::clone(desk),
            decision: decided((reason, *amount), allocated, remedy),
        })
    }
}

/// The amount events approve, nothing where the item gives no money; none where they do not approve.
fn approved(events: &[Event]) -> Option<Money> {
    events.iter().find_map(|event| {
        let Event::Decided {
            decision: Decision::Approved { amount, .. },
            ..
        } = event
        else {
            return None;
        };
        Some(amount.unwrap_or_default())
    })
}

fn decided(
    (reason, amount): (&str, Option<Money>),
    allocated: &Allocated,
    remedy: &str,
) -> Decision {
    let why = &allocated.why.zh;
    if allocated.reached {
        Decision::Approved {
            // what gives no money gives none by an allocation
            amount: amount.map(|_| allocated.gets),
            reason: format!("{}。{why}", reason.trim_end_matches(['。', '；', ' '])),
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
        decision: Decision::Approved { reason, amount },
        ..
    } = &case.state
    else {
        return Err(asked.wrong_state());
    };
    if !case.provisional() {
        return Err(asked.wrong_state());
    }
    let decision = decided((reason, *amount), &allocated, &remedy);
    let released = reply::released(asked, &decision, None);
    let allocated = Event::Allocated { allocated, remedy };
    Ok([allocated].into_iter().chain(released.ok()).collect())
}
