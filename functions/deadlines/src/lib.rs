//! Looks at what is due: reminders, fail-over, missed promises, the end of publicity, of drafts and of policies; wakes what was left behind, and
//! looks at every open case anew when a working calendar changes (M37, M51, M86, M90).
//!
//! Reads the due index shard by shard, so that a sweep costs what is due and not what is open (R21). What happens is decided by the same
//! rules as every other move. One bad record never stops the others: it is noted, put off, and found again. Deliberately absent: those
//! rules, and any memory between two sweeps.

mod allocate;
mod freeze;
mod look;
mod recompute;
mod sweep;

pub use sweep::{Swept, sweep};

/// Runs the function until the platform ends it.
///
/// # Errors
/// If the environment is not whole, or the platform cannot be reached.
pub async fn run() -> Result<(), adapters::Error> {
    let outside = adapters::start("deadlines").await?;
    adapters::run_schedule(outside, |outside, now| Box::pin(sweep(outside, now))).await
}
