//! The kinds of case: one number, one timeline and one inbox for all, and to each what it comes to and in how many days.

use super::{Kind, Outcome};
use crate::Text;
use crate::clock::{DayOff, Promise, Starts, StepPromise};

/// What the window promises for what is no application.
const BASIS: &str = "惠企政策专窗服务承诺（示例）";

impl Kind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Application,
        Self::Consultation,
        Self::Help,
        Self::Complaint,
        Self::Suggestion,
        Self::Objection,
        Self::Blockage,
    ];

    /// The kind a record, a form or a body means with this word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }

    /// In words.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Application => ("申请", "application"),
            Self::Consultation => ("咨询", "consultation"),
            Self::Help => ("帮办", "help"),
            Self::Complaint => ("投诉", "complaint"),
            Self::Suggestion => ("建议", "suggestion"),
            Self::Objection => ("异议", "objection"),
            Self::Blockage => ("堵点", "blockage"),
        };
        Text::new(zh, en)
    }

    /// What it may come to; an application is approved or refused instead.
    #[must_use]
    pub const fn outcomes(self) -> &'static [Outcome] {
        match self {
            Self::Application => &[],
            Self::Consultation => &[Outcome::Answered],
            Self::Help => &[Outcome::Helped],
            Self::Complaint | Self::Objection => &[Outcome::Upheld, Outcome::NotUpheld],
            Self::Suggestion => &[Outcome::Adopted, Outcome::NotAdopted],
            Self::Blockage => &[Outcome::Cleared, Outcome::NotCleared],
        }
    }

    /// What the window promises for it (domain §6); none for an application, whose item promises.
    #[must_use]
    pub fn promise(self) -> Option<Promise> {
        let working_days = match self {
            Self::Application => return None,
            Self::Consultation | Self::Help => 3,
            Self::Objection | Self::Blockage => 5,
            Self::Complaint | Self::Suggestion => 10,
        };
        Some(Promise {
            working_days,
            basis: BASIS.to_owned(),
            steps: vec![StepPromise {
                name: Text::new("办理答复", "answer"),
                owner: "惠企政策专窗".to_owned(),
                working_days,
                basis: BASIS.to_owned(),
            }],
            starts: Starts::Submission,
            day_off: DayOff::NextCounts,
        })
    }

    /// Whether its asker may stay unnamed.
    #[must_use]
    pub const fn anonymous(self) -> bool {
        match self {
            Self::Consultation | Self::Complaint | Self::Suggestion => true,
            // whoever objects is heard in the matter; who is to be helped must be found
            Self::Application | Self::Help | Self::Objection | Self::Blockage => false,
        }
    }
}

impl Outcome {
    /// Every outcome.
    pub const ALL: &'static [Self] = &[
        Self::Answered,
        Self::Helped,
        Self::Upheld,
        Self::NotUpheld,
        Self::Adopted,
        Self::NotAdopted,
        Self::Cleared,
        Self::NotCleared,
    ];

    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Helped => "helped",
            Self::Upheld => "upheld",
            Self::NotUpheld => "not_upheld",
            Self::Adopted => "adopted",
            Self::NotAdopted => "not_adopted",
            Self::Cleared => "cleared",
            Self::NotCleared => "not_cleared",
        }
    }

    /// The outcome a record, a form or a body means with this word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|outcome| outcome.word() == word)
    }

    /// In words.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Answered => ("已解答", "answered"),
            Self::Helped => ("已帮办", "helped"),
            Self::Upheld => ("属实", "upheld"),
            Self::NotUpheld => ("不属实", "not upheld"),
            Self::Adopted => ("予以采纳", "adopted"),
            Self::NotAdopted => ("未予采纳", "not adopted"),
            Self::Cleared => ("已打通", "cleared"),
            Self::NotCleared => ("尚未打通", "not cleared"),
        };
        Text::new(zh, en)
    }

    /// Whether something asked for was not done, so that its asker must be told what else can be.
    #[must_use]
    pub const fn needs_remedy(self) -> bool {
        match self {
            Self::NotUpheld | Self::NotAdopted | Self::NotCleared => true,
            Self::Answered | Self::Helped | Self::Upheld | Self::Adopted | Self::Cleared => false,
        }
    }
}
