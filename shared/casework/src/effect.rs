//! What follows from events outside the case: a list of values, written to the outbox in the same transaction and carried out later.
//!
//! An effect names its cause, so its identity can be computed again and repeating it is harmless. It carries no content: who carries it
//! out reads the case anew.

use facts::{CaseNumber, DepartmentId};

use crate::case::{Case, Event, Kind, Recorded, Reminder};
use crate::register::Rung;

mod parts;

/// Something to do outside the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The case.
    pub number: CaseNumber,
    /// The version whose event caused it.
    pub version: u64,
    /// What to do.
    pub deed: Deed,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
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
            Self::Coordinator => "coordinator".to_owned(),
            Self::Post { department, rung } => format!("post:{department}:{}", rung.word()),
        }
    }
}

macro_rules! messages {
    ($($(#[doc = $doc:literal])+ $variant:ident = $word:literal,)+) => {
        /// What somebody is told.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Message {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Message {
            /// Every message.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word in records and identities.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// The message a record means with this word.
            #[must_use]
            pub fn recorded(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|message| message.word() == word)
            }
        }
    };
}

messages! {
    /// To the enterprise: accepted, with number and promised day.
    Submitted = "submitted",
    /// To the enterprise: everything missing, told once.
    SentBack = "sent_back",
    /// To the enterprise: the time to correct is nearly over.
    CorrectionSoon = "correction_soon",
    /// To the enterprise: not corrected in time; it may apply again.
    Lapsed = "lapsed",
    /// To the enterprise: the window's reply.
    Released = "released",
    /// To the enterprise: the result is public for objection.
    PublicityBegun = "publicity_begun",
    /// To the enterprise: nobody objected; payment follows.
    Payable = "payable",
    /// To the enterprise: nobody objected; granted, nothing is to be paid.
    Granted = "granted",
    /// To the enterprise: paid.
    Paid = "paid",
    /// To the enterprise: the payment did not go through; check the account.
    PaymentFailed = "payment_failed",
    /// To the enterprise: withdrawn as asked.
    Withdrawn = "withdrawn",
    /// To the enterprise: the promise was extended, with the reason.
    Extended = "extended",
    /// To the enterprise: put into the green channel, with the new promised day.
    Expedited = "expedited",
    /// To a post: its case goes through the green channel, with link and code.
    TaskExpedited = "task_expedited",
    /// To the enterprise and to whoever holds the case: a working calendar moved the promised day.
    Redated = "redated",
    /// To the enterprise: somebody objected to its notice.
    ObjectedTo = "objected_to",
    /// To the enterprise: that objection was answered.
    ObjectionAnswered = "objection_answered",
    /// To the enterprise: taken up again, with the new promised day.
    Reopened = "reopened",
    /// To a post: an objection was upheld, the case is to be reviewed anew, with a new link and code.
    TaskObjected = "task_objected",
    /// To the counter: an enterprise was not served well; call back.
    RatedLow = "rated_low",
    /// To a post: a case to act on, with link and code.
    Task = "task",
    /// To a post: the same, since the post before did not act.
    TaskPassedOn = "task_passed_on",
    /// To a post: corrected and back on the desk, with a new link and code.
    TaskCorrected = "task_corrected",
    /// To a post of a co-handling department: its part, with link and code (M11).
    PartTask = "part_task",
    /// To a post: the same, since the post before did not answer.
    PartPassedOn = "part_passed_on",
    /// To a post: its part is due soon.
    PartDueSoon = "part_due_soon",
    /// To a post: the materials were corrected while it has its part.
    PartCorrected = "part_corrected",
    /// To the lead: a further department was asked, with a new link.
    TaskPartAdded = "task_part_added",
    /// To the lead: a co-handling department answered, with a new link.
    TaskPartAnswered = "task_part_answered",
    /// To the lead: a co-handling department declined.
    TaskPartDeclined = "task_part_declined",
    /// To the lead, and to the department's leader: a part is overdue.
    TaskPartOverdue = "task_part_overdue",
    /// To a post: the promised day is near.
    DueSoon = "due_soon",
    /// To the counter: no department takes it.
    Fallback = "fallback",
    /// To the counter: decided, to be released.
    Decided = "decided",
    /// To the counter: a decision still waits to be released.
    ReleaseSoon = "release_soon",
    /// To the counter: a case it holds is due soon.
    CounterDueSoon = "counter_due_soon",
    /// To the counter, and to the department's leader: the promised day was missed.
    Overdue = "overdue",
    /// To the coordinator: nobody takes it up, or it is long overdue.
    Escalated = "escalated",
}

impl Effect {
    /// The outbox topic whose consumer carries it out.
    #[must_use]
    pub const fn topic(&self) -> &'static str {
        match self.deed {
            Deed::Route => "case.submitted",
            Deed::Tell { .. } => "message.to_send",
            Deed::PublishNotice => "notice.to_publish",
        }
    }

    /// What its identity is derived from: the same for the same cause, different for any other. A consumer that splits it over
    /// channels adds the channel.
    #[must_use]
    pub fn identity(&self) -> String {
        let cause = format!("{}|{}|{}", self.number, self.version, self.topic());
        match &self.deed {
            Deed::Route | Deed::PublishNotice => cause,
            Deed::Tell { audience, message } => {
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
        let deeds = deeds.map(|deed| of_complaint(after, deed));
        effects.extend(deeds.map(|deed| Effect {
            number: after.number.clone(),
            version: recorded.version,
            deed,
        }));
    }
    effects
}

/// Of a complaint the counter is told nothing; the coordinator is (M84).
fn of_complaint(after: &Case, deed: Deed) -> Deed {
    if after.kind == Kind::Complaint
        && let Deed::Tell {
            audience: Audience::Counter,
            message,
        } = &deed
    {
        return Deed::Tell {
            audience: Audience::Coordinator,
            message: *message,
        };
    }
    deed
}

/// A score of at most this calls for a call back.
const LOW_SCORE: u8 = 2;

fn follows(after: &Case, event: &Event) -> Vec<Deed> {
    match event {
        Event::Submitted(_) => vec![Deed::Route, enterprise(Message::Submitted)],
        Event::Assigned {
            department, rung, ..
        } => vec![post(department, *rung, Message::Task)],
        Event::PassedOn { .. } => holder(after, Message::TaskPassedOn),
        // declined for the last time, the counter has it already and is told by what follows
        Event::Declined { .. } if after.awaits_routing() => vec![Deed::Route],
        Event::Declined { .. } | Event::Accepted { .. } => Vec::new(),
        Event::FellBack { .. } => vec![counter(Message::Fallback)],
        Event::SentBack { .. } => vec![enterprise(Message::SentBack)],
        Event::Corrected { .. } => {
            let mut deeds = holder(after, Message::TaskCorrected);
            deeds.extend(parts::each(after, Message::PartCorrected));
            deeds
        }
        Event::Part { part, done } => parts::follows(after, *part, done),
        Event::Decided { .. } => vec![counter(Message::Decided)],
        Event::Released {
            publicity: None, ..
        } => vec![enterprise(Message::Released)],
        Event::Released {
            publicity: Some(_), ..
        } => vec![
            enterprise(Message::Released),
            enterprise(Message::PublicityBegun),
            Deed::PublishNotice,
        ],
        Event::PublicityEnded { .. } => vec![enterprise(granted(after)), Deed::PublishNotice],
        Event::Paid { .. } => vec![enterprise(Message::Paid)],
        Event::PaymentFailed { .. } => vec![enterprise(Message::PaymentFailed)],
        Event::Replied { .. } => vec![enterprise(Message::Released)],
        Event::ObjectedTo { .. } => vec![enterprise(Message::ObjectedTo)],
        Event::ObjectionAnswered { upheld, .. } => {
            let mut deeds = vec![enterprise(Message::ObjectionAnswered)];
            if *upheld {
                deeds.push(Deed::PublishNotice);
                deeds.extend(holder(after, Message::TaskObjected));
            }
            deeds
        }
        Event::Rated { rating } if rating.score <= LOW_SCORE => vec![counter(Message::RatedLow)],
        Event::Rated { .. } | Event::Visited { .. } => Vec::new(),
        Event::Reopened { .. } => vec![Deed::Route, enterprise(Message::Reopened)],
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

fn expedited(after: &Case) -> Vec<Deed> {
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

fn reminded(after: &Case, of: Reminder) -> Vec<Deed> {
    match of {
        Reminder::Correction => vec![enterprise(Message::CorrectionSoon)],
        Reminder::Release => vec![counter(Message::ReleaseSoon)],
        Reminder::DueSoon => holder_or_counter(after, Message::DueSoon, Message::CounterDueSoon),
        Reminder::Unanswered | Reminder::LongOverdue => vec![Deed::Tell {
            audience: Audience::Coordinator,
            message: Message::Escalated,
        }],
    }
}

/// The post that has to act, else the counter.
fn holder_or_counter(after: &Case, to_post: Message, to_counter: Message) -> Vec<Deed> {
    let posts = holder(after, to_post);
    if posts.is_empty() {
        vec![counter(to_counter)]
    } else {
        posts
    }
}

const fn enterprise(message: Message) -> Deed {
    Deed::Tell {
        audience: Audience::Enterprise,
        message,
    }
}

const fn counter(message: Message) -> Deed {
    Deed::Tell {
        audience: Audience::Counter,
        message,
    }
}

fn post(department: &DepartmentId, rung: Rung, message: Message) -> Deed {
    Deed::Tell {
        audience: Audience::Post {
            department: department.clone(),
            rung,
        },
        message,
    }
}

/// The post that has to act now, if a department has.
fn holder(after: &Case, message: Message) -> Vec<Deed> {
    use crate::case::State as S;
    match &after.state {
        S::Assigned { desk } | S::Accepted { desk } => {
            vec![post(&desk.department, desk.rung, message)]
        }
        S::Submitted
        | S::WithCounter { .. }
        | S::SentBack { .. }
        | S::Decided { .. }
        | S::InPublicity { .. }
        | S::Payable { .. }
        | S::Paid { .. }
        | S::Granted { .. }
        | S::Refused { .. }
        | S::Replied { .. }
        | S::Withdrawn { .. }
        | S::Lapsed { .. } => Vec::new(),
    }
}
