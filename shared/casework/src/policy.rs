//! The life of a policy (M63, M64, M90): written by its department, looked at by a second person, in force from a day on, ended with a
//! reason.
//!
//! The rule document itself is elsewhere; here is who may move it, and where it stands on a day. A new version may be written while the
//! one before stays in force. What holds on a day is read from the [`Course`], never from a flag somebody has to switch at midnight.

use facts::{Day, DepartmentId, Instant, PolicyId};

use crate::Text;
use crate::access::{Operation, Role};
use crate::actor::Actor;
use crate::refusal::Refusal;

mod agenda;
mod course;
mod event;
mod explain;
mod faq;
mod moves;

pub use course::{Course, Edition, Halt, Repeal, Standing};
pub use event::Event;
pub use explain::{Ruled, Ruling};
pub use faq::Faq;
pub use moves::{decide, possible};

/// Years after which a policy is looked at again when its document names no day (M64).
pub const REVIEW_YEARS: i32 = 1;
/// Days before the review at which its department is told that it comes near. A choice of this system: no rule of the city is known.
pub const REVIEW_NEAR_DAYS: i64 = 30;
/// Days after a version was published in which its interpretation is expected (M59). A choice of this system: no rule of the city is known.
pub const INTERPRET_DAYS: i64 = 7;

/// Where the newest version of the rule document stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Work {
    /// 草稿: being written.
    Draft,
    /// 审核中: handed to the publishers of the department.
    InReview,
    /// 退回修改
    Returned {
        /// What is to be mended.
        words: String,
    },
    /// 已发布: nothing newer is being written.
    Published,
}

impl Work {
    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::Returned { .. } => "returned",
            Self::Published => "published",
        }
    }

    /// In words.
    #[must_use]
    pub fn words(&self) -> Text {
        let (zh, en) = match self {
            Self::Draft => ("草稿", "draft"),
            Self::InReview => ("审核中", "in review"),
            Self::Returned { .. } => ("退回修改", "returned"),
            Self::Published => ("已发布", "published"),
        };
        Text::new(zh, en)
    }
}

/// A policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Which.
    pub id: PolicyId,
    /// The department that made it and alone may change it.
    pub department: DepartmentId,
    /// How many events it has.
    pub version: u64,
    /// The newest version of the rule document.
    pub document: u64,
    /// Who wrote at what is not published yet; none of them may publish it.
    pub writers: Vec<String>,
    /// Where the newest version of the rule document stands.
    pub work: Work,
    /// What was published, halted and ended, and from which day.
    pub course: Course,
    /// The version of this record at which the public list changed by it last; 0 before. Submissions are checked against it.
    pub listed: u64,
    /// The day through which everything that comes by itself was recorded.
    pub seen: Day,
    /// Interpretations in the order of their numbers, from 1: which version of the rule document each explains (M13).
    pub interpretations: Vec<u64>,
    /// Rulings in the order of their numbers, from 1 (M97).
    pub rulings: Vec<Ruled>,
    /// Answers for everybody in the order of their numbers, from 1 (M20).
    pub faqs: Vec<Faq>,
}

impl Policy {
    /// Where it stands on `day`: in force or not, and if it was never published, how far the work is.
    #[must_use]
    pub fn words_on(&self, day: Day) -> Text {
        let standing = self.course.on(day);
        if standing == Standing::Unpublished {
            return self.work.words();
        }
        standing.words()
    }

    /// The word of where it stands on `day`.
    #[must_use]
    pub fn word_on(&self, day: Day) -> &'static str {
        let standing = self.course.on(day);
        if standing != Standing::Unpublished {
            return standing.word();
        }
        match &self.work {
            Work::InReview => "in_review",
            Work::Draft | Work::Returned { .. } | Work::Published => "draft",
        }
    }

    /// Whether this reader may see versions that are not in force: its makers, and those who watch over them.
    #[must_use]
    pub fn shows_drafts_to(&self, actor: &Actor) -> bool {
        match actor.role {
            Role::Editor | Role::Publisher => actor.department.as_ref() == Some(&self.department),
            Role::Coordinator | Role::Auditor | Role::Operator | Role::Platform => true,
            Role::Public
            | Role::Follower
            | Role::Enterprise
            | Role::Agent
            | Role::Clerk
            | Role::Lead
            | Role::Officer
            | Role::Finance => false,
        }
    }

    /// When somebody must look at what comes by itself: a version that takes effect, a time that passes, a review that is due.
    #[must_use]
    pub fn next_look(&self) -> Option<Instant> {
        let next = agenda::agenda(self).into_iter().map(|(day, _)| day).min();
        next.map(Day::start)
    }
}

/// What is asked of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Write a new version of the rule document.
    Revise,
    /// 送审: hand the newest version to the publishers of the department.
    Propose,
    /// 退回修改: hand it back, saying what to mend.
    Return {
        /// What is to be mended.
        words: String,
    },
    /// Put the newest version in force, or on the list of what comes.
    Publish(Publish),
    /// Halt it from today.
    Suspend {
        /// Why.
        reason: String,
    },
    /// Let it go on from today.
    Resume,
    /// End it.
    Repeal {
        /// Why.
        reason: String,
        /// The first day it no longer holds; today when absent.
        from: Option<Day>,
    },
    /// 政策解读: explain a version to the public.
    Interpret {
        /// Which version of the rule document.
        document: u64,
        /// The earlier interpretation whose place it takes, if it does.
        replaces: Option<u64>,
    },
    /// 口径: put on record how an open question of a clause was decided.
    Rule(Ruling),
    /// 常见问答: answer for everybody what is asked often, by the version people are shown.
    PublishFaq {
        /// The earlier answer whose place it takes, if it does.
        replaces: Option<u64>,
    },
    /// Take such an answer back.
    WithdrawFaq {
        /// Which.
        number: u64,
        /// Why.
        reason: String,
    },
    /// Look what came by itself.
    Look,
}

/// What a publisher puts in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publish {
    /// The version the publisher read; publishing another than the newest is refused.
    pub document: u64,
    /// First day in force, as the document says.
    pub valid_from: Day,
    /// Last day in force, if it has one.
    pub valid_to: Option<Day>,
    /// The day by which its department looks whether it is still right; [`REVIEW_YEARS`] after its first day when absent.
    pub review_by: Option<Day>,
    /// What the publishing gate found.
    pub faults: Vec<Text>,
}

/// Begins a policy of the department the actor edits for.
///
/// # Errors
/// [`Refusal::NotAllowed`] or [`Refusal::NotYours`] if the actor edits for no such department.
pub fn create(policy: PolicyId, department: DepartmentId, actor: &Actor) -> Result<Event, Refusal> {
    actor.reaches(Operation::CreatePolicy, None, Some(&department))?;
    Ok(Event::Created { policy, department })
}
