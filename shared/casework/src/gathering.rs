//! Gatherings (培训辅导): training for those who work at the window, with a quiz and a certificate (M71–M73), and briefings for
//! enterprises with sign-up (M77).
//!
//! A gathering is written by who holds it; people take seats, are noted as present, and after a training show in a quiz what they know of
//! the items. A certificate lasts so many months. Where a gathering gates operations, a clerk without a valid certificate may not do them.

use std::collections::BTreeMap;

use facts::{Day, DepartmentId, GatheringId, Instant, ItemId};

use crate::Text;
use crate::access::{Operation, Role};
use crate::refusal::Refusal;

mod quiz;

pub use quiz::{CHOICES, Marked, PASS_PER_CENT, Paper, Question, Topic, draw};

/// Most seats of a gathering.
pub const SEATS_MAX: u32 = 500;
/// Longest title or place, in characters.
pub const TITLE_CHARACTERS_MAX: usize = 60;
/// Longest description, in characters.
pub const WORDS_CHARACTERS_MAX: usize = 1_000;
/// Most months a certificate lasts.
pub const MONTHS_MAX: u32 = 36;
/// Operations that a gathering can gate: what a clerk does in the name of the window (M73).
pub const GATEABLE: &[Operation] = &[
    Operation::SubmitDraft,
    Operation::AssignCase,
    Operation::ReleaseCase,
];

/// What a gathering is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 业务培训, for those who work for the city.
    Training,
    /// 政策辅导, for enterprises.
    Briefing,
}

impl Kind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[Self::Training, Self::Briefing];

    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Training => "training",
            Self::Briefing => "briefing",
        }
    }

    /// The kind a record means with this word.
    #[must_use]
    pub fn recorded(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }

    /// How it is called.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Training => ("业务培训", "training"),
            Self::Briefing => ("政策辅导", "briefing"),
        };
        Text::new(zh, en)
    }
}

/// What a training leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certification {
    /// Questions of its quiz, drawn from the items.
    pub questions: u32,
    /// Months a certificate lasts.
    pub months: u32,
    /// Operations a clerk may do with a valid certificate only.
    pub gates: Vec<Operation>,
    /// The day from which they are gated.
    pub gates_from: Day,
}

/// A gathering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathering {
    /// Which.
    pub id: GatheringId,
    /// Version.
    pub version: u64,
    /// What it is.
    pub kind: Kind,
    /// Who holds it; none is the window.
    pub department: Option<DepartmentId>,
    /// Its title.
    pub title: Text,
    /// What it is about.
    pub words: Text,
    /// When it begins.
    pub begins: Instant,
    /// Where it is held.
    pub place: Text,
    /// How many can come.
    pub seats: u32,
    /// Items it is about.
    pub items: Vec<ItemId>,
    /// What it leads to; only a training does.
    pub certification: Option<Certification>,
    /// Why it does not take place, if it does not.
    pub cancelled: Option<String>,
}

impl Gathering {
    /// Everything wrong with it, each with its JSON pointer; nothing if it may be written.
    #[must_use]
    pub fn faults(&self) -> Vec<(&'static str, Text)> {
        let mut faults = Vec::new();
        let mut check = |fine: bool, pointer, zh: String, en: String| {
            if !fine {
                faults.push((pointer, Text::new(zh, en)));
            }
        };
        for (pointer, text, most) in [
            ("/title", &self.title, TITLE_CHARACTERS_MAX),
            ("/place", &self.place, TITLE_CHARACTERS_MAX),
            ("/words", &self.words, WORDS_CHARACTERS_MAX),
        ] {
            let long = text.zh.chars().count().max(text.en.chars().count());
            check(
                !text.zh.trim().is_empty() && long <= most,
                pointer,
                format!("应为 1 至 {most} 个字"),
                format!("must have 1 to {most} characters"),
            );
        }
        check(
            (1..=SEATS_MAX).contains(&self.seats),
            "/seats",
            format!("名额应为 1 至 {SEATS_MAX}"),
            format!("must be 1 to {SEATS_MAX}"),
        );
        if let Some(leads_to) = &self.certification {
            check(
                self.kind == Kind::Training,
                "/certification",
                "只有业务培训才有测验和合格证".to_owned(),
                "only a training leads to a certificate".to_owned(),
            );
            check(
                (1..=20).contains(&leads_to.questions),
                "/certification/questions",
                "测验应有 1 至 20 题".to_owned(),
                "must be 1 to 20".to_owned(),
            );
            check(
                (1..=MONTHS_MAX).contains(&leads_to.months),
                "/certification/months",
                format!("有效期应为 1 至 {MONTHS_MAX} 个月"),
                format!("must be 1 to {MONTHS_MAX}"),
            );
            let known = leads_to.gates.iter().all(|gate| GATEABLE.contains(gate));
            check(
                known,
                "/certification/gates",
                "只能限制专窗受理、分办和反馈".to_owned(),
                "only what the window accepts, assigns and releases can be gated".to_owned(),
            );
        }
        faults
    }

    /// Whether somebody in `role` may take a seat: enterprises come to briefings, those who work for the city to trainings.
    #[must_use]
    pub fn open_to(&self, role: Role) -> bool {
        let enterprise = matches!(role, Role::Enterprise | Role::Agent);
        let nobody = matches!(role, Role::Public | Role::Follower | Role::Platform);
        !nobody && enterprise == (self.kind == Kind::Briefing)
    }

    /// Takes a seat, or says why there is none.
    ///
    /// # Errors
    /// [`Refusal::GatheringOver`], [`Refusal::GatheringFull`].
    pub fn seat(&self, taken: u32, now: Instant) -> Result<u32, Refusal> {
        self.must_be_ahead(now)?;
        if taken < self.seats {
            Ok(taken.saturating_add(1))
        } else {
            Err(Refusal::GatheringFull)
        }
    }

    /// Refuses what can be done before it begins only.
    ///
    /// # Errors
    /// [`Refusal::GatheringOver`] if it began, or was called off.
    pub fn must_be_ahead(&self, now: Instant) -> Result<(), Refusal> {
        if now < self.begins && self.cancelled.is_none() {
            Ok(())
        } else {
            Err(Refusal::GatheringOver)
        }
    }

    /// Refuses what can be done once it began only.
    ///
    /// # Errors
    /// [`Refusal::GatheringAhead`].
    pub fn must_have_begun(&self, now: Instant) -> Result<(), Refusal> {
        if now < self.begins {
            Err(Refusal::GatheringAhead)
        } else {
            Ok(())
        }
    }

    /// How many questions the quiz has for who had this seat.
    ///
    /// # Errors
    /// [`Refusal::NoQuiz`] if it has none, or they did not attend.
    pub fn quiz_for(&self, seat: Option<&SignUp>) -> Result<usize, Refusal> {
        let attended = seat.and_then(|seat| seat.attended) == Some(true);
        let leads_to = self.certification.as_ref().filter(|_| attended);
        let questions = leads_to.ok_or(Refusal::NoQuiz)?.questions;
        Ok(usize::try_from(questions).unwrap_or(usize::MAX))
    }

    /// What a passed quiz is worth.
    #[must_use]
    pub fn certificate(&self, who: &str, passed_on: Day) -> Option<Certificate> {
        let leads_to = self.certification.as_ref()?;
        let months = i32::try_from(leads_to.months).unwrap_or(i32::MAX);
        Some(Certificate {
            gathering: self.id.clone(),
            title: self.title.clone(),
            who: who.to_owned(),
            passed_on,
            valid_until: passed_on.plus_months(months),
        })
    }

    /// What it gates.
    #[must_use]
    pub fn gates(&self) -> Vec<Gate> {
        let leads_to = self.certification.as_ref();
        let leads_to = leads_to.filter(|_| self.cancelled.is_none());
        let gates = leads_to.map(|leads_to| {
            leads_to.gates.iter().map(|operation| Gate {
                operation: *operation,
                gathering: self.id.clone(),
                title: self.title.clone(),
                from: leads_to.gates_from,
            })
        });
        gates.into_iter().flatten().collect()
    }
}

/// A seat somebody took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignUp {
    /// Who comes: a credit code, or the principal of somebody who works for the city.
    pub who: String,
    /// The name on the list.
    pub name: String,
    /// When the seat was taken.
    pub at: Instant,
    /// Whether they came; none until that is noted.
    pub attended: Option<bool>,
}

/// A certificate (培训合格证).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The training.
    pub gathering: GatheringId,
    /// Its title.
    pub title: Text,
    /// Whose it is.
    pub who: String,
    /// When the quiz was passed.
    pub passed_on: Day,
    /// The last day it is valid.
    pub valid_until: Day,
}

/// An operation that needs a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// Which.
    pub operation: Operation,
    /// The training whose certificate is needed.
    pub gathering: GatheringId,
    /// Its title.
    pub title: Text,
    /// From when.
    pub from: Day,
}

/// Refuses an operation to a clerk who has no valid certificate for it. One training is as good as another that gates the same, so that
/// a newer one can take the place of an older one.
///
/// # Errors
/// [`Refusal::NotCertified`] names the training that is missing.
pub fn must_be_certified(
    (role, operation): (Role, Operation),
    gates: &[Gate],
    certificates: &[Certificate],
    today: Day,
) -> Result<(), Refusal> {
    let holds = |gate: &Gate| gate.operation == operation && gate.from <= today;
    let mut needed = gates.iter().filter(|gate| holds(gate)).peekable();
    let valid = |gate: &Gate| {
        let mut of_it = certificates
            .iter()
            .filter(|one| one.gathering == gate.gathering);
        of_it.any(|one| one.passed_on <= today && today <= one.valid_until)
    };
    match needed.peek() {
        Some(first) if role == Role::Clerk => {
            let training = first.title.clone();
            if needed.any(valid) {
                Ok(())
            } else {
                Err(Refusal::NotCertified { training })
            }
        }
        Some(_) | None => Ok(()),
    }
}

/// How regularly a department trains the enterprises (M77).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regularity {
    /// Who holds the briefings; none is the window.
    pub department: Option<DepartmentId>,
    /// Briefings held in the year before.
    pub held: u32,
    /// When the last of them was.
    pub last: Day,
}

/// How regularly briefings were held in the year before `today`, by who held them.
#[must_use]
pub fn regularity(gatherings: &[Gathering], today: Day) -> Vec<Regularity> {
    let since = today.plus_years(-1);
    let held = gatherings.iter().filter(|one| {
        let day = one.begins.day();
        one.kind == Kind::Briefing && one.cancelled.is_none() && since < day && day <= today
    });
    let mut found: BTreeMap<Option<DepartmentId>, (u32, Day)> = BTreeMap::new();
    for one in held {
        let day = one.begins.day();
        let (count, last) = found.entry(one.department.clone()).or_insert((0, day));
        *count = count.saturating_add(1);
        *last = (*last).max(day);
    }
    let all = found.into_iter();
    all.map(|(department, (held, last))| Regularity {
        department,
        held,
        last,
    })
    .collect()
}

#[cfg(test)]
mod tests;
