//! Openings that are given out in one go (M94): shares that were not given yet, and openings that have closed and are not allocated.

use adapters::Fault;
use casework::due::ALLOCATE_WORKING_DAYS;
use casework::effect::Audience;
use contract::catalogue::Contested;
use facts::{Day, ItemId};

use crate::sweep::{Done, Sweep};

/// How long after its last day an opening is looked at.
const LOOKED_AT_DAYS: i64 = 180;

/// Goes on with an allocation that was made final.
pub(crate) async fn carry_on(sweep: &Sweep, about: (&ItemId, &str)) -> Result<Done, Fault> {
    let table = sweep.outside.table();
    let given = table.read_allocation(about.0, about.1).await?;
    let given =
        given.ok_or_else(|| Fault::plain("shares are due of an opening nobody allocated"))?;
    let calendar = &sweep.catalogue().await?.calendar;
    table.give_shares(&given, calendar, sweep.now).await?;
    Ok(Done::Case)
}

/// Has the window told of every opening that has closed with cases and is not allocated, and after some days the coordinator too; again after
/// a month, while that lasts. Gives how many openings could not be looked at.
pub(crate) async fn remind(sweep: &Sweep, today: Day) -> Result<usize, Fault> {
    let catalogue = sweep.catalogue().await?;
    let mut failed = 0_usize;
    for one in catalogue.contested(today) {
        if one.to >= today || one.to.plus_days(LOOKED_AT_DAYS) < today {
            continue;
        }
        let last = catalogue
            .calendar
            .working_days_after(one.to, ALLOCATE_WORKING_DAYS);
        if let Err(fault) = remind_of(sweep, &one, today > last).await {
            let (item, opening) = (one.item.as_str(), one.opening.as_str());
            tracing::warn!(
                fault = fault.chain(),
                item,
                opening,
                "an opening cannot be looked at"
            );
            failed = failed.saturating_add(1);
        }
    }
    Ok(failed)
}

async fn remind_of(sweep: &Sweep, one: &Contested, late: bool) -> Result<(), Fault> {
    let table = sweep.outside.table();
    let about = (&one.item, one.opening.as_str());
    let mut untold = Vec::new();
    let audiences = [(Audience::Counter, true), (Audience::Coordinator, late)];
    for (audience, _) in audiences.into_iter().filter(|(_, told)| *told) {
        if !table.reminded_of_opening(about, &audience).await? {
            untold.push(audience);
        }
    }
    if untold.is_empty() || table.read_allocation(about.0, about.1).await?.is_some() {
        return Ok(());
    }
    let heads = table.contestants(about.0, about.1, one.from).await?;
    let waits = heads.iter().filter_map(|head| head.contestant.as_ref());
    if waits.into_iter().all(|one| one.over) {
        return Ok(());
    }
    let commit = untold.into_iter();
    let commit = commit.fold(table.commit(sweep.now), |commit, audience| {
        commit.unallocated(about, audience)
    });
    commit.run().await?.settled()
}
