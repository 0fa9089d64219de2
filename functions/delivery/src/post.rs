//! Messages to a post of a department: by mail with link and code, by webhook to its own system, or both.

use std::collections::BTreeSet;

use adapters::Fault;
use adapters::table::Way;
use adapters::webhook::{Attempt, Delivery, SigningKey};
use casework::access::Role;
use casework::effect::Message;
use casework::register::{Department, Rung};
use facts::{DepartmentId, Instant};
use pages::mail::{CaseMail, Mail, TaskMail, TaskReason};
use serde_json::json;

use crate::{Errand, part};

/// Tells the post. A department's own system that refuses for good is replaced by mail, so that nothing is lost.
pub(crate) async fn tell(
    errand: &Errand<'_>,
    (department, rung): (&DepartmentId, Rung),
    sent: &BTreeSet<Way>,
) -> Result<(), Fault> {
    let table = errand.outside.table();
    let read = table.read_register().await?;
    let Some(department) = read.register.department(department) else {
        return Ok(());
    };
    let mut mails = department.channel.mails();
    if let Some(url) = department.channel.webhook()
        && !sent.contains(&Way::Webhook)
    {
        let key = read.webhook_secret(&department.id);
        let key = key.and_then(|secret| SigningKey::parse(secret.expose()));
        match key {
            Some(key) => mails |= !call(errand, department, url, key).await?,
            None => mails = true,
        }
    }
    if mails && !sent.contains(&Way::Mail) {
        write(errand, department, rung).await?;
    }
    Ok(())
}

/// Calls the department's own system; false if it will never take this.
async fn call(
    errand: &Errand<'_>,
    department: &Department,
    url: &str,
    key: SigningKey,
) -> Result<bool, Fault> {
    let view = errand.view(Role::Officer);
    let part = part::of(errand, &department.id).map(|part| part.number);
    let body = json!({
        "type": format!("case.{}", errand.message.word()),
        "timestamp": errand.caused_at.to_string(),
        "data": { "case": view.entry, "version": view.version, "department": department.id.to_string(), "part": part },
    });
    let delivery = Delivery {
        address: url,
        id: &errand.wake.id,
        keys: &[key],
        body: &body.to_string(),
    };
    let attempt = errand.outside.webhook()?.send(delivery).await?;
    match attempt {
        Attempt::Accepted(_) => {
            let table = errand.outside.table();
            table
                .note_sent(&errand.wake.id, Way::Webhook, errand.wake.now)
                .await?;
            Ok(true)
        }
        Attempt::Gone | Attempt::Blocked(_) => Ok(false),
        Attempt::Refused { status, .. } => Err(Fault::temporary(
            "a department's system did not take a message",
            format!("it answered {status}"),
        )),
        Attempt::Unreachable(why) => Err(Fault::temporary(
            "a department's system cannot be reached",
            why,
        )),
    }
}

/// Writes to the post.
async fn write(errand: &Errand<'_>, department: &Department, rung: Rung) -> Result<(), Fault> {
    let today = Instant::from(errand.wake.now).day();
    let Some(post) = department.post(rung) else {
        return Ok(());
    };
    let name = &department.name_on(today).zh;
    let of_part = errand.message == Message::PartOverdue;
    if of_part && errand.case.part_of(&department.id).is_none() {
        return Ok(());
    }
    let of_condition = matches!(
        errand.message,
        Message::ConditionDue | Message::ConditionLate
    );
    if of_condition && errand.case.condition_due().is_none() {
        return Ok(());
    }
    if of_part || of_condition || errand.message == Message::Overdue {
        let (view, link) = (errand.view(Role::Lead), errand.link());
        let mail = CaseMail {
            site: errand.outside.site(),
            case: &view,
            link: &link,
        };
        let mail = if of_part {
            mail.part_overdue_leader(name, &post.title)
        } else if errand.message == Message::ConditionLate {
            mail.condition_overdue(name, &post.title)
        } else if of_condition {
            mail.condition_due(name, &post.title)
        } else {
            mail.overdue_leader(name, &post.title)
        };
        return errand.post(&post.email, &mail).await;
    }
    let mail = if part::reason(errand.message).is_some() {
        part::task(errand, department, (name, &post.title)).await?
    } else {
        task(errand, department, (name, &post.title)).await?
    };
    match mail {
        Some(mail) => errand.post(&post.email, &mail).await,
        None => Ok(()),
    }
}

/// The mail with link and code; none if it is no longer this department's turn. The link is kept before the mail goes out.
async fn task(
    errand: &Errand<'_>,
    department: &Department,
    (name, title): (&str, &str),
) -> Result<Option<Mail>, Fault> {
    let reasons = [
        (Message::TaskPassedOn, TaskReason::PassedOn),
        (Message::TaskCorrected, TaskReason::Corrected),
        (Message::TaskObjected, TaskReason::Objected),
        (Message::DueSoon, TaskReason::DueSoon),
        (Message::TaskExpedited, TaskReason::Expedited),
        (Message::Redated, TaskReason::Redated),
        (Message::TaskPartAdded, TaskReason::PartAdded),
        (Message::TaskPartAnswered, TaskReason::PartAnswered),
        (Message::TaskPartDeclined, TaskReason::PartDeclined),
        (Message::TaskPartOverdue, TaskReason::PartOverdue),
    ];
    let reason = reasons
        .into_iter()
        .find(|(message, _)| *message == errand.message)
        .map_or(TaskReason::New, |(_, reason)| reason);
    let today = Instant::from(errand.wake.now).day();
    let signer = errand.outside.signer()?;
    let calendar = &errand.catalogue.calendar;
    let issued = signer.issue(errand.case, None, (today, calendar));
    let Some(issued) = issued.filter(|issued| issued.link.department == department.id) else {
        return Ok(None);
    };
    let table = errand.outside.table();
    table
        .keep_link(&issued.token_hash, &issued.link, errand.wake.now)
        .await?;
    let portal = &errand.outside.config().public_url;
    let link = format!("{portal}/act/{}", issued.capability.token.expose());
    let view = errand.view(Role::Officer);
    let mail = TaskMail {
        site: errand.outside.site(),
        case: &view.entry,
        department: name,
        liaison: title,
        link: &link,
        code: &issued.capability.code,
        expires: &issued.link.last_day.to_string(),
        reason,
    };
    Ok(Some(mail.write()))
}
