//! The one table. Methods are access patterns and nothing else.

pub mod idempotency;
mod key;
mod write;

mod api_keys;
mod read;
mod row;

use aws_sdk_dynamodb::Client;
use jiff::Timestamp;

pub use self::api_keys::ApiKey;
pub use self::key::DUE_SHARDS;
pub(crate) use self::key::outbox_id;
pub use self::read::Page;
pub use self::write::{Commit, Outcome};

/// The table, reached through the SDK.
#[derive(Debug, Clone)]
pub struct Table {
    client: Client,
    name: String,
}

impl Table {
    /// The table called `name`.
    pub fn new(client: Client, name: impl Into<String>) -> Self {
        Self {
            client,
            name: name.into(),
        }
    }

    /// Begins a transaction decided at `now`.
    pub fn commit(&self, now: Timestamp) -> Commit<'_> {
        Commit::new(self, now)
    }

    pub(crate) const fn client(&self) -> &Client {
        &self.client
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}
