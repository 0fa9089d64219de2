//! Freezing the bulletin of the month before, once its days for late events are over (M99). How far enterprises have come is not waited for:
//! it is counted afterwards, and added once.

use adapters::Fault;
use adapters::table::Outcome;
use casework::supervision::{Period, freezes_on};
use facts::Instant;

use crate::sweep::Sweep;

/// Freezes the bulletin that is due, if there is one; true if this sweep did. It costs one read of one item in every sweep.
pub(crate) async fn freeze(sweep: &Sweep) -> Result<bool, Fault> {
    let table = sweep.outside.table();
    let today = Instant::from(sweep.now).day();
    let period = Period::of(today).previous();
    let calendar = &sweep.catalogue().await?.calendar;
    if today <= freezes_on(period, calendar) || table.read_bulletin(period).await?.is_some() {
        return Ok(false);
    }
    let bulletin = sweep.outside.draw_up(period, today, true).await?;
    let commit = table.commit(sweep.now).bulletin(period, &bulletin);
    let outcome = commit.run().await?;
    let frozen = outcome == Outcome::Committed;
    outcome.settled()?;
    Ok(frozen)
}
