//! Generated rules over a small set of facts, and profiles known in part with a completion of each.

use std::collections::{BTreeMap, BTreeSet};

use calculator::{
    Amount, Award, AwardTerms, Bound, Choice, Declaration, Derivation, FactId, Facts, Interval,
    Kind, Known, Profile, Test, Tier,
};
use facts::{Day, Industry, IndustryPattern, Money, Rate, Text};
use proptest::prelude::*;
use rust_decimal::Decimal;

pub(crate) fn fact(id: &str) -> FactId {
    FactId::parse(id).unwrap()
}

fn declared(id: &str, kind: Kind, choices: &[&str], derived: Option<Derivation>) -> Declaration {
    let choices = choices.iter().map(|value| Choice {
        value: (*value).to_owned(),
        label: Text::new(*value, *value),
    });
    Declaration {
        id: fact(id),
        kind,
        label: Text::new(id, id),
        question: Text::new(id, id),
        unit: Text::default(),
        period: String::new(),
        choices: choices.collect(),
        derived,
        parameter: false,
    }
}

const TITLES: [&str; 3] = ["gold", "silver", "bronze"];
const COLOURS: [&str; 3] = ["red", "green", "blue"];
const CLASSES: [&str; 5] = ["large", "medium", "small", "micro", "not_covered"];

/// One fact of every kind, and what follows from some.
pub(crate) fn facts() -> Facts {
    let size = Derivation::SizeClass {
        industry: fact("industry"),
        staff: fact("staff"),
        revenue: fact("revenue"),
        assets: fact("assets"),
    };
    Facts::new(vec![
        declared("staff", Kind::Number, &[], None),
        declared("revenue", Kind::Money, &[], None),
        declared("before", Kind::Money, &[], None),
        declared("assets", Kind::Money, &[], None),
        declared("sound", Kind::YesNo, &[], None),
        declared("colour", Kind::Choice, &COLOURS, None),
        declared("born", Kind::Day, &[], None),
        declared("industry", Kind::Industry, &[], None),
        declared("titles", Kind::Titles, &TITLES, None),
        declared("size", Kind::Choice, &CLASSES, Some(size)),
        declared(
            "age",
            Kind::Number,
            &[],
            Some(Derivation::MonthsSince { day: fact("born") }),
        ),
        declared(
            "growth",
            Kind::Number,
            &[],
            Some(Derivation::Growth {
                now: fact("revenue"),
                before: fact("before"),
            }),
        ),
        declared(
            "both",
            Kind::Money,
            &[],
            Some(Derivation::Sum(vec![fact("revenue"), fact("before")])),
        ),
        declared(
            "interest",
            Kind::Money,
            &[],
            Some(Derivation::Product {
                of: vec![fact("assets"), fact("staff")],
                share: Rate::parse("30%").unwrap(),
            }),
        ),
        declared(
            "lesser",
            Kind::Money,
            &[],
            Some(Derivation::Least(vec![fact("revenue"), fact("before")])),
        ),
        declared(
            "greater",
            Kind::Money,
            &[],
            Some(Derivation::Greatest(vec![fact("both"), fact("assets")])),
        ),
        declared("points", Kind::Number, &[], Some(points())),
    ])
}

/// Points for tests of given and of derived facts, some of them taken away.
fn points() -> Derivation {
    let over = |id: &str, line: i64| {
        let low = Some(Bound::counted(Decimal::from(line)));
        Test::Within(fact(id), Interval { low, high: None })
    };
    Derivation::Points(vec![
        (over("staff", 100), Decimal::from(30)),
        (over("growth", 20), Decimal::from(200)),
        (Test::Yes(fact("sound")), Decimal::from(-40)),
    ])
}

fn award_terms() -> impl Strategy<Value = AwardTerms> {
    let terms = (
        any::<bool>(),
        proptest::option::of(0..4_000_i64),
        proptest::option::of(0..12_u8),
    );
    terms.prop_map(|(level, from, in_year)| AwardTerms {
        levels: level.then(|| "state".to_owned()).into_iter().collect(),
        bodies: BTreeSet::new(),
        from: from.map(day),
        to: None,
        in_year,
    })
}

fn words(from: &'static [&'static str]) -> impl Strategy<Value = BTreeSet<String>> {
    proptest::sample::subsequence(from, 1..=from.len())
        .prop_map(|words| words.into_iter().map(str::to_owned).collect())
}

fn bound(range: std::ops::Range<i64>) -> impl Strategy<Value = Option<Bound>> {
    proptest::option::of((range, any::<bool>()).prop_map(|(value, counted)| Bound {
        value: Decimal::from(value),
        counted,
    }))
}

fn interval(range: std::ops::Range<i64>) -> impl Strategy<Value = Interval> {
    (bound(range.clone()), bound(range)).prop_map(|(low, high)| Interval { low, high })
}

fn day(days: i64) -> Day {
    Day::new(2015, 1, 1).unwrap().plus_days(days)
}

fn leaf() -> impl Strategy<Value = Test> {
    prop_oneof![
        interval(0..400).prop_map(|interval| Test::Within(fact("staff"), interval)),
        interval(0..30_000_000).prop_map(|interval| Test::Within(fact("revenue"), interval)),
        interval(-80..200).prop_map(|interval| Test::Within(fact("growth"), interval)),
        interval(0..150).prop_map(|interval| Test::Within(fact("age"), interval)),
        Just(Test::Yes(fact("sound"))),
        words(&COLOURS).prop_map(|words| Test::OneOf(fact("colour"), words)),
        words(&CLASSES).prop_map(|words| Test::OneOf(fact("size"), words)),
        (words(&TITLES), award_terms()).prop_map(|(words, terms)| Test::Title(
            fact("titles"),
            words,
            terms
        )),
        (0..12_u8).prop_map(|back| Test::InYear {
            fact: fact("born"),
            back
        }),
        interval(-50..500).prop_map(|interval| Test::Within(fact("points"), interval)),
        interval(0..60_000_000).prop_map(|interval| Test::Within(fact("both"), interval)),
        interval(0..90_000_000).prop_map(|interval| Test::Within(fact("interest"), interval)),
        interval(0..30_000_000).prop_map(|interval| Test::Within(fact("lesser"), interval)),
        interval(0..30_000_000).prop_map(|interval| Test::Within(fact("greater"), interval)),
        proptest::sample::subsequence(vec!["C", "C39", "C3912", "C13-C43", "H62", "591"], 1..3)
            .prop_map(|texts| {
                let patterns = texts
                    .iter()
                    .map(|text| IndustryPattern::parse(text).unwrap());
                Test::Industry(fact("industry"), patterns.collect())
            }),
        (
            proptest::option::of(0..4_000_i64),
            proptest::option::of(0..4_000_i64)
        )
            .prop_map(|(from, to)| Test::Between(fact("born"), from.map(day), to.map(day))),
        (proptest::option::of(0..140), proptest::option::of(0..140)).prop_map(
            |(at_least, below)| Test::Months {
                since: fact("born"),
                at_least,
                below,
            }
        ),
        (0..300_u32).prop_map(|share| Test::Reaches {
            fact: fact("revenue"),
            other: fact("before"),
            share: Rate::parse(&format!("{share}%")).unwrap(),
        }),
    ]
}

pub(crate) fn test_tree() -> impl Strategy<Value = Test> {
    leaf().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 1..4).prop_map(Test::All),
            proptest::collection::vec(inner.clone(), 1..4).prop_map(Test::Any),
            (0..4_usize, proptest::collection::vec(inner.clone(), 1..4))
                .prop_map(|(least, of)| Test::Count { least, of }),
            inner.prop_map(|test| Test::Not(Box::new(test))),
        ]
    })
}

fn money() -> impl Strategy<Value = Money> {
    (0..2_000_000_i64).prop_map(Money::yuan)
}

pub(crate) fn amount() -> impl Strategy<Value = Amount> {
    let rate = (0..150_u32).prop_map(|share| Rate::parse(&format!("{share}%")).unwrap());
    let leaf = prop_oneof![
        money().prop_map(Amount::Fixed),
        rate.clone().prop_map(|share| Amount::Rate {
            share,
            of: fact("revenue")
        }),
        money().prop_map(|each| Amount::Each {
            each,
            of: fact("staff")
        }),
        (money(), money()).prop_map(|(one, two)| {
            Amount::ByTitle(
                fact("titles"),
                vec![("gold".to_owned(), one), ("bronze".to_owned(), two)],
            )
        }),
        (money(), 1..9_000_000_i64).prop_map(|(each, above)| Amount::Steps {
            each,
            of: fact("revenue"),
            per: Decimal::from(1_000_000),
            above: Decimal::from(above),
        }),
        rate.prop_map(|rate| {
            let tier = |from: i64, value| Tier {
                from: Decimal::from(from),
                value,
            };
            Amount::Slices(
                fact("revenue"),
                vec![
                    tier(0, rate),
                    tier(1_000_000, Rate::default()),
                    tier(5_000_000, rate),
                ],
            )
        }),
    ];
    leaf.prop_recursive(3, 10, 3, |inner| changed(&inner))
}

fn leaf_test() -> impl Strategy<Value = Test> {
    leaf()
}

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

/// A profile known in part, and one of its completions.
pub(crate) fn completed() -> impl Strategy<Value = (Profile, Profile)> {
    let numbers = (
        number(0..400),
        number(0..30_000_000),
        number(0..30_000_000),
        number(0..2_000_000),
    );
    let others = (sound(), one_of(&COLOURS), born(), industry(), titles());
    (numbers, others).prop_map(
        |((staff, revenue, before, assets), (sound, colour, born, industry, titles))| {
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

/// Amounts made of others.
fn changed(inner: &BoxedStrategy<Amount>) -> impl Strategy<Value = Amount> + use<> {
    let inner = inner.clone();
    prop_oneof![
        (leaf_test(), inner.clone())
            .prop_map(|(test, amount)| Amount::When(test, Box::new(amount))),
        proptest::collection::vec(inner.clone(), 1..3).prop_map(Amount::Sum),
        proptest::collection::vec(inner.clone(), 1..3).prop_map(Amount::Greatest),
        (inner.clone(), money()).prop_map(|(amount, most)| Amount::Limited {
            amount: Box::new(amount),
            least: None,
            most: Some(Box::new(Amount::Fixed(most))),
        }),
        (inner.clone(), inner.clone()).prop_map(|(amount, most)| Amount::Limited {
            amount: Box::new(amount),
            least: None,
            most: Some(Box::new(most)),
        }),
        (leaf_test(), leaf_test(), inner.clone(), inner.clone())
            .prop_map(|(first, second, one, two)| Amount::Cases(vec![(first, one), (second, two)])),
        (0..200_u32, inner.clone()).prop_map(|(share, amount)| {
            let share = Rate::parse(&format!("{share}%")).unwrap();
            Amount::Times(share, Box::new(amount))
        }),
        inner.clone().prop_map(|amount| Amount::RoundedDown {
            unit: Money::yuan(100),
            amount: Box::new(amount),
        }),
        inner.clone().prop_map(|amount| Amount::LessReceived {
            amount: Box::new(amount),
            received: fact("assets"),
        }),
        (inner.clone(), inner.clone()).prop_map(|(small, micro)| {
            Amount::ByChoice(
                fact("size"),
                vec![("small".to_owned(), small), ("micro".to_owned(), micro)],
            )
        }),
        (inner.clone(), inner).prop_map(|(low, high)| {
            let tier = |from: i64, value| Tier {
                from: Decimal::from(from),
                value,
            };
            Amount::Brackets(fact("staff"), vec![tier(20, low), tier(100, high)])
        }),
    ]
}
