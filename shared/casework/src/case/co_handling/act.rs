//! What can be asked of parts, and what the rules say to it.

use facts::DepartmentId;

use super::{AD_HOC, Opinion, PARTS_MAX, Part, PartDone, Stance, Standing};
use crate::Text;
use crate::access::Operation;
use crate::case::command::Context;
use crate::case::decide::{Asked, written};
use crate::case::event::Event;
use crate::case::{Checked, Decision, Kind, department};
use crate::clock::{self, Clock};
use crate::refusal::{CoHandling, Refusal};

/// What is asked of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartCommand {
    /// The lead asks a further department.
    Ask {
        /// Which.
        department: DepartmentId,
        /// What for.
        asks: String,
        /// Working days it has.
        working_days: u32,
        /// Why.
        reason: String,
    },
    /// The department answers.
    Answer {
        /// Which part.
        part: u32,
        /// What it says.
        opinion: Opinion,
    },
    /// The department says it is not for them.
    Decline {
        /// Which part.
        part: u32,
        /// Why.
        reason: String,
    },
    /// The lead goes on without a part that is overdue.
    Close {
        /// Which part.
        part: u32,
        /// Why.
        reason: String,
    },
}

impl PartCommand {
    /// The operation of the API.
    pub(in crate::case) const fn operation(&self) -> Operation {
        match self {
            Self::Ask { .. } => Operation::AskPart,
            Self::Answer { .. } => Operation::AnswerPart,
            Self::Decline { .. } => Operation::DeclinePart,
            Self::Close { .. } => Operation::ClosePart,
        }
    }

    /// The word in tables and logs.
    pub(in crate::case) const fn word(&self) -> &'static str {
        self.operation().name()
    }

    /// What is asked, in words that follow “cannot”.
    pub(in crate::case) const fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::Ask { .. } => ("征求其他部门意见", "ask a further department"),
            Self::Answer { .. } => ("答复协办意见", "answer its part"),
            Self::Decline { .. } => ("退回协办", "decline its part"),
            Self::Close { .. } => ("不再等待协办意见", "go on without a part"),
        }
    }
}

pub(in crate::case) fn act(asked: &Asked<'_>, command: PartCommand) -> Result<Vec<Event>, Refusal> {
    asked.only_of(asked.case.kind == Kind::Application)?;
    match command {
        PartCommand::Ask {
            department,
            asks,
            working_days,
            reason,
        } => ask(asked, &department, (&asks, &reason), working_days),
        PartCommand::Answer { part, opinion } => {
            own(asked, part)?;
            let opinion = sound(asked, opinion)?;
            Ok(settled(asked, part, PartDone::Answered { opinion }))
        }
        PartCommand::Decline { part, reason } => {
            own(asked, part)?;
            let reason = written(&reason, Refusal::ReasonNeeded)?;
            Ok(settled(asked, part, PartDone::Declined { reason }))
        }
        PartCommand::Close { part, reason } => close(asked, part, &reason),
    }
}

/// The part, while its own department has it.
fn own<'a>(asked: &Asked<'a>, number: u32) -> Result<&'a Part, Refusal> {
    let part = asked.case.part(number).ok_or(Refusal::NotYours)?;
    if asked.context.actor.department.as_ref() != Some(&part.asked.department) {
        return Err(Refusal::NotYours);
    }
    if part.is_asked() && !asked.case.ended() {
        Ok(part)
    } else {
        Err(CoHandling::NotOpen.into())
    }
}

/// An opinion with its reason, and where it does not agree, with what it means.
fn sound(asked: &Asked<'_>, opinion: Opinion) -> Result<Opinion, Refusal> {
    let Opinion {
        stance,
        reason,
        entries,
    } = opinion;
    let reason = match (stance, reason.trim()) {
        (Stance::NothingToSay, "") => String::new(),
        (_, given) => written(given, Refusal::ReasonNeeded)?,
    };
    let list = asked.case.checklist();
    let known = |entry: &String| list.iter().any(|one| one.id == *entry);
    let unknown = !entries.iter().all(known);
    let disagrees = stance == Stance::Disagrees;
    if unknown || disagrees == entries.is_empty() && !list.is_empty() {
        return Err(CoHandling::EntriesNeeded.into());
    }
    Ok(Opinion {
        stance,
        reason,
        entries,
    })
}

fn ask(
    asked: &Asked<'_>,
    department: &DepartmentId,
    (asks, reason): (&str, &str),
    working_days: u32,
) -> Result<Vec<Event>, Refusal> {
    let mut events = department::taken_up(asked)?;
    let case = asked.case;
    let leads = case.department().map(|desk| &desk.department) == Some(department);
    let open = case
        .open_parts()
        .any(|part| part.asked.department == *department);
    if leads || open {
        return Err(CoHandling::Twice.into());
    }
    if case.parts.len() >= PARTS_MAX {
        let parts_max = PARTS_MAX;
        return Err(CoHandling::TooMany { parts_max }.into());
    }
    let working_days_max = case.promise.working_days;
    if !(1..=working_days_max).contains(&working_days) {
        return Err(CoHandling::Days { working_days_max }.into());
    }
    if asked.context.register.department(department).is_none() {
        return Err(Refusal::NoSuchDepartment);
    }
    let asks = written(asks, Refusal::ReasonNeeded)?;
    let reason = written(reason, Refusal::ReasonNeeded)?;
    let number = next_number(&case.parts);
    let asked_for = super::PartAsked {
        department: department.clone(),
        round: AD_HOC,
        asks: Text::new(asks.clone(), asks),
        working_days,
    };
    events.push(Event::Part {
        part: number,
        done: PartDone::Added {
            department: department.clone(),
            asks: asked_for.asks.clone(),
            working_days,
            reason,
        },
    });
    let part = Part::waiting(number, asked_for, None);
    events.push(reached(&part, asked.context));
    Ok(events)
}

fn next_number(parts: &[Part]) -> u32 {
    let last = parts.iter().map(|part| part.number).max().unwrap_or(0);
    last.saturating_add(1)
}

/// The lead goes on without an answer that is late.
fn close(asked: &Asked<'_>, number: u32, reason: &str) -> Result<Vec<Event>, Refusal> {
    let mut events = department::taken_up(asked)?;
    let part = asked.case.part(number).ok_or(CoHandling::NotOpen)?;
    if !part.is_asked() {
        return Err(CoHandling::NotOpen.into());
    }
    if part.overdue_since.is_none() {
        return Err(CoHandling::NotOverdue.into());
    }
    let reason = written(reason, Refusal::ReasonNeeded)?;
    events.extend(settled(asked, number, PartDone::Closed { reason }));
    Ok(events)
}

/// A part is settled, and the next round begins if it was the last of its own.
fn settled(asked: &Asked<'_>, number: u32, done: PartDone) -> Vec<Event> {
    let mut parts = asked.case.parts.clone();
    parts.retain(|part| part.number != number);
    let mut events = vec![Event::Part { part: number, done }];
    events.extend(next_round(&parts, asked.context));
    events
}

/// What begins now that the other parts stand like this: the first round that waits, if none before it is open. A department that left
/// the register is passed over.
#[must_use]
pub fn next_round(parts: &[Part], context: &Context<'_>) -> Vec<Event> {
    if parts
        .iter()
        .any(|part| part.is_asked() && part.asked.round != AD_HOC)
    {
        return Vec::new();
    }
    let mut waiting: Vec<&Part> = parts
        .iter()
        .filter(|part| part.standing == Standing::Waiting)
        .collect();
    waiting.sort_by_key(|part| (part.asked.round, part.number));
    let mut events = Vec::new();
    let mut begun = None;
    for part in waiting {
        if begun.is_some_and(|round| round != part.asked.round) {
            break;
        }
        let event = reached(part, context);
        let passed_over = matches!(
            &event,
            Event::Part {
                done: PartDone::Closed { .. },
                ..
            }
        );
        if !passed_over {
            begun = Some(part.asked.round);
        }
        events.push(event);
    }
    events
}

/// The department is asked, by its lowest post that is there.
fn reached(part: &Part, context: &Context<'_>) -> Event {
    let today = context.now.day();
    let found = context.register.department(&part.asked.department);
    let done = found.map_or_else(
        || PartDone::Closed {
            reason: "名录中没有该部门，由牵头部门核对".to_owned(),
        },
        |department| {
            let clock = Clock::of_days(today, part.asked.working_days);
            PartDone::Asked {
                department_name: department.name_on(today).clone(),
                rung: department.first_rung(today),
                until: clock::due(&clock, context.calendar).day,
            }
        },
    );
    Event::Part {
        part: part.number,
        done,
    }
}

/// What giving the case to a lead means for its parts: the lead's own is closed, and the first round begins.
pub(in crate::case) fn on_assigned(asked: &Asked<'_>, lead: &DepartmentId) -> Vec<Event> {
    let open = asked.case.open_parts();
    let own: Vec<u32> = open
        .filter(|part| part.asked.department == *lead)
        .map(|part| part.number)
        .collect();
    let mut parts = asked.case.parts.clone();
    parts.retain(|part| !own.contains(&part.number));
    let closed = own.into_iter().map(|part| Event::Part {
        part,
        done: PartDone::Closed {
            reason: "本件改由该部门牵头办理".to_owned(),
        },
    });
    let mut events: Vec<Event> = closed.collect();
    events.extend(next_round(&parts, asked.context));
    events
}

/// How the department of a part is called: what has not been asked yet has no name of its own.
fn name(asked: &Asked<'_>, part: &Part) -> Text {
    let found = asked.context.register.department(&part.asked.department);
    let today = asked.context.now.day();
    found.map_or_else(
        || part.department_name(),
        |found| found.name_on(today).clone(),
    )
}

/// One merged answer: nothing is open, and approving against a department is reasoned.
pub(in crate::case) fn merged(
    asked: &Asked<'_>,
    decision: &Decision,
    checked: &Checked,
) -> Result<(), Refusal> {
    let names = |parts: &[&Part]| parts.iter().map(|part| name(asked, part)).collect();
    let open: Vec<&Part> = asked.case.open_parts().collect();
    if !open.is_empty() {
        let departments = names(&open);
        return Err(CoHandling::Open { departments }.into());
    }
    let against = asked.case.disagreeing();
    let silent = checked.despite.as_deref();
    let silent = silent.is_none_or(|words| words.trim().is_empty());
    let approves = matches!(decision, Decision::Approved { .. });
    if approves && !against.is_empty() && silent {
        let departments = names(&against);
        return Err(CoHandling::DespiteNeeded { departments }.into());
    }
    Ok(())
}
