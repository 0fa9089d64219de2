//! The catalogue (政策清单): one immutable snapshot of everything published, opened once and asked many times.
//!
//! A [`Snapshot`] is what is kept; its version is the hash of what it holds, so the same policies make the same version. [`Opened`] is
//! the snapshot read: it knows every published version of every policy and from which day to which day it holds, and answers for any
//! day ([`Opened::on`]) without looking anything up outside.

use std::collections::BTreeMap;
use std::sync::Arc;

use calculator::{Catalogue, Facts};
use facts::{Calendar, CreditCode, Day, Division, ItemId, Jurisdiction, JurisdictionId, PolicyId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::convert::register::{calendar_year, jurisdiction};
use crate::explain::{FaqRecord, InterpretationRecord, RulingRecord};
use crate::register::{CalendarBody, JurisdictionBody};
use crate::rule::ItemDocument;
use crate::search;

mod allocation;
mod application;
mod asking;
mod changes;
mod checklist;
mod era;
mod explain;
mod open;
mod outreach;
mod overlap;
mod packed;
mod views;

pub use allocation::Contested;
pub use changes::{Changes, ItemChange, ListChange};
pub use checklist::AppliedFor;
pub use open::{OpenedEdition, OpenedPolicy};
pub use outreach::Fit;
pub use packed::{Unfit, packed_kind};

/// The version before anything was published.
pub const EMPTY: &str = "empty";
/// The format written; a reader takes this and older ones, and refuses a newer one.
const FORMAT: u32 = 3;

/// Everything published, as kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// The format.
    pub format: u32,
    /// When it was built (RFC 3339); not part of the version.
    pub built_at: String,
    /// Policies with every published version, by id.
    pub policies: Vec<SnapshotPolicy>,
    /// Jurisdictions, by id.
    pub jurisdictions: Vec<SnapshotJurisdiction>,
    /// Calendars, by year.
    pub calendars: Vec<SnapshotCalendar>,
}

/// A policy of a snapshot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SnapshotPolicy {
    /// With every version that was published.
    Course(SnapshotCourse),
    /// One version, in force as its document says: all that the first format had. Receipts of that time still run again.
    Plain(PlainPolicy),
}

/// One version of a policy, in force as its document says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlainPolicy {
    /// The version of its rule document.
    pub version: u64,
    /// The rule document.
    pub document: Value,
}

/// A policy with every version that was published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SnapshotCourse {
    /// The version of its record at which the public list changed by it last; a submission holds only while it is still that.
    pub listed: u64,
    /// Its published versions, oldest first.
    pub editions: Vec<SnapshotEdition>,
    /// Times in which it was halted, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub halts: Vec<SnapshotHalt>,
    /// Its end, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeal: Option<SnapshotRepeal>,
    /// What it was explained with, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interpretations: Vec<InterpretationRecord>,
    /// How open questions of its clauses were decided, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rulings: Vec<RulingRecord>,
    /// Answers for everybody that are shown, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faqs: Vec<FaqRecord>,
}

/// A published version of a policy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SnapshotEdition {
    /// The version of its rule document.
    pub version: u64,
    /// When it was published (RFC 3339).
    pub published_at: String,
    /// First day it holds.
    pub from: String,
    /// Last day it holds, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The day by which its department looks whether it is still right.
    pub review_by: String,
    /// The rule document.
    pub document: Value,
}

/// A time in which a policy did not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SnapshotHalt {
    /// First day it was halted.
    pub from: String,
    /// First day it went on, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Why.
    pub reason: String,
}

/// The end of a policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SnapshotRepeal {
    /// First day it no longer holds.
    pub from: String,
    /// Why.
    pub reason: String,
}

/// A jurisdiction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SnapshotJurisdiction {
    /// Id.
    pub id: String,
    /// Its ground.
    pub body: JurisdictionBody,
}

/// A year of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SnapshotCalendar {
    /// Year.
    pub year: i16,
    /// Its days.
    pub body: CalendarBody,
}

/// A snapshot that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// It was written by a newer program.
    #[error("the snapshot has format {0}, this program reads {FORMAT}")]
    Format(u32),
    /// A part of it cannot be read.
    #[error("{0}")]
    Part(String),
}

impl Snapshot {
    /// A snapshot of these parts, each sorted so that the same parts make the same version.
    #[must_use]
    pub fn of(
        built_at: String,
        mut policies: Vec<SnapshotPolicy>,
        mut jurisdictions: Vec<SnapshotJurisdiction>,
        mut calendars: Vec<SnapshotCalendar>,
    ) -> Self {
        policies.sort_by_key(SnapshotPolicy::id);
        jurisdictions.sort_by(|one, two| one.id.cmp(&two.id));
        calendars.sort_by_key(|calendar| calendar.year);
        Self {
            format: FORMAT,
            built_at,
            policies,
            jurisdictions,
            calendars,
        }
    }

    /// The version: SHA-256 over everything but the time it was built, in hexadecimal.
    #[must_use]
    pub fn version(&self) -> String {
        let content = (
            &self.format,
            &self.policies,
            &self.jurisdictions,
            &self.calendars,
        );
        let bytes = serde_json::to_vec(&content).unwrap_or_default();
        Sha256::digest(bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// Opens it.
    ///
    /// # Errors
    /// [`Unusable`] with the first part that cannot be read: nothing half-read is ever asked.
    pub fn open(&self) -> Result<Opened, Unusable> {
        if !(1..=FORMAT).contains(&self.format) {
            return Err(Unusable::Format(self.format));
        }
        let jurisdictions = self.jurisdictions.iter().map(|one| {
            let id = JurisdictionId::parse(&one.id);
            id.map(|id| jurisdiction(id, &one.body))
                .map_err(|error| Unusable::Part(format!("jurisdiction {}: {error}", one.id)))
        });
        let jurisdictions: Vec<Jurisdiction> = jurisdictions.collect::<Result<_, _>>()?;
        let years = self.calendars.iter().map(|one| {
            calendar_year(one.year, &one.body)
                .map_err(|error| Unusable::Part(format!("calendar {}: {error}", one.year)))
        });
        let calendar: Calendar = years.collect::<Result<Vec<_>, _>>()?.into_iter().collect();
        let policies = self.policies.iter().map(SnapshotPolicy::open);
        let policies: Vec<OpenedPolicy> = policies.collect::<Result<_, _>>()?;
        let opened = Opened {
            version: self.version(),
            built_at: self.built_at.clone(),
            places: open::places(&policies)?,
            turns: open::turns(&policies),
            facts: open::facts(&policies),
            policies,
            eras: Arc::default(),
            searching: Arc::default(),
            calendar,
            jurisdictions,
        };
        // each version fits by itself, and no two policies share an item or a fact; so whatever holds on a day fits together
        for policy in &opened.policies {
            open::fits(policy, &opened.jurisdictions)?;
        }
        Ok(opened)
    }
}

/// A snapshot, opened.
#[derive(Debug, Clone, Default)]
pub struct Opened {
    version: String,
    built_at: String,
    policies: Vec<OpenedPolicy>,
    /// Which policy an item belongs to; it never moves to another.
    places: BTreeMap<ItemId, usize>,
    /// Days on which what holds may become another.
    turns: Vec<Day>,
    /// Every fact of every version.
    facts: Facts,
    /// What was compiled so far.
    eras: Arc<era::Eras>,
    /// The working calendar.
    pub calendar: Calendar,
    /// Jurisdictions.
    pub jurisdictions: Vec<Jurisdiction>,
    /// What searching needs, made by the first search: most functions never search.
    searching: Arc<search::Kept>,
}

impl Opened {
    /// The catalogue before anything was published: facts, and nothing that fits.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            version: EMPTY.to_owned(),
            facts: crate::facts::facts().clone(),
            ..Self::default()
        }
    }

    /// Its version; [`EMPTY`] before the first publication.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// When it was built (RFC 3339).
    #[must_use]
    pub fn built_at(&self) -> &str {
        &self.built_at
    }

    /// Policies with every published version, by id.
    #[must_use]
    pub fn policies(&self) -> &[OpenedPolicy] {
        &self.policies
    }

    /// A policy.
    #[must_use]
    pub fn policy(&self, id: &PolicyId) -> Option<&OpenedPolicy> {
        self.policies.iter().find(|policy| policy.id == *id)
    }

    /// The policy an item belongs to.
    #[must_use]
    pub fn policy_of(&self, id: &ItemId) -> Option<&OpenedPolicy> {
        self.policies.get(*self.places.get(id)?)
    }

    /// An item as people are shown it on `day`, with the version of its policy: what holds, or held last, or comes first. Whether it holds
    /// says [`Self::holds`].
    #[must_use]
    pub fn item(&self, id: &ItemId, day: Day) -> Option<(&OpenedEdition, &ItemDocument)> {
        let edition = self.policy_of(id)?.shown_on(day)?;
        Some((edition, edition.item(id)?))
    }

    /// Whether an item is in force on `day`.
    #[must_use]
    pub fn holds(&self, id: &ItemId, day: Day) -> bool {
        let edition = self.policy_of(id).and_then(|policy| policy.in_force(day));
        edition.is_some_and(|edition| edition.item(id).is_some())
    }

    /// Every item that ever was, by id.
    pub fn item_ids(&self) -> impl Iterator<Item = &ItemId> {
        self.places.keys()
    }

    /// What is in force on `day`, as one chooses among it: ids with titles.
    #[must_use]
    pub fn titles(&self, day: Day) -> Vec<(ItemId, crate::text::Text)> {
        let titled = |id: &ItemId| {
            let (_, item) = self.item(id, day)?;
            Some((id.clone(), item.rules.title.clone().into()))
        };
        self.item_ids().filter_map(titled).collect()
    }

    /// The versions in force on `day`, by policy.
    pub fn in_force(&self, day: Day) -> impl Iterator<Item = &OpenedEdition> {
        let policies = self.policies.iter();
        policies.filter_map(move |policy| policy.in_force(day))
    }

    /// What searching needs of what is in force on `day`, made once.
    pub(crate) fn index(&self, day: Day) -> Arc<search::Index> {
        let come = self.turns.partition_point(|turn| *turn <= day);
        self.searching.on(come, || search::Index::new(self, day))
    }

    /// The rules in force on `day`, past or future, compiled.
    #[must_use]
    pub fn calculator(&self, day: Day) -> Arc<Catalogue> {
        self.eras.on(self, day)
    }

    /// Every fact its rules ever speak of, in the order people are asked. One that a policy declares anew is as its newest version says.
    #[must_use]
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The jurisdiction a place surely lies in; of several the widest, since an authority may be made of whole counties and more
    /// (domain §2: 铁山区 is governed by the development zone).
    #[must_use]
    pub fn jurisdiction_of(&self, place: &Division) -> Option<&Jurisdiction> {
        let mut holding: Vec<&Jurisdiction> = self
            .jurisdictions
            .iter()
            .filter(|one| one.holds(place) == Some(true))
            .collect();
        holding.sort_by_key(|one| one.counties.len().saturating_add(one.townships.len()));
        holding.last().copied()
    }

    /// Warnings about a credit code: accepted, and to be confirmed (domain §1).
    #[must_use]
    pub fn warnings(code: &CreditCode) -> Vec<crate::text::Text> {
        if code.check_holds() {
            return Vec::new();
        }
        vec![crate::text::Text::new(
            "统一社会信用代码的校验位与公式不符，请对照营业执照核对；确认无误的，可继续办理，由窗口向登记机关核实。",
            "The check digit of the credit code does not fit. Compare it with the licence; if it is right, go on: the window confirms it with the registry.",
        )]
    }
}
