//! Needs: counted, merged by what they are about, listed by how often.

use casework::need::{Need, Source, Subject};
use facts::{DepartmentId, Instant};
use jiff::Timestamp;

use super::item::need::{self, Saying, StoredNeed};
use super::key::{self, Index};
use super::read::List;
use super::write::Loss;
use super::{Commit, Outcome, Page, Table};
use crate::fault::Fault;

/// Tries to count a need that others count at the same moment.
const TRIES_MAX: u8 = 5;

impl Table {
    /// A need.
    ///
    /// # Errors
    /// A fault if the table does not answer or the need cannot be read.
    pub async fn read_need(&self, id: &str) -> Result<Option<StoredNeed>, Fault> {
        let found = self.get(&key::need(id)).await?;
        found.as_ref().map(need::read).transpose()
    }

    /// The need with this subject as it stands, or as it would begin.
    ///
    /// # Errors
    /// A fault if the table does not answer or the need cannot be read.
    pub async fn need_about(
        &self,
        subject: Subject,
        title: &str,
        owner: Option<&DepartmentId>,
        now: Timestamp,
    ) -> Result<StoredNeed, Fault> {
        let id = key::need_id(&subject.identity());
        let day = Instant::from(now).day();
        let fresh = || Need::new(subject, title.to_owned(), owner.cloned(), day);
        let found = self.read_need(&id).await?;
        Ok(found.unwrap_or_else(|| StoredNeed { id, need: fresh() }))
    }

    /// Counts once more that this was searched and not found; `mark` is who searched, counted once a day.
    ///
    /// # Errors
    /// A fault if the table does not answer, or others kept counting the same need.
    pub async fn count_search(
        &self,
        subject: Subject,
        (title, mark): (&str, &str),
        now: Timestamp,
    ) -> Result<(), Fault> {
        for _ in 0..TRIES_MAX {
            let found = self.need_about(subject.clone(), title, None, now).await?;
            let day = Instant::from(now).day();
            let need = found.need.counted(Source::Searched, day);
            let commit = self.commit(now).need(&found.id, &need);
            let outcome = commit.counted(&found.id, mark).run().await?;
            // somebody counted the same need meanwhile; who was counted today before is settled
            if outcome != Outcome::VersionLost {
                return outcome.settled();
            }
        }
        Err(Fault::Busy)
    }

    /// Needs of a department, or of the coordinator where `department` is none; the most counted first.
    ///
    /// # Errors
    /// A fault if the table does not answer, or `start` is no place in this list.
    pub async fn needs_of(
        &self,
        department: Option<&DepartmentId>,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<StoredNeed>, Fault> {
        let pk = key::needs_partition(department.map(DepartmentId::as_str));
        let list = List {
            index: Index::First,
            pk: &pk,
            starts_with: None,
            newest_first: true,
        };
        self.page(list, start, limit, need::read).await
    }

    /// All needs, the most counted first.
    ///
    /// # Errors
    /// As [`Table::needs_of`].
    pub async fn needs(
        &self,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<StoredNeed>, Fault> {
        let list = List {
            index: Index::Second,
            pk: key::NEEDS,
            starts_with: None,
            newest_first: true,
        };
        self.page(list, start, limit, need::read).await
    }

    /// What was written about a need, the latest first.
    ///
    /// # Errors
    /// As [`Table::needs_of`].
    pub async fn sayings(&self, need: &str, limit: usize) -> Result<Vec<Saying>, Fault> {
        let pk = key::sayings_partition(need);
        let list = List {
            index: Index::First,
            pk: &pk,
            starts_with: None,
            newest_first: true,
        };
        Ok(self
            .page(list, None, limit, need::read_saying)
            .await?
            .entries)
    }
}

impl Commit<'_> {
    /// Writes the next version of a need; the first must be new.
    pub fn need(self, id: &str, after: &Need) -> Self {
        self.put_version(need::write(id, after), after.version.saturating_sub(1))
    }

    /// Notes that somebody is counted for a need today.
    fn counted(self, need: &str, mark: &str) -> Self {
        let row = need::write_counted(need, mark, self.now());
        self.put_new(Ok(row), Loss::Exists)
    }

    /// Keeps what somebody wrote about a need.
    pub fn saying(self, need: &str, id: &str, saying: &Saying) -> Self {
        let row = need::write_saying(need, id, saying, self.now());
        self.put_new(row, Loss::Exists)
    }
}
