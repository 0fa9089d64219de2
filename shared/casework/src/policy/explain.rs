//! Explaining a policy to the public (政策解读, M13, M59) and deciding what a clause leaves open (口径, M97).
//!
//! The words are elsewhere; here is who may give them and from which day a ruling binds. A ruling never reaches back: what was answered
//! before it stays as it was answered, and the one it takes the place of holds through the day before.

use facts::Day;

use super::{Event, Policy, Standing};
use crate::refusal::Refusal;

/// A ruling as it is put on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruling {
    /// The day it was decided.
    pub decided_on: Day,
    /// First day it binds.
    pub from: Day,
    /// The earlier ruling whose place it takes, if it does.
    pub replaces: Option<u64>,
}

/// A ruling on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruled {
    /// First day it binds.
    pub from: Day,
    /// The earlier ruling whose place it takes, if it does.
    pub replaces: Option<u64>,
}

impl Policy {
    /// Published versions nobody has explained by the day they should have been, seen on `today`: version and that day. What is over or
    /// was replaced need not be explained any more.
    #[must_use]
    pub fn unexplained(&self, today: Day) -> Option<(u64, Day)> {
        let edition = self
            .course
            .in_force(today)
            .or_else(|| self.course.next_after(today))?;
        let missing = !self.interpretations.contains(&edition.document);
        missing.then(|| (edition.document, edition.interpret_by()))
    }
}

/// A version may be explained before it is published: the words become public with it.
pub(super) fn interpret(
    policy: &Policy,
    document: u64,
    replaces: Option<u64>,
) -> Result<Event, Refusal> {
    if !(1..=policy.document).contains(&document) {
        return Err(unknown(document));
    }
    known(replaces, policy.interpretations.len())?;
    Ok(Event::Interpreted {
        number: after(policy.interpretations.len()),
        document,
    })
}

/// What binds later cases binds from today at the earliest, and only once it was decided.
pub(super) fn rule(policy: &Policy, ruling: &Ruling, today: Day) -> Result<Event, Refusal> {
    if policy.course.on(today) == Standing::Unpublished {
        return Err(Refusal::WrongPolicyState {
            state: policy.work.words(),
        });
    }
    known(ruling.replaces, policy.rulings.len())?;
    if ruling.decided_on > today {
        return Err(Refusal::NotYetDecided { today });
    }
    if ruling.from < today {
        return Err(Refusal::BackDated { today });
    }
    Ok(Event::Ruled {
        number: after(policy.rulings.len()),
        from: ruling.from,
        replaces: ruling.replaces,
    })
}

/// The number that follows so many.
pub(super) fn after(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX).saturating_add(1)
}

pub(super) fn known(number: Option<u64>, count: usize) -> Result<(), Refusal> {
    match number {
        Some(number) if !(1..after(count)).contains(&number) => Err(unknown(number)),
        Some(_) | None => Ok(()),
    }
}

pub(super) const fn unknown(number: u64) -> Refusal {
    Refusal::UnknownNumber { number }
}
