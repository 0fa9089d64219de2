//! Who was told of an item and who opened it: plain attributes of one row per item and enterprise, each written by itself.

use aws_sdk_dynamodb::types::AttributeValue;
use facts::{CreditCode, Day, ItemId};
use jiff::Timestamp;

use super::Table;
use super::key;
use super::row::Found;
use super::write::{Condition, Loss};
use crate::fault::Fault;

const TOLD_ON: &str = "told_on";
const TOLD_BY: &str = "told_by";
const OPENED_ON: &str = "opened_on";

/// How an enterprise was told of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ToldBy {
    /// By an alert it subscribed to.
    Alert,
    /// By the invitation of a run.
    Invitation,
}

impl ToldBy {
    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Invitation => "invitation",
        }
    }
}

/// What is known of an enterprise and an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    /// The enterprise.
    pub enterprise: String,
    /// When it was told last, and how, if it was.
    pub told: Option<(Day, ToldBy)>,
    /// Whether it opened what it was told.
    pub opened: bool,
}

impl Table {
    /// Notes that an enterprise was told of an item.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn note_told(
        &self,
        (item, enterprise): (&ItemId, &CreditCode),
        by: ToldBy,
        (day, now): (Day, Timestamp),
    ) -> Result<(), Fault> {
        let values = vec![
            (TOLD_ON, AttributeValue::S(day.to_string())),
            (TOLD_BY, AttributeValue::S(by.word().to_owned())),
        ];
        self.note((item, enterprise), values, now).await
    }

    /// Notes that an enterprise opened what it was told of an item.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn note_opened(
        &self,
        (item, enterprise): (&ItemId, &CreditCode),
        (day, now): (Day, Timestamp),
    ) -> Result<(), Fault> {
        let values = vec![(OPENED_ON, AttributeValue::S(day.to_string()))];
        self.note((item, enterprise), values, now).await
    }

    async fn note(
        &self,
        (item, enterprise): (&ItemId, &CreditCode),
        values: Vec<(&'static str, AttributeValue)>,
        now: Timestamp,
    ) -> Result<(), Fault> {
        let key = key::reach(item, enterprise);
        let commit = self.commit(now);
        let commit = commit.set(key, values, Condition::Always, Loss::VersionLost);
        commit.run().await?.settled()
    }

    /// Everybody who was told of an item or opened it.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn touches(&self, item: &ItemId) -> Result<Vec<Touch>, Fault> {
        let found = self.partition(&key::reach_partition(item), None).await?;
        Ok(found.iter().map(read).collect())
    }
}

fn read(found: &Found) -> Touch {
    let enterprise = found.sk().strip_prefix(key::TOUCH).unwrap_or_default();
    let by = found.text(TOLD_BY).ok();
    let all = [ToldBy::Alert, ToldBy::Invitation];
    let by = by.and_then(|word| all.into_iter().find(|by| by.word() == word));
    let on = found.text(TOLD_ON).ok();
    let on = on.and_then(|day| Day::parse(day).ok());
    Touch {
        enterprise: enterprise.to_owned(),
        told: on.zip(by),
        opened: found.text(OPENED_ON).is_ok(),
    }
}
