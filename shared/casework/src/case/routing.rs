//! Giving a case to a department, and the way back (M39).

use facts::DepartmentId;

use super::decide::{Asked, written};
use super::event::Event;
use super::{Against, Case, Fallback, Kind, State, co_handling};
use crate::Text;
use crate::refusal::Refusal;
use crate::register::assign::{DECLINES_MAX, to};
use crate::register::{self, Question, Routed};

impl Case {
    /// Whether it waits to be given to a department; a wake-up that finds it does not has nothing left to do.
    #[must_use]
    pub const fn awaits_routing(&self) -> bool {
        matches!(self.state, State::Submitted)
    }

    /// Where the register would send it now. Help is the window's own, a complaint the coordinator's, and so is to the window what
    /// nobody in particular leads (M22, M84).
    #[must_use]
    pub fn route(&self, register: &register::Register, day: facts::Day) -> Routed {
        let why = match self.kind {
            Kind::Complaint => Some(Fallback::Coordinator),
            Kind::Help => Some(Fallback::Counter),
            Kind::Application => None,
            Kind::Consultation | Kind::Suggestion | Kind::Objection | Kind::Blockage => {
                self.subject.lead.is_none().then_some(Fallback::Counter)
            }
        };
        if let Some(why) = why {
            return Routed::Counter { why };
        }
        register::assign(
            register,
            &Question {
                item: self.subject.item(),
                lead: self.subject.lead.as_ref(),
                jurisdiction: self.applicant.jurisdiction.as_ref(),
                applicant: Some(self.applicant.kind),
                declined_by: &self.declined_by,
                day,
            },
        )
    }
}

pub(super) fn assign(asked: &Asked<'_>) -> Result<Vec<Event>, Refusal> {
    if !asked.case.awaits_routing() {
        return Err(asked.wrong_state());
    }
    let routed = asked
        .case
        .route(asked.context.register, asked.context.now.day());
    Ok(given(asked, routed))
}

pub(super) fn assign_to(
    asked: &Asked<'_>,
    department: &DepartmentId,
    reason: &str,
) -> Result<Vec<Event>, Refusal> {
    let holder = match &asked.case.state {
        State::Submitted | State::WithCounter { .. } => None,
        State::Assigned { desk } => Some(&desk.department),
        State::Accepted { .. }
        | State::SentBack { .. }
        | State::Decided { .. }
        | State::InPublicity { .. }
        | State::Payable { .. }
        | State::Paid { .. }
        | State::Granted { .. }
        | State::Refused { .. }
        | State::Replied { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => return Err(asked.wrong_state()),
    };
    let reason = written(reason, Refusal::ReasonNeeded)?;
    if let Some(Against::Department(accused)) = asked.case.against()
        && asked.case.kind == Kind::Complaint
        && accused == department
    {
        return Err(Refusal::OwnMatter);
    }
    let known = asked.context.register.department(department);
    let found = known
        .filter(|found| Some(&found.id) != holder && !asked.case.declined_by.contains(&found.id))
        .ok_or(Refusal::NoSuchDepartment)?;
    let rule = Text::new(
        format!("专窗指定：{reason}"),
        format!("chosen by the counter: {reason}"),
    );
    Ok(given(asked, to(found, rule, asked.context.now.day())))
}

pub(super) fn decline(asked: &Asked<'_>, reason: &str) -> Result<Vec<Event>, Refusal> {
    let State::Assigned { desk } = &asked.case.state else {
        return Err(asked.wrong_state());
    };
    let reason = written(reason, Refusal::ReasonNeeded)?;
    let mut events = vec![Event::Declined {
        department: desk.department.clone(),
        reason,
    }];
    let declines = asked.case.declined_by.len().saturating_add(1);
    if declines >= DECLINES_MAX {
        events.push(Event::FellBack {
            why: Fallback::PingPong,
        });
    }
    Ok(events)
}

/// The case goes there, and where that is a department its co-handlers are asked (M11).
fn given(asked: &Asked<'_>, routed: Routed) -> Vec<Event> {
    let lead = match &routed {
        Routed::Department { department, .. } => Some(department.clone()),
        Routed::Counter { .. } => None,
    };
    let mut events = vec![event(routed)];
    if let Some(lead) = lead {
        events.extend(co_handling::on_assigned(asked, &lead));
    }
    events
}

fn event(routed: Routed) -> Event {
    match routed {
        Routed::Counter { why } => Event::FellBack { why },
        Routed::Department {
            department,
            name,
            rung,
            rule,
        } => Event::Assigned {
            department,
            department_name: name,
            rung,
            rule,
        },
    }
}
