//! Authorities, under the enterprise that gave them and among those of the assistant.

use std::collections::BTreeSet;

use casework::access::Role;
use casework::authority::{Authority, Given, Revoked, Scope};
use facts::{AuthorityId, CreditCode, Day, Instant, ItemId};
use serde::{Deserialize, Serialize};

use super::option_of;
use super::written::{self, Written};
use crate::fault::Fault;
use crate::table::key::{self, Index};
use crate::table::row::{Found, Row, VERSION};

impl Written for Scope {
    fn write(&self) -> String {
        self.word().to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        Self::recorded(text)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Given", rename_all = "snake_case", deny_unknown_fields)]
enum StoredGiven {
    Online,
    Paper { sha256: String },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Revoked", deny_unknown_fields)]
struct StoredRevoked {
    #[serde(with = "written")]
    at: Instant,
    #[serde(with = "written")]
    by: Role,
}

option_of!(revoked, "StoredRevoked", Revoked);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    #[serde(with = "written")]
    id: AuthorityId,
    version: u64,
    #[serde(with = "written")]
    enterprise: CreditCode,
    enterprise_name: String,
    agent: String,
    agent_name: String,
    agent_mail: String,
    #[serde(with = "written::list")]
    scopes: Vec<Scope>,
    #[serde(default, with = "written::list", skip_serializing_if = "Vec::is_empty")]
    items: Vec<ItemId>,
    #[serde(with = "written")]
    from: Day,
    #[serde(with = "written")]
    to: Day,
    #[serde(with = "StoredGiven")]
    given: Given,
    #[serde(with = "written")]
    given_at: Instant,
    given_by: String,
    #[serde(default, with = "revoked", skip_serializing_if = "Option::is_none")]
    revoked: Option<Revoked>,
}

pub(crate) fn write(one: &Authority) -> Result<Row, Fault> {
    let one = one.clone();
    let given = key::moment(one.given_at.into());
    Row::new(key::authority(&one.enterprise, &one.id))
        .number(VERSION, one.version)
        .placed(
            Index::First,
            key::authority_of_agent(&one.agent, given, &one.id),
        )
        .body(&Stored {
            id: one.id,
            version: one.version,
            enterprise: one.enterprise,
            enterprise_name: one.enterprise_name,
            agent: one.agent,
            agent_name: one.agent_name,
            agent_mail: one.agent_mail,
            scopes: one.scopes.into_iter().collect(),
            items: one.items.into_iter().collect(),
            from: one.from,
            to: one.to,
            given: one.given,
            given_at: one.given_at,
            given_by: one.given_by,
            revoked: one.revoked,
        })
}

pub(crate) fn read(found: &Found) -> Result<Authority, Fault> {
    let one: Stored = found.body()?;
    Ok(Authority {
        id: one.id,
        version: one.version,
        enterprise: one.enterprise,
        enterprise_name: one.enterprise_name,
        agent: one.agent,
        agent_name: one.agent_name,
        agent_mail: one.agent_mail,
        scopes: one.scopes.into_iter().collect::<BTreeSet<_>>(),
        items: one.items.into_iter().collect::<BTreeSet<_>>(),
        from: one.from,
        to: one.to,
        given: one.given,
        given_at: one.given_at,
        given_by: one.given_by,
        revoked: one.revoked,
    })
}
