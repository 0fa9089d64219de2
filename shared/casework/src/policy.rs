//! The life of a policy (M63, M90): written by its department, published by a second person, and ended with a reason.
//!
//! The rule document itself is elsewhere; here is who may move it, and where it stands. A new version may be written while the one before
//! stays in force.

use facts::{Day, DepartmentId, Instant, PolicyId};

use crate::Text;
use crate::access::{Operation, Role};
use crate::actor::Actor;
use crate::refusal::Refusal;

mod moves;

pub use moves::decide;

/// Where a policy stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// 草稿: nothing of it is in force yet.
    Draft,
    /// 现行有效
    InForce {
        /// The version in force.
        in_force: Published,
    },
    /// 暂停执行
    Suspended {
        /// The version that was in force.
        in_force: Published,
        /// Why.
        reason: String,
    },
    /// 已失效: its time has passed.
    Expired {
        /// The version that was in force.
        was: Published,
    },
    /// 已废止
    Repealed {
        /// Why.
        reason: String,
    },
}

impl State {
    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InForce { .. } => "in_force",
            Self::Suspended { .. } => "suspended",
            Self::Expired { .. } => "expired",
            Self::Repealed { .. } => "repealed",
        }
    }

    /// In words.
    #[must_use]
    pub fn words(&self) -> Text {
        let (zh, en) = match self {
            Self::Draft => ("草稿", "draft"),
            Self::InForce { .. } => ("现行有效", "in force"),
            Self::Suspended { .. } => ("暂停执行", "suspended"),
            Self::Expired { .. } => ("已失效", "expired"),
            Self::Repealed { .. } => ("已废止", "repealed"),
        };
        Text::new(zh, en)
    }
}

/// A published version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Which version of the rule document.
    pub document: u64,
    /// Who answers for it.
    pub by: String,
    /// When it was published.
    pub at: Instant,
    /// First day in force.
    pub valid_from: Day,
    /// Last day in force, if it has one.
    pub valid_to: Option<Day>,
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
    /// Where it stands.
    pub state: State,
}

impl Policy {
    /// The version in force, if one is.
    #[must_use]
    pub const fn in_force(&self) -> Option<&Published> {
        if let State::InForce { in_force } = &self.state {
            Some(in_force)
        } else {
            None
        }
    }

    /// Whether what is in force holds on `day`.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.in_force().is_some_and(|published| {
            published.valid_from <= day && published.valid_to.is_none_or(|to| day <= to)
        })
    }

    /// Whether this reader may see versions that are not in force: its makers, and those who watch over them.
    #[must_use]
    pub fn shows_drafts_to(&self, actor: &Actor) -> bool {
        match actor.role {
            Role::Editor | Role::Publisher => actor.department.as_ref() == Some(&self.department),
            Role::Coordinator | Role::Auditor | Role::Operator | Role::Platform => true,
            Role::Public
            | Role::Enterprise
            | Role::Agent
            | Role::Clerk
            | Role::Lead
            | Role::Officer
            | Role::Finance => false,
        }
    }

    /// When somebody must look whether its time has passed.
    #[must_use]
    pub fn next_look(&self) -> Option<Instant> {
        let last = self.in_force()?.valid_to?;
        Some(last.next().start())
    }
}

/// What is asked of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Write a new version of the rule document.
    Revise,
    /// Put the newest version in force.
    Publish {
        /// The version the publisher read; publishing another than the newest is refused.
        document: u64,
        /// First day in force.
        valid_from: Day,
        /// Last day in force, if it has one.
        valid_to: Option<Day>,
        /// What the publishing gate found.
        faults: Vec<Text>,
    },
    /// Halt it.
    Suspend {
        /// Why.
        reason: String,
    },
    /// Let it go on.
    Resume,
    /// End it.
    Repeal {
        /// Why.
        reason: String,
    },
    /// Look whether its time has passed.
    Look,
}

/// What happened to a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Its first version was written.
    Created {
        /// Which.
        policy: PolicyId,
        /// The department that makes it.
        department: DepartmentId,
    },
    /// A new version was written.
    Revised {
        /// Which version of the rule document.
        document: u64,
    },
    /// A version came into force.
    Published {
        /// Which version of the rule document.
        document: u64,
        /// First day in force.
        valid_from: Day,
        /// Last day in force, if it has one.
        valid_to: Option<Day>,
    },
    /// It was halted.
    Suspended {
        /// Why.
        reason: String,
    },
    /// It goes on.
    Resumed,
    /// Its time has passed.
    Expired,
    /// It was ended.
    Repealed {
        /// Why.
        reason: String,
    },
}

impl Event {
    /// The word in records.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Created { .. } => "created",
            Self::Revised { .. } => "revised",
            Self::Published { .. } => "published",
            Self::Suspended { .. } => "suspended",
            Self::Resumed => "resumed",
            Self::Expired => "expired",
            Self::Repealed { .. } => "repealed",
        }
    }

    /// Whether the public list changes by it, so that the catalogue is built anew (M75).
    #[must_use]
    pub const fn changes_catalogue(&self) -> bool {
        match self {
            Self::Published { .. }
            | Self::Suspended { .. }
            | Self::Resumed
            | Self::Expired
            | Self::Repealed { .. } => true,
            Self::Created { .. } | Self::Revised { .. } => false,
        }
    }
}

/// Begins a policy of the department the actor edits for.
///
/// # Errors
/// [`Refusal::NotAllowed`] or [`Refusal::NotYours`] if the actor edits for no such department.
pub fn create(policy: PolicyId, department: DepartmentId, actor: &Actor) -> Result<Event, Refusal> {
    actor.reaches(Operation::CreatePolicy, None, Some(&department))?;
    Ok(Event::Created { policy, department })
}
