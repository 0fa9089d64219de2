//! The green channel (绿色通道, M25): a shorter promise on a recorded ground, once, told to the enterprise and to whoever holds the case.

use super::decide::{Asked, written};
use super::event::Event;
use super::{Case, Expedited, Kind, Priority, State};
use crate::Text;
use crate::clock;
use crate::refusal::Refusal;

impl Priority {
    /// Every ground.
    pub const ALL: &'static [Self] = &[Self::Hardship, Self::KeyProject, Self::Urgent];

    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hardship => "hardship",
            Self::KeyProject => "key_project",
            Self::Urgent => "urgent",
        }
    }

    /// The ground a record, a form or a body means with this word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.word() == word)
    }

    /// In words.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Hardship => ("企业纾困", "hardship"),
            Self::KeyProject => ("重点项目", "key project"),
            Self::Urgent => ("时限紧迫", "urgent"),
        };
        Text::new(zh, en)
    }
}

impl Case {
    /// Whether its promise could be shorter at all, and was not made so.
    pub(super) fn can_expedite(&self) -> bool {
        self.kind == Kind::Application && self.expedited.is_none() && self.promise.working_days > 1
    }
}

pub(super) fn expedite(asked: &Asked<'_>, expedited: &Expedited) -> Result<Vec<Event>, Refusal> {
    let case = asked.case;
    asked.only_of(case.kind == Kind::Application)?;
    match &case.state {
        State::Submitted
        | State::WithCounter { .. }
        | State::Assigned { .. }
        | State::Accepted { .. } => {}
        State::SentBack { .. }
        | State::Decided { .. }
        | State::InPublicity { .. }
        | State::Payable { .. }
        | State::Paid { .. }
        | State::Granted { .. }
        | State::Refused { .. }
        | State::Replied { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => return Err(asked.wrong_state()),
    }
    let working_days = expedited.working_days;
    let mut clock = case.clock.clone();
    clock.expedite(working_days);
    let over = clock::due(&clock, asked.context.calendar).day < asked.context.now.day();
    if !case.can_expedite()
        || working_days == 0
        || working_days >= case.promise.working_days
        || over
    {
        return Err(Refusal::NotShorter {
            working_days_max: case.promise.working_days.saturating_sub(1),
        });
    }
    let expedited = Expedited {
        priority: expedited.priority,
        reason: written(&expedited.reason, Refusal::ReasonNeeded)?,
        working_days,
    };
    Ok(vec![Event::Expedited { expedited }])
}
