//! Working days against two independent public sources, over every day of all their years (goal R22).
//!
//! `days/make.py` wrote the files. The calendar is built from one source and asked about every day; the other answers.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};

use facts::{Calendar, CalendarYear, Day, NamedDay, Status};

const CHINESECALENDAR: &str = include_str!("days/chinesecalendar.txt");
const HOLIDAYS: &str = include_str!("days/holidays.txt");

/// The one day on which the sources differ. New Year of 2006 was three days off, 1 to 3 January, with the Saturday before on duty for
/// the Tuesday; `chinesecalendar` knows the Tuesday and not the Saturday.
const DIFFERS: &str = "2005-12-31";

/// A source: days off and days on duty, by year.
struct Source(BTreeMap<i16, (BTreeSet<Day>, BTreeSet<Day>)>);

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

impl Source {
    fn read(text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        Self(lines.map(Self::line).collect())
    }

    fn line(line: &str) -> (i16, (BTreeSet<Day>, BTreeSet<Day>)) {
        let (year, rest) = line.split_once(" off").unwrap();
        let (off, on) = rest.split_once(" on").unwrap();
        let days = |text: &str| {
            text.split_whitespace()
                .map(|named| day(&format!("{year}-{named}")))
                .collect()
        };
        (year.parse().unwrap(), (days(off), days(on)))
    }

    /// Answered without the calendar: the source's own word, else the weekday.
    fn works(&self, day: Day) -> bool {
        let (off, on) = &self.0[&day.year()];
        on.contains(&day) || (!day.is_weekend() && !off.contains(&day))
    }

    fn days(&self) -> impl Iterator<Item = Day> {
        let (first, last) = (
            *self.0.keys().next().unwrap(),
            *self.0.keys().next_back().unwrap(),
        );
        let first = day(&format!("{first}-01-01"));
        std::iter::successors(Some(first), |day| Some(day.next()))
            .take_while(move |day| day.year() <= last)
    }

    fn calendar(&self) -> Calendar {
        let years = self.0.iter().map(|(year, (off, on))| {
            let named = |days: &BTreeSet<Day>, off| {
                let named = days.iter().map(move |day| {
                    let name = "假日".to_owned();
                    (*day, NamedDay { name, off })
                });
                named.collect::<Vec<_>>()
            };
            CalendarYear {
                year: *year,
                status: Status::Official,
                source: String::new(),
                days: named(off, true)
                    .into_iter()
                    .chain(named(on, false))
                    .collect(),
            }
        });
        years.collect()
    }
}

#[test]
fn every_day_of_2004_to_2026_is_what_two_sources_say() {
    let (one, two) = (Source::read(CHINESECALENDAR), Source::read(HOLIDAYS));
    let mut asked = 0;
    for (from, other) in [(&one, &two), (&two, &one)] {
        let calendar = from.calendar();
        for today in other.days().filter(|today| *today != day(DIFFERS)) {
            let works = other.works(today);
            assert_eq!(calendar.is_working(today), works, "{today}");
            assert!(!calendar.is_provisional(today), "{today}");
            asked += 1;
        }
    }
    // 23 years with six leap days, both ways, without the day they differ on
    assert_eq!(asked, 2 * (23 * 365 + 6 - 1));
    assert!(one.works(day("2006-01-02").next()) == two.works(day("2006-01-03")));
    assert!(!one.works(day(DIFFERS)) && two.works(day(DIFFERS)));
}

#[test]
fn counting_from_every_day_is_looking_up_the_list_of_working_days() {
    let (one, two) = (Source::read(HOLIDAYS), Source::read(CHINESECALENDAR));
    let calendar = one.calendar();
    let listed: Vec<Day> = two
        .days()
        .filter(|day| two.works(*day) || one.works(*day))
        .collect();
    let mut asked = 0;
    for today in two.days() {
        // the first working day after today has this place in the list
        let next = listed.partition_point(|day| *day <= today);
        for count in [1_usize, 2, 5, 20, 45] {
            let Some(expected) = listed.get(next + count - 1) else {
                continue;
            };
            let counted = calendar.working_days_after(today, u32::try_from(count).unwrap());
            assert_eq!(counted, *expected, "{today} + {count}");
            asked += 1;
        }
    }
    assert!(asked > 41_000, "{asked}");
}

#[test]
fn leap_days_year_ends_and_days_made_up_for_are_counted() {
    let calendar = Source::read(HOLIDAYS).calendar();
    for (from, days, result) in [
        // 29 February is a working day in 2008 and 2024, a Saturday in 2020, a Monday in 2016
        ("2008-02-28", 1, "2008-02-29"),
        ("2016-02-26", 1, "2016-02-29"),
        ("2020-02-28", 1, "2020-03-02"),
        ("2024-02-28", 2, "2024-03-01"),
        ("2023-02-28", 1, "2023-03-01"),
        // over the year's end, with the days off of the new year
        ("2025-12-31", 1, "2026-01-04"),
        ("2019-12-31", 1, "2020-01-02"),
        ("2011-12-30", 1, "2011-12-31"),
        // Sunday 2026-01-04 and Saturday 2026-02-14 are on duty
        ("2026-01-03", 1, "2026-01-04"),
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-14", 1, "2026-02-24"),
    ] {
        assert_eq!(
            calendar.working_days_after(day(from), days),
            day(result),
            "{from} + {days}"
        );
    }
}
