//! Hands submitted cases to departments, by the register and its table of rules (M22, M32).
//!
//! Woken by the outbox; the case itself says whether it still waits. Deliberately absent: the choice (`casework::register::assign`),
//! and telling anybody (`delivery`).

use adapters::table::{Job, after, recorded};
use adapters::{Fault, Outside, Wake};
use casework::Actor;
use casework::case::{Case, Command, Context, decide};
use facts::Instant;

/// Runs the function until the platform ends it.
///
/// # Errors
/// If the environment is not whole, or the platform cannot be reached.
pub async fn run() -> Result<(), adapters::Error> {
    let outside = adapters::start("routing").await?;
    adapters::run_batch(outside, route).await
}

/// Hands one case on.
///
/// # Errors
/// [`Fault`] if it must be tried again.
pub async fn route(outside: Outside, wake: Wake) -> Result<(), Fault> {
    let table = outside.table();
    let row = table.read_outbox(&wake.id).await?.filter(|row| !row.done);
    let Some(row) = row else {
        return Ok(());
    };
    let Job::Case(effect) = &row.job else {
        return table.finish(&wake.id, wake.now).await;
    };
    let read = table.read_case(&effect.number, None).await?;
    let Some(case) = read.case.filter(Case::awaits_routing) else {
        // somebody was faster, or the enterprise withdrew it
        return table.finish(&wake.id, wake.now).await;
    };
    let catalogue = outside.catalogue().current().await?;
    let register = table.read_register().await?.register;
    let actor = Actor::platform("routing");
    let context = Context {
        now: Instant::from(wake.now),
        actor: &actor,
        calendar: &catalogue.calendar,
        register: &register,
    };
    let events = decide(&case, Command::Assign, &context);
    let events = events.map_err(|refusal| Fault::plain(refusal.sentence().en))?;
    let new = recorded(case.version, wake.now, &actor, events);
    let case = after(case, &new)?;
    let commit = table.commit(wake.now);
    let commit = commit.case(&case, &new, &catalogue.calendar).done(&wake.id);
    commit.run().await?.settled()
}
