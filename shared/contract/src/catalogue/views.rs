//! What the public reads of a catalogue.

use facts::{Day, ItemId};

use super::{Opened, OpenedPolicy};
use crate::policy::{
    CatalogueView, ConditionView, ItemEntry, ItemView, MaterialView, OpeningView, PolicyEntry,
    StepView,
};
use crate::rule::{ItemDocument, PolicyDocument};

impl PolicyDocument {
    /// The policy as it stands in lists.
    #[must_use]
    pub fn entry(&self) -> PolicyEntry {
        PolicyEntry {
            policy: self.id.to_string(),
            title: self.title.clone().into(),
            issuer: self.issuer.clone(),
            document_number: self.document_number.clone(),
            level: self.level.clone(),
            department: self.department.to_string(),
            illustrative: self.illustrative,
            items: self
                .items
                .iter()
                .map(|item| item.rules.id.to_string())
                .collect(),
        }
    }
}

impl Opened {
    /// What catalogue this is.
    #[must_use]
    pub fn view(&self) -> CatalogueView {
        CatalogueView {
            version: self.version.clone(),
            built_at: self.built_at.clone(),
            policies: self.policies.len(),
            items: self.places.len(),
        }
    }

    /// Policies in force on `day`, by id.
    #[must_use]
    pub fn policy_entries(&self, day: Day) -> Vec<PolicyEntry> {
        let held = self.policies.iter().filter(|policy| policy.holds_on(day));
        held.map(|policy| policy.document.entry()).collect()
    }

    /// Items in force on `day`, by id.
    #[must_use]
    pub fn item_entries(&self, day: Day) -> Vec<ItemEntry> {
        let items = self.places.keys().filter_map(|id| self.item(id));
        items
            .filter(|(policy, _)| policy.holds_on(day))
            .map(|(policy, item)| item_entry(policy, item, day))
            .collect()
    }

    /// An item in force on `day`: its application guide.
    #[must_use]
    pub fn item_view(&self, id: &ItemId, day: Day) -> Option<ItemView> {
        let (policy, item) = self.item(id).filter(|(policy, _)| policy.holds_on(day))?;
        Some(ItemView {
            entry: item_entry(policy, item, day),
            policy_entry: policy.document.entry(),
            catalogue: self.version.clone(),
            conditions: conditions(item),
            materials: materials(item),
            steps: steps(item),
            openings: item
                .openings
                .iter()
                .map(|opening| OpeningView {
                    opening: opening.id.clone(),
                    from: opening.from.to_string(),
                    to: opening.to.to_string(),
                })
                .collect(),
            contact: item.contact.clone(),
            mode: item.mode.clone(),
        })
    }
}

fn item_entry(policy: &OpenedPolicy, item: &ItemDocument, day: Day) -> ItemEntry {
    let open = item.open_on(day);
    let document = &policy.document;
    ItemEntry {
        item: item.rules.id.to_string(),
        policy: document.id.to_string(),
        title: item.rules.title.clone().into(),
        benefit: item.benefit.clone().into(),
        department: document.department.to_string(),
        level: document.level.clone(),
        open: open.is_some(),
        open_until: open.map(|opening| opening.to.to_string()),
        promised_days: item.promised_days(),
        illustrative: document.illustrative,
    }
}

fn conditions(item: &ItemDocument) -> Vec<ConditionView> {
    let conditions = item.rules.conditions.iter();
    conditions
        .map(|condition| ConditionView {
            words: condition.words.clone().into(),
            clause: format!("{} {}", condition.clause.document, condition.clause.article),
        })
        .collect()
}

fn materials(item: &ItemDocument) -> Vec<MaterialView> {
    let materials = item.materials.iter();
    materials
        .map(|material| MaterialView {
            material: material.terms.material.to_string(),
            name: material.terms.name.clone().into(),
            proves: material.proves.clone().into(),
            issuer: material.issuer.clone(),
            media_types: material.terms.media_types.clone(),
            bytes_max: material.terms.bytes_max,
            required: material.terms.required,
        })
        .collect()
}

fn steps(item: &ItemDocument) -> Vec<StepView> {
    let steps = item.steps.iter();
    steps
        .map(|step| StepView {
            name: step.name.clone().into(),
            owner: step.owner.clone(),
            working_days: step.working_days,
            basis: step.basis.clone(),
        })
        .collect()
}
