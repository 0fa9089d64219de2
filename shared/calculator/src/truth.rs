//! Three-valued tests over sets: yes for every completion of the profile, no for every one, or not known.

use std::collections::BTreeSet;

use facts::{Day, Division, Industry, IndustryPattern, Jurisdiction, JurisdictionId};

use crate::condition::{AwardTerms, Test};
use crate::derive::Reader;
use crate::fact::FactId;
use crate::interval::Interval;
use crate::profile::{Award, Known};

/// What a test says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It fails, whatever the rest turns out to be.
    No,
    /// What is known does not decide it.
    Unknown,
    /// It holds, whatever the rest turns out to be.
    Yes,
}

impl Truth {
    const fn of(decided: Option<bool>) -> Self {
        match decided {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::Unknown,
        }
    }

    /// The opposite; what is not known stays so.
    #[must_use]
    pub const fn negated(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
            Self::Yes => Self::No,
        }
    }

    /// What several possible values agree on.
    fn agreed(answers: impl Iterator<Item = Self>) -> Self {
        let mut answers = answers;
        let Some(first) = answers.next() else {
            return Self::Unknown;
        };
        if answers.all(|answer| answer == first) {
            first
        } else {
            Self::Unknown
        }
    }
}

impl Test {
    /// What it says of a profile.
    #[must_use]
    pub fn truth(&self, reader: &Reader<'_>) -> Truth {
        match self {
            Self::All(tests) => tests
                .iter()
                .map(|test| test.truth(reader))
                .min()
                .unwrap_or(Truth::Yes),
            Self::Any(tests) => tests
                .iter()
                .map(|test| test.truth(reader))
                .max()
                .unwrap_or(Truth::No),
            Self::Count { least, of } => counted(*least, of.iter().map(|test| test.truth(reader))),
            Self::Not(test) => test.truth(reader).negated(),
            Self::Reaches { fact, other, share } => reaches(
                reader.interval(fact),
                reader.interval(other),
                share.decimal(),
            ),
            Self::Yes(fact)
            | Self::Within(fact, _)
            | Self::OneOf(fact, _)
            | Self::Industry(fact, _)
            | Self::Place(fact, _)
            | Self::Title(fact, ..)
            | Self::Between(fact, ..)
            | Self::InYear { fact, .. }
            | Self::Months { since: fact, .. } => reader
                .seen(fact)
                .map_or(Truth::Unknown, |known| self.of(&known, reader)),
        }
    }

    /// A test of one fact, of what is known of it. A value of another kind says nothing; the catalogue lets none in.
    fn of(&self, known: &Known, reader: &Reader<'_>) -> Truth {
        match (self, known) {
            (Self::Yes(_), Known::YesNo(yes)) => Truth::of(Some(*yes)),
            (Self::Within(_, interval), Known::Number(number)) => within(number, interval),
            (Self::OneOf(_, wanted), Known::OneOf(values)) => Truth::agreed(
                values
                    .iter()
                    .map(|one| Truth::of(Some(wanted.contains(one)))),
            ),
            (Self::Industry(_, patterns), Known::Industry(industries)) => {
                Truth::agreed(industries.iter().map(|one| in_industry(patterns, one)))
            }
            (Self::Place(_, wanted), Known::Place(places)) => Truth::agreed(
                places
                    .iter()
                    .map(|place| in_place(wanted, place, reader.jurisdictions())),
            ),
            (Self::Title(_, wanted, terms), Known::Titles(held)) => held
                .iter()
                .filter(|(title, _)| wanted.contains(*title))
                .map(|(_, award)| awarded(award, terms, reader.today()))
                .max()
                .unwrap_or(Truth::No),
            (Self::InYear { back, .. }, Known::Days(from, to)) => {
                days_within((*from, *to), year_back(reader.today(), *back))
            }
            (Self::Between(_, first, last), Known::Days(from, to)) => {
                days_within((*from, *to), (*first, *last))
            }
            (
                Self::Months {
                    at_least, below, ..
                },
                Known::Days(from, to),
            ) => days_within((*from, *to), months_back(reader.today(), *at_least, *below)),
            _ => Truth::Unknown,
        }
    }
}

/// Whether at least so many hold.
fn counted(least: usize, answers: impl Iterator<Item = Truth>) -> Truth {
    let (mut yes, mut possible) = (0_usize, 0_usize);
    for answer in answers {
        yes += usize::from(answer == Truth::Yes);
        possible += usize::from(answer != Truth::No);
    }
    if yes >= least {
        Truth::Yes
    } else if possible < least {
        Truth::No
    } else {
        Truth::Unknown
    }
}

/// Whether an award is as demanded.
fn awarded(award: &Award, terms: &AwardTerms, today: Day) -> Truth {
    let named = |wanted: &BTreeSet<String>, known: Option<&String>| {
        if wanted.is_empty() {
            return Truth::Yes;
        }
        known.map_or(Truth::Unknown, |known| {
            Truth::of(Some(wanted.contains(known)))
        })
    };
    let in_year = terms
        .in_year
        .map_or((None, None), |back| year_back(today, back));
    let passed = months_back(today, terms.months_at_least, terms.months_below);
    named(&terms.levels, award.level.as_ref())
        .min(named(&terms.bodies, award.body.as_ref()))
        .min(days_within(award.on, (terms.from, terms.to)))
        .min(days_within(award.on, in_year))
        .min(days_within(award.on, passed))
}

/// First and last day of the calendar year `back` years before that of `today`.
fn year_back(today: Day, back: u8) -> Days {
    let year = today.year().saturating_sub(i16::from(back));
    (Day::new(year, 1, 1).ok(), Day::new(year, 12, 31).ok())
}

fn within(number: &Interval, wanted: &Interval) -> Truth {
    if number.lies_in(wanted) {
        Truth::Yes
    } else if number.intersect(wanted).is_empty() {
        Truth::No
    } else {
        Truth::Unknown
    }
}

/// `one ≥ other × share`, for every pair. Only certain where neither factor is negative.
pub(crate) fn reaches(one: Interval, other: Interval, share: rust_decimal::Decimal) -> Truth {
    let line = |end: Option<rust_decimal::Decimal>| end.and_then(|end| end.checked_mul(share));
    match (one.least(), line(other.most())) {
        (Some(least), Some(line)) if least >= line => return Truth::Yes,
        _ => {}
    }
    match (one.most(), line(other.least())) {
        (Some(most), Some(line)) if most < line => Truth::No,
        _ => Truth::Unknown,
    }
}

fn in_industry(patterns: &[IndustryPattern], industry: &Industry) -> Truth {
    let answers = patterns.iter().map(|one| Truth::of(one.holds(industry)));
    answers.max().unwrap_or(Truth::No)
}

fn in_place(wanted: &[JurisdictionId], place: &Division, known: &[Jurisdiction]) -> Truth {
    let answers = wanted.iter().map(|id| {
        let found = known.iter().find(|jurisdiction| jurisdiction.id == *id);
        found.map_or(Truth::Unknown, |found| Truth::of(found.holds(place)))
    });
    answers.max().unwrap_or(Truth::No)
}

pub(crate) type Days = (Option<Day>, Option<Day>);

fn days_within(known: Days, wanted: Days) -> Truth {
    let surely_after = wanted
        .0
        .is_none_or(|first| known.0.is_some_and(|day| day >= first));
    let surely_before = wanted
        .1
        .is_none_or(|last| known.1.is_some_and(|day| day <= last));
    let too_early = wanted
        .0
        .is_some_and(|first| known.1.is_some_and(|day| day < first));
    let too_late = wanted
        .1
        .is_some_and(|last| known.0.is_some_and(|day| day > last));
    if too_early || too_late {
        Truth::No
    } else if surely_after && surely_before {
        Truth::Yes
    } else {
        Truth::Unknown
    }
}

/// The days a test of a day asks for; every day for any other test.
pub(crate) fn wanted_days(test: &Test, today: Day) -> Days {
    match test {
        Test::Between(_, first, last) => (*first, *last),
        Test::InYear { back, .. } => year_back(today, *back),
        Test::Months {
            at_least, below, ..
        } => months_back(today, *at_least, *below),
        Test::All(_)
        | Test::Any(_)
        | Test::Count { .. }
        | Test::Not(_)
        | Test::Yes(_)
        | Test::Within(..)
        | Test::Reaches { .. }
        | Test::OneOf(..)
        | Test::Industry(..)
        | Test::Place(..)
        | Test::Title(..) => (None, None),
    }
}

/// The days from which at least, and fewer than, so many full months have passed.
fn months_back(today: Day, at_least: Option<i32>, below: Option<i32>) -> Days {
    (
        below.map(|months| latest_day(today, months).next()),
        at_least.map(|months| latest_day(today, months)),
    )
}

/// The latest day since which so many full months have passed.
///
/// Month ends make `day + n months ≤ today` a step of its own, so the step is looked for day by day around it.
pub(crate) fn latest_day(today: Day, months: i32) -> Day {
    let mut day = today.plus_months(months.saturating_neg()).plus_days(4);
    while day.plus_months(months) > today {
        day = day.previous();
    }
    day
}

/// Names the facts of a test that leave it undecided: those read by parts that are themselves not known.
pub(crate) fn undecided<'a>(
    test: &'a Test,
    reader: &Reader<'_>,
    name: &mut impl FnMut(&'a FactId),
) {
    if test.truth(reader) == Truth::Unknown {
        open(test, reader, name);
    }
}

/// The same of a test that is known to be open.
pub(crate) fn open<'a>(test: &'a Test, reader: &Reader<'_>, name: &mut impl FnMut(&'a FactId)) {
    test.own(name);
    for inner in test.inner() {
        undecided(inner, reader, name);
    }
}
