//! Steps: what was promised for each, the day each falls due, and when a case passed them (M17, M18).

use facts::{Day, Instant};

use super::{Due, Promise};
use crate::Text;
use crate::case::Event;

/// What was promised for one step of an item, with what that rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepPromise {
    /// The step, as the item calls it.
    pub name: Text,
    /// Who does it.
    pub owner: String,
    /// Working days.
    pub working_days: u32,
    /// What the promise rests on.
    pub basis: String,
}

/// The day a step falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepDue<'a> {
    /// What was promised.
    pub promise: &'a StepPromise,
    /// The last day it is kept, by the same sheet as the whole promise.
    pub day: Day,
}

impl Promise {
    /// The day each step falls due: steps follow one another, so each has the days of those before it as well. An extension belongs
    /// to the last step, and the last falls due with the promise.
    #[must_use]
    pub fn steps_due(&self, due: &Due) -> Vec<StepDue<'_>> {
        let mut promised = 0_u32;
        let last = self.steps.len().saturating_sub(1);
        let steps = self.steps.iter().enumerate().map(|(place, promise)| {
            promised = promised.saturating_add(promise.working_days);
            let reached = due.sheet.iter().find(|entry| entry.counted >= promised);
            let day = reached
                .filter(|_| place < last)
                .map_or(due.day, |entry| entry.day);
            StepDue { promise, day }
        });
        steps.collect()
    }
}

/// A step of every case, as time is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// From submission until the department takes it up.
    HandOver,
    /// From there until the department decides.
    Review,
    /// From there until the window replies (M53).
    Release,
    /// The public's time to object.
    Publicity,
    /// From there until the money is paid.
    Payment,
}

/// A step that was passed, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passed {
    /// Which.
    pub step: Step,
    /// When it ended.
    pub at: Instant,
}

impl Step {
    /// Every step, in order.
    pub const ALL: &'static [Self] = &[
        Self::HandOver,
        Self::Review,
        Self::Release,
        Self::Publicity,
        Self::Payment,
    ];

    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::HandOver => "hand_over",
            Self::Review => "review",
            Self::Release => "release",
            Self::Publicity => "publicity",
            Self::Payment => "payment",
        }
    }

    /// The step a record means with this word.
    #[must_use]
    pub fn recorded(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| step.word() == word)
    }

    /// How it is called.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::HandOver => ("受理分办", "hand-over"),
            Self::Review => ("部门审核", "review"),
            Self::Release => ("统一反馈", "release"),
            Self::Publicity => ("公示", "publicity"),
            Self::Payment => ("兑现拨付", "payment"),
        };
        Text::new(zh, en)
    }

    /// The step this event ends, if it ends one.
    pub(crate) const fn ended_by(event: &Event) -> Option<Self> {
        if matches!(event, Event::Accepted { .. }) {
            Some(Self::HandOver)
        } else if matches!(event, Event::Decided { .. }) {
            Some(Self::Review)
        } else if matches!(event, Event::Released { .. }) {
            Some(Self::Release)
        } else if matches!(event, Event::PublicityEnded { .. }) {
            Some(Self::Publicity)
        } else if matches!(event, Event::Paid { .. }) {
            Some(Self::Payment)
        } else {
            None
        }
    }
}
