//! What keeps the host from standing up, in one line a person can act on.

/// One clear line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Fault(String);

impl Fault {
    /// A fault in these words.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// The same fault, told with what was being done; line breaks become spaces.
    #[must_use]
    pub fn of(what: impl std::fmt::Display, why: impl std::fmt::Display) -> Self {
        Self(
            format!("{what}: {why}")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        )
    }
}
