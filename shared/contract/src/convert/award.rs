//! Instalments and claw-back.

use casework::case::{
    Award, ClawBack, Command, ConditionCheck, Instalment, Payment, Seen, Standing, Withdrawal,
};
use facts::{Day, Money};

use crate::case::{
    ClawBackCase, ClawBackView, ConditionCheckView, InstalmentView, PaymentView, RecordRefund,
    RecordRepayment, WithdrawalView,
};

pub(super) fn payment(payment: &Payment) -> PaymentView {
    PaymentView {
        amount: payment.amount.to_string(),
        paid_on: payment.paid_on.to_string(),
        reference: payment.reference.clone(),
    }
}

/// The instalments of what is not simply paid at once.
pub(super) fn instalments(seen: &Seen) -> Vec<InstalmentView> {
    let all = seen
        .award
        .as_ref()
        .map(|award| award.instalments.as_slice());
    let all = all.unwrap_or_default();
    let at_once = matches!(all, [only] if only.words.is_none());
    let shown = all.iter().filter(|_| !at_once);
    shown.map(instalment).collect()
}

fn instalment(one: &Instalment) -> InstalmentView {
    let (standing, paid, cancelled) = match &one.standing {
        Standing::Waiting => ("waiting", None, None),
        Standing::Paid(paid) => ("paid", Some(payment(paid)), None),
        Standing::Cancelled { reason, remedy, .. } => {
            ("cancelled", None, Some((reason.clone(), remedy.clone())))
        }
    };
    let (reason, remedy) = cancelled.unzip();
    InstalmentView {
        amount: one.amount.to_string(),
        words: one.words.clone().map(Into::into),
        conditional: one.conditional,
        from: one.from.map(|day| day.to_string()),
        check: one.check.as_ref().map(check),
        standing: standing.to_owned(),
        payment: paid,
        reason,
        remedy,
    }
}

fn check(check: &ConditionCheck) -> ConditionCheckView {
    ConditionCheckView {
        on: check.on.to_string(),
        met: check.met,
        words: check.words.clone(),
    }
}

/// What is left to pay of what is paid in parts.
pub(super) fn left(seen: &Seen) -> Option<String> {
    let award = seen
        .award
        .as_ref()
        .filter(|_| !instalments(seen).is_empty());
    award.map(Award::left).map(|left| left.to_string())
}

pub(super) fn claw_back((demand, one): (u32, &ClawBack)) -> ClawBackView {
    ClawBackView {
        demand,
        amount: one.amount.to_string(),
        ground: one.ground.clone(),
        until: one.until.to_string(),
        remedy: one.remedy.clone(),
        repaid: one.repaid.iter().map(payment).collect(),
        left: one.left().to_string(),
        withdrawn: one.withdrawn.as_ref().map(|seen| withdrawal(one, seen)),
    }
}

fn withdrawal(demand: &ClawBack, withdrawal: &Withdrawal) -> WithdrawalView {
    WithdrawalView {
        on: withdrawal.on.to_string(),
        reason: withdrawal.reason.clone(),
        to_refund: demand.to_refund().to_string(),
        refunded: withdrawal.refunded.as_ref().map(payment),
    }
}

/// The command that asks money back; amount and day were read before.
#[must_use]
pub fn claws_back(body: &ClawBackCase) -> Command {
    Command::ClawBack {
        amount: Money::parse(&body.amount).unwrap_or_default(),
        ground: body.ground.clone(),
        until: Day::parse(&body.until).unwrap_or(Day::MIN),
        remedy: body.remedy.clone(),
    }
}

/// The command that records what came back; the amount was read before.
#[must_use]
pub fn repays(body: &RecordRepayment) -> Command {
    Command::Repay {
        amount: Money::parse(&body.amount).unwrap_or_default(),
        reference: body.reference.clone(),
    }
}

/// The command that records what was refunded; the amount was read before.
#[must_use]
pub fn refunds(demand: u32, body: &RecordRefund) -> Command {
    Command::Refund {
        demand,
        amount: Money::parse(&body.amount).unwrap_or_default(),
        reference: body.reference.clone(),
    }
}
