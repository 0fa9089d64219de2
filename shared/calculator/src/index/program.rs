//! What an item asks beyond single literals, as a program in front notation.

use std::slice::Iter;

use super::block::Block;

/// One step; those that join are followed by what they join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    /// One literal.
    Literal(u32),
    /// So many of the next ones.
    AtLeast {
        /// So many.
        least: u32,
        /// Of so many.
        of: u32,
    },
    /// At least one of so many literals.
    Any(u32),
}

/// The literals that follow, and what comes after them.
fn literals(of: u32, rest: &[Op]) -> (impl Iterator<Item = u32>, &[Op]) {
    let (own, after) = rest
        .split_at_checked(super::place(of))
        .unwrap_or((rest, &[]));
    let literals = own.iter().filter_map(|op| match op {
        Op::Literal(literal) => Some(*literal),
        Op::AtLeast { .. } | Op::Any(_) => None,
    });
    (literals, after)
}

/// Whether all of a program may hold, and whether it holds for sure, each in the lowest bit, as `literal` says of each.
pub(super) fn evaluate(program: &[Op], literal: impl Fn(u32) -> [u64; 2]) -> [u64; 2] {
    let joined = |one: u32| {
        let [possible, known] = literal(one);
        possible & 1 | (known & 1) << 1
    };
    let mut steps = program.iter();
    let mut all = BOTH;
    while all > 0 && !steps.as_slice().is_empty() {
        all &= one(&mut steps, &joined);
    }
    [all & 1, all >> 1]
}

/// May hold in the lowest bit, holds for sure in the next.
const BOTH: u64 = 0b11;

fn one(steps: &mut Iter<'_, Op>, literal: &impl Fn(u32) -> u64) -> u64 {
    match steps.next() {
        None => BOTH,
        Some(Op::Literal(one)) => literal(*one),
        Some(Op::Any(of)) => {
            let (own, after) = literals(*of, steps.as_slice());
            *steps = after.iter();
            own.fold(0, |any, one| any | literal(one))
        }
        Some(Op::AtLeast { least, of }) => {
            let mut holding = [0, 0];
            for _ in 0..*of {
                let part = one(steps, literal);
                holding = [holding[0] + (part & 1), holding[1] + (part >> 1)];
            }
            let least = u64::from(*least);
            u64::from(holding[0] >= least) | u64::from(holding[1] >= least) << 1
        }
    }
}

/// The same for many enterprises at once.
pub(super) fn joined<const B: usize>(
    program: &[Op],
    literal: &impl Fn(u32) -> Block<B>,
) -> Block<B> {
    let mut rest = program;
    let mut all = Block::ALL;
    while !rest.is_empty() {
        let (block, after) = part(rest, literal);
        all.and(&block);
        rest = after;
    }
    all
}

fn part<'p, const B: usize>(
    program: &'p [Op],
    literal: &impl Fn(u32) -> Block<B>,
) -> (Block<B>, &'p [Op]) {
    let Some((first, mut rest)) = program.split_first() else {
        return (Block::ALL, program);
    };
    match first {
        Op::Literal(one) => (literal(*one), rest),
        Op::Any(of) => {
            let (literals, after) = literals(*of, rest);
            let any = literals.fold(Block::NONE, |mut any, one| {
                any.or(&literal(one));
                any
            });
            (any, after)
        }
        Op::AtLeast { least, of } => {
            let least = super::place(*least);
            // where at least one, two, three … of them hold
            let mut reached = vec![Block::NONE; least];
            for _ in 0..*of {
                let (block, after) = part(rest, literal);
                rest = after;
                for at in (1..least).rev() {
                    let mut more = block;
                    if let Some(fewer) = reached.get(at - 1) {
                        more.and(fewer);
                    }
                    if let Some(here) = reached.get_mut(at) {
                        here.or(&more);
                    }
                }
                if let Some(first) = reached.first_mut() {
                    first.or(&block);
                }
            }
            (reached.pop().unwrap_or(Block::ALL), rest)
        }
    }
}
