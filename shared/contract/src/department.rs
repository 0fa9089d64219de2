//! What departments send (M40, M52).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::case::TickEntry;
use crate::text::Text;

/// Decides a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DecideCase {
    /// True to approve.
    pub approved: bool,
    /// Approved amount in yuan, needed when approving money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
    /// Reason in plain words, always needed.
    pub reason: String,
    /// For a refusal: what the enterprise can do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
    /// A tick for each entry of the case's `checklist` (M43): all of them to approve, what is not met to refuse.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<TickEntry>,
    /// For a refusal: a ground outside the checklist; the enterprise reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_ground: Option<String>,
    /// For an approval that a co-handling department does not agree with: why all the same (M11).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub despite: Option<String>,
}

/// Decides several cases, each for itself: what one comes to changes nothing for the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DecideCases {
    /// 1 to 50 decisions.
    pub decisions: Vec<CaseDecision>,
}

/// One of several decisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CaseDecision {
    /// Case number.
    pub number: String,
    /// The version that was read.
    pub version: u64,
    /// What was decided.
    #[serde(flatten)]
    pub decision: DecideCase,
}

/// What each of several decisions came to, in the order they were sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DecidedCases {
    /// One for each.
    pub results: Vec<DecidedCase>,
}

/// What one decision came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DecidedCase {
    /// Case number.
    pub number: String,
    /// The status it would have had by itself.
    pub status: u16,
    /// Where the case stands, if it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The code of the problem, if it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What happened and how to mend it, if it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Text>,
}

/// Says the case belongs elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeclineCase {
    /// Why it is not this department's.
    pub reason: String,
}

/// Sends a case back for correction, naming everything that is missing at once (M73).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SendBackCase {
    /// Materials missing or wrong, each with what to do.
    pub missing: Vec<MissingMaterial>,
}

/// One thing to mend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MissingMaterial {
    /// Material id.
    pub material: String,
    /// What to do.
    pub what: String,
}

/// Where a case would go, without sending it (M39).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DryRunRouting {
    /// Item id.
    pub item: String,
    /// The enterprise's jurisdiction id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jurisdiction: Option<String>,
}

/// The answer to a dry run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RoutingView {
    /// Department that would lead; absent when it would fall back to the counter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Post that would be told.
    pub liaison: String,
    /// The rule that chose it, in words.
    pub rule: Text,
}
