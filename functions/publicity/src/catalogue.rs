//! Building the catalogue: every published version of every policy, in one snapshot, switched all at once (M64, M75).

use std::collections::BTreeSet;

use adapters::table::PolicyHead;
use adapters::{Fault, Outside};
use contract::catalogue::{
    Snapshot, SnapshotCalendar, SnapshotCourse, SnapshotEdition, SnapshotHalt,
    SnapshotJurisdiction, SnapshotPolicy, SnapshotRepeal,
};
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
        policies.extend(published(outside, id).await?);
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

/// Lists may lag behind, but only in what was changed last; whatever was ever published is read again.
const fn public(head: &PolicyHead) -> bool {
    !head.policy.course.editions.is_empty()
}

/// Every published version of a policy; nothing if none was.
async fn published(outside: &Outside, id: &PolicyId) -> Result<Option<SnapshotPolicy>, Fault> {
    let read = outside.table().read_policy(id, None).await?;
    let Some(policy) = read.policy.as_ref().map(|head| &head.policy) else {
        return Ok(None);
    };
    let mut editions = Vec::new();
    for edition in &policy.course.editions {
        let kept = read.document(edition.document);
        let kept = kept.ok_or_else(|| Fault::plain("a published version is not kept"))?;
        editions.push(SnapshotEdition {
            version: edition.document,
            published_at: edition.at.to_string(),
            from: edition.from.to_string(),
            to: edition.to.map(|day| day.to_string()),
            review_by: edition.review_by.to_string(),
            document: kept.rules.clone(),
        });
    }
    let halts = policy.course.halts.iter().map(|halt| SnapshotHalt {
        from: halt.from.to_string(),
        until: halt.until.map(|day| day.to_string()),
        reason: halt.reason.clone(),
    });
    let repeal = policy.course.repeal.as_ref().map(|repeal| SnapshotRepeal {
        from: repeal.from.to_string(),
        reason: repeal.reason.clone(),
    });
    Ok((!editions.is_empty()).then(|| {
        SnapshotPolicy::Course(SnapshotCourse {
            listed: policy.listed,
            editions,
            halts: halts.collect(),
            repeal,
        })
    }))
}
