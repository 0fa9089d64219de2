//! Predicted against decided (测算与审核对照, M19): what the calculator said at submission beside what the department came to.
//!
//! A difference says that a rule, a fact or a decision should be looked at, not which of them is wrong. Where an opening is given out in
//! one go, what the department approved counts, not what places or budget left of it.

use std::collections::BTreeMap;

use facts::{ItemId, Money};

use super::Measure;
use crate::case::{Case, Decision};

/// What the calculator said of a case at submission, and what the department decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Whether it said that the conditions are surely met; else it left something open.
    pub eligible: bool,
    /// The least it would be, where it is money.
    pub low: Option<Money>,
    /// The most it would be; none where there is no upper end.
    pub high: Option<Money>,
    /// Id of the receipt.
    pub receipt: Option<String>,
    /// Whether the department approved it.
    pub approved: bool,
    /// What it approved, where it is money.
    pub amount: Option<Money>,
}

/// How the two differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Drift {
    /// 一致
    Held,
    /// 核定低于测算
    Less,
    /// 核定高于测算
    More,
    /// 测算符合、审核未通过
    Refused,
    /// 测算待核实、审核通过
    OpenApproved,
    /// 测算待核实、审核未通过
    OpenRefused,
}

impl Drift {
    /// The word in records and in the API.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Less => "less",
            Self::More => "more",
            Self::Refused => "refused",
            Self::OpenApproved => "open_approved",
            Self::OpenRefused => "open_refused",
        }
    }

    /// In words.
    #[must_use]
    pub fn title(self) -> crate::Text {
        let (zh, en) = match self {
            Self::Held => ("与测算一致", "as predicted"),
            Self::Less => ("核定金额低于测算", "less than predicted"),
            Self::More => ("核定金额高于测算", "more than predicted"),
            Self::Refused => ("测算符合，审核未通过", "predicted to fit, refused"),
            Self::OpenApproved => ("测算待核实，审核通过", "left open, approved"),
            Self::OpenRefused => ("测算待核实，审核未通过", "left open, refused"),
        };
        crate::Text::new(zh, en)
    }

    /// Whether the calculator said something else than came out.
    #[must_use]
    pub const fn differs(self) -> bool {
        match self {
            Self::Less | Self::More | Self::Refused => true,
            Self::Held | Self::OpenApproved | Self::OpenRefused => false,
        }
    }
}

impl Compared {
    /// The two of a case; none before it is decided, and of what is no application.
    #[must_use]
    pub fn of(case: &Case) -> Option<Self> {
        let prediction = case.prediction.as_ref()?;
        let (approved, amount) = match (case.decision()?, &case.allocation) {
            (Decision::Replied(_), _) => return None,
            // an item that gives no money is given out without any
            (_, Some(given)) => (true, case.subject.money.then_some(given.claimed)),
            (Decision::Approved { amount, .. }, None) => (true, amount),
            (Decision::Refused { .. }, None) => (false, None),
        };
        Some(Self {
            eligible: prediction.eligible,
            low: prediction.amount_low,
            high: prediction.amount_high,
            receipt: prediction.receipt.clone(),
            approved,
            amount,
        })
    }

    /// How they differ.
    #[must_use]
    pub fn drift(&self) -> Drift {
        if !self.approved {
            return if self.eligible {
                Drift::Refused
            } else {
                Drift::OpenRefused
            };
        }
        let below = |amount: &Money| self.low.is_some_and(|low| *amount < low);
        let above = |amount: &Money| self.high.is_some_and(|high| *amount > high);
        match self.amount {
            Some(amount) if below(&amount) => Drift::Less,
            Some(amount) if above(&amount) => Drift::More,
            _ if self.eligible => Drift::Held,
            _ => Drift::OpenApproved,
        }
    }
}

/// How many cases came out how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Drifts {
    /// As predicted.
    pub held: u32,
    /// Approved with less.
    pub less: u32,
    /// Approved with more.
    pub more: u32,
    /// Surely eligible, and refused.
    pub refused: u32,
    /// Left open, and approved.
    pub open_approved: u32,
    /// Left open, and refused.
    pub open_refused: u32,
}

impl Drifts {
    fn note(&mut self, drift: Drift) {
        let count = match drift {
            Drift::Held => &mut self.held,
            Drift::Less => &mut self.less,
            Drift::More => &mut self.more,
            Drift::Refused => &mut self.refused,
            Drift::OpenApproved => &mut self.open_approved,
            Drift::OpenRefused => &mut self.open_refused,
        };
        *count = count.saturating_add(1);
    }
}

/// Of each item how its decided cases came out.
#[must_use]
pub fn drifts<'a>(measures: impl IntoIterator<Item = &'a Measure>) -> BTreeMap<ItemId, Drifts> {
    let mut found: BTreeMap<ItemId, Drifts> = BTreeMap::new();
    for measure in measures {
        if let (Some(item), Some(compared)) = (&measure.item, &measure.compared) {
            found
                .entry(item.clone())
                .or_default()
                .note(compared.drift());
        }
    }
    found
}
