//! Keys of authorities.

use std::fmt;

use super::{Key, Place};

/// The partition of every authority an enterprise gave.
pub(crate) fn authority_partition(enterprise: impl fmt::Display) -> String {
    format!("AUTHORITY#{enterprise}")
}

/// An authority.
pub(crate) fn authority(enterprise: impl fmt::Display, id: impl fmt::Display) -> Key {
    Key::new(authority_partition(enterprise), id.to_string())
}

/// Authorities of an assistant, in the first index.
pub(crate) fn agent_partition(agent: &str) -> String {
    format!("AGENT#{agent}")
}

/// An authority among those of its assistant, by when it was given.
pub(crate) fn authority_of_agent(
    agent: &str,
    given_at: impl fmt::Display,
    id: impl fmt::Display,
) -> Place {
    Place {
        pk: agent_partition(agent),
        sk: format!("{given_at}#{id}"),
    }
}
