//! A policy: its head, what happened to it, and every version of its rule document.

use casework::Actor;
use casework::policy::{Event, Policy, Published, State};
use contract::policy::PolicyEntry;
use contract::text::Text;
use facts::{Day, DepartmentId, Instant, PolicyId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::actor::StoredActor;
use super::written;
use crate::fault::Fault;
use crate::table::key::{self, Index};
use crate::table::row::{Found, Row, VERSION};

/// The version of the rule document in force; 0 while none is. Submissions are checked against it.
pub(crate) const IN_FORCE: &str = "in_force";

/// A policy as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyHead {
    /// Where it stands.
    pub policy: Policy,
    /// What lists say of its newest version.
    pub entry: PolicyEntry,
}

/// One version of a rule document, as it was sent.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleDocument {
    /// Which version.
    pub version: u64,
    /// The document.
    pub rules: Value,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Published", deny_unknown_fields)]
struct StoredPublished {
    document: u64,
    by: String,
    #[serde(with = "written")]
    at: Instant,
    #[serde(with = "written")]
    valid_from: Day,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    valid_to: Option<Day>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "State", rename_all = "snake_case", deny_unknown_fields)]
enum StoredState {
    Draft,
    InForce {
        #[serde(with = "StoredPublished")]
        in_force: Published,
    },
    Suspended {
        #[serde(with = "StoredPublished")]
        in_force: Published,
        reason: String,
    },
    Expired {
        #[serde(with = "StoredPublished")]
        was: Published,
    },
    Repealed {
        reason: String,
    },
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    #[serde(with = "written")]
    id: PolicyId,
    #[serde(with = "written")]
    department: DepartmentId,
    document: u64,
    writers: Vec<String>,
    #[serde(with = "StoredState")]
    state: State,
    title: StoredTitle,
    issuer: String,
    document_number: String,
    level: String,
    illustrative: bool,
    items: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredTitle {
    zh: String,
    en: String,
}

pub(crate) fn write(head: &PolicyHead) -> Result<Row, Fault> {
    let (policy, entry) = (head.policy.clone(), head.entry.clone());
    let mut row = Row::new(key::policy(&policy.id))
        .number(VERSION, policy.version)
        .number(
            IN_FORCE,
            policy.in_force().map_or(0, |published| published.document),
        )
        .placed(Index::First, key::among_policies(&policy.id));
    if let Some(moment) = policy.next_look() {
        let pk = key::policy_partition(&policy.id);
        row = row.placed(Index::Due, key::due(&pk, moment.into()));
    }
    row.body(&Stored {
        id: policy.id,
        department: policy.department,
        document: policy.document,
        writers: policy.writers,
        state: policy.state,
        title: StoredTitle {
            zh: entry.title.zh,
            en: entry.title.en,
        },
        issuer: entry.issuer,
        document_number: entry.document_number,
        level: entry.level,
        illustrative: entry.illustrative,
        items: entry.items,
    })
}

pub(crate) fn read(found: &Found) -> Result<PolicyHead, Fault> {
    let stored: Stored = found.body()?;
    let entry = PolicyEntry {
        policy: stored.id.to_string(),
        title: Text::new(stored.title.zh, stored.title.en),
        issuer: stored.issuer,
        document_number: stored.document_number,
        level: stored.level,
        department: stored.department.to_string(),
        illustrative: stored.illustrative,
        items: stored.items,
    };
    let policy = Policy {
        id: stored.id,
        department: stored.department,
        version: found.number(VERSION)?,
        document: stored.document,
        writers: stored.writers,
        state: stored.state,
    };
    Ok(PolicyHead { policy, entry })
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredDocument {
    rules: Value,
}

pub(crate) fn write_document(policy: &PolicyId, version: u64, rules: &Value) -> Result<Row, Fault> {
    Row::new(key::policy_version(policy, version))
        .number(VERSION, version)
        .body(&StoredDocument {
            rules: rules.clone(),
        })
}

pub(crate) fn read_document(found: &Found) -> Result<RuleDocument, Fault> {
    let stored: StoredDocument = found.body()?;
    Ok(RuleDocument {
        version: found.number(VERSION)?,
        rules: stored.rules,
    })
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Event", rename_all = "snake_case", deny_unknown_fields)]
enum StoredEvent {
    Created {
        #[serde(with = "written")]
        policy: PolicyId,
        #[serde(with = "written")]
        department: DepartmentId,
    },
    Revised {
        document: u64,
    },
    Published {
        document: u64,
        #[serde(with = "written")]
        valid_from: Day,
        #[serde(
            default,
            with = "written::option",
            skip_serializing_if = "Option::is_none"
        )]
        valid_to: Option<Day>,
    },
    Suspended {
        reason: String,
    },
    Resumed,
    Expired,
    Repealed {
        reason: String,
    },
}

/// What happened to a policy at one version; kept for the record (M90), the state itself is in the head.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Happened {
    #[serde(with = "written")]
    pub(crate) at: Instant,
    #[serde(with = "StoredActor")]
    pub(crate) by: Actor,
    #[serde(with = "StoredEvent")]
    pub(crate) event: Event,
}

pub(crate) fn write_event(
    policy: &PolicyId,
    version: u64,
    happened: &Happened,
) -> Result<Row, Fault> {
    Row::new(key::policy_event(policy, version))
        .number(VERSION, version)
        .body(happened)
}
