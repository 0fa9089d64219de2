//! More laws: adding facts only settles, opposites of counts, order, instalments, and how exact an answer is.

use std::collections::BTreeSet;

use calculator::{
    Amount, Benefit, Catalogue, Condition, FactId, Interval, Item, Known, Profile, Scratch, Share,
    Test, Verdict,
};
use facts::{Money, Rate, Text};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::generated::{COLOURS, amount, fact, facts, interval, jurisdictions, test_tree, words};
use crate::items::{item_of, other};
use crate::profiles::{completed, partial};
use crate::{judged, judged_item, today};

/// The profile with some of its facts as they are in the complete one.
fn between(partial: &Profile, complete: &Profile, settled: u32) -> Profile {
    let facts = complete.iter().enumerate();
    facts.fold(partial.clone(), |profile, (place, (id, known))| {
        if settled & (1 << (place % 32)) == 0 {
            profile
        } else {
            profile.with(id.clone(), known.clone())
        }
    })
}

/// An item of several conditions.
fn item_with(tests: &[Test], amount: &Amount) -> Item {
    let item = item_of("one", Test::All(Vec::new()), amount.clone());
    let condition = item.conditions[0].clone();
    let conditions = tests.iter().map(|test| Condition {
        test: test.clone(),
        ..condition.clone()
    });
    Item {
        conditions: conditions.collect(),
        ..item
    }
}

fn not(test: &Test) -> Test {
    Test::Not(Box::new(test.clone()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    #[test]
    fn adding_facts_only_settles(
        test in test_tree(), amount in amount(), (partial, complete) in completed(), settled in any::<u32>(),
    ) {
        let more = between(&partial, &complete, settled);
        let (before, low, high, _) = judged(&test, &amount, &partial);
        let (after, more_low, more_high, _) = judged(&test, &amount, &more);
        prop_assert!(before == Verdict::Undetermined || before == after, "{before:?} became {after:?}");
        prop_assert!(low <= more_low, "from {low} to {more_low}");
        if let Some(high) = high {
            prop_assert!(more_high.is_some_and(|more| more <= high), "to {high}, then to {more_high:?}");
        }
    }

    #[test]
    fn counts_keep_their_laws(tests in proptest::collection::vec(test_tree(), 1..5), least in 0..6_usize, profile in partial()) {
        let nothing = Amount::Fixed(Money::ZERO);
        let verdict = |test: Test| judged(&test, &nothing, &profile).0;
        let all = tests.len();
        let count = |least, of: &[Test]| Test::Count { least, of: of.to_vec() };
        let opposites: Vec<Test> = tests.iter().map(not).collect();
        prop_assert_eq!(verdict(count(all, &tests)), verdict(Test::All(tests.clone())));
        prop_assert_eq!(verdict(count(1, &tests)), verdict(Test::Any(tests.clone())));
        // fewer than k of n is more than n − k of the opposites
        if (1..=all).contains(&least) {
            prop_assert_eq!(verdict(not(&count(least, &tests))), verdict(count(all + 1 - least, &opposites)));
        }
    }

    #[test]
    fn the_order_of_conditions_does_not_matter(
        tests in proptest::collection::vec(test_tree(), 1..5), amount in amount(), profile in partial(), turn in 0..5_usize,
    ) {
        let mut turned = tests.clone();
        turned.rotate_left(turn % tests.len());
        turned.swap(0, tests.len() - 1);
        let (one, two) = (item_with(&tests, &amount), item_with(&turned, &amount));
        prop_assert_eq!(judged_item(one, &profile), judged_item(two, &profile));
    }

    #[test]
    fn what_an_item_does_not_read_makes_no_difference(test in test_tree(), amount in amount(), (partial, complete) in completed()) {
        let item = item_of("one", test, amount);
        let catalogue = Catalogue::compile(facts(), vec![item.clone(), other()], jurisdictions()).unwrap();
        for profile in [partial, complete] {
            let relevant = catalogue.relevant(&item.id, &profile);
            prop_assert!(relevant.iter().all(|(fact, known)| profile.get(fact) == Some(known)));
            prop_assert_eq!(judged_item(item.clone(), &relevant), judged_item(item.clone(), &profile));
        }
    }

    #[test]
    fn instalments_stay_in_their_range(
        amount in amount(), when in test_tree(), (partial, complete) in completed(), first in 0..=100_u32,
    ) {
        let share = |percent: u32, when: Option<Test>| Share {
            rate: Rate::parse(&format!("{percent}%")).unwrap(),
            words: Text::new("期", "part"),
            when,
            after: Some((fact("born"), 12)),
        };
        let item = Item {
            benefit: Benefit::Money {
                amount,
                instalments: vec![share(first, None), share(100 - first, Some(when))],
            },
            ..item_of("one", Test::All(Vec::new()), Amount::Fixed(Money::ZERO))
        };
        let (_, low, high, _) = judged_item(item.clone(), &partial);
        let (_, exact, exact_high, _) = judged_item(item, &complete);
        prop_assert!(low <= exact, "{low} is the least, {exact} came out");
        if let Some(high) = high {
            prop_assert!(exact_high.is_some_and(|exact| exact <= high), "{high} is the most");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    /// Where each fact is read once and none follows from others, *open* is no weakness: one completion meets it, another does not.
    #[test]
    fn where_each_fact_is_read_once_open_means_both_are_possible(test in read_once(), profile in partial()) {
        let item = item_of("one", test.clone(), Amount::Fixed(Money::ZERO));
        let catalogue = Catalogue::compile(facts(), vec![item], jurisdictions()).unwrap();
        let (mut scratch, mut verdicts) = (Scratch::default(), Vec::new());
        let mut judged = |profile: &Profile| {
            catalogue.verdicts(profile, today(), &mut scratch, &mut verdicts);
            verdicts[0]
        };
        let verdict = judged(&profile);
        let found: BTreeSet<Verdict> = completions(&test, &profile).iter().map(judged).collect();
        let expected = match verdict {
            Verdict::Undetermined => BTreeSet::from([Verdict::Eligible, Verdict::Ineligible]),
            settled @ (Verdict::Eligible | Verdict::Ineligible) => BTreeSet::from([settled]),
        };
        prop_assert_eq!(found, expected);
    }
}

/// Tests of up to four facts, each once, each demanding something that some values meet and some do not.
fn read_once() -> impl Strategy<Value = Test> {
    let some = |range| {
        interval(range).prop_filter("a demand that can be met, and not", |interval| {
            !interval.is_empty() && *interval != Interval::default()
        })
    };
    let leaves = (
        some(0..400).prop_map(|interval| Test::Within(fact("staff"), interval)),
        some(0..30_000_000).prop_map(|interval| Test::Within(fact("revenue"), interval)),
        Just(Test::Yes(fact("sound"))),
        words(&COLOURS[..2]).prop_map(|words| Test::OneOf(fact("colour"), words)),
    );
    let shape = (0..6_u8, any::<[bool; 4]>(), 1..3_usize);
    (leaves, shape).prop_map(
        |((staff, revenue, sound, colour), (shape, turned, least))| {
            let leaves = [staff, revenue, sound, colour];
            let mut leaves: Vec<Test> = leaves
                .into_iter()
                .zip(turned)
                .map(|(leaf, turned)| if turned { not(&leaf) } else { leaf })
                .collect();
            let last = leaves.split_off(2);
            match shape {
                0 => Test::All(leaves),
                1 => Test::Any(last),
                2 => Test::All(vec![Test::Any(leaves), Test::Any(last)]),
                3 => Test::Any(vec![Test::All(leaves), Test::All(last)]),
                4 => Test::Count {
                    least,
                    of: leaves.into_iter().chain(last).collect(),
                },
                _ => not(&Test::All(vec![Test::Any(leaves), last[0].clone()])),
            }
        },
    )
}

/// Every way of completing the facts a test reads, as far as the test can tell them apart.
fn completions(test: &Test, profile: &Profile) -> Vec<Profile> {
    let mut all = vec![Profile::new()];
    for id in test.facts() {
        let values = values(test, id, profile.get(id));
        all = all
            .iter()
            .flat_map(|one| {
                values
                    .iter()
                    .map(|value| one.clone().with(id.clone(), value.clone()))
            })
            .collect();
    }
    all
}

fn values(test: &Test, id: &FactId, known: Option<&Known>) -> Vec<Known> {
    match (id.as_str(), known) {
        (_, Some(known)) if known.is_exact() => vec![known.clone()],
        ("sound", _) => vec![Known::YesNo(true), Known::YesNo(false)],
        ("colour", Some(Known::OneOf(values))) => {
            let one = |value: &String| Known::OneOf(BTreeSet::from([value.clone()]));
            values.iter().map(one).collect()
        }
        ("colour", _) => COLOURS
            .iter()
            .map(|value| Known::OneOf(BTreeSet::from([(*value).to_owned()])))
            .collect(),
        (_, Some(Known::Number(interval))) => numbers(test, id, interval),
        _ => numbers(test, id, &Interval::default()),
    }
}

/// The ends of what is known, and values at, just below and just above every limit.
fn numbers(test: &Test, id: &FactId, known: &Interval) -> Vec<Known> {
    let mut limits: BTreeSet<Decimal> = [known.least(), known.most()]
        .into_iter()
        .flatten()
        .collect();
    for leaf in test.leaves() {
        if let Test::Within(fact, wanted) = leaf
            && fact == id
        {
            limits.extend([wanted.least(), wanted.most()].into_iter().flatten());
        }
    }
    limits.insert(Decimal::ZERO);
    let step = Decimal::new(1, 1);
    let around = limits
        .iter()
        .flat_map(|limit| [*limit - step, *limit, *limit + step]);
    around
        .map(Interval::exactly)
        .filter(|value| value.lies_in(known))
        .map(Known::Number)
        .collect()
}
