//! Several items in one go (M85): one draft with one set of materials becomes a case for each item.

use std::collections::BTreeSet;

use facts::ItemId;

use super::upload::accepted;
use super::{Draft, MaterialTerms, Purpose, Upload};
use crate::Text;
use crate::refusal::Refusal;

/// Most items of one draft.
pub const ITEMS_MAX: usize = 8;

impl Draft {
    /// Every item applied for, the one it was begun for first.
    pub fn items(&self) -> impl Iterator<Item = &ItemId> {
        std::iter::once(&self.item).chain(&self.also)
    }

    /// Chooses what is applied for together; `asked` is what each of the items asks for.
    ///
    /// # Errors
    /// [`Refusal::DraftClosed`]; [`Refusal::ItemsCount`] for none, too many or one twice; [`Refusal::MaterialsApart`] where no file would
    /// do for all of them; [`Refusal::MediaType`], [`Refusal::FileSize`] or [`Refusal::NotReusable`] where a file that is held would not.
    pub fn choose(self, items: &[ItemId], asked: &[Vec<MaterialTerms>]) -> Result<Self, Refusal> {
        self.must_be_open()?;
        let items_max = match self.purpose {
            Purpose::Application => ITEMS_MAX,
            // what a case was sent back for is of that case
            Purpose::Correction { .. } => 1,
        };
        let distinct: BTreeSet<&ItemId> = items.iter().collect();
        let Some((item, also)) = items
            .split_first()
            .filter(|_| distinct.len() == items.len() && items.len() <= items_max)
        else {
            return Err(Refusal::ItemsCount { items_max });
        };
        let joined = joined(asked);
        let apart = joined.iter().filter(|terms| terms.media_types.is_empty());
        let materials: Vec<Text> = apart.map(|terms| terms.name.clone()).collect();
        if !materials.is_empty() {
            return Err(Refusal::MaterialsApart { materials });
        }
        for upload in self.held() {
            fits(upload, &joined)?;
        }
        Ok(Self {
            item: item.clone(),
            also: also.to_vec(),
            ..self.next()
        })
    }
}

/// Whether a file that is held would do; what none of the items asks for is not handed in.
fn fits(upload: &Upload, joined: &[MaterialTerms]) -> Result<(), Refusal> {
    if joined.iter().all(|terms| terms.material != upload.material) {
        return Ok(());
    }
    let file = (upload.media_type.as_str(), upload.bytes);
    let terms = accepted(&upload.material, file, joined)?;
    if upload.valid_until.is_some() && terms.valid_months.is_none() {
        let material = terms.name.clone();
        return Err(Refusal::NotReusable { material });
    }
    Ok(())
}

/// What several items ask for together: a file these terms take is taken by each of them.
#[must_use]
pub fn joined(asked: &[Vec<MaterialTerms>]) -> Vec<MaterialTerms> {
    let mut all: Vec<MaterialTerms> = Vec::new();
    for terms in asked.iter().flatten() {
        let known = all
            .iter_mut()
            .find(|known| known.material == terms.material);
        match known {
            Some(known) => join(known, terms),
            None => all.push(terms.clone()),
        }
    }
    all
}

fn join(known: &mut MaterialTerms, other: &MaterialTerms) {
    known.required |= other.required;
    known
        .media_types
        .retain(|media_type| other.media_types.contains(media_type));
    known.bytes_max = known.bytes_max.min(other.bytes_max);
    let both = known.valid_months.zip(other.valid_months);
    known.valid_months = both.map(|(one, two)| one.min(two));
}
