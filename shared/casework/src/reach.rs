//! 触达: of the enterprises an item fits, how many were told, opened it, applied, got it; as a whole and by group (M24, M66, M69).
//!
//! Groups are small in a city, so a count of one or two is not shown, and never can be worked out from what is.

use std::collections::BTreeMap;

/// A count of fewer enterprises than this is not shown; none is.
pub const SHOWN_FROM: u64 = 3;

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
    /// One more enterprise.
    #[must_use]
    pub const fn with(self, way: Way) -> Self {
        const fn one(count: u64, more: bool) -> u64 {
            if more { count.saturating_add(1) } else { count }
        }
        Self {
            matched: one(self.matched, true),
            told: one(self.told, way.told),
            opened: one(self.opened, way.opened),
            applied: one(self.applied, way.applied),
            got: one(self.got, way.got),
        }
    }

    /// The counts in their order: matched, told, opened, applied, got.
    #[must_use]
    pub const fn counts(self) -> [u64; 5] {
        [self.matched, self.told, self.opened, self.applied, self.got]
    }
}

/// The counts as they may be shown; none where too few enterprises stand behind one.
pub type Shown = [Option<u64>; 5];

/// The counts of a whole as they may be shown.
#[must_use]
pub fn whole(funnel: Funnel) -> Shown {
    funnel.counts().map(|count| seen(count).then_some(count))
}

/// The counts of groups that together make `total`, as they may be shown beside it.
///
/// In each column every count of one or two is hidden. If the hidden ones of a column add up to too few to hide behind each other, or
/// there is only one, the next smallest count that is not none is hidden as well, so that a difference to the total tells nothing.
#[must_use]
pub fn groups<K: Ord + Clone>(groups: &BTreeMap<K, Funnel>) -> BTreeMap<K, Shown> {
    let mut shown: BTreeMap<K, Shown> = groups
        .iter()
        .map(|(group, funnel)| (group.clone(), whole(*funnel)))
        .collect();
    for column in 0..5 {
        let mut counts: Vec<(u64, &K)> = groups
            .iter()
            .map(|(group, funnel)| (at(funnel.counts(), column), group))
            .filter(|(count, _)| *count > 0)
            .collect();
        counts.sort();
        let small = counts.iter().filter(|(count, _)| !seen(*count)).count();
        let hidden = if small == 1 { 2 } else { small };
        for (_, group) in counts.into_iter().take(hidden) {
            let cell = shown.get_mut(group).and_then(|row| row.get_mut(column));
            if let Some(cell) = cell {
                *cell = None;
            }
        }
    }
    shown
}

const fn seen(count: u64) -> bool {
    count == 0 || count >= SHOWN_FROM
}

fn at(counts: [u64; 5], column: usize) -> u64 {
    counts.get(column).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(counts: &[(&'static str, u64)]) -> BTreeMap<&'static str, Funnel> {
        let funnel = |matched| Funnel {
            matched,
            ..Funnel::default()
        };
        counts
            .iter()
            .map(|(group, count)| (*group, funnel(*count)))
            .collect()
    }

    fn first(counts: &[(&'static str, u64)]) -> Vec<Option<u64>> {
        groups(&matched(counts))
            .values()
            .map(|row| row[0])
            .collect()
    }

    #[test]
    fn one_and_two_are_hidden_and_none_is_shown() {
        for (count, shown) in [
            (0, Some(0)),
            (1, None),
            (2, None),
            (3, Some(3)),
            (9, Some(9)),
        ] {
            let funnel = Funnel {
                matched: count,
                ..Funnel::default()
            };
            assert_eq!(whole(funnel)[0], shown, "{count}");
        }
    }

    #[test]
    fn a_single_hidden_group_takes_another_with_it() {
        assert_eq!(
            first(&[("a", 8), ("b", 2), ("c", 5), ("d", 0)]),
            [Some(8), None, None, Some(0)]
        );
        assert_eq!(
            first(&[("a", 1), ("b", 2), ("c", 5)]),
            [None, None, Some(5)]
        );
        assert_eq!(first(&[("a", 4), ("b", 3)]), [Some(4), Some(3)]);
        assert_eq!(first(&[("a", 1)]), [None]);
    }

    #[test]
    fn no_hidden_count_follows_from_the_total() {
        for seed in 0..5000_u64 {
            let parts: Vec<u64> = (0..5)
                .map(|place| seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (place * 9) & 7)
                .collect();
            let named: Vec<(&'static str, u64)> = ["a", "b", "c", "d", "e"]
                .into_iter()
                .zip(parts.iter().copied())
                .collect();
            let shown = first(&named);
            let hidden: Vec<u64> = shown
                .iter()
                .zip(&parts)
                .filter(|(cell, _)| cell.is_none())
                .map(|(_, part)| *part)
                .collect();
            for (cell, part) in shown.iter().zip(&parts) {
                assert!(cell.is_none_or(|count| count == *part && seen(count)));
            }
            // one alone is the total less the rest; it is hidden only where nothing else could be hidden with it
            let others = parts.iter().filter(|part| **part > 0).count();
            assert!(hidden.len() != 1 || others == 1, "{named:?} {shown:?}");
        }
    }

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
    }
}
