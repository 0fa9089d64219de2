//! What an item asks beyond single literals, as a program in front notation.

use super::states::States;

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
}

/// Whether all of a program may hold, and whether it holds for sure, each in the lowest bit.
pub(super) fn evaluate(program: &[Op], states: &States) -> [u64; 2] {
    let mut rest = program;
    let mut all = [1, 1];
    while !rest.is_empty() {
        let ([possible, known], after) = one(rest, states);
        all = [all[0] & possible, all[1] & known];
        rest = after;
    }
    all
}

fn one<'p>(program: &'p [Op], states: &States) -> ([u64; 2], &'p [Op]) {
    let Some((first, mut rest)) = program.split_first() else {
        return ([1, 1], program);
    };
    match first {
        Op::Literal(literal) => {
            let [possible, known] = states.literal(*literal);
            ([possible & 1, known & 1], rest)
        }
        Op::AtLeast { least, of } => {
            let mut holding = [0, 0];
            for _ in 0..*of {
                let ([possible, known], after) = one(rest, states);
                holding = [holding[0] + possible, holding[1] + known];
                rest = after;
            }
            let least = u64::from(*least);
            (
                [
                    u64::from(holding[0] >= least),
                    u64::from(holding[1] >= least),
                ],
                rest,
            )
        }
    }
}
