//! What is due on the parts of co-handling departments: reminded, marked, and up the ladder (M11, M51).

use facts::{Calendar, Instant};

use super::{ANSWER_WORKING_DAYS, REMIND_WORKING_DAYS, after};
use crate::case::co_handling::{Part, PartDone};
use crate::case::{Case, Event, Reminder};
use crate::register::{Register, Rung};

/// Something that will be due on a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PartTask {
    /// Which part.
    part: u32,
    /// What will have happened; a rung is found when it does.
    done: PartDone,
}

/// Everything that will be due on parts that wait for an answer; while the enterprise mends its materials, nothing is.
pub(super) fn agenda(case: &Case, calendar: &Calendar) -> Vec<(Instant, PartTask)> {
    let asked = case.open_parts().filter(|part| part.is_asked());
    let running = asked.filter(|part| part.clock.as_ref().is_some_and(crate::clock::Clock::runs));
    running
        .filter_map(|part| next(part, calendar))
        .flatten()
        .collect()
}

fn next(part: &Part, calendar: &Calendar) -> Option<Vec<(Instant, PartTask)>> {
    let (due, desk) = (part.due(calendar)?, part.desk.as_ref()?);
    let task = |done| PartTask {
        part: part.number,
        done,
    };
    if part.overdue_since == Some(due) {
        let last = calendar.working_days_after(desk.since.day().max(due), ANSWER_WORKING_DAYS);
        let above = desk.rung < Rung::Leader;
        let of = Reminder::Unanswered;
        let told = part.reminded.contains(&of);
        return Some(match (above, told) {
            (true, _) => vec![(after(last), task(PartDone::PassedOn { rung: desk.rung }))],
            // nobody is above the leader but the coordinator
            (false, false) => vec![(after(last), task(PartDone::Reminded { of }))],
            (false, true) => Vec::new(),
        });
    }
    let mut tasks = vec![(after(due), task(PartDone::MarkedOverdue { due }))];
    let remind = calendar.working_days_before(due, REMIND_WORKING_DAYS);
    let of = Reminder::DueSoon;
    // a promise shorter than the reminder needs none
    if remind > desk.since.day() && !part.reminded.contains(&of) {
        tasks.push((remind.start(), task(PartDone::Reminded { of })));
    }
    Some(tasks)
}

/// Whether it reminds of what another task marks as missed.
pub(super) fn void(task: &PartTask, others: &[PartTask]) -> bool {
    let reminds = matches!(
        task.done,
        PartDone::Reminded {
            of: Reminder::DueSoon
        }
    );
    reminds
        && others.iter().any(|other| {
            other.part == task.part && matches!(other.done, PartDone::MarkedOverdue { .. })
        })
}

/// What it makes happen.
pub(super) fn carry_out(case: &Case, register: &Register, task: PartTask, now: Instant) -> Event {
    let PartTask { part, mut done } = task;
    if let PartDone::PassedOn { rung } = &mut done {
        let found = case.part(part).map(|part| &part.asked.department);
        let found = found.and_then(|id| register.department(id));
        let above = found.and_then(|department| department.next_rung(*rung, now.day()));
        *rung = above.unwrap_or(Rung::Leader);
    }
    Event::Part { part, done }
}
