//! The link in a department's mail: a capability for one case, one post, one turn (M40).
//!
//! Mail scanners open links and even submit forms, so opening never acts: acting needs the code that only the mail carries. A link acts
//! once, for a few wrong tries, for some working days, and while the case waits for that department. Hashes are opaque here.

use facts::{Calendar, CaseNumber, Day, DepartmentId, Instant};

use crate::case::{Assignment, Case, State};
use crate::refusal::Refusal;
use crate::register::Rung;

/// Wrong codes before a link is locked.
pub const TRIES_MAX: u8 = 5;
/// Working days a link lasts.
pub const LASTS_WORKING_DAYS: u32 = 10;

/// A link as kept under the hash of its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The case.
    pub case: CaseNumber,
    /// The department.
    pub department: DepartmentId,
    /// The post.
    pub rung: Rung,
    /// The part of a co-handling department it answers; none where it leads (M11).
    pub part: Option<u32>,
    /// The version of the case that gave the department its turn.
    pub turn: u64,
    /// Hash of the code.
    pub code_hash: String,
    /// Wrong codes so far.
    pub tries: u8,
    /// When it acted.
    pub used_at: Option<Instant>,
    /// Last day it works.
    pub last_day: Day,
}

/// Where a link stands, and what a try came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It can act.
    Open {
        /// Wrong codes it still forgives.
        tries_left: u8,
    },
    /// It acted before.
    Used,
    /// Its time is over.
    Expired,
    /// The case no longer waits for that department.
    Superseded,
    /// Not the code of the mail.
    WrongCode {
        /// How many tries are left.
        left: u8,
    },
    /// Too many wrong codes.
    Locked,
}

/// A try with a code: what it came to, and the link to keep, whatever it came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// What it came to; only [`Verdict::Open`] may act.
    pub verdict: Verdict,
    /// The link afterwards: used if it may act, one try poorer if the code was wrong.
    pub after: Link,
}

impl Link {
    /// The link for the department whose turn it is; nobody gets one while no department has to act.
    #[must_use]
    pub fn issue(
        case: &Case,
        part: Option<u32>,
        code_hash: String,
        (today, calendar): (Day, &Calendar),
    ) -> Option<Self> {
        let desk = waiting(case, part)?;
        Some(Self {
            part,
            case: case.number.clone(),
            department: desk.department.clone(),
            rung: desk.rung,
            turn: desk.turn,
            code_hash,
            tries: 0,
            used_at: None,
            last_day: calendar.working_days_after(today, LASTS_WORKING_DAYS),
        })
    }

    /// Where it stands when somebody opens it: this changes nothing.
    #[must_use]
    pub fn open(&self, case: &Case, now: Instant) -> Verdict {
        let left = TRIES_MAX.saturating_sub(self.tries);
        if self.used_at.is_some() {
            Verdict::Used
        } else if !self.in_turn(case) {
            Verdict::Superseded
        } else if now.day() > self.last_day {
            Verdict::Expired
        } else if left == 0 {
            Verdict::Locked
        } else {
            Verdict::Open { tries_left: left }
        }
    }

    /// Tries to act with a code of this hash.
    #[must_use]
    pub fn act(&self, case: &Case, code_hash: &str, now: Instant) -> Tried {
        let stands = self.open(case, now);
        let mut after = self.clone();
        let Verdict::Open { tries_left } = stands else {
            return Tried {
                verdict: stands,
                after,
            };
        };
        if same(&self.code_hash, code_hash) {
            after.used_at = Some(now);
            return Tried {
                verdict: stands,
                after,
            };
        }
        after.tries = self.tries.saturating_add(1);
        let verdict = match tries_left.saturating_sub(1) {
            0 => Verdict::Locked,
            left => Verdict::WrongCode { left },
        };
        Tried { verdict, after }
    }

    /// A later post of the same department leaves an earlier link alive; another department, or a new turn after a correction, does not.
    fn in_turn(&self, case: &Case) -> bool {
        waiting(case, self.part)
            .is_some_and(|desk| desk.department == self.department && self.turn >= desk.version)
    }
}

impl Verdict {
    /// Whether to go on.
    ///
    /// # Errors
    /// The [`Refusal`] for every verdict but [`Verdict::Open`].
    pub const fn permit(self) -> Result<(), Refusal> {
        match self {
            Self::Open { .. } => Ok(()),
            Self::Used => Err(Refusal::LinkUsed),
            Self::Expired => Err(Refusal::LinkExpired),
            Self::Superseded => Err(Refusal::LinkSuperseded),
            Self::WrongCode { left } => Err(Refusal::WrongCode { left }),
            Self::Locked => Err(Refusal::LinkLocked),
        }
    }
}

/// Who has to act: on a part its own post, else the lead.
#[must_use]
pub fn waiting(case: &Case, part: Option<u32>) -> Option<&Assignment> {
    if let Some(number) = part {
        let mut open = case.open_parts();
        let asked = open.find(|part| part.number == number && part.is_asked());
        return asked?.desk.as_ref();
    }
    match &case.state {
        State::Assigned { desk } | State::Accepted { desk } => Some(desk),
        State::Submitted
        | State::WithCounter { .. }
        | State::SentBack { .. }
        | State::Decided { .. }
        | State::InPublicity { .. }
        | State::Payable { .. }
        | State::Paid { .. }
        | State::Granted { .. }
        | State::Refused { .. }
        | State::Replied { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => None,
    }
}

/// Compares hashes without telling by time where they differ.
fn same(one: &str, other: &str) -> bool {
    let differing = one
        .bytes()
        .zip(other.bytes())
        .fold(0_u8, |differing, (a, b)| differing | (a ^ b));
    one.len() == other.len() && differing == 0
}
