//! Sends what the outbox holds: mail to posts and enterprises, webhooks to departments' own systems (M40, M42, M51).
//!
//! A message says what is true when it is sent, so the case is read anew. Sent means handed over: the outbox row is done then, and not
//! before. Deliberately absent: what follows from what (`casework::effect`), and the words (`pages::mail`).

use adapters::table::Job;
use adapters::{Fault, Outside, Wake};
use casework::case::{Case, Recorded};
use casework::effect::{Audience, Deed, Message};
use contract::catalogue::Opened;
use facts::Instant;

mod counter;
mod drafts;
mod enterprise;
mod follow_ups;
mod letter;
mod outreach;
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
    let effect = match &row.job {
        Job::Case(effect) => effect,
        Job::Digest { enterprise, number } => {
            outreach::digest(&outside, &wake, (enterprise, *number)).await?;
            return table.finish(&wake.id, wake.now).await;
        }
        Job::Invitation { run, enterprise } => {
            outreach::invitation(&outside, &wake, (run, enterprise)).await?;
            return table.finish(&wake.id, wake.now).await;
        }
        Job::FollowUps { day, to } => {
            follow_ups::tell(&outside, &wake, (*day, to)).await?;
            return table.finish(&wake.id, wake.now).await;
        }
        Job::Draft { draft } => {
            drafts::tell(&outside, &wake, draft).await?;
            return table.finish(&wake.id, wake.now).await;
        }
        Job::Policy { id, version } => {
            upkeep::tell(&outside, &wake, (id, *version)).await?;
            return table.finish(&wake.id, wake.now).await;
        }
        Job::CatalogueChanged { .. }
        | Job::CalendarChanged { .. }
        | Job::CataloguePublished
        | Job::Look { .. }
        | Job::StartRun { .. }
        | Job::Bulletin { .. } => return table.finish(&wake.id, wake.now).await,
    };
    let Deed::Tell { audience, message } = &effect.deed else {
        return table.finish(&wake.id, wake.now).await;
    };
    let read = table.read_case(&effect.number, None).await?;
    let Some(case) = &read.case else {
        return table.finish(&wake.id, wake.now).await;
    };
    let catalogue = outside.catalogue().current().await?;
    let cause = read
        .recorded
        .iter()
        .find(|recorded| recorded.version == effect.version);
    let errand = Errand {
        outside: &outside,
        wake: &wake,
        case,
        history: &read.recorded,
        catalogue: &catalogue,
        caused_at: cause.map_or(case.state_since, |recorded| recorded.at),
        message: *message,
    };
    match audience {
        Audience::Enterprise => enterprise::tell(&errand).await?,
        Audience::Coordinator if *message == Message::Escalated => {
            counter::escalate(&errand).await?;
        }
        Audience::Counter | Audience::Coordinator => counter::tell(&errand, audience).await?,
        Audience::Post { department, rung } => {
            post::tell(&errand, (department, *rung), &row.sent).await?;
        }
    }
    table.finish(&wake.id, wake.now).await
}
