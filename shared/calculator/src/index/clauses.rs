//! What items ask beyond single literals.
//!
//! Nearly all of it is short clauses, of which one literal each must hold; they are answered without a branch. The few tests that would
//! make too many clauses stay programs.

use super::block::Block;
use super::layer::Sieve;
use super::many::Questions;
use super::program::{Op, evaluate, joined};
use super::states::States;
use super::{Index, place};

/// Literals of a clause; spare ones never hold.
pub(super) const WIDE: usize = 4;

/// A test that would take more clauses stays a program.
pub(super) const CLAUSES_MAX: usize = 8;

/// Literals of which one must hold.
pub(super) type Clause = [u32; WIDE];

/// What one item asks beyond its literals; all of it must hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Beyond {
    /// Its clauses: from, how many.
    pub(super) clauses: (u32, u32),
    /// Its programs: from, how many steps.
    pub(super) programs: (u32, u32),
}

#[inline]
fn part<T>(all: &[T], (from, length): (u32, u32)) -> &[T] {
    let from = place(from);
    let own = all.get(from..from.saturating_add(place(length)));
    own.unwrap_or_default()
}

/// Items that are left and ask more than layers say, by their place in the order of layers, and a clause of each.
#[derive(Debug, Clone, Default)]
pub(super) struct Asking {
    pub(super) items: Vec<u32>,
    clauses: Vec<Clause>,
}

impl Beyond {
    pub(super) const fn is_nothing(self) -> bool {
        self.clauses.1 == 0 && self.programs.1 == 0
    }
}

impl Index {
    #[inline]
    pub(super) fn clauses(&self, beyond: Beyond) -> &[Clause] {
        part(&self.clauses, beyond.clauses)
    }

    #[inline]
    pub(super) fn programs(&self, beyond: Beyond) -> &[Op] {
        part(&self.programs, beyond.programs)
    }

    /// Takes out of `sieve` the items of `asking` whose clauses or programs do not hold.
    ///
    /// The first clause of every item is looked at, then the second of those that have one, and so on: how an answer turns out and how
    /// many clauses an item has is never branched on, for nobody could foresee it.
    pub(super) fn ask_more(&self, asking: &mut Asking, states: &States, sieve: &mut Sieve) {
        let Asking { items, clauses } = asking;
        let mut depth = 0;
        while !items.is_empty() {
            clauses.clear();
            // all are fetched before any is looked at, so that the memory is waited for once and not once for each
            clauses.extend(items.iter().map(|at| self.clause(*at, depth)));
            let mut kept = 0;
            for (slot, clause) in clauses.iter().enumerate() {
                let at = items.get(slot).copied().unwrap_or_default();
                let beyond = self.beyond(at);
                let mut holds = clause.iter().fold([0, 0], |[may, sure], literal| {
                    let [possible, known] = states.literal(*literal);
                    [may | possible, sure | known]
                });
                if depth == 0 && beyond.programs.1 > 0 {
                    let literal = |literal| states.literal(literal);
                    let [may, sure] = evaluate(self.programs(beyond), literal);
                    holds = [holds[0] & may, holds[1] & sure];
                }
                sieve.narrow_one(at, holds);
                if let Some(slot) = items.get_mut(kept) {
                    *slot = at;
                }
                let more = depth + 1 < beyond.clauses.1;
                kept += usize::from(holds[0] & 1 == 1) & usize::from(more);
            }
            items.truncate(kept);
            depth += 1;
        }
    }

    fn beyond(&self, item: u32) -> Beyond {
        self.beyond.get(place(item)).copied().unwrap_or_default()
    }

    /// The so many-th clause of an item.
    fn clause(&self, item: u32, depth: u32) -> Clause {
        let (from, _) = self.beyond(item).clauses;
        let clause = self.clauses.get(place(from.saturating_add(depth)));
        clause.copied().unwrap_or_default()
    }

    /// Leaves of `all` those enterprises for which it holds.
    pub(super) fn leave<const B: usize>(
        &self,
        all: &mut Block<B>,
        beyond: Beyond,
        questions: &Questions<'_, B>,
    ) {
        for clause in self.clauses(beyond) {
            let mut any = Block::NONE;
            for literal in clause.iter().take_while(|one| **one < self.never()) {
                questions.add(&mut any, *literal);
            }
            all.and(&any);
            if all.is_none() {
                return;
            }
        }
        if beyond.programs.1 > 0 {
            let literal = |literal| {
                let mut block = Block::NONE;
                questions.add(&mut block, literal);
                block
            };
            all.and(&joined(self.programs(beyond), &literal));
        }
    }
}
