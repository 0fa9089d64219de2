//! A capability link under the hash of its token.

use casework::link::Link;
use casework::register::Rung;
use facts::{CaseNumber, Day, DepartmentId, Instant};
use serde::{Deserialize, Serialize};

use super::written;
use crate::fault::Fault;
use crate::table::key;
use crate::table::row::{Found, Row, VERSION};

/// Days a link is kept after its last one, so that who opens it is told that it is over.
const KEPT_DAYS: i64 = 90;

#[derive(Debug, Serialize, Deserialize)]
#[serde(remote = "Link", deny_unknown_fields)]
struct StoredLink {
    #[serde(with = "written")]
    case: CaseNumber,
    #[serde(with = "written")]
    department: DepartmentId,
    #[serde(with = "written")]
    rung: Rung,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    part: Option<u32>,
    turn: u64,
    code_hash: String,
    tries: u8,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    used_at: Option<Instant>,
    #[serde(with = "written")]
    last_day: Day,
}

#[derive(Debug, Serialize, Deserialize)]
struct Stored {
    #[serde(flatten, with = "StoredLink")]
    link: Link,
}

/// Every try and the one use make it one more, so that two tries at once cannot count as one.
pub(crate) fn version(link: &Link) -> u64 {
    1 + u64::from(link.tries) + u64::from(link.used_at.is_some())
}

pub(crate) fn write(token_hash: &str, link: &Link) -> Result<Row, Fault> {
    let until = link.last_day.plus_days(KEPT_DAYS);
    Row::new(key::link(token_hash))
        .number(VERSION, version(link))
        .expires(until.start().into())
        .body(&Stored { link: link.clone() })
}

pub(crate) fn read(found: &Found) -> Result<Link, Fault> {
    let stored: Stored = found.body()?;
    Ok(stored.link)
}
