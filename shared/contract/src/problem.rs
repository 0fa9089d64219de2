//! Problem details (RFC 9457), in Chinese and English, with every fault located.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::fault::Fault;

/// The media type of [`Problem`].
pub const MEDIA_TYPE: &str = "application/problem+json";

/// An answer other than success: what happened, why, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// A page that explains this kind of problem, for example `/problems/stale_version`.
    #[serde(rename = "type")]
    pub kind: String,
    /// HTTP status, repeated for readers of logs.
    pub status: u16,
    /// The kind as a stable machine word.
    pub code: String,
    /// What happened, in Chinese.
    pub title: String,
    /// What happened, in English.
    pub title_en: String,
    /// How to mend it, in Chinese.
    pub detail: String,
    /// How to mend it, in English.
    pub detail_en: String,
    /// The request this answers; quote it when asking for help.
    pub request_id: String,
    /// Every fault found in the request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Fault>,
}
