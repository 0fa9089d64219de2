//! The best set of items that may be taken together: exact, with the reason for each item left out (domain §6).
//!
//! Items fall into clusters that touch by a group, an exclusion or a joint ceiling; each cluster is searched by branch and bound with
//! the sum of what is left as the bound, so the answer is the best there is.

use std::collections::{BTreeMap, BTreeSet};

use facts::{ItemId, Money, Text};

use crate::item::Item;
use crate::say;

/// The best set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Combination {
    /// Items taken.
    pub taken: Vec<ItemId>,
    /// What is certain of their amounts, together.
    pub total: Money,
    /// Items left out.
    pub left_out: Vec<LeftOut>,
}

/// An eligible item that is not in the best set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The item.
    pub item: ItemId,
    /// Why.
    pub reason: Text,
}

/// An eligible item and what is certain of its amount.
pub(crate) type Eligible<'a> = (&'a Item, Money);

/// The best set of `eligible`.
pub(crate) fn best(eligible: &[Eligible<'_>]) -> Combination {
    let mut combination = Combination::default();
    for cluster in clusters(eligible) {
        let taken = search(&cluster);
        let total = worth(&taken);
        combination.total = combination.total.plus(total);
        for (item, _) in &cluster {
            if taken.iter().any(|(other, _)| other.id == item.id) {
                combination.taken.push(item.id.clone());
            } else {
                combination.left_out.push(LeftOut {
                    item: item.id.clone(),
                    reason: reason(item, &taken),
                });
            }
        }
    }
    combination
}

/// Whether two items cannot both be taken.
fn conflict(one: &Item, two: &Item) -> bool {
    let group = one.highest_of.is_some() && one.highest_of == two.highest_of;
    group || one.excludes.contains(&two.id) || two.excludes.contains(&one.id)
}

fn touch(one: &Item, two: &Item) -> bool {
    let cap = |item: &Item| item.joint_cap.as_ref().map(|cap| cap.group.clone());
    conflict(one, two) || (cap(one).is_some() && cap(one) == cap(two))
}

/// Items that touch, directly or through others.
fn clusters<'a>(eligible: &[Eligible<'a>]) -> Vec<Vec<Eligible<'a>>> {
    let mut clusters: Vec<Vec<Eligible<'a>>> = Vec::new();
    for one in eligible {
        let (touching, mut apart): (Vec<_>, Vec<_>) = clusters
            .into_iter()
            .partition(|cluster| cluster.iter().any(|(other, _)| touch(one.0, other)));
        let mut joined: Vec<Eligible<'a>> = touching.into_iter().flatten().collect();
        joined.push(*one);
        apart.push(joined);
        clusters = apart;
    }
    clusters
}

/// What a set is worth, under its joint ceilings.
fn worth(taken: &[Eligible<'_>]) -> Money {
    let mut free = Money::ZERO;
    let mut capped: BTreeMap<&str, (Money, Money)> = BTreeMap::new();
    for (item, amount) in taken {
        match &item.joint_cap {
            None => free = free.plus(*amount),
            Some(cap) => {
                let (sum, most) = capped.entry(&cap.group).or_insert((Money::ZERO, cap.most));
                *sum = sum.plus(*amount);
                *most = (*most).min(cap.most);
            }
        }
    }
    capped
        .values()
        .fold(free, |total, (sum, most)| total.plus((*sum).min(*most)))
}

struct Search<'a, 's> {
    items: &'s [Eligible<'a>],
    best: Vec<Eligible<'a>>,
    best_worth: Money,
}

/// The set worth most; of equals the one with more items, then the one found first in id order.
fn search<'a>(cluster: &[Eligible<'a>]) -> Vec<Eligible<'a>> {
    let mut items = cluster.to_vec();
    items.sort_by(|(one, amount), (two, other)| other.cmp(amount).then(one.id.cmp(&two.id)));
    let mut search = Search {
        items: &items,
        best: Vec::new(),
        best_worth: Money::ZERO,
    };
    search.descend(0, &mut Vec::new());
    search.best
}

impl<'a> Search<'a, '_> {
    fn descend(&mut self, place: usize, taken: &mut Vec<Eligible<'a>>) {
        let worth = worth(taken);
        let better =
            worth > self.best_worth || (worth == self.best_worth && taken.len() > self.best.len());
        if better {
            self.best.clone_from(taken);
            self.best_worth = worth;
        }
        let rest = self.items.get(place..).unwrap_or_default();
        let Some((item, amount)) = rest.first().copied() else {
            return;
        };
        let bound = rest
            .iter()
            .fold(worth, |bound, (_, amount)| bound.plus(*amount));
        let hopeless = bound < self.best_worth
            || (bound == self.best_worth && taken.len() + rest.len() <= self.best.len());
        if hopeless {
            return;
        }
        if !taken.iter().any(|(other, _)| conflict(item, other)) {
            taken.push((item, amount));
            self.descend(place + 1, taken);
            taken.pop();
        }
        self.descend(place + 1, taken);
    }
}

fn reason(item: &Item, taken: &[Eligible<'_>]) -> Text {
    let against: Vec<&Eligible<'_>> = taken
        .iter()
        .filter(|(other, _)| conflict(item, other))
        .collect();
    let same_group = against
        .iter()
        .find(|(other, _)| item.highest_of.is_some() && item.highest_of == other.highest_of);
    if let Some((other, amount)) = same_group {
        let amount = say::money(*amount);
        return Text::new(
            format!(
                "与“{}”就高不重复，取“{}”（{}）",
                other.title.zh, other.title.zh, amount.zh
            ),
            format!(
                "only the higher counts of this and “{}”, which is taken ({})",
                other.title.en, amount.en
            ),
        );
    }
    let names = |part: fn(&Text) -> &str| {
        let names: BTreeSet<&str> = against
            .iter()
            .map(|(other, _)| part(&other.title))
            .collect();
        names.into_iter().collect::<Vec<_>>()
    };
    Text::new(
        format!(
            "与“{}”不能同时享受，两者取合计金额较高的组合",
            names(|title| &title.zh).join("”“")
        ),
        format!(
            "cannot be taken together with “{}”; the set worth more is taken",
            names(|title| &title.en).join("”, “")
        ),
    )
}
