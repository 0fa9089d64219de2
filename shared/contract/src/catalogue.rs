//! The catalogue (政策清单): one immutable snapshot of everything published, opened once and asked many times.
//!
//! A [`Snapshot`] is what is kept; its version is the hash of what it holds, so the same policies make the same version. [`Opened`] is
//! the snapshot compiled: it answers without looking anything up outside.

use std::collections::{BTreeMap, BTreeSet};

use calculator::{Assessment, Catalogue, Facts, Parameter, Profile};
use facts::{Calendar, CreditCode, Day, Division, ItemId, Jurisdiction, JurisdictionId, PolicyId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::convert::register::{calendar_year, jurisdiction};
use crate::facts::facts;
use crate::register::{CalendarBody, JurisdictionBody};
use crate::rule::{ItemDocument, PolicyDocument};

mod application;
mod asking;
mod views;

/// The version before anything was published.
pub const EMPTY: &str = "empty";
/// The format written; a reader refuses any other.
const FORMAT: u32 = 1;

/// Everything published, as kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// The format.
    pub format: u32,
    /// When it was built (RFC 3339); not part of the version.
    pub built_at: String,
    /// Policies in force, by id.
    pub policies: Vec<SnapshotPolicy>,
    /// Jurisdictions, by id.
    pub jurisdictions: Vec<SnapshotJurisdiction>,
    /// Calendars, by year.
    pub calendars: Vec<SnapshotCalendar>,
}

/// A policy in force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SnapshotPolicy {
    /// The version of its rule document.
    pub version: u64,
    /// The rule document.
    pub document: Value,
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
        let id = |policy: &SnapshotPolicy| {
            let id = policy
                .document
                .pointer("/policy/id")
                .and_then(Value::as_str);
            id.unwrap_or_default().to_owned()
        };
        policies.sort_by_key(id);
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

    /// Compiles it.
    ///
    /// # Errors
    /// [`Unusable`] with the first part that cannot be read: nothing half-read is ever asked.
    pub fn open(&self) -> Result<Opened, Unusable> {
        if self.format != FORMAT {
            return Err(Unusable::Format(self.format));
        }
        let unusable = |what: String| Unusable::Part(what);
        let jurisdictions = self.jurisdictions.iter().map(|one| {
            let id = JurisdictionId::parse(&one.id);
            id.map(|id| jurisdiction(id, &one.body))
                .map_err(|error| unusable(format!("jurisdiction {}: {error}", one.id)))
        });
        let jurisdictions: Vec<Jurisdiction> = jurisdictions.collect::<Result<_, _>>()?;
        let years = self.calendars.iter().map(|one| {
            calendar_year(one.year, &one.body)
                .map_err(|error| unusable(format!("calendar {}: {error}", one.year)))
        });
        let calendar: Calendar = years.collect::<Result<Vec<_>, _>>()?.into_iter().collect();
        let policies = self.policies.iter().map(|policy| {
            let document = PolicyDocument::of(&policy.document);
            document
                .map(|document| OpenedPolicy {
                    version: policy.version,
                    document,
                })
                .map_err(|error| unusable(format!("policy: {error}: {:?}", error.faults)))
        });
        let policies: Vec<OpenedPolicy> = policies.collect::<Result<_, _>>()?;
        Opened::new(self, policies, jurisdictions, calendar)
    }
}

/// A policy in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedPolicy {
    /// The version of its rule document.
    pub version: u64,
    /// The rule document.
    pub document: PolicyDocument,
}

impl OpenedPolicy {
    /// Whether it is in force on `day`.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        let document = &self.document;
        document.valid_from <= day && document.valid_to.is_none_or(|to| day <= to)
    }
}

/// A snapshot, compiled.
#[derive(Debug, Clone, Default)]
pub struct Opened {
    version: String,
    built_at: String,
    policies: Vec<OpenedPolicy>,
    /// Which policy and which of its items.
    places: BTreeMap<ItemId, (usize, usize)>,
    calculator: Catalogue,
    /// The working calendar.
    pub calendar: Calendar,
    /// Jurisdictions.
    pub jurisdictions: Vec<Jurisdiction>,
}

impl Opened {
    /// The catalogue before anything was published: facts, and nothing that fits.
    #[must_use]
    pub fn empty() -> Self {
        let calculator = Catalogue::compile(facts().clone(), Vec::new(), Vec::new());
        Self {
            version: EMPTY.to_owned(),
            calculator: calculator.unwrap_or_default(),
            ..Self::default()
        }
    }

    fn new(
        snapshot: &Snapshot,
        policies: Vec<OpenedPolicy>,
        jurisdictions: Vec<Jurisdiction>,
        calendar: Calendar,
    ) -> Result<Self, Unusable> {
        let mut places = BTreeMap::new();
        let mut items = Vec::new();
        for (at, policy) in policies.iter().enumerate() {
            for (place, item) in policy.document.items.iter().enumerate() {
                places.insert(item.rules.id.clone(), (at, place));
                items.push(item.rules.clone());
            }
        }
        let own = policies.iter().flat_map(|policy| &policy.document.facts);
        let known = Facts::new(facts().iter().chain(own).cloned().collect());
        let given = policies
            .iter()
            .flat_map(|policy| &policy.document.parameters);
        let parameters: Vec<Parameter> = given.cloned().collect();
        let calculator = Catalogue::compile(known, items, jurisdictions.clone());
        let calculator = calculator.map_err(|findings| {
            let found: Vec<String> = findings
                .into_iter()
                .map(|(item, finding)| format!("{item}{}: {}", finding.pointer, finding.words.en))
                .collect();
            Unusable::Part(found.join("; "))
        })?;
        let calculator = calculator.with_parameters(parameters);
        Ok(Self {
            version: snapshot.version(),
            built_at: snapshot.built_at.clone(),
            policies,
            places,
            calculator,
            calendar,
            jurisdictions,
        })
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

    /// Every fact its rules speak of, in the order people are asked.
    #[must_use]
    pub const fn facts(&self) -> &Facts {
        self.calculator.facts()
    }

    /// Policies, by id.
    #[must_use]
    pub fn policies(&self) -> &[OpenedPolicy] {
        &self.policies
    }

    /// A policy.
    #[must_use]
    pub fn policy(&self, id: &PolicyId) -> Option<&OpenedPolicy> {
        self.policies
            .iter()
            .find(|policy| policy.document.id == *id)
    }

    /// An item, with its policy.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<(&OpenedPolicy, &ItemDocument)> {
        let (policy, item) = self.places.get(id)?;
        let policy = self.policies.get(*policy)?;
        Some((policy, policy.document.items.get(*item)?))
    }

    /// Which item ids are in force on `day`.
    fn in_force(&self, day: Day) -> BTreeSet<ItemId> {
        let held = self.policies.iter().filter(|policy| policy.holds_on(day));
        held.flat_map(|policy| &policy.document.items)
            .map(|item| item.rules.id.clone())
            .collect()
    }

    /// Assesses a profile on `day` against the items in force: those of `only`, or all where it is empty.
    #[must_use]
    pub fn assess(&self, profile: &Profile, day: Day, only: &BTreeSet<ItemId>) -> Assessment {
        let mut asked = self.in_force(day);
        if !only.is_empty() {
            asked.retain(|item| only.contains(item));
        }
        self.calculator.assess(profile, day, Some(&asked))
    }

    /// The facts to ask for one item, in the order people are asked.
    #[must_use]
    pub fn questions(&self, item: &ItemId) -> Vec<crate::eligibility::FactView> {
        let asked = self.calculator.asked_for(item);
        let mut views = crate::facts::views(self.facts());
        let wanted = |id: &str| asked.iter().any(|fact| fact.as_str() == id);
        // with a list come its fields
        views.retain(|view| wanted(&view.fact) || view.of.as_deref().is_some_and(wanted));
        views
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
