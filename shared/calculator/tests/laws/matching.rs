//! One item over many enterprises says what many questions about one enterprise say.

use calculator::{Amount, Catalogue, Columns, Condition, Item, Profile, Scratch, Test, Verdict};
use facts::Money;
use proptest::prelude::*;

use crate::generated::{facts, jurisdictions, test_tree};
use crate::items::item_of;
use crate::profiles::{completed, partial};
use crate::today;

/// Items of several conditions each.
pub(crate) fn items(asked: Vec<Vec<Test>>) -> Vec<Item> {
    let items = asked.into_iter().enumerate().map(|(place, tests)| {
        let none = Test::All(Vec::new());
        let item = item_of(&format!("item-{place}"), none, Amount::Fixed(Money::ZERO));
        let condition = item.conditions[0].clone();
        let conditions = tests.into_iter().map(|test| Condition {
            test,
            ..condition.clone()
        });
        Item {
            conditions: conditions.collect(),
            ..item
        }
    });
    items.collect()
}

/// The verdicts of every item, enterprise by enterprise.
fn one_by_one(catalogue: &Catalogue, profiles: &[Profile]) -> Vec<Vec<Verdict>> {
    let mut scratch = Scratch::default();
    let answers = profiles.iter().map(|profile| {
        let mut verdicts = Vec::new();
        catalogue.verdicts(profile, today(), &mut scratch, &mut verdicts);
        verdicts
    });
    answers.collect()
}

/// Known in part, known wholly, and with nothing known.
fn some() -> impl Strategy<Value = Profile> {
    prop_oneof![
        4 => partial(),
        4 => completed().prop_map(|(_, complete)| complete),
        1 => Just(Profile::new()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn an_item_over_many_enterprises_says_what_each_is_told(
        asked in proptest::collection::vec(proptest::collection::vec(test_tree(), 0..4), 1..8),
        profiles in proptest::collection::vec(some(), 0..150),
    ) {
        let catalogue = Catalogue::compile(facts(), items(asked), jurisdictions()).unwrap();
        let right = one_by_one(&catalogue, &profiles);
        let columns = Columns::of(&catalogue, &profiles, today());
        prop_assert_eq!(columns.count(), profiles.len());
        for (place, item) in catalogue.items().numbered() {
            let matching = columns.matching(&item.id).unwrap();
            let of_item: Vec<Verdict> = right.iter().map(|verdicts| verdicts[place]).collect();
            prop_assert_eq!(matching.iter().collect::<Vec<_>>(), of_item.clone(), "{}", item.id);
            for verdict in [Verdict::Eligible, Verdict::Undetermined, Verdict::Ineligible] {
                let having = of_item.iter().filter(|one| **one == verdict).count();
                prop_assert_eq!(matching.having(verdict), having);
            }
        }
        let mut all = vec![vec![Verdict::Ineligible; catalogue.items().len()]; profiles.len()];
        columns.all(|place, first, (may, sure)| {
            for at in 0..may.len() * 64 {
                let holds = |words: &[u64]| words[at / 64] >> (at % 64) & 1 == 1;
                if holds(may) {
                    let sure = holds(sure);
                    let verdict = if sure { Verdict::Eligible } else { Verdict::Undetermined };
                    all[first + at][place] = verdict;
                }
            }
        });
        prop_assert_eq!(all, right);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, ..ProptestConfig::default() })]

    /// More items than a word has bits, and more lines than a group keeps rows for.
    #[test]
    fn the_index_says_of_many_items_what_each_is_told(
        asked in proptest::collection::vec(proptest::collection::vec(test_tree(), 0..3), 60..200),
        profiles in proptest::collection::vec(some(), 1..6),
    ) {
        let catalogue = Catalogue::compile(facts(), items(asked), jurisdictions()).unwrap();
        for (profile, verdicts) in profiles.iter().zip(one_by_one(&catalogue, &profiles)) {
            for answer in catalogue.assess(profile, today(), None).items {
                let place = catalogue.place(&answer.item).unwrap();
                prop_assert_eq!(verdicts[place], answer.verdict, "{}", answer.item);
            }
        }
        let columns = Columns::of(&catalogue, &profiles, today());
        let right = one_by_one(&catalogue, &profiles);
        let mut all = vec![vec![Verdict::Ineligible; catalogue.items().len()]; profiles.len()];
        columns.all(|place, _, (may, sure)| {
            for (at, own) in all.iter_mut().enumerate() {
                let holds = |words: &[u64]| words[0] >> at & 1 == 1;
                own[place] = match (holds(may), holds(sure)) {
                    (_, true) => Verdict::Eligible,
                    (true, false) => Verdict::Undetermined,
                    (false, false) => Verdict::Ineligible,
                };
            }
        });
        prop_assert_eq!(all, right);
    }
}
