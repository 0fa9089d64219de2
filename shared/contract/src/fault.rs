//! What is wrong with bytes somebody sent: where, why, and how to mend it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One fault in a request, located by an RFC 6901 JSON pointer (empty for the whole body).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Fault {
    /// JSON pointer into the body, or `header:Name`, `query:name`, `path:name`.
    pub pointer: String,
    /// A stable machine word, for example `unknown_field`.
    pub code: String,
    /// What is wrong and how to mend it, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

impl Fault {
    /// A fault at `pointer`.
    pub fn new(
        pointer: impl Into<String>,
        code: impl Into<String>,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self {
            pointer: pointer.into(),
            code: code.into(),
            zh: zh.into(),
            en: en.into(),
        }
    }
}

/// The bytes are not what was asked for: every fault found, never only the first.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the request has {} fault(s)", faults.len())]
pub struct Malformed {
    /// All faults, in the order of the body.
    pub faults: Vec<Fault>,
    /// Whether the bytes could be read at all: `false` answers 400, `true` 422.
    pub readable: bool,
}

impl Malformed {
    /// A readable request with faults (422).
    #[must_use]
    pub const fn of(faults: Vec<Fault>) -> Self {
        Self {
            faults,
            readable: true,
        }
    }

    /// A request that could not be read at all (400).
    #[must_use]
    pub fn unreadable(fault: Fault) -> Self {
        Self {
            faults: vec![fault],
            readable: false,
        }
    }
}
