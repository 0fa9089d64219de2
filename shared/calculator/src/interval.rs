//! Numbers known to lie between bounds.

use rust_decimal::Decimal;

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bound {
    /// The value.
    pub value: Decimal,
    /// Whether the value itself belongs to it.
    pub counted: bool,
}

impl Bound {
    /// A bound that belongs to the interval.
    #[must_use]
    pub const fn counted(value: Decimal) -> Self {
        Self {
            value,
            counted: true,
        }
    }
}

/// Every number between two ends; an absent end is unbounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Interval {
    /// Lower end.
    pub low: Option<Bound>,
    /// Upper end.
    pub high: Option<Bound>,
}

impl Interval {
    /// Exactly one number.
    #[must_use]
    pub const fn exactly(value: Decimal) -> Self {
        Self {
            low: Some(Bound::counted(value)),
            high: Some(Bound::counted(value)),
        }
    }

    /// From one number to another, both counted.
    #[must_use]
    pub fn between(low: Option<Decimal>, high: Option<Decimal>) -> Self {
        Self {
            low: low.map(Bound::counted),
            high: high.map(Bound::counted),
        }
    }

    /// The number, if there is only one.
    #[must_use]
    pub fn exact(&self) -> Option<Decimal> {
        let (low, high) = (self.low?, self.high?);
        (low.value == high.value && low.counted && high.counted).then_some(low.value)
    }

    /// Whether no number lies in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let (Some(low), Some(high)) = (self.low, self.high) else {
            return false;
        };
        low.value > high.value || (low.value == high.value && !(low.counted && high.counted))
    }

    /// What lies in both.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Self {
        Self {
            low: tighter(self.low, other.low, |one, two| one > two),
            high: tighter(self.high, other.high, |one, two| one < two),
        }
    }

    /// Whether every number of it lies in `other`.
    #[must_use]
    pub fn lies_in(&self, other: &Self) -> bool {
        self.is_empty() || self.intersect(other) == *self
    }

    /// The lower end as a number.
    #[must_use]
    pub fn least(&self) -> Option<Decimal> {
        self.low.map(|bound| bound.value)
    }

    /// The upper end as a number.
    #[must_use]
    pub fn most(&self) -> Option<Decimal> {
        self.high.map(|bound| bound.value)
    }
}

fn tighter(
    one: Option<Bound>,
    two: Option<Bound>,
    beyond: impl Fn(Decimal, Decimal) -> bool,
) -> Option<Bound> {
    match (one, two) {
        (Some(one), Some(two)) if one.value == two.value => Some(Bound {
            value: one.value,
            counted: one.counted && two.counted,
        }),
        (Some(one), Some(two)) if beyond(one.value, two.value) => Some(one),
        (Some(_), Some(two)) => Some(two),
        (one, two) => one.or(two),
    }
}
