//! The catalogue as it stands on a day. Between two turns it is always the same, so what was compiled for one day serves all of them.
//!
//! [`compile`] is the only place where rules become a calculator; what a packed snapshot brings compiled is read instead.

use std::sync::{Arc, Mutex, PoisonError};

use calculator::packed::{Sealed, Unpacker, Unreadable};
use calculator::{Catalogue, Facts, Parameter};
use facts::Day;

use super::packed::unpack_era;
use super::{Opened, OpenedEdition};
use crate::facts::facts;

/// How many are kept compiled: today, and what people ask about around it. Others are compiled again when asked for.
const KEPT_MAX: usize = 4;

/// What was compiled so far, the latest asked for last: how many turns had come, and what holds since the last of them.
#[derive(Debug, Default)]
pub(super) struct Eras {
    kept: Mutex<Vec<(usize, Arc<Catalogue>)>>,
    /// What a packed snapshot brings: how many turns had come, and where it lies.
    packed: Vec<(usize, u32)>,
    file: Option<Arc<Sealed>>,
}

impl Eras {
    /// Those of a packed snapshot.
    pub(super) const fn packed(packed: Vec<(usize, u32)>, file: Arc<Sealed>) -> Self {
        Self {
            kept: Mutex::new(Vec::new()),
            packed,
            file: Some(file),
        }
    }

    /// Reads all that is packed, items too.
    pub(super) fn read_all(&self) -> Result<(), Unreadable> {
        for (_, place) in &self.packed {
            if let Some(catalogue) = self.unpacked(*place) {
                catalogue?.items().read_all()?;
            }
        }
        Ok(())
    }

    /// Whether a packed snapshot brings what holds since so many turns.
    pub(super) fn has(&self, come: usize) -> bool {
        self.packed.iter().any(|(turns, _)| *turns == come)
    }

    fn unpacked(&self, place: u32) -> Option<Result<Catalogue, Unreadable>> {
        let place = usize::try_from(place).ok()?;
        let mut from = Unpacker::at(self.file.as_ref()?, place);
        Some(unpack_era(&mut from))
    }

    fn packed_for(&self, come: usize) -> Option<Catalogue> {
        let mut packed = self.packed.iter();
        let (_, place) = packed.find(|(turns, _)| *turns == come)?;
        self.unpacked(*place)?.ok()
    }

    pub(super) fn on(&self, opened: &Opened, day: Day) -> Arc<Catalogue> {
        let come = opened.turns.partition_point(|turn| *turn <= day);
        let kept = self.kept(come);
        let calculator = kept.unwrap_or_else(|| {
            let packed = self.packed_for(come);
            Arc::new(packed.unwrap_or_else(|| compile(opened, day)))
        });
        self.keep(come, &calculator);
        calculator
    }

    fn kept(&self, come: usize) -> Option<Arc<Catalogue>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut kept = kept.iter();
        kept.find(|(turns, _)| *turns == come)
            .map(|(_, calculator)| Arc::clone(calculator))
    }

    fn keep(&self, come: usize, calculator: &Arc<Catalogue>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(turns, _)| *turns != come);
        if kept.len() >= KEPT_MAX {
            kept.remove(0);
        }
        kept.push((come, Arc::clone(calculator)));
    }
}

/// Compiles what is in force on `day`.
pub(super) fn compile(opened: &Opened, day: Day) -> Catalogue {
    let editions: Vec<&OpenedEdition> = opened.in_force(day).collect();
    let own = editions.iter().flat_map(|one| &one.document.facts);
    let known = Facts::new(facts().iter().chain(own).cloned().collect());
    let given = editions.iter().flat_map(|one| &one.document.parameters);
    let parameters: Vec<Parameter> = given.cloned().collect();
    let items = editions.iter().flat_map(|one| &one.document.items);
    let items = items.map(|item| item.rules.clone()).collect();
    let compiled = Catalogue::compile(known, items, opened.jurisdictions.clone());
    // it cannot fail: opening found that every version fits by itself, that no item belongs to two policies, and a policy's own facts
    // bear its name; nothing of one policy can spoil another
    compiled.unwrap_or_default().with_parameters(parameters)
}
