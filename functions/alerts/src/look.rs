//! Looking at the list for who subscribed.

use adapters::table::{Digest, Job};
use adapters::{Fault, Outside};
use casework::alert::Subscription;
use contract::catalogue::Opened;
use facts::{CreditCode, Instant};
use jiff::Timestamp;

/// Subscriptions read at once.
const PAGE: usize = 100;

/// Looks for everybody: the catalogue changed.
pub(crate) async fn everybody(outside: &Outside, now: Timestamp) -> Result<(), Fault> {
    let catalogue = outside.catalogue().latest().await?;
    let mut start: Option<String> = None;
    let mut failed = None;
    loop {
        let page = outside
            .table()
            .subscriptions(start.as_deref(), PAGE)
            .await?;
        for one in page.entries {
            // the list may lag behind: what is decided on is read by itself
            let looked = fresh(outside, &catalogue, &one.enterprise, now).await;
            if let Err(fault) = looked {
                tracing::warn!(fault = fault.chain(), "a subscription was not looked at");
                failed = Some(fault);
            }
        }
        start = page.next;
        if start.is_none() {
            return failed.map_or(Ok(()), Err);
        }
    }
}

/// Looks for one enterprise: a look is due, or it has just subscribed.
pub(crate) async fn one(
    outside: &Outside,
    enterprise: &CreditCode,
    now: Timestamp,
) -> Result<(), Fault> {
    let catalogue = outside.catalogue().current().await?;
    fresh(outside, &catalogue, enterprise, now).await
}

async fn fresh(
    outside: &Outside,
    catalogue: &Opened,
    enterprise: &CreditCode,
    now: Timestamp,
) -> Result<(), Fault> {
    let table = outside.table();
    let Some(before) = table.read_subscription(enterprise).await? else {
        return Ok(());
    };
    let profile = table.read_profile(enterprise).await?;
    let facts = profile.map(|profile| profile.facts).unwrap_or_default();
    let at = Instant::from(now);
    let offers = catalogue.offers(&catalogue.known(&facts), at.day());
    let (after, alerts) = before.clone().look(&offers, at.day());
    if alerts.is_empty() && unmoved(&before, &after) {
        return Ok(());
    }
    let mut commit = table.commit(now).subscription(&after);
    if !alerts.is_empty() {
        let number = after.version;
        let digest = Digest {
            enterprise: enterprise.clone(),
            number,
            at,
            alerts,
        };
        let job = Job::Digest {
            enterprise: enterprise.clone(),
            number,
        };
        commit = commit
            .digest(&digest)
            .then(&format!("digest|{enterprise}|{number}"), &job);
    }
    commit.run().await?.settled()
}

/// Whether a look changed nothing worth keeping.
fn unmoved(before: &Subscription, after: &Subscription) -> bool {
    before.told == after.told && before.next_look == after.next_look
}
