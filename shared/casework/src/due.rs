//! What is due on a case and when: one agenda, read for the next look and carried out by it (M37, M51).
//!
//! The sweep and the next look come from the same list, and what was done leaves the list; so two looks do nothing twice, and a
//! case that waits for something always has a moment at which somebody looks.

use facts::{Calendar, Day, Instant};

use crate::case::{Case, Context, Event, PAY_WORKING_DAYS, Reminder, State};
use crate::clock::{self, Due};
use crate::register::{Register, Rung};

mod parts;

use parts::PartTask;

/// Working days a post has before the next one is told as well.
pub const ANSWER_WORKING_DAYS: u32 = 1;
/// Working days before the promised day on which the holder is reminded.
pub const REMIND_WORKING_DAYS: u32 = 2;
/// Working days the window has to release a decision before it is reminded.
pub const RELEASE_WORKING_DAYS: u32 = 1;
/// Working days after the last day of an opening within which it is allocated, where it is given out in one go (M94).
pub const ALLOCATE_WORKING_DAYS: u32 = 5;

/// Working days past the promised day after which the coordinator is asked to step in.
pub const ESCALATE_WORKING_DAYS: u32 = 3;

/// The card of a case (黄牌、红牌): how near its promised day is while the clock runs (M51, M86).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Card {
    /// 黄牌: the promised day is near.
    Yellow,
    /// 红牌: it has passed.
    Red,
}

impl Card {
    /// The word on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Red => "red",
        }
    }

    /// The card of something that falls due on `due`, seen on `today`.
    #[must_use]
    pub fn on(due: Day, calendar: &Calendar, today: Day) -> Option<Self> {
        if due < today {
            Some(Self::Red)
        } else if calendar.working_days_before(due, REMIND_WORKING_DAYS) <= today {
            Some(Self::Yellow)
        } else {
            None
        }
    }
}

/// Something that will be due.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Task {
    /// Tell the next post of the department.
    PassOn { rung: Rung },
    /// Remind whoever holds the case.
    Remind { of: Reminder },
    /// Mark the promised day as missed.
    MarkOverdue { due: Day },
    /// End the time to object.
    EndPublicity { last_day: Day },
    /// End a case that was not corrected.
    Lapse,
    /// See to the part of a co-handling department.
    Part(PartTask),
}

impl Case {
    /// When its promise falls due by this calendar, with the sheet.
    #[must_use]
    pub fn due(&self, calendar: &Calendar) -> Due {
        clock::due(&self.clock, calendar)
    }
}

/// Whether the promised day has passed while the clock runs.
#[must_use]
pub fn overdue(case: &Case, calendar: &Calendar, today: Day) -> bool {
    case.clock.runs() && case.due(calendar).day < today
}

/// What a new calendar makes of the promised day: nothing if it stays, if the case has ended, or if this calendar was heeded before.
#[must_use]
pub(crate) fn redate(
    case: &Case,
    calendar: String,
    (before, now): (&Calendar, &Calendar),
) -> Option<Event> {
    let heeded = case.redated.iter().any(|moved| moved.calendar == calendar);
    if heeded || case.clock.stopped.is_some() {
        return None;
    }
    let (from, to) = (case.due(before).day, case.due(now).day);
    (from != to).then_some(Event::Redated { calendar, from, to })
}

/// When somebody must look at the case next; never, once it has ended.
#[must_use]
pub fn next_look(case: &Case, calendar: &Calendar) -> Option<Instant> {
    agenda(case, calendar)
        .into_iter()
        .map(|(moment, _)| moment)
        .min()
}

/// What a look at `context.now` makes happen; often nothing.
#[must_use]
pub(crate) fn look(case: &Case, context: &Context<'_>) -> Vec<Event> {
    let mut tasks: Vec<Task> = agenda(case, context.calendar)
        .into_iter()
        .filter(|(moment, _)| *moment <= context.now)
        .map(|(_, task)| task)
        .collect();
    if let Some(end) = tasks.iter().position(ends_state) {
        // what ends a state makes the rest of its agenda void
        tasks = vec![tasks.swap_remove(end)];
    }
    if tasks
        .iter()
        .any(|task| matches!(task, Task::MarkOverdue { .. }))
    {
        // too late to say it will soon be late
        tasks.retain(|task| {
            *task
                != Task::Remind {
                    of: Reminder::DueSoon,
                }
        });
    }
    // so it is with what is to be paid, and to be paid back
    for (late, soon) in [
        (Reminder::InstalmentLate, Reminder::InstalmentDue),
        (Reminder::ConditionLate, Reminder::ConditionDue),
        (Reminder::RepaymentLate, Reminder::RepaymentSoon),
    ] {
        if tasks.contains(&Task::Remind { of: late }) {
            tasks.retain(|task| *task != Task::Remind { of: soon });
        }
    }
    let of_parts: Vec<PartTask> = tasks.iter().filter_map(Task::part).collect();
    tasks.retain(|task| !task.part().is_some_and(|one| parts::void(&one, &of_parts)));
    tasks
        .into_iter()
        .map(|task| carry_out(case, context.register, task, context.now))
        .collect()
}

impl Task {
    fn part(&self) -> Option<PartTask> {
        if let Self::Part(task) = self {
            Some(task.clone())
        } else {
            None
        }
    }
}

const fn ends_state(task: &Task) -> bool {
    matches!(task, Task::EndPublicity { .. } | Task::Lapse)
}

fn carry_out(case: &Case, register: &Register, task: Task, now: Instant) -> Event {
    match task {
        Task::PassOn { rung } => {
            let department = case
                .department()
                .and_then(|desk| register.department(&desk.department));
            let above = department.and_then(|department| department.next_rung(rung, now.day()));
            Event::PassedOn {
                rung: above.unwrap_or(Rung::Leader),
            }
        }
        Task::Remind { of } => Event::Reminded { of },
        Task::MarkOverdue { due } => Event::MarkedOverdue { due },
        Task::EndPublicity { last_day } => Event::PublicityEnded { last_day },
        Task::Lapse => Event::Lapsed,
        Task::Part(task) => parts::carry_out(case, register, task, now),
    }
}

/// Everything that will be due if nothing else happens, without what was done.
fn agenda(case: &Case, calendar: &Calendar) -> Vec<(Instant, Task)> {
    let mut agenda = of_state(case, calendar);
    agenda.extend(of_money(case, calendar));
    if case.clock.runs() {
        agenda.extend(of_promise(case, calendar));
    }
    let of_parts = parts::agenda(case, calendar).into_iter();
    agenda.extend(of_parts.map(|(moment, task)| (moment, Task::Part(task))));
    agenda.retain(|(_, task)| !matches!(task, Task::Remind { of } if case.reminded.contains(of)));
    agenda
}

/// What the present state waits for.
fn of_state(case: &Case, calendar: &Calendar) -> Vec<(Instant, Task)> {
    match &case.state {
        State::Assigned { desk } if desk.rung < Rung::Leader => {
            let last = calendar.working_days_after(desk.since.day(), ANSWER_WORKING_DAYS);
            vec![(after(last), Task::PassOn { rung: desk.rung })]
        }
        // nobody is above the leader but the coordinator
        State::Assigned { desk } => {
            let last = calendar.working_days_after(desk.since.day(), ANSWER_WORKING_DAYS);
            let of = Reminder::Unanswered;
            vec![(after(last), Task::Remind { of })]
        }
        State::SentBack { correction, .. } => {
            let remind = calendar.working_days_before(correction.until, REMIND_WORKING_DAYS);
            let of = Reminder::Correction;
            vec![
                (remind.start(), Task::Remind { of }),
                (after(correction.until), Task::Lapse),
            ]
        }
        // while somebody who objected is not answered, nothing goes on
        State::InPublicity { .. } if !case.objections.is_empty() => Vec::new(),
        State::InPublicity { publicity, .. } => {
            let last_day = publicity.last_day;
            vec![(after(last_day), Task::EndPublicity { last_day })]
        }
        State::Decided { .. } if case.provisional() => Vec::new(),
        State::Decided { .. } => {
            let last = calendar.working_days_after(case.state_since.day(), RELEASE_WORKING_DAYS);
            let of = Reminder::Release;
            vec![(after(last), Task::Remind { of })]
        }
        State::Submitted
        | State::WithCounter { .. }
        | State::Accepted { .. }
        | State::Payable { .. }
        | State::Paid { .. }
        | State::Granted { .. }
        | State::Refused { .. }
        | State::Replied { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => Vec::new(),
    }
}

/// What a later instalment, and what is asked back or refunded, wait for; the second also after the end.
fn of_money(case: &Case, calendar: &Calendar) -> Vec<(Instant, Task)> {
    let remind = |moment, of| (moment, Task::Remind { of });
    let mut agenda = Vec::new();
    if let Some((_, Some(from))) = case.later_instalment() {
        let last = calendar.working_days_after(from, PAY_WORKING_DAYS);
        agenda.push(remind(from.start(), Reminder::InstalmentDue));
        agenda.push(remind(after(last), Reminder::InstalmentLate));
    }
    if let Some(from) = case.condition_due() {
        let last = calendar.working_days_after(from, PAY_WORKING_DAYS);
        agenda.push(remind(from.start(), Reminder::ConditionDue));
        agenda.push(remind(after(last), Reminder::ConditionLate));
    }
    if let Some(until) = case.refund_until(calendar) {
        agenda.push(remind(after(until), Reminder::RefundLate));
    }
    if let Some(owed) = case.owed() {
        let soon = calendar.working_days_before(owed.until, REMIND_WORKING_DAYS);
        agenda.push(remind(soon.start(), Reminder::RepaymentSoon));
        agenda.push(remind(after(owed.until), Reminder::RepaymentLate));
    }
    agenda
}

/// What the promise waits for.
fn of_promise(case: &Case, calendar: &Calendar) -> Vec<(Instant, Task)> {
    let due = case.due(calendar).day;
    if case.overdue_since == Some(due) {
        let last = calendar.working_days_after(due, ESCALATE_WORKING_DAYS);
        let of = Reminder::LongOverdue;
        return vec![(after(last), Task::Remind { of })];
    }
    let mut agenda = vec![(after(due), Task::MarkOverdue { due })];
    let remind = calendar.working_days_before(due, REMIND_WORKING_DAYS);
    // a promise shorter than the reminder needs none
    if remind > case.clock.counts_from {
        let of = Reminder::DueSoon;
        agenda.push((remind.start(), Task::Remind { of }));
    }
    agenda
}

/// The first moment after `day`.
fn after(day: Day) -> Instant {
    day.next().start()
}
