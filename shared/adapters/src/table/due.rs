//! What falls due: sixteen shards of keys; what they name is read by itself.

use facts::{CaseNumber, PolicyId};
use jiff::Timestamp;

use super::Table;
use super::key;
use super::row::Found;
use crate::fault::Fault;

/// Something that falls due.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueKey {
    /// Somebody must look at this case.
    Case(CaseNumber),
    /// Somebody must look at this policy.
    Policy(PolicyId),
    /// This row of the outbox was left behind.
    Outbox(String),
}

impl Table {
    /// What falls due in one of [`super::DUE_SHARDS`] shards until `until`, the earliest first.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn due_in(
        &self,
        shard: u8,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<DueKey>, Fault> {
        let until = key::moment(until);
        let found = self.due_keys(&key::due_shard(shard), &until, limit).await?;
        found.iter().map(read).collect()
    }
}

fn read(found: &Found) -> Result<DueKey, Fault> {
    let pk = found.pk();
    let case = pk.strip_prefix(key::CASE).map(CaseNumber::parse);
    let policy = pk.strip_prefix(key::POLICY).map(PolicyId::parse);
    let outbox = key::outbox_id(pk).map(str::to_owned);
    match (case, policy, outbox) {
        (Some(Ok(number)), ..) => Ok(DueKey::Case(number)),
        (_, Some(Ok(policy)), _) => Ok(DueKey::Policy(policy)),
        (.., Some(id)) => Ok(DueKey::Outbox(id)),
        _ => Err(Fault::plain("something unknown falls due")),
    }
}
