//! Openings that are given out in one go (M94): shares that were not given yet, and openings that have closed and are not allocated.

use adapters::Fault;
use casework::effect::Audience;
use facts::{Day, ItemId};

use crate::sweep::{Done, Sweep};

/// Working days after its last day from which the coordinator is asked to step in.
const ESCALATE_WORKING_DAYS: u32 = 5;
/// How long after its last day an opening is looked at.
const LOOKED_AT_DAYS: i64 = 180;

/// Goes on with an allocation that was made final.
pub(crate) async fn carry_on(sweep: &Sweep, about: (&ItemId, &str)) -> Result<Done, Fault> {
    let table = sweep.outside.table();
    let Some(given) = table.read_allocation(about.0, about.1).await? else {
        return Ok(Done::Nothing);
    };
    let calendar = &sweep.catalogue().await?.calendar;
    table.give_shares(&given, calendar, sweep.now).await?;
    Ok(Done::Case)
}

/// Has the window told of every opening that has closed with cases and is not allocated, and after some days the coordinator; each once.
pub(crate) async fn remind(sweep: &Sweep, today: Day) -> Result<(), Fault> {
    let catalogue = sweep.catalogue().await?;
    let table = sweep.outside.table();
    for one in catalogue.contested(today) {
        if one.to >= today || one.to.plus_days(LOOKED_AT_DAYS) < today {
            continue;
        }
        let about = (&one.item, one.opening.as_str());
        let last = catalogue
            .calendar
            .working_days_after(one.to, ESCALATE_WORKING_DAYS);
        let audience = if today > last {
            Audience::Coordinator
        } else {
            Audience::Counter
        };
        if table.reminded_of_opening(about, &audience).await?
            || table.read_allocation(about.0, about.1).await?.is_some()
        {
            continue;
        }
        let heads = table.contestants(about.0, about.1, one.from).await?;
        let waits = heads.iter().filter_map(|head| head.contestant.as_ref());
        if waits.into_iter().any(|one| !one.over) {
            let commit = table.commit(sweep.now).unallocated(about, audience);
            commit.run().await?.settled()?;
        }
    }
    Ok(())
}
