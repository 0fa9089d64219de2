//! Building the catalogue: everything in force, in one snapshot, switched all at once (M75).

use std::collections::BTreeSet;

use adapters::table::PolicyHead;
use adapters::{Fault, Outside};
use casework::policy::State;
use contract::catalogue::{Snapshot, SnapshotCalendar, SnapshotJurisdiction, SnapshotPolicy};
use contract::convert::register as convert;
use facts::{Instant, PolicyId};
use jiff::Timestamp;
use tokio::sync::Mutex;

use crate::library;

/// One build at a time in a process: the others of a batch find their change already public.
static BUILDING: Mutex<()> = Mutex::const_new(());

/// Builds the catalogue and writes the pages that show it. `changed` is read consistently, since lists may lag behind.
pub(crate) async fn rebuild(
    outside: &Outside,
    changed: Option<&PolicyId>,
    now: Timestamp,
) -> Result<(), Fault> {
    let _one = BUILDING.lock().await;
    let catalogue = outside.catalogue();
    let seen = catalogue.look().await?;
    let snapshot = snapshot(outside, changed, now).await?;
    let opened = catalogue.publish(&snapshot, &seen).await?;
    library::write(outside, &opened, now).await
}

async fn snapshot(
    outside: &Outside,
    changed: Option<&PolicyId>,
    now: Timestamp,
) -> Result<Snapshot, Fault> {
    let table = outside.table();
    let heads = table.all_policies().await?;
    let mut ids: BTreeSet<PolicyId> = heads.iter().filter(|head| public(head)).map(id).collect();
    ids.extend(changed.cloned());
    let mut policies = Vec::new();
    for id in &ids {
        policies.extend(in_force(outside, id).await?);
    }
    let register = table.read_register().await?;
    let jurisdictions = register
        .jurisdictions
        .iter()
        .map(|entry| SnapshotJurisdiction {
            id: entry.jurisdiction.id.to_string(),
            body: convert::jurisdiction_body(
                &entry.jurisdiction,
                &entry.name,
                &entry.source,
                entry.illustrative,
            ),
        });
    let calendars = table.read_calendars().await?;
    let calendars = calendars.iter().map(|entry| SnapshotCalendar {
        year: entry.year.year,
        body: convert::calendar_body(&entry.year),
    });
    Ok(Snapshot::of(
        Instant::from(now).to_string(),
        policies,
        jurisdictions.collect(),
        calendars.collect(),
    ))
}

fn id(head: &PolicyHead) -> PolicyId {
    head.policy.id.clone()
}

/// Lists may lag behind, but only in what was changed last; whatever may be public is read again.
const fn public(head: &PolicyHead) -> bool {
    matches!(head.policy.state, State::InForce { .. })
}

/// The rule document in force of a policy, if it has one.
async fn in_force(outside: &Outside, id: &PolicyId) -> Result<Option<SnapshotPolicy>, Fault> {
    let read = outside.table().read_policy(id, None).await?;
    Ok(read.in_force().map(|document| SnapshotPolicy {
        version: document.version,
        document: document.rules.clone(),
    }))
}
