//! A subscription and the digests it was sent.

use std::collections::{BTreeMap, BTreeSet};

use casework::alert::{Alert, Cause, Subscription, Told};
use facts::{CreditCode, Day, Instant, ItemId};
use serde::{Deserialize, Serialize};

use super::list_of;
use super::written::{self, words};
use crate::fault::Fault;
use crate::table::key::{self, Index};
use crate::table::row::{Found, Row, VERSION};

words! { Cause, New = "new", Changed = "changed", ClosingSoon = "closing_soon", Expired = "expired", }

/// A digest: what one look found to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// Whom.
    pub enterprise: CreditCode,
    /// The version of the subscription that told it: its number.
    pub number: u64,
    /// When.
    pub at: Instant,
    /// Each item and why.
    pub alerts: Vec<Alert>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Told", deny_unknown_fields)]
struct StoredTold {
    revision: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    closing: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct OneTold(#[serde(with = "StoredTold")] Told);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct OneItem(#[serde(with = "written")] ItemId);

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    #[serde(with = "written")]
    enterprise: CreditCode,
    active: bool,
    #[serde(with = "written::list")]
    causes: BTreeSet<Cause>,
    lead_days: u32,
    mail: String,
    told: BTreeMap<OneItem, OneTold>,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    next_look: Option<Day>,
    #[serde(with = "written")]
    since: Instant,
}

pub(crate) fn write(subscription: &Subscription) -> Result<Row, Fault> {
    let one = subscription.clone();
    let mut row = Row::new(key::subscription(&one.enterprise)).number(VERSION, one.version);
    if one.active {
        row = row.placed(Index::First, key::among_subscriptions(&one.enterprise));
    }
    if let Some(day) = one.next_look {
        let pk = key::alerts_partition(&one.enterprise);
        row = row.placed(Index::Due, key::due(&pk, day.start().into()));
    }
    let told = one.told.into_iter();
    row.body(&Stored {
        enterprise: one.enterprise,
        active: one.active,
        causes: one.causes,
        lead_days: one.lead_days,
        mail: one.mail,
        told: told
            .map(|(item, told)| (OneItem(item), OneTold(told)))
            .collect(),
        next_look: one.next_look,
        since: one.since,
    })
}

pub(crate) fn read(found: &Found) -> Result<Subscription, Fault> {
    let stored: Stored = found.body()?;
    let told = stored.told.into_iter();
    Ok(Subscription {
        enterprise: stored.enterprise,
        version: found.number(VERSION)?,
        active: stored.active,
        causes: stored.causes,
        lead_days: stored.lead_days,
        mail: stored.mail,
        told: told
            .map(|(OneItem(item), OneTold(told))| (item, told))
            .collect(),
        next_look: stored.next_look,
        since: stored.since,
    })
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Alert", deny_unknown_fields)]
struct StoredAlert {
    #[serde(with = "written")]
    item: ItemId,
    #[serde(with = "written")]
    cause: Cause,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    closes: Option<Day>,
}

list_of!(alerts, "StoredAlert", Alert);

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredDigest {
    #[serde(with = "written")]
    enterprise: CreditCode,
    number: u64,
    #[serde(with = "written")]
    at: Instant,
    #[serde(with = "alerts")]
    alerts: Vec<Alert>,
}

pub(crate) fn write_digest(digest: &Digest) -> Result<Row, Fault> {
    let Digest {
        enterprise,
        number,
        at,
        alerts,
    } = digest.clone();
    Row::new(key::digest(&enterprise, number))
        .placed(Index::First, key::among_digests(&enterprise, number))
        .body(&StoredDigest {
            enterprise,
            number,
            at,
            alerts,
        })
}

pub(crate) fn read_digest(found: &Found) -> Result<Digest, Fault> {
    let stored: StoredDigest = found.body()?;
    Ok(Digest {
        enterprise: stored.enterprise,
        number: stored.number,
        at: stored.at,
        alerts: stored.alerts,
    })
}
