//! Which numbers are never negative.

use rust_decimal::Decimal;

use crate::derivation::{Derivation, Taken, Term};
use crate::fact::{FactId, Facts};

/// What is counted, weighed or paid is not negative, nor is what follows from such numbers without taking away. `left` ends a circle.
pub(super) fn never_negative(facts: &Facts, fact: &FactId, left: u8) -> bool {
    let Some(left) = left.checked_sub(1) else {
        return false;
    };
    let Some(declared) = facts.get(fact) else {
        return false;
    };
    match &declared.derived {
        None => declared.unit.zh != "%",
        Some(derivation) => follows(facts, derivation, left),
    }
}

fn follows(facts: &Facts, derivation: &Derivation, left: u8) -> bool {
    let term = |term: &Term| match term {
        Term::Fact(fact) => never_negative(facts, fact, left),
        Term::Number(number) => *number >= Decimal::ZERO,
        Term::Follows(inner) => follows(facts, inner, left),
    };
    match derivation {
        // a product of what may be negative is not known at all
        Derivation::Product { .. } => true,
        Derivation::Greatest(of) => of.iter().any(term),
        Derivation::Sum(_)
        | Derivation::Least(_)
        | Derivation::Quotient { .. }
        | Derivation::Percent { .. }
        | Derivation::Whole { .. }
        | Derivation::Cases(_) => derivation.terms().into_iter().all(term),
        Derivation::Points(table) => table.iter().all(|(_, points)| *points >= Decimal::ZERO),
        Derivation::Gathered { taken, .. } => match taken {
            Taken::Count | Taken::Largest(_) => true,
            Taken::Total(field) => never_negative(facts, field, left),
        },
        Derivation::SizeClass { .. }
        | Derivation::Today
        | Derivation::Elapsed { .. }
        | Derivation::Growth { .. }
        | Derivation::Difference { .. } => false,
    }
}
