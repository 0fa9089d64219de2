//! Generated rules over a small set of facts.

use std::collections::BTreeSet;

use calculator::{
    Amount, AwardTerms, Bound, Choice, Declaration, Derivation, FactId, Facts, Interval, Kind,
    Test, Tier,
};
use facts::{Day, Division, IndustryPattern, Jurisdiction, JurisdictionId, Money, Rate, Text};
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
        of: None,
        about: calculator::About::default(),
    }
}

pub(crate) const TITLES: [&str; 3] = ["gold", "silver", "bronze"];
pub(crate) const COLOURS: [&str; 3] = ["red", "green", "blue"];
const CLASSES: [&str; 5] = ["large", "medium", "small", "micro", "not_covered"];

/// One fact of every kind, and what follows from some.
pub(crate) fn facts() -> Facts {
    let given = [
        ("staff", Kind::Number, &[][..]),
        ("revenue", Kind::Money, &[]),
        ("before", Kind::Money, &[]),
        ("assets", Kind::Money, &[]),
        ("sound", Kind::YesNo, &[]),
        ("colour", Kind::Choice, &COLOURS),
        ("born", Kind::Day, &[]),
        ("industry", Kind::Industry, &[]),
        ("titles", Kind::Titles, &TITLES),
        ("place", Kind::Place, &[]),
        ("people", Kind::Records, &[]),
    ];
    let given = given.map(|(id, kind, choices)| declared(id, kind, choices, None));
    let fields = [
        ("pay", Kind::Money, &[][..]),
        ("hue", Kind::Choice, &COLOURS),
        ("fit", Kind::YesNo, &[]),
        ("came", Kind::Day, &[]),
    ];
    let fields = fields.map(|(id, kind, choices)| Declaration {
        of: Some(fact("people")),
        ..declared(id, kind, choices, None)
    });
    let follow = crate::followed::follow();
    let follow = follow.into_iter().map(|(id, kind, derivation)| {
        let choices: &[&str] = if kind == Kind::Choice { &CLASSES } else { &[] };
        declared(id, kind, choices, Some(derivation))
    });
    Facts::new(given.into_iter().chain(fields).chain(follow).collect())
}

/// A city district, and a zone that took one township of it and holds one of another county.
pub(crate) fn jurisdictions() -> Vec<Jurisdiction> {
    let place = |text: &str| Division::parse(text).unwrap();
    let one = |id: &str, counties: &[&str], townships: &[&str], except: &[&str]| Jurisdiction {
        id: JurisdictionId::parse(id).unwrap(),
        name: id.to_owned(),
        counties: counties.iter().map(|county| (*county).to_owned()).collect(),
        townships: townships.iter().map(|text| place(text)).collect(),
        except: except.iter().map(|text| place(text)).collect(),
    };
    vec![
        one("district", &["320102"], &[], &["320102/320102002"]),
        one("zone", &[], &["320102/320102002", "320104/320104001"], &[]),
        one("city", &["320102", "320104", "320105"], &[], &[]),
    ]
}

/// Tests of what follows from others.
fn of_followed() -> impl Strategy<Value = Test> {
    let over = |id: &'static str, range| {
        interval(range).prop_map(move |interval| Test::Within(fact(id), interval))
    };
    prop_oneof![
        over("days", -500..4_500),
        over("each", 0..900_000),
        over("full", 0..40),
        over("picked", 0..30_000_000),
        over("gap", -30_000_000..30_000_000),
        over("fitting", 0..5),
        over("wages", 0..900_000),
        over("best", 0..400_000),
        (0..4_000_i64, 0..4_000_i64).prop_map(|(from, to)| Test::Between(
            fact("now"),
            Some(day(from)),
            Some(day(to + 2_000))
        )),
    ]
}

/// A test of the fields of a record.
pub(crate) fn of_record() -> impl Strategy<Value = Test> {
    prop_oneof![
        Just(Test::Yes(fact("fit"))),
        words(&COLOURS).prop_map(|words| Test::OneOf(fact("hue"), words)),
        interval(0..400_000).prop_map(|interval| Test::Within(fact("pay"), interval)),
        (0..12_u8).prop_map(|back| Test::InYear {
            fact: fact("came"),
            back
        }),
        Just(Test::Yes(fact("sound"))),
    ]
}

fn award_terms() -> impl Strategy<Value = AwardTerms> {
    let terms = (
        any::<bool>(),
        proptest::option::of(0..4_000_i64),
        proptest::option::of(0..12_u8),
        proptest::option::of(0..130_i32),
    );
    terms.prop_map(|(level, from, in_year, months)| AwardTerms {
        levels: level.then(|| "state".to_owned()).into_iter().collect(),
        bodies: BTreeSet::new(),
        from: from.map(day),
        to: None,
        in_year,
        months_at_least: months.filter(|months| months % 2 == 0),
        months_below: months.filter(|months| months % 2 == 1),
    })
}

pub(crate) fn words(from: &'static [&'static str]) -> impl Strategy<Value = BTreeSet<String>> {
    proptest::sample::subsequence(from, 1..=from.len())
        .prop_map(|words| words.into_iter().map(str::to_owned).collect())
}

fn bound(range: std::ops::Range<i64>) -> impl Strategy<Value = Option<Bound>> {
    proptest::option::of((range, any::<bool>()).prop_map(|(value, counted)| Bound {
        value: Decimal::from(value),
        counted,
    }))
}

pub(crate) fn interval(range: std::ops::Range<i64>) -> impl Strategy<Value = Interval> {
    (bound(range.clone()), bound(range)).prop_map(|(low, high)| Interval { low, high })
}

pub(crate) fn day(days: i64) -> Day {
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
        of_followed(),
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
        proptest::sample::subsequence(vec!["district", "zone", "city"], 1..3).prop_map(|ids| {
            let ids = ids.iter().map(|id| JurisdictionId::parse(id).unwrap());
            Test::Place(fact("place"), ids.collect())
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
        Just(Amount::Item(facts::ItemId::parse("other").unwrap())),
        (money(), money()).prop_map(|(one, two)| Amount::Discretionary(one.min(two), one.max(two))),
        (
            proptest::option::of(of_record()),
            paid_for_one(),
            0..4_usize
        )
            .prop_map(|(when, amount, most)| Amount::ForEach {
                list: fact("people"),
                when,
                amount: Box::new(amount),
                most: (most > 0).then_some(most),
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

/// What one record gives.
fn paid_for_one() -> impl Strategy<Value = Amount> {
    prop_oneof![
        money().prop_map(Amount::Fixed),
        (0..150_u32).prop_map(|share| Amount::Rate {
            share: Rate::parse(&format!("{share}%")).unwrap(),
            of: fact("pay"),
        }),
        (of_record(), money())
            .prop_map(|(test, money)| Amount::When(test, Box::new(Amount::Fixed(money)))),
        (money(), money()).prop_map(|(red, blue)| Amount::ByChoice(
            fact("hue"),
            vec![
                ("red".to_owned(), Amount::Fixed(red)),
                ("blue".to_owned(), Amount::Fixed(blue))
            ]
        )),
    ]
}

fn leaf_test() -> impl Strategy<Value = Test> {
    leaf()
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
