//! Drafts.

use casework::draft::Draft;
use facts::{CreditCode, DraftId};

use super::idempotency::{Earlier, Home, Repeat};
use super::item::draft;
use super::key::{self, Index};
use super::read::List;
use super::{Commit, Page, Table};
use crate::fault::Fault;

/// A draft, and what a command about it answered before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRead {
    /// The draft, if there is one.
    pub draft: Option<Draft>,
    /// What the command answered before, if it was sent before.
    pub earlier: Option<Earlier>,
}

impl Table {
    /// A draft and, if asked, what `repeat` answered before: one call.
    ///
    /// # Errors
    /// A fault if the table does not answer or the draft cannot be read.
    pub async fn read_draft(
        &self,
        id: &DraftId,
        repeat: Option<Repeat<'_>>,
    ) -> Result<DraftRead, Fault> {
        let key = key::draft(id);
        let Some(repeat) = repeat else {
            let found = self.get(&key).await?;
            return Ok(DraftRead {
                draft: found.as_ref().map(draft::read).transpose()?,
                earlier: None,
            });
        };
        let found = self.partition(&key.pk, None).await?;
        let row = found.iter().find(|found| found.sk() == key.sk);
        Ok(DraftRead {
            draft: row.map(draft::read).transpose()?,
            earlier: repeat.among(&found, &Home::Draft(id.to_string()))?,
        })
    }

    /// Drafts of an enterprise, newest first.
    ///
    /// # Errors
    /// A fault if the table does not answer, or `start` is no place in this list.
    pub async fn drafts_of_enterprise(
        &self,
        enterprise: &CreditCode,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<Draft>, Fault> {
        let list = List {
            index: Index::First,
            pk: &key::enterprise_partition(enterprise),
            starts_with: Some(key::DRAFT_PLACE),
            newest_first: true,
        };
        self.page(list, start, limit, draft::read).await
    }
}

impl Commit<'_> {
    /// Writes the next version of a draft; the first must be new.
    pub fn draft(self, after: &Draft) -> Self {
        self.put_version(draft::write(after), after.version.saturating_sub(1))
    }
}
