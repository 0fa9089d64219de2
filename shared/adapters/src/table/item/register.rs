//! Departments, jurisdictions and working calendars.

use std::collections::{BTreeMap, BTreeSet};

use casework::Text;
use casework::register::{Channel, DatedName, Department, Post};
use contract::parents::{ParentBody, ParentView};
use facts::{
    CalendarYear, Day, DepartmentId, Division, Jurisdiction, JurisdictionId, NamedDay, ParentId,
    Status,
};
use serde::{Deserialize, Serialize};

use super::list_of;
use super::text::StoredText;
use super::written::{self, words};
use crate::config::Secret;
use crate::fault::Fault;
use crate::table::key;
use crate::table::row::{Found, Row, VERSION};

words! { Status,
    Official = "official",
    Provisional = "provisional",
}

/// A jurisdiction as the register keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JurisdictionEntry {
    /// Version of the entry.
    pub version: u64,
    /// What it holds.
    pub jurisdiction: Jurisdiction,
    /// Its name.
    pub name: contract::text::Text,
    /// Where this was read.
    pub source: String,
    /// Sample data.
    pub illustrative: bool,
}

/// One year of the working calendar as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEntry {
    /// Version of the entry.
    pub version: u64,
    /// The year.
    pub year: CalendarYear,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Post", deny_unknown_fields)]
struct StoredPost {
    title: String,
    email: String,
    #[serde(with = "written::list")]
    absent: Vec<Day>,
}

list_of!(posts, "StoredPost", Post);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "DatedName", deny_unknown_fields)]
struct StoredDatedName {
    #[serde(with = "written")]
    from: Day,
    #[serde(with = "StoredText")]
    name: Text,
}

list_of!(dated_names, "StoredDatedName", DatedName);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Channel", rename_all = "snake_case", deny_unknown_fields)]
enum StoredChannel {
    Email,
    Webhook { url: String },
    Both { url: String },
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredDepartment {
    #[serde(with = "written")]
    id: DepartmentId,
    #[serde(with = "StoredText")]
    name: Text,
    #[serde(with = "dated_names")]
    names: Vec<DatedName>,
    #[serde(with = "StoredPost")]
    section: Post,
    #[serde(with = "StoredPost")]
    leader: Post,
    #[serde(with = "posts")]
    liaisons: Vec<Post>,
    #[serde(with = "StoredChannel")]
    channel: Channel,
    phone: String,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    jurisdiction: Option<JurisdictionId>,
    illustrative: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    webhook_secret: Option<String>,
}

pub(crate) fn write_department(
    department: &Department,
    webhook_secret: Option<&Secret>,
) -> Result<Row, Fault> {
    let Department {
        id,
        version,
        name,
        names,
        section,
        leader,
        liaisons,
        channel,
        phone,
        jurisdiction,
        illustrative,
    } = department.clone();
    Row::new(key::department(&id))
        .number(VERSION, version)
        .body(&StoredDepartment {
            id,
            name,
            names,
            section,
            leader,
            liaisons,
            channel,
            phone,
            jurisdiction,
            illustrative,
            webhook_secret: webhook_secret.map(|secret| secret.expose().to_owned()),
        })
}

pub(crate) fn read_department(found: &Found) -> Result<(Department, Option<Secret>), Fault> {
    let stored: StoredDepartment = found.body()?;
    let department = Department {
        id: stored.id,
        version: found.number(VERSION)?,
        name: stored.name,
        names: stored.names,
        section: stored.section,
        leader: stored.leader,
        liaisons: stored.liaisons,
        channel: stored.channel,
        phone: stored.phone,
        jurisdiction: stored.jurisdiction,
        illustrative: stored.illustrative,
    };
    Ok((department, stored.webhook_secret.map(Secret::new)))
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredJurisdiction {
    #[serde(with = "written")]
    id: JurisdictionId,
    zh: String,
    en: String,
    counties: BTreeSet<String>,
    #[serde(with = "written::list")]
    townships: BTreeSet<Division>,
    #[serde(with = "written::list")]
    except: BTreeSet<Division>,
    source: String,
    illustrative: bool,
}

pub(crate) fn write_jurisdiction(entry: &JurisdictionEntry) -> Result<Row, Fault> {
    let jurisdiction = entry.jurisdiction.clone();
    Row::new(key::jurisdiction(&jurisdiction.id))
        .number(VERSION, entry.version)
        .body(&StoredJurisdiction {
            id: jurisdiction.id,
            zh: entry.name.zh.clone(),
            en: entry.name.en.clone(),
            counties: jurisdiction.counties,
            townships: jurisdiction.townships,
            except: jurisdiction.except,
            source: entry.source.clone(),
            illustrative: entry.illustrative,
        })
}

pub(crate) fn read_jurisdiction(found: &Found) -> Result<JurisdictionEntry, Fault> {
    let stored: StoredJurisdiction = found.body()?;
    Ok(JurisdictionEntry {
        version: found.number(VERSION)?,
        jurisdiction: Jurisdiction {
            id: stored.id,
            name: stored.zh.clone(),
            counties: stored.counties,
            townships: stored.townships,
            except: stored.except,
        },
        name: contract::text::Text::new(stored.zh, stored.en),
        source: stored.source,
        illustrative: stored.illustrative,
    })
}

/// A document of a higher level as the register keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParentEntry {
    /// Which.
    pub id: ParentId,
    /// Version of the entry.
    pub version: u64,
    /// What is kept.
    pub body: ParentBody,
}

impl ParentEntry {
    /// As readers see it, not yet held against the policies.
    #[must_use]
    pub fn view(&self) -> ParentView {
        ParentView {
            parent: self.id.to_string(),
            version: self.version,
            body: self.body.clone(),
            policies: Vec::new(),
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredParent {
    #[serde(with = "written")]
    id: ParentId,
    body: ParentBody,
}

pub(crate) fn write_parent(entry: &ParentEntry) -> Result<Row, Fault> {
    Row::new(key::parent(&entry.id))
        .number(VERSION, entry.version)
        .body(&StoredParent {
            id: entry.id.clone(),
            body: entry.body.clone(),
        })
}

pub(crate) fn read_parent(found: &Found) -> Result<ParentEntry, Fault> {
    let stored: StoredParent = found.body()?;
    Ok(ParentEntry {
        id: stored.id,
        version: found.number(VERSION)?,
        body: stored.body,
    })
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredDay {
    #[serde(with = "written")]
    day: Day,
    name: String,
    off: bool,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredYear {
    year: i16,
    #[serde(with = "written")]
    status: Status,
    source: String,
    days: Vec<StoredDay>,
}

pub(crate) fn write_calendar(entry: &CalendarEntry) -> Result<Row, Fault> {
    let CalendarYear {
        year,
        status,
        source,
        days,
    } = entry.year.clone();
    let days = days.into_iter().map(|(day, named)| StoredDay {
        day,
        name: named.name,
        off: named.off,
    });
    Row::new(key::calendar(year))
        .number(VERSION, entry.version)
        .body(&StoredYear {
            year,
            status,
            source,
            days: days.collect(),
        })
}

/// The same under the key of its version, which nothing ever changes.
pub(crate) fn write_calendar_version(entry: &CalendarEntry) -> Result<Row, Fault> {
    let mut row = write_calendar(entry)?;
    row.key = key::calendar_version(entry.year.year, entry.version);
    Ok(row)
}

pub(crate) fn read_calendar(found: &Found) -> Result<CalendarEntry, Fault> {
    let stored: StoredYear = found.body()?;
    let days = stored.days.into_iter().map(|day| {
        let named = NamedDay {
            name: day.name,
            off: day.off,
        };
        (day.day, named)
    });
    Ok(CalendarEntry {
        version: found.number(VERSION)?,
        year: CalendarYear {
            year: stored.year,
            status: stored.status,
            source: stored.source,
            days: days.collect::<BTreeMap<_, _>>(),
        },
    })
}
