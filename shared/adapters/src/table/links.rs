//! Capability links, by the hash of their token.

use casework::link::Link;
use jiff::Timestamp;

use super::item::link;
use super::key;
use super::row::VERSION;
use super::write::{Condition, Loss};
use super::{Commit, Table};
use crate::fault::Fault;

impl Table {
    /// The link whose token has this hash.
    ///
    /// # Errors
    /// A fault if the table does not answer or the link cannot be read.
    pub async fn read_link(&self, token_hash: &str) -> Result<Option<Link>, Fault> {
        let found = self.get(&key::link(token_hash)).await?;
        found.as_ref().map(link::read).transpose()
    }

    /// Puts a link unless it is there: one that was sent before keeps its tries and its use.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn keep_link(
        &self,
        token_hash: &str,
        link: &Link,
        now: Timestamp,
    ) -> Result<(), Fault> {
        self.commit(now)
            .link(token_hash, link)
            .run()
            .await?
            .settled()
    }
}

impl Commit<'_> {
    /// Puts a new link.
    pub fn link(self, token_hash: &str, link: &Link) -> Self {
        self.put_new(link::write(token_hash, link), Loss::Exists)
    }

    /// Writes what a try made of a link, unless somebody tried meanwhile.
    pub fn link_tried(self, token_hash: &str, before: &Link, after: &Link) -> Self {
        let expected = Condition::Number(VERSION, link::version(before));
        self.put(link::write(token_hash, after), expected, Loss::Done)
    }
}
