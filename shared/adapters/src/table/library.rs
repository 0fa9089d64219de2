//! The material library of an enterprise: under the enterprise itself, so that one read finds all of it.

use casework::library::Kept;
use facts::{CreditCode, MaterialId};

use super::item::library;
use super::write::{Condition, Loss};
use super::{Commit, Table, key};
use crate::fault::Fault;

impl Table {
    /// What an enterprise may hand in again, by material.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn read_library(&self, enterprise: &CreditCode) -> Result<Vec<Kept>, Fault> {
        let pk = key::enterprise_partition(enterprise);
        let found = self.partition(&pk, Some(key::KEPT_RANGE)).await?;
        found.iter().map(library::read).collect()
    }

    /// One file of it.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn read_kept(
        &self,
        enterprise: &CreditCode,
        material: &MaterialId,
        sha256: &str,
    ) -> Result<Option<Kept>, Fault> {
        let found = self.get(&key::kept(enterprise, material, sha256)).await?;
        found.as_ref().map(library::read).transpose()
    }
}

impl Commit<'_> {
    /// Keeps a file in the library; handed in anew, it counts from its new day.
    pub fn keep(self, kept: &Kept) -> Self {
        self.put(library::write(kept), Condition::Always, Loss::VersionLost)
    }
}
