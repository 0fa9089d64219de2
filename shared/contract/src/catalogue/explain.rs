//! What the public reads of interpretations, rulings and answers for everybody, and what the calculator's answers cite (M13, M20, M97).

use calculator::Clause;
use facts::{Day, ItemId, PolicyId};

use super::{Opened, OpenedPolicy};
use crate::explain::{
    FaqView, InterpretationEntry, InterpretationRecord, InterpretationView, RulingCited,
    RulingRecord, RulingView,
};

/// A ruling with the days it binds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedRuling {
    /// As kept.
    pub record: RulingRecord,
    /// First day it binds.
    pub from: Day,
    /// First day it no longer binds, where another took its place.
    pub over: Option<Day>,
}

impl OpenedRuling {
    pub(super) fn all(records: &[RulingRecord]) -> Result<Vec<Self>, String> {
        let day = |text: &str| Day::parse(text).map_err(|error| format!("{error}: `{text}`"));
        let mut rulings = Vec::new();
        for record in records {
            rulings.push(Self {
                from: day(&record.from)?,
                over: None,
                record: record.clone(),
            });
        }
        let ends: Vec<(u64, Day)> = rulings
            .iter()
            .filter_map(|one| Some((one.record.body.replaces?, one.from)))
            .collect();
        for one in &mut rulings {
            let after = ends
                .iter()
                .filter(|(number, _)| *number == one.record.number);
            one.over = after.map(|(_, from)| *from).min();
        }
        Ok(rulings)
    }

    /// Whether it binds on `day`.
    #[must_use]
    pub fn binds(&self, day: Day) -> bool {
        self.from <= day && self.over.is_none_or(|over| day < over)
    }

    /// Whether it is about this clause of this item.
    fn concerns(&self, item: &ItemId, clause: &Clause) -> bool {
        let body = &self.record.body;
        let named = body.items.is_empty() || body.items.iter().any(|id| id == item.as_str());
        named && body.clause.document == clause.document && body.clause.article == clause.article
    }
}

impl Opened {
    /// Interpretations that are public, of one policy or of all: by policy, the latest first.
    #[must_use]
    pub fn interpretations(&self, only: Option<&PolicyId>) -> Vec<InterpretationView> {
        let policies = self.policies().iter();
        policies
            .filter(|policy| only.is_none_or(|only| policy.id == *only))
            .flat_map(OpenedPolicy::interpretations)
            .collect()
    }

    /// The register of rulings, of one policy or of all: by policy, the latest first.
    #[must_use]
    pub fn rulings(&self, only: Option<&PolicyId>) -> Vec<RulingView> {
        let policies = self.policies().iter();
        policies
            .filter(|policy| only.is_none_or(|only| policy.id == *only))
            .flat_map(OpenedPolicy::rulings)
            .collect()
    }

    /// Answers for everybody, of one policy or of all: by policy, the latest first.
    #[must_use]
    pub fn faqs(&self, only: Option<&PolicyId>, day: Day) -> Vec<FaqView> {
        let policies = self.policies().iter();
        policies
            .filter(|policy| only.is_none_or(|only| policy.id == *only))
            .flat_map(|policy| policy.faqs(None, day))
            .collect()
    }

    /// Rulings that bind on `day` for a clause of an item, shortly, as answers cite them.
    #[must_use]
    pub fn cited(&self, item: &ItemId, clause: &Clause, day: Day) -> Vec<RulingCited> {
        let rulings = self.binding(item, clause, day);
        rulings
            .map(|one| RulingCited {
                number: one.record.number,
                ruling: one.record.body.ruling.clone(),
                decided_by: one.record.body.decided_by.clone(),
                binds_from: one.from.to_string(),
            })
            .collect()
    }

    fn binding(
        &self,
        item: &ItemId,
        clause: &Clause,
        day: Day,
    ) -> impl Iterator<Item = &OpenedRuling> {
        let policy = self.policy_of(item).into_iter();
        policy
            .flat_map(|policy| &policy.rulings)
            .filter(move |one| one.binds(day) && one.concerns(item, clause))
    }
}

impl OpenedPolicy {
    /// What was said about it as one text, for the packed form; empty if nothing was.
    pub(super) fn said(&self) -> String {
        if self.interpretations.is_empty() && self.rulings.is_empty() {
            return String::new();
        }
        let rulings: Vec<&RulingRecord> = self.rulings.iter().map(|one| &one.record).collect();
        serde_json::to_string(&(&self.interpretations, rulings)).unwrap_or_default()
    }

    /// The same policy with what was said about it; none if the text cannot be read.
    pub(super) fn with_said(self, said: &str) -> Option<Self> {
        if said.is_empty() {
            return Some(self);
        }
        let (interpretations, rulings): (Vec<InterpretationRecord>, Vec<RulingRecord>) =
            serde_json::from_str(said).ok()?;
        Some(Self {
            interpretations,
            rulings: OpenedRuling::all(&rulings).ok()?,
            ..self
        })
    }

    /// Its answers for everybody, the latest first, of one item or of all; on `day`, since an answer may be outdated by then.
    #[must_use]
    pub fn faqs(&self, item: Option<&ItemId>, day: Day) -> Vec<FaqView> {
        let held = self.course.shown_on(day).map(|edition| edition.document);
        let faqs = self.faqs.iter().rev();
        let asked = faqs.filter(|faq| item.is_none_or(|item| faq.concerns(item)));
        asked
            .map(|faq| {
                let outdated = held.is_some_and(|held| held != faq.document);
                faq.view(self.id.as_str(), self.title(held), outdated)
            })
            .collect()
    }

    /// Its interpretations that are public, the latest first.
    #[must_use]
    pub fn interpretations(&self) -> Vec<InterpretationView> {
        let records = self.interpretations.iter().rev();
        records
            .filter_map(|record| self.interpretation(record))
            .collect()
    }

    /// Its interpretations that nothing took the place of, for the guide of an item.
    #[must_use]
    pub fn explained(&self, item: &ItemId) -> Vec<InterpretationEntry> {
        let views = self.interpretations().into_iter();
        let of_item = views.filter(|view| {
            let items = &view.body.items;
            let named = items.is_empty() || items.iter().any(|id| id == item.as_str());
            named && view.replaced_by.is_none()
        });
        of_item
            .map(|view| InterpretationEntry {
                number: view.number,
                document: view.body.document,
                title: view.body.title,
                issuer: view.body.issuer,
            })
            .collect()
    }

    /// The questions answered for everybody about an item by this version, as one text to search in.
    pub(crate) fn asked_of(&self, item: &ItemId, version: u64) -> String {
        let faqs = self.faqs.iter();
        let faqs = faqs.filter(|faq| faq.document == version && faq.concerns(item));
        let asked: Vec<&str> = faqs.map(|faq| faq.body.question.zh.as_str()).collect();
        asked.join(" ")
    }

    /// Its rulings, the latest first.
    #[must_use]
    pub fn rulings(&self) -> Vec<RulingView> {
        self.rulings
            .iter()
            .rev()
            .map(|one| self.ruling(one))
            .collect()
    }

    /// Rulings that bind on `day` for a clause of one of its items.
    pub(super) fn rulings_at(&self, item: &ItemId, clause: &Clause, day: Day) -> Vec<RulingView> {
        let binding = self.rulings.iter();
        let binding = binding.filter(|one| one.binds(day) && one.concerns(item, clause));
        binding.map(|one| self.ruling(one)).collect()
    }

    fn title(&self, document: Option<u64>) -> crate::text::Text {
        let edition = document.and_then(|version| self.edition(version));
        let edition = edition.or_else(|| self.editions.iter().next_back());
        edition.map_or_else(Default::default, |edition| {
            edition.document.title.clone().into()
        })
    }

    /// None while its version is not published.
    fn interpretation(&self, record: &InterpretationRecord) -> Option<InterpretationView> {
        let mut editions = self.course.editions.iter();
        let edition = editions.find(|one| one.document == record.body.document)?;
        let mut after = self.interpretations.iter();
        let after = after.find(|other| other.body.replaces == Some(record.number));
        Some(InterpretationView {
            policy: self.id.to_string(),
            policy_title: self.title(Some(record.body.document)),
            number: record.number,
            published_at: Some(edition.at.to_string().max(record.at.clone())),
            replaced_by: after.map(|other| other.number),
            body: record.body.clone(),
        })
    }

    fn ruling(&self, one: &OpenedRuling) -> RulingView {
        RulingView {
            policy: self.id.to_string(),
            policy_title: self.title(None),
            number: one.record.number,
            at: one.record.at.clone(),
            binds_from: one.from.to_string(),
            binds_to: one.over.map(|over| over.previous().to_string()),
            body: one.record.body.clone(),
        }
    }
}
