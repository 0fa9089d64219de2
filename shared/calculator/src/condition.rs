//! 条件: what an item demands, with the clause it comes from and the words people read.

use std::collections::BTreeSet;

use facts::{Day, IndustryPattern, JurisdictionId, Rate, Text};

use crate::fact::{FactId, Kind};
use crate::interval::Interval;

/// 条款: where a condition is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Document number or title.
    pub document: String,
    /// Article, such as 第三条第二款.
    pub article: String,
}

/// A condition of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Machine form.
    pub test: Test,
    /// Plain words.
    pub words: Text,
    /// Where it is written.
    pub clause: Clause,
}

/// A test of a profile on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Every one holds; none is true.
    All(Vec<Self>),
    /// At least one holds; none is false.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// A yes-or-no fact is yes.
    Yes(FactId),
    /// A number or money lies in an interval.
    Within(FactId, Interval),
    /// A number or money reaches a share of another: growth above an average, investment over revenue.
    Reaches {
        /// What is compared.
        fact: FactId,
        /// With what.
        other: FactId,
        /// Times this.
        share: Rate,
    },
    /// A choice is one of these.
    OneOf(FactId, BTreeSet<String>),
    /// An industry lies in one of these.
    Industry(FactId, Vec<IndustryPattern>),
    /// A place lies in one of these jurisdictions.
    Place(FactId, Vec<JurisdictionId>),
    /// At least one of these titles was awarded.
    Title(FactId, BTreeSet<String>),
    /// A day lies between two, both counted.
    Between(FactId, Option<Day>, Option<Day>),
    /// At least, and less than, so many full months have passed since a day.
    Months {
        /// The day.
        since: FactId,
        /// At least so many.
        at_least: Option<i32>,
        /// Fewer than so many.
        below: Option<i32>,
    },
}

impl Test {
    /// The facts this test itself reads, with the kinds they may have; tests inside it are not looked into.
    #[must_use]
    pub fn reads(&self) -> Vec<(&FactId, &'static [Kind])> {
        const NUMERIC: &[Kind] = &[Kind::Number, Kind::Money];
        match self {
            Self::All(_) | Self::Any(_) | Self::Not(_) => Vec::new(),
            Self::Yes(fact) => vec![(fact, &[Kind::YesNo])],
            Self::Within(fact, _) => vec![(fact, NUMERIC)],
            Self::Reaches { fact, other, .. } => vec![(fact, NUMERIC), (other, NUMERIC)],
            Self::OneOf(fact, _) => vec![(fact, &[Kind::Choice])],
            Self::Industry(fact, _) => vec![(fact, &[Kind::Industry])],
            Self::Place(fact, _) => vec![(fact, &[Kind::Place])],
            Self::Title(fact, _) => vec![(fact, &[Kind::Titles])],
            Self::Between(fact, ..) | Self::Months { since: fact, .. } => {
                vec![(fact, &[Kind::Day])]
            }
        }
    }

    /// The tests inside it.
    #[must_use]
    pub fn inner(&self) -> &[Self] {
        match self {
            Self::All(tests) | Self::Any(tests) => tests,
            Self::Not(test) => std::slice::from_ref(test),
            Self::Yes(_)
            | Self::Within(..)
            | Self::Reaches { .. }
            | Self::OneOf(..)
            | Self::Industry(..)
            | Self::Place(..)
            | Self::Title(..)
            | Self::Between(..)
            | Self::Months { .. } => &[],
        }
    }

    /// Every fact read by it or inside it.
    #[must_use]
    pub fn facts(&self) -> BTreeSet<&FactId> {
        let own = self.reads().into_iter().map(|(fact, _)| fact);
        own.chain(self.inner().iter().flat_map(Self::facts))
            .collect()
    }
}
