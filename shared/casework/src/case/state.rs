//! Where a case stands.

use super::Award;
use super::parts::{Assignment, Correction, Decision, Fallback, Publicity, Reply};

/// Where a case stands; what exists only there is kept there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Accepted by the window, on its way to a department.
    Submitted,
    /// With the counter, since no department takes it.
    WithCounter {
        /// Why.
        why: Fallback,
    },
    /// With a department that has not opened it yet.
    Assigned {
        /// Which.
        desk: Assignment,
    },
    /// In review.
    Accepted {
        /// By whom.
        desk: Assignment,
    },
    /// With the enterprise, to be corrected; the clock rests.
    SentBack {
        /// Who asked.
        desk: Assignment,
        /// For what.
        correction: Correction,
    },
    /// Decided, and not yet released: to the enterprise still in review (M53).
    Decided {
        /// By whom.
        desk: Assignment,
        /// What.
        decision: Decision,
    },
    /// Approved and public for objection; the clock rests.
    InPublicity {
        /// What was approved.
        award: Award,
        /// Until when.
        publicity: Publicity,
    },
    /// To be paid, while an instalment is left.
    Payable {
        /// What was approved.
        award: Award,
    },
    /// Every instalment paid, or some and the others cancelled: the end. What is asked back of it is kept beside the state.
    Paid {
        /// What was approved.
        award: Award,
    },
    /// Granted, where nothing is paid: the end.
    Granted {
        /// What was approved.
        award: Award,
    },
    /// Refused and released: the end.
    Refused {
        /// Why.
        reason: String,
        /// What the enterprise can do.
        remedy: String,
    },
    /// Answered, and the answer told: the end of what is no application.
    Replied {
        /// What it came to.
        reply: Reply,
    },
    /// Withdrawn by the enterprise: the end.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// Not corrected in time: the end, and the enterprise may apply again.
    Lapsed {
        /// What had been asked for.
        correction: Correction,
    },
}

impl State {
    /// The word in records, tables and on the wire.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::WithCounter { .. } => "with_counter",
            Self::Assigned { .. } => "assigned",
            Self::Accepted { .. } => "accepted",
            Self::SentBack { .. } => "sent_back",
            Self::Decided { .. } => "decided",
            Self::InPublicity { .. } => "in_publicity",
            Self::Payable { .. } => "payable",
            Self::Paid { .. } => "paid",
            Self::Granted { .. } => "granted",
            Self::Refused { .. } => "refused",
            Self::Replied { .. } => "replied",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Lapsed { .. } => "lapsed",
        }
    }

    /// The department it lies with, or waits for, now.
    #[must_use]
    pub const fn desk(&self) -> Option<&Assignment> {
        match self {
            Self::Assigned { desk }
            | Self::Accepted { desk }
            | Self::SentBack { desk, .. }
            | Self::Decided { desk, .. } => Some(desk),
            Self::Submitted
            | Self::WithCounter { .. }
            | Self::InPublicity { .. }
            | Self::Payable { .. }
            | Self::Paid { .. }
            | Self::Granted { .. }
            | Self::Refused { .. }
            | Self::Replied { .. }
            | Self::Withdrawn { .. }
            | Self::Lapsed { .. } => None,
        }
    }
}
