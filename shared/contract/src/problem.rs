//! Problem details (RFC 9457), in Chinese and English, with every fault located.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::fault::Fault;

pub mod kind;

pub use kind::Kind;

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

impl Problem {
    /// A problem of `kind` as the caller of request `request_id` reads it; `public_url` leads to the page that explains it.
    #[must_use]
    pub fn of(kind: &Kind, public_url: &str, request_id: &str) -> Self {
        Self {
            kind: format!("{public_url}/problems/{}", kind.code),
            status: kind.status,
            code: kind.code.to_owned(),
            title: kind.title_zh.to_owned(),
            title_en: kind.title_en.to_owned(),
            detail: kind.detail_zh.to_owned(),
            detail_en: kind.detail_en.to_owned(),
            request_id: request_id.to_owned(),
            errors: Vec::new(),
        }
    }
}
