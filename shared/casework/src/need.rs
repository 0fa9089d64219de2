//! 需求: what enterprises look for and do not get (M6, M21): searched and not found, wanted and not eligible, written down.
//!
//! A need counts and holds nobody: no enterprise, no contact, no words that carry personal data. What is alike is one need; months make
//! the trend. Deliberately absent: who asked.

use std::collections::BTreeMap;

use facts::{Day, DepartmentId, ItemId, personal_data};

use crate::refusal::Refusal;

/// Longest subject of a need, in characters.
pub const SUBJECT_CHARACTERS_MAX: usize = 60;
/// Longest description of a need, in characters.
pub const SAYING_CHARACTERS_MAX: usize = 500;
/// Months a need remembers one by one.
pub const MONTHS_MAX: usize = 24;

/// How somebody let a need be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// 搜索未果: a search found nothing.
    Searched,
    /// 想要但不符合: an item was wanted that does not fit.
    Missed,
    /// 书面需求: written in the form.
    Written,
}

impl Source {
    /// Every source.
    pub const ALL: &'static [Self] = &[Self::Searched, Self::Missed, Self::Written];

    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Searched => "searched",
            Self::Missed => "missed",
            Self::Written => "written",
        }
    }
}

/// What a need is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// Words, made alike.
    Words(String),
    /// An item that exists and does not fit.
    Item(ItemId),
}

impl Subject {
    /// The text its id is made from: the same need has the same.
    #[must_use]
    pub fn identity(&self) -> String {
        match self {
            Self::Words(words) => format!("words|{words}"),
            Self::Item(item) => format!("item|{item}"),
        }
    }
}

/// How often, by source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Searched and not found.
    pub searched: u64,
    /// Wanted and not eligible.
    pub missed: u64,
    /// Written down.
    pub written: u64,
}

impl Counts {
    /// All sources together.
    #[must_use]
    pub const fn total(self) -> u64 {
        self.searched
            .saturating_add(self.missed)
            .saturating_add(self.written)
    }

    const fn with(mut self, source: Source) -> Self {
        let count = match source {
            Source::Searched => &mut self.searched,
            Source::Missed => &mut self.missed,
            Source::Written => &mut self.written,
        };
        *count = count.saturating_add(1);
        self
    }
}

/// A need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// What it is about.
    pub subject: Subject,
    /// What it is called.
    pub title: String,
    /// The department whose item it is; none for the coordinator, since an owner is never guessed (M22).
    pub owner: Option<DepartmentId>,
    /// Version: how often it was counted.
    pub version: u64,
    /// How often in all.
    pub counts: Counts,
    /// How often by month (`2026-11`), the latest months only.
    pub months: BTreeMap<String, Counts>,
    /// The first day.
    pub first_on: Day,
    /// The last day.
    pub last_on: Day,
}

/// The month of a day, as needs are counted by.
#[must_use]
pub fn month(day: Day) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

impl Need {
    /// A need nobody has counted yet.
    #[must_use]
    pub const fn new(
        subject: Subject,
        title: String,
        owner: Option<DepartmentId>,
        day: Day,
    ) -> Self {
        Self {
            subject,
            title,
            owner,
            version: 0,
            counts: Counts {
                searched: 0,
                missed: 0,
                written: 0,
            },
            months: BTreeMap::new(),
            first_on: day,
            last_on: day,
        }
    }

    /// Counted once more.
    #[must_use]
    pub fn counted(mut self, source: Source, day: Day) -> Self {
        let of_month = self.months.entry(month(day)).or_default();
        *of_month = of_month.with(source);
        while self.months.len() > MONTHS_MAX {
            self.months.pop_first();
        }
        Self {
            version: self.version.saturating_add(1),
            counts: self.counts.with(source),
            first_on: self.first_on.min(day),
            last_on: self.last_on.max(day),
            ..self
        }
    }

    /// How often in the month of `day`.
    #[must_use]
    pub fn in_month(&self, day: Day) -> u64 {
        let counts = self.months.get(&month(day));
        counts.map_or(0, |counts| counts.total())
    }
}

/// Whether words may be kept: a search for one's own telephone number is nobody's need.
#[must_use]
pub fn keepable(words: &str) -> bool {
    !words.is_empty()
        && words.chars().count() <= SUBJECT_CHARACTERS_MAX
        && personal_data::find(words).is_empty()
}

/// Whether what somebody wrote may be kept.
///
/// # Errors
/// [`Refusal::ReasonNeeded`] where nothing is said, [`Refusal::TooLong`], [`Refusal::PersonalData`].
pub fn sayable(words: &str, saying: &str) -> Result<(), Refusal> {
    let long = |text: &str, characters_max: usize| {
        let too_long = text.chars().count() > characters_max;
        too_long.then_some(Refusal::TooLong { characters_max })
    };
    if words.trim().is_empty() {
        return Err(Refusal::ReasonNeeded);
    }
    let too_long = long(words, SUBJECT_CHARACTERS_MAX);
    if let Some(refusal) = too_long.or_else(|| long(saying, SAYING_CHARACTERS_MAX)) {
        return Err(refusal);
    }
    if personal_data::find(words).is_empty() && personal_data::find(saying).is_empty() {
        Ok(())
    } else {
        Err(Refusal::PersonalData)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn counting_adds_up_by_source_and_month() {
        let subject = Subject::Words("火星移民".to_owned());
        let mut need = Need::new(subject, "火星移民".to_owned(), None, day("2026-11-30"));
        for (source, on) in [
            (Source::Searched, "2026-11-30"),
            (Source::Searched, "2026-12-01"),
            (Source::Written, "2026-12-02"),
        ] {
            need = need.counted(source, day(on));
        }
        assert_eq!((need.version, need.counts.total()), (3, 3));
        assert_eq!(need.in_month(day("2026-12-31")), 2);
        assert_eq!(need.in_month(day("2026-11-01")), 1);
        assert_eq!(need.in_month(day("2027-01-01")), 0);
        let months: u64 = need.months.values().map(|counts| counts.total()).sum();
        assert_eq!(months, need.counts.total());
    }

    #[test]
    fn only_the_latest_months_are_remembered() {
        let mut need = Need::new(
            Subject::Words("x".to_owned()),
            "x".to_owned(),
            None,
            day("2020-01-15"),
        );
        for month in 0..40 {
            need = need.counted(Source::Missed, day("2020-01-15").plus_months(month));
        }
        assert_eq!(need.months.len(), MONTHS_MAX);
        assert_eq!(need.counts.missed, 40);
        assert!(!need.months.contains_key("2020-01"));
    }

    #[test]
    fn nothing_personal_is_kept() {
        assert!(keepable("小巨人 奖励"));
        assert!(!keepable("13812345678"));
        assert!(!keepable(""));
        assert!(!keepable(&"长".repeat(61)));
        assert_eq!(
            sayable("用工", "请联系 13812345678"),
            Err(Refusal::PersonalData)
        );
        assert_eq!(sayable(" ", "x"), Err(Refusal::ReasonNeeded));
        assert!(matches!(
            sayable("用工", &"长".repeat(501)),
            Err(Refusal::TooLong { .. })
        ));
        assert_eq!(sayable("用工", "旺季缺人"), Ok(()));
    }
}
