//! One door for every command: whose it is, then what the rules of the state say.

use super::command::{Command, Context, Owner};
use super::event::Event;
use super::{
    Case, co_handling, condition, contest, department, follow_up, green, objection, payment,
    refund, reply, routing,
};
use crate::Text;
use crate::access::Role;
use crate::due;
use crate::refusal::{Refusal, WrongState};

/// Longest reason, remedy or message, in characters: what people read.
pub const TEXT_CHARACTERS_MAX: usize = 1_000;

/// What `command` makes happen to `case`; nothing at all if it is refused.
///
/// # Errors
/// A [`Refusal`] that says how to mend it.
pub fn decide(case: &Case, command: Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    allowed(case, &command, context)?;
    let tried = command.words();
    let of_case = Asked {
        case,
        tried,
        context,
    };
    match command {
        Command::Assign => routing::assign(&of_case),
        Command::AssignTo { department, reason } => {
            routing::assign_to(&of_case, &department, &reason)
        }
        Command::Decline { reason } => routing::decline(&of_case, &reason),
        Command::Accept => department::accept(&of_case),
        Command::SendBack { missing } => department::send_back(&of_case, missing),
        Command::Correct { documents } => department::correct(&of_case, documents),
        Command::Decide { decision, checked } => department::decide(&of_case, decision, checked),
        Command::Part(command) => co_handling::act(&of_case, command),
        Command::Allocate { allocated, remedy } => contest::allocate(&of_case, allocated, remedy),
        Command::Release { message } => reply::release(&of_case, message),
        Command::Withdraw { reason } => reply::withdraw(&of_case, &reason),
        Command::Extend {
            working_days,
            reason,
        } => reply::extend(&of_case, working_days, &reason),
        Command::Expedite { expedited } => green::expedite(&of_case, &expedited),
        Command::Pay {
            amount,
            reference,
            met,
        } => payment::pay(&of_case, amount, (&reference, met)),
        Command::FailPayment { reason } => payment::fail(&of_case, &reason),
        Command::CancelInstalment { reason, remedy } => {
            payment::cancel(&of_case, (&reason, &remedy))
        }
        Command::CheckCondition { met, words } => condition::check(&of_case, met, &words),
        Command::ClawBack {
            amount,
            ground,
            until,
            remedy,
        } => payment::claw_back(&of_case, (amount, until), (&ground, &remedy)),
        Command::WithdrawClawBack { demand, reason } => refund::withdraw(&of_case, demand, &reason),
        Command::Repay { amount, reference } => payment::repay(&of_case, amount, &reference),
        Command::Refund {
            demand,
            amount,
            reference,
        } => refund::refund(&of_case, (demand, amount), &reference),
        Command::Redate { calendar, before } => {
            let moved = due::redate(case, calendar, (&before, context.calendar));
            Ok(moved.into_iter().collect())
        }
        Command::Object { objection } => objection::object(&of_case, objection),
        Command::Settle { objection, upheld } => objection::settle(&of_case, objection, upheld),
        Command::Rate { rating } => follow_up::rate(&of_case, rating),
        Command::Visit { settled, words } => follow_up::visit(&of_case, settled, &words),
        Command::Reopen { reason } => follow_up::reopen(&of_case, &reason),
        Command::Look => Ok(due::look(case, context)),
    }
}

/// A command about a case, as its rules see it.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    /// The case.
    pub(super) case: &'a Case,
    /// What is tried, in words.
    pub(super) tried: Text,
    /// Besides the case.
    pub(super) context: &'a Context<'a>,
}

impl Asked<'_> {
    /// Refuses what this kind of case does not know.
    pub(super) fn only_of(&self, known: bool) -> Result<(), Refusal> {
        if known {
            Ok(())
        } else {
            let kind = self.case.kind.title();
            Err(Refusal::NotForKind { kind })
        }
    }

    /// The refusal for a state this move does not start from, in words the asker may read (M53).
    pub(super) fn wrong_state(&self) -> Refusal {
        let seen = self.case.seen_by(self.context.actor.role.into());
        Refusal::WrongState(Box::new(WrongState {
            tried: self.tried.clone(),
            state: seen.state,
            remedy: seen.next_step,
        }))
    }
}

fn allowed(case: &Case, command: &Command, context: &Context<'_>) -> Result<(), Refusal> {
    match command.owner() {
        Owner::Platform if context.actor.role == Role::Platform => Ok(()),
        Owner::Platform => Err(Refusal::NotAllowed),
        Owner::Table(operation) => case.reached_by(context.actor, operation),
    }
}

/// A text somebody must write: trimmed, not empty, not longer than people read.
pub(super) fn written(text: &str, empty: Refusal) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(empty);
    }
    if text.chars().count() > TEXT_CHARACTERS_MAX {
        return Err(Refusal::TooLong {
            characters_max: TEXT_CHARACTERS_MAX,
        });
    }
    Ok(text.to_owned())
}
