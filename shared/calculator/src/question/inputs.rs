//! What has to be asked so that something becomes known, leaving out what no longer counts.

use std::collections::BTreeSet;

use facts::size_class::Lines;

use crate::catalogue::Catalogue;
use crate::derivation::Derivation;
use crate::derive::{CHAIN_MAX, Reader};
use crate::fact::FactId;
use crate::item::Item;
use crate::profile::Known;
use crate::truth::undecided;

/// Facts to ask, by where they stand in the order people are asked.
pub(crate) type Asked = BTreeSet<usize>;

impl Catalogue {
    /// The facts of an item's amount that are open.
    pub(crate) fn missing_of_amount(&self, item: &Item, reader: &Reader<'_>) -> Asked {
        let mut asked = Asked::new();
        for fact in self.amount_facts(item) {
            self.gather(fact, reader, CHAIN_MAX, &mut asked);
        }
        asked
    }

    /// The facts to ask so that `fact` becomes known: itself, its list, or those inputs that still count; nothing for what is known or
    /// given by the city. `left` ends a circle.
    pub(crate) fn gather(&self, fact: &FactId, reader: &Reader<'_>, left: u8, asked: &mut Asked) {
        let place = self.facts.place(fact);
        let (Some(left), Some(declared)) = (left.checked_sub(1), self.facts.at(place)) else {
            return;
        };
        if declared.parameter || reader.is_settled(fact) {
            return;
        }
        match &declared.derived {
            Some(derivation) => {
                for source in counting(derivation, reader) {
                    self.gather(source, reader, left, asked);
                }
            }
            // for a field its list is asked
            None => match &declared.of {
                Some(list) if !reader.is_settled(list) => {
                    asked.insert(self.facts.place(list));
                }
                Some(_) => {}
                None => {
                    asked.insert(place);
                }
            },
        }
    }
}

/// The inputs of a derived fact that can still make a difference.
fn counting<'a>(derivation: &'a Derivation, reader: &Reader<'_>) -> Vec<&'a FactId> {
    match derivation {
        Derivation::SizeClass {
            industry,
            staff,
            revenue,
            assets,
        } => {
            let lines = lines_of(reader.known(industry));
            let counted = |which: fn(&Lines) -> bool| {
                lines.as_ref().is_none_or(|lines| lines.iter().any(which))
            };
            let mut counting = vec![industry];
            counting.extend(counted(|lines| lines.staff.is_some()).then_some(staff));
            counting.extend(counted(|lines| lines.revenue.is_some()).then_some(revenue));
            counting.extend(counted(|lines| lines.assets.is_some()).then_some(assets));
            counting
        }
        Derivation::Points(table) => {
            let mut open = Vec::new();
            for (test, _) in table {
                undecided(test, reader, &mut |fact| open.push(fact));
            }
            open
        }
        Derivation::Today
        | Derivation::Elapsed { .. }
        | Derivation::Percent { .. }
        | Derivation::Growth { .. }
        | Derivation::Quotient { .. }
        | Derivation::Sum(_)
        | Derivation::Product { .. }
        | Derivation::Least(_)
        | Derivation::Greatest(_)
        | Derivation::Difference { .. }
        | Derivation::Whole { .. }
        | Derivation::Cases(_)
        | Derivation::Gathered { .. } => derivation
            .sources()
            .into_iter()
            .map(|(source, ..)| source)
            .collect(),
    }
}

/// The lines of every industry it may be; none where one of them cannot be told yet.
fn lines_of(industry: Option<Known>) -> Option<Vec<Lines>> {
    let Some(Known::Industry(industries)) = industry else {
        return None;
    };
    industries
        .iter()
        .map(facts::size_class::lines)
        .collect::<Option<Vec<_>>>()
}
