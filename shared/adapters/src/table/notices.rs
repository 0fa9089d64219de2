//! Public notices as they were put up.

use facts::CaseNumber;

use super::item::notice::{self, PostedNotice};
use super::key::{self, Index};
use super::read::List;
use super::{Commit, Page, Table};
use crate::fault::Fault;

impl Table {
    /// The notice about a case.
    ///
    /// # Errors
    /// A fault if the table does not answer or the notice cannot be read.
    pub async fn read_notice(&self, number: &CaseNumber) -> Result<Option<PostedNotice>, Fault> {
        let found = self.get(&key::notice(number)).await?;
        found.as_ref().map(notice::read).transpose()
    }

    /// All notices, the latest first.
    ///
    /// # Errors
    /// A fault if the table does not answer, or `start` is no place in this list.
    pub async fn notices(
        &self,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<PostedNotice>, Fault> {
        let list = List {
            index: Index::First,
            pk: key::NOTICES,
            starts_with: None,
            newest_first: true,
        };
        self.page(list, start, limit, notice::read).await
    }
}

impl Commit<'_> {
    /// Writes the next version of a notice; the first must be new.
    pub fn notice(self, after: &PostedNotice) -> Self {
        self.put_version(notice::write(after), after.version.saturating_sub(1))
    }
}
