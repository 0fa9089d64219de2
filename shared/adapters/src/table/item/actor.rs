//! Who did something.

use casework::Actor;
use casework::access::Role;
use casework::actor::Under;
use facts::{AuthorityId, CreditCode, DepartmentId};
use serde::{Deserialize, Serialize};

use super::option_of;
use super::written::{self, Written};

impl Written for Role {
    fn write(&self) -> String {
        self.word().to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        Self::recorded(text)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Under", deny_unknown_fields)]
struct StoredUnder {
    #[serde(with = "written")]
    authority: AuthorityId,
    agent: String,
    enterprise: String,
}

option_of!(under, "StoredUnder", Under);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Actor", deny_unknown_fields)]
pub(crate) struct StoredActor {
    principal: String,
    #[serde(with = "written")]
    role: Role,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    department: Option<DepartmentId>,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    on_behalf_of: Option<CreditCode>,
    #[serde(default, with = "under", skip_serializing_if = "Option::is_none")]
    under: Option<Under>,
}
