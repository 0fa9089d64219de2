//! A draft with its uploads: one item, placed among the drafts of its enterprise.

use casework::Text;
use casework::draft::{Draft, Purpose, Status, Upload, UploadState};
use facts::{CaseNumber, CreditCode, Day, DraftId, Instant, ItemId, MaterialId, UploadId};
use serde::{Deserialize, Serialize};

use super::list_of;
use super::text::StoredText;
use super::written;
use crate::fault::Fault;
use crate::table::key::{self, Index};
use crate::table::row::{Found, Row, VERSION};

/// Days a draft that was given up is kept, so that its owner finds out what became of it.
const DISCARDED_DAYS: i64 = 90;

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Purpose", rename_all = "snake_case", deny_unknown_fields)]
enum StoredPurpose {
    Application,
    Correction {
        #[serde(with = "written")]
        number: CaseNumber,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Status", rename_all = "snake_case", deny_unknown_fields)]
enum StoredStatus {
    Open,
    Submitted {
        #[serde(with = "written")]
        number: CaseNumber,
        #[serde(default, with = "written::list", skip_serializing_if = "Vec::is_empty")]
        also: Vec<CaseNumber>,
    },
    Discarded,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "UploadState", rename_all = "snake_case", deny_unknown_fields)]
enum StoredUploadState {
    Requested,
    Held,
    Rejected {
        #[serde(with = "StoredText")]
        reason: Text,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Upload", deny_unknown_fields)]
struct StoredUpload {
    #[serde(with = "written")]
    id: UploadId,
    #[serde(with = "written")]
    material: MaterialId,
    file_name: String,
    media_type: String,
    bytes: u64,
    sha256: String,
    #[serde(with = "StoredUploadState")]
    state: UploadState,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    valid_until: Option<Day>,
}

list_of!(uploads, "StoredUpload", Upload);

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    #[serde(with = "written")]
    id: DraftId,
    #[serde(with = "StoredPurpose")]
    purpose: Purpose,
    #[serde(with = "StoredStatus")]
    status: Status,
    #[serde(with = "written")]
    item: ItemId,
    #[serde(default, with = "written::list", skip_serializing_if = "Vec::is_empty")]
    also: Vec<ItemId>,
    #[serde(with = "written")]
    enterprise: CreditCode,
    enterprise_name: String,
    contact_email: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    remark: Option<String>,
    #[serde(with = "uploads")]
    uploads: Vec<Upload>,
    #[serde(with = "written")]
    created_at: Instant,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    closes: Option<Day>,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    reminded_of: Option<Day>,
}

pub(crate) fn write(draft: &Draft) -> Result<Row, Fault> {
    let Draft {
        id,
        version,
        purpose,
        status,
        item,
        also,
        enterprise,
        enterprise_name,
        contact_email,
        remark,
        uploads,
        created_at,
        closes,
        reminded_of,
    } = draft.clone();
    let key = key::draft(&id);
    let place = key::draft_of_enterprise(&enterprise, created_at.into(), &id);
    let mut row = Row::new(key)
        .number(VERSION, version)
        .placed(Index::First, place);
    if let Some(look) = draft.next_look() {
        let due = key::due(&key::draft_partition(&id), look.into());
        row = row.placed(Index::Due, due);
    }
    if status == Status::Discarded {
        let until = draft.last_day().plus_days(DISCARDED_DAYS);
        row = row.expires(until.start().into());
    }
    row.body(&Stored {
        id,
        purpose,
        status,
        item,
        also,
        enterprise,
        enterprise_name,
        contact_email,
        remark,
        uploads,
        created_at,
        closes,
        reminded_of,
    })
}

pub(crate) fn read(found: &Found) -> Result<Draft, Fault> {
    let stored: Stored = found.body()?;
    Ok(Draft {
        id: stored.id,
        version: found.number(VERSION)?,
        purpose: stored.purpose,
        status: stored.status,
        item: stored.item,
        also: stored.also,
        enterprise: stored.enterprise,
        enterprise_name: stored.enterprise_name,
        contact_email: stored.contact_email,
        remark: stored.remark,
        uploads: stored.uploads,
        created_at: stored.created_at,
        closes: stored.closes,
        reminded_of: stored.reminded_of,
    })
}
