//! Co-handling (协办, M11): what other departments are asked while one leads, all at once or round after round, and one merged answer.
//!
//! Each question is a part (协办事项): its department, its promised days, its answer. Parts lie beside the state of a case: while
//! one is open the lead cannot decide, and nothing else changes. A part that is declined or closed counts as settled: the next round
//! begins, and the lead asks another or goes on. While the enterprise mends its materials parts stay open and their clock rests; who
//! answers meanwhile has answered, and a round that begins meanwhile begins at rest.

use facts::{Calendar, Day, DepartmentId};

use super::{Assignment, Case, Reminder};
use crate::Text;
use crate::clock::{self, Clock};

mod act;
mod done;
mod say;

pub use act::{PartCommand, next_round};
pub(super) use act::{act, merged, on_assigned};
pub use done::PartDone;
pub(super) use say::PartNames;

/// Most parts of one case.
pub const PARTS_MAX: usize = 8;
/// The round of a part the lead asked for by itself: it waits for none, and none waits for it.
pub const AD_HOC: u32 = 0;

/// What an item asks of a further department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartAsked {
    /// Which department.
    pub department: DepartmentId,
    /// Parts of one round are asked at once, the next round when this one is settled; from 1 on.
    pub round: u32,
    /// What it is asked for.
    pub asks: Text,
    /// Working days it has, counted from the day it is asked.
    pub working_days: u32,
}

/// What a co-handling department says (协办意见).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// Whether it agrees.
    pub stance: Stance,
    /// Why; empty only where it has nothing to say.
    pub reason: String,
    /// Where it does not agree: entries of the review checklist it means.
    pub entries: Vec<String>,
}

/// Whether a co-handling department agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// 同意
    Agrees,
    /// 不同意
    Disagrees,
    /// 无意见
    NothingToSay,
}

impl Stance {
    /// Every stance.
    pub const ALL: &'static [Self] = &[Self::Agrees, Self::Disagrees, Self::NothingToSay];

    /// The stance a record, a form or a body means with this word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.word() == word)
    }

    /// The word in records, in forms and on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Disagrees => "disagrees",
            Self::NothingToSay => "nothing_to_say",
        }
    }

    /// In words.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Agrees => ("同意", "agrees"),
            Self::Disagrees => ("不同意", "does not agree"),
            Self::NothingToSay => ("无意见", "has nothing to say"),
        };
        Text::new(zh, en)
    }
}

/// Where a part stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// 待征求: an earlier round is not settled.
    Waiting,
    /// 征求中: its department has it.
    Asked,
    /// 已答复
    Answered {
        /// What it says.
        opinion: Opinion,
    },
    /// 已退回: not for that department.
    Declined {
        /// Why.
        reason: String,
    },
    /// 不再等待: the lead goes on without it.
    Closed {
        /// Why.
        reason: String,
    },
}

/// The part of one co-handling department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its number within the case, from 1 on.
    pub number: u32,
    /// Who is asked for what.
    pub asked: PartAsked,
    /// Why the lead asked by itself; none where the item asks.
    pub why: Option<String>,
    /// The post that has it, or had it last; none before it is asked.
    pub desk: Option<Assignment>,
    /// What its promise is measured with; rests while the enterprise mends its materials.
    pub clock: Option<Clock>,
    /// Where it stands.
    pub standing: Standing,
    /// What its post was reminded of.
    pub reminded: Vec<Reminder>,
    /// The promised day that was missed, once it was marked.
    pub overdue_since: Option<Day>,
}

impl Part {
    /// What an item asks, before anybody was asked.
    pub(super) const fn waiting(number: u32, asked: PartAsked, why: Option<String>) -> Self {
        Self {
            number,
            asked,
            why,
            desk: None,
            clock: None,
            standing: Standing::Waiting,
            reminded: Vec::new(),
            overdue_since: None,
        }
    }

    /// Whether its department has it now.
    #[must_use]
    pub const fn is_asked(&self) -> bool {
        matches!(self.standing, Standing::Asked)
    }

    /// Whether it is neither answered, nor declined, nor closed.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.standing, Standing::Waiting | Standing::Asked)
    }

    /// The day it is promised by, once it was asked; while the clock rests the earliest this can be.
    #[must_use]
    pub fn due(&self, calendar: &Calendar) -> Option<Day> {
        self.clock
            .as_ref()
            .map(|clock| clock::due(clock, calendar).day)
    }

    /// What its department said.
    #[must_use]
    pub const fn opinion(&self) -> Option<&Opinion> {
        if let Standing::Answered { opinion } = &self.standing {
            Some(opinion)
        } else {
            None
        }
    }

    /// Name of its department; its id before it was asked.
    #[must_use]
    pub fn department_name(&self) -> Text {
        self.desk.as_ref().map_or_else(
            || {
                Text::new(
                    self.asked.department.as_str(),
                    self.asked.department.as_str(),
                )
            },
            |desk| desk.department_name.clone(),
        )
    }
}

impl Case {
    /// Parts that are not settled. What ended waits for nobody.
    pub fn open_parts(&self) -> impl Iterator<Item = &Part> {
        let ended = self.ended();
        self.parts
            .iter()
            .filter(move |part| part.is_open() && !ended)
    }

    /// A part by its number.
    #[must_use]
    pub fn part(&self, number: u32) -> Option<&Part> {
        self.parts.iter().find(|part| part.number == number)
    }

    /// The part a department has now, if it has one; it never has two.
    #[must_use]
    pub fn part_of(&self, department: &DepartmentId) -> Option<&Part> {
        let mut asked = self.open_parts().filter(|part| part.is_asked());
        asked.find(|part| part.asked.department == *department)
    }

    /// Whether a department was asked about it, settled or not: it may read what it answers, or answered.
    #[must_use]
    pub fn was_asked(&self, department: &DepartmentId) -> bool {
        let mut asked = self.parts.iter().filter(|part| part.desk.is_some());
        asked.any(|part| part.asked.department == *department)
    }

    /// Parts whose department does not agree: of each department what it said last.
    #[must_use]
    pub fn disagreeing(&self) -> Vec<&Part> {
        let answered = |part: &&Part| part.opinion().is_some();
        let parts: Vec<&Part> = self.parts.iter().filter(answered).collect();
        let last = |part: &Part| {
            let department = &part.asked.department;
            let later = |other: &&Part| other.number > part.number;
            let mut later = parts.iter().copied().filter(later);
            !later.any(|other| other.asked.department == *department)
        };
        let disagrees = |part: &Part| {
            let opinion = part.opinion();
            opinion.is_some_and(|opinion| opinion.stance == Stance::Disagrees)
        };
        let parts = parts.iter().copied();
        parts.filter(|part| disagrees(part) && last(part)).collect()
    }
}
