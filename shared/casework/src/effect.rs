//! What follows from events outside the case: a list of values, written to the outbox in the same transaction and carried out later.
//!
//! An effect names its cause, so its identity can be computed again and repeating it is harmless. It carries no content: who carries it
//! out reads the case anew.

use facts::{CaseNumber, DepartmentId};

use crate::case::{Case, Event, Kind, Recorded, Reminder, State};
use crate::link;
use crate::register::Rung;

mod message;
mod parts;

pub use message::Message;

/// Something to do outside the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The case.
    pub number: CaseNumber,
    /// The version whose event caused it.
    pub version: u64,
    /// What to do.
    pub action: Action,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Find a department.
    Route,
    /// Tell somebody.
    Tell {
        /// Whom.
        audience: Audience,
        /// What.
        message: Message,
    },
    /// Bring the public notice in line with the case: put it up, mark it as over.
    PublishNotice,
}

/// Who is told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// The enterprise, at the contact of the case.
    Enterprise,
    /// The counter.
    Counter,
    /// The enterprise itself, where its profile says: it let an assistant act (M49).
    Authoriser,
    /// The assistant who acted, where the authority says.
    Assistant,
    /// The coordinator, who steps in when nobody acts (M86) and looks into complaints (M84).
    Coordinator,
    /// A post of a department; its channel says how.
    Post {
        /// Which department.
        department: DepartmentId,
        /// Which rung.
        rung: Rung,
    },
}

impl Audience {
    /// The word that names the recipient in identities and records.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::Enterprise => "enterprise".to_owned(),
            Self::Counter => "counter".to_owned(),
            Self::Authoriser => "authoriser".to_owned(),
            Self::Assistant => "assistant".to_owned(),
            Self::Coordinator => "coordinator".to_owned(),
            Self::Post { department, rung } => format!("post:{department}:{}", rung.word()),
        }
    }
}

impl Effect {
    /// The outbox topic whose consumer carries it out.
    #[must_use]
    pub const fn topic(&self) -> &'static str {
        match self.action {
            Action::Route => "case.submitted",
            Action::Tell { .. } => "message.to_send",
            Action::PublishNotice => "notice.to_publish",
        }
    }

    /// What its identity is derived from: the same for the same cause, different for any other. A consumer that splits it over
    /// channels adds the channel.
    #[must_use]
    pub fn identity(&self) -> String {
        let cause = format!("{}|{}|{}", self.number, self.version, self.topic());
        match &self.action {
            Action::Route | Action::PublishNotice => cause,
            Action::Tell { audience, message } => {
                format!("{cause}|{}|{}", message.word(), audience.word())
            }
        }
    }
}

/// What follows from `new`, the events that made `after`.
#[must_use]
pub fn effects(after: &Case, new: &[Recorded]) -> Vec<Effect> {
    let mut effects = Vec::new();
    for recorded in new {
        let deeds = follows(after, &recorded.event).into_iter();
        let deeds = deeds.chain(acted(recorded));
        let deeds = deeds.map(|action| of_complaint(after, action));
        effects.extend(deeds.map(|action| Effect {
            number: after.number.clone(),
            version: recorded.version,
            action,
        }));
    }
    effects
}

/// Whatever an assistant does, both sides are told of (M49).
fn acted(recorded: &Recorded) -> impl Iterator<Item = Action> {
    let both = [Audience::Authoriser, Audience::Assistant];
    let under = recorded.by.under.is_some();
    both.into_iter()
        .filter(move |_| under)
        .map(|audience| Action::Tell {
            audience,
            message: Message::ActedFor,
        })
}

/// Of a complaint the counter is told nothing; the coordinator is (M84).
fn of_complaint(after: &Case, action: Action) -> Action {
    if after.kind == Kind::Complaint
        && let Action::Tell {
            audience: Audience::Counter,
            message,
        } = &action
    {
        return Action::Tell {
            audience: Audience::Coordinator,
            message: *message,
        };
    }
    action
}

/// Whether it is decided, and the window has not told it yet.
const fn waits_for_release(case: &Case) -> bool {
    matches!(case.state, State::Decided { .. })
}

/// A score of at most this calls for a call back.
const LOW_SCORE: u8 = 2;

#[expect(
    clippy::too_many_lines,
    reason = "one arm per event, so that none can be forgotten"
)]
fn follows(after: &Case, event: &Event) -> Vec<Action> {
    match event {
        Event::Submitted(_) => vec![Action::Route, enterprise(Message::Submitted)],
        Event::Assigned {
            department, rung, ..
        } => vec![post(department, *rung, Message::Task)],
        Event::PassedOn { .. } => holder(after, Message::TaskPassedOn),
        // declined for the last time, the counter has it already and is told by what follows
        Event::Declined { .. } if after.awaits_routing() => vec![Action::Route],
        Event::Declined { .. } | Event::Accepted { .. } => Vec::new(),
        Event::FellBack { .. } => vec![counter(Message::Fallback)],
        Event::SentBack { .. } => vec![enterprise(Message::SentBack)],
        Event::Corrected { .. } => {
            let mut deeds = holder(after, Message::TaskCorrected);
            deeds.extend(parts::each(after, Message::PartCorrected));
            deeds
        }
        Event::Part { part, done } => parts::follows(after, *part, done),
        // it cannot be released yet; what it gets is told with the allocation
        Event::Decided { .. } if after.provisional() => Vec::new(),
        Event::Decided { .. } => vec![counter(Message::Decided)],
        // what its notice may not show, the counter mends and releases
        Event::Allocated { allocated, .. } if !allocated.late && waits_for_release(after) => {
            vec![counter(Message::Decided)]
        }
        Event::Allocated { .. } => Vec::new(),
        Event::Released {
            publicity: None, ..
        } => vec![enterprise(Message::Released)],
        Event::Released {
            publicity: Some(_), ..
        } => vec![
            enterprise(Message::Released),
            enterprise(Message::PublicityBegun),
            Action::PublishNotice,
        ],
        Event::PublicityEnded { .. } => vec![enterprise(granted(after)), Action::PublishNotice],
        Event::Paid { .. }
        | Event::PaymentFailed { .. }
        | Event::InstalmentCancelled { .. }
        | Event::ConditionChecked { .. }
        | Event::ClawedBack { .. }
        | Event::Repaid { .. }
        | Event::ClawBackWithdrawn { .. }
        | Event::Refunded { .. } => vec![enterprise(of_money(event))],
        Event::Replied { .. } => vec![enterprise(Message::Released)],
        Event::ObjectedTo { .. } => vec![enterprise(Message::ObjectedTo)],
        Event::ObjectionAnswered { upheld, .. } => {
            let mut deeds = vec![enterprise(Message::ObjectionAnswered)];
            if *upheld {
                deeds.push(Action::PublishNotice);
                deeds.extend(holder(after, Message::TaskObjected));
            }
            deeds
        }
        Event::Rated { rating } if rating.score <= LOW_SCORE => vec![counter(Message::RatedLow)],
        Event::Rated { .. } | Event::Visited { .. } => Vec::new(),
        Event::Reopened { .. } => vec![Action::Route, enterprise(Message::Reopened)],
        Event::Withdrawn { .. } => vec![enterprise(Message::Withdrawn)],
        Event::Lapsed => vec![enterprise(Message::Lapsed)],
        Event::Extended { .. } => vec![enterprise(Message::Extended)],
        Event::Expedited { .. } => expedited(after),
        Event::Redated { .. } => {
            let mut deeds = holder_or_counter(after, Message::Redated, Message::Redated);
            deeds.insert(0, enterprise(Message::Redated));
            deeds
        }
        Event::Reminded { of } => reminded(after, *of),
        Event::MarkedOverdue { .. } => {
            let mut deeds = vec![counter(Message::Overdue)];
            let leader = after
                .state
                .desk()
                .map(|desk| post(&desk.department, Rung::Leader, Message::Overdue));
            deeds.extend(leader);
            deeds
        }
    }
}

/// What the enterprise is told of its money.
const fn of_money(event: &Event) -> Message {
    if matches!(event, Event::PaymentFailed { .. }) {
        Message::PaymentFailed
    } else if matches!(event, Event::InstalmentCancelled { .. }) {
        Message::InstalmentCancelled
    } else if matches!(event, Event::ClawedBack { .. }) {
        Message::ClawedBack
    } else if matches!(event, Event::Repaid { .. }) {
        Message::Repaid
    } else if matches!(event, Event::ClawBackWithdrawn { .. }) {
        Message::ClawBackWithdrawn
    } else if matches!(event, Event::Refunded { .. }) {
        Message::Refunded
    } else if matches!(event, Event::ConditionChecked { .. }) {
        Message::ConditionChecked
    } else {
        Message::Paid
    }
}

fn expedited(after: &Case) -> Vec<Action> {
    let mut deeds = holder(after, Message::TaskExpedited);
    deeds.insert(0, enterprise(Message::Expedited));
    deeds
}

fn granted(after: &Case) -> Message {
    if after.subject.money {
        Message::Payable
    } else {
        Message::Granted
    }
}

fn reminded(after: &Case, of: Reminder) -> Vec<Action> {
    match of {
        Reminder::Correction => vec![enterprise(Message::CorrectionSoon)],
        Reminder::Release => vec![counter(Message::ReleaseSoon)],
        Reminder::DueSoon => holder_or_counter(after, Message::DueSoon, Message::CounterDueSoon),
        Reminder::InstalmentDue => vec![counter(Message::InstalmentDue)],
        Reminder::InstalmentLate => vec![
            counter(Message::InstalmentLate),
            coordinator(Message::InstalmentLate),
        ],
        Reminder::ConditionDue => decided_by(after, Message::ConditionDue),
        Reminder::ConditionLate => {
            let mut deeds = decided_by(after, Message::ConditionLate);
            deeds.push(counter(Message::ConditionLate));
            deeds.push(coordinator(Message::ConditionLate));
            deeds
        }
        Reminder::RefundLate => vec![
            counter(Message::RefundLate),
            coordinator(Message::RefundLate),
        ],
        Reminder::RepaymentSoon => vec![enterprise(Message::RepaymentSoon)],
        Reminder::RepaymentLate => vec![
            enterprise(Message::RepaymentLate),
            coordinator(Message::RepaymentLate),
        ],
        Reminder::Unanswered | Reminder::LongOverdue => vec![coordinator(Message::Escalated)],
    }
}

/// The post that has to act, else the counter.
fn holder_or_counter(after: &Case, to_post: Message, to_counter: Message) -> Vec<Action> {
    let posts = holder(after, to_post);
    if posts.is_empty() {
        vec![counter(to_counter)]
    } else {
        posts
    }
}

const fn enterprise(message: Message) -> Action {
    Action::Tell {
        audience: Audience::Enterprise,
        message,
    }
}

const fn counter(message: Message) -> Action {
    Action::Tell {
        audience: Audience::Counter,
        message,
    }
}

const fn coordinator(message: Message) -> Action {
    Action::Tell {
        audience: Audience::Coordinator,
        message,
    }
}

fn post(department: &DepartmentId, rung: Rung, message: Message) -> Action {
    Action::Tell {
        audience: Audience::Post {
            department: department.clone(),
            rung,
        },
        message,
    }
}

/// The post of the department that decided, while nobody holds it any more.
fn decided_by(after: &Case, message: Message) -> Vec<Action> {
    let desk = after.department();
    let told = desk.map(|desk| post(&desk.department, desk.rung, message));
    told.into_iter().collect()
}

/// The post that has to act now, if a department has.
fn holder(after: &Case, message: Message) -> Vec<Action> {
    let desk = link::waiting(after, None);
    let told = desk.map(|desk| post(&desk.department, desk.rung, message));
    told.into_iter().collect()
}
