//! Periods: months.

use std::fmt;

use facts::Day;

/// A month, such as `2026-11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: Day,
}

/// What a period must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a period is a month, written `YYYY-MM`")]
pub struct NotAPeriod;

impl Period {
    /// The month `day` lies in.
    #[must_use]
    pub fn of(day: Day) -> Self {
        let back = i64::from(day.day_of_month()).saturating_sub(1);
        Self {
            first: day.plus_days(-back),
        }
    }

    /// Reads `YYYY-MM`.
    ///
    /// # Errors
    /// If it is written otherwise.
    pub fn parse(text: &str) -> Result<Self, NotAPeriod> {
        let first = Day::parse(&format!("{text}-01")).map_err(|_| NotAPeriod)?;
        Ok(Self { first })
    }

    /// The first day.
    #[must_use]
    pub const fn first_day(self) -> Day {
        self.first
    }

    /// The last day.
    #[must_use]
    pub fn last_day(self) -> Day {
        self.first.plus_months(1).previous()
    }

    /// The month before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self {
            first: self.first.plus_months(-1),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        write!(formatter, "{year:04}-{month:02}")
    }
}
