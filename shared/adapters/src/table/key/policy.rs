//! Keys of policies: the head, every version of the rule document, what it is explained with, what happened to it.

use std::fmt;

use super::{EVENT, Key, Place};

/// Start of the partition of every policy.
pub(crate) const POLICY: &str = "POLICY#";

/// A partition that holds one policy and all its versions.
pub(crate) fn policy_partition(policy: impl fmt::Display) -> String {
    format!("{POLICY}{policy}")
}

/// The head of a policy.
pub(crate) fn policy(policy: impl fmt::Display) -> Key {
    Key::new(policy_partition(policy), "POLICY")
}

/// Start of the sort key of every version of a policy.
pub(crate) const VERSION: &str = "VERSION#";

/// One version of the rule document of a policy.
pub(crate) fn policy_version(policy: impl fmt::Display, version: u64) -> Key {
    Key::new(policy_partition(policy), format!("{VERSION}{version:04}"))
}

/// What happened to a policy at one version.
pub(crate) fn policy_event(policy: impl fmt::Display, version: u64) -> Key {
    Key::new(policy_partition(policy), format!("{EVENT}{version:04}"))
}

/// Start of the sort key of every interpretation of a policy.
pub(crate) const INTERPRETATION: &str = "INTERPRETATION#";

/// An interpretation of a policy.
pub(crate) fn interpretation(policy: impl fmt::Display, number: u64) -> Key {
    let sk = format!("{INTERPRETATION}{number:04}");
    Key::new(policy_partition(policy), sk)
}

/// Start of the sort key of every ruling of a policy.
pub(crate) const RULING: &str = "RULING#";

/// A ruling of a policy.
pub(crate) fn ruling(policy: impl fmt::Display, number: u64) -> Key {
    Key::new(policy_partition(policy), format!("{RULING}{number:04}"))
}

/// Start of the sort key of every answer for everybody; between the others, so that one read brings all.
pub(crate) const PUBLIC_FAQ: &str = "PUBLIC_FAQ#";

/// An answer for everybody.
pub(crate) fn faq(policy: impl fmt::Display, number: u64) -> Key {
    Key::new(policy_partition(policy), format!("{PUBLIC_FAQ}{number:04}"))
}

/// Sort keys of a policy with its versions, interpretations, rulings and answers, first and last: without events and what repeats remember.
pub(crate) const POLICY_RANGE: (&str, &str) = (INTERPRETATION, "VERSION#~");

/// Keeps an item from belonging to two policies.
pub(crate) fn owner(item: impl fmt::Display) -> Key {
    Key::new(format!("OWNER#{item}"), "OWNER")
}

/// All policies, in the first index.
pub(crate) const POLICIES: &str = "POLICIES";

/// A policy among all policies.
pub(crate) fn among_policies(policy: impl fmt::Display) -> Place {
    Place {
        pk: POLICIES.to_owned(),
        sk: policy_partition(policy),
    }
}
