//! Co-handling.

use casework::case::co_handling::{Opinion, Part, PartCommand, Stance, Standing};
use casework::case::{Case, Command, Viewer};
use facts::{Calendar, DepartmentId};

use crate::case::{AnswerPart, AskPart, OpinionView, PartView};
use crate::text::Text;

/// The parts of a case, as `viewer` may see them.
#[must_use]
pub fn view(case: &Case, calendar: &Calendar, viewer: Viewer) -> Vec<PartView> {
    let parts = case.parts.iter();
    parts
        .map(|part| one(case, part, (calendar, viewer)))
        .collect()
}

fn one(case: &Case, part: &Part, (calendar, viewer): (&Calendar, Viewer)) -> PartView {
    let staff = viewer == Viewer::Staff;
    let post = part.desk.as_ref().filter(|_| staff && part.is_asked());
    let opinion = part.opinion().filter(|_| staff);
    PartView {
        part: part.number,
        department: part.asked.department.to_string(),
        department_name: part.department_name().into(),
        round: part.asked.round,
        asks: asks(part, staff),
        working_days: part.asked.working_days,
        due: part
            .due(calendar)
            .filter(|_| part.is_asked())
            .map(|day| day.to_string()),
        state: part.word(viewer).to_owned(),
        state_text: part.words(viewer).into(),
        post: post.map(|desk| desk.rung.title().into()),
        opinion: opinion.map(|opinion| opinion_view(case, opinion)),
        reason: reason(part).filter(|_| staff),
    }
}

/// What it is asked for. What the item asks is public; what the lead adds in its own words is not the enterprise's to read.
fn asks(part: &Part, staff: bool) -> Text {
    if staff || part.why.is_none() {
        part.asked.asks.clone().into()
    } else {
        Text::new("核对有关情况", "to look at this case")
    }
}

fn reason(part: &Part) -> Option<String> {
    match &part.standing {
        Standing::Declined { reason } | Standing::Closed { reason } => Some(reason.clone()),
        Standing::Waiting | Standing::Asked | Standing::Answered { .. } => part.why.clone(),
    }
}

fn opinion_view(case: &Case, opinion: &Opinion) -> OpinionView {
    let list = case.checklist();
    let words = |id: &String| {
        let entry = list.iter().find(|entry| entry.id == *id);
        entry.map_or_else(
            || Text::new(id.as_str(), id.as_str()),
            |entry| entry.words.clone().into(),
        )
    };
    OpinionView {
        stance: opinion.stance.word().to_owned(),
        stance_text: opinion.stance.title().into(),
        reason: opinion.reason.clone(),
        entries: opinion.entries.iter().map(words).collect(),
    }
}

/// The command of the lead that asks; none if the department's id cannot be one.
#[must_use]
pub fn ask(body: &AskPart) -> Option<Command> {
    Some(Command::Part(PartCommand::Ask {
        department: DepartmentId::parse(&body.department).ok()?,
        asks: body.asks.clone(),
        working_days: body.working_days,
        reason: body.reason.clone(),
    }))
}

/// The command that answers; the stance was read before.
#[must_use]
pub fn answer(part: u32, body: &AnswerPart) -> Command {
    Command::Part(PartCommand::Answer {
        part,
        opinion: Opinion {
            stance: Stance::named(&body.stance).unwrap_or(Stance::NothingToSay),
            reason: body.reason.clone().unwrap_or_default(),
            entries: body.entries.clone(),
        },
    })
}
