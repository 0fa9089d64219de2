//! Cases.

use casework::Actor;
use casework::case::{
    Against, Ask, Case, Checked, Command, Decision, Document, Expedited, Outcome, Recorded, Reply,
    Seen, State, Viewer, timeline,
};
use casework::clock::Due;
use casework::due::overdue;
use casework::supervision::Compared;
use facts::{Calendar, Day, personal_data};

use super::{award, checklist, co_handling};
use crate::case::{
    AnswerCase, AskView, CaseEntry, CaseView, DecisionView, DocumentView, ExpeditedView,
    PredictionView, PromiseView, PublicityView, RedatedView, ReplyView, SheetDay, StepDueView,
    TimelineEntry, VerifiedView,
};
use crate::eligibility::VerdictView;

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
    let listing = case.subject.listing.as_ref();
    CaseView {
        entry: entry(
            case,
            &seen,
            awaited(case, &due, calendar),
            overdue(case, calendar, today),
        ),
        version: case.version,
        policy: listing.map(|listing| listing.policy.to_string()),
        catalogue: listing.map(|listing| listing.catalogue.clone()),
        prediction: prediction(case, viewer),
        ask: case.ask.as_ref().map(ask),
        reply: seen.decision.as_ref().and_then(reply),
        score: case.rating.as_ref().map(|rating| rating.score),
        // of the enterprise and nobody else's business
        together: match viewer {
            Viewer::Enterprise => case.together.iter().map(ToString::to_string).collect(),
            Viewer::Staff => Vec::new(),
        },
        promise: promise(case, &due, viewer),
        green_channel: case.expedited.as_ref().map(green_channel),
        next_step: seen.next_step.clone().into(),
        documents: case.documents.iter().map(document).collect(),
        co_handling: co_handling::view(case, calendar, viewer),
        checklist: match viewer {
            Viewer::Staff => checklist::view(case),
            Viewer::Enterprise => Vec::new(),
        },
        timeline: told(history, viewer),
        decision: seen
            .decision
            .as_ref()
            .and_then(|decided| decision(case, decided)),
        publicity: publicity(case, &seen),
        payment: seen.payment.as_ref().map(award::payment),
        instalments: award::instalments(&seen),
        left: award::left(&seen),
        claw_backs: (1..).zip(&seen.claw_backs).map(award::claw_back).collect(),
        moves: case
            .moves(actor)
            .into_iter()
            .map(|operation| operation.name().to_owned())
            .collect(),
    }
}

fn prediction(case: &Case, viewer: Viewer) -> Option<PredictionView> {
    let said = case.prediction.as_ref()?;
    let drift = match viewer {
        Viewer::Staff => Compared::of(case).map(|compared| compared.drift()),
        Viewer::Enterprise => None,
    };
    let verdict = if said.eligible {
        VerdictView::Eligible
    } else {
        VerdictView::Undetermined
    };
    Some(PredictionView {
        verdict,
        low: said.amount_low.map(|amount| amount.to_string()),
        high: said.amount_high.map(|amount| amount.to_string()),
        note: said.note.clone().map(Into::into),
        receipt: said.receipt.clone(),
        drift: drift.map(|drift| drift.word().to_owned()),
        drift_text: drift.map(|drift| drift.title().into()),
    })
}

fn told(history: &[Recorded], viewer: Viewer) -> Vec<TimelineEntry> {
    timeline(history, viewer)
        .into_iter()
        .map(|line| TimelineEntry {
            version: line.version,
            at: line.at.to_string(),
            event: line.event.to_owned(),
            words: line.words.into(),
            by: line.by.into(),
        })
        .collect()
}

/// The notice leaves the public pages with the end of its period.
fn publicity(case: &Case, seen: &Seen) -> Option<PublicityView> {
    let publicity = seen.publicity.as_ref()?;
    Some(PublicityView {
        first_day: publicity.first_day.to_string(),
        last_day: publicity.last_day.to_string(),
        notice: if let State::InPublicity { .. } = case.state {
            format!("/notices/{}", case.number)
        } else {
            String::new()
        },
    })
}

/// What anybody who holds its acknowledgement can verify: of the applicant the first and last character.
#[must_use]
pub fn verified(case: &Case) -> VerifiedView {
    VerifiedView {
        number: case.number.to_string(),
        kind_text: case.kind.title().into(),
        title: case.subject.title.clone().into(),
        applicant: personal_data::mask_name(&case.applicant.name),
        submitted_at: case.submitted_at.to_string(),
        state_text: case.seen_by(Viewer::Enterprise).state.into(),
    }
}

fn entry(case: &Case, seen: &Seen, due: Option<Day>, overdue: bool) -> CaseEntry {
    CaseEntry {
        number: case.number.to_string(),
        kind: case.kind.word().to_owned(),
        kind_text: case.kind.title().into(),
        item: case.subject.item().map(ToString::to_string),
        title: case.subject.title.clone().into(),
        enterprise: case.applicant.enterprise.as_ref().map(ToString::to_string),
        enterprise_name: case.applicant.name.clone(),
        state: seen.word.to_owned(),
        state_text: seen.state.clone().into(),
        holder: seen.holder.clone().into(),
        submitted_at: case.submitted_at.to_string(),
        due: due.map(|day| day.to_string()),
        overdue,
        expedited: case.expedited.is_some(),
        part: None,
    }
}

/// The promised day while it counts, then the day of what is still to be paid or to be paid back.
fn awaited(case: &Case, due: &Due, calendar: &Calendar) -> Option<Day> {
    match case.clock.stopped {
        None => Some(due.day),
        Some(_) => case.awaited(calendar),
    }
}

fn green_channel(expedited: &Expedited) -> ExpeditedView {
    ExpeditedView {
        priority: expedited.priority.word().to_owned(),
        priority_text: expedited.priority.title().into(),
        reason: expedited.reason.clone(),
        working_days: expedited.working_days,
    }
}

fn promise(case: &Case, due: &Due, viewer: Viewer) -> PromiseView {
    // that its clock rests would tell that it is approved (M53)
    let hidden = viewer == Viewer::Enterprise && case.provisional();
    PromiseView {
        working_days: case.clock.promised(),
        basis: case.promise.basis.clone(),
        due: due.day.to_string(),
        provisional: due.provisional,
        paused: due.paused.is_some() && !hidden,
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

fn ask(ask: &Ask) -> AskView {
    AskView {
        words: ask.words.clone(),
        against: ask.against.as_ref().map(|against| match against {
            Against::Department(department) => department.to_string(),
            Against::Counter => "counter".to_owned(),
        }),
        about: ask.about.as_ref().map(ToString::to_string),
    }
}

fn reply(decision: &Decision) -> Option<ReplyView> {
    let Decision::Replied(Reply {
        outcome,
        words,
        remedy,
    }) = decision
    else {
        return None;
    };
    Some(ReplyView {
        outcome: outcome.word().to_owned(),
        outcome_text: outcome.title().into(),
        words: words.clone(),
        remedy: remedy.clone(),
    })
}

fn decision(case: &Case, decision: &Decision) -> Option<DecisionView> {
    match decision {
        Decision::Replied(_) => None,
        Decision::Approved { amount, reason } => Some(DecisionView {
            approved: true,
            amount: amount.map(|amount| amount.to_string()),
            reason: reason.clone(),
            remedy: None,
            not_met: Vec::new(),
            other_ground: None,
        }),
        Decision::Refused { reason, remedy } => Some(DecisionView {
            approved: false,
            amount: None,
            reason: reason.clone(),
            remedy: Some(remedy.clone()),
            not_met: checklist::not_met(case),
            other_ground: case.checked.other_ground.clone(),
        }),
    }
}

/// The command that answers what is no application; the outcome was read before.
#[must_use]
pub fn answer(body: &AnswerCase) -> Command {
    Command::Decide {
        decision: Decision::Replied(Reply {
            outcome: Outcome::named(&body.outcome).unwrap_or(Outcome::Answered),
            words: body.words.clone(),
            remedy: body.remedy.clone(),
        }),
        checked: Checked::default(),
    }
}
