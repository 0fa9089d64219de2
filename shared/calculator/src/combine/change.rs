//! What the best set would be if an item that is not settled turned out well.

use std::collections::BTreeSet;

use facts::{ItemId, Money, Text};

use super::{Combination, CouldChange, Eligible, clusters, names, ordered, search};
use crate::say;

/// Most items that are tried; those that may bring most.
const TRIED_MAX: usize = 100;

/// An item that may turn out to give more than is certain now.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Possible<'a> {
    /// The item, with the most it may give.
    pub(crate) item: Eligible<'a>,
    /// Whether there is no most.
    pub(crate) unbounded: bool,
    /// Whether it fits already and only its amount is open.
    pub(crate) fits: bool,
}

/// Those of `possible` that would push others out of the best set of `eligible`, or meet a ceiling with them.
pub(crate) fn could_change(
    eligible: &[Eligible<'_>],
    possible: &mut Vec<Possible<'_>>,
    best: &Combination,
) -> Vec<CouldChange> {
    possible.sort_by_key(|one| std::cmp::Reverse(one.item.amount));
    possible.truncate(TRIED_MAX);
    let taken: BTreeSet<&ItemId> = best.taken.iter().collect();
    let changes = possible.iter();
    changes
        .filter_map(|one| change(one, eligible, &taken))
        .collect()
}

fn change(
    one: &Possible<'_>,
    eligible: &[Eligible<'_>],
    taken: &BTreeSet<&ItemId>,
) -> Option<CouldChange> {
    let id = &one.item.item.id;
    let others = eligible.iter().filter(|other| other.item.id != *id);
    let all: Vec<Eligible<'_>> = others.copied().chain([one.item]).collect();
    let mut cluster = clusters(&all)
        .into_iter()
        .find(|cluster| cluster.iter().any(|other| other.item.id == *id))?;
    if cluster.len() == 1 {
        return None;
    }
    ordered(&mut cluster);
    let found = search::search(&cluster);
    let now: BTreeSet<&ItemId> = found
        .taken
        .iter()
        .filter_map(|place| cluster.get(*place))
        .map(|other| &other.item.id)
        .collect();
    let displaced: Vec<&Eligible<'_>> = cluster
        .iter()
        .filter(|other| taken.contains(&other.item.id) && !now.contains(&other.item.id))
        .collect();
    (now.contains(id) && !displaced.is_empty()).then(|| CouldChange {
        item: id.clone(),
        displaces: displaced
            .iter()
            .map(|other| other.item.id.clone())
            .collect(),
        reason: told(one, &displaced),
    })
}

fn told(one: &Possible<'_>, displaced: &[&Eligible<'_>]) -> Text {
    let title = &one.item.item.title;
    let names = names(displaced.iter().map(|other| &other.item.title));
    let given = displaced.iter().map(|other| other.amount);
    let given = say::money(given.fold(Money::ZERO, Money::plus));
    let most = say::money(one.item.amount);
    let (most_zh, most_en) = if one.unbounded {
        ("金额待定".to_owned(), "amount open".to_owned())
    } else {
        (format!("最多 {}", most.zh), format!("at most {}", most.en))
    };
    let (if_zh, if_en) = if one.fits {
        ("金额确定后较高", "turns out higher")
    } else {
        ("补充信息后符合", "turns out to fit")
    };
    Text::new(
        format!(
            "“{}”（{most_zh}）如{if_zh}，可能取代“{}”（{}）",
            title.zh, names.zh, given.zh
        ),
        format!(
            "if “{}” ({most_en}) {if_en}, it may take the place of “{}” ({})",
            title.en, names.en, given.en
        ),
    )
}
