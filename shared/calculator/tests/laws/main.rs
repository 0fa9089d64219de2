//! The law of the calculator, over generated rules and profiles: what is answered for a partial profile holds for every completion of
//! it, and the amount lies within the stated range.

#![cfg(test)]

mod combination;
mod followed;
mod generated;
mod items;
mod matching;
mod packed;
mod profiles;
mod rules;

use std::collections::BTreeSet;

use calculator::{Amount, Amounted, Catalogue, Item, Profile, Scratch, Test, Verdict};
use facts::{Day, ItemId, Money};
use generated::{amount, facts, jurisdictions, test_tree};
use items::{combination_items, item_of};
use profiles::{completed, partial};
use proptest::prelude::*;

fn today() -> Day {
    Day::new(2026, 11, 24).unwrap()
}

/// The verdict and the amount of one item for a profile.
fn judged(
    test: &Test,
    amount: &Amount,
    profile: &Profile,
) -> (Verdict, Money, Option<Money>, usize) {
    judged_item(item_of("one", test.clone(), amount.clone()), profile)
}

/// The same of an item, beside another whose amount it may give a share of.
fn judged_item(item: Item, profile: &Profile) -> (Verdict, Money, Option<Money>, usize) {
    let only = BTreeSet::from([item.id.clone()]);
    let items = vec![item, items::other()];
    let catalogue = Catalogue::compile(facts(), items, jurisdictions()).unwrap();
    let answer = catalogue
        .assess(profile, today(), Some(&only))
        .items
        .remove(0);
    let Amounted::Money { low, high } = answer.amount else {
        panic!("money was generated");
    };
    (answer.verdict, low, high, answer.missing.len())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    #[test]
    fn what_is_said_of_a_partial_profile_holds_for_every_completion(
        test in test_tree(), amount in amount(), (partial, complete) in completed(),
    ) {
        let (verdict, low, high, missing) = judged(&test, &amount, &partial);
        let (settled, exact, exact_high, _) = judged(&test, &amount, &complete);
        match verdict {
            Verdict::Eligible => prop_assert_eq!(settled, Verdict::Eligible),
            Verdict::Ineligible => prop_assert_eq!(settled, Verdict::Ineligible),
            Verdict::Undetermined => prop_assert!(missing > 0, "an undetermined item says what is missing"),
        }
        prop_assert!(low <= exact, "{low} is the least, {exact} came out");
        if let Some(high) = high {
            prop_assert!(exact_high.is_some_and(|exact| exact <= high), "{high} is the most, {exact_high:?} came out");
        }
        prop_assert!(low >= Money::ZERO && exact >= Money::ZERO, "money is never negative");
    }

    #[test]
    fn opposites_and_pairs_keep_their_laws(one in test_tree(), two in test_tree(), profile in partial()) {
        let nothing = Amount::Fixed(Money::ZERO);
        let verdict = |test: Test| judged(&test, &nothing, &profile).0;
        let not = |test: &Test| Test::Not(Box::new(test.clone()));
        let pair = || vec![one.clone(), two.clone()];
        let swapped = || vec![two.clone(), one.clone()];
        prop_assert_eq!(verdict(not(&not(&one))), verdict(one.clone()));
        prop_assert_eq!(verdict(Test::All(pair())), verdict(Test::All(swapped())));
        prop_assert_eq!(verdict(Test::Any(pair())), verdict(Test::Any(swapped())));
        let neither = Test::All(vec![not(&one), not(&two)]);
        prop_assert_eq!(verdict(not(&Test::Any(pair()))), verdict(neither));
    }

    #[test]
    fn the_index_says_what_the_conditions_say(
        asked in proptest::collection::vec(proptest::collection::vec(test_tree(), 0..4), 1..12),
        (partial, complete) in completed(),
    ) {
        let catalogue = Catalogue::compile(facts(), matching::items(asked), jurisdictions()).unwrap();
        let (mut scratch, mut verdicts) = (Scratch::default(), Vec::new());
        for profile in [&Profile::new(), &partial, &complete] {
            catalogue.verdicts(profile, today(), &mut scratch, &mut verdicts);
            let answers = catalogue.assess(profile, today(), None).items;
            let first = catalogue.foremost((profile, today()), 3, &mut scratch, &mut verdicts);
            let fitting = answers.iter().filter(|answer| answer.verdict != Verdict::Ineligible);
            prop_assert_eq!(first, fitting.take(3).cloned().collect::<Vec<_>>());
            for answer in answers {
                let place = catalogue.items().iter().position(|item| item.id == answer.item);
                prop_assert_eq!(verdicts[place.unwrap()], answer.verdict, "{}", answer.item);
            }
        }
    }

    #[test]
    fn a_question_is_about_what_is_missing_and_its_answers_mean_what_they_say(
        asked in proptest::collection::vec(test_tree(), 1..6), partial in partial(),
    ) {
        let items = asked.into_iter().enumerate().map(|(place, test)| {
            item_of(&format!("item-{place}"), test, Amount::Fixed(Money::yuan(1)))
        });
        let catalogue = Catalogue::compile(facts(), items.collect(), jurisdictions()).unwrap();
        let assessment = catalogue.assess(&partial, today(), None);
        for question in catalogue.questions((&partial, today()), &assessment, &BTreeSet::new(), 3) {
            let waiting = assessment.items.iter().filter(|item| item.missing.contains(&question.fact));
            prop_assert_eq!(waiting.count(), question.items.len());
            prop_assert!(!question.items.is_empty());
            for answer in question.answers {
                let then = partial.clone().with(question.fact.clone(), answer.known);
                let then = catalogue.assess(&then, today(), None);
                let verdict = |id: &ItemId| then.items.iter().find(|item| item.item == *id).unwrap().verdict;
                prop_assert!(answer.eligible.iter().all(|id| verdict(id) == Verdict::Eligible));
                prop_assert!(answer.ineligible.iter().all(|id| verdict(id) == Verdict::Ineligible));
            }
        }
        let mut teller = catalogue.teller(&partial, today());
        for item in &assessment.items {
            let told = teller.tell(item).unwrap();
            prop_assert_eq!(told.reasons.len(), item.conditions.len());
            if let Some(day) = item.fits_from {
                let then = catalogue.assess(&partial, day, None);
                let then = then.items.iter().find(|one| one.item == item.item).unwrap();
                prop_assert_eq!(then.verdict, Verdict::Eligible);
            }
            prop_assert_eq!(told.way().is_empty(), item.verdict != Verdict::Ineligible);
        }
    }

    #[test]
    fn the_best_set_is_the_best_of_all_sets(items in combination_items()) {
        let catalogue = Catalogue::compile(facts(), items.clone(), Vec::new()).unwrap();
        let best = catalogue.assess(&Profile::new(), today(), None).combination;
        let conflict = |one: usize, two: usize| {
            let (one, two) = (&items[one], &items[two]);
            (one.highest_of.is_some() && one.highest_of == two.highest_of)
                || one.excludes.contains(&two.id)
                || two.excludes.contains(&one.id)
        };
        let mut greatest = Money::ZERO;
        for set in 0_u32..1 << items.len() {
            let chosen: Vec<usize> = (0..items.len()).filter(|place| set & (1 << place) != 0).collect();
            let clash = chosen.iter().any(|one| chosen.iter().any(|two| one < two && conflict(*one, *two)));
            if !clash {
                greatest = greatest.max(items::worth(&items, &chosen));
            }
        }
        prop_assert_eq!(best.total, greatest);
        let taken: BTreeSet<_> = best.taken.iter().collect();
        prop_assert_eq!(taken.len() + best.left_out.len(), items.len(), "each is taken or left out");
        for left in &best.left_out {
            prop_assert!(!left.reason.zh.is_empty() && !taken.contains(&left.item));
        }
    }
}
