//! Days and moments in Asia/Shanghai: UTC+8 all year, no daylight saving time (domain §5).

use std::fmt;

use jiff::civil::{Date, Weekday};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Span, Timestamp};

const SHANGHAI: Offset = Offset::constant(8);

/// What a day must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a day is written `YYYY-MM-DD`, from 0001-01-01 to 9998-12-31, and must exist")]
pub struct NotADay;

/// What a moment must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a moment is written as RFC 3339, such as `2026-01-05T09:00:00+08:00`")]
pub struct NotAnInstant;

/// A day in Asia/Shanghai, in the years 1 to 9998.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The first day there is.
    pub const MIN: Self = Self(Date::constant(1, 1, 1));
    /// The last day there is.
    pub const MAX: Self = Self(Date::constant(9998, 12, 31));

    /// A day of the calendar.
    ///
    /// # Errors
    /// If there is no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, NotADay> {
        let date = Date::new(year, month, day).map_err(|_| NotADay)?;
        Self::of(date)
    }

    /// Reads `YYYY-MM-DD`.
    ///
    /// # Errors
    /// If it is written otherwise or does not exist.
    pub fn parse(text: &str) -> Result<Self, NotADay> {
        let separated = text.len() == 10
            && text
                .bytes()
                .all(|byte| byte == b'-' || byte.is_ascii_digit());
        if !separated {
            return Err(NotADay);
        }
        text.parse().map_err(|_| NotADay).and_then(Self::of)
    }

    fn of(date: Date) -> Result<Self, NotADay> {
        let day = Self(date);
        (Self::MIN..=Self::MAX)
            .contains(&day)
            .then_some(day)
            .ok_or(NotADay)
    }

    /// Year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Month, from 1.
    #[must_use]
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Day of the month, from 1.
    #[must_use]
    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    /// Whether it is Saturday or Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), Weekday::Saturday | Weekday::Sunday)
    }

    /// The day after; the last day there is stays itself.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus_days(1)
    }

    /// The day before; the first day there is stays itself.
    #[must_use]
    pub fn previous(self) -> Self {
        self.plus_days(-1)
    }

    /// So many days later, or earlier; bounded by the first and last day there are.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let bounded = days.clamp(-4_000_000, 4_000_000);
        let edge = if days < 0 { Self::MIN } else { Self::MAX };
        let moved = self
            .0
            .checked_add(SignedDuration::from_hours(bounded.saturating_mul(24)));
        moved
            .ok()
            .and_then(|date| Self::of(date).ok())
            .unwrap_or(edge)
    }

    /// So many months later, or earlier; the last day of a shorter month stands in (29 February → 28).
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let edge = if months < 0 { Self::MIN } else { Self::MAX };
        let span = Span::new().try_months(months).ok();
        let moved = span.and_then(|span| self.0.checked_add(span).ok());
        moved.and_then(|date| Self::of(date).ok()).unwrap_or(edge)
    }

    /// So many years later, or earlier; 29 February becomes 28 in other years.
    #[must_use]
    pub fn plus_years(self, years: i32) -> Self {
        self.plus_months(years.saturating_mul(12))
    }

    /// Days from this day to `later`; negative if that is earlier.
    #[must_use]
    pub fn days_until(self, later: Self) -> i64 {
        later.0.duration_since(self.0).as_hours() / 24
    }

    /// Full months from this day to `later`, as birthdays are counted; negative if that is earlier.
    #[must_use]
    pub fn months_until(self, later: Self) -> i64 {
        let months = |day: Self| i64::from(day.0.year()) * 12 + i64::from(day.0.month());
        let whole = months(later) - months(self);
        let arrived = self.plus_months(i32::try_from(whole).unwrap_or_default());
        if whole > 0 && arrived > later {
            whole - 1
        } else if whole < 0 && arrived < later {
            whole + 1
        } else {
            whole
        }
    }

    /// The moment it begins.
    #[must_use]
    pub fn start(self) -> Instant {
        let at = TimeZone::fixed(SHANGHAI)
            .to_timestamp(self.0.to_datetime(jiff::civil::Time::midnight()));
        Instant(at.unwrap_or(Timestamp::UNIX_EPOCH))
    }

    /// As people read it in Chinese: `2026年11月24日`. JSON, storage and keys have [`fmt::Display`]'s.
    #[must_use]
    pub fn words(self) -> String {
        let (year, month, day) = (self.year(), self.month(), self.day_of_month());
        format!("{year}年{month}月{day}日")
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl std::str::FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        Self::parse(text)
    }
}

/// A moment, told in Asia/Shanghai.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(Timestamp);

impl Instant {
    /// So many milliseconds after 1970 began in Greenwich; bounded by the years there are.
    #[must_use]
    pub fn from_milliseconds(milliseconds: i64) -> Self {
        let edge = if milliseconds < 0 { Day::MIN } else { Day::MAX };
        Timestamp::from_millisecond(milliseconds).map_or_else(|_| edge.start(), Self::bounded)
    }

    fn bounded(at: Timestamp) -> Self {
        let (first, last) = (Day::MIN.start(), Day::MAX.start());
        Self(at).clamp(first, last)
    }

    /// Milliseconds since 1970 began in Greenwich.
    #[must_use]
    pub fn milliseconds(self) -> i64 {
        self.0.as_millisecond()
    }

    /// Reads RFC 3339.
    ///
    /// # Errors
    /// If it is written otherwise.
    pub fn parse(text: &str) -> Result<Self, NotAnInstant> {
        text.parse().map(Self::bounded).map_err(|_| NotAnInstant)
    }

    /// The day it belongs to: a submission at 23:59 belongs to that day.
    #[must_use]
    pub fn day(self) -> Day {
        Day(SHANGHAI.to_datetime(self.0).date())
    }

    /// So many seconds later, or earlier.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self::from_milliseconds(
            self.milliseconds()
                .saturating_add(seconds.saturating_mul(1_000)),
        )
    }

    /// Seconds from this moment to `later`, rounded towards zero.
    #[must_use]
    pub fn seconds_until(self, later: Self) -> i64 {
        later.milliseconds().saturating_sub(self.milliseconds()) / 1_000
    }

    /// Hour and minute of the day, as clocks there show it.
    #[must_use]
    pub fn clock(self) -> (i8, i8) {
        let at = SHANGHAI.to_datetime(self.0);
        (at.hour(), at.minute())
    }
}

impl Instant {
    /// As people read it in Chinese: `2026年11月24日 10:05`.
    #[must_use]
    pub fn words(self) -> String {
        let (hour, minute) = self.clock();
        format!("{} {hour:02}:{minute:02}", self.day().words())
    }
}

impl fmt::Display for Instant {
    /// RFC 3339 with `+08:00` and milliseconds.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = SHANGHAI.to_datetime(self.0);
        let (date, time) = (at.date(), at.time());
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        let millisecond = time.millisecond();
        write!(
            formatter,
            "{date}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}+08:00"
        )
    }
}

impl From<Timestamp> for Instant {
    fn from(at: Timestamp) -> Self {
        Self::bounded(at)
    }
}

impl From<Instant> for Timestamp {
    fn from(at: Instant) -> Self {
        at.0
    }
}
