//! Items over many enterprises.

use std::ops::Range;

use super::block::Block;
use super::columns::Columns;
use super::plan::Plan;
use super::program::{Op, evaluate, joined};
use super::scan::LANES;
use super::{Index, Row, UNITS, place, short};

/// Words of enterprises looked at together: for one item, and for all of them, whose questions must lie near at hand.
const ONE: usize = 32;
pub(crate) const ALL: usize = 8;

/// Where fewer than one in so many are left, each is asked for itself.
const SPARSE: usize = 64;

/// One item, its literals worked out and numbered.
struct Plans<'c> {
    /// Each literal, and whether it is the opposite of its question.
    asked: Vec<(Plan<'c>, bool)>,
    /// So many of them must all hold.
    units: usize,
    /// The rest, over the numbers of the literals.
    program: Vec<Op>,
}

impl Plans<'_> {
    fn block(&self, number: u32, from: usize) -> Block<ONE> {
        match self.asked.get(place(number)) {
            Some((plan, false)) => plan.block(from),
            Some((plan, true)) => plan.block(from).opposite(),
            None => Block::ALL,
        }
    }

    fn one(&self, number: u32, place: usize) -> [u64; 2] {
        let Some((plan, opposite)) = self.asked.get(super::place(number)) else {
            return [1, 1];
        };
        let [may, sure] = plan.one(place);
        if *opposite {
            [sure ^ 1, may ^ 1]
        } else {
            [may, sure]
        }
    }

    /// For `ONE` words of enterprises.
    fn over(&self, from: usize) -> Block<ONE> {
        let mut all = Block::<ONE>::ALL;
        let units = short(self.units);
        for unit in 0..units {
            all.and(&self.block(unit, from));
            let live = place(all.live());
            if live == 0 {
                return Block::NONE;
            }
            if live < ONE * LANES / SPARSE {
                self.each(&mut all, unit + 1..units, from);
                return all;
            }
        }
        if !self.program.is_empty() {
            let literal = |number| self.block(number, from);
            all.and(&joined(&self.program, &literal));
        }
        all
    }

    /// Asks the rest of an item of the enterprises that are left, one by one.
    fn each(&self, all: &mut Block<ONE>, units: Range<u32>, from: usize) {
        let words = all.may.iter_mut().zip(&mut all.sure).enumerate();
        for (at, (may, sure)) in words {
            let mut left = *may;
            while left != 0 {
                let lowest = left & left.wrapping_neg();
                left ^= lowest;
                let asked = (from + at) * LANES + place(lowest.trailing_zeros());
                let mut holds = [1, 1];
                for unit in units.clone() {
                    let [possible, known] = self.one(unit, asked);
                    holds = [holds[0] & possible, holds[1] & known];
                    if possible == 0 {
                        break;
                    }
                }
                if holds[0] == 1 && !self.program.is_empty() {
                    let literal = |number| self.one(number, asked);
                    let [possible, known] = evaluate(&self.program, literal);
                    holds = [holds[0] & possible, holds[1] & known];
                }
                if holds[0] == 0 {
                    *may ^= lowest;
                }
                if holds[1] == 0 {
                    *sure &= !lowest;
                }
            }
        }
    }
}

/// Every question for some enterprises.
pub(super) struct Questions<'q, const B: usize> {
    asked: &'q [Block<B>],
    half: usize,
}

impl<const B: usize> Questions<'_, B> {
    /// Leaves of `all` those for which a literal holds too.
    #[inline]
    fn narrow(&self, all: &mut Block<B>, literal: u32) {
        let literal = place(literal);
        if literal < self.half {
            if let Some(block) = self.asked.get(literal) {
                all.and(block);
            }
        } else if let Some(block) = self.asked.get(literal - self.half) {
            all.and_not(block);
        }
    }

    /// Adds to `any` those for which a literal holds.
    #[inline]
    pub(super) fn add(&self, any: &mut Block<B>, literal: u32) {
        let literal = place(literal);
        if literal < self.half {
            if let Some(block) = self.asked.get(literal) {
                any.or(block);
            }
        } else if let Some(block) = self.asked.get(literal - self.half) {
            any.or(&block.opposite());
        }
    }
}

/// Rows that begin with the same literals lie together; what those leave is worked out once.
struct Begun {
    units: [u32; UNITS],
    /// What is left after so many of them.
    left: [Block<ALL>; UNITS + 1],
    /// So many are worked out; nothing is left after the last, or it is the last of its row.
    depth: usize,
}

impl Begun {
    const fn new(inside: Block<ALL>) -> Self {
        Self {
            units: [0; UNITS],
            left: [inside; UNITS + 1],
            depth: 0,
        }
    }

    /// What the literals of a row leave.
    #[inline]
    fn of(&mut self, units: &[u32], questions: &Questions<'_, ALL>) -> Block<ALL> {
        let known = self.units.iter().take(self.depth).zip(units);
        let alike = known.take_while(|(one, two)| one == two).count();
        let mut left = self.left.get(alike).copied().unwrap_or(Block::NONE);
        self.depth = alike;
        for (at, unit) in units.iter().enumerate().skip(alike) {
            if left.is_none() {
                break;
            }
            questions.narrow(&mut left, *unit);
            if let (Some(own), Some(after)) = (self.units.get_mut(at), self.left.get_mut(at + 1)) {
                (*own, *after) = (*unit, left);
                self.depth = at + 1;
            }
        }
        left
    }
}

impl Index {
    fn half(&self) -> u32 {
        short(self.words * LANES)
    }

    /// The literal that always holds.
    pub(super) fn always(&self) -> u32 {
        self.half() * 2
    }

    /// The literal that never holds.
    pub(super) fn never(&self) -> u32 {
        self.always() + short(LANES)
    }

    /// The literals a row holds itself.
    fn units<'r>(&self, row: &'r Row) -> &'r [u32] {
        let always = self.always();
        let count = row.units.iter().take_while(|unit| **unit != always).count();
        row.units.get(..count).unwrap_or_default()
    }

    /// For which enterprises the item at a place may fit, and fits for sure; a pair of words for every 64 of them.
    pub(crate) fn one_of_many(&self, item: usize, columns: &Columns) -> Vec<[u64; 2]> {
        let Some(row) = self.rows.iter().find(|row| place(row.item) == item) else {
            return Vec::new();
        };
        let plans = self.plans(row, columns);
        let mut words = Vec::with_capacity(columns.words());
        for from in (0..columns.words()).step_by(ONE) {
            let block = plans.over(from);
            words.extend(
                block
                    .may
                    .iter()
                    .zip(block.sure)
                    .map(|(may, sure)| [*may, sure]),
            );
        }
        words.truncate(columns.count.div_ceil(LANES));
        let spare = short(words.len() * LANES - columns.count);
        if let Some([may, sure]) = words.last_mut() {
            *may &= u64::MAX >> spare;
            *sure &= u64::MAX >> spare;
        }
        words
    }

    fn plans<'c>(&self, row: &Row, columns: &'c Columns) -> Plans<'c> {
        let mut asked = Vec::new();
        let mut number = |literal: u32| {
            asked.extend(self.plan(literal, columns));
            short(asked.len().saturating_sub(1))
        };
        let units = self.units(row);
        for unit in units {
            number(*unit);
        }
        let mut program = Vec::new();
        for clause in self.clauses(row.beyond) {
            let own = clause.iter().take_while(|one| **one < self.never());
            program.push(Op::Any(short(own.clone().count())));
            program.extend(own.map(|literal| Op::Literal(number(*literal))));
        }
        program.extend(self.programs(row.beyond).iter().map(|op| match op {
            Op::Literal(literal) => Op::Literal(number(*literal)),
            Op::AtLeast { .. } | Op::Any(_) => *op,
        }));
        // those that leave the fewest of the first enterprises are asked first
        let seen = |(plan, opposite): &(Plan<'_>, bool)| {
            let block = plan.block::<ONE>(0);
            if *opposite { block.opposite() } else { block }.live()
        };
        if let Some(units) = asked.get_mut(..units.len()) {
            units.sort_by_cached_key(seen);
        }
        Plans {
            program,
            units: units.len(),
            asked,
        }
    }

    fn plan<'c>(&self, literal: u32, columns: &'c Columns) -> Option<(Plan<'c>, bool)> {
        let opposite = literal >= self.half();
        let bit = if opposite {
            literal - self.half()
        } else {
            literal
        };
        let mut groups = self.groups.iter().zip(&columns.groups);
        let (group, column) = groups.rfind(|(group, _)| group.word <= place(bit / 64))?;
        let asked = bit - short(group.word * LANES);
        Some((Plan::of(group, column, asked), opposite))
    }

    /// Every item over every enterprise: `visit` is told the item, the first word of enterprises, and how it fits them, wherever it
    /// may fit one.
    pub(crate) fn all_of_many(
        &self,
        columns: &Columns,
        mut visit: impl FnMut(usize, usize, &Block<ALL>),
    ) {
        let plans = self.all_plans(columns);
        let half = place(self.half());
        let mut asked = vec![Block::<ALL>::ALL; half];
        for from in (0..columns.words()).step_by(ALL) {
            let inside = Block::<ALL>::first(columns.count.saturating_sub(from * LANES));
            if inside.is_none() {
                break;
            }
            self.ask_all(columns, &plans, from, &mut asked);
            let questions = Questions {
                asked: &asked,
                half,
            };
            let mut begun = Begun::new(inside);
            for row in &self.rows {
                let mut all = begun.of(self.units(row), &questions);
                if all.is_none() {
                    continue;
                }
                self.leave(&mut all, row.beyond, &questions);
                if !all.is_none() {
                    visit(place(row.item), from, &all);
                }
            }
        }
    }
}
