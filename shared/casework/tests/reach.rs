//! Laws of what may be shown of few: no hidden count follows from what is shown, by somebody who knows the rules as well.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};

use casework::reach::{Funnel, SHOWN_FROM, Shown, Way, apart, channels, groups, whole};
use proptest::prelude::*;

type Counts = Vec<Funnel>;
type Published = (Shown, Vec<Shown>);

const fn way([told, opened, applied, got]: [bool; 4]) -> Way {
    Way {
        told,
        opened,
        applied,
        got,
    }
}

const NOT: Way = way([false, false, false, false]);
const TOLD: Way = way([true, false, false, false]);
const OPENED: Way = way([true, true, false, false]);
const APPLIED: Way = way([false, false, true, false]);
const GOT: Way = way([false, false, true, true]);
const BOTH: Way = way([true, false, true, false]);
const ALL: [Way; 9] = [
    NOT,
    TOLD,
    OPENED,
    APPLIED,
    GOT,
    BOTH,
    way([true, true, true, false]),
    way([true, false, true, true]),
    way([true, true, true, true]),
];

fn total(table: &Counts) -> Funnel {
    table.iter().copied().fold(Funnel::default(), Funnel::and)
}

fn published(table: &Counts) -> Published {
    let named: BTreeMap<usize, Funnel> = table.iter().copied().enumerate().collect();
    (whole(total(table)), groups(&named).into_values().collect())
}

/// Every table of so many groups, of up to `most` enterprises that came one of these `ways` far.
fn every_table(many: usize, ways: &[Way], most: usize, look: &mut impl FnMut(&Counts)) {
    fn fill(
        table: &mut Counts,
        rest: &[(usize, Way)],
        left: usize,
        look: &mut impl FnMut(&Counts),
    ) {
        let Some(((group, way), rest)) = rest.split_first() else {
            look(table);
            return;
        };
        let before = table[*group];
        for taken in 0..=left {
            fill(table, rest, left - taken, look);
            table[*group] = table[*group].with(*way);
        }
        table[*group] = before;
    }
    let kinds: Vec<(usize, Way)> = (0..many)
        .flat_map(|group| ways.iter().map(move |way| (group, *way)))
        .collect();
    fill(&mut vec![Funnel::default(); many], &kinds, most, look);
}

/// For everything that can be published: which values each cell has in the tables that would be published like that.
fn values(many: usize, ways: &[Way], most: usize) -> BTreeMap<Published, Vec<[u64; 5]>> {
    let mut all: BTreeMap<Published, Vec<[u64; 5]>> = BTreeMap::new();
    every_table(many, ways, most, &mut |table| {
        let seen = all
            .entry(published(table))
            .or_insert_with(|| vec![[0; 5]; many]);
        for (seen, row) in seen.iter_mut().zip(table) {
            for (seen, count) in seen.iter_mut().zip(row.counts()) {
                *seen |= 1 << count;
            }
        }
    });
    all
}

/// Columns in which anything can be, given these ways.
fn columns(ways: &[Way]) -> Vec<usize> {
    let all = ways.iter().copied().fold(Funnel::default(), Funnel::with);
    (0..5).filter(|column| all.counts()[*column] > 0).collect()
}

fn nothing_follows(many: usize, ways: &[Way], most: usize) {
    let (mut hidden, mut shown) = (0, 0);
    for ((_, rows), seen) in values(many, ways, most) {
        for (row, seen) in rows.iter().zip(&seen) {
            for column in columns(ways) {
                let seen = seen[column];
                match row[column] {
                    Some(count) => {
                        assert!(count >= SHOWN_FROM && seen == 1 << count, "it is true");
                        shown += 1;
                    }
                    None => {
                        assert!(seen.count_ones() >= 3, "{rows:?} {column} {seen:b}");
                        hidden += 1;
                    }
                }
            }
        }
    }
    assert!(hidden > 0 && shown > 0, "there is something to look at");
}

#[test]
fn of_every_small_table_each_hidden_count_may_be_three_numbers() {
    nothing_follows(3, &[NOT, TOLD, OPENED], 9);
    nothing_follows(3, &[NOT, APPLIED, GOT], 9);
    nothing_follows(3, &[NOT, TOLD, APPLIED, BOTH], 8);
    nothing_follows(4, &[NOT, TOLD], 10);
    nothing_follows(2, &ALL, 6);
}

#[test]
fn small_groups_take_the_last_other_with_them_or_all() {
    let row = |matched, told| Funnel {
        matched,
        told,
        ..Funnel::default()
    };
    let first = |table: &Counts| -> Vec<Option<u64>> {
        published(table).1.iter().map(|row| row[0]).collect()
    };
    // beside 40 and 20 it would follow that the others are 1 and 5
    let nested = vec![row(1, 0), row(5, 5), row(40, 20)];
    assert_eq!(first(&nested), [None, Some(5), None]);
    assert_eq!(
        published(&nested).1[1],
        [Some(5), Some(5), None, None, None]
    );
    assert_eq!(first(&vec![row(1, 0), row(1, 0), row(5, 5)]), [None; 3]);
    assert_eq!(
        first(&vec![row(8, 4), row(9, 3), row(0, 0)]),
        [None; 3],
        "they hold only four that were told"
    );
    assert_eq!(
        first(&vec![row(9, 3), row(8, 8), row(0, 0)]),
        [Some(9), None, None]
    );
    assert_eq!(first(&vec![row(4, 3), row(3, 3)]), [Some(4), Some(3)]);
    assert_eq!(whole(row(2, 0)), [None; 5], "none would tell of two");
}

#[test]
fn channels_are_shown_together_or_not_at_all() {
    let table = |invited: u64| {
        BTreeMap::from(
            [("alert", 7), ("invitation", invited), ("not told", 5)].map(|(channel, matched)| {
                let funnel = Funnel {
                    matched,
                    told: if channel == "not told" { 0 } else { matched },
                    ..Funnel::default()
                };
                (channel, funnel)
            }),
        )
    };
    let shown = channels(&table(3));
    assert_eq!(shown["alert"], [Some(7), None, None, None, None]);
    assert_eq!(shown.len(), 3);
    assert_eq!(channels(&table(2)), BTreeMap::new());
}

/// Everything the hidden groups may be, column by column, given what they hold together.
fn splits(held: [u64; 5], look: &mut impl FnMut([u64; 5])) {
    let [matched, told, opened, applied, got] = held;
    let between = |count: u64, within: u64, rest: u64| {
        // the other group holds the rest, and its columns lie within each other as well
        (0..=count.min(within)).filter(move |one| count - one <= rest)
    };
    for m in 0..=matched {
        for t in between(told, m, matched - m) {
            for o in between(opened, t, told - t) {
                for a in between(applied, m, matched - m) {
                    for g in between(got, a, applied - a) {
                        look([m, t, o, a, g]);
                    }
                }
            }
        }
    }
}

fn table_of([matched, told, opened, applied, got]: [u64; 5]) -> Funnel {
    Funnel {
        matched,
        told,
        opened,
        applied,
        got,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_hidden_count_of_all_columns_follows(
        came in proptest::collection::vec((prop::sample::select(vec![0, 1, 1, 1, 2, 2, 2, 3, 3, 3]), prop::sample::select(ALL.to_vec())), 12..36),
        far in proptest::collection::vec(1..4_usize, 0..18),
    ) {
        let mut table = vec![Funnel::default(); 4];
        for (group, way) in came.into_iter().chain(far.into_iter().map(|group| (group, ALL[8]))) {
            table[group] = table[group].with(way);
        }
        let told = published(&table);
        for (row, shown) in table.iter().zip(&told.1) {
            for (count, shown) in row.counts().into_iter().zip(shown) {
                prop_assert!(shown.is_none_or(|shown| shown == count && shown >= SHOWN_FROM));
            }
        }
        let hidden: Vec<usize> = (0..4).filter(|row| told.1[*row] == [None; 5]).collect();
        let [one, other] = hidden.as_slice() else { return Ok(()) };
        let held = table[*one].and(table[*other]).counts();
        if held.iter().map(|held| held + 1).product::<u64>() > 30_000 {
            return Ok(());
        }
        let mut seen = [const { BTreeSet::new() }; 5];
        splits(held, &mut |split| {
            let mut again = table.clone();
            again[*one] = table_of(split);
            let mut rest = held;
            rest.iter_mut().zip(split).for_each(|(rest, taken)| *rest -= taken);
            again[*other] = table_of(rest);
            if published(&again) == told {
                seen.iter_mut().zip(split).for_each(|(seen, count)| { seen.insert(count); });
            }
        });
        for (column, seen) in seen.iter().enumerate() {
            if told.0[column].is_some() {
                prop_assert!(seen.len() >= 3, "{table:?} {column} {seen:?}");
            }
        }
    }

    #[test]
    fn of_counts_that_make_a_total_none_follows(parts in proptest::collection::vec(0..9_u64, 2..5)) {
        let named: BTreeMap<usize, u64> = parts.iter().copied().enumerate().collect();
        let shown: Vec<Option<u64>> = apart(&named).into_values().collect();
        prop_assert!(shown.iter().zip(&parts).all(|(shown, part)| shown.is_none_or(|shown| shown == *part && !(1..SHOWN_FROM).contains(&shown))));
        let hidden: Vec<u64> = shown.iter().zip(&parts).filter(|(shown, _)| shown.is_none()).map(|(_, part)| *part).collect();
        let held: u64 = hidden.iter().sum();
        // where anything is shown, none would be
        let least = u64::from(hidden.len() < parts.len());
        let others = u64::try_from(hidden.len()).unwrap().saturating_sub(1);
        if !hidden.is_empty() && held >= SHOWN_FROM - 1 {
            prop_assert!(others > 0);
            let most = held - others * least;
            prop_assert!(most - least >= 2, "{parts:?} {shown:?}");
        }
    }
}
