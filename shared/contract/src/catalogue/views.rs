//! What the public reads of a catalogue.

use casework::policy::{Course, Standing};
use facts::{Day, ItemId};

use super::{Opened, OpenedEdition, OpenedPolicy};
use crate::policy::{
    CatalogueView, CoHandlerView, ConditionView, ItemEntry, ItemView, MaterialView, OpeningView,
    PolicyEntry, StandingView, StepView,
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

impl OpenedPolicy {
    /// Where it stands on `day`, for readers.
    #[must_use]
    pub fn standing(&self, day: Day) -> StandingView {
        StandingView::of(&self.course, day)
    }
}

impl StandingView {
    /// Where a policy with this course stands on `day`.
    #[must_use]
    pub fn of(course: &Course, day: Day) -> Self {
        let standing = course.on(day);
        let (since, reason) = match standing {
            Standing::Unpublished | Standing::Scheduled { .. } => (None, None),
            Standing::InForce { edition } => (Some(edition.from), None),
            Standing::Suspended { halt, .. } => (Some(halt.from), Some(&halt.reason)),
            Standing::Expired { edition } => (edition.to.map(Day::next), None),
            Standing::Repealed { repeal } => (Some(repeal.from), Some(&repeal.reason)),
        };
        let ends = course.repeal.as_ref().filter(|repeal| repeal.from > day);
        Self {
            state: standing.word().to_owned(),
            words: standing.words().into(),
            since: since.map(|day| day.to_string()),
            reason: reason.cloned(),
            next_from: course.next_after(day).map(|next| next.from.to_string()),
            repealed_from: ends.map(|repeal| repeal.from.to_string()),
        }
    }
}

impl Opened {
    /// What catalogue this is, with what it holds on `day`.
    #[must_use]
    pub fn view(&self, day: Day) -> CatalogueView {
        let held: Vec<&OpenedEdition> = self.in_force(day).collect();
        CatalogueView {
            version: self.version.clone(),
            built_at: self.built_at.clone(),
            policies: held.len(),
            items: held.iter().map(|one| one.document.items.len()).sum(),
        }
    }

    /// Policies in force on `day`, by id.
    #[must_use]
    pub fn policy_entries(&self, day: Day) -> Vec<PolicyEntry> {
        self.in_force(day)
            .map(|edition| edition.document.entry())
            .collect()
    }

    /// Items in force on `day`, by id.
    #[must_use]
    pub fn item_entries(&self, day: Day) -> Vec<ItemEntry> {
        let ids = self.places.keys().filter(|id| self.holds(id, day));
        ids.filter_map(|id| self.item(id, day))
            .map(|(edition, item)| item_entry(edition, item, day))
            .collect()
    }

    /// An item of the catalogue as it stands in lists on `day`, in force or not.
    #[must_use]
    pub fn item_entry(&self, id: &ItemId, day: Day) -> Option<ItemEntry> {
        let (edition, item) = self.item(id, day)?;
        Some(item_entry(edition, item, day))
    }

    /// An item as it stands on `day`: its application guide. One that is not in force says so, and takes no applications.
    #[must_use]
    pub fn item_view(&self, id: &ItemId, day: Day) -> Option<ItemView> {
        let policy = self.policy_of(id)?;
        let (edition, item) = self.item(id, day)?;
        let held = policy.course.shown_on(day)?;
        let mut entry = item_entry(edition, item, day);
        if !self.holds(id, day) {
            entry.open = false;
            entry.open_until = None;
        }
        let document = &edition.document;
        Some(ItemView {
            entry,
            policy_entry: document.entry(),
            catalogue: self.version.clone(),
            standing: policy.standing(day),
            version: edition.version,
            valid_from: held.from.to_string(),
            valid_to: held.to.map(|day| day.to_string()),
            source: document.source.clone(),
            conditions: conditions(policy, item, day),
            interpretations: policy.explained(id),
            faqs: policy.faqs(Some(id), day),
            materials: materials(item),
            steps: steps(item),
            co_handling: co_handlers(item),
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

fn item_entry(policy: &OpenedEdition, item: &ItemDocument, day: Day) -> ItemEntry {
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

fn conditions(policy: &OpenedPolicy, item: &ItemDocument, day: Day) -> Vec<ConditionView> {
    let conditions = item.rules.conditions.iter();
    conditions
        .map(|condition| ConditionView {
            words: condition.words.clone().into(),
            clause: condition.clause.words(),
            rulings: policy.rulings_at(&item.rules.id, &condition.clause, day),
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
            valid_months: material.terms.valid_months,
        })
        .collect()
}

fn co_handlers(item: &ItemDocument) -> Vec<CoHandlerView> {
    item.parts()
        .map(|part| CoHandlerView {
            department: part.department.to_string(),
            round: part.round,
            asks: part.asks.clone().into(),
            working_days: part.working_days,
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
