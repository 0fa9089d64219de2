//! 指标: what can be known of an enterprise, declared once, in data.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use facts::{Rate, Text};
use rust_decimal::Decimal;

use crate::condition::Test;

/// Longest fact id, in characters.
const ID_CHARACTERS_MAX: usize = 48;

/// What a fact id must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a fact id is 1 to {ID_CHARACTERS_MAX} of `a`–`z`, `0`–`9` and `_`, and begins with a letter"
)]
pub struct NotAFactId;

/// The id of a fact, such as `staff` or `registered_on`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(Box<str>);

impl FactId {
    /// Reads an id.
    ///
    /// # Errors
    /// [`NotAFactId`] says what it must look like.
    pub fn parse(text: &str) -> Result<Self, NotAFactId> {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let begins = text
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_lowercase());
        (begins && text.len() <= ID_CHARACTERS_MAX && text.bytes().all(allowed))
            .then(|| Self(text.into()))
            .ok_or(NotAFactId)
    }

    /// As written in JSON.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FactId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What values a fact has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A number of something.
    Number,
    /// Yuan.
    Money,
    /// Yes or no.
    YesNo,
    /// One of the declared choices.
    Choice,
    /// A day.
    Day,
    /// An industry code of GB/T 4754-2017.
    Industry,
    /// A county or township of GB/T 2260.
    Place,
    /// Those of the declared choices that were awarded, none or several.
    Titles,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Number,
        Self::Money,
        Self::YesNo,
        Self::Choice,
        Self::Day,
        Self::Industry,
        Self::Place,
        Self::Titles,
    ];

    /// The word in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Money => "money",
            Self::YesNo => "yes_no",
            Self::Choice => "choice",
            Self::Day => "day",
            Self::Industry => "industry",
            Self::Place => "place",
            Self::Titles => "titles",
        }
    }
}

/// One value of a choice, or one title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The value in JSON and rules.
    pub value: String,
    /// Its label.
    pub label: Text,
}

/// How a fact follows from others. What is computed need not be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Derivation {
    /// 统计上大中小微型企业划分办法(2017); also `not_covered` where the method says nothing.
    SizeClass {
        /// An [`Kind::Industry`] fact.
        industry: FactId,
        /// A [`Kind::Number`] fact: 从业人员.
        staff: FactId,
        /// A [`Kind::Money`] fact: 营业收入.
        revenue: FactId,
        /// A [`Kind::Money`] fact: 资产总额.
        assets: FactId,
    },
    /// Full months from a day to the day assessed; negative before it.
    MonthsSince {
        /// A [`Kind::Day`] fact.
        day: FactId,
    },
    /// A share in per cent. Unknown where the denominator is not surely positive.
    Percent {
        /// Numerator, number or money.
        part: FactId,
        /// Denominator, number or money.
        whole: FactId,
    },
    /// Growth in per cent over an earlier value. Unknown where that is not surely positive.
    Growth {
        /// The value now.
        now: FactId,
        /// The value before.
        before: FactId,
    },
    /// All of them together.
    Sum(Vec<FactId>),
    /// All of them multiplied, then by a share: a loan, the share of a year, an interest rate. None of them negative.
    Product {
        /// Numbers or money.
        of: Vec<FactId>,
        /// Times this.
        share: Rate,
    },
    /// The least of them.
    Least(Vec<FactId>),
    /// The greatest of them.
    Greatest(Vec<FactId>),
    /// 积分: the points of every test that holds.
    Points(Vec<(Test, Decimal)>),
    /// The difference of two values.
    Difference {
        /// What is taken from.
        from: FactId,
        /// What is taken away.
        less: FactId,
    },
}

impl Derivation {
    /// The facts it follows from, with the kinds they may have.
    #[must_use]
    pub fn sources(&self) -> Vec<(&FactId, &'static [Kind])> {
        const NUMERIC: &[Kind] = &[Kind::Number, Kind::Money];
        match self {
            Self::SizeClass {
                industry,
                staff,
                revenue,
                assets,
            } => vec![
                (industry, &[Kind::Industry]),
                (staff, &[Kind::Number]),
                (revenue, &[Kind::Money]),
                (assets, &[Kind::Money]),
            ],
            Self::MonthsSince { day } => vec![(day, &[Kind::Day])],
            Self::Percent { part, whole } => vec![(part, NUMERIC), (whole, NUMERIC)],
            Self::Growth { now, before } => vec![(now, NUMERIC), (before, NUMERIC)],
            Self::Difference { from, less } => vec![(from, NUMERIC), (less, NUMERIC)],
            Self::Sum(of) | Self::Product { of, .. } | Self::Least(of) | Self::Greatest(of) => {
                of.iter().map(|fact| (fact, NUMERIC)).collect()
            }
            Self::Points(table) => {
                let tests = table.iter().flat_map(|(test, _)| test.leaves());
                tests.flat_map(Test::reads).collect()
            }
        }
    }

    /// The kinds what comes out may be declared as.
    #[must_use]
    pub const fn kinds(&self) -> &'static [Kind] {
        match self {
            Self::SizeClass { .. } => &[Kind::Choice],
            Self::MonthsSince { .. }
            | Self::Percent { .. }
            | Self::Growth { .. }
            | Self::Points(_) => &[Kind::Number],
            Self::Difference { .. }
            | Self::Sum(_)
            | Self::Product { .. }
            | Self::Least(_)
            | Self::Greatest(_) => &[Kind::Number, Kind::Money],
        }
    }
}

/// A declared fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// Id.
    pub id: FactId,
    /// What values it has.
    pub kind: Kind,
    /// A short name.
    pub label: Text,
    /// How it is asked.
    pub question: Text,
    /// What a number counts, such as 人; empty where there is none.
    pub unit: Text,
    /// The period it speaks of, such as 上年度; empty where there is none.
    pub period: String,
    /// Values of a choice, or titles.
    pub choices: Vec<Choice>,
    /// How it is computed, if it is.
    pub derived: Option<Derivation>,
    /// 参数: the city gives it, with the day it counts from; nobody is asked.
    pub parameter: bool,
}

impl Declaration {
    /// The label of one of its choices; the value itself where it is not declared.
    #[must_use]
    pub fn label_of(&self, value: &str) -> Text {
        let found = self.choices.iter().find(|choice| choice.value == value);
        found.map_or_else(|| Text::new(value, value), |choice| choice.label.clone())
    }
}

/// Every declared fact, in the order people are asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    declared: Vec<Declaration>,
    places: BTreeMap<FactId, usize>,
}

impl Facts {
    /// Declarations in the order people are asked; of two with one id the first counts ([`Facts::findings`] names the other).
    #[must_use]
    pub fn new(declared: Vec<Declaration>) -> Self {
        let mut places = BTreeMap::new();
        for (place, declaration) in declared.iter().enumerate() {
            places.entry(declaration.id.clone()).or_insert(place);
        }
        Self { declared, places }
    }

    /// A declaration.
    #[must_use]
    pub fn get(&self, id: &FactId) -> Option<&Declaration> {
        self.declared.get(*self.places.get(id)?)
    }

    /// All of them, in the order people are asked.
    pub fn iter(&self) -> impl Iterator<Item = &Declaration> {
        self.declared.iter()
    }

    /// Where a fact stands in the order people are asked.
    #[must_use]
    pub fn place(&self, id: &FactId) -> usize {
        self.places.get(id).copied().unwrap_or(usize::MAX)
    }

    /// The facts one would have to ask to know `id`: itself, or what it is computed from; nothing for what the city gives.
    #[must_use]
    pub fn asked_for<'a>(&'a self, id: &'a FactId) -> Vec<&'a FactId> {
        let mut asked = BTreeSet::new();
        self.gather(id, self.declared.len(), &mut asked);
        asked.into_iter().collect()
    }

    /// `left` ends a circle, which [`Facts::circles`] names.
    fn gather<'a>(&'a self, id: &'a FactId, left: usize, asked: &mut BTreeSet<&'a FactId>) {
        let Some(left) = left.checked_sub(1) else {
            return;
        };
        match self.get(id) {
            Some(declared) if declared.parameter => {}
            Some(Declaration {
                derived: Some(derivation),
                ..
            }) => {
                for (source, _) in derivation.sources() {
                    self.gather(source, left, asked);
                }
            }
            _ => {
                asked.insert(id);
            }
        }
    }

    /// Facts that follow from themselves.
    #[must_use]
    pub fn circles(&self) -> Vec<&FactId> {
        let mut open: BTreeSet<&FactId> = BTreeSet::new();
        for declared in self.iter().filter(|declared| declared.derived.is_some()) {
            open.insert(&declared.id);
        }
        // whatever rests on settled facts only is settled; what is left goes round
        loop {
            let settled: Vec<&FactId> = open
                .iter()
                .copied()
                .filter(|id| !self.rests_on(id, &open))
                .collect();
            if settled.is_empty() {
                return open.into_iter().collect();
            }
            for id in settled {
                open.remove(id);
            }
        }
    }

    fn rests_on(&self, id: &FactId, open: &BTreeSet<&FactId>) -> bool {
        let derivation = self.get(id).and_then(|declared| declared.derived.as_ref());
        let sources = derivation.map(Derivation::sources).unwrap_or_default();
        sources.iter().any(|(source, _)| open.contains(source))
    }
}
