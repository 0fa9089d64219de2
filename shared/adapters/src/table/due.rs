//! What falls due: sixteen shards of keys; what they name is read by itself.
//!
//! Reading costs what is due and nothing else: a page of the index holds only keys up to the moment asked about.

use aws_sdk_dynamodb::types::AttributeValue;
use facts::{CaseNumber, CreditCode, DraftId, GatheringId, PolicyId};
use jiff::Timestamp;

use super::key::{self, Index, Key};
use super::row::Found;
use super::write::{Condition, Loss};
use super::{Commit, Table};
use crate::fault::Fault;

/// Something that falls due.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueKey {
    /// Somebody must look at this case.
    Case(CaseNumber),
    /// Somebody must look at this draft.
    Draft(DraftId),
    /// Somebody must look at this gathering.
    Gathering(GatheringId),
    /// Somebody must look at this policy.
    Policy(PolicyId),
    /// Somebody must look at the list for this enterprise, which subscribed.
    Alerts(CreditCode),
    /// This row of the outbox was left behind.
    Outbox(String),
    /// Nobody knows what this is: a spoilt record, which must not stop the others.
    Unknown,
}

/// An entry of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueEntry {
    /// What it names.
    pub key: DueKey,
    item: Key,
    due_at: String,
}

/// A page of a shard, and what reading it cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuePage {
    /// The earliest first.
    pub entries: Vec<DueEntry>,
    /// Where the next page starts; absent on the last one.
    pub next: Option<DueEntry>,
    /// Items of the index the table looked at.
    pub items_read: usize,
}

impl Table {
    /// What falls due in one of [`super::DUE_SHARDS`] shards until `until`, the earliest first: at most `limit` behind `start`.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn due_in(
        &self,
        shard: u8,
        until: Timestamp,
        (start, limit): (Option<&DueEntry>, usize),
    ) -> Result<DuePage, Fault> {
        let shard = key::due_shard(shard);
        let start = start.map(|last| {
            let mut start = last.item.attributes();
            for (name, value) in [(Index::Due.pk(), &shard), (Index::Due.sk(), &last.due_at)] {
                start.insert(name.to_owned(), AttributeValue::S(value.clone()));
            }
            start
        });
        let keys = self
            .due_keys(&shard, &key::moment(until), (start, limit))
            .await?;
        let entries: Vec<DueEntry> = keys.found.iter().map(read).collect();
        Ok(DuePage {
            next: entries.last().filter(|_| keys.more).cloned(),
            items_read: keys.looked_at,
            entries,
        })
    }
}

impl Commit<'_> {
    /// Has the list looked at for the enterprise of a due subscription; once for each time it falls due.
    pub fn look_due(self, entry: &DueEntry, enterprise: &CreditCode) -> Self {
        let job = super::Job::Look {
            enterprise: enterprise.clone(),
        };
        self.then(&format!("look|{enterprise}|{}", entry.due_at), &job)
    }

    /// Puts off what could not be looked at, so that it does not stand before the others; not if it moved meanwhile.
    pub fn put_off(self, entry: &DueEntry, until: Timestamp) -> Self {
        let values = vec![(Index::Due.sk(), AttributeValue::S(key::moment(until)))];
        let unmoved = Condition::Text(Index::Due.sk(), entry.due_at.clone());
        self.set(entry.item.clone(), values, unmoved, Loss::Done)
    }
}

fn read(found: &Found) -> DueEntry {
    let (pk, sk) = (found.pk(), found.sk());
    let case = pk.strip_prefix(key::CASE).map(CaseNumber::parse);
    let policy = pk.strip_prefix(key::POLICY).map(PolicyId::parse);
    let outbox = key::outbox_id(pk).map(str::to_owned);
    let alerts = pk.strip_prefix(key::ALERTS).map(CreditCode::parse);
    let draft = pk.strip_prefix(key::DRAFT).map(DraftId::parse);
    let gathering = pk.strip_prefix(key::GATHERING).map(GatheringId::parse);
    let named = match (case, policy, outbox, alerts, draft, gathering) {
        (Some(Ok(number)), ..) => DueKey::Case(number),
        (_, Some(Ok(policy)), ..) => DueKey::Policy(policy),
        (_, _, Some(id), ..) => DueKey::Outbox(id),
        (.., Some(Ok(enterprise)), _, _) => DueKey::Alerts(enterprise),
        (.., Some(Ok(draft)), _) => DueKey::Draft(draft),
        (.., Some(Ok(gathering))) => DueKey::Gathering(gathering),
        _ => DueKey::Unknown,
    };
    DueEntry {
        key: named,
        item: Key {
            pk: pk.to_owned(),
            sk: sk.to_owned(),
        },
        due_at: found.text(Index::Due.sk()).unwrap_or_default().to_owned(),
    }
}
