//! States, kinds, channels and fallbacks in words.

use super::{ApplicantKind, Channel, Fallback, Kind, State};
use crate::Text;

impl State {
    /// In words.
    #[must_use]
    pub fn words(&self) -> Text {
        let (zh, en) = match self {
            Self::Submitted => ("已受理，待分办", "accepted, to be assigned"),
            Self::WithCounter { .. } => ("专窗协调中", "with the counter"),
            Self::Assigned { .. } => ("已分办，待部门接收", "assigned, to be taken up"),
            Self::Accepted { .. } => ("部门审核中", "in review"),
            Self::SentBack { .. } => ("待补正", "to be corrected"),
            Self::Decided { .. } => ("已审核，待反馈", "decided, to be released"),
            Self::InPublicity { .. } => ("公示中", "public for objection"),
            Self::Payable { .. } => ("待拨付", "to be paid"),
            Self::Paid { .. } => ("已拨付", "paid"),
            Self::Granted { .. } => ("已予支持", "granted"),
            Self::Refused { .. } => ("不予支持", "refused"),
            Self::Replied { .. } => ("已答复", "answered"),
            Self::Withdrawn { .. } => ("已撤回", "withdrawn"),
            Self::Lapsed { .. } => ("逾期未补正，已终止", "lapsed"),
        };
        Text::new(zh, en)
    }

    /// Every word a state can have, in the order of a case's life.
    pub const WORDS: &'static [&'static str] = &[
        "submitted",
        "with_counter",
        "assigned",
        "accepted",
        "sent_back",
        "decided",
        "in_publicity",
        "payable",
        "paid",
        "granted",
        "refused",
        "replied",
        "withdrawn",
        "lapsed",
    ];
}

impl Kind {
    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Consultation => "consultation",
            Self::Help => "help",
            Self::Complaint => "complaint",
            Self::Suggestion => "suggestion",
            Self::Objection => "objection",
            Self::Blockage => "blockage",
        }
    }
}

impl Channel {
    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Counter => "counter",
        }
    }
}

impl Fallback {
    /// The word in records.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoRule => "no_rule",
            Self::PingPong => "ping_pong",
            Self::Counter => "counter",
            Self::Coordinator => "coordinator",
        }
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> Text {
        let (zh, en) = match self {
            Self::NoRule => (
                "未找到可办理的部门",
                "no department of the register takes it",
            ),
            Self::PingPong => (
                "部门退办次数已达上限",
                "it was declined as often as it may be",
            ),
            Self::Counter => ("由专窗直接办理", "it is the counter's own to answer"),
            Self::Coordinator => (
                "投诉由统筹单位办理",
                "a complaint is the coordinator's to look into",
            ),
        };
        Text::new(zh, en)
    }
}

impl ApplicantKind {
    /// The word in records.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::SoleTrader => "sole_trader",
            Self::Cooperative => "cooperative",
            Self::Organisation => "organisation",
        }
    }

    /// In words.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Company => ("企业", "company"),
            Self::SoleTrader => ("个体工商户", "sole trader"),
            Self::Cooperative => ("农民专业合作社", "cooperative"),
            Self::Organisation => ("社会组织", "organisation"),
        };
        Text::new(zh, en)
    }
}
