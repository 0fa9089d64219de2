//! 金额: how much an item gives, as data (M19). No floating point touches money.

use facts::{ItemId, Money, Rate, Text};
use rust_decimal::Decimal;

use crate::condition::Test;
use crate::fact::{FactId, Kind};

/// What an item gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Benefit {
    /// Money, paid at once or in shares.
    Money {
        /// How much in all.
        amount: Amount,
        /// 分期兑现: the shares it is paid in; empty when it is paid at once.
        instalments: Vec<Share>,
    },
    /// 减免: something need not be paid.
    Exemption(Text),
    /// 一事一议: cannot be computed; the text says whom to ask for what.
    Ask(Text),
}

/// A share of an amount and when it is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The share.
    pub rate: Rate,
    /// When and for what.
    pub words: Text,
    /// Paid only where this holds: 第二年复核合格的; always where there is none.
    pub when: Option<Test>,
    /// Paid from a day on: so many months after the day a fact says.
    pub after: Option<(FactId, i32)>,
}

impl Benefit {
    /// The facts it depends on.
    #[must_use]
    pub fn facts(&self) -> Vec<&FactId> {
        let Self::Money {
            amount,
            instalments,
        } = self
        else {
            return Vec::new();
        };
        let mut facts = amount.facts();
        let tests = instalments.iter().filter_map(|share| share.when.as_ref());
        facts.extend(tests.flat_map(Test::facts));
        facts
    }

    /// The items it gives a share of.
    #[must_use]
    pub fn matched(&self) -> Vec<&ItemId> {
        match self {
            Self::Money { amount, .. } => amount.matched(),
            Self::Exemption(_) | Self::Ask(_) => Vec::new(),
        }
    }
}

/// A bracket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tier<T> {
    /// From this value on, the value counted.
    pub from: Decimal,
    /// What applies from there.
    pub value: T,
}

/// An amount of money; never negative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// Always the same.
    Fixed(Money),
    /// A share of a money fact. The whole of it (100 %) is 据实补贴.
    Rate {
        /// The share.
        share: Rate,
        /// Of what.
        of: FactId,
    },
    /// So much for each: per head, per kilowatt-hour, per tonne.
    Each {
        /// For one.
        each: Money,
        /// A number fact.
        of: FactId,
    },
    /// By the best-paid title held; nothing without one.
    ByTitle(FactId, Vec<(String, Money)>),
    /// By the value of a choice; nothing for a value not listed.
    ByChoice(FactId, Vec<(String, Self)>),
    /// By the bracket a number or money lies in (全额累进); nothing below the first.
    Brackets(FactId, Vec<Tier<Self>>),
    /// Each slice of a money fact at the rate of its bracket (超额累进).
    Slices(FactId, Vec<Tier<Rate>>),
    /// So much for every full step above a line: 每增加 1000 万元奖 5 万元.
    Steps {
        /// For one full step.
        each: Money,
        /// A number or money.
        of: FactId,
        /// How much a step is; more than zero.
        per: Decimal,
        /// Where counting begins.
        above: Decimal,
    },
    /// The first whose test holds; nothing where none does.
    Cases(Vec<(Test, Self)>),
    /// So many times another: 上浮 20%.
    Times(Rate, Box<Self>),
    /// Rounded down to whole units: 以百元计.
    RoundedDown {
        /// The unit; more than zero.
        unit: Money,
        /// Of what.
        amount: Box<Self>,
    },
    /// Only where a test holds: an addition (加成).
    When(Test, Box<Self>),
    /// All of them together.
    Sum(Vec<Self>),
    /// The greatest of them (就高).
    Greatest(Vec<Self>),
    /// Not less and not more than.
    Limited {
        /// Of what.
        amount: Box<Self>,
        /// 下限
        least: Option<Money>,
        /// 封顶: a sum, or what another amount comes to.
        most: Option<Box<Self>>,
    },
    /// 级差: less what was received already.
    LessReceived {
        /// Of what.
        amount: Box<Self>,
        /// A money fact.
        received: FactId,
    },
    /// From one to another, at the discretion of whoever decides.
    Discretionary(Money, Money),
    /// 逐项: for each record of a list, what an amount comes to with its fields.
    ForEach {
        /// A [`Kind::Records`] fact.
        list: FactId,
        /// Only for records for which this holds; for all where there is none.
        when: Option<Test>,
        /// What one record gives.
        amount: Box<Self>,
        /// At most so many records count, those that give most.
        most: Option<usize>,
    },
    /// 配套: what another item gives this enterprise; nothing where it does not fit.
    Item(ItemId),
}

impl Amount {
    /// The facts this amount itself reads, with the kinds they may have; amounts and tests inside it are not looked into.
    #[must_use]
    pub fn reads(&self) -> Vec<(&FactId, &'static [Kind])> {
        match self {
            Self::Rate { of, .. } | Self::Slices(of, _) => vec![(of, &[Kind::Money])],
            Self::LessReceived { received, .. } => vec![(received, &[Kind::Money])],
            Self::Each { of, .. } => vec![(of, &[Kind::Number])],
            Self::ByTitle(fact, _) => vec![(fact, &[Kind::Titles])],
            Self::ByChoice(fact, _) => vec![(fact, &[Kind::Choice])],
            Self::Brackets(fact, _) | Self::Steps { of: fact, .. } => {
                vec![(fact, &[Kind::Number, Kind::Money])]
            }
            Self::Fixed(_)
            | Self::Cases(_)
            | Self::Times(..)
            | Self::RoundedDown { .. }
            | Self::When(..)
            | Self::Sum(_)
            | Self::Greatest(_)
            | Self::Limited { .. }
            | Self::Item(_)
            | Self::Discretionary(..) => Vec::new(),
            Self::ForEach { list, .. } => vec![(list, &[Kind::Records])],
        }
    }

    /// The items it gives a share of.
    #[must_use]
    pub fn matched(&self) -> Vec<&ItemId> {
        if let Self::Item(item) = self {
            return vec![item];
        }
        self.inner().into_iter().flat_map(Self::matched).collect()
    }

    /// The amounts inside it.
    #[must_use]
    pub fn inner(&self) -> Vec<&Self> {
        match self {
            Self::ByChoice(_, table) => table.iter().map(|(_, amount)| amount).collect(),
            Self::Brackets(_, tiers) => tiers.iter().map(|tier| &tier.value).collect(),
            Self::Sum(amounts) | Self::Greatest(amounts) => amounts.iter().collect(),
            Self::Cases(cases) => cases.iter().map(|(_, amount)| amount).collect(),
            Self::Limited { amount, most, .. } => {
                let most = most.iter().map(Box::as_ref);
                std::iter::once(amount.as_ref()).chain(most).collect()
            }
            Self::When(_, amount)
            | Self::Times(_, amount)
            | Self::RoundedDown { amount, .. }
            | Self::ForEach { amount, .. }
            | Self::LessReceived { amount, .. } => vec![amount],
            Self::Fixed(_)
            | Self::Rate { .. }
            | Self::Each { .. }
            | Self::Steps { .. }
            | Self::ByTitle(..)
            | Self::Slices(..)
            | Self::Item(_)
            | Self::Discretionary(..) => Vec::new(),
        }
    }

    /// The tests this amount itself looks at.
    #[must_use]
    pub fn tests(&self) -> Vec<&Test> {
        match self {
            Self::When(test, _) => vec![test],
            Self::ForEach { when, .. } => when.iter().collect(),
            Self::Cases(cases) => cases.iter().map(|(test, _)| test).collect(),
            Self::Fixed(_)
            | Self::Rate { .. }
            | Self::Each { .. }
            | Self::Steps { .. }
            | Self::ByTitle(..)
            | Self::ByChoice(..)
            | Self::Brackets(..)
            | Self::Slices(..)
            | Self::Times(..)
            | Self::RoundedDown { .. }
            | Self::Sum(_)
            | Self::Greatest(_)
            | Self::Limited { .. }
            | Self::LessReceived { .. }
            | Self::Item(_)
            | Self::Discretionary(..) => Vec::new(),
        }
    }

    /// Every fact read by it, by amounts inside it and by their tests.
    #[must_use]
    pub fn facts(&self) -> Vec<&FactId> {
        let mut facts: Vec<&FactId> = self.reads().into_iter().map(|(fact, _)| fact).collect();
        facts.extend(self.tests().into_iter().flat_map(Test::facts));
        facts.extend(self.inner().into_iter().flat_map(Self::facts));
        facts
    }
}
