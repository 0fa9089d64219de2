//! Makes what was decided public: builds the catalogue when policies change, and writes the public pages (M45, M57, M74, M75).
//!
//! Pages are whole or absent: a page is one object, and a list is written after what it lists. Deliberately absent: what a page says
//! (`pages`), and whether a notice may be published (`casework::notice`).

use adapters::table::Job;
use adapters::{Fault, Outside, Wake};

mod bulletins;
mod catalogue;
mod library;
mod notices;
mod open;

/// Runs the function until the platform ends it.
///
/// # Errors
/// If the environment is not whole, or the platform cannot be reached.
pub async fn run() -> Result<(), adapters::Error> {
    let outside = adapters::start("publicity").await?;
    adapters::run_batch(outside, publish).await
}

/// Makes one change public.
///
/// # Errors
/// [`Fault`] if it must be tried again.
pub async fn publish(outside: Outside, wake: Wake) -> Result<(), Fault> {
    let table = outside.table();
    let row = table.read_outbox(&wake.id).await?.filter(|row| !row.done);
    let Some(row) = row else {
        return Ok(());
    };
    match &row.job {
        Job::CatalogueChanged { policy } => {
            catalogue::rebuild(&outside, policy, wake.now).await?;
            // who subscribed is looked at once the new list is public
            let commit = table.commit(wake.now);
            let commit = commit.then(&format!("published|{}", wake.id), &Job::CataloguePublished);
            commit.run().await?.settled()?;
        }
        Job::Bulletin { period } => bulletins::publish(&outside, period).await?,
        // the sweep's own: it carries this out itself
        Job::CalendarChanged { .. } | Job::Allocated { .. } => return Ok(()),
        Job::CataloguePublished
        | Job::Policy { .. }
        | Job::Look { .. }
        | Job::StartRun { .. }
        | Job::Digest { .. }
        | Job::Invitation { .. }
        | Job::FollowUps { .. }
        | Job::Unallocated { .. }
        | Job::Draft { .. }
        | Job::Reach { .. }
        | Job::Told(_) => {}
        Job::Case(effect) => notices::post(&outside, &effect.number, wake.now).await?,
    }
    table.finish(&wake.id, wake.now).await
}
