//! What is still to be paid of a case, and what is to be paid back, as lists show it (M44, M101).

use casework::case::{Award, Case, ClawBack};
use facts::{Day, Money};
use serde::{Deserialize, Serialize};

use super::written;

/// What is still to be paid, and to be paid back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Owing {
    /// What is left to pay, while the case is payable.
    #[serde(with = "written::option", skip_serializing_if = "Option::is_none")]
    pub left: Option<Money>,
    /// The day the next instalment falls due, where it has one apart from the promise.
    #[serde(with = "written::option", skip_serializing_if = "Option::is_none")]
    pub pays_on: Option<Day>,
    /// The day from which its condition is looked at, where no other day says when it is paid.
    #[serde(with = "written::option", skip_serializing_if = "Option::is_none")]
    pub checked_on: Option<Day>,
    /// What had come back of a demand that was withdrawn and is to be refunded.
    #[serde(with = "written::option", skip_serializing_if = "Option::is_none")]
    pub refund: Option<Money>,
    /// What is left to pay back.
    #[serde(with = "written::option", skip_serializing_if = "Option::is_none")]
    pub owed: Option<Money>,
    /// The last day to pay it back.
    #[serde(with = "written::option", skip_serializing_if = "Option::is_none")]
    pub owed_until: Option<Day>,
}

impl Owing {
    pub(crate) fn of(case: &Case) -> Self {
        Self {
            left: case
                .award()
                .map(Award::left)
                .filter(|left| *left > Money::ZERO),
            pays_on: case.later_instalment().and_then(|(_, due)| due),
            checked_on: case.condition_due(),
            refund: Some(case.to_refund()).filter(|refund| *refund > Money::ZERO),
            owed: case.owed().map(ClawBack::left),
            owed_until: case.owed().map(|owed| owed.until),
        }
    }

    pub(crate) fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}
