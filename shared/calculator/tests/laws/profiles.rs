//! Generated profiles: known in part, with a completion of each.

use std::collections::{BTreeMap, BTreeSet};

use calculator::{Award, Interval, Known, Profile};
use facts::{Division, Industry};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::generated::{COLOURS, TITLES, day, fact, words};

/// A value, and what may be known of it: itself, something wider, or nothing.
type Told = (Option<Known>, Known);

fn number(range: std::ops::Range<i64>) -> impl Strategy<Value = Told> {
    (range, 0..3_u8, 0..500_i64, 0..500_i64).prop_map(|(value, known, below, above)| {
        let exact = Known::Number(Interval::exactly(Decimal::from(value)));
        let wide = Interval::between(
            Some(Decimal::from((value - below).max(0))),
            (above > 100).then(|| Decimal::from(value + above)),
        );
        match known {
            0 => (None, exact),
            1 => (Some(Known::Number(wide)), exact),
            _ => (Some(exact.clone()), exact),
        }
    })
}

fn one_of(from: &'static [&'static str]) -> impl Strategy<Value = Told> {
    (words(from), 0..from.len(), any::<bool>()).prop_map(|(mut others, place, known)| {
        let value = from[place].to_owned();
        others.insert(value.clone());
        let exact = Known::OneOf(BTreeSet::from([value]));
        (known.then_some(Known::OneOf(others)), exact)
    })
}

fn born() -> impl Strategy<Value = Told> {
    (0..4_000_i64, 0..3_u8, 0..400_i64).prop_map(|(value, known, around)| {
        let exact = Known::Days(Some(day(value)), Some(day(value)));
        let wide = Known::Days(
            Some(day(value - around)),
            (around > 200).then(|| day(value + around)),
        );
        match known {
            0 => (None, exact),
            1 => (Some(wide), exact),
            _ => (Some(exact.clone()), exact),
        }
    })
}

fn industry() -> impl Strategy<Value = Told> {
    let codes = proptest::sample::select(vec![
        "C3912", "C3824", "H6210", "5910", "5990", "F5211", "J6610", "7010",
    ]);
    (codes, 0..3_u8).prop_map(|(code, known)| {
        let set = |text: &str| Known::Industry(BTreeSet::from([Industry::parse(text).unwrap()]));
        let digits = code.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
        let exact = set(code);
        match known {
            0 => (None, exact),
            1 => (Some(set(digits.get(..2).unwrap())), exact),
            _ => (Some(exact.clone()), exact),
        }
    })
}

/// An award as it was, and what may be known of it.
fn award() -> impl Strategy<Value = (Award, Award)> {
    let drawn = (
        proptest::sample::select(vec!["state", "city"]),
        0..4_000_i64,
        0..3_u8,
        0..300_i64,
    );
    drawn.prop_map(|(level, on, known, around)| {
        let exact = Award {
            level: Some(level.to_owned()),
            body: Some("body".to_owned()),
            on: (Some(day(on)), Some(day(on))),
        };
        let wide = Award {
            level: None,
            body: None,
            on: (
                Some(day(on - around)),
                (around > 150).then(|| day(on + around)),
            ),
        };
        let told = match known {
            0 => Award::default(),
            1 => wide,
            _ => exact.clone(),
        };
        (told, exact)
    })
}

fn titles() -> impl Strategy<Value = Told> {
    let held = proptest::sample::subsequence(TITLES.to_vec(), 0..=3);
    let awards = proptest::collection::vec(award(), 3);
    (held, awards, any::<bool>()).prop_map(|(held, awards, known)| {
        let pairs = held.into_iter().map(str::to_owned).zip(awards);
        let (told, exact): (BTreeMap<_, _>, BTreeMap<_, _>) = pairs
            .map(|(title, (told, exact))| ((title.clone(), told), (title, exact)))
            .unzip();
        (known.then_some(Known::Titles(told)), Known::Titles(exact))
    })
}

fn sound() -> impl Strategy<Value = Told> {
    (any::<bool>(), any::<bool>())
        .prop_map(|(value, known)| (known.then_some(Known::YesNo(value)), Known::YesNo(value)))
}

fn place() -> impl Strategy<Value = Told> {
    let places = proptest::sample::select(vec![
        "320102/320102001",
        "320102/320102002",
        "320104/320104001",
        "320105/320105001",
        "320206/320206001",
    ]);
    (places, 0..3_u8).prop_map(|(text, known)| {
        let set = |text: &str| Known::Place(BTreeSet::from([Division::parse(text).unwrap()]));
        let exact = set(text);
        match known {
            0 => (None, exact),
            1 => (Some(set(text.get(..6).unwrap())), exact),
            _ => (Some(exact.clone()), exact),
        }
    })
}

/// A list of persons, each with what may be known of it; sometimes nobody has given the list.
fn people() -> impl Strategy<Value = Told> {
    let one = (number(0..400_000), one_of(&COLOURS), sound(), born());
    let all = proptest::collection::vec(one, 0..4);
    (all, 0..4_u8).prop_map(|(people, known)| {
        let mut told = Vec::new();
        let mut exact = Vec::new();
        for (pay, hue, fit, came) in people {
            let fields = [("pay", pay), ("hue", hue), ("fit", fit), ("came", came)];
            let (mut part, mut whole) = (Profile::new(), Profile::new());
            for (id, (known, value)) in fields {
                if let Some(known) = known {
                    part = part.with(fact(id), known);
                }
                whole = whole.with(fact(id), value);
            }
            told.push(part);
            exact.push(whole);
        }
        let told = match known {
            0 => None,
            1 => Some(exact.clone()),
            _ => Some(told),
        };
        (told.map(Known::Records), Known::Records(exact))
    })
}

/// A profile known in part, and one of its completions.
pub(crate) fn completed() -> impl Strategy<Value = (Profile, Profile)> {
    let numbers = (
        number(0..400),
        number(0..30_000_000),
        number(0..30_000_000),
        number(0..2_000_000),
    );
    let places = (industry(), place());
    let others = (
        sound(),
        one_of(&COLOURS),
        born(),
        places,
        (titles(), people()),
    );
    (numbers, others).prop_map(
        |(
            (staff, revenue, before, assets),
            (sound, colour, born, (industry, place), (titles, people)),
        )| {
            let all = [
                ("staff", staff),
                ("revenue", revenue),
                ("before", before),
                ("assets", assets),
                ("sound", sound),
                ("colour", colour),
                ("born", born),
                ("industry", industry),
                ("titles", titles),
                ("place", place),
                ("people", people),
            ];
            all.into_iter().fold(
                (Profile::new(), Profile::new()),
                |(partial, complete), (id, (known, exact))| {
                    let partial = match known {
                        Some(known) => partial.with(fact(id), known),
                        None => partial,
                    };
                    (partial, complete.with(fact(id), exact))
                },
            )
        },
    )
}

pub(crate) fn partial() -> impl Strategy<Value = Profile> {
    completed().prop_map(|(partial, _)| partial)
}
