//! What happened to a case. Append-only; the fields are plain, so that storage can write each as it is.

use facts::{CaseNumber, Day, DepartmentId, Instant, Money};

use super::co_handling::PartDone;
use super::{
    Allocated, Applicant, Ask, Channel, Checked, ClawBack, Correction, Decision, Document,
    Expedited, Fallback, Instalment, Kind, Prediction, Publicity, Rating, Reminder, Reply, Subject,
};
use crate::Text;
use crate::actor::Actor;
use crate::clock::Promise;
use crate::register::Rung;

/// An event with its place, moment and author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The version of the case it made: 1 for the first.
    pub version: u64,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: Actor,
    /// What.
    pub event: Event,
}

/// Everything a case begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Its number.
    pub number: CaseNumber,
    /// What it is.
    pub kind: Kind,
    /// How it came in.
    pub channel: Channel,
    /// What it is about.
    pub subject: Subject,
    /// What it asks, where it is no application.
    pub ask: Option<Ask>,
    /// Who applies.
    pub applicant: Applicant,
    /// What was handed in.
    pub documents: Vec<Document>,
    /// What the calculator said of an application.
    pub prediction: Option<Prediction>,
    /// A word of the enterprise to the department.
    pub remark: Option<String>,
    /// Cases handed in with it, in one go (M85).
    pub together: Vec<CaseNumber>,
    /// What the city promises, fixed here and never silently changed (M89).
    pub promise: Promise,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The window took it in.
    Submitted(Box<Submission>),
    /// It was given to a department.
    Assigned {
        /// Which.
        department: DepartmentId,
        /// Its name on that day.
        department_name: Text,
        /// The post that is told.
        rung: Rung,
        /// The rule that chose it, in words.
        rule: Text,
    },
    /// No department takes it; the counter does (M32).
    FellBack {
        /// Why.
        why: Fallback,
    },
    /// The post that was told did not act in time; the next one was told.
    PassedOn {
        /// Who is told now.
        rung: Rung,
    },
    /// The department took it up.
    Accepted {
        /// The day the clock counts from.
        counts_from: Day,
    },
    /// The department said it is not theirs.
    Declined {
        /// Which.
        department: DepartmentId,
        /// Why.
        reason: String,
    },
    /// Everything missing was named, once; the clock rests (M73).
    SentBack {
        /// What, and until when.
        correction: Correction,
    },
    /// The enterprise handed in what was missing; the clock runs again.
    Corrected {
        /// What was handed in.
        documents: Vec<Document>,
    },
    /// The department decided.
    Decided {
        /// What.
        decision: Decision,
        /// What it found of the checklist (M43).
        checked: Checked,
    },
    /// Something happened to the part of a co-handling department (M11).
    Part {
        /// Its number within the case.
        part: u32,
        /// What.
        done: PartDone,
    },
    /// Its opening was allocated (M94): what it got of what was approved.
    Allocated {
        /// What it got, and why.
        allocated: Allocated,
        /// What the enterprise can do where it was not reached.
        remedy: String,
    },
    /// The window replied (M53): from here the enterprise knows.
    Released {
        /// A word of the window.
        message: Option<String>,
        /// Where approved and the item asks for it: from when to when the result is public for objection. The clock rests (M45).
        publicity: Option<Publicity>,
        /// Where approved money is paid in parts: which, fixed from here (M44). Empty for what is paid at once.
        instalments: Vec<Instalment>,
    },
    /// The time to object is over; the clock runs again.
    PublicityEnded {
        /// The last day it ran.
        last_day: Day,
    },
    /// The next instalment was paid (M44).
    Paid {
        /// How much.
        amount: Money,
        /// When.
        paid_on: Day,
        /// Reference of the payment order.
        reference: String,
        /// How its condition was found met, where it has one.
        met: Option<String>,
    },
    /// The next instalment did not go through; it is to be paid again.
    PaymentFailed {
        /// Why.
        reason: String,
    },
    /// The condition of the next instalment failed; it is not paid any more.
    InstalmentCancelled {
        /// Why.
        reason: String,
        /// What the enterprise can do.
        remedy: String,
    },
    /// Somebody looked at the condition of the next instalment: from then on it is due, or it is looked at again later.
    ConditionChecked {
        /// Whether it is met.
        met: bool,
        /// By what, or what is missing.
        words: String,
    },
    /// Money that was paid is asked back (追回, M44).
    ClawedBack {
        /// What, why and until when; nothing of it was paid back yet.
        claw_back: ClawBack,
    },
    /// Some of what was asked back came back.
    Repaid {
        /// How much.
        amount: Money,
        /// When.
        repaid_on: Day,
        /// Reference of the receipt.
        reference: String,
    },
    /// What was asked back is not asked back any more; what came back of it is to be refunded (撤销追回).
    ClawBackWithdrawn {
        /// The ordinal of the demand; none in records of before demands had one: the last that stood.
        demand: Option<u32>,
        /// When.
        withdrawn_on: Day,
        /// Why.
        reason: String,
    },
    /// What had come back of a demand that was withdrawn was paid to the enterprise again (退还).
    Refunded {
        /// The ordinal of the demand; none in records of before demands had one: there was one at most.
        demand: Option<u32>,
        /// How much.
        amount: Money,
        /// When.
        refunded_on: Day,
        /// Reference of the payment order.
        reference: String,
    },
    /// Whoever held it at the window answered it there and then.
    Replied {
        /// What it came to.
        reply: Reply,
    },
    /// Somebody objected to its notice; until that is answered nothing is paid (M45).
    ObjectedTo {
        /// The objection.
        objection: CaseNumber,
    },
    /// An objection to its notice was answered. Upheld, the case is reviewed anew and made public again.
    ObjectionAnswered {
        /// The objection.
        objection: CaseNumber,
        /// Whether it was upheld.
        upheld: bool,
    },
    /// Its enterprise said how it was served (M4).
    Rated {
        /// What it said.
        rating: Rating,
    },
    /// The window called back after the end (M34).
    Visited {
        /// Whether the matter is settled for who asked.
        settled: bool,
        /// What was said.
        words: String,
    },
    /// Taken up again, since it was not settled; the promise begins anew.
    Reopened {
        /// Why.
        reason: String,
    },
    /// The enterprise withdrew it.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// The time to correct passed; the case ends and the enterprise may apply again.
    Lapsed,
    /// The promise was extended, with approval and reason (M51).
    Extended {
        /// By how much.
        working_days: u32,
        /// Why; the enterprise is told.
        reason: String,
    },
    /// It went into the green channel: a shorter promise, on a recorded ground (M25).
    Expedited {
        /// Which.
        expedited: Expedited,
    },
    /// A working calendar changed, and the promised day with it; what was promised did not change (M89).
    Redated {
        /// Year and version of that calendar, such as `2027@2`.
        calendar: String,
        /// The day before.
        from: Day,
        /// The day since.
        to: Day,
    },
    /// Its holder was reminded.
    Reminded {
        /// Of what.
        of: Reminder,
    },
    /// The promised day passed without an end.
    MarkedOverdue {
        /// The day that was missed.
        due: Day,
    },
}

impl Event {
    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Submitted(_) => "submitted",
            Self::Assigned { .. } => "assigned",
            Self::FellBack { .. } => "fell_back",
            Self::PassedOn { .. } => "passed_on",
            Self::Accepted { .. } => "accepted",
            Self::Declined { .. } => "declined",
            Self::SentBack { .. } => "sent_back",
            Self::Corrected { .. } => "corrected",
            Self::Decided { .. } => "decided",
            Self::Part { done, .. } => done.word(),
            Self::Allocated { .. } => "allocated",
            Self::Released { .. } => "released",
            Self::PublicityEnded { .. } => "publicity_ended",
            Self::Paid { .. } => "paid",
            Self::PaymentFailed { .. } => "payment_failed",
            Self::InstalmentCancelled { .. } => "instalment_cancelled",
            Self::ConditionChecked { .. } => "condition_checked",
            Self::ClawedBack { .. } => "clawed_back",
            Self::Repaid { .. } => "repaid",
            Self::ClawBackWithdrawn { .. } => "claw_back_withdrawn",
            Self::Refunded { .. } => "refunded",
            Self::Replied { .. } => "replied",
            Self::ObjectedTo { .. } => "objected_to",
            Self::ObjectionAnswered { .. } => "objection_answered",
            Self::Rated { .. } => "rated",
            Self::Visited { .. } => "visited",
            Self::Reopened { .. } => "reopened",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Lapsed => "lapsed",
            Self::Extended { .. } => "extended",
            Self::Expedited { .. } => "expedited",
            Self::Redated { .. } => "redated",
            Self::Reminded { .. } => "reminded",
            Self::MarkedOverdue { .. } => "marked_overdue",
        }
    }
}
