//! Large sets: exact where the search says so, and never worth more than its bound.

use std::collections::BTreeSet;

use calculator::{Amount, Catalogue, Combination, Item, JointCap, Profile, Test};
use facts::{ItemId, Money};
use proptest::prelude::*;

use crate::generated::facts;
use crate::items::{item_of, worth};
use crate::today;

fn id(place: usize) -> ItemId {
    ItemId::parse(&format!("item-{place}")).unwrap()
}

/// So many items in groups as cities make them: of about four only the highest counts, some pairs exclude each other, some share a ceiling.
fn realistic(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Item>> {
    let one = (
        1..500_i64,
        proptest::option::weighted(0.6, 0..8_usize),
        proptest::option::weighted(0.15, 1..6_usize),
        proptest::option::weighted(0.3, 0..4_i64),
    );
    proptest::collection::vec(one, count).prop_map(|drawn| {
        let items = drawn.into_iter().enumerate();
        let items = items.map(|(place, (amount, group, next, cap))| Item {
            id: id(place),
            conditions: Vec::new(),
            highest_of: group.map(|group| format!("group {}", group + place / 32 * 8)),
            excludes: next.map(|next| id(place + next)).into_iter().collect(),
            joint_cap: cap.map(|group| JointCap {
                group: format!("cap {group}"),
                most: Amount::Fixed(Money::yuan(400 + 100 * group)),
            }),
            ..item_of(
                "unused",
                Test::All(Vec::new()),
                Amount::Fixed(Money::yuan(amount)),
            )
        });
        items.collect()
    })
}

fn best(items: &[Item]) -> Combination {
    let catalogue = Catalogue::compile(facts(), items.to_vec(), Vec::new()).unwrap();
    catalogue.assess(&Profile::new(), today(), None).combination
}

fn clash(one: &Item, two: &Item) -> bool {
    (one.highest_of.is_some() && one.highest_of == two.highest_of)
        || one.excludes.contains(&two.id)
        || two.excludes.contains(&one.id)
}

/// The greatest worth of all sets without a clash, by trying them.
fn greatest(items: &[Item], from: usize, chosen: &mut Vec<usize>) -> Money {
    if from == items.len() {
        return worth(items, chosen);
    }
    let mut most = greatest(items, from + 1, chosen);
    if chosen.iter().all(|one| !clash(&items[*one], &items[from])) {
        chosen.push(from);
        most = most.max(greatest(items, from + 1, chosen));
        chosen.pop();
    }
    most
}

/// What is taken, without a clash, and worth what is said.
fn holds(items: &[Item], found: &Combination) -> bool {
    let taken: BTreeSet<&ItemId> = found.taken.iter().collect();
    let chosen: Vec<usize> = (0..items.len())
        .filter(|place| taken.contains(&items[*place].id))
        .collect();
    let clashes = chosen.iter().any(|one| {
        let others = chosen.iter().filter(|two| *two > one);
        others
            .into_iter()
            .any(|two| clash(&items[*one], &items[*two]))
    });
    !clashes && worth(items, &chosen) == found.total && found.total <= found.bound
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn up_to_sixteen_items_the_best_set_is_the_best_of_all(items in realistic(10..17)) {
        let found = best(&items);
        prop_assert!(holds(&items, &found));
        prop_assert_eq!(found.total, found.bound, "so few are searched to the end");
        prop_assert_eq!(found.total, greatest(&items, 0, &mut Vec::new()));
    }

    #[test]
    fn sixty_items_in_realistic_groups_are_searched_to_the_end(items in realistic(60..61)) {
        let found = best(&items);
        prop_assert!(holds(&items, &found));
        prop_assert_eq!(found.total, found.bound);
        for left in &items {
            let without: Vec<Item> = items.iter().filter(|one| one.id != left.id).cloned().collect();
            if found.taken.contains(&left.id) {
                continue;
            }
            prop_assert_eq!(best(&without).total, found.total, "what is left out adds nothing");
            break;
        }
    }
}
