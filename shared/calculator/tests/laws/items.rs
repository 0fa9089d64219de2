//! Generated items: what excludes what, and what is capped together.

use std::collections::BTreeSet;

use calculator::{Amount, Benefit, Clause, Condition, Item, JointCap, Test};
use facts::{ItemId, Money, Text};
use proptest::prelude::*;

use crate::generated::fact;

/// An item with one condition.
pub(crate) fn item_of(id: &str, test: Test, amount: Amount) -> Item {
    Item {
        id: ItemId::parse(id).unwrap(),
        title: Text::new(id, id),
        conditions: vec![Condition {
            test,
            words: Text::new("条件", "condition"),
            clause: Clause {
                document: "文件".to_owned(),
                article: "第一条".to_owned(),
            },
        }],
        benefit: Benefit::Money {
            amount,
            instalments: Vec::new(),
        },
        highest_of: None,
        excludes: BTreeSet::new(),
        joint_cap: None,
        selection: None,
        once: None,
    }
}

/// An item others give a share of.
pub(crate) fn other() -> Item {
    let test = Test::Any(vec![Test::Yes(fact("sound")), Test::Yes(fact("sound"))]);
    let amount = Amount::Each {
        each: Money::yuan(700),
        of: fact("staff"),
    };
    item_of("other", test, amount)
}

/// Up to nine items everybody is eligible for, with groups, exclusions and joint ceilings.
pub(crate) fn combination_items() -> impl Strategy<Value = Vec<Item>> {
    let one = (
        1..60_i64,
        proptest::option::of(0..3_u8),
        proptest::collection::btree_set(0..9_u8, 0..3),
        proptest::option::of((0..2_u8, 20..90_i64)),
    );
    proptest::collection::vec(one, 1..9).prop_map(|drawn| {
        let id = |place: usize| ItemId::parse(&format!("item-{place}")).unwrap();
        let items = drawn
            .into_iter()
            .enumerate()
            .map(|(place, (amount, group, excludes, cap))| Item {
                id: id(place),
                conditions: Vec::new(),
                highest_of: group.map(|group| format!("group {group}")),
                excludes: excludes
                    .into_iter()
                    .map(|other| id(other.into()))
                    .filter(|other| *other != id(place))
                    .collect(),
                joint_cap: cap.map(|(group, most)| JointCap {
                    group: format!("cap {group}"),
                    most: Amount::Fixed(Money::yuan(most)),
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

fn fixed(amount: &Amount) -> Money {
    let Amount::Fixed(money) = amount else {
        return Money::ZERO;
    };
    *money
}

/// What a set of these items is worth, counted another way than the calculator does.
pub(crate) fn worth(items: &[Item], chosen: &[usize]) -> Money {
    let amount = |place: &usize| {
        let Benefit::Money { amount, .. } = &items[*place].benefit else {
            return Money::ZERO;
        };
        fixed(amount)
    };
    let groups: BTreeSet<&str> = chosen
        .iter()
        .filter_map(|place| items[*place].joint_cap.as_ref())
        .map(|cap| cap.group.as_str())
        .collect();
    let free = chosen
        .iter()
        .filter(|place| items[**place].joint_cap.is_none());
    let mut total = free.map(amount).fold(Money::ZERO, Money::plus);
    for group in groups {
        let inside: Vec<usize> = chosen
            .iter()
            .copied()
            .filter(|place| {
                items[*place]
                    .joint_cap
                    .as_ref()
                    .is_some_and(|cap| cap.group == group)
            })
            .collect();
        let sum = inside.iter().map(amount).fold(Money::ZERO, Money::plus);
        let most = inside
            .iter()
            .filter_map(|place| items[*place].joint_cap.as_ref())
            .map(|cap| fixed(&cap.most))
            .min();
        total = total.plus(most.map_or(sum, |most| sum.min(most)));
    }
    total
}
