//! What is checked, what further departments are asked, and what follows.

use calculator::Truth;
use casework::case::co_handling::{Opinion, PartAsked, PartDone, Stance};
use casework::case::{Checked, ConditionAsked, Event, Finding, Reminder, Tick};
use casework::effect::{Audience, Deed, Effect, Message};
use casework::register::Rung;

use super::{case_number, day, id, reason, text};

pub(super) fn condition() -> ConditionAsked {
    ConditionAsked {
        words: text("首次进规"),
        document: "示例〔2026〕1号".to_owned(),
        article: "第四条".to_owned(),
        foreseen: Some(Truth::Unknown),
    }
}

pub(super) fn part() -> PartAsked {
    PartAsked {
        department: id("renshe"),
        round: 2,
        asks: text("核对参保人数"),
        working_days: 3,
    }
}

pub(super) fn checked(finding: Finding) -> Checked {
    Checked {
        ticks: vec![
            Tick {
                entry: "condition-1".to_owned(),
                finding,
                evidence: Some("名录".to_owned()),
            },
            Tick {
                entry: "material-application-form".to_owned(),
                finding: Finding::NotApplicable,
                evidence: None,
            },
        ],
        other_ground: (finding == Finding::NotMet).then(reason),
        despite: (finding == Finding::Met).then(reason),
    }
}

/// What happens to the parts of co-handling departments.
pub(super) fn parts() -> impl Iterator<Item = Event> {
    let opinion = Opinion {
        stance: Stance::Disagrees,
        reason: reason(),
        entries: vec!["condition-1".to_owned()],
    };
    [
        PartDone::Added {
            department: id("renshe"),
            asks: text("核对参保人数"),
            working_days: 3,
            reason: reason(),
        },
        PartDone::Asked {
            department_name: text("市人社局"),
            rung: Rung::FirstLiaison,
            until: day("2026-12-01"),
        },
        PartDone::PassedOn { rung: Rung::Leader },
        PartDone::Answered { opinion },
        PartDone::Declined { reason: reason() },
        PartDone::Closed { reason: reason() },
        PartDone::Reminded {
            of: Reminder::DueSoon,
        },
        PartDone::MarkedOverdue {
            due: day("2026-12-01"),
        },
    ]
    .into_iter()
    .map(|done| Event::Part { part: 1, done })
}

/// Every message to every audience.
pub(crate) fn effects() -> Vec<Effect> {
    let audiences = [
        Audience::Enterprise,
        Audience::Counter,
        Audience::Coordinator,
        Audience::Post {
            department: id("jingxin"),
            rung: Rung::Section,
        },
    ];
    let told = audiences.into_iter().flat_map(|audience| {
        let messages = Message::ALL.iter();
        messages.map(move |message| Deed::Tell {
            audience: audience.clone(),
            message: *message,
        })
    });
    [Deed::Route, Deed::PublishNotice]
        .into_iter()
        .chain(told)
        .map(|deed| Effect {
            number: case_number(),
            version: 2,
            deed,
        })
        .collect()
}
