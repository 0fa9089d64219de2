//! The window's one reply (M41, M53), and what else ends or stretches a case.

use super::decide::{Asked, written};
use super::event::Event;
use super::{Checked, Decision, Publicity, Reply, State, award, department};
use crate::access::Role;
use crate::due;
use crate::notice;
use crate::refusal::Refusal;

pub(super) fn release(asked: &Asked<'_>, message: Option<String>) -> Result<Vec<Event>, Refusal> {
    let State::Decided { decision, .. } = &asked.case.state else {
        return Err(asked.wrong_state());
    };
    if asked.case.provisional() {
        return Err(Refusal::Provisional);
    }
    released(asked, decision, message).map(|released| vec![released])
}

/// The reply that tells this decision.
pub(super) fn released(
    asked: &Asked<'_>,
    decision: &Decision,
    message: Option<String>,
) -> Result<Event, Refusal> {
    let message = message
        .filter(|message| !message.trim().is_empty())
        .map(|message| written(&message, Refusal::ReasonNeeded))
        .transpose()?;
    let publicity = match decision {
        Decision::Refused { .. } | Decision::Replied(_) => None,
        Decision::Approved { .. } => publicity(asked)?,
    };
    let instalments = match decision {
        Decision::Approved {
            amount: Some(amount),
            ..
        } if !asked.case.subject.instalments.is_empty() => {
            award::instalments(*amount, &asked.case.subject.instalments)
        }
        Decision::Approved { .. } | Decision::Refused { .. } | Decision::Replied(_) => Vec::new(),
    };
    Ok(Event::Released {
        message,
        publicity,
        instalments,
    })
}

/// What a case that is no application comes to: told by the window later where a department answers (M41), at once where whoever
/// holds it at the window does.
pub(super) fn answer(asked: &Asked<'_>, reply: Reply) -> Result<Vec<Event>, Refusal> {
    let case = asked.case;
    asked.only_of(case.kind.outcomes().contains(&reply.outcome))?;
    if asked.context.actor.role == Role::Officer {
        let mut events = department::taken_up(asked)?;
        let decision = Decision::Replied(told(reply)?);
        let checked = Checked::default();
        events.push(Event::Decided { decision, checked });
        return Ok(events);
    }
    let State::WithCounter { .. } = &case.state else {
        return Err(asked.wrong_state());
    };
    let reply = told(reply)?;
    Ok(vec![Event::Replied { reply }])
}

fn told(reply: Reply) -> Result<Reply, Refusal> {
    let remedy = reply.remedy.filter(|remedy| !remedy.trim().is_empty());
    if reply.outcome.needs_remedy() && remedy.is_none() {
        return Err(Refusal::RemedyNeeded);
    }
    Ok(Reply {
        outcome: reply.outcome,
        words: written(&reply.words, Refusal::ReasonNeeded)?,
        remedy: remedy
            .map(|remedy| written(&remedy, Refusal::RemedyNeeded))
            .transpose()?,
    })
}

/// When the public may object: whole days only, so the first is the next working day.
fn publicity(asked: &Asked<'_>) -> Result<Option<Publicity>, Refusal> {
    let working_days = match asked.case.subject.publicity_working_days {
        0 => return Ok(None),
        asked_for => asked_for.max(notice::WORKING_DAYS_MIN),
    };
    notice::fit(asked.case)?;
    let today = asked.context.now.day();
    let after = |days| asked.context.calendar.working_days_after(today, days);
    Ok(Some(Publicity {
        first_day: after(1),
        last_day: after(working_days),
        working_days,
    }))
}

pub(super) fn withdraw(asked: &Asked<'_>, reason: &str) -> Result<Vec<Event>, Refusal> {
    match &asked.case.state {
        State::Submitted
        | State::WithCounter { .. }
        | State::Assigned { .. }
        | State::Accepted { .. }
        | State::SentBack { .. }
        | State::Decided { .. } => {
            let reason = written(reason, Refusal::ReasonNeeded)?;
            Ok(vec![Event::Withdrawn { reason }])
        }
        State::InPublicity { .. }
        | State::Payable { .. }
        | State::Paid { .. }
        | State::Granted { .. }
        | State::Refused { .. }
        | State::Replied { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => Err(asked.wrong_state()),
    }
}

pub(super) fn extend(
    asked: &Asked<'_>,
    working_days: u32,
    reason: &str,
) -> Result<Vec<Event>, Refusal> {
    match &asked.case.state {
        State::WithCounter { .. }
        | State::Assigned { .. }
        | State::Accepted { .. }
        | State::SentBack { .. } => {}
        State::Submitted
        | State::Decided { .. }
        | State::InPublicity { .. }
        | State::Payable { .. }
        | State::Paid { .. }
        | State::Granted { .. }
        | State::Refused { .. }
        | State::Replied { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => return Err(asked.wrong_state()),
    }
    let case = asked.case;
    let working_days_max = case.promise.working_days;
    let again = case.clock.extended_by > 0;
    if again || working_days == 0 || working_days > working_days_max {
        return Err(Refusal::ExtensionTooLong { working_days_max });
    }
    // what is late stays late: an extension asks beforehand
    if due::overdue(case, asked.context.calendar, asked.context.now.day()) {
        return Err(Refusal::ExtensionTooLate);
    }
    let reason = written(reason, Refusal::ReasonNeeded)?;
    Ok(vec![Event::Extended {
        working_days,
        reason,
    }])
}
