//! What is checked, what further departments are asked, and what follows.

use calculator::Truth;
use casework::case::co_handling::{Opinion, PartAsked, PartDone, Stance};
use casework::case::{Checked, ConditionAsked, Event, Finding, Reminder, Tick};
use casework::register::Rung;

use super::{day, id, reason, text};

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
