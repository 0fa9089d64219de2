//! What follows from the parts of co-handling departments (M11).

use super::{Action, Audience, Message, holder, post};
use crate::case::Case;
use crate::case::Reminder;
use crate::case::co_handling::{Part, PartDone};
use crate::register::Rung;

/// What follows from something that happened to a part.
pub(super) fn follows(after: &Case, number: u32, done: &PartDone) -> Vec<Action> {
    let part = after.part(number);
    let told = |message| {
        part.and_then(|part| to(part, message))
            .into_iter()
            .collect()
    };
    match done {
        PartDone::Added { .. } => holder(after, Message::TaskPartAdded),
        PartDone::Asked { .. } => told(Message::PartTask),
        PartDone::PassedOn { .. } => told(Message::PartPassedOn),
        // what was never asked is no news
        PartDone::Closed { .. } if part.is_none_or(|part| part.desk.is_none()) => Vec::new(),
        PartDone::Closed { .. } | PartDone::Answered { .. } => {
            holder(after, Message::TaskPartAnswered)
        }
        PartDone::Declined { .. } => holder(after, Message::TaskPartDeclined),
        PartDone::Reminded {
            of: Reminder::Unanswered,
        } => vec![Action::Tell {
            audience: Audience::Coordinator,
            message: Message::Escalated,
        }],
        PartDone::Reminded { .. } => told(Message::PartDueSoon),
        PartDone::MarkedOverdue { .. } => {
            let mut deeds = holder(after, Message::TaskPartOverdue);
            let leader =
                part.map(|part| post(&part.asked.department, Rung::Leader, Message::PartOverdue));
            deeds.extend(leader);
            deeds
        }
    }
}

/// Every post that has a part is told.
pub(super) fn each(after: &Case, message: Message) -> Vec<Action> {
    let asked = after.open_parts().filter(|part| part.is_asked());
    asked.filter_map(|part| to(part, message)).collect()
}

fn to(part: &Part, message: Message) -> Option<Action> {
    let desk = part.desk.as_ref()?;
    Some(post(&desk.department, desk.rung, message))
}
