//! Money known to lie between two amounts.

use facts::{Money, Text};
use rust_decimal::Decimal;

use crate::interval::Interval;
use crate::say;

/// Money from one amount to another, none of it negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Worked {
    pub(super) low: Money,
    pub(super) high: Option<Money>,
}

impl Worked {
    pub(super) const NOTHING: Self = Self {
        low: Money::ZERO,
        high: Some(Money::ZERO),
    };

    pub(super) fn exactly(money: Money) -> Self {
        let money = money.max(Money::ZERO);
        Self {
            low: money,
            high: Some(money),
        }
    }

    /// What an interval of yuan amounts to.
    pub(super) fn of(interval: Interval) -> Self {
        let yuan = |value: Decimal| Money::truncated(value).max(Money::ZERO);
        Self {
            low: interval.least().map_or(Money::ZERO, yuan),
            high: interval.most().map(yuan),
        }
    }

    pub(super) fn map(self, change: impl Fn(Money) -> Money) -> Self {
        Self {
            low: change(self.low),
            high: self.high.map(change),
        }
    }

    pub(super) fn times(self, factor: Decimal) -> Self {
        self.map(|money| money.times(factor))
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            low: self.low.plus(other.low),
            high: self.high.zip(other.high).map(|(one, two)| one.plus(two)),
        }
    }

    /// Whichever is greater.
    pub(super) fn greatest(self, other: Self) -> Self {
        Self {
            low: self.low.max(other.low),
            high: self.high.zip(other.high).map(|(one, two)| one.max(two)),
        }
    }

    /// Whichever is less.
    pub(super) fn least(self, other: Self) -> Self {
        Self {
            low: self.low.min(other.low),
            high: match (self.high, other.high) {
                (Some(one), Some(two)) => Some(one.min(two)),
                (one, two) => one.or(two),
            },
        }
    }

    /// Either of them, not known which.
    pub(super) fn either(self, other: Self) -> Self {
        Self {
            low: self.low.min(other.low),
            high: self.high.zip(other.high).map(|(one, two)| one.max(two)),
        }
    }

    pub(super) fn words(self) -> Text {
        let mut said = Text::default();
        self.say(&mut said);
        said
    }

    pub(super) fn say(self, said: &mut Text) {
        say::add_range(said, (Some(self.low), self.high), say::add_money);
    }
}
