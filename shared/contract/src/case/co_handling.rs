//! Co-handling, as it is shown and as it is sent (M11).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text::Text;

/// The part of one co-handling department. The enterprise reads who is asked for what and till when, never an opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PartView {
    /// Its number within the case.
    pub part: u32,
    /// Department id.
    pub department: String,
    /// Its name; its id before it was asked.
    pub department_name: Text,
    /// Parts of one round are asked at once; `0` is asked by the lead itself.
    pub round: u32,
    /// What it is asked for.
    pub asks: Text,
    /// Working days it has.
    pub working_days: u32,
    /// The day it is promised by, while it is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub due: Option<String>,
    /// `waiting`, `asked`, `overdue`, `answered`, `declined` or `closed`.
    pub state: String,
    /// The state in words.
    pub state_text: Text,
    /// The post that has it; only for those who work on the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<Text>,
    /// What it says; only for those who work on the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinion: Option<OpinionView>,
    /// Why the lead asked by itself, why it was declined, or why nobody waits for it; only for those who work on the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What a co-handling department says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OpinionView {
    /// `agrees`, `disagrees` or `nothing_to_say`.
    pub stance: String,
    /// The stance in words.
    pub stance_text: Text,
    /// Why.
    pub reason: String,
    /// Where it does not agree: what it means, in words of the checklist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Text>,
}

/// The lead asks a further department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AskPart {
    /// Department id.
    pub department: String,
    /// What it is asked for.
    pub asks: String,
    /// Working days it has, no more than the case promises.
    pub working_days: u32,
    /// Why.
    pub reason: String,
}

/// A co-handling department answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AnswerPart {
    /// `agrees`, `disagrees` or `nothing_to_say`.
    pub stance: String,
    /// Why; may be absent for `nothing_to_say`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// For `disagrees`: entries of the case's checklist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<String>,
}

/// Gives a part up: the department that it is not for them, the lead that it goes on without one that is overdue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GivePartUp {
    /// Why.
    pub reason: String,
}
