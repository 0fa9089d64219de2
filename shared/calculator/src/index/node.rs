//! Tests over literals, and how they are written: as clauses where that is short, else as a program.

use std::collections::BTreeSet;

use super::clauses::{CLAUSES_MAX, WIDE};
use super::program::Op;
use super::short;

/// A test over literals; only [`AtLeast`](Node::AtLeast) joins.
pub(super) enum Node {
    Literal(u32),
    AtLeast(usize, Vec<Self>),
}

/// So many of the parts; of their opposites, if they are.
pub(super) fn at_least(least: usize, mut parts: Vec<Node>, negated: bool) -> Node {
    let least = if negated {
        (parts.len() + 1).saturating_sub(least)
    } else {
        least
    };
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) if least == 1 => only,
        (last, _) => {
            parts.extend(last);
            Node::AtLeast(least, parts)
        }
    }
}

/// What must all hold goes apart; the rest stays joined.
pub(super) fn spread(node: Node, units: &mut Vec<u32>, joined: &mut Vec<Node>) {
    match node {
        Node::Literal(literal) => units.push(literal),
        Node::AtLeast(least, parts) if least == parts.len() => {
            for part in parts {
                spread(part, units, joined);
            }
        }
        Node::AtLeast(..) => joined.push(node),
    }
}

impl Node {
    /// Clauses that all hold where it does, of few literals each; none where there would be too many.
    pub(super) fn clauses(&self) -> Option<Vec<BTreeSet<u32>>> {
        let Self::AtLeast(least, parts) = self else {
            return match self {
                Self::Literal(literal) => Some(vec![BTreeSet::from([*literal])]),
                Self::AtLeast(..) => None,
            };
        };
        if *least == parts.len() {
            let all: Option<Vec<_>> = parts.iter().map(Self::clauses).collect();
            let all = all?.concat();
            return (all.len() <= CLAUSES_MAX).then_some(all);
        }
        if *least != 1 {
            return None;
        }
        // one of them holds where of each choice of their clauses one does
        let mut chosen = vec![BTreeSet::new()];
        for part in parts {
            let own = part.clauses()?;
            if chosen.len() * own.len() > CLAUSES_MAX {
                return None;
            }
            let longer = chosen.iter().flat_map(|one: &BTreeSet<u32>| {
                let with = own.iter().map(move |more| one.union(more).copied());
                with.map(Iterator::collect)
            });
            chosen = longer.collect();
        }
        let short = chosen.iter().all(|clause| clause.len() <= WIDE);
        short.then_some(chosen)
    }

    /// Writes it as a program.
    pub(super) fn write(&self, programs: &mut Vec<Op>) {
        match self {
            Self::Literal(literal) => programs.push(Op::Literal(*literal)),
            Self::AtLeast(least, parts) => {
                let plain = parts.iter().all(|part| matches!(part, Self::Literal(_)));
                let of = short(parts.len());
                programs.push(if *least == 1 && plain {
                    Op::Any(of)
                } else {
                    Op::AtLeast {
                        least: short(*least),
                        of,
                    }
                });
                for part in parts {
                    part.write(programs);
                }
            }
        }
    }
}
