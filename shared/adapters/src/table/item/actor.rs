//! Who did something.

use casework::Actor;
use casework::access::Role;
use facts::{CreditCode, DepartmentId};
use serde::{Deserialize, Serialize};

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
}
