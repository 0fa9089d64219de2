//! A policy as readers see it.

use casework::Actor;
use casework::access::Role;
use casework::policy::{Event, Policy, Work};
use facts::{Day, Instant};
use serde_json::Value;

use crate::policy::{
    PolicyEntry, PolicyEventView, PolicyView, PolicyWorkEntry, StandingView, VersionView, WorkView,
};
use crate::text::Text;

/// A policy as it stands on `today`, still without title and document; its makers see how far the work is.
#[must_use]
pub fn view(policy: &Policy, today: Day, maker: bool) -> PolicyView {
    let editions = policy.course.editions.iter();
    PolicyView {
        policy: policy.id.to_string(),
        version: policy.version,
        in_force_version: policy.course.in_force(today).map(|held| held.document),
        status: policy.word_on(today).to_owned(),
        standing: StandingView::of(&policy.course, today),
        work: maker.then(|| work(&policy.work)),
        versions: editions
            .map(|edition| VersionView {
                version: edition.document,
                published_at: edition.at.to_string(),
                from: edition.from.to_string(),
                to: edition.to.map(|day| day.to_string()),
                review_by: edition.review_by.to_string(),
            })
            .collect(),
        title: Text::default(),
        department: policy.department.to_string(),
        document_version: 0,
        document: Value::Null,
    }
}

/// A policy in the list of those who work on it.
#[must_use]
pub fn work_entry(policy: &Policy, entry: PolicyEntry, today: Day) -> PolicyWorkEntry {
    let held = policy.course.in_force(today);
    PolicyWorkEntry {
        entry,
        standing: StandingView::of(&policy.course, today),
        work: work(&policy.work),
        review_by: held.map(|held| held.review_by.to_string()),
        review_due: held.is_some_and(|held| held.review_by <= today),
    }
}

fn work(work: &Work) -> WorkView {
    WorkView {
        state: work.word().to_owned(),
        words: work.words().into(),
        remarks: match work {
            Work::Returned { words } => Some(words.clone()),
            Work::Draft | Work::InReview | Work::Published => None,
        },
    }
}

/// Something that happened to a policy.
#[must_use]
pub fn event_view(version: u64, (at, by): (Instant, &Actor), event: &Event) -> PolicyEventView {
    let (document, reason) = particulars(event);
    PolicyEventView {
        version,
        at: at.to_string(),
        event: event.word().to_owned(),
        words: event.words().into(),
        by: if by.role == Role::Platform {
            Role::Platform.word().to_owned()
        } else {
            by.principal.clone()
        },
        document,
        reason,
    }
}

/// The version of the document an event is about, and the reason given.
fn particulars(event: &Event) -> (Option<u64>, Option<String>) {
    match event {
        Event::Created { .. } => (Some(1), None),
        Event::Resumed | Event::Ruled { .. } => (None, None),
        Event::Returned { document, words } => (Some(*document), Some(words.clone())),
        Event::Suspended { reason }
        | Event::Repealed { reason, .. }
        | Event::FaqWithdrawn { reason, .. } => (None, Some(reason.clone())),
        Event::Revised { document }
        | Event::Proposed { document }
        | Event::Published { document, .. }
        | Event::TookEffect { document, .. }
        | Event::Expired { document, .. }
        | Event::Interpreted { document, .. }
        | Event::FaqPublished { document, .. }
        | Event::InterpretationDue { document, .. }
        | Event::ReviewNear { document, .. }
        | Event::ReviewDue { document, .. } => (Some(*document), None),
    }
}
