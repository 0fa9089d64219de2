//! What is told of things that are no cases: gatherings and authorities.

use casework::gathering::Notice;
use facts::{AuthorityId, CreditCode, GatheringId};
use serde::{Deserialize, Serialize};

use crate::table::item::written;

/// What somebody is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Of a gathering: who signed up for it.
    Gathering {
        /// Which.
        gathering: GatheringId,
        /// The version, of it or of its seats, that caused it.
        version: u64,
        /// What.
        notice: Notice,
        /// Whom; none has everybody told who has a seat.
        who: Option<String>,
    },
    /// That an authority was given or revoked.
    Authority {
        /// Who gave it.
        enterprise: CreditCode,
        /// Which.
        authority: AuthorityId,
        /// Whom.
        side: Side,
    },
}

/// A side of an authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The enterprise.
    Enterprise,
    /// Its assistant.
    Assistant,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum StoredTold {
    Gathering {
        #[serde(with = "written")]
        gathering: GatheringId,
        version: u64,
        #[serde(with = "written")]
        notice: Notice,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        who: Option<String>,
    },
    Authority {
        #[serde(with = "written")]
        enterprise: CreditCode,
        #[serde(with = "written")]
        authority: AuthorityId,
        side: Side,
    },
}

macro_rules! both_ways {
    ($($variant:ident { $($field:ident),+ })+) => {
        impl From<Told> for StoredTold {
            fn from(told: Told) -> Self {
                match told {
                    $(Told::$variant { $($field),+ } => Self::$variant { $($field),+ },)+
                }
            }
        }

        impl From<StoredTold> for Told {
            fn from(told: StoredTold) -> Self {
                match told {
                    $(StoredTold::$variant { $($field),+ } => Self::$variant { $($field),+ },)+
                }
            }
        }
    };
}

both_ways! {
    Gathering { gathering, version, notice, who }
    Authority { enterprise, authority, side }
}
