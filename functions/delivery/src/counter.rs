//! Mails to the counter.

use adapters::Fault;
use casework::access::Role;
use casework::case::{Fallback, State};
use casework::effect::{Audience, Message};
use facts::Money;
use pages::mail::{CaseMail, Mail};

use crate::Errand;

/// Tells the counter, or of a complaint the coordinator (M84).
pub(crate) async fn tell(errand: &Errand<'_>, audience: &Audience) -> Result<(), Fault> {
    let site = errand.outside.site();
    let (to, receiver) = if *audience == Audience::Coordinator {
        (&site.coordinator_email, "统筹协调岗")
    } else {
        (&site.counter.email, site.counter.name.as_str())
    };
    match written(errand, receiver) {
        Some(mail) => errand.post(to, &mail).await,
        None => Ok(()),
    }
}

/// Asks the coordinator to step in, if the case is still open.
pub(crate) async fn escalate(errand: &Errand<'_>) -> Result<(), Fault> {
    if errand.case.ended() {
        return Ok(());
    }
    let (view, link) = (errand.view(Role::Coordinator), errand.link());
    let mail = CaseMail {
        site: errand.outside.site(),
        case: &view,
        link: &link,
    };
    let to = &errand.outside.site().coordinator_email;
    errand.post(to, &mail.escalated()).await
}

/// Whether money is still to be paid, or paid back, as the message says.
fn still_so(errand: &Errand<'_>) -> bool {
    let (case, message) = (errand.case, errand.message);
    let later = matches!(message, Message::InstalmentDue | Message::InstalmentLate);
    let owed = message == Message::RepaymentLate;
    let (refund, check) = (Message::RefundLate, Message::ConditionLate);
    (!later || case.later_instalment().is_some())
        && (!owed || case.owed().is_some())
        && (message != refund || case.to_refund() > Money::ZERO)
        && (message != check || case.condition_due().is_some())
}

/// The mail; none if what it would say is no longer so.
fn written(errand: &Errand<'_>, receiver: &str) -> Option<Mail> {
    if !still_so(errand) {
        return None;
    }
    let (view, link) = (errand.view(Role::Lead), errand.link());
    let mail = CaseMail {
        site: errand.outside.site(),
        case: &view,
        link: &link,
    };
    said(errand, &mail, receiver)
}

#[expect(
    clippy::too_many_lines,
    reason = "one arm per message, so that none can be forgotten"
)]
fn said(errand: &Errand<'_>, mail: &CaseMail<'_>, receiver: &str) -> Option<Mail> {
    let department = errand.case.department();
    let department = department.map_or("", |desk| desk.department_name.zh.as_str());
    Some(match errand.message {
        Message::Fallback => {
            let why = still_with_counter(&errand.case.state)?;
            mail.fallback(&why.words().zh)
        }
        Message::Decided => {
            let State::Decided { .. } = &errand.case.state else {
                return None;
            };
            mail.decided(department)
        }
        Message::ReleaseSoon => mail.release_soon(),
        Message::CounterDueSoon => mail.due_soon(),
        Message::Overdue => mail.overdue(),
        Message::InstalmentDue => mail.instalment_due(),
        Message::InstalmentLate => mail.instalment_late(receiver),
        Message::ConditionLate => mail.condition_late(receiver),
        Message::RefundLate => mail.refund_late(receiver),
        Message::RepaymentLate => mail.repayment_escalated(),
        Message::RatedLow => mail.rated_low(),
        Message::Redated => mail.redated_counter(),
        Message::Submitted
        | Message::SentBack
        | Message::CorrectionSoon
        | Message::Lapsed
        | Message::Released
        | Message::PublicityBegun
        | Message::Payable
        | Message::Granted
        | Message::Paid
        | Message::PaymentFailed
        | Message::InstalmentCancelled
        | Message::ClawedBack
        | Message::Repaid
        | Message::ClawBackWithdrawn
        | Message::Refunded
        | Message::ConditionChecked
        | Message::ConditionDue
        | Message::RepaymentSoon
        | Message::Withdrawn
        | Message::Extended
        | Message::Expedited
        | Message::TaskExpedited
        | Message::ObjectedTo
        | Message::ObjectionAnswered
        | Message::Reopened
        | Message::TaskObjected
        | Message::Task
        | Message::TaskPassedOn
        | Message::TaskCorrected
        | Message::DueSoon
        | Message::ActedFor
        | Message::PartTask
        | Message::PartPassedOn
        | Message::PartDueSoon
        | Message::PartCorrected
        | Message::TaskPartAdded
        | Message::TaskPartAnswered
        | Message::TaskPartDeclined
        | Message::TaskPartOverdue
        | Message::PartOverdue
        | Message::Escalated => return None,
    })
}

/// Why the counter holds the case, as long as it does.
fn still_with_counter(state: &State) -> Option<&Fallback> {
    let State::WithCounter { why } = state else {
        return None;
    };
    Some(why)
}
