//! Gatherings (培训辅导): training for those who work at the window, with a quiz and a certificate (M71–M73), and briefings for
//! enterprises with sign-up (M77).
//!
//! A gathering is written by who holds it; people take seats, wait for one, give one up, are noted as present, and after a training show in
//! a quiz what they know of the items. A certificate lasts so many months. Where a training of the window gates operations, a clerk
//! without a valid certificate may not do them; where none does, nobody is held up.

use facts::{Day, DepartmentId, GatheringId, Instant, ItemId};

use crate::access::{Operation, Role};
use crate::refusal::Refusal;
use crate::{Actor, Text};

mod certificate;
mod notice;
mod quiz;
mod regularity;
mod seats;

pub use certificate::{Certificate, Gate, must_be_certified};
pub use notice::{Look, Notice, REMIND_SECONDS};
pub use quiz::{CHOICES, Marked, PASS_PER_CENT, Paper, Question, Topic, can_ask, draw};
pub use regularity::{Regularity, regularity};
pub use seats::{MAIL_CHARACTERS_MAX, PROMOTED_MAX, Roll, SeatMove, SignUp, Standing, WAITING_MAX};

/// Most seats of a gathering.
pub const SEATS_MAX: u32 = 500;
/// Longest title or place, in characters.
pub const TITLE_CHARACTERS_MAX: usize = 60;
/// Longest description, in characters.
pub const WORDS_CHARACTERS_MAX: usize = 1_000;
/// Most months a certificate lasts.
pub const MONTHS_MAX: u32 = 36;
/// Most questions of a quiz.
pub const QUESTIONS_MAX: u32 = 20;
/// Longest gathering, in minutes.
pub const MINUTES_MAX: u32 = 600;
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
    /// Version of what its holder wrote; seats do not change it.
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
    /// How long it takes, in minutes.
    pub minutes: u32,
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
    /// The beginning everybody was reminded of; another beginning is reminded of anew.
    pub reminded: Option<Instant>,
    /// Its seats as they stand.
    pub roll: Roll,
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
            (1..=SEATS_MAX).contains(&self.seats) && self.seats >= self.roll.taken,
            "/seats",
            format!(
                "名额应为 1 至 {SEATS_MAX}，并且不少于已报名的 {} 个",
                self.roll.taken
            ),
            format!(
                "must be 1 to {SEATS_MAX} and no fewer than the {} that are taken",
                self.roll.taken
            ),
        );
        check(
            (15..=MINUTES_MAX).contains(&self.minutes),
            "/minutes",
            format!("时长应为 15 至 {MINUTES_MAX} 分钟"),
            format!("must be 15 to {MINUTES_MAX}"),
        );
        let why = self.cancelled.as_deref();
        check(
            why.is_none_or(|why| !why.trim().is_empty()),
            "/cancelled",
            "请写明取消原因".to_owned(),
            "say why it is cancelled".to_owned(),
        );
        if let Some(leads_to) = &self.certification {
            faults.extend(self.faults_of(leads_to));
        }
        faults
    }

    fn faults_of(&self, leads_to: &Certification) -> Vec<(&'static str, Text)> {
        let known = |gate| GATEABLE.contains(gate);
        let checks = [
            (
                self.kind == Kind::Training,
                "/certification",
                "只有业务培训才有测验和合格证".to_owned(),
                "only a training leads to a certificate".to_owned(),
            ),
            (
                (1..=QUESTIONS_MAX).contains(&leads_to.questions),
                "/certification/questions",
                format!("测验应有 1 至 {QUESTIONS_MAX} 题"),
                format!("must be 1 to {QUESTIONS_MAX}"),
            ),
            (
                (1..=MONTHS_MAX).contains(&leads_to.months),
                "/certification/months",
                format!("有效期应为 1 至 {MONTHS_MAX} 个月"),
                format!("must be 1 to {MONTHS_MAX}"),
            ),
            (
                leads_to.gates.iter().all(known),
                "/certification/gates",
                "只能限制专窗受理、分办和反馈".to_owned(),
                "only what the window accepts, assigns and releases can be gated".to_owned(),
            ),
            // a department cannot stop the window
            (
                leads_to.gates.is_empty() || self.department.is_none(),
                "/certification/gates",
                "只有专窗举办的培训才能限制专窗的业务".to_owned(),
                "only a training held by the window can gate what the window does".to_owned(),
            ),
        ];
        let wrong = checks.into_iter().filter(|(fine, ..)| !fine);
        wrong
            .map(|(_, pointer, zh, en)| (pointer, Text::new(zh, en)))
            .collect()
    }

    /// Whether `actor` holds it: a department its own, the lead and the coordinator the window's. Only who holds it changes it and reads who
    /// comes (M102).
    #[must_use]
    pub fn held_by(&self, actor: &Actor) -> bool {
        match actor.role {
            Role::Editor | Role::Publisher => {
                actor.department.is_some() && actor.department == self.department
            }
            Role::Lead | Role::Coordinator => self.department.is_none(),
            Role::Public
            | Role::Follower
            | Role::Enterprise
            | Role::Agent
            | Role::Clerk
            | Role::Officer
            | Role::Finance
            | Role::Auditor
            | Role::Operator
            | Role::Platform => false,
        }
    }

    /// Whether somebody in `role` may take a seat: enterprises come to briefings, those who work for the city to trainings.
    #[must_use]
    pub fn open_to(&self, role: Role) -> bool {
        match role {
            Role::Enterprise | Role::Agent => self.kind == Kind::Briefing,
            Role::Clerk
            | Role::Lead
            | Role::Editor
            | Role::Publisher
            | Role::Officer
            | Role::Finance
            | Role::Coordinator
            | Role::Auditor
            | Role::Operator => self.kind == Kind::Training,
            Role::Public | Role::Follower | Role::Platform => false,
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
    /// [`Refusal::GatheringAhead`] before, [`Refusal::GatheringOver`] if it was called off.
    pub fn must_have_begun(&self, now: Instant) -> Result<(), Refusal> {
        if now < self.begins {
            Err(Refusal::GatheringAhead)
        } else if self.cancelled.is_some() {
            Err(Refusal::GatheringOver)
        } else {
            Ok(())
        }
    }

    /// When it ends.
    #[must_use]
    pub fn ends(&self) -> Instant {
        self.begins.plus_seconds(i64::from(self.minutes) * 60)
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
}

#[cfg(test)]
mod tests;
