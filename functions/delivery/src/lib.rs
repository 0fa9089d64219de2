//! Sends what the outbox holds: mail to posts and enterprises, webhooks to departments' own systems (M40, M42, M51).
//!
//! A message says what is true when it is sent, so the case is read anew. Sent means handed over: the outbox row is done then, and not
//! before. Deliberately absent: what follows from what (`casework::effect`), and the words (`pages::mail`).

use std::collections::BTreeSet;

use adapters::table::{Job, Side, Told, Way};
use adapters::{Fault, Outside, Wake};
use casework::case::{Case, Recorded};
use casework::effect::{Action, Audience, Effect, Message};
use contract::catalogue::Opened;
use facts::Instant;

mod allocations;
mod authorities;
mod counter;
mod drafts;
mod enterprise;
mod follow_ups;
mod gatherings;
mod letter;
mod outreach;
mod part;
mod post;
mod upkeep;

/// Runs the function until the platform ends it.
///
/// # Errors
/// If the environment is not whole, or the platform cannot be reached.
pub async fn run() -> Result<(), adapters::Error> {
    let outside = adapters::start("delivery").await?;
    adapters::run_batch(outside, deliver).await
}

/// A message to send, with everything its words need.
pub(crate) struct Errand<'a> {
    pub(crate) outside: &'a Outside,
    pub(crate) wake: &'a Wake,
    pub(crate) case: &'a Case,
    pub(crate) history: &'a [Recorded],
    pub(crate) catalogue: &'a Opened,
    /// The version of the case whose event caused it.
    pub(crate) version: u64,
    /// When it was caused.
    pub(crate) caused_at: Instant,
    pub(crate) message: Message,
}

/// Sends one message.
///
/// # Errors
/// [`Fault`] if it must be tried again.
pub async fn deliver(outside: Outside, wake: Wake) -> Result<(), Fault> {
    let table = outside.table();
    let row = table.read_outbox(&wake.id).await?.filter(|row| !row.done);
    let Some(row) = row else {
        return Ok(());
    };
    match &row.job {
        Job::Case(effect) => of_case(&outside, &wake, (effect, &row.sent)).await?,
        Job::Digest { enterprise, number } => {
            outreach::digest(&outside, &wake, (enterprise, *number)).await?;
        }
        Job::Invitation { run, enterprise } => {
            outreach::invitation(&outside, &wake, (run, enterprise)).await?;
        }
        Job::FollowUps { day, to } => follow_ups::tell(&outside, &wake, (*day, to)).await?,
        Job::Unallocated { item, opening, to } => {
            allocations::tell(&outside, &wake, (item, opening, to)).await?;
        }
        Job::Draft { draft } => drafts::tell(&outside, &wake, draft).await?,
        Job::Told(told) => told_of(&outside, &wake, told).await?,
        Job::Policy { id, version } => upkeep::tell(&outside, &wake, (id, *version)).await?,
        Job::CatalogueChanged { .. }
        | Job::CalendarChanged { .. }
        | Job::Allocated { .. }
        | Job::CataloguePublished
        | Job::Look { .. }
        | Job::StartRun { .. }
        | Job::Reach { .. }
        | Job::Bulletin { .. } => {}
    }
    table.finish(&wake.id, wake.now).await
}

/// Tells what is no case.
async fn told_of(outside: &Outside, wake: &Wake, told: &Told) -> Result<(), Fault> {
    match told {
        Told::Gathering {
            gathering,
            version,
            notice,
            who,
        } => {
            let cause = (gathering, *version);
            gatherings::tell(outside, wake, cause, (*notice, who.as_deref())).await
        }
        Told::Authority {
            enterprise,
            authority,
            side,
        } => authorities::tell(outside, wake, (enterprise, authority), *side).await,
    }
}

/// Tells what a case wants told; `sent` is what of it went out before.
async fn of_case(
    outside: &Outside,
    wake: &Wake,
    (effect, sent): (&Effect, &BTreeSet<Way>),
) -> Result<(), Fault> {
    let Action::Tell { audience, message } = &effect.action else {
        return Ok(());
    };
    let read = outside.table().read_case(&effect.number, None).await?;
    let Some(case) = &read.case else {
        return Ok(());
    };
    let catalogue = outside.catalogue().current().await?;
    let cause = read
        .recorded
        .iter()
        .find(|recorded| recorded.version == effect.version);
    let errand = Errand {
        outside,
        wake,
        case,
        history: &read.recorded,
        catalogue: &catalogue,
        version: effect.version,
        caused_at: cause.map_or(case.state_since, |recorded| recorded.at),
        message: *message,
    };
    match audience {
        Audience::Enterprise => enterprise::tell(&errand).await,
        Audience::Authoriser => authorities::acted(&errand, cause, Side::Enterprise).await,
        Audience::Assistant => authorities::acted(&errand, cause, Side::Assistant).await,
        Audience::Coordinator if *message == Message::Escalated => counter::escalate(&errand).await,
        Audience::Counter | Audience::Coordinator => counter::tell(&errand, audience).await,
        Audience::Post { department, rung } => post::tell(&errand, (department, *rung), sent).await,
    }
}
