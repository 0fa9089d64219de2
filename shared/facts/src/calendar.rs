//! 工作日历: which days are working days. Years arrive as data, each with the notice it was read from (domain §5).
//!
//! A day is a working day if the notice calls it on duty (调休), or it is Monday to Friday and not named a day off.
//! Years without an official notice are counted Monday to Friday and called provisional: never guessed silently.

use std::collections::BTreeMap;

use crate::Day;

/// How far counting looks: ten years of days, far beyond any promise.
const DAYS_COUNTED_MAX: u32 = 3_660;

/// Whether a year is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// By a notice of the State Council.
    Official,
    /// Expected, and may still change.
    Provisional,
}

/// A day that a notice names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedDay {
    /// Name of the holiday it belongs to.
    pub name: String,
    /// True for a day off; false for a day on duty.
    pub off: bool,
}

/// One year of notices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarYear {
    /// Which year.
    pub year: i16,
    /// Whether it is settled.
    pub status: Status,
    /// Link to the notice.
    pub source: String,
    /// Days that differ from Monday to Friday, all within the year.
    pub days: BTreeMap<Day, NamedDay>,
}

/// What kind of day it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayKind {
    /// A working day.
    Working,
    /// A weekend day on duty (调休); a working day.
    MakeUp,
    /// Saturday or Sunday.
    Weekend,
    /// A day off, by its name in the notice.
    Holiday(String),
}

/// All years that are known. The default knows none: every year is provisional.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeMap<i16, CalendarYear>,
}

impl FromIterator<CalendarYear> for Calendar {
    fn from_iter<I: IntoIterator<Item = CalendarYear>>(years: I) -> Self {
        Self {
            years: years.into_iter().map(|year| (year.year, year)).collect(),
        }
    }
}

impl Calendar {
    /// The years known, oldest first.
    pub fn years(&self) -> impl Iterator<Item = &CalendarYear> {
        self.years.values()
    }

    /// What kind of day it is.
    #[must_use]
    pub fn kind(&self, day: Day) -> DayKind {
        let named = self
            .years
            .get(&day.year())
            .and_then(|year| year.days.get(&day));
        match named {
            Some(named) if named.off => DayKind::Holiday(named.name.clone()),
            Some(_) if day.is_weekend() => DayKind::MakeUp,
            None if day.is_weekend() => DayKind::Weekend,
            Some(_) | None => DayKind::Working,
        }
    }

    /// Whether it is a working day.
    #[must_use]
    pub fn is_working(&self, day: Day) -> bool {
        let named = self
            .years
            .get(&day.year())
            .and_then(|year| year.days.get(&day));
        named.map_or_else(|| !day.is_weekend(), |named| !named.off)
    }

    /// Whether the year of this day has no official notice yet.
    #[must_use]
    pub fn is_provisional(&self, day: Day) -> bool {
        let year = self.years.get(&day.year());
        year.is_none_or(|year| year.status == Status::Provisional)
    }

    /// The day that is so many working days after `day`, which is not counted itself. Zero gives `day`.
    #[must_use]
    pub fn working_days_after(&self, day: Day, working_days: u32) -> Day {
        self.count(day, working_days, Day::next)
    }

    /// The day that is so many working days before `day`, which is not counted itself. Zero gives `day`.
    #[must_use]
    pub fn working_days_before(&self, day: Day, working_days: u32) -> Day {
        self.count(day, working_days, Day::previous)
    }

    fn count(&self, from: Day, working_days: u32, step: fn(Day) -> Day) -> Day {
        let (mut day, mut left) = (from, working_days);
        for _ in 0..DAYS_COUNTED_MAX {
            if left == 0 {
                break;
            }
            day = step(day);
            left -= u32::from(self.is_working(day));
        }
        day
    }

    /// How many working days lie after `from`, until `until`, which is counted; looks ten years far at most.
    #[must_use]
    pub fn working_days_between(&self, from: Day, until: Day) -> u32 {
        let days = std::iter::successors(Some(from.next()), |day| Some(day.next()));
        let within = days
            .take(usize::try_from(DAYS_COUNTED_MAX).unwrap_or(usize::MAX))
            .take_while(|day| *day <= until);
        within.map(|day| u32::from(self.is_working(day))).sum()
    }

    /// How many working days a year has.
    #[must_use]
    pub fn working_days_in(&self, year: i16) -> u32 {
        let first = Day::new(year, 1, 1).unwrap_or(Day::MIN);
        let days = std::iter::successors(Some(first), |day| Some(day.next()));
        let within = days.take(366).take_while(|day| day.year() == year);
        within.map(|day| u32::from(self.is_working(day))).sum()
    }
}
