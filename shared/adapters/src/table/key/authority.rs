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

/// A deed, under its authority: one for each version of what was changed.
pub(crate) fn deed((enterprise, authority): (&str, &str), what: &str, version: u64) -> Key {
    Key::new(
        deeds_partition(enterprise, authority),
        format!("{what}#{version:010}"),
    )
}

/// The partition of every deed under an authority; also their list, in the first index.
pub(crate) fn deeds_partition(
    enterprise: impl fmt::Display,
    authority: impl fmt::Display,
) -> String {
    format!("DEED#{enterprise}#{authority}")
}

/// A deed among those of its authority, by when it was done.
pub(crate) fn among_deeds(at: impl fmt::Display, of: &Key) -> Place {
    Place {
        pk: of.pk.clone(),
        sk: format!("{at}#{}", of.sk),
    }
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
