//! Authorities: read by who may act, listed for who gave them and who may act under them.

use casework::authority::{Authority, Deed};
use facts::{AuthorityId, CreditCode};

use super::item::{authority, deed};
use super::key::{self, Index};
use super::read::List;
use super::write::Loss;
use super::{Commit, Job, Page, Side, Table, Told};
use crate::fault::Fault;

impl Table {
    /// Every authority an enterprise gave, as it stands at this moment: what was revoked a moment ago is seen as such.
    ///
    /// # Errors
    /// A fault if the table does not answer or one cannot be read.
    pub async fn authorities(&self, enterprise: &CreditCode) -> Result<Vec<Authority>, Fault> {
        let partition = key::authority_partition(enterprise);
        let found = self.partition(&partition, None).await?;
        found.iter().map(authority::read).collect()
    }

    /// One authority.
    ///
    /// # Errors
    /// As [`Table::authorities`].
    pub async fn read_authority(
        &self,
        enterprise: &CreditCode,
        id: &AuthorityId,
    ) -> Result<Option<Authority>, Fault> {
        let found = self.get(&key::authority(enterprise, id)).await?;
        found.as_ref().map(authority::read).transpose()
    }

    /// Authorities an assistant was given, the latest first.
    ///
    /// # Errors
    /// As [`Table::authorities`], or if `start` is no place in this list.
    pub async fn authorities_of_agent(
        &self,
        agent: &str,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<Authority>, Fault> {
        let pk = key::agent_partition(agent);
        let list = List {
            index: Index::First,
            pk: &pk,
            starts_with: None,
            newest_first: true,
        };
        self.page(list, start, limit, authority::read).await
    }

    /// Deeds under an authority, the latest first, whatever became of it.
    ///
    /// # Errors
    /// As [`Table::authorities_of_agent`].
    pub async fn deeds(
        &self,
        (enterprise, id): (&CreditCode, &AuthorityId),
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<Deed>, Fault> {
        let pk = key::deeds_partition(enterprise, id);
        let list = List {
            index: Index::First,
            pk: &pk,
            starts_with: None,
            newest_first: true,
        };
        self.page(list, start, limit, deed::read).await
    }
}

impl Commit<'_> {
    /// Writes the next version of an authority; the first must be new.
    pub fn authority(self, after: &Authority) -> Self {
        self.put_version(authority::write(after), after.version.saturating_sub(1))
    }

    /// Notes a deed, if there is one; the same one is never noted twice.
    pub fn deed(self, deed: Option<&Deed>) -> Self {
        match deed {
            Some(deed) => self.put_new(deed::write(deed), Loss::VersionLost),
            None => self,
        }
    }

    /// Has both sides told that this authority was given or revoked.
    pub fn tell_of_authority(self, after: &Authority) -> Self {
        let sides = [
            (Side::Enterprise, "enterprise"),
            (Side::Assistant, "assistant"),
        ];
        sides.into_iter().fold(self, |commit, (side, word)| {
            let job = Job::Told(Told::Authority {
                enterprise: after.enterprise.clone(),
                authority: after.id.clone(),
                side,
            });
            let cause = format!("authority|{}|{}|{word}", after.id, after.version);
            commit.then(&cause, &job)
        })
    }
}
