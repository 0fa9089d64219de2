//! What is wrong with declarations: facts twice, following from themselves, from what is not there, or from too much.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Finding;
use crate::derivation::{Derivation, Source};
use crate::derive::CHAIN_MAX;
use crate::fact::{Declaration, FactId, Facts, Kind};

/// How much work one fact may be: facts read, each as often as it is read.
const WORK_MAX: u64 = 2_000;

/// How far a fact is from what is asked, and how much work it is.
#[derive(Debug, Clone, Copy)]
struct Weight {
    chain: u8,
    work: u64,
}

impl Facts {
    /// What is wrong with the declarations.
    #[must_use]
    pub fn findings(&self) -> Vec<(FactId, Finding)> {
        let mut found = Vec::new();
        for (place, declared) in self.iter().enumerate() {
            let mut note = |finding| found.push((declared.id.clone(), finding));
            if self.place(&declared.id) != place {
                note(Finding::new(
                    "/id",
                    "duplicate_fact",
                    format!("指标编码 `{}` 重复，请换一个", declared.id),
                    format!("the fact id `{}` is declared twice", declared.id),
                ));
            }
            if let Some(finding) = self.misplaced(declared) {
                note(finding);
            }
            if let Some(derivation) = &declared.derived {
                self.derivation(declared, derivation)
                    .into_iter()
                    .for_each(&mut note);
            }
        }
        let circles = self.circles();
        if circles.is_empty() {
            found.extend(self.heavy());
        }
        found.extend(circles.into_iter().map(|id| {
            let finding = Finding::new(
                "/derived",
                "circular_fact",
                format!("`{id}` 由自身推算而来，请断开循环"),
                format!("`{id}` follows from itself; break the circle"),
            );
            (id.clone(), finding)
        }));
        found
    }

    /// A field belongs to a list that is declared; a list is no field.
    fn misplaced(&self, declared: &Declaration) -> Option<Finding> {
        let list = declared.of.as_ref()?;
        let of_records = self
            .get(list)
            .is_some_and(|list| list.kind == Kind::Records);
        (!of_records || declared.kind == Kind::Records || declared.parameter).then(|| {
            Finding::new(
                "/of",
                "no_list",
                format!("`{list}` 不是清单类（records）指标，或本指标不能作为清单的栏目"),
                format!("`{list}` is no fact of kind records, or this fact cannot be a field"),
            )
        })
    }

    fn derivation(&self, declared: &Declaration, derivation: &Derivation) -> Vec<Finding> {
        let id = &declared.id;
        let mut found = Vec::new();
        if !derivation.kinds().contains(&declared.kind) {
            found.push(Finding::new(
                "/kind",
                "wrong_fact_kind",
                format!("`{id}` 的类型与推算结果不符"),
                format!("what `{id}` follows from has another kind"),
            ));
        }
        if no_unit(derivation) {
            found.push(Finding::new(
                "/derived",
                "no_step",
                "取整的单位应大于零",
                "a unit to round down to is more than zero",
            ));
        }
        let sources = derivation.sources().into_iter();
        found.extend(sources.filter_map(|source| self.misread(declared, source)));
        found
    }

    fn misread(&self, declared: &Declaration, source: Source<'_>) -> Option<Finding> {
        let (fact, kinds, within) = source;
        let id = &declared.id;
        let known = self.get(fact).filter(|known| kinds.contains(&known.kind));
        let Some(known) = known else {
            return Some(Finding::new(
                "/derived",
                "unknown_source",
                format!("`{id}` 所依据的 `{fact}` 不存在或类型不符"),
                format!("`{fact}`, which `{id}` follows from, is absent or of another kind"),
            ));
        };
        let list = known.of.as_ref()?;
        (within != Some(list) && declared.of.as_ref() != Some(list)).then(|| {
            Finding::new(
                "/derived",
                "field_outside",
                format!("`{fact}` 是清单 `{list}` 的栏目，只能在该清单的 count、total、largest 中使用"),
                format!("`{fact}` is a field of `{list}`; read it inside `count`, `total` or `largest` of that list"),
            )
        })
    }

    /// Facts that are too far from what is asked, or too much work.
    fn heavy(&self) -> Vec<(FactId, Finding)> {
        let mut weights: BTreeMap<&FactId, Weight> = BTreeMap::new();
        let mut found = Vec::new();
        for declared in self.iter() {
            let weight = self.weight(&declared.id, &mut weights);
            if weight.chain < CHAIN_MAX && weight.work <= WORK_MAX {
                continue;
            }
            let finding = Finding::new(
                "/derived",
                "derived_too_far",
                format!("`{}` 的推算链条过长或过繁，请减少层次或来源", declared.id),
                format!("`{}` follows from too many others, or too far", declared.id),
            );
            found.push((declared.id.clone(), finding));
        }
        found
    }

    /// Only where no fact follows from itself. Each fact is weighed once; a chain as long as the facts are many would be deep, so
    /// what is beyond the limit is not followed.
    fn weight<'a>(&'a self, id: &'a FactId, known: &mut BTreeMap<&'a FactId, Weight>) -> Weight {
        if let Some(weight) = known.get(id) {
            return *weight;
        }
        let mut open = vec![(id, false)];
        while let Some((fact, ready)) = open.pop() {
            if known.contains_key(fact) {
                continue;
            }
            let derived = self.get(fact).and_then(|one| one.derived.as_ref());
            let sources = derived.map(Derivation::sources).unwrap_or_default();
            if !ready {
                open.push((fact, true));
                open.extend(sources.into_iter().map(|(source, ..)| (source, false)));
                continue;
            }
            let mut weight = Weight { chain: 0, work: 1 };
            for (source, ..) in sources {
                let of = known.get(source).copied();
                let of = of.unwrap_or(Weight { chain: 0, work: 1 });
                weight.chain = weight.chain.max(of.chain.saturating_add(1));
                weight.work = weight.work.saturating_add(of.work);
            }
            known.insert(fact, weight);
        }
        known
            .get(id)
            .copied()
            .unwrap_or(Weight { chain: 0, work: 1 })
    }
}

fn no_unit(derivation: &Derivation) -> bool {
    let inside = derivation.terms().into_iter().any(|term| match term {
        crate::derivation::Term::Follows(inner) => no_unit(inner),
        crate::derivation::Term::Fact(_) | crate::derivation::Term::Number(_) => false,
    });
    inside || matches!(derivation, Derivation::Whole { unit, .. } if *unit <= Decimal::ZERO)
}
