//! Looks at what is due: reminders, fail-over, missed promises, the end of publicity and of policies; and wakes what was left behind
//! (M51, M90).
//!
//! Reads the due index shard by shard; what happens is decided by the same rules as every other move. Deliberately absent: those rules.

use adapters::table::{DUE_SHARDS, DueKey, PolicyMove, after, recorded};
use adapters::{Fault, Outside};
use casework::Actor;
use casework::case::{Command, Context, decide};
use casework::{Refusal, policy};
use contract::catalogue::Opened;
use facts::{CaseNumber, Instant, PolicyId};
use jiff::Timestamp;
use serde::Serialize;

/// Most keys of a shard that one sweep takes; the next sweep takes the rest.
const KEYS_MAX: usize = 200;

/// What a sweep did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Swept {
    /// Keys that were due.
    pub due: usize,
    /// Of these: cases something happened to.
    pub cases: usize,
    /// Policies that ran out.
    pub policies: usize,
    /// Outbox rows that were woken again.
    pub woken: usize,
    /// Keys that failed; the next sweep finds them again.
    pub failed: usize,
}

/// Runs the function until the platform ends it.
///
/// # Errors
/// If the environment is not whole, or the platform cannot be reached.
pub async fn run() -> Result<(), adapters::Error> {
    let outside = adapters::start("deadlines").await?;
    adapters::run_schedule(outside, |outside, now| Box::pin(sweep(outside, now))).await
}

/// One sweep at the moment `now`.
///
/// # Errors
/// [`Fault`] if what is due cannot be listed; a single key that fails is counted and found again.
pub async fn sweep(outside: Outside, now: Timestamp) -> Result<Swept, Fault> {
    let catalogue = outside.catalogue().current().await?;
    let mut swept = Swept::default();
    for shard in 0..DUE_SHARDS {
        for key in outside.table().due_in(shard, now, KEYS_MAX).await? {
            swept.due += 1;
            let done = match &key {
                DueKey::Case(number) => Box::pin(case(&outside, &catalogue, number, now)).await,
                DueKey::Policy(id) => Box::pin(expire(&outside, id, now)).await,
                DueKey::Outbox(id) => Box::pin(wake(&outside, id, now)).await,
            };
            match (done, &key) {
                (Ok(false), _) => {}
                (Ok(true), DueKey::Case(_)) => swept.cases += 1,
                (Ok(true), DueKey::Policy(_)) => swept.policies += 1,
                (Ok(true), DueKey::Outbox(_)) => swept.woken += 1,
                (Err(fault), _) => {
                    tracing::warn!(fault = fault.chain(), "a due key failed");
                    swept.failed += 1;
                }
            }
        }
    }
    Ok(swept)
}

/// Looks at a case; true if something happened.
async fn case(
    outside: &Outside,
    catalogue: &Opened,
    number: &CaseNumber,
    now: Timestamp,
) -> Result<bool, Fault> {
    let table = outside.table();
    let Some(case) = table.read_case(number, None).await?.case else {
        return Ok(false);
    };
    let register = table.read_register().await?.register;
    let actor = Actor::platform("deadlines");
    let context = Context {
        now: Instant::from(now),
        actor: &actor,
        calendar: &catalogue.calendar,
        register: &register,
    };
    let events = decide(&case, Command::Look, &context).map_err(|refusal| refused(&refusal))?;
    if events.is_empty() {
        // the calendar moved: look again when it is due by the new one
        let commit = table.commit(now);
        commit
            .reschedule_case(&case, &catalogue.calendar)
            .run()
            .await?
            .settled()?;
        return Ok(false);
    }
    let new = recorded(case.version, now, &actor, events);
    let case = after(case, &new)?;
    let commit = table.commit(now).case(&case, &new, &catalogue.calendar);
    commit.run().await?.settled()?;
    Ok(true)
}

/// Looks at a policy whose time may have passed.
async fn expire(outside: &Outside, id: &PolicyId, now: Timestamp) -> Result<bool, Fault> {
    let table = outside.table();
    let Some(mut head) = table.read_policy(id, None).await?.policy else {
        return Ok(false);
    };
    let (actor, at) = (Actor::platform("deadlines"), Instant::from(now));
    let events = policy::decide(&head.policy, policy::Command::Look, &actor, at)
        .map_err(|refusal| refused(&refusal))?;
    if events.is_empty() {
        table
            .commit(now)
            .reschedule_policy(&head)
            .run()
            .await?
            .settled()?;
        return Ok(false);
    }
    for event in &events {
        head.policy = head.policy.apply(event, &actor, at);
    }
    let new = PolicyMove {
        by: &actor,
        at,
        events: &events,
        document: None,
    };
    table
        .commit(now)
        .policy(&head, &new)
        .run()
        .await?
        .settled()?;
    Ok(true)
}

/// Wakes the consumer of an outbox row that is not done in time.
async fn wake(outside: &Outside, id: &str, now: Timestamp) -> Result<bool, Fault> {
    Ok(outside.table().redrive(id, now).await?.is_some())
}

fn refused(refusal: &Refusal) -> Fault {
    Fault::plain(refusal.sentence().en)
}
