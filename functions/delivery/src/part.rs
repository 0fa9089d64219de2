//! Mails to a co-handling department: what it is asked, with link and code (M11).

use adapters::Fault;
use casework::access::Role;
use casework::case::co_handling::Part;
use casework::effect::Message;
use casework::register::Department;
use facts::{DepartmentId, Instant};
use pages::mail::{Mail, PartMail, PartReason};

use crate::Errand;

/// Why a co-handling department is written to; none for a message about anything else.
pub(crate) fn reason(message: Message) -> Option<PartReason> {
    let reasons = [
        (Message::PartTask, PartReason::New),
        (Message::PartPassedOn, PartReason::PassedOn),
        (Message::PartDueSoon, PartReason::DueSoon),
        (Message::PartCorrected, PartReason::Corrected),
    ];
    let found = reasons.into_iter().find(|(one, _)| *one == message);
    found.map(|(_, reason)| reason)
}

/// The part this message is about, while its department has it.
pub(crate) fn of<'a>(errand: &'a Errand<'_>, department: &DepartmentId) -> Option<&'a Part> {
    let about = reason(errand.message).is_some() || errand.message == Message::PartOverdue;
    if !about {
        return None;
    }
    errand.case.part_of(department)
}

/// The mail with link and code; none if the part is settled. The link is kept before the mail goes out.
pub(crate) async fn task(
    errand: &Errand<'_>,
    department: &Department,
    (name, title): (&str, &str),
) -> Result<Option<Mail>, Fault> {
    let (Some(reason), Some(part)) = (reason(errand.message), of(errand, &department.id)) else {
        return Ok(None);
    };
    let today = Instant::from(errand.wake.now).day();
    let calendar = &errand.catalogue.calendar;
    let signer = errand.outside.signer()?;
    let Some(issued) = signer.issue(errand.case, Some(part.number), (today, calendar)) else {
        return Ok(None);
    };
    let table = errand.outside.table();
    table
        .keep_link(&issued.token_hash, &issued.link, errand.wake.now)
        .await?;
    let portal = &errand.outside.config().public_url;
    let link = format!("{portal}/act/{}", issued.capability.token.expose());
    let view = errand.view(Role::Officer);
    let lead = errand.case.department();
    let due = part.due(calendar).map(|day| day.to_string());
    let mail = PartMail {
        site: errand.outside.site(),
        case: &view.entry,
        department: name,
        liaison: title,
        lead: lead.map_or("牵头部门", |desk| desk.department_name.zh.as_str()),
        asks: &part.asked.asks.zh,
        due: due.as_deref().unwrap_or_default(),
        link: &link,
        code: &issued.capability.code,
        expires: &issued.link.last_day.to_string(),
        reason,
    };
    Ok(Some(mail.write()))
}
