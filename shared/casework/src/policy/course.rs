//! The course of a policy through time: which version holds on which day (M64, M90).
//!
//! One pure answer for everybody: the record of a policy and the snapshot of the catalogue ask the same code, so a scheduled version takes
//! effect at midnight for the calculator, the lists and the pages alike, without anybody switching anything.

use std::collections::BTreeSet;

use facts::{Day, Instant};

use super::INTERPRET_DAYS;
use crate::Text;

/// A published version of the rule document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Which version of the rule document.
    pub document: u64,
    /// When it was published.
    pub at: Instant,
    /// First day it holds: never a day on which an earlier version held already, since nothing is changed backwards.
    pub from: Day,
    /// Last day it holds, if it has one.
    pub to: Option<Day>,
    /// The day by which its department looks whether it is still right.
    pub review_by: Day,
}

/// A time in which it did not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Halt {
    /// First day it was halted.
    pub from: Day,
    /// First day it went on, if it did.
    pub until: Option<Day>,
    /// Why.
    pub reason: String,
}

/// Its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeal {
    /// First day it no longer holds.
    pub from: Day,
    /// Why.
    pub reason: String,
}

/// What was published, halted and ended, and from which day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Course {
    /// Published versions, oldest first.
    pub editions: Vec<Edition>,
    /// Times in which it did not hold, oldest first.
    pub halts: Vec<Halt>,
    /// Its end, if it has one.
    pub repeal: Option<Repeal>,
}

/// Where a policy stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Nothing was published.
    Unpublished,
    /// 待生效
    Scheduled {
        /// What takes effect first.
        next: &'a Edition,
    },
    /// 现行有效
    InForce {
        /// What holds.
        edition: &'a Edition,
    },
    /// 暂停执行
    Suspended {
        /// What would hold.
        edition: &'a Edition,
        /// Since when, and why.
        halt: &'a Halt,
    },
    /// 已失效: its time has passed.
    Expired {
        /// What held last.
        edition: &'a Edition,
    },
    /// 已废止
    Repealed {
        /// Since when, and why.
        repeal: &'a Repeal,
    },
}

impl Standing<'_> {
    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Unpublished => "unpublished",
            Self::Scheduled { .. } => "scheduled",
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
            Self::Unpublished => ("未发布", "not published"),
            Self::Scheduled { .. } => ("待生效", "scheduled"),
            Self::InForce { .. } => ("现行有效", "in force"),
            Self::Suspended { .. } => ("暂停执行", "suspended"),
            Self::Expired { .. } => ("已失效", "expired"),
            Self::Repealed { .. } => ("已废止", "repealed"),
        };
        Text::new(zh, en)
    }
}

impl Edition {
    /// The day by which its interpretation is expected (M59).
    #[must_use]
    pub fn interpret_by(&self) -> Day {
        self.at.day().plus_days(INTERPRET_DAYS)
    }

    /// Whether its time has passed on `day`.
    #[must_use]
    pub fn over_on(&self, day: Day) -> bool {
        self.to.is_some_and(|to| to < day)
    }
}

impl Halt {
    /// Whether it halts on `day`.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

impl Course {
    /// Ends every halt that is still open.
    pub(crate) fn resume(&mut self, on: Day) {
        for halt in self.halts.iter_mut().filter(|halt| halt.until.is_none()) {
            halt.until = Some(on);
        }
    }

    /// The newest version whose first day has come; it takes the place of every older one, also of one that never took effect.
    #[must_use]
    pub fn edition_on(&self, day: Day) -> Option<&Edition> {
        let come = self.editions.iter().filter(|edition| edition.from <= day);
        come.max_by_key(|edition| edition.document)
    }

    /// Where the policy stands on `day`.
    #[must_use]
    pub fn on(&self, day: Day) -> Standing<'_> {
        if let Some(repeal) = self.repeal.as_ref().filter(|repeal| repeal.from <= day) {
            return Standing::Repealed { repeal };
        }
        let Some(edition) = self.edition_on(day) else {
            return match self.next_after(day) {
                Some(next) => Standing::Scheduled { next },
                None => Standing::Unpublished,
            };
        };
        if edition.over_on(day) {
            return Standing::Expired { edition };
        }
        match self.halts.iter().find(|halt| halt.holds_on(day)) {
            Some(halt) => Standing::Suspended { edition, halt },
            None => Standing::InForce { edition },
        }
    }

    /// The version in force on `day`, if one is.
    #[must_use]
    pub fn in_force(&self, day: Day) -> Option<&Edition> {
        match self.on(day) {
            Standing::InForce { edition } => Some(edition),
            Standing::Unpublished
            | Standing::Scheduled { .. }
            | Standing::Suspended { .. }
            | Standing::Expired { .. }
            | Standing::Repealed { .. } => None,
        }
    }

    /// What people are shown on `day`: what holds or held last, else what comes first.
    #[must_use]
    pub fn shown_on(&self, day: Day) -> Option<&Edition> {
        self.edition_on(day).or_else(|| self.next_after(day))
    }

    /// The version that takes effect next after `day`.
    #[must_use]
    pub fn next_after(&self, day: Day) -> Option<&Edition> {
        let present = self.edition_on(day).map(|edition| edition.document);
        let coming = self.editions.iter().filter(|edition| {
            // an older one that comes later is never reached
            edition.from > day && present.is_none_or(|present| present < edition.document)
        });
        coming.min_by_key(|edition| (edition.from, std::cmp::Reverse(edition.document)))
    }

    /// The first day a version published on `today` may hold from: no later version changes what held before it.
    #[must_use]
    pub fn first_day(&self, valid_from: Day, today: Day) -> Day {
        if self.edition_on(today).is_some() {
            valid_from.max(today)
        } else {
            valid_from
        }
    }

    /// Days on which what holds may become another: between two of them it is always the same.
    #[must_use]
    pub fn turns(&self) -> BTreeSet<Day> {
        let editions = self.editions.iter();
        let editions = editions.flat_map(|edition| [Some(edition.from), edition.to.map(Day::next)]);
        let halts = self.halts.iter();
        let halts = halts.flat_map(|halt| [Some(halt.from), halt.until]);
        let end = self.repeal.as_ref().map(|repeal| repeal.from);
        editions.chain(halts).chain([end]).flatten().collect()
    }
}
