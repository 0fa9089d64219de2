//! 政策清单: every item's rules, compiled once and evaluated in memory.

use std::collections::{BTreeMap, BTreeSet};

use facts::{ItemId, Jurisdiction, JurisdictionId};

use crate::check::{Finding, Ground};
use crate::fact::{FactId, Facts};
use crate::item::Item;

/// Items whose rules fit the declared facts.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    pub(crate) facts: Facts,
    pub(crate) items: Vec<Item>,
    pub(crate) jurisdictions: Vec<Jurisdiction>,
}

impl Catalogue {
    /// Compiles items.
    ///
    /// # Errors
    /// Every finding, with the id of the item it is about.
    pub fn compile(
        facts: Facts,
        items: Vec<Item>,
        jurisdictions: Vec<Jurisdiction>,
    ) -> Result<Self, Vec<(ItemId, Finding)>> {
        let known: BTreeSet<JurisdictionId> =
            jurisdictions.iter().map(|one| one.id.clone()).collect();
        let ground = Ground {
            facts: &facts,
            jurisdictions: &known,
        };
        let mut findings = Vec::new();
        let mut seen = BTreeSet::new();
        for item in &items {
            let id = || item.id.clone();
            findings.extend(ground.item(item).into_iter().map(|found| (id(), found)));
            if !seen.insert(&item.id) {
                findings.push((
                    id(),
                    Finding::new(
                        "/id",
                        "duplicate_item",
                        format!("事项编码 `{}` 已被使用，请换一个", item.id),
                        format!("the item id `{}` is taken; choose another", item.id),
                    ),
                ));
            }
        }
        if findings.is_empty() {
            Ok(Self {
                facts,
                items,
                jurisdictions,
            })
        } else {
            Err(findings)
        }
    }

    /// The declared facts.
    #[must_use]
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Every item.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// How many items read a fact, directly or through what follows from it.
    #[must_use]
    pub fn readers(&self) -> BTreeMap<&FactId, usize> {
        let mut readers = BTreeMap::new();
        for item in &self.items {
            let facts = item.conditions.iter().flat_map(|one| one.test.facts());
            let asked: BTreeSet<&FactId> =
                facts.flat_map(|fact| self.facts.asked_for(fact)).collect();
            for fact in asked {
                *readers.entry(fact).or_default() += 1;
            }
        }
        readers
    }
}
