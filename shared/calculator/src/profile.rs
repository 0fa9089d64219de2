//! 企业画像: what is known of an enterprise, as sets rather than points.

use std::collections::{BTreeMap, BTreeSet};

use facts::{Day, Division, Industry};

use crate::fact::{FactId, Kind};
use crate::interval::Interval;

/// What is known of the award of a title.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Award {
    /// The level it was awarded at, if known.
    pub level: Option<String>,
    /// The body that awarded it, if known.
    pub body: Option<String>,
    /// First and last day it may have been awarded on.
    pub on: (Option<Day>, Option<Day>),
}

impl Award {
    /// Whether nothing is left to ask about it.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        let (first, last) = self.on;
        self.level.is_some() && self.body.is_some() && first.is_some() && first == last
    }
}

/// What is known of one fact. Whatever is not in a profile is unknown, which is neither false nor zero.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// A number, or yuan, within an interval.
    Number(Interval),
    /// Yes or no.
    YesNo(bool),
    /// One of these values.
    OneOf(BTreeSet<String>),
    /// A day from one to another, both counted; an absent end is open.
    Days(Option<Day>, Option<Day>),
    /// One of these industries; a short code stands for everything below it.
    Industry(BTreeSet<Industry>),
    /// One of these places; a county stands for all its townships.
    Place(BTreeSet<Division>),
    /// Exactly these titles, each with what is known of its award.
    Titles(BTreeMap<String, Award>),
    /// Exactly these records, each with what is known of its fields.
    Records(Vec<Profile>),
}

impl Known {
    /// Whether it can be known of a fact of this kind.
    #[must_use]
    pub const fn suits(&self, kind: Kind) -> bool {
        matches!(
            (self, kind),
            (Self::Number(_), Kind::Number | Kind::Money)
                | (Self::YesNo(_), Kind::YesNo)
                | (Self::OneOf(_), Kind::Choice)
                | (Self::Days(..), Kind::Day)
                | (Self::Industry(_), Kind::Industry)
                | (Self::Place(_), Kind::Place)
                | (Self::Titles(_), Kind::Titles)
                | (Self::Records(_), Kind::Records)
        )
    }

    /// Whether only one value is left, so that asking again adds nothing.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        match self {
            Self::Number(interval) => interval.exact().is_some(),
            Self::YesNo(_) => true,
            Self::Titles(held) => held.values().all(Award::is_exact),
            Self::Records(records) => records
                .iter()
                .all(|record| record.iter().all(|(_, known)| known.is_exact())),
            Self::OneOf(values) => values.len() == 1,
            Self::Days(from, to) => from.is_some() && from == to,
            Self::Industry(industries) => {
                industries.len() == 1 && industries.iter().all(|one| one.digits().len() == 4)
            }
            Self::Place(places) => {
                places.len() == 1 && places.iter().all(|place| place.township().is_some())
            }
        }
    }
}

/// What is known of an enterprise.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Profile(pub(crate) BTreeMap<FactId, Known>);

impl Profile {
    /// Nothing known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// This profile, and `known` of `fact`.
    #[must_use]
    pub fn with(mut self, fact: FactId, known: Known) -> Self {
        self.0.insert(fact, known);
        self
    }

    /// This profile without `fact`.
    #[must_use]
    pub fn without(mut self, fact: &FactId) -> Self {
        self.0.remove(fact);
        self
    }

    /// This profile with every fact of `given` in place of its own: a what-if, or answers of today over a saved profile.
    #[must_use]
    pub fn overlaid(mut self, given: Self) -> Self {
        self.0.extend(given.0);
        self
    }

    /// Of this profile nothing but these facts.
    #[must_use]
    pub fn only(mut self, facts: &BTreeSet<&FactId>) -> Self {
        self.0.retain(|fact, _| facts.contains(fact));
        self
    }

    /// What is known of a fact.
    #[must_use]
    pub fn get(&self, fact: &FactId) -> Option<&Known> {
        self.0.get(fact)
    }

    /// Everything known.
    pub fn iter(&self) -> impl Iterator<Item = (&FactId, &Known)> {
        self.0.iter()
    }
}
