//! Mails to the enterprise.

use adapters::Fault;
use casework::access::Role;
use casework::case::{Event, State};
use casework::effect::Message;
use contract::department::MissingMaterial;
use pages::Named;
use pages::mail::{CaseMail, Mail};

use crate::Errand;

pub(crate) async fn tell(errand: &Errand<'_>) -> Result<(), Fault> {
    // who stays unnamed is told on the page it follows
    if errand.case.applicant.contact_email.is_empty() {
        return Ok(());
    }
    match written(errand)? {
        Some(mail) => {
            errand
                .post(&errand.case.applicant.contact_email, &mail)
                .await
        }
        None => Ok(()),
    }
}

/// The mail; none if what it would say is no longer so.
#[expect(
    clippy::too_many_lines,
    reason = "one arm per message, so that none can be forgotten"
)]
fn written(errand: &Errand<'_>) -> Result<Option<Mail>, Fault> {
    let (view, link) = (errand.view(Role::Enterprise), errand.follow()?);
    let mail = CaseMail {
        site: errand.outside.site(),
        case: &view,
        link: &link,
    };
    Ok(Some(match errand.message {
        Message::Submitted => mail.submitted(),
        Message::SentBack => return Ok(sent_back(errand, &mail)),
        Message::CorrectionSoon => mail.correction_soon(),
        Message::Lapsed => mail.lapsed(),
        Message::Released => mail.released(),
        Message::PublicityBegun => mail.publicity_begun(),
        Message::Payable => mail.payable(),
        Message::Granted => mail.granted(),
        Message::Paid => mail.paid(),
        Message::PaymentFailed => mail.payment_failed(),
        Message::InstalmentCancelled => mail.instalment_cancelled(),
        Message::ClawedBack => mail.clawed_back(),
        Message::Repaid => mail.repaid(),
        Message::ClawBackWithdrawn => mail.claw_back_withdrawn(demand(errand)),
        Message::Refunded => mail.refunded(demand(errand)),
        Message::ConditionChecked => mail.condition_checked(),
        Message::RepaymentSoon | Message::RepaymentLate if errand.case.owed().is_none() => {
            return Ok(None);
        }
        Message::RepaymentSoon => mail.repayment_soon(),
        Message::RepaymentLate => mail.repayment_late(),
        Message::Withdrawn => mail.withdrawn(),
        Message::Extended => mail.extended(),
        Message::Expedited => mail.expedited(),
        Message::ObjectedTo => mail.objected_to(),
        Message::ObjectionAnswered => mail.objection_answered(),
        Message::Reopened => mail.reopened(),
        Message::Redated => mail.redated(),
        Message::InstalmentDue
        | Message::InstalmentLate
        | Message::ConditionDue
        | Message::ConditionLate
        | Message::RefundLate
        | Message::TaskObjected
        | Message::RatedLow
        | Message::Task
        | Message::TaskPassedOn
        | Message::TaskExpedited
        | Message::TaskCorrected
        | Message::DueSoon
        | Message::PartTask
        | Message::PartPassedOn
        | Message::PartDueSoon
        | Message::PartCorrected
        | Message::TaskPartAdded
        | Message::TaskPartAnswered
        | Message::TaskPartDeclined
        | Message::TaskPartOverdue
        | Message::PartOverdue
        | Message::Fallback
        | Message::Decided
        | Message::ReleaseSoon
        | Message::CounterDueSoon
        | Message::Overdue
        | Message::ActedFor
        | Message::Escalated => return Ok(None),
    }))
}

/// The ordinal of the demand the mail is about, where the record says it.
fn demand(errand: &Errand<'_>) -> Option<u32> {
    let mut history = errand.history.iter();
    let cause = history.find(|recorded| recorded.version == errand.version)?;
    if let Event::ClawBackWithdrawn { demand, .. } | Event::Refunded { demand, .. } = &cause.event {
        *demand
    } else {
        None
    }
}

fn sent_back(errand: &Errand<'_>, mail: &CaseMail<'_>) -> Option<Mail> {
    let State::SentBack { correction, .. } = &errand.case.state else {
        return None;
    };
    let missing: Vec<MissingMaterial> = correction
        .missing
        .iter()
        .map(|missing| MissingMaterial {
            material: missing.material.to_string(),
            what: missing.what.clone(),
        })
        .collect();
    let asked = errand.case.subject.materials.iter();
    let materials: Vec<Named> = asked
        .map(|asked| Named::new(asked.material.as_str(), asked.name.clone().into()))
        .collect();
    Some(mail.sent_back(&missing, &materials))
}
