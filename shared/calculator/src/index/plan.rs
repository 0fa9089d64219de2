//! How one question is answered from its column, worked out once and used for every enterprise.

use super::block::Block;
use super::columns::Column;
use super::groups::{Group, Rule};
use super::scan::{Codes, LANES};

/// More runs than this are looked up value by value.
const RUNS_MAX: usize = 4;

/// One question.
pub(super) enum Plan<'c> {
    /// More lines are reached than its place.
    Over(&'c [Codes; 2], u32),
    /// The same of those that are known, and which are not.
    Reached(&'c Codes, &'c [u64], u32),
    /// One of the values: those for which it may hold, those for which it holds for sure.
    Few([Vec<&'c [u64]>; 2]),
    /// The same by the numbers of the values: those that leave it open, and those for which it holds.
    Among(&'c Codes, [Named; 2]),
    /// One of the titles is held; of whom they are known.
    Titles(Vec<&'c [u64]>, &'c [u64]),
}

/// Some of the values of a column.
pub(super) struct Named {
    /// By number.
    table: Vec<bool>,
    /// First and last of those that lie together; none where there are too many.
    runs: Option<Vec<(u32, u32)>>,
}

impl Named {
    fn of(table: Vec<bool>) -> Self {
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for (at, _) in (0..).zip(&table).filter(|(_, named)| **named) {
            match runs.last_mut().filter(|(_, last)| *last + 1 == at) {
                Some((_, last)) => *last = at,
                None => runs.push((at, at)),
            }
        }
        let few = runs.len() <= RUNS_MAX;
        Self {
            runs: few.then_some(runs),
            table,
        }
    }

    fn bits<const B: usize>(&self, codes: &Codes, from: usize) -> [u64; B] {
        let Some(runs) = &self.runs else {
            return codes.named(from, &self.table);
        };
        let mut all = [0; B];
        for run in runs {
            for (word, more) in all.iter_mut().zip(codes.between::<B>(from, *run)) {
                *word |= more;
            }
        }
        all
    }

    fn at(&self, code: u32) -> u64 {
        let named = self.table.get(super::place(code));
        named.copied().unwrap_or_default().into()
    }
}

/// Where one of several rows has its bit set.
fn any<const B: usize>(rows: &[&[u64]], from: usize) -> [u64; B] {
    let mut all = [0; B];
    for row in rows {
        let words = row.get(from..).unwrap_or_default();
        for (word, more) in all.iter_mut().zip(words) {
            *word |= more;
        }
    }
    all
}

fn bit(row: &[u64], place: usize) -> u64 {
    row.get(place / LANES)
        .map_or(0, |word| word >> (place % LANES) & 1)
}

fn any_at(rows: &[&[u64]], place: usize) -> u64 {
    rows.iter().fold(0, |all, row| all | bit(row, place))
}

impl<'c> Plan<'c> {
    /// The plan of the question `asked` of a group.
    pub(super) fn of(group: &Group, column: &'c Column, asked: u32) -> Self {
        match column {
            Column::Ranks(ranks) => Self::Over(ranks, asked),
            Column::Reached(codes, unknown) => Self::Reached(codes, unknown, asked),
            Column::Classes(codes, answers) => {
                let [mut open, sure] = [0, 1].map(|which| answers.table(asked, which));
                for (open, sure) in open.iter_mut().zip(&sure) {
                    *open &= !sure;
                }
                Self::Among(codes, [open, sure].map(Named::of))
            }
            Column::Few(bits, answers) => Self::Few([0, 1].map(|which| {
                let table = answers.table(asked, which);
                let rows = bits.iter().zip(table).filter(|(_, named)| *named);
                rows.map(|(row, _)| row.as_slice()).collect()
            })),
            Column::Titles(held, known) => {
                let names = |at: usize| {
                    if let Rule::Titles(named) = &group.rule {
                        named.at(at).contains(&asked)
                    } else {
                        false
                    }
                };
                let rows = held.iter().enumerate().filter(|(at, _)| names(*at));
                let rows = rows.map(|(_, row)| row.as_slice()).collect();
                Self::Titles(rows, known)
            }
        }
    }

    /// For `B` words of enterprises.
    pub(super) fn block<const B: usize>(&self, from: usize) -> Block<B> {
        match self {
            Self::Over(ranks, at) => {
                let [sure, may] = ranks.each_ref().map(|codes| {
                    let above = (at.saturating_add(1), u32::MAX);
                    codes.between(from, above)
                });
                Block { may, sure }
            }
            Self::Reached(codes, unknown, at) => {
                let sure = codes.between(from, (at.saturating_add(1), u32::MAX));
                let mut may = sure;
                let unknown = unknown.get(from..).unwrap_or_default();
                for (word, unknown) in may.iter_mut().zip(unknown) {
                    *word |= unknown;
                }
                Block { may, sure }
            }
            Self::Few([may, sure]) => Block {
                may: any(may, from),
                sure: any(sure, from),
            },
            Self::Among(codes, [open, sure]) => {
                let sure = sure.bits(codes, from);
                let mut may = open.bits(codes, from);
                for (may, sure) in may.iter_mut().zip(sure) {
                    *may |= sure;
                }
                Block { may, sure }
            }
            Self::Titles(held, known) => {
                let held = any::<B>(held, from);
                let known = any::<B>(&[known], from);
                let mut block = Block {
                    may: held,
                    sure: held,
                };
                for (word, known) in block.may.iter_mut().zip(known) {
                    *word |= !known;
                }
                block
            }
        }
    }

    /// For one enterprise: may hold, holds for sure, each in the lowest bit.
    pub(super) fn one(&self, place: usize) -> [u64; 2] {
        match self {
            Self::Over([sure, may], at) => {
                [may, sure].map(|ranks| u64::from(ranks.at(place) > *at))
            }
            Self::Reached(codes, unknown, at) => {
                let sure = u64::from(codes.at(place) > *at);
                [sure | bit(unknown, place), sure]
            }
            Self::Few(rows) => rows.each_ref().map(|rows| any_at(rows, place)),
            Self::Among(codes, named) => {
                let code = codes.at(place);
                let [open, sure] = named.each_ref().map(|named| named.at(code));
                [open | sure, sure]
            }
            Self::Titles(held, known) => {
                let held = any_at(held, place);
                [held | (bit(known, place) ^ 1), held]
            }
        }
    }
}
