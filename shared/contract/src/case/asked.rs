//! What is asked of a case.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Answers what is no application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AnswerCase {
    /// An outcome of the case's kind.
    pub outcome: String,
    /// The answer in plain words.
    pub words: String,
    /// What else can be done; needed for `not_upheld`, `not_adopted` and `not_cleared`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
}

/// Says how it was (M4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RateCase {
    /// From 1, very dissatisfied, to 5, very satisfied.
    pub score: u8,
    /// A word with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// Has a case taken up again that is not settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReopenCase {
    /// What is not settled.
    pub reason: String,
}

/// Records the call back after the end (M34).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VisitCase {
    /// Whether the matter is settled for who asked; if not, what is no application is taken up again.
    pub settled: bool,
    /// What was said.
    pub words: String,
}

/// What is needed to release a decision.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReleaseCase {
    /// A word of the window to the enterprise, optional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// Records a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PayCase {
    /// Amount in yuan; must equal what is to be paid now: what was approved, or its next instalment.
    pub amount: String,
    /// Reference of the payment order.
    pub reference: String,
    /// How the condition of the instalment was found met; needed where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met: Option<String>,
}

/// Records that a payment did not go through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FailPayment {
    /// Why; the enterprise is told.
    pub reason: String,
}

/// Gives a case to a department by hand (M39).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AssignCase {
    /// Department id.
    pub department: String,
    /// Why this one.
    pub reason: String,
}

/// Extends the promise of a case, once and before it is late (M51).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExtendCase {
    /// Working days more, at most as many as were promised.
    pub working_days: u32,
    /// Why; the enterprise is told.
    pub reason: String,
}

/// Puts a case into the green channel, once (M25).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExpediteCase {
    /// `hardship`, `key_project` or `urgent`.
    pub priority: String,
    /// Working days promised from now on, fewer than before.
    pub working_days: u32,
    /// Why; the enterprise and the department are told.
    pub reason: String,
}

/// Withdraws a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WithdrawCase {
    /// Why.
    pub reason: String,
}

/// Hands in what was missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CorrectCase {
    /// The draft that carries the new uploads.
    pub draft: String,
}
