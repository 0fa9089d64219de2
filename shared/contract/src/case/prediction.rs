//! What the calculator said at submission, beside the case (M19).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::eligibility::VerdictView;
use crate::text::Text;

/// What the calculator said at submission: advice, not the decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PredictionView {
    /// `eligible` or `undetermined`.
    pub verdict: VerdictView,
    /// The least it would be, in yuan; absent where it is no money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<String>,
    /// The most it would be, in yuan; absent where there is no upper end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<String>,
    /// What was left open, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Id of the receipt (测算凭证), which can be run again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// For those who work on the case, once it is decided: how the decision differs from it, such as `held` or `less`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drift: Option<String>,
    /// The same in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drift_text: Option<Text>,
}
