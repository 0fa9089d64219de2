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

impl Clause {
    /// Document and article, as answers name it.
    #[must_use]
    pub fn words(&self) -> String {
        [&self.document, " ", &self.article].concat()
    }
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

/// What is demanded of the award of a title, besides its name; nothing where all is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AwardTerms {
    /// Awarded at one of these levels: `state`, `province`, `city`, `county`.
    pub levels: BTreeSet<String>,
    /// Awarded by one of these bodies.
    pub bodies: BTreeSet<String>,
    /// Awarded on this day or later.
    pub from: Option<Day>,
    /// Awarded on this day or earlier.
    pub to: Option<Day>,
    /// Awarded in the calendar year assessed (0) or so many years before it.
    pub in_year: Option<u8>,
    /// At least so many full months have passed since.
    pub months_at_least: Option<i32>,
    /// Fewer than so many full months have passed since: 有效期内.
    pub months_below: Option<i32>,
}

/// A test of a profile on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Every one holds; none is true.
    All(Vec<Self>),
    /// At least one holds; none is false.
    Any(Vec<Self>),
    /// At least so many of them hold: 满足下列条件中的两项.
    Count {
        /// So many.
        least: usize,
        /// Of these.
        of: Vec<Self>,
    },
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
    /// At least one of these titles was awarded, as the terms demand.
    Title(FactId, BTreeSet<String>, AwardTerms),
    /// A day lies between two, both counted.
    Between(FactId, Option<Day>, Option<Day>),
    /// A day lies in the calendar year assessed, or so many years before it: 当年、上年度.
    InYear {
        /// The day.
        fact: FactId,
        /// 0 for the year of the day assessed, 1 for the one before.
        back: u8,
    },
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
            Self::All(_) | Self::Any(_) | Self::Count { .. } | Self::Not(_) => Vec::new(),
            Self::Yes(fact) => vec![(fact, &[Kind::YesNo])],
            Self::Within(fact, _) => vec![(fact, NUMERIC)],
            Self::Reaches { fact, other, .. } => vec![(fact, NUMERIC), (other, NUMERIC)],
            Self::OneOf(fact, _) => vec![(fact, &[Kind::Choice])],
            Self::Industry(fact, _) => vec![(fact, &[Kind::Industry])],
            Self::Place(fact, _) => vec![(fact, &[Kind::Place])],
            Self::Title(fact, ..) => vec![(fact, &[Kind::Titles])],
            Self::Between(fact, ..)
            | Self::InYear { fact, .. }
            | Self::Months { since: fact, .. } => vec![(fact, &[Kind::Day])],
        }
    }

    /// The one fact it looks at itself, where it looks at one and no more.
    #[must_use]
    pub const fn fact(&self) -> Option<&FactId> {
        match self {
            Self::Yes(fact)
            | Self::Within(fact, _)
            | Self::OneOf(fact, _)
            | Self::Industry(fact, _)
            | Self::Place(fact, _)
            | Self::Title(fact, ..)
            | Self::Between(fact, ..)
            | Self::InYear { fact, .. }
            | Self::Months { since: fact, .. } => Some(fact),
            Self::Reaches { .. }
            | Self::All(_)
            | Self::Any(_)
            | Self::Count { .. }
            | Self::Not(_) => None,
        }
    }

    /// The tests inside it.
    #[must_use]
    pub fn inner(&self) -> &[Self] {
        match self {
            Self::All(tests) | Self::Any(tests) | Self::Count { of: tests, .. } => tests,
            Self::Not(test) => std::slice::from_ref(test),
            Self::Yes(_)
            | Self::Within(..)
            | Self::Reaches { .. }
            | Self::OneOf(..)
            | Self::Industry(..)
            | Self::Place(..)
            | Self::Title(..)
            | Self::Between(..)
            | Self::InYear { .. }
            | Self::Months { .. } => &[],
        }
    }

    /// Every test inside it that looks at facts itself.
    #[must_use]
    pub fn leaves(&self) -> Vec<&Self> {
        if matches!(
            self,
            Self::All(_) | Self::Any(_) | Self::Count { .. } | Self::Not(_)
        ) {
            self.inner().iter().flat_map(Self::leaves).collect()
        } else {
            vec![self]
        }
    }

    /// Every fact read by it or inside it.
    #[must_use]
    pub fn facts(&self) -> BTreeSet<&FactId> {
        let mut facts = Vec::new();
        self.gather(&mut facts);
        facts.into_iter().collect()
    }

    /// Names the facts it looks at itself.
    pub(crate) fn own<'a>(&'a self, name: &mut impl FnMut(&'a FactId)) {
        if let Self::Reaches { fact, other, .. } = self {
            [fact, other].into_iter().for_each(&mut *name);
        }
        if let Some(fact) = self.fact() {
            name(fact);
        }
    }

    /// Adds the facts read by it or inside it, as often as they are read.
    pub(crate) fn gather<'a>(&'a self, facts: &mut Vec<&'a FactId>) {
        self.own(&mut |fact| facts.push(fact));
        for test in self.inner() {
            test.gather(facts);
        }
    }
}
