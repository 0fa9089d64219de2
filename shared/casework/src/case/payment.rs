//! Money (M44): paid once, and exactly as approved.

use facts::Money;

use super::decide::{Asked, written};
use super::event::Event;
use super::{Award, State};
use crate::refusal::Refusal;

pub(super) fn pay(
    asked: &Asked<'_>,
    amount: Money,
    reference: &str,
) -> Result<Vec<Event>, Refusal> {
    let award = payable(asked)?;
    let approved = award.amount.unwrap_or(Money::ZERO);
    if amount != approved {
        return Err(Refusal::AmountDiffers { approved });
    }
    let reference = written(reference, Refusal::ReferenceNeeded)?;
    Ok(vec![Event::Paid {
        amount,
        paid_on: asked.context.now.day(),
        reference,
    }])
}

pub(super) fn fail(asked: &Asked<'_>, reason: &str) -> Result<Vec<Event>, Refusal> {
    payable(asked)?;
    let reason = written(reason, Refusal::ReasonNeeded)?;
    Ok(vec![Event::PaymentFailed { reason }])
}

fn payable<'a>(asked: &Asked<'a>) -> Result<&'a Award, Refusal> {
    let State::Payable { award } = &asked.case.state else {
        return Err(asked.wrong_state());
    };
    Ok(award)
}
