//! Reading the policies of a snapshot.

use std::collections::{BTreeMap, BTreeSet};

use calculator::packed::Lazy;
use calculator::{Declaration, FactId, Facts};
use casework::policy::{Course, Edition, Halt, Repeal};
use facts::{Day, Instant, ItemId, Jurisdiction, PolicyId};
use serde_json::Value;

use super::explain::OpenedRuling;
use super::{PlainPolicy, SnapshotCourse, SnapshotPolicy, Unusable};
use crate::explain::{FaqRecord, InterpretationRecord};
use crate::rule::{ItemDocument, PolicyDocument};

/// A policy with every published version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedPolicy {
    /// Id.
    pub id: PolicyId,
    /// The version of its record at which the public list changed by it last.
    pub listed: u64,
    /// Which version holds on which day.
    pub course: Course,
    /// Its published versions, oldest first.
    pub editions: Lazy<OpenedEdition>,
    /// What it was explained with, by number.
    pub interpretations: Vec<InterpretationRecord>,
    /// How open questions of its clauses were decided, by number.
    pub rulings: Vec<OpenedRuling>,
    /// Answers for everybody, by number.
    pub faqs: Lazy<FaqRecord>,
}

/// A published version of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedEdition {
    /// The version of its rule document.
    pub version: u64,
    /// The rule document.
    pub document: PolicyDocument,
}

impl OpenedPolicy {
    /// The version in force on `day`, if one is.
    #[must_use]
    pub fn in_force(&self, day: Day) -> Option<&OpenedEdition> {
        self.edition(self.course.in_force(day)?.document)
    }

    /// What people are shown on `day`: what holds or held last, else what comes first.
    #[must_use]
    pub fn shown_on(&self, day: Day) -> Option<&OpenedEdition> {
        self.edition(self.course.shown_on(day)?.document)
    }

    /// A version.
    #[must_use]
    pub fn edition(&self, version: u64) -> Option<&OpenedEdition> {
        // one for each of the course, in its order
        let mut course = self.course.editions.iter();
        let at = course.position(|edition| edition.document == version)?;
        self.editions.get(at)
    }
}

impl OpenedEdition {
    /// One of its items.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<&ItemDocument> {
        let mut items = self.document.items.iter();
        items.find(|item| item.rules.id == *id)
    }

    /// In force as its document says.
    fn as_written(&self) -> Edition {
        let document = &self.document;
        Edition {
            document: self.version,
            at: document.valid_from.start(),
            from: document.valid_from,
            to: document.valid_to,
            review_by: document.review_by.unwrap_or(document.valid_from),
        }
    }
}

impl SnapshotPolicy {
    /// One version, in force as its document says.
    #[must_use]
    pub const fn plain(version: u64, document: Value) -> Self {
        Self::Plain(PlainPolicy { version, document })
    }

    /// The id its newest version gives.
    pub(super) fn id(&self) -> String {
        let newest = match self {
            Self::Course(course) => course.editions.last().map(|edition| &edition.document),
            Self::Plain(plain) => Some(&plain.document),
        };
        let id = newest.and_then(|document| document.pointer("/policy/id")?.as_str());
        id.unwrap_or_default().to_owned()
    }

    pub(super) fn open(&self) -> Result<OpenedPolicy, Unusable> {
        let name = self.id();
        let unusable = |what: String| Unusable::Part(format!("policy {name}: {what}"));
        let id = PolicyId::parse(&name).map_err(|error| unusable(error.to_string()))?;
        let documents: Vec<(u64, &Value)> = match self {
            Self::Course(course) => {
                let editions = course.editions.iter();
                editions.map(|one| (one.version, &one.document)).collect()
            }
            Self::Plain(plain) => vec![(plain.version, &plain.document)],
        };
        let mut editions = Vec::new();
        for (version, document) in documents {
            let document = PolicyDocument::of(document)
                .map_err(|error| unusable(format!("{error}: {:?}", error.faults)))?;
            if document.id != id {
                return Err(unusable(format!("holds a version of {}", document.id)));
            }
            editions.push(OpenedEdition { version, document });
        }
        let course = match self {
            Self::Course(kept) => kept.course().map_err(unusable)?,
            Self::Plain(_) => Course {
                editions: editions.iter().map(OpenedEdition::as_written).collect(),
                ..Course::default()
            },
        };
        Ok(OpenedPolicy {
            id,
            listed: match self {
                Self::Course(kept) => kept.listed,
                Self::Plain(_) => 0,
            },
            course,
            editions: editions.into_iter().collect(),
            interpretations: match self {
                Self::Course(kept) => kept.interpretations.clone(),
                Self::Plain(_) => Vec::new(),
            },
            rulings: match self {
                Self::Course(kept) => OpenedRuling::all(&kept.rulings).map_err(unusable)?,
                Self::Plain(_) => Vec::new(),
            },
            faqs: match self {
                Self::Course(kept) => kept.faqs.iter().cloned().collect(),
                Self::Plain(_) => Lazy::default(),
            },
        })
    }
}

impl SnapshotCourse {
    fn course(&self) -> Result<Course, String> {
        let day = |text: &str| Day::parse(text).map_err(|error| format!("{error}: `{text}`"));
        let mut course = Course::default();
        for edition in &self.editions {
            course.editions.push(Edition {
                document: edition.version,
                at: Instant::parse(&edition.published_at).map_err(|error| error.to_string())?,
                from: day(&edition.from)?,
                to: edition.to.as_deref().map(day).transpose()?,
                review_by: day(&edition.review_by)?,
            });
        }
        for halt in &self.halts {
            course.halts.push(Halt {
                from: day(&halt.from)?,
                until: halt.until.as_deref().map(day).transpose()?,
                reason: halt.reason.clone(),
            });
        }
        if let Some(repeal) = &self.repeal {
            course.repeal = Some(Repeal {
                from: day(&repeal.from)?,
                reason: repeal.reason.clone(),
            });
        }
        Ok(course)
    }
}

/// Every fact of every version; one declared by several is as the newest says.
pub(super) fn facts(policies: &[OpenedPolicy]) -> Facts {
    let common = crate::facts::facts().iter();
    let mut known: Vec<Declaration> = common.cloned().collect();
    let editions = policies
        .iter()
        .flat_map(|policy| policy.editions.iter().rev());
    let mut seen: BTreeSet<FactId> = known.iter().map(|one| one.id.clone()).collect();
    for own in editions.flat_map(|edition| &edition.document.facts) {
        if seen.insert(own.id.clone()) {
            known.push(own.clone());
        }
    }
    Facts::new(known)
}

/// Whether every version of a policy fits the declared facts and the jurisdictions by itself.
pub(super) fn fits(policy: &OpenedPolicy, jurisdictions: &[Jurisdiction]) -> Result<(), Unusable> {
    for edition in policy.editions.iter() {
        let misfits = edition.document.misfits(jurisdictions);
        if let Some(first) = misfits.first() {
            let (version, place, words) = (edition.version, &first.pointer, &first.en);
            let found = format!("policy {}, version {version}{place}: {words}", policy.id);
            return Err(Unusable::Part(found));
        }
    }
    Ok(())
}

/// Which policy each item belongs to.
pub(super) fn places(policies: &[OpenedPolicy]) -> Result<BTreeMap<ItemId, usize>, Unusable> {
    let mut places = BTreeMap::new();
    for (at, policy) in policies.iter().enumerate() {
        let items = policy.editions.iter().flat_map(|one| &one.document.items);
        for item in items {
            let id = &item.rules.id;
            if *places.entry(id.clone()).or_insert(at) != at {
                let words = format!("policy {}: item {id} belongs to another policy", policy.id);
                return Err(Unusable::Part(words));
            }
        }
    }
    Ok(places)
}

/// Days on which what holds may become another, in order.
pub(super) fn turns(policies: &[OpenedPolicy]) -> Vec<Day> {
    let turns = policies.iter().flat_map(|policy| policy.course.turns());
    turns.collect::<BTreeSet<Day>>().into_iter().collect()
}
