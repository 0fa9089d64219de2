//! A policy: its head, what happened to it, and every version of its rule document.

use casework::Actor;
use casework::policy::{Course, Edition, Event, Faq, Halt, Policy, Repeal, Ruled, Work};
use contract::explain::{FaqRecord, InterpretationRecord, RulingRecord};
use contract::policy::PolicyEntry;
use contract::text::Text;
use facts::{Day, DepartmentId, Instant, PolicyId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::actor::StoredActor;
use super::{list_of, option_of, written};
use crate::fault::Fault;
use crate::table::key::{self, Index};
use crate::table::row::{Found, Row, VERSION};

/// The version of the record at which the public list changed by it last; 0 before. Submissions are checked against it.
pub(crate) const LISTED: &str = "listed";

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
#[serde(remote = "Work", rename_all = "snake_case", deny_unknown_fields)]
enum StoredWork {
    Draft,
    InReview,
    Returned { words: String },
    Published,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Edition", deny_unknown_fields)]
struct StoredEdition {
    document: u64,
    #[serde(with = "written")]
    at: Instant,
    #[serde(with = "written")]
    from: Day,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    to: Option<Day>,
    #[serde(with = "written")]
    review_by: Day,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Halt", deny_unknown_fields)]
struct StoredHalt {
    #[serde(with = "written")]
    from: Day,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    until: Option<Day>,
    reason: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Repeal", deny_unknown_fields)]
struct StoredRepeal {
    #[serde(with = "written")]
    from: Day,
    reason: String,
}

list_of!(editions, "StoredEdition", Edition);
list_of!(halts, "StoredHalt", Halt);
option_of!(repeal, "StoredRepeal", Repeal);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Ruled", deny_unknown_fields)]
struct StoredRuled {
    #[serde(with = "written")]
    from: Day,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<u64>,
}

list_of!(rulings, "StoredRuled", Ruled);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Faq", deny_unknown_fields)]
struct StoredFaq {
    document: u64,
    shown: bool,
}

list_of!(faqs, "StoredFaq", Faq);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Course", deny_unknown_fields)]
struct StoredCourse {
    #[serde(with = "editions")]
    editions: Vec<Edition>,
    #[serde(with = "halts")]
    halts: Vec<Halt>,
    #[serde(default, with = "repeal", skip_serializing_if = "Option::is_none")]
    repeal: Option<Repeal>,
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
    #[serde(with = "StoredWork")]
    work: Work,
    #[serde(with = "StoredCourse")]
    course: Course,
    #[serde(with = "written")]
    seen: Day,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    interpretations: Vec<u64>,
    #[serde(default, with = "rulings", skip_serializing_if = "Vec::is_empty")]
    rulings: Vec<Ruled>,
    #[serde(default, with = "faqs", skip_serializing_if = "Vec::is_empty")]
    faqs: Vec<Faq>,
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
        .number(LISTED, policy.listed)
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
        work: policy.work,
        course: policy.course,
        seen: policy.seen,
        interpretations: policy.interpretations,
        rulings: policy.rulings,
        faqs: policy.faqs,
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
        work: stored.work,
        course: stored.course,
        listed: found.number(LISTED)?,
        seen: stored.seen,
        interpretations: stored.interpretations,
        rulings: stored.rulings,
        faqs: stored.faqs,
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

/// The words of an interpretation, as they stand in the catalogue too.
pub(crate) fn write_interpretation(
    policy: &PolicyId,
    record: &InterpretationRecord,
) -> Result<Row, Fault> {
    Row::new(key::interpretation(policy, record.number)).body(record)
}

/// The words of a ruling, as they stand in the catalogue too.
pub(crate) fn write_ruling(policy: &PolicyId, record: &RulingRecord) -> Result<Row, Fault> {
    Row::new(key::ruling(policy, record.number)).body(record)
}

/// The words of an answer for everybody, as they stand in the catalogue too.
pub(crate) fn write_faq(policy: &PolicyId, record: &FaqRecord) -> Result<Row, Fault> {
    Row::new(key::faq(policy, record.number)).body(record)
}

/// Which policy an item belongs to.
pub(crate) const OWNER: &str = "policy";

/// Which item it is.
pub(crate) const ITEM: &str = "item";

/// Keeps an item from belonging to two policies.
pub(crate) fn write_owner(item: &str, policy: &PolicyId) -> Result<Row, Fault> {
    let row = Row::new(key::owner(item)).text(ITEM, item);
    Ok(row.text(OWNER, policy.to_string()))
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
    Proposed {
        document: u64,
    },
    Returned {
        document: u64,
        words: String,
    },
    Published {
        document: u64,
        #[serde(with = "written")]
        from: Day,
        #[serde(
            default,
            with = "written::option",
            skip_serializing_if = "Option::is_none"
        )]
        to: Option<Day>,
        #[serde(with = "written")]
        review_by: Day,
    },
    Suspended {
        reason: String,
    },
    Resumed,
    Repealed {
        #[serde(with = "written")]
        from: Day,
        reason: String,
    },
    TookEffect {
        document: u64,
        #[serde(with = "written")]
        on: Day,
    },
    Expired {
        document: u64,
        #[serde(with = "written")]
        on: Day,
    },
    Interpreted {
        number: u64,
        document: u64,
    },
    Ruled {
        number: u64,
        #[serde(with = "written")]
        from: Day,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaces: Option<u64>,
    },
    FaqPublished {
        number: u64,
        document: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaces: Option<u64>,
    },
    FaqWithdrawn {
        number: u64,
        reason: String,
    },
    InterpretationDue {
        document: u64,
        #[serde(with = "written")]
        on: Day,
    },
    ReviewNear {
        document: u64,
        #[serde(with = "written")]
        on: Day,
    },
    ReviewDue {
        document: u64,
        #[serde(with = "written")]
        on: Day,
    },
}

/// What happened to a policy; kept for the record (M90), the state itself is in the head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Happened {
    /// When.
    #[serde(with = "written")]
    pub at: Instant,
    /// Who did it.
    #[serde(with = "StoredActor")]
    pub by: Actor,
    /// What.
    #[serde(with = "StoredEvent")]
    pub event: Event,
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

/// What happened, with the version it made.
pub(crate) fn read_event(found: &Found) -> Result<(u64, Happened), Fault> {
    Ok((found.number(VERSION)?, found.body()?))
}
