//! What enterprises told about themselves.

use facts::CreditCode;

use super::item::profile::{self, Profile};
use super::key::{self, Index};
use super::read::List;
use super::{Commit, Page, Table};
use crate::fault::Fault;

impl Table {
    /// What an enterprise told about itself.
    ///
    /// # Errors
    /// A fault if the table does not answer or the profile cannot be read.
    pub async fn read_profile(&self, enterprise: &CreditCode) -> Result<Option<Profile>, Fault> {
        let found = self.get(&key::profile(enterprise)).await?;
        found.as_ref().map(profile::read).transpose()
    }

    /// Every enterprise that saved a profile, by credit code.
    ///
    /// # Errors
    /// A fault if the table does not answer, or `start` is no place in this list.
    pub async fn profiles(
        &self,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<Profile>, Fault> {
        let list = List {
            index: Index::First,
            pk: key::PROFILES,
            starts_with: None,
            newest_first: false,
        };
        self.page(list, start, limit, profile::read).await
    }
}

impl Commit<'_> {
    /// Writes the next version of a profile; the first must be new.
    pub fn profile(self, after: &Profile) -> Self {
        self.put_version(profile::write(after), after.version.saturating_sub(1))
    }
}
