//! A public notice, placed among all notices.

use casework::Text;
use casework::notice::{Notice, Row as NoticeRow, Telephone};
use facts::{CaseNumber, Day, Money};
use serde::{Deserialize, Serialize};

use super::list_of;
use super::text::StoredText;
use super::written;
use crate::fault::Fault;
use crate::table::key::{self, Index};
use crate::table::row::{Found, Row, VERSION};

/// A notice as it was put up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostedNotice {
    /// The case it is about.
    pub number: CaseNumber,
    /// Version of the entry.
    pub version: u64,
    /// What it says.
    pub notice: Notice,
    /// Whether it was taken down: its rows have left the public page.
    pub over: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Telephone", deny_unknown_fields)]
struct StoredTelephone {
    #[serde(with = "StoredText")]
    of: Text,
    number: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "NoticeRow", deny_unknown_fields)]
struct StoredRow {
    #[serde(with = "written")]
    number: CaseNumber,
    enterprise_name: String,
    enterprise: String,
    #[serde(with = "StoredText")]
    item: Text,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    amount: Option<Money>,
}

list_of!(rows, "StoredRow", NoticeRow);

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    #[serde(with = "written")]
    number: CaseNumber,
    #[serde(with = "StoredText")]
    title: Text,
    basis: Vec<String>,
    #[serde(with = "StoredText")]
    department: Text,
    #[serde(with = "rows")]
    rows: Vec<NoticeRow>,
    #[serde(with = "written")]
    first_day: Day,
    #[serde(with = "written")]
    last_day: Day,
    #[serde(with = "StoredTelephone")]
    department_telephone: Telephone,
    #[serde(with = "StoredTelephone")]
    discipline_telephone: Telephone,
    illustrative: bool,
    over: bool,
}

pub(crate) fn write(posted: &PostedNotice) -> Result<Row, Fault> {
    let Notice {
        title,
        basis,
        department,
        rows,
        first_day,
        last_day,
        telephones: [department_telephone, discipline_telephone],
        illustrative,
    } = posted.notice.clone();
    let number = posted.number.clone();
    Row::new(key::notice(&number))
        .number(VERSION, posted.version)
        .placed(Index::First, key::among_notices(first_day, &number))
        .body(&Stored {
            number,
            title,
            basis,
            department,
            rows,
            first_day,
            last_day,
            department_telephone,
            discipline_telephone,
            illustrative,
            over: posted.over,
        })
}

pub(crate) fn read(found: &Found) -> Result<PostedNotice, Fault> {
    let stored: Stored = found.body()?;
    Ok(PostedNotice {
        number: stored.number,
        version: found.number(VERSION)?,
        notice: Notice {
            title: stored.title,
            basis: stored.basis,
            department: stored.department,
            rows: stored.rows,
            first_day: stored.first_day,
            last_day: stored.last_day,
            telephones: [stored.department_telephone, stored.discipline_telephone],
            illustrative: stored.illustrative,
        },
        over: stored.over,
    })
}
