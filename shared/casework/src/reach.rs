//! 触达: of the enterprises an item fits, how many were told, opened it, applied, got it; as a whole and by group (M24, M66, M69).
//!
//! Groups are small in a city. A count below three is not shown, and no count that is not shown can be worked out from what is, by
//! somebody who knows these rules as well: for each of them at least three values are left.
//!
//! - A column whose total is below three is not shown at all, in no group and not as a whole; every other column is *live*.
//! - A group is *small* if it has fewer than three in a live column. Small groups are not shown, and the last of the other groups is
//!   hidden with them: which one that is does not depend on its counts. Unless the hidden groups hold at least five in each live
//!   column, no group is shown.
//!
//! Why that is enough. Hidden groups are hidden in all columns. Move their enterprises as they are: all of them into the one hidden with
//! the small ones, then back into any small one none, one, or two of those that count in a column. It stays small, the one hidden with
//! it has at least five less two, and so everything shown stays the same: the small one has none, one or two in that column, the other one
//! all of them, or one or two less. Where no group is shown, move all into one group, and again none, one or two into any other. In a column
//! that is not live none, one or two of those in any group may be all that count, and nothing shown tells. In each case whole enterprises
//! move or none does, so nothing that holds between columns, or between districts and sizes, gives them away. It needs every group
//! that enterprises may be in to be there, with or without any, so that it tells nothing to be one of them.
//!
//! By channel there is no such choice: who was not told is a group of its own, whose count is the difference of two totals. These groups
//! are shown all together or not at all, and without the columns told and opened, which being told decides.
//!
//! All this is said of what is published at once. What two bulletins tell by what changed between them is not looked at.

use std::collections::{BTreeMap, BTreeSet};

/// A count of fewer enterprises than this is not shown, nor is none: else a hidden count would be one or two.
pub const SHOWN_FROM: u64 = 3;

/// Fewest enterprises the hidden groups together hold in a column: two may leave the largest and it is still not small.
const HELD: u64 = 2 * SHOWN_FROM - 1;

/// How far one enterprise came with an item it fits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Way {
    /// It was told: by an alert or an invitation.
    pub told: bool,
    /// It opened what it was told.
    pub opened: bool,
    /// It has, or had, a case.
    pub applied: bool,
    /// It got it: granted or paid.
    pub got: bool,
}

impl Way {
    /// As far as either: an enterprise that several items fit came as far as it came with any.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self {
            told: self.told || other.told,
            opened: self.opened || other.opened,
            applied: self.applied || other.applied,
            got: self.got || other.got,
        }
    }
}

/// How many enterprises came how far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Funnel {
    /// The item fits them.
    pub matched: u64,
    /// Told.
    pub told: u64,
    /// Opened.
    pub opened: u64,
    /// Applied.
    pub applied: u64,
    /// Got it.
    pub got: u64,
}

impl Funnel {
    /// One more enterprise: only what it was told was opened, and who got it has applied.
    #[must_use]
    pub const fn with(self, way: Way) -> Self {
        const fn one(count: u64, more: bool) -> u64 {
            if more { count.saturating_add(1) } else { count }
        }
        Self {
            matched: one(self.matched, true),
            told: one(self.told, way.told),
            opened: one(self.opened, way.told && way.opened),
            applied: one(self.applied, way.applied || way.got),
            got: one(self.got, way.got),
        }
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            matched: self.matched.saturating_add(other.matched),
            told: self.told.saturating_add(other.told),
            opened: self.opened.saturating_add(other.opened),
            applied: self.applied.saturating_add(other.applied),
            got: self.got.saturating_add(other.got),
        }
    }

    /// The counts in their order: matched, told, opened, applied, got.
    #[must_use]
    pub const fn counts(self) -> [u64; 5] {
        [self.matched, self.told, self.opened, self.applied, self.got]
    }
}

/// The counts as they may be shown; none where one is hidden.
pub type Shown = [Option<u64>; 5];

/// The counts of a whole as they may be shown.
#[must_use]
pub fn whole(funnel: Funnel) -> Shown {
    funnel.counts().map(|count| seen(count).then_some(count))
}

/// The counts of groups as they may be shown beside their [`whole`]. Every group an enterprise may be in must be there.
#[must_use]
pub fn groups<K: Ord + Clone>(groups: &BTreeMap<K, Funnel>) -> BTreeMap<K, Shown> {
    let live = live(groups);
    let mut hidden: BTreeSet<&K> = groups
        .iter()
        .filter(|(_, funnel)| small(**funnel, live))
        .map(|(group, _)| group)
        .collect();
    if !hidden.is_empty() {
        hidden.extend(groups.keys().rev().find(|group| !hidden.contains(group)));
        let held = hidden.iter().filter_map(|group| groups.get(*group));
        let held = held.copied().fold(Funnel::default(), Funnel::and);
        let mut held = live.into_iter().zip(held.counts());
        if held.any(|(live, held)| live && held < HELD) {
            hidden = groups.keys().collect();
        }
    }
    let shown = groups.iter().map(|(group, funnel)| {
        let counts = if hidden.contains(group) {
            Shown::default()
        } else {
            masked(*funnel, live)
        };
        (group.clone(), counts)
    });
    shown.collect()
}

/// The counts by how enterprises were told: of all channels, or of none. Told and opened are left out.
#[must_use]
pub fn channels<K: Ord + Clone>(groups: &BTreeMap<K, Funnel>) -> BTreeMap<K, Shown> {
    let [matched, _, _, applied, got] = live(groups);
    let live = [matched, false, false, applied, got];
    if groups.values().any(|funnel| small(*funnel, live)) {
        return BTreeMap::new();
    }
    let shown = groups.iter();
    shown
        .map(|(group, funnel)| (group.clone(), masked(*funnel, live)))
        .collect()
}

/// Counts of one kind that together make a total everybody knows, as they may be shown beside it: none is shown, one and two are not.
///
/// Where one is hidden, the next smallest that is not none is hidden with it until those that are hidden hold two more than they are many:
/// each is at least one, so each may be one, two or three. If that is never so, nothing is shown.
#[must_use]
pub fn apart<K: Ord + Clone>(counts: &BTreeMap<K, u64>) -> BTreeMap<K, Option<u64>> {
    let mut some: Vec<(u64, &K)> = counts
        .iter()
        .filter(|(_, count)| **count > 0)
        .map(|(key, count)| (*count, key))
        .collect();
    some.sort();
    let (mut hidden, mut held, mut many) = (BTreeSet::new(), 0_u64, 0_u64);
    for (count, key) in some {
        if seen(count) && (many == 0 || held >= many.saturating_add(2)) {
            break;
        }
        hidden.insert(key);
        (held, many) = (held.saturating_add(count), many.saturating_add(1));
    }
    let enough = many == 0 || many > 1 && held >= many.saturating_add(2);
    let shown = counts.iter().map(|(key, count)| {
        let told = enough && !hidden.contains(key);
        (key.clone(), told.then_some(*count))
    });
    shown.collect()
}

/// Which columns have a total that may be shown.
fn live<K>(groups: &BTreeMap<K, Funnel>) -> [bool; 5] {
    let all = groups.values().copied();
    all.fold(Funnel::default(), Funnel::and).counts().map(seen)
}

fn small(funnel: Funnel, live: [bool; 5]) -> bool {
    let mut cells = funnel.counts().into_iter().zip(live);
    cells.any(|(count, live)| live && !seen(count))
}

fn masked(funnel: Funnel, live: [bool; 5]) -> Shown {
    let mut shown = funnel.counts().map(Some);
    for (cell, live) in shown.iter_mut().zip(live) {
        *cell = cell.filter(|_| live);
    }
    shown
}

const fn seen(count: u64) -> bool {
    count >= SHOWN_FROM
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_add_up() {
        let ways = [
            Way {
                told: true,
                opened: true,
                applied: true,
                got: true,
            },
            Way {
                told: true,
                ..Way::default()
            },
            Way::default(),
        ];
        let funnel = ways.into_iter().fold(Funnel::default(), Funnel::with);
        assert_eq!(funnel.counts(), [3, 2, 1, 1, 1]);
        let [far, told, nowhere] = ways;
        assert_eq!(
            (told.or(far), nowhere.or(told), nowhere.or(nowhere)),
            (far, told, nowhere)
        );
        let odd = Way {
            opened: true,
            got: true,
            ..nowhere
        };
        assert_eq!(Funnel::default().with(odd).counts(), [1, 0, 0, 1, 1]);
    }
}
