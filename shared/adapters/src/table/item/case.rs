//! What a case is made of, as its events carry it.

use casework::Text;
use casework::case::{
    Against, Applicant, ApplicantKind, Ask, Channel, Correction, Decision, Document, Expedited,
    Fallback, Kind, MaterialAsked, Missing, Outcome, Prediction, Priority, Publicity, Rating,
    Reminder, Reply,
};
use casework::clock::{DayOff, Promise, Starts, StepPromise};
use casework::register::Rung;
use facts::{
    CaseNumber, CreditCode, Day, DepartmentId, JurisdictionId, MaterialId, Money, SizeClass,
};
use serde::{Deserialize, Serialize};

use super::text::{StoredText, maybe_text};
use super::written::{self, Written, words};
use super::{list_of, option_of};

words! { Kind,
    Application = "application",
    Consultation = "consultation",
    Help = "help",
    Complaint = "complaint",
    Suggestion = "suggestion",
    Objection = "objection",
    Blockage = "blockage",
}

words! { Channel,
    Online = "online",
    Counter = "counter",
}

words! { ApplicantKind,
    Company = "company",
    SoleTrader = "sole_trader",
    Cooperative = "cooperative",
    Organisation = "organisation",
}

words! { Fallback,
    NoRule = "no_rule",
    PingPong = "ping_pong",
    Counter = "counter",
    Coordinator = "coordinator",
}

impl Written for Outcome {
    fn write(&self) -> String {
        self.word().to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        Self::named(text)
    }
}

impl Written for Priority {
    fn write(&self) -> String {
        self.word().to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        Self::named(text)
    }
}

words! { Reminder,
    DueSoon = "due_soon",
    Release = "release",
    Correction = "correction",
    Unanswered = "unanswered",
    LongOverdue = "long_overdue",
    InstalmentDue = "instalment_due",
    InstalmentLate = "instalment_late",
    ConditionDue = "condition_due",
    ConditionLate = "condition_late",
    RepaymentSoon = "repayment_soon",
    RepaymentLate = "repayment_late",
    RefundLate = "refund_late",
}

words! { DayOff,
    NextCounts = "next_counts",
    ReceivedNext = "received_next",
}

impl Written for Rung {
    fn write(&self) -> String {
        self.word().to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        Self::recorded(text)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "MaterialAsked", deny_unknown_fields)]
pub(crate) struct StoredMaterialAsked {
    #[serde(with = "written")]
    material: MaterialId,
    #[serde(with = "StoredText")]
    name: Text,
    required: bool,
}

list_of!(materials_asked, "StoredMaterialAsked", MaterialAsked);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Applicant", deny_unknown_fields)]
pub(crate) struct StoredApplicant {
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    enterprise: Option<CreditCode>,
    name: String,
    contact_email: String,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    jurisdiction: Option<JurisdictionId>,
    #[serde(with = "written")]
    kind: ApplicantKind,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    size: Option<SizeClass>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Document", deny_unknown_fields)]
pub(crate) struct StoredDocument {
    #[serde(with = "written")]
    material: MaterialId,
    document: String,
    file_name: String,
    media_type: String,
    bytes: u64,
    sha256: String,
}

list_of!(documents, "StoredDocument", Document);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Prediction", deny_unknown_fields)]
pub(crate) struct StoredPrediction {
    eligible: bool,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    amount_low: Option<Money>,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    amount_high: Option<Money>,
    #[serde(default, with = "maybe_text", skip_serializing_if = "Option::is_none")]
    note: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    receipt: Option<String>,
}

option_of!(maybe_prediction, "StoredPrediction", Prediction);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Ask", deny_unknown_fields)]
pub(crate) struct StoredAsk {
    words: String,
    #[serde(
        default,
        with = "maybe_against",
        skip_serializing_if = "Option::is_none"
    )]
    against: Option<Against>,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    about: Option<CaseNumber>,
}

option_of!(maybe_ask, "StoredAsk", Ask);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Against", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum StoredAgainst {
    Department(#[serde(with = "written")] DepartmentId),
    Counter,
}

option_of!(maybe_against, "StoredAgainst", Against);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Reply", deny_unknown_fields)]
pub(crate) struct StoredReply {
    #[serde(with = "written")]
    outcome: Outcome,
    words: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Rating", deny_unknown_fields)]
pub(crate) struct StoredRating {
    score: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    words: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Expedited", deny_unknown_fields)]
pub(crate) struct StoredExpedited {
    #[serde(with = "written")]
    priority: Priority,
    reason: String,
    working_days: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Promise", deny_unknown_fields)]
pub(crate) struct StoredPromise {
    working_days: u32,
    basis: String,
    #[serde(default, with = "step_promises", skip_serializing_if = "Vec::is_empty")]
    steps: Vec<StepPromise>,
    #[serde(with = "StoredStarts")]
    starts: Starts,
    #[serde(with = "written")]
    day_off: DayOff,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "StepPromise", deny_unknown_fields)]
pub(crate) struct StoredStepPromise {
    #[serde(with = "StoredText")]
    name: Text,
    owner: String,
    working_days: u32,
    basis: String,
}

list_of!(step_promises, "StoredStepPromise", StepPromise);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Starts", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum StoredStarts {
    Submission,
    Acceptance { within_working_days: u32 },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Missing", deny_unknown_fields)]
pub(crate) struct StoredMissing {
    #[serde(with = "written")]
    material: MaterialId,
    what: String,
}

list_of!(missing, "StoredMissing", Missing);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Correction", deny_unknown_fields)]
pub(crate) struct StoredCorrection {
    #[serde(with = "missing")]
    missing: Vec<Missing>,
    #[serde(with = "written")]
    until: Day,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Decision", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum StoredDecision {
    Approved {
        #[serde(
            default,
            with = "written::option",
            skip_serializing_if = "Option::is_none"
        )]
        amount: Option<Money>,
        reason: String,
    },
    Refused {
        reason: String,
        remedy: String,
    },
    Replied(#[serde(with = "StoredReply")] Reply),
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Publicity", deny_unknown_fields)]
pub(crate) struct StoredPublicity {
    #[serde(with = "written")]
    first_day: Day,
    #[serde(with = "written")]
    last_day: Day,
    working_days: u32,
}

option_of!(maybe_publicity, "StoredPublicity", Publicity);
