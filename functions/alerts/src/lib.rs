//! Finds whom to tell: digests of alerts when the catalogue changes or a look is due, and the list of a run (M27, M76). Counts for a frozen
//! bulletin how far enterprises have come (M24, M99).
//!
//! Everything it does can be done again: a look that was told tells nothing more, an invitation that is there stays as it is. Deliberately
//! absent: whom an item fits (`calculator`), what is news (`casework::alert`), and mail (`delivery`).

use adapters::table::Job;
use adapters::{Fault, Outside, Wake};

mod list;
mod look;
mod reach;

/// Runs the function until the platform ends it.
///
/// # Errors
/// If the environment is not whole, or the platform cannot be reached.
pub async fn run() -> Result<(), adapters::Error> {
    let outside = adapters::start("alerts").await?;
    adapters::run_batch(outside, act).await
}

/// Does what one row of the outbox asks for.
///
/// # Errors
/// [`Fault`] if it must be tried again.
pub async fn act(outside: Outside, wake: Wake) -> Result<(), Fault> {
    let table = outside.table();
    let row = table.read_outbox(&wake.id).await?.filter(|row| !row.done);
    let Some(row) = row else {
        return Ok(());
    };
    match &row.job {
        Job::CataloguePublished => look::everybody(&outside, wake.now).await?,
        Job::Look { enterprise } => look::one(&outside, enterprise, wake.now).await?,
        Job::StartRun { run } => list::make(&outside, run, wake.now).await?,
        // written together with what it counted
        Job::Reach { period } => return reach::count(&outside, period, (&row.id, wake.now)).await,
        Job::Case(_)
        | Job::CatalogueChanged { .. }
        | Job::CalendarChanged { .. }
        | Job::Policy { .. }
        | Job::Digest { .. }
        | Job::Invitation { .. }
        | Job::FollowUps { .. }
        | Job::Allocated { .. }
        | Job::Unallocated { .. }
        | Job::Draft { .. }
        | Job::Told(_)
        | Job::Bulletin { .. } => {}
    }
    table.finish(&wake.id, wake.now).await
}
