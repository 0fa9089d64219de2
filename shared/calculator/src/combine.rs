//! The best set of items that may be taken together, with the reason for each item left out (domain §6).
//!
//! Items fall into clusters that touch by a group, an exclusion or a joint ceiling; each cluster is searched on its own. The answer is
//! the best there is, and says so; where a cluster is too tangled to be searched to the end, it says how much better a set could be.

use std::collections::{BTreeMap, BTreeSet};

use facts::{ItemId, Money, Text};

use crate::item::Item;
use crate::say;

mod change;
mod proof;
mod search;

pub(crate) use change::{Possible, could_change};

/// The best set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Combination {
    /// Items taken.
    pub taken: Vec<ItemId>,
    /// What is certain of their amounts, together.
    pub total: Money,
    /// No set is worth more than this; the total itself where the search came to its end.
    pub bound: Money,
    /// Items left out.
    pub left_out: Vec<LeftOut>,
    /// Joint ceilings that were reached.
    pub notes: Vec<Text>,
    /// How the total comes about, and why nothing is better.
    pub proof: Vec<Text>,
    /// Items that are not settled and would change what is taken.
    pub could_change: Vec<CouldChange>,
}

impl Default for Combination {
    fn default() -> Self {
        Self {
            taken: Vec::new(),
            total: Money::ZERO,
            bound: Money::ZERO,
            left_out: Vec::new(),
            notes: Vec::new(),
            proof: Vec::new(),
            could_change: Vec::new(),
        }
    }
}

/// An eligible item that is not in the best set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The item.
    pub item: ItemId,
    /// Why.
    pub reason: Text,
}

/// An item that is not settled and would change what is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouldChange {
    /// The item.
    pub item: ItemId,
    /// Items that would no longer be taken.
    pub displaces: Vec<ItemId>,
    /// How.
    pub reason: Text,
}

/// An eligible item.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Eligible<'a> {
    pub(crate) item: &'a Item,
    /// What is certain of its amount.
    pub(crate) amount: Money,
    /// What its joint ceiling comes to, if it has one.
    pub(crate) ceiling: Option<Money>,
}

impl<'a> Eligible<'a> {
    fn group(&self) -> Option<&'a str> {
        let cap = self.item.joint_cap.as_ref();
        cap.map(|cap| cap.group.as_str())
    }
}

/// The best set of `eligible`.
pub(crate) fn best(eligible: &[Eligible<'_>]) -> Combination {
    let mut combination = Combination::default();
    let mut parts = Vec::new();
    for mut cluster in clusters(eligible) {
        ordered(&mut cluster);
        let found = search::search(&cluster);
        combination.total = combination.total.plus(found.worth);
        combination.bound = combination.bound.plus(found.bound);
        let taken: Vec<&Eligible<'_>> = found
            .taken
            .iter()
            .filter_map(|place| cluster.get(*place))
            .collect();
        combination.notes.extend(ceilings(&taken));
        parts.extend(taken.iter().map(|one| **one));
        for one in &cluster {
            let id = one.item.id.clone();
            if taken.iter().any(|other| other.item.id == id) {
                combination.taken.push(id);
            } else {
                let reason = proof::left_out(one, (&cluster, &taken), found.worth);
                combination.left_out.push(LeftOut { item: id, reason });
            }
        }
    }
    combination.proof = proof::of_total(&parts, &combination);
    combination
}

/// From the greatest amount down, so that a good set is found early.
fn ordered(cluster: &mut [Eligible<'_>]) {
    cluster.sort_by(|one, two| {
        let by_amount = two.amount.cmp(&one.amount);
        by_amount.then(one.item.id.cmp(&two.item.id))
    });
}

/// Items that touch, directly or through others, in the order of their first.
fn clusters<'a>(eligible: &[Eligible<'a>]) -> Vec<Vec<Eligible<'a>>> {
    let mut parents: Vec<usize> = (0..eligible.len()).collect();
    let mut first: BTreeMap<(u8, &str), usize> = BTreeMap::new();
    let places: BTreeMap<&ItemId, usize> = eligible
        .iter()
        .enumerate()
        .map(|(place, one)| (&one.item.id, place))
        .collect();
    for (place, one) in eligible.iter().enumerate() {
        let highest = one.item.highest_of.as_deref().map(|word| (0, word));
        let joint = one.group().map(|word| (1, word));
        for key in highest.into_iter().chain(joint) {
            let other = *first.entry(key).or_insert(place);
            join(&mut parents, place, other);
        }
        for excluded in &one.item.excludes {
            if let Some(other) = places.get(excluded) {
                join(&mut parents, place, *other);
            }
        }
    }
    let mut clusters: BTreeMap<usize, Vec<Eligible<'a>>> = BTreeMap::new();
    for (place, one) in eligible.iter().enumerate() {
        let root = root(&mut parents, place);
        clusters.entry(root).or_default().push(*one);
    }
    clusters.into_values().collect()
}

fn root(parents: &mut [usize], place: usize) -> usize {
    let mut at = place;
    while let Some(up) = parents.get(at).copied().filter(|up| *up != at) {
        // halve the way for the next who comes along
        let further = parents.get(up).copied().unwrap_or(up);
        if let Some(slot) = parents.get_mut(at) {
            *slot = further;
        }
        at = further;
    }
    at
}

fn join(parents: &mut [usize], one: usize, two: usize) {
    let (one, two) = (root(parents, one), root(parents, two));
    if let Some(slot) = parents.get_mut(one.max(two)) {
        *slot = one.min(two);
    }
}

/// What each joint ceiling took away.
fn ceilings(taken: &[&Eligible<'_>]) -> Vec<Text> {
    let mut groups: BTreeMap<&str, Vec<&Eligible<'_>>> = BTreeMap::new();
    for one in taken {
        if let Some(group) = one.group() {
            groups.entry(group).or_default().push(one);
        }
    }
    let reached = groups.values().filter_map(|members| {
        let most = members.iter().filter_map(|one| one.ceiling).min()?;
        let amounts = members.iter().map(|one| one.amount);
        let sum = amounts.fold(Money::ZERO, Money::plus);
        (sum > most).then(|| {
            let (sum, most) = (say::money(sum), say::money(most));
            let names = names(members.iter().map(|one| &one.item.title));
            Text::new(
                format!("“{}”合计 {}，按合计上限计 {}", names.zh, sum.zh, most.zh),
                format!(
                    "“{}” come to {} together; the joint ceiling is {}",
                    names.en, sum.en, most.en
                ),
            )
        })
    });
    reached.collect()
}

fn names<'t>(titles: impl Iterator<Item = &'t Text>) -> Text {
    let titles: BTreeSet<(&str, &str)> = titles
        .map(|title| (title.zh.as_str(), title.en.as_str()))
        .collect();
    let (zh, en): (Vec<&str>, Vec<&str>) = titles.into_iter().unzip();
    Text::new(zh.join("”“"), en.join("”, “"))
}
