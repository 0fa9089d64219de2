//! What an enterprise told about itself.

use facts::CreditCode;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::written;
use crate::fault::Fault;
use crate::table::key::{self, Index};
use crate::table::row::{Found, Row, VERSION};

/// An enterprise and what it told about itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Credit code.
    pub enterprise: CreditCode,
    /// Version.
    pub version: u64,
    /// Registered name.
    pub name: String,
    /// Where notifications go.
    pub contact_email: String,
    /// Facts by id, as they were sent and found sound.
    pub facts: Map<String, Value>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    #[serde(with = "written")]
    enterprise: CreditCode,
    name: String,
    contact_email: String,
    facts: Map<String, Value>,
}

pub(crate) fn write(profile: &Profile) -> Result<Row, Fault> {
    Row::new(key::profile(&profile.enterprise))
        .number(VERSION, profile.version)
        .placed(Index::First, key::among_profiles(&profile.enterprise))
        .body(&Stored {
            enterprise: profile.enterprise.clone(),
            name: profile.name.clone(),
            contact_email: profile.contact_email.clone(),
            facts: profile.facts.clone(),
        })
}

pub(crate) fn read(found: &Found) -> Result<Profile, Fault> {
    let stored: Stored = found.body()?;
    Ok(Profile {
        enterprise: stored.enterprise,
        version: found.number(VERSION)?,
        name: stored.name,
        contact_email: stored.contact_email,
        facts: stored.facts,
    })
}
