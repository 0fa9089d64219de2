//! The one table. Methods are access patterns and nothing else.

pub mod idempotency;
mod key;
mod write;

mod alerts;
mod allocations;
mod api_keys;
mod authorities;
mod cases;
mod drafts;
mod due;
mod gatherings;
mod item;
mod ledger;
mod library;
mod links;
mod needs;
mod notices;
mod outbox;
mod policies;
mod profiles;
mod reach;
mod read;
mod receipts;
mod register;
mod row;
mod runs;
mod supervision;

use aws_sdk_dynamodb::Client;
use jiff::Timestamp;

pub use self::api_keys::ApiKey;
pub use self::cases::{CaseRead, after, recorded};
pub use self::drafts::DraftRead;
pub use self::due::{DueEntry, DueKey, DuePage};
pub use self::item::alert::Digest;
pub use self::item::contest::Contestant;
pub use self::item::head::{CaseHead, Shown};
pub use self::item::need::{Saying, StoredNeed};
pub use self::item::notice::PostedNotice;
pub use self::item::outbox::{Job, OutboxRow, Side, Told, Way};
pub use self::item::owing::Owing;
pub use self::item::policy::{Happened, PolicyHead, RuleDocument};
pub use self::item::profile::Profile;
pub use self::item::register::{CalendarEntry, JurisdictionEntry, ParentEntry};
pub use self::key::DUE_SHARDS;
pub(crate) use self::key::outbox_id;
pub use self::policies::{PolicyMove, PolicyRead, Said};
pub use self::reach::{ToldBy, Touch};
pub use self::read::Page;
pub use self::receipts::{KeptReceipt, RECEIPT_KEPT};
pub use self::register::RegisterRead;
pub use self::runs::InvitationRead;
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
