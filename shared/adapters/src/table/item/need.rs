//! A need, and what somebody wrote about it. Neither names an enterprise.

use std::collections::BTreeMap;

use casework::need::{Counts, Need, Subject};
use facts::{Day, DepartmentId, Instant, ItemId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::written;
use crate::fault::Fault;
use crate::table::key::{self, Index};
use crate::table::row::{Found, Row, VERSION};

/// How long it is kept that somebody was counted: past the end of the day, wherever in it.
const COUNTED_KEPT: SignedDuration = SignedDuration::from_hours(25);
/// How long what somebody wrote is kept.
const SAYING_KEPT: SignedDuration = SignedDuration::from_hours(2 * 365 * 24);

/// A need under its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredNeed {
    /// Its id, made from what it is about.
    pub id: String,
    /// The need.
    pub need: Need,
}

/// What somebody wrote about a need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// When.
    pub at: Instant,
    /// The words.
    pub words: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Subject", rename_all = "snake_case", deny_unknown_fields)]
enum StoredSubject {
    Words(String),
    Item(#[serde(with = "written")] ItemId),
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Counts", deny_unknown_fields)]
struct StoredCounts {
    searched: u64,
    missed: u64,
    written: u64,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct OneMonth(#[serde(with = "StoredCounts")] Counts);

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    #[serde(with = "StoredSubject")]
    subject: Subject,
    title: String,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    owner: Option<DepartmentId>,
    #[serde(with = "StoredCounts")]
    counts: Counts,
    months: BTreeMap<String, OneMonth>,
    #[serde(with = "written")]
    first_on: Day,
    #[serde(with = "written")]
    last_on: Day,
}

pub(crate) fn write(id: &str, need: &Need) -> Result<Row, Fault> {
    let owner = need.owner.as_ref().map(DepartmentId::as_str);
    let count = need.counts.total();
    let months = need.months.iter();
    Row::new(key::need(id))
        .number(VERSION, need.version)
        .placed(
            Index::First,
            key::among_needs(key::needs_partition(owner), count, id),
        )
        .placed(
            Index::Second,
            key::among_needs(key::NEEDS.to_owned(), count, id),
        )
        .body(&Stored {
            subject: need.subject.clone(),
            title: need.title.clone(),
            owner: need.owner.clone(),
            counts: need.counts,
            months: months
                .map(|(month, counts)| (month.clone(), OneMonth(*counts)))
                .collect(),
            first_on: need.first_on,
            last_on: need.last_on,
        })
}

pub(crate) fn read(found: &Found) -> Result<StoredNeed, Fault> {
    let stored: Stored = found.body()?;
    let id = found.pk().strip_prefix(key::NEED).unwrap_or_default();
    Ok(StoredNeed {
        id: id.to_owned(),
        need: Need {
            subject: stored.subject,
            title: stored.title,
            owner: stored.owner,
            version: found.number(VERSION)?,
            counts: stored.counts,
            months: stored
                .months
                .into_iter()
                .map(|(month, OneMonth(counts))| (month, counts))
                .collect(),
            first_on: stored.first_on,
            last_on: stored.last_on,
        },
    })
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredSaying {
    #[serde(with = "written")]
    at: Instant,
    words: String,
}

/// That somebody was counted today; the mark is all there is.
pub(crate) fn write_counted(need: &str, mark: &str, now: Timestamp) -> Row {
    Row::new(key::counted(need, mark))
        .expires(now.checked_add(COUNTED_KEPT).unwrap_or(Timestamp::MAX))
}

pub(crate) fn write_saying(
    need: &str,
    id: &str,
    saying: &Saying,
    now: Timestamp,
) -> Result<Row, Fault> {
    Row::new(key::saying(need, id))
        .placed(Index::First, key::among_sayings(need, now))
        .expires(now.checked_add(SAYING_KEPT).unwrap_or(Timestamp::MAX))
        .body(&StoredSaying {
            at: saying.at,
            words: saying.words.clone(),
        })
}

pub(crate) fn read_saying(found: &Found) -> Result<Saying, Fault> {
    let StoredSaying { at, words } = found.body()?;
    Ok(Saying { at, words })
}
