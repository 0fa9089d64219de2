//! What is noted on the way of a case, and what follows from its events.

use casework::case::{Event, Expedited, Priority, Reminder};
use casework::effect::{Action, Audience, Effect, Message};
use casework::register::Rung;

use super::{case_number, day, id, reason};

/// What is noted on the way.
pub(super) fn notes() -> Vec<Event> {
    vec![
        Event::Extended {
            working_days: 5,
            reason: reason(),
        },
        Event::Expedited {
            expedited: Expedited {
                priority: Priority::KeyProject,
                reason: reason(),
                working_days: 5,
            },
        },
        Event::Redated {
            calendar: "2027@2".to_owned(),
            from: day("2027-01-08"),
            to: day("2027-01-11"),
        },
        Event::Reminded {
            of: Reminder::Unanswered,
        },
        Event::Reminded {
            of: Reminder::LongOverdue,
        },
        Event::Reminded {
            of: Reminder::DueSoon,
        },
        Event::Reminded {
            of: Reminder::Release,
        },
        Event::Reminded {
            of: Reminder::Correction,
        },
        Event::MarkedOverdue {
            due: day("2026-12-22"),
        },
    ]
}

pub(in super::super) fn effects() -> Vec<Effect> {
    let audiences = [
        Audience::Enterprise,
        Audience::Authoriser,
        Audience::Assistant,
        Audience::Counter,
        Audience::Coordinator,
        Audience::Post {
            department: id("jingxin"),
            rung: Rung::Section,
        },
    ];
    let told = audiences.into_iter().flat_map(|audience| {
        let messages = Message::ALL.iter();
        messages.map(move |message| Action::Tell {
            audience: audience.clone(),
            message: *message,
        })
    });
    [Action::Route, Action::PublishNotice]
        .into_iter()
        .chain(told)
        .map(|action| Effect {
            number: case_number(),
            version: 2,
            action,
        })
        .collect()
}
