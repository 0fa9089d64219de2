//! Building the catalogue: every published version of every policy, in one snapshot, switched all at once (M64, M75).

use std::collections::BTreeSet;
use std::sync::{MutexGuard, PoisonError};

use adapters::table::PolicyHead;
use adapters::{Fault, Outside};
use contract::catalogue::{
    Snapshot, SnapshotCalendar, SnapshotCourse, SnapshotEdition, SnapshotHalt,
    SnapshotJurisdiction, SnapshotPolicy, SnapshotRepeal,
};
use contract::convert::register as convert;
use contract::explain::FaqRecord;
use facts::{Instant, PolicyId};
use jiff::Timestamp;
use tokio::sync::Mutex;

use crate::library;

/// What changed: a policy, or something else that the catalogue is built from.
type Change = Option<PolicyId>;

/// One build at a time in a process.
static BUILDING: Mutex<()> = Mutex::const_new(());
/// Changes no build has taken up yet.
static WAITING: std::sync::Mutex<BTreeSet<Change>> = std::sync::Mutex::new(BTreeSet::new());

/// Builds the catalogue and writes the pages that show it. Changes that wait while another build runs are all taken up by the next one,
/// so that a batch costs two builds and not one for each record.
pub(crate) async fn rebuild(
    outside: &Outside,
    changed: &Change,
    now: Timestamp,
) -> Result<(), Fault> {
    waiting().insert(changed.clone());
    let _one = BUILDING.lock().await;
    if !waiting().contains(changed) {
        return Ok(());
    }
    let mut taken = Taken(std::mem::take(&mut *waiting()));
    build(outside, &taken.0, now).await?;
    taken.0.clear();
    Ok(())
}

/// Changes a build has taken up: they wait again if it fails or is broken off.
struct Taken(BTreeSet<Change>);

impl Drop for Taken {
    fn drop(&mut self) {
        waiting().append(&mut self.0);
    }
}

fn waiting() -> MutexGuard<'static, BTreeSet<Change>> {
    WAITING.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn build(outside: &Outside, changed: &BTreeSet<Change>, now: Timestamp) -> Result<(), Fault> {
    let catalogue = outside.catalogue();
    let seen = catalogue.look().await?;
    let snapshot = snapshot(outside, changed, now).await?;
    let opened = catalogue.publish(&snapshot, &seen).await?;
    library::write(outside, &opened, now).await
}

/// What changed is read consistently, since lists may lag behind.
async fn snapshot(
    outside: &Outside,
    changed: &BTreeSet<Change>,
    now: Timestamp,
) -> Result<Snapshot, Fault> {
    let table = outside.table();
    let heads = table.all_policies().await?;
    let mut ids: BTreeSet<PolicyId> = heads.iter().filter(|head| public(head)).map(id).collect();
    ids.extend(changed.iter().flatten().cloned());
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
    // an interpretation becomes public with its version
    let public = |version: u64| {
        policy
            .course
            .editions
            .iter()
            .any(|one| one.document == version)
    };
    let interpretations = read.interpretations.iter();
    let interpretations = interpretations.filter(|one| public(one.body.document));
    let interpretations = interpretations.cloned().collect();
    let shown = |faq: &&FaqRecord| policy.faqs_shown().any(|(number, _)| number == faq.number);
    Ok((!editions.is_empty()).then(|| {
        SnapshotPolicy::Course(SnapshotCourse {
            listed: policy.listed,
            editions,
            halts: halts.collect(),
            repeal,
            interpretations,
            rulings: read.rulings.clone(),
            faqs: read.faqs.iter().filter(shown).map(public_faq).collect(),
        })
    }))
}

/// An answer as everybody may read it, for ever: without the consultation it was first given in.
fn public_faq(faq: &FaqRecord) -> FaqRecord {
    let mut faq = faq.clone();
    faq.body.consultation = None;
    faq
}
