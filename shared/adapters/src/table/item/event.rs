//! The events of a case: append-only items, one each.

use casework::Actor;
use casework::Text;
use casework::case::co_handling::PartDone;
use casework::case::{
    Allocated, Applicant, Ask, Channel, Checked, ClawBack, Correction, Decision, Document, Event,
    Expedited, Fallback, Instalment, Kind, Prediction, Publicity, Rating, Recorded, Reminder,
    Reply, Subject, Submission,
};
use casework::clock::Promise;
use casework::register::Rung;
use facts::{CaseNumber, Day, DepartmentId, Instant, Money};
use serde::{Deserialize, Serialize};

use super::actor::StoredActor;
use super::award::{StoredClawBack, instalments};
use super::case::{
    StoredApplicant, StoredCorrection, StoredDecision, StoredExpedited, StoredPromise,
    StoredRating, StoredReply, documents, maybe_ask, maybe_prediction, maybe_publicity,
};
use super::checklist::{StoredChecked, unchecked};
use super::co_handling::StoredPartDone;
use super::contest::StoredAllocated;
use super::text::StoredText;
use super::{subject, written};
use crate::fault::Fault;
use crate::table::key;
use crate::table::row::{Found, Row, VERSION};

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Submission", deny_unknown_fields)]
struct StoredSubmission {
    #[serde(with = "written")]
    number: CaseNumber,
    #[serde(with = "written")]
    kind: Kind,
    #[serde(with = "written")]
    channel: Channel,
    #[serde(with = "subject")]
    subject: Subject,
    #[serde(default, with = "maybe_ask", skip_serializing_if = "Option::is_none")]
    ask: Option<Ask>,
    #[serde(with = "StoredApplicant")]
    applicant: Applicant,
    #[serde(with = "documents")]
    documents: Vec<Document>,
    #[serde(
        default,
        with = "maybe_prediction",
        skip_serializing_if = "Option::is_none"
    )]
    prediction: Option<Prediction>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    remark: Option<String>,
    #[serde(default, with = "written::list", skip_serializing_if = "Vec::is_empty")]
    together: Vec<CaseNumber>,
    #[serde(with = "StoredPromise")]
    promise: Promise,
}

mod boxed {
    use serde::{Deserializer, Serializer};

    use super::{StoredSubmission, Submission};

    pub(super) fn serialize<S: Serializer>(
        value: &Submission,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        StoredSubmission::serialize(value, serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Box<Submission>, D::Error> {
        StoredSubmission::deserialize(deserializer).map(Box::new)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Event", rename_all = "snake_case", deny_unknown_fields)]
enum StoredEvent {
    Submitted(#[serde(with = "boxed")] Box<Submission>),
    Assigned {
        #[serde(with = "written")]
        department: DepartmentId,
        #[serde(with = "StoredText")]
        department_name: Text,
        #[serde(with = "written")]
        rung: Rung,
        #[serde(with = "StoredText")]
        rule: Text,
    },
    FellBack {
        #[serde(with = "written")]
        why: Fallback,
    },
    PassedOn {
        #[serde(with = "written")]
        rung: Rung,
    },
    Accepted {
        #[serde(with = "written")]
        counts_from: Day,
    },
    Declined {
        #[serde(with = "written")]
        department: DepartmentId,
        reason: String,
    },
    SentBack {
        #[serde(with = "StoredCorrection")]
        correction: Correction,
    },
    Corrected {
        #[serde(with = "documents")]
        documents: Vec<Document>,
    },
    Decided {
        #[serde(with = "StoredDecision")]
        decision: Decision,
        #[serde(default, with = "StoredChecked", skip_serializing_if = "unchecked")]
        checked: Checked,
    },
    Part {
        part: u32,
        #[serde(with = "StoredPartDone")]
        done: PartDone,
    },
    Allocated {
        #[serde(with = "StoredAllocated")]
        allocated: Allocated,
        remedy: String,
    },
    Released {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<String>,
        #[serde(
            default,
            with = "maybe_publicity",
            skip_serializing_if = "Option::is_none"
        )]
        publicity: Option<Publicity>,
        #[serde(default, with = "instalments", skip_serializing_if = "Vec::is_empty")]
        instalments: Vec<Instalment>,
    },
    PublicityEnded {
        #[serde(with = "written")]
        last_day: Day,
    },
    Paid {
        #[serde(with = "written")]
        amount: Money,
        #[serde(with = "written")]
        paid_on: Day,
        reference: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        met: Option<String>,
    },
    PaymentFailed {
        reason: String,
    },
    InstalmentCancelled {
        reason: String,
        remedy: String,
    },
    ConditionChecked {
        met: bool,
        words: String,
    },
    ClawedBack {
        #[serde(with = "StoredClawBack")]
        claw_back: ClawBack,
    },
    Repaid {
        #[serde(with = "written")]
        amount: Money,
        #[serde(with = "written")]
        repaid_on: Day,
        reference: String,
    },
    ClawBackWithdrawn {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        demand: Option<u32>,
        #[serde(with = "written")]
        withdrawn_on: Day,
        reason: String,
    },
    Refunded {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        demand: Option<u32>,
        #[serde(with = "written")]
        amount: Money,
        #[serde(with = "written")]
        refunded_on: Day,
        reference: String,
    },
    Replied {
        #[serde(with = "StoredReply")]
        reply: Reply,
    },
    ObjectedTo {
        #[serde(with = "written")]
        objection: CaseNumber,
    },
    ObjectionAnswered {
        #[serde(with = "written")]
        objection: CaseNumber,
        upheld: bool,
    },
    Rated {
        #[serde(with = "StoredRating")]
        rating: Rating,
    },
    Visited {
        settled: bool,
        words: String,
    },
    Reopened {
        reason: String,
    },
    Withdrawn {
        reason: String,
    },
    Lapsed,
    Extended {
        working_days: u32,
        reason: String,
    },
    Expedited {
        #[serde(with = "StoredExpedited")]
        expedited: Expedited,
    },
    Redated {
        calendar: String,
        #[serde(with = "written")]
        from: Day,
        #[serde(with = "written")]
        to: Day,
    },
    Reminded {
        #[serde(with = "written")]
        of: Reminder,
    },
    MarkedOverdue {
        #[serde(with = "written")]
        due: Day,
    },
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    #[serde(with = "written")]
    at: Instant,
    #[serde(with = "StoredActor")]
    by: Actor,
    #[serde(with = "StoredEvent")]
    event: Event,
}

/// The item of one event of the case `number`.
pub(crate) fn write(number: &CaseNumber, recorded: &Recorded) -> Result<Row, Fault> {
    let stored = Stored {
        at: recorded.at,
        by: recorded.by.clone(),
        event: recorded.event.clone(),
    };
    Row::new(key::event(number, recorded.version))
        .number(VERSION, recorded.version)
        .body(&stored)
}

pub(crate) fn read(found: &Found) -> Result<Recorded, Fault> {
    let stored: Stored = found.body()?;
    Ok(Recorded {
        version: found.number(VERSION)?,
        at: stored.at,
        by: stored.by,
        event: stored.event,
    })
}
