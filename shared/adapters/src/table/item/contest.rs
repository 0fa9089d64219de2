//! What a case takes part with where its opening is given out in one go, and what it got (M94).

use casework::Text;
use casework::case::{Allocated, Case, Contest};
use facts::{Day, Money, Number};
use serde::{Deserialize, Serialize};

use super::option_of;
use super::text::StoredText;
use super::written::{self, Written};

impl Written for Number {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Contest", deny_unknown_fields)]
pub(crate) struct StoredContest {
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    score: Option<Number>,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    until: Option<Day>,
}

option_of!(maybe_contest, "StoredContest", Contest);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Allocated", deny_unknown_fields)]
pub(crate) struct StoredAllocated {
    #[serde(with = "written")]
    claimed: Money,
    #[serde(with = "written")]
    gets: Money,
    reached: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    late: bool,
    #[serde(with = "StoredText")]
    why: Text,
}

/// What lists know of a case that takes part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contestant {
    /// The opening.
    pub opening: String,
    /// What it is ranked by, where that is known.
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub score: Option<Number>,
    /// Whether it is approved and waits for the allocation.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub provisional: bool,
    /// Whether nothing more is to come of it, or it got its share.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub over: bool,
}

impl Contestant {
    pub(crate) fn of(case: &Case) -> Option<Self> {
        let contest = case.subject.contest.as_ref()?;
        Some(Self {
            opening: case.subject.listing.as_ref()?.opening.clone(),
            score: contest.score,
            provisional: case.provisional(),
            over: case.ended() || case.allocation.is_some(),
        })
    }
}
