//! What a department does with a case: takes it up, sends it back once with everything that is missing, decides (M40, M43, M73).

use facts::Money;

use super::decide::{Asked, written};
use super::event::Event;
use super::{
    Case, Checked, Correction, Decision, Document, Kind, Missing, State, checklist, co_handling,
    reply,
};
use crate::Text;
use crate::clock::Starts;
use crate::refusal::Refusal;

/// How often a case may be sent back.
pub const CORRECTIONS_MAX: usize = 3;

pub(super) fn accept(asked: &Asked<'_>) -> Result<Vec<Event>, Refusal> {
    let State::Assigned { .. } = &asked.case.state else {
        return Err(asked.wrong_state());
    };
    Ok(vec![accepted(asked)])
}

/// Acting on a case that was not taken up takes it up: a post that answers by the link of its mail clicks once.
pub(super) fn taken_up(asked: &Asked<'_>) -> Result<Vec<Event>, Refusal> {
    match &asked.case.state {
        State::Assigned { .. } => Ok(vec![accepted(asked)]),
        State::Accepted { .. } => Ok(Vec::new()),
        State::Submitted
        | State::WithCounter { .. }
        | State::SentBack { .. }
        | State::Decided { .. }
        | State::InPublicity { .. }
        | State::Payable { .. }
        | State::Paid { .. }
        | State::Granted { .. }
        | State::Refused { .. }
        | State::Replied { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => Err(asked.wrong_state()),
    }
}

fn accepted(asked: &Asked<'_>) -> Event {
    let today = asked.context.now.day();
    let submitted = asked.case.submitted_at.day();
    let counts_from = match asked.case.promise.starts {
        Starts::Submission => submitted,
        Starts::Acceptance {
            within_working_days,
        } => {
            let last = asked
                .context
                .calendar
                .working_days_after(submitted, within_working_days);
            if today <= last { today } else { submitted }
        }
    };
    Event::Accepted { counts_from }
}

pub(super) fn send_back(asked: &Asked<'_>, missing: Vec<Missing>) -> Result<Vec<Event>, Refusal> {
    asked.only_of(asked.case.kind == Kind::Application)?;
    let mut events = taken_up(asked)?;
    let case = asked.case;
    if case.corrections.len() >= CORRECTIONS_MAX {
        return Err(Refusal::SentBackTooOften {
            times_max: CORRECTIONS_MAX,
        });
    }
    if missing.is_empty() {
        return Err(Refusal::NothingNamed);
    }
    let missing = named(case, missing)?;
    told_the_first_time(case, &missing)?;
    let until = asked.context.calendar.working_days_after(
        asked.context.now.day(),
        case.subject.correction_working_days,
    );
    events.push(Event::SentBack {
        correction: Correction { missing, until },
    });
    Ok(events)
}

/// Each thing missing is a material of the item and says what to do.
fn named(case: &Case, missing: Vec<Missing>) -> Result<Vec<Missing>, Refusal> {
    let one = |Missing { material, what }: Missing| {
        let asked_for = case
            .subject
            .materials
            .iter()
            .any(|asked| asked.material == material);
        if !asked_for {
            let material = material.to_string();
            return Err(Refusal::UnknownMaterial { material });
        }
        let what = written(&what, Refusal::ReasonNeeded)?;
        Ok(Missing { material, what })
    };
    missing.into_iter().map(one).collect()
}

/// After the first notice nothing new may be asked for (一次性告知).
fn told_the_first_time(case: &Case, missing: &[Missing]) -> Result<(), Refusal> {
    let Some(first) = case.corrections.first() else {
        return Ok(());
    };
    let told = |new: &&Missing| first.missing.iter().any(|old| old.material == new.material);
    let materials: Vec<String> = missing
        .iter()
        .filter(|new| !told(new))
        .map(|new| case.material_name(&new.material).zh)
        .collect();
    if materials.is_empty() {
        Ok(())
    } else {
        Err(Refusal::ToldOnce { materials })
    }
}

pub(super) fn correct(asked: &Asked<'_>, documents: Vec<Document>) -> Result<Vec<Event>, Refusal> {
    let State::SentBack { correction, .. } = &asked.case.state else {
        return Err(asked.wrong_state());
    };
    if let Some(strange) = documents.iter().find(|document| {
        let known = |asked_for: &super::MaterialAsked| asked_for.material == document.material;
        !asked.case.subject.materials.iter().any(known)
    }) {
        let material = strange.material.to_string();
        return Err(Refusal::UnknownMaterial { material });
    }
    let handed_in = |missing: &&Missing| {
        documents
            .iter()
            .any(|document| document.material == missing.material)
    };
    let materials: Vec<Text> = correction
        .missing
        .iter()
        .filter(|missing| !handed_in(missing))
        .map(|missing| asked.case.material_name(&missing.material))
        .collect();
    if materials.is_empty() {
        Ok(vec![Event::Corrected { documents }])
    } else {
        Err(Refusal::Missing { materials })
    }
}

pub(super) fn decide(
    asked: &Asked<'_>,
    decision: Decision,
    checked: Checked,
) -> Result<Vec<Event>, Refusal> {
    let decision = match decision {
        Decision::Replied(words) => return reply::answer(asked, words),
        Decision::Approved { .. } | Decision::Refused { .. } => decision,
    };
    asked.only_of(asked.case.kind == Kind::Application)?;
    let mut events = taken_up(asked)?;
    co_handling::merged(asked, &decision, &checked)?;
    let decision = match decision {
        Decision::Replied(_) => decision,
        Decision::Approved { amount, reason } => Decision::Approved {
            amount: approved(asked.case, amount)?,
            reason: written(&reason, Refusal::ReasonNeeded)?,
        },
        Decision::Refused { reason, remedy } => Decision::Refused {
            reason: written(&reason, Refusal::ReasonNeeded)?,
            remedy: written(&remedy, Refusal::RemedyNeeded)?,
        },
    };
    let checked = checklist::checked(asked, &decision, checked)?;
    events.push(Event::Decided { decision, checked });
    Ok(events)
}

fn approved(case: &Case, amount: Option<Money>) -> Result<Option<Money>, Refusal> {
    match (case.subject.money, amount) {
        (true, None) => Err(Refusal::AmountNeeded),
        (true, Some(amount)) if amount <= Money::ZERO => Err(Refusal::AmountNotPositive),
        (false, Some(_)) => Err(Refusal::AmountNotAsked),
        (true, Some(_)) | (false, None) => Ok(amount),
    }
}
