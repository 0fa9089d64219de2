//! The register of departments and jurisdictions, and the working calendars: small, read whole.

use std::collections::BTreeMap;

use casework::register::{Department, Register};
use contract::parents::ParentView;
use facts::{DepartmentId, JurisdictionId, ParentId};

use super::item::outbox::{self, Job};
use super::item::register::{self, CalendarEntry, JurisdictionEntry, ParentEntry};
use super::key;
use super::write::Loss;
use super::{Commit, Table};
use crate::config::Secret;
use crate::fault::Fault;

/// The register as it stands.
#[derive(Debug, Clone, Default)]
pub struct RegisterRead {
    /// Departments.
    pub register: Register,
    /// Jurisdictions.
    pub jurisdictions: Vec<JurisdictionEntry>,
    /// Documents of higher levels.
    pub parents: Vec<ParentEntry>,
    secrets: BTreeMap<DepartmentId, Secret>,
}

impl RegisterRead {
    /// What signs the webhooks of a department; never shown.
    #[must_use]
    pub fn webhook_secret(&self, department: &DepartmentId) -> Option<&Secret> {
        self.secrets.get(department)
    }

    /// A document of a higher level by its id.
    #[must_use]
    pub fn parent(&self, id: &ParentId) -> Option<&ParentEntry> {
        let mut entries = self.parents.iter();
        entries.find(|entry| entry.id == *id)
    }

    /// Documents of higher levels as readers see them, not yet held against the policies.
    #[must_use]
    pub fn parent_views(&self) -> Vec<ParentView> {
        let views = self.parents.iter().map(ParentEntry::view);
        views.collect()
    }

    /// A jurisdiction by its id.
    #[must_use]
    pub fn jurisdiction(&self, id: &JurisdictionId) -> Option<&JurisdictionEntry> {
        let mut entries = self.jurisdictions.iter();
        entries.find(|entry| entry.jurisdiction.id == *id)
    }
}

impl Table {
    /// The whole register: one call.
    ///
    /// # Errors
    /// A fault if the table does not answer or an entry cannot be read.
    pub async fn read_register(&self) -> Result<RegisterRead, Fault> {
        let mut read = RegisterRead::default();
        for found in self.partition(key::REGISTER, None).await? {
            if found.sk().starts_with(key::DEPARTMENT) {
                let (department, secret) = register::read_department(&found)?;
                if let Some(secret) = secret {
                    read.secrets.insert(department.id.clone(), secret);
                }
                read.register.departments.push(department);
            } else if found.sk().starts_with(key::JURISDICTION) {
                read.jurisdictions
                    .push(register::read_jurisdiction(&found)?);
            } else if found.sk().starts_with(key::PARENT) {
                read.parents.push(register::read_parent(&found)?);
            }
        }
        Ok(read)
    }

    /// Every year of the working calendar, in order.
    ///
    /// # Errors
    /// A fault if the table does not answer or a year cannot be read.
    pub async fn read_calendars(&self) -> Result<Vec<CalendarEntry>, Fault> {
        let found = self.partition(key::CALENDAR, None).await?;
        found
            .iter()
            .filter(|found| found.sk().starts_with(key::YEAR))
            .map(register::read_calendar)
            .collect()
    }

    /// One year of the working calendar.
    ///
    /// # Errors
    /// As [`Table::read_calendars`].
    pub async fn read_calendar(&self, year: i16) -> Result<Option<CalendarEntry>, Fault> {
        let found = self.get(&key::calendar(year)).await?;
        found.as_ref().map(register::read_calendar).transpose()
    }
}

impl Table {
    /// One year of the working calendar as it stood at `version`; none before the first.
    ///
    /// # Errors
    /// As [`Table::read_calendars`].
    pub async fn read_calendar_version(
        &self,
        year: i16,
        version: u64,
    ) -> Result<Option<CalendarEntry>, Fault> {
        let found = self.get(&key::calendar_version(year, version)).await?;
        found.as_ref().map(register::read_calendar).transpose()
    }
}

impl Commit<'_> {
    /// Writes the next version of a department, with what signs its webhooks.
    pub fn department(self, after: &Department, webhook_secret: Option<&Secret>) -> Self {
        let row = register::write_department(after, webhook_secret);
        self.put_version(row, after.version.saturating_sub(1))
    }

    /// Writes the next version of a jurisdiction and has the catalogue built anew.
    pub fn jurisdiction(self, after: &JurisdictionEntry) -> Self {
        let cause = format!("jurisdiction|{}|{}", after.jurisdiction.id, after.version);
        let row = register::write_jurisdiction(after);
        self.put_version(row, after.version.saturating_sub(1))
            .catalogue_changed(&cause, None)
    }

    /// Writes the next version of a document of a higher level and has the pages written anew.
    pub fn parent(self, after: &ParentEntry) -> Self {
        let cause = format!("parent|{}|{}", after.id, after.version);
        let row = register::write_parent(after);
        self.put_version(row, after.version.saturating_sub(1))
            .catalogue_changed(&cause, None)
    }

    /// Writes the next version of a year of the working calendar, keeps it for good, has the catalogue built anew and then every
    /// open case looked at.
    pub fn calendar(self, after: &CalendarEntry) -> Self {
        let (year, version) = (after.year.year, after.version);
        let cause = format!("calendar|{year}|{version}");
        let job = Job::CalendarChanged {
            year,
            version,
            start: None,
        };
        let recompute = outbox::write(&format!("{cause}|cases"), &job, self.now());
        self.put_version(register::write_calendar(after), version.saturating_sub(1))
            .put_new(register::write_calendar_version(after), Loss::VersionLost)
            .put_new(recompute, Loss::VersionLost)
            .catalogue_changed(&cause, None)
    }
}
