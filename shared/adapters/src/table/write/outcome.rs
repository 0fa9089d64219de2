//! How a transaction ended, and what that means to who asked for it.

use casework::Refusal;
use facts::CaseNumber;

use crate::fault::Fault;
use crate::http::{Answer, Problem, Reply};
use crate::table::idempotency::Earlier;

/// How a transaction ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was written.
    Committed,
    /// The same command was accepted before, or is another one under the same key; nothing was written.
    Repeated(Earlier),
    /// The aggregate is not at the version that was read; nothing was written.
    VersionLost,
    /// The enterprise already has this case for the item and opening; nothing was written.
    GuardTaken(String),
    /// Somebody else took from the same ledger line since it was read; nothing was written.
    LedgerMoved,
    /// The policy changed since it was read; nothing was written.
    PolicyChanged,
    /// An item of this policy belongs to another one; nothing was written.
    ItemTaken {
        /// Which item.
        item: String,
        /// The policy it belongs to.
        policy: String,
    },
    /// Something that had to be new exists already; nothing was written.
    Exists,
    /// Somebody was faster with the same step: the outbox row is done or the link is used; nothing was written.
    Done,
}

impl Outcome {
    /// What the sender of the command is answered: `reply` if it was written, else the same as before or why not.
    ///
    /// # Errors
    /// [`Problem`] 412 if somebody else was faster, 409 or 410 if the rules no longer allow it, 503 if trying again helps.
    pub fn answer(self, reply: Reply) -> Answer {
        match self {
            Self::Committed => Ok(reply),
            Self::Repeated(earlier) => Reply::earlier(&earlier),
            Self::VersionLost => Err(Problem::stale_version()),
            Self::GuardTaken(number) => {
                let number = CaseNumber::parse(&number)
                    .map_err(|error| Fault::permanent("a guard names no case", error))?;
                Err(Refusal::Twice { number }.into())
            }
            Self::LedgerMoved => Err(Fault::Busy.into()),
            Self::PolicyChanged => Err(Refusal::NotInForce.into()),
            Self::ItemTaken { item, policy } => Err(Refusal::item_taken(&item, &policy).into()),
            Self::Done => Err(Refusal::LinkUsed.into()),
            Self::Exists => Err(Fault::Busy.into()),
        }
    }

    /// For who is woken: whether it can be left at that. That somebody was faster is success; what was decided on a
    /// state that has moved comes again.
    ///
    /// # Errors
    /// [`Fault::Busy`] if it must be decided anew.
    pub fn settled(self) -> Result<(), Fault> {
        match self {
            Self::Committed | Self::Repeated(_) | Self::Done | Self::Exists => Ok(()),
            Self::VersionLost
            | Self::GuardTaken(_)
            | Self::LedgerMoved
            | Self::PolicyChanged
            | Self::ItemTaken { .. } => Err(Fault::Busy),
        }
    }
}
