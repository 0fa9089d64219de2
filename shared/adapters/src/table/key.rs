//! Every key of the table, spelled here and nowhere else. All of them can be computed without reading.

use std::collections::HashMap;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::hex;

mod authority;
mod gathering;
mod open;
mod outreach;
mod policy;
mod supervision;

pub(crate) use self::authority::*;
pub(crate) use self::gathering::*;
pub(crate) use self::open::*;
pub(crate) use self::outreach::*;
pub(crate) use self::policy::*;
pub(crate) use self::supervision::*;

/// Partition key attribute.
pub(crate) const PK: &str = "pk";
/// Sort key attribute.
pub(crate) const SK: &str = "sk";

/// How many shards the due index is spread over, so that no single one grows hot.
pub const DUE_SHARDS: u8 = 16;

/// A primary key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) pk: String,
    pub(crate) sk: String,
}

impl Key {
    fn new(pk: impl Into<String>, sk: impl Into<String>) -> Self {
        Self {
            pk: pk.into(),
            sk: sk.into(),
        }
    }

    /// The key as the SDK wants it.
    pub(crate) fn attributes(&self) -> HashMap<String, AttributeValue> {
        HashMap::from([
            (PK.to_owned(), AttributeValue::S(self.pk.clone())),
            (SK.to_owned(), AttributeValue::S(self.sk.clone())),
        ])
    }
}

/// The indexes, and the attributes that place an item in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Index {
    /// What belongs together: cases and drafts of an enterprise, policies, notices.
    First,
    /// Open work: the window's desk and the departments' tasks.
    Second,
    /// What falls due, in order of its moment.
    Due,
}

impl Index {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::First => "gsi1",
            Self::Second => "gsi2",
            Self::Due => "due",
        }
    }

    pub(crate) const fn pk(self) -> &'static str {
        match self {
            Self::First => "gsi1pk",
            Self::Second => "gsi2pk",
            Self::Due => "due_shard",
        }
    }

    pub(crate) const fn sk(self) -> &'static str {
        match self {
            Self::First => "gsi1sk",
            Self::Second => "gsi2sk",
            Self::Due => "due_at",
        }
    }
}

/// A place in an index: partition and sort value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) pk: String,
    pub(crate) sk: String,
}

/// The record that remembers a command under the aggregate it is about; `home` is that aggregate's partition.
pub(crate) fn idempotency(home: &str, operation: &str, principal: &str, key: &str) -> Key {
    let mut hash = Sha256::new();
    // the length keeps (`ab`, `c`) and (`a`, `bc`) apart
    hash.update(format!("{}:{principal}:{key}", principal.len()));
    Key::new(
        home,
        format!("IDEMPOTENCY#{operation}#{}", hex::digits(&hash.finalize())),
    )
}

/// The partition of creations: there is no aggregate yet, so its maker stands for it.
pub(crate) fn creations(principal: &str) -> String {
    format!("IDEMPOTENCY#{principal}")
}

/// Start of the partition of every case.
pub(crate) const CASE: &str = "CASE#";

/// A partition that holds one case whole.
pub(crate) fn case_partition(number: impl fmt::Display) -> String {
    format!("{CASE}{number}")
}

/// The head of a case: its version, its summary and its places in the indexes.
pub(crate) fn case(number: impl fmt::Display) -> Key {
    Key::new(case_partition(number), "CASE")
}

/// An event of a case. Eight digits keep the order of versions as text.
pub(crate) fn event(number: impl fmt::Display, version: u64) -> Key {
    Key::new(case_partition(number), format!("EVENT#{version:08}"))
}

/// The department's entry for a case in its task list.
pub(crate) fn task(number: impl fmt::Display) -> Key {
    Key::new(case_partition(number), "TASK")
}

/// A co-handling department's entry for a case in its task list.
pub(crate) fn part_task(number: impl fmt::Display, part: u32) -> Key {
    Key::new(case_partition(number), format!("PART#{part:02}"))
}

/// Sort keys of what replays a case, first and last: the head and the events, without the task and what repeats remember.
pub(crate) const CASE_RANGE: (&str, &str) = ("CASE", "EVENT#~");
/// Start of the sort key of every event.
pub(crate) const EVENT: &str = "EVENT#";
/// Sort keys of every event, first and last.
pub(crate) const EVENT_RANGE: (&str, &str) = (EVENT, "EVENT#~");

/// Cases and drafts of an enterprise, in the first index.
pub(crate) fn enterprise_partition(enterprise: impl fmt::Display) -> String {
    format!("ENTERPRISE#{enterprise}")
}

/// Start of the places of cases under their enterprise.
pub(crate) const CASE_PLACE: &str = "CASE#";
/// Start of the places of drafts under their enterprise.
pub(crate) const DRAFT_PLACE: &str = "DRAFT#";

/// A case among those of its enterprise, by the time it was submitted.
pub(crate) fn case_of_enterprise(
    enterprise: impl fmt::Display,
    submitted_at: Timestamp,
    number: impl fmt::Display,
) -> Place {
    Place {
        pk: enterprise_partition(enterprise),
        sk: format!("{CASE_PLACE}{}#{number}", moment(submitted_at)),
    }
}

/// A draft among those of its enterprise, by the time it was begun.
pub(crate) fn draft_of_enterprise(
    enterprise: impl fmt::Display,
    created_at: Timestamp,
    draft: impl fmt::Display,
) -> Place {
    Place {
        pk: enterprise_partition(enterprise),
        sk: format!("{DRAFT_PLACE}{}#{draft}", moment(created_at)),
    }
}

/// Keeps an enterprise from having two cases for one item in one opening.
pub(crate) fn guard(
    item: impl fmt::Display,
    enterprise: impl fmt::Display,
    opening: impl fmt::Display,
) -> Key {
    Key::new(format!("GUARD#{item}#{enterprise}#{opening}"), "GUARD")
}

/// What there is to give of an item in one opening, and what is promised of it.
pub(crate) fn ledger(item: impl fmt::Display, opening: impl fmt::Display) -> Key {
    Key::new(format!("LEDGER#{item}#{opening}"), "LEDGER")
}

/// What an opening of an item was allocated as.
pub(crate) fn allocation(item: impl fmt::Display, opening: impl fmt::Display) -> Key {
    Key::new(format!("ALLOCATION#{item}#{opening}"), "ALLOCATION")
}

/// A file of the material library of an enterprise.
pub(crate) fn kept(
    enterprise: impl fmt::Display,
    material: impl fmt::Display,
    sha256: &str,
) -> Key {
    Key::new(
        enterprise_partition(enterprise),
        format!("KEPT#{material}#{sha256}"),
    )
}

/// Sort keys of the library, first and last.
pub(crate) const KEPT_RANGE: (&str, &str) = ("KEPT#", "KEPT#~");

/// Start of the partition of every draft.
pub(crate) const DRAFT: &str = "DRAFT#";

/// A partition that holds one draft.
pub(crate) fn draft_partition(draft: impl fmt::Display) -> String {
    format!("{DRAFT}{draft}")
}

/// A draft.
pub(crate) fn draft(draft: impl fmt::Display) -> Key {
    Key::new(draft_partition(draft), "DRAFT")
}

/// Start of the partition of every outbox row.
pub(crate) const OUTBOX: &str = "OUTBOX#";

/// A row of the outbox.
pub(crate) fn outbox(id: impl fmt::Display) -> Key {
    Key::new(format!("{OUTBOX}{id}"), "OUTBOX")
}

/// The id of the outbox row in this partition.
pub(crate) fn outbox_id(pk: &str) -> Option<&str> {
    pk.strip_prefix(OUTBOX)
}

/// A capability link, by the hash of its token.
pub(crate) fn link(token_sha256: &str) -> Key {
    Key::new(format!("LINK#{token_sha256}"), "LINK")
}

/// The partition of the register: small, read whole.
pub(crate) const REGISTER: &str = "REGISTER";
/// Start of the sort key of every department.
pub(crate) const DEPARTMENT: &str = "DEPARTMENT#";
/// Start of the sort key of every jurisdiction.
pub(crate) const JURISDICTION: &str = "JURISDICTION#";

/// A department in the register.
pub(crate) fn department(id: impl fmt::Display) -> Key {
    Key::new(REGISTER, format!("{DEPARTMENT}{id}"))
}

/// A jurisdiction in the register.
pub(crate) fn jurisdiction(id: impl fmt::Display) -> Key {
    Key::new(REGISTER, format!("{JURISDICTION}{id}"))
}

/// Start of the sort key of every document of a higher level.
pub(crate) const PARENT: &str = "PARENT#";

/// A document of a higher level in the register.
pub(crate) fn parent(id: impl fmt::Display) -> Key {
    Key::new(REGISTER, format!("{PARENT}{id}"))
}

/// The partition of working calendars.
pub(crate) const CALENDAR: &str = "CALENDAR";
/// Start of the sort key of every year.
pub(crate) const YEAR: &str = "YEAR#";

/// One year of the working calendar.
pub(crate) fn calendar(year: impl fmt::Display) -> Key {
    Key::new(CALENDAR, format!("{YEAR}{year}"))
}

/// One version of one year of the working calendar, kept for good: what a promised day was computed with.
pub(crate) fn calendar_version(year: impl fmt::Display, version: u64) -> Key {
    Key::new(CALENDAR, format!("{VERSION}{year}#{version:04}"))
}

/// All profiles, in the first index.
pub(crate) const PROFILES: &str = "PROFILES";

/// A profile among all profiles.
pub(crate) fn among_profiles(enterprise: impl fmt::Display) -> Place {
    Place {
        pk: PROFILES.to_owned(),
        sk: enterprise.to_string(),
    }
}

/// What an enterprise told about itself.
pub(crate) fn profile(enterprise: impl fmt::Display) -> Key {
    Key::new(enterprise_partition(enterprise), "PROFILE")
}

/// A receipt of an assessment, by the hash of its id.
pub(crate) fn receipt(sha256: impl fmt::Display) -> Key {
    Key::new(format!("RECEIPT#{sha256}"), "RECEIPT")
}

/// A key for a machine, by the hash of the key.
pub(crate) fn api_key(sha256: &str) -> Key {
    Key::new(format!("APIKEY#{sha256}"), "APIKEY")
}

/// A public notice.
pub(crate) fn notice(number: impl fmt::Display) -> Key {
    Key::new(format!("NOTICE#{number}"), "NOTICE")
}

/// All notices, in the first index.
pub(crate) const NOTICES: &str = "NOTICES";

/// A notice among all notices, by its first day.
pub(crate) fn among_notices(first_day: impl fmt::Display, number: impl fmt::Display) -> Place {
    Place {
        pk: NOTICES.to_owned(),
        sk: format!("{first_day}#{number}"),
    }
}

/// A shard of the due index.
pub(crate) fn due_shard(shard: u8) -> String {
    format!("DUE#{:02}", shard % DUE_SHARDS)
}

/// The shard of the thing stored under partition `pk`: always the same one, spread evenly.
pub(crate) fn shard_of(pk: &str) -> u8 {
    let hash = Sha256::digest(pk.as_bytes());
    hash.first().copied().unwrap_or(0) % DUE_SHARDS
}

/// The place of the thing stored under partition `pk` that falls due at `at`.
pub(crate) fn due(pk: &str, at: Timestamp) -> Place {
    Place {
        pk: due_shard(shard_of(pk)),
        sk: moment(at),
    }
}

/// A moment whose order as text is its order in time: UTC, whole seconds.
pub(crate) fn moment(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests;
