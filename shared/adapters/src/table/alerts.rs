//! Subscriptions to alerts, and the digests they were sent.

use casework::alert::Subscription;
use facts::CreditCode;

use super::item::alert::{self, Digest};
use super::key::{self, Index};
use super::read::List;
use super::write::Loss;
use super::{Commit, Page, Table};
use crate::fault::Fault;

impl Table {
    /// The subscription of an enterprise, ended or not.
    ///
    /// # Errors
    /// A fault if the table does not answer or it cannot be read.
    pub async fn read_subscription(
        &self,
        enterprise: &CreditCode,
    ) -> Result<Option<Subscription>, Fault> {
        let found = self.get(&key::subscription(enterprise)).await?;
        found.as_ref().map(alert::read).transpose()
    }

    /// Active subscriptions, by credit code.
    ///
    /// # Errors
    /// A fault if the table does not answer, or `start` is no place in this list.
    pub async fn subscriptions(
        &self,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<Subscription>, Fault> {
        let list = List {
            index: Index::First,
            pk: key::SUBSCRIPTIONS,
            starts_with: None,
            newest_first: false,
        };
        self.page(list, start, limit, alert::read).await
    }

    /// One digest.
    ///
    /// # Errors
    /// A fault if the table does not answer or it cannot be read.
    pub async fn read_digest(
        &self,
        enterprise: &CreditCode,
        number: u64,
    ) -> Result<Option<Digest>, Fault> {
        let found = self.get(&key::digest(enterprise, number)).await?;
        found.as_ref().map(alert::read_digest).transpose()
    }

    /// Digests of an enterprise, the latest first.
    ///
    /// # Errors
    /// As [`Table::subscriptions`].
    pub async fn digests(
        &self,
        enterprise: &CreditCode,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<Digest>, Fault> {
        let pk = key::alerts_partition(enterprise);
        let list = List {
            index: Index::First,
            pk: &pk,
            starts_with: Some(key::DIGEST),
            newest_first: true,
        };
        self.page(list, start, limit, alert::read_digest).await
    }
}

impl Commit<'_> {
    /// Writes the next version of a subscription; the first must be new.
    pub fn subscription(self, after: &Subscription) -> Self {
        self.put_version(alert::write(after), after.version.saturating_sub(1))
    }

    /// Keeps a digest.
    pub fn digest(self, digest: &Digest) -> Self {
        self.put_new(alert::write_digest(digest), Loss::Exists)
    }
}
