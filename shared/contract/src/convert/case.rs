//! Cases.

use casework::Actor;
use casework::case::{Case, Decision, Document, Payment, Recorded, Seen, State, Viewer, timeline};
use casework::clock::Due;
use casework::due::overdue;
use facts::{Calendar, Day};

use crate::case::{
    CaseEntry, CaseView, DecisionView, DocumentView, PaymentView, PromiseView, PublicityView,
    RedatedView, SheetDay, StepDueView, TimelineEntry,
};

/// A case in full, as `actor` may see it on `today`.
#[must_use]
pub fn view(
    case: &Case,
    history: &[Recorded],
    calendar: &Calendar,
    actor: &Actor,
    today: Day,
) -> CaseView {
    let viewer = Viewer::from(actor.role);
    let seen = case.seen_by(viewer);
    let due = case.due(calendar);
    CaseView {
        entry: entry(case, &seen, &due, overdue(case, calendar, today)),
        version: case.version,
        policy: case.subject.policy.to_string(),
        catalogue: case.subject.catalogue.clone(),
        promise: promise(case, &due),
        next_step: seen.next_step.clone().into(),
        documents: case.documents.iter().map(document).collect(),
        timeline: timeline(history, viewer)
            .into_iter()
            .map(|line| TimelineEntry {
                version: line.version,
                at: line.at.to_string(),
                event: line.event.to_owned(),
                words: line.words.into(),
                by: line.by.into(),
            })
            .collect(),
        decision: seen.decision.as_ref().map(decision),
        publicity: seen.publicity.map(|publicity| PublicityView {
            first_day: publicity.first_day.to_string(),
            last_day: publicity.last_day.to_string(),
            // the notice leaves the public pages with the end of its period
            notice: if let State::InPublicity { .. } = case.state {
                format!("/notices/{}", case.number)
            } else {
                String::new()
            },
        }),
        payment: seen.payment.as_ref().map(payment),
        moves: case
            .moves(actor)
            .into_iter()
            .map(|operation| operation.name().to_owned())
            .collect(),
    }
}

fn entry(case: &Case, seen: &Seen, due: &Due, overdue: bool) -> CaseEntry {
    CaseEntry {
        number: case.number.to_string(),
        kind: case.kind.word().to_owned(),
        item: case.subject.item.to_string(),
        title: case.subject.title.clone().into(),
        enterprise: case.applicant.enterprise.to_string(),
        enterprise_name: case.applicant.name.clone(),
        state: seen.word.to_owned(),
        state_text: seen.state.clone().into(),
        holder: seen.holder.clone().into(),
        submitted_at: case.submitted_at.to_string(),
        due: case.clock.stopped.is_none().then(|| due.day.to_string()),
        overdue,
    }
}

fn promise(case: &Case, due: &Due) -> PromiseView {
    PromiseView {
        working_days: case
            .promise
            .working_days
            .saturating_add(case.clock.extended_by),
        basis: case.promise.basis.clone(),
        due: due.day.to_string(),
        provisional: due.provisional,
        paused: due.paused.is_some(),
        steps: case
            .promise
            .steps_due(due)
            .iter()
            .map(|step| StepDueView {
                name: step.promise.name.clone().into(),
                owner: step.promise.owner.clone(),
                working_days: step.promise.working_days,
                basis: step.promise.basis.clone(),
                due: step.day.to_string(),
            })
            .collect(),
        redated: case
            .redated
            .iter()
            .map(|moved| RedatedView {
                calendar: moved.calendar.clone(),
                from: moved.from.to_string(),
                to: moved.to.to_string(),
            })
            .collect(),
        sheet: due
            .sheet
            .iter()
            .map(|day| SheetDay {
                day: day.day.to_string(),
                counted: day.counted,
                why: day.why.words().into(),
            })
            .collect(),
    }
}

fn document(document: &Document) -> DocumentView {
    DocumentView {
        document: document.document.clone(),
        material: document.material.to_string(),
        file_name: document.file_name.clone(),
        media_type: document.media_type.clone(),
        bytes: document.bytes,
        sha256: document.sha256.clone(),
    }
}

fn decision(decision: &Decision) -> DecisionView {
    match decision {
        Decision::Approved { amount, reason } => DecisionView {
            approved: true,
            amount: amount.map(|amount| amount.to_string()),
            reason: reason.clone(),
            remedy: None,
        },
        Decision::Refused { reason, remedy } => DecisionView {
            approved: false,
            amount: None,
            reason: reason.clone(),
            remedy: Some(remedy.clone()),
        },
    }
}

fn payment(payment: &Payment) -> PaymentView {
    PaymentView {
        amount: payment.amount.to_string(),
        paid_on: payment.paid_on.to_string(),
        reference: payment.reference.clone(),
    }
}
