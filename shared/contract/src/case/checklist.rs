//! The review checklist, as it is shown and as it is sent (M43).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text::Text;

/// One entry of the review checklist: a condition or a material of the version the case was submitted under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CheckView {
    /// Its id, such as `condition-1` or `material-application-form`; a decision ticks it by this.
    pub entry: String,
    /// What is checked, in plain words.
    pub words: Text,
    /// For a condition: where it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// For a condition: what the calculator said of it at submission, `met`, `unmet` or `unknown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foreseen: Option<String>,
    /// What the department found: `met`, `not_met` or `not_applicable`; absent before it decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
    /// What shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

/// The tick of one entry of the review checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TickEntry {
    /// An entry of the case's `checklist`.
    pub entry: String,
    /// `met`, `not_met` or `not_applicable`.
    pub finding: String,
    /// Which document or what else shows it, in at most 200 characters; needed for a condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}
