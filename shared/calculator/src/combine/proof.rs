//! 组合说明: how a total comes about, and why an item is not part of it.

use facts::{Money, Text};

use super::{Combination, Eligible, names, ordered, search};
use crate::say;

/// Clusters larger than this are not searched once more for each item left out.
const COMPARED_MAX: usize = 40;

/// The sum of what is taken, and that nothing is worth more.
pub(super) fn of_total(taken: &[Eligible<'_>], combination: &Combination) -> Vec<Text> {
    if taken.is_empty() {
        return Vec::new();
    }
    let total = say::money(combination.total);
    let sum = taken.iter().map(|one| one.amount);
    let sum = say::money(sum.fold(Money::ZERO, Money::plus));
    let parts: Vec<(String, String)> = taken
        .iter()
        .map(|one| {
            let (title, amount) = (&one.item.title, say::money(one.amount));
            (
                format!("“{}”{}", title.zh, amount.zh),
                format!("“{}” {}", title.en, amount.en),
            )
        })
        .collect();
    let (zh, en): (Vec<String>, Vec<String>) = parts.into_iter().unzip();
    let mut proof = vec![Text::new(
        format!("{} = {}", zh.join(" + "), sum.zh),
        format!("{} = {}", en.join(" + "), sum.en),
    )];
    proof.extend(combination.notes.iter().cloned());
    proof.push(if combination.bound == combination.total {
        Text::new(
            format!("合计 {}，在全部可行组合中最高（只计确定的金额）", total.zh),
            format!(
                "{} in all, the most of every possible set (counting what is certain)",
                total.en
            ),
        )
    } else {
        let bound = say::money(combination.bound);
        Text::new(
            format!(
                "合计 {}；事项之间牵连较多，任何组合都不会超过 {}",
                total.zh, bound.zh
            ),
            format!(
                "{} in all; no set is worth more than {}",
                total.en, bound.en
            ),
        )
    });
    proof
}

/// Why `left` is not taken, of a cluster whose best set is `taken`, worth `worth`.
pub(super) fn left_out(
    left: &Eligible<'_>,
    (cluster, taken): (&[Eligible<'_>], &[&Eligible<'_>]),
    worth: Money,
) -> Text {
    let own = say::money(left.amount);
    if let Some(other) = taken.iter().find(|other| left.item.same_group(other.item)) {
        let (title, amount) = (&other.item.title, say::money(other.amount));
        return Text::new(
            format!(
                "本项 {}，与“{}”就高不重复，取“{}”{}",
                own.zh, title.zh, title.zh, amount.zh
            ),
            format!(
                "of this ({}) and “{}” only the higher counts, which is taken ({})",
                own.en, title.en, amount.en
            ),
        );
    }
    let against = taken.iter().filter(|other| left.item.conflicts(other.item));
    let names = names(against.map(|other| &other.item.title));
    if names.zh.is_empty() {
        return Text::new(
            format!("本项 {}，受合计上限限制，计入后合计反而减少", own.zh),
            format!("with this ({}) the joint ceiling would leave less", own.en),
        );
    }
    let (mut zh, mut en) = (
        format!("本项 {}，与“{}”不能同时享受", own.zh, names.zh),
        format!(
            "this ({}) cannot be taken together with “{}”",
            own.en, names.en
        ),
    );
    if cluster.len() <= COMPARED_MAX {
        let instead = instead(left, (cluster, taken));
        let (instead, kept) = (say::money(instead), say::money(worth));
        zh.push_str(&format!(
            "；改取本项，相关事项合计最多 {}，不高于现取的 {}",
            instead.zh, kept.zh
        ));
        en.push_str(&format!(
            "; with it the items concerned give at most {}, no more than the {} taken",
            instead.en, kept.en
        ));
    }
    Text::new(zh, en)
}

/// What a cluster is worth at most where `left` is taken: nothing that conflicts with it is.
fn instead(left: &Eligible<'_>, (cluster, taken): (&[Eligible<'_>], &[&Eligible<'_>])) -> Money {
    let mut with: Vec<Eligible<'_>> = cluster
        .iter()
        .filter(|other| !left.item.conflicts(other.item))
        .copied()
        .collect();
    ordered(&mut with);
    let known = with.iter().enumerate().filter(|(_, one)| {
        let mut known = taken.iter().map(|other| &other.item.id);
        one.item.id == left.item.id || known.any(|id| *id == one.item.id)
    });
    search::worth(&with, known.map(|(place, _)| place))
}
