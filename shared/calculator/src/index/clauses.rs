//! What items ask beyond single literals.
//!
//! Nearly all of it is short clauses, of which one literal each must hold; they are answered without a branch. The few tests that would
//! make too many clauses stay programs.

use super::Index;
use super::block::Block;
use super::many::Questions;
use super::program::{Op, evaluate, joined};
use super::states::States;

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
    let from = super::place(from);
    let own = all.get(from..from.saturating_add(super::place(length)));
    own.unwrap_or_default()
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

    /// Whether it may hold, and whether it holds for sure, each in the lowest bit.
    #[inline]
    pub(super) fn holds(&self, beyond: Beyond, states: &States) -> [u64; 2] {
        let mut all = [1, 1];
        for clause in self.clauses(beyond) {
            let any = clause.iter().fold([0, 0], |[may, sure], literal| {
                let [possible, known] = states.literal(*literal);
                [may | possible, sure | known]
            });
            all = [all[0] & any[0], all[1] & any[1]];
        }
        if beyond.programs.1 > 0 {
            let literal = |literal| states.literal(literal);
            let [may, sure] = evaluate(self.programs(beyond), literal);
            all = [all[0] & may, all[1] & sure];
        }
        all
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
