//! Deeds, under the authority they were done under.

use casework::authority::{Deed, Did};
use facts::{AuthorityId, CaseNumber, CreditCode, Instant, ItemId};
use serde::{Deserialize, Serialize};

use super::written;
use crate::fault::Fault;
use crate::table::key::{self, Index};
use crate::table::row::{Found, Row};

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Did", rename_all = "snake_case", deny_unknown_fields)]
enum StoredDid {
    WroteProfile,
    WroteSubscription {
        active: bool,
    },
    Confirmed {
        run: String,
        #[serde(with = "written")]
        item: ItemId,
        #[serde(with = "written")]
        number: CaseNumber,
    },
    Declined {
        run: String,
        #[serde(with = "written")]
        item: ItemId,
    },
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    #[serde(with = "written")]
    enterprise: CreditCode,
    #[serde(with = "written")]
    authority: AuthorityId,
    #[serde(with = "StoredDid")]
    did: Did,
    version: u64,
    #[serde(with = "written")]
    at: Instant,
}

pub(crate) fn write(deed: &Deed) -> Result<Row, Fault> {
    let one = deed.clone();
    let what = match one.did.run() {
        Some(run) => format!("{}#{run}", one.did.operation().name()),
        None => one.did.operation().name().to_owned(),
    };
    let under = (one.enterprise.as_str(), one.authority.as_str());
    let key = key::deed(under, &what, one.version);
    let place = key::among_deeds(key::moment(one.at.into()), &key);
    Row::new(key).placed(Index::First, place).body(&Stored {
        enterprise: one.enterprise,
        authority: one.authority,
        did: one.did,
        version: one.version,
        at: one.at,
    })
}

pub(crate) fn read(found: &Found) -> Result<Deed, Fault> {
    let one: Stored = found.body()?;
    Ok(Deed {
        enterprise: one.enterprise,
        authority: one.authority,
        did: one.did,
        version: one.version,
        at: one.at,
    })
}
