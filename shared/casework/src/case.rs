//! The case (办件): everything the window accepts, rebuilt from its events.
//!
//! A command becomes events in [`decide`], an event becomes a state in [`Case::apply`]; nothing else changes a case.
//! Files follow a case through its life: submission, department, reply, money, the sweep.

use facts::{CaseNumber, Day, DepartmentId, Instant};

use self::co_handling::Part;
use crate::clock::{Clock, Passed, Promise, Redated};

mod apply;
mod award;
mod by;
pub mod checklist;
pub mod co_handling;
pub mod command;
mod condition;
mod contest;
mod decide;
mod department;
pub mod event;
mod follow_up;
mod green;
mod keep;
mod kinds;
mod moves;
mod objection;
pub mod open;
mod paid;
pub mod parts;
mod payment;
mod reach;
mod refund;
mod reply;
mod routing;
mod says;
mod state;
pub mod timeline;
mod words;

pub use apply::Unreplayable;
pub use award::{
    Award, ClawBack, Instalment, PAY_WORKING_DAYS, Payment, Standing, Term, instalments,
};
pub use checklist::{Checked, ConditionAsked, Finding, Tick};
pub use command::{Command, Context};
pub use condition::{CHECK_MONTHS, ConditionCheck};
pub use contest::{Allocated, Contest};
pub use decide::{TEXT_CHARACTERS_MAX, decide};
pub use department::CORRECTIONS_MAX;
pub use event::{Event, Recorded, Submission};
pub use follow_up::{REOPEN_WORKING_DAYS, SCORE_MAX};
pub use parts::{
    Against, Applicant, ApplicantKind, Ask, Assignment, Channel, Correction, Decision, Document,
    Expedited, Fallback, Kind, Listing, MaterialAsked, Missing, Outcome, Prediction, Priority,
    Publicity, Rating, Reminder, Reply, Subject,
};
pub use refund::Withdrawal;
pub use says::{Seen, Viewer};
pub use state::State;
pub use timeline::timeline;

/// A case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its number, the same whatever department holds it (M8).
    pub number: CaseNumber,
    /// How many events it has.
    pub version: u64,
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
    /// What was handed in; corrected materials replace the earlier ones.
    pub documents: Vec<Document>,
    /// What the calculator said of an application.
    pub prediction: Option<Prediction>,
    /// A word of the enterprise to the department.
    pub remark: Option<String>,
    /// Cases handed in with it, in one go (M85).
    pub together: Vec<CaseNumber>,
    /// When it was submitted.
    pub submitted_at: Instant,
    /// What the city promised (M89).
    pub promise: Promise,
    /// What that promise is measured with.
    pub clock: Clock,
    /// The green channel it went into, if it did (M25).
    pub expedited: Option<Expedited>,
    /// Every department that was given it, first to last.
    pub assignments: Vec<Assignment>,
    /// What further departments are asked, first to last (M11).
    pub parts: Vec<Part>,
    /// Departments that said it is not theirs.
    pub declined_by: Vec<DepartmentId>,
    /// What was named each time it was sent back.
    pub corrections: Vec<Correction>,
    /// What its holder was reminded of, until the reason is gone.
    pub reminded: Vec<Reminder>,
    /// The promised day that was missed, once it was marked.
    pub overdue_since: Option<Day>,
    /// What its department found of the checklist when it decided (M43).
    pub checked: Checked,
    /// Every time a new working calendar moved the promised day, first to last.
    pub redated: Vec<Redated>,
    /// Steps it has passed, first to last: what time per step is measured with (M17).
    pub passed: Vec<Passed>,
    /// Objections to its notice that are not answered yet: while there is one, nothing is paid (M45).
    pub objections: Vec<CaseNumber>,
    /// What its enterprise thinks of how it was served (M4).
    pub rating: Option<Rating>,
    /// How often it was taken up again after its end.
    pub reopened: u32,
    /// What of its money was asked back, first to last; only the last may be open (M44).
    pub claw_backs: Vec<ClawBack>,
    /// What it got when its opening was allocated (M94).
    pub allocation: Option<Allocated>,
    /// Where it stands.
    pub state: State,
    /// Since when it stands there.
    pub state_since: Instant,
}

impl Case {
    /// The department that holds it, or held it last.
    #[must_use]
    pub fn department(&self) -> Option<&Assignment> {
        self.assignments.last()
    }

    /// What the department decided, released or not: [`Case::seen_by`] says who may know.
    #[must_use]
    pub fn decision(&self) -> Option<Decision> {
        match &self.state {
            State::Decided { decision, .. } => Some(decision.clone()),
            State::InPublicity { award, .. }
            | State::Payable { award }
            | State::Paid { award }
            | State::Granted { award } => Some(Decision::Approved {
                amount: award.amount,
                reason: award.reason.clone(),
            }),
            State::Refused { reason, remedy } => Some(Decision::Refused {
                reason: reason.clone(),
                remedy: remedy.clone(),
            }),
            State::Replied { reply } => Some(Decision::Replied(reply.clone())),
            State::Submitted
            | State::WithCounter { .. }
            | State::Assigned { .. }
            | State::Accepted { .. }
            | State::SentBack { .. }
            | State::Withdrawn { .. }
            | State::Lapsed { .. } => None,
        }
    }

    /// The time to object, once it began.
    #[must_use]
    pub fn publicity(&self) -> Option<&Publicity> {
        match &self.state {
            State::InPublicity { publicity, .. } => Some(publicity),
            State::Payable { award } | State::Paid { award } | State::Granted { award } => {
                award.publicity.as_ref()
            }
            State::Submitted
            | State::WithCounter { .. }
            | State::Assigned { .. }
            | State::Accepted { .. }
            | State::SentBack { .. }
            | State::Decided { .. }
            | State::Refused { .. }
            | State::Replied { .. }
            | State::Withdrawn { .. }
            | State::Lapsed { .. } => None,
        }
    }

    /// Whether nothing more is to come.
    #[must_use]
    pub const fn ended(&self) -> bool {
        matches!(
            self.state,
            State::Paid { .. }
                | State::Granted { .. }
                | State::Refused { .. }
                | State::Replied { .. }
                | State::Withdrawn { .. }
                | State::Lapsed { .. }
        )
    }

    /// Whether it keeps its enterprise from applying for the same item again in the same opening: while it is open, and once granted.
    #[must_use]
    pub const fn holds_place(&self) -> bool {
        !matches!(
            self.state,
            State::Refused { .. } | State::Withdrawn { .. } | State::Lapsed { .. }
        )
    }
}
