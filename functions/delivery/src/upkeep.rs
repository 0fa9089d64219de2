//! Mails to the department of a policy: what is expected of it (M59, M64).

use adapters::table::PolicyHead;
use adapters::{Fault, Outside, Wake};
use casework::policy::Event;
use casework::register::{Post, Rung};
use facts::{Day, Instant, PolicyId};
use pages::mail::{UpkeepCause, UpkeepMail};

use crate::letter::{Sending, send};

/// Writes to the section that answers for the policy, or to its first liaison where there is none; nothing if it was done since.
pub(crate) async fn tell(
    outside: &Outside,
    wake: &Wake,
    (id, version): (&PolicyId, u64),
) -> Result<(), Fault> {
    let table = outside.table();
    let history = table.policy_history(id).await?;
    let Some(head) = table.read_policy(id, None).await?.policy else {
        return Ok(());
    };
    let happened = history.iter().find(|(one, _)| *one == version);
    let Some((_, happened)) = happened else {
        return Ok(());
    };
    let today = Instant::from(wake.now).day();
    let Some((cause, day)) = cause(&head, &happened.event, today) else {
        return Ok(());
    };
    let register = table.read_register().await?.register;
    let Some(department) = register.department(&head.policy.department) else {
        return Ok(());
    };
    let posts = [Rung::Section, Rung::FirstLiaison];
    let mut posts = posts.iter().filter_map(|rung| department.post(*rung));
    let Some(Post { title, email, .. }) = posts.next() else {
        return Ok(());
    };
    let portal = &outside.config().public_url;
    let content = UpkeepMail {
        site: outside.site(),
        department: &department.name_on(today).zh,
        post: title,
        policy: &head.entry,
        cause,
        day: &day.to_string(),
        link: &format!("{portal}/desk/policies/{id}"),
    }
    .write();
    let sending = Sending {
        to: email,
        thread: None,
        unsubscribe: None,
        caused_at: happened.at,
    };
    send((outside, wake), sending, &content).await?;
    Ok(())
}

/// Why the department is written to and the day it is about; none if it is no longer so.
fn cause(head: &PolicyHead, event: &Event, today: Day) -> Option<(UpkeepCause, Day)> {
    let policy = &head.policy;
    let held = policy.course.in_force(today).map(|held| held.document);
    let review = |document: &u64| {
        let mut editions = policy.course.editions.iter();
        let edition = editions.find(|one| one.document == *document)?;
        (held == Some(*document)).then_some(edition.review_by)
    };
    match event {
        Event::ReviewNear { document, .. } => {
            review(document).map(|day| (UpkeepCause::ReviewNear, day))
        }
        Event::ReviewDue { document, .. } => {
            review(document).map(|day| (UpkeepCause::ReviewDue, day))
        }
        Event::InterpretationDue { .. } => {
            let (_, by) = policy.unexplained(today)?;
            Some((UpkeepCause::Unexplained, by))
        }
        Event::Created { .. }
        | Event::Revised { .. }
        | Event::Proposed { .. }
        | Event::Returned { .. }
        | Event::Published { .. }
        | Event::Suspended { .. }
        | Event::Resumed
        | Event::Repealed { .. }
        | Event::Interpreted { .. }
        | Event::Ruled { .. }
        | Event::FaqPublished { .. }
        | Event::FaqWithdrawn { .. }
        | Event::TookEffect { .. }
        | Event::Expired { .. } => None,
    }
}
