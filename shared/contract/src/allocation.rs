//! Openings that are given out in one go: what is provisional, who would get what, and what came of it (M94).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text::Text;

/// An opening that is given out in one go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ContestedEntry {
    /// Item id.
    pub item: String,
    /// Its title.
    pub title: Text,
    /// Opening id.
    pub opening: String,
    /// First day.
    #[schema(format = Date)]
    pub from: String,
    /// Last day.
    #[schema(format = Date)]
    pub to: String,
    /// `open`, `closed` (to be allocated) or `allocated`.
    pub standing: String,
    /// How it is given out, in words.
    pub rule: Text,
}

/// What a case gets, or would get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CaseShareView {
    /// Case number.
    pub number: String,
    /// Name of the enterprise.
    pub enterprise_name: String,
    /// What the department approved, in yuan.
    pub claimed: String,
    /// What it is ranked by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<String>,
    /// Its place in the ranking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u64>,
    /// What it gets, in yuan; nothing where the item gives no money.
    pub gets: String,
    /// Whether it gets it.
    pub reached: bool,
    /// Why.
    pub why: Text,
}

/// A case that keeps an opening from being allocated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HindranceView {
    /// Case number.
    pub number: String,
    /// Name of the enterprise.
    pub enterprise_name: String,
    /// Where it stands, in words.
    pub state_text: Text,
}

/// An opening with what it came to, or would come to if it were allocated now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AllocationView {
    /// The opening.
    #[serde(flatten)]
    pub entry: ContestedEntry,
    /// When it was allocated; absent while this is a preview.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allocated_at: Option<String>,
    /// Claimed in all, in yuan.
    pub claimed: String,
    /// Given in all, in yuan.
    pub given: String,
    /// What each gets, in the order of the ranking or of handing in.
    pub shares: Vec<CaseShareView>,
    /// Cases that are not decided.
    pub undecided: Vec<HindranceView>,
    /// Cases to be ranked whose score nobody knows.
    pub unscored: Vec<HindranceView>,
}

/// Allocates an opening.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SettleOpening {
    /// Scores of cases whose profile did not tell them, as they were checked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scores: Vec<ScoreOf>,
}

/// The score of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScoreOf {
    /// Case number.
    pub number: String,
    /// The score.
    pub score: String,
}
