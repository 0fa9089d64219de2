//! `answer NUMBER`: reads the department's mail, opens its link, ticks the checklist, enters the code, approves.

use serde_json::Value;

use super::{list, text};
use crate::client::{Outcome, Request, trouble};
use crate::say;
use crate::session::Session;

/// Approves the case the way a liaison does it: from the mail, with the review checklist ticked.
pub(crate) fn answer(session: &Session, number: &str, all_met: bool) -> Outcome<()> {
    let (link, code) = session.wait("the department's mail", |_| find_mail(session, number))?;
    say::line(format!("邮件中的办理链接 · link in the mail: {link}"));
    say::line(format!("邮件中的办理码 · code in the mail: {code}"));
    let page = session.send("(the link)", get(&link))?;
    let Some(amount) = field(&page.text(), "amount") else {
        return trouble(format!(
            "the page did not offer a decision: {}",
            page.status
        ));
    };
    let key = field(&page.text(), "idempotency_key").unwrap_or_default();
    let version = field(&page.text(), "version").unwrap_or_default();
    let ticks = ticks(&page.text());
    if !ticks.is_empty() && !all_met {
        return trouble(
            "the review checklist is to be ticked: open the link and check, or repeat with --all-met",
        );
    }
    let mut form = vec![
        ("code", code.as_str()),
        ("decision", "approve"),
        ("amount", amount.as_str()),
        ("reason", "经审核，材料齐全，符合条件"),
        ("idempotency_key", key.as_str()),
        ("version", version.as_str()),
    ];
    form.extend(ticks.iter().map(|(name, value)| (name.as_str(), *value)));
    let reply = session.send(
        "(the form behind the link)",
        Request {
            method: "POST",
            url: link.clone(),
            headers: vec![
                (
                    "content-type".to_owned(),
                    "application/x-www-form-urlencoded".to_owned(),
                ),
                ("origin".to_owned(), session.addresses.portal.clone()),
            ],
            body: encode(&form).into_bytes(),
            ..Request::default()
        },
    )?;
    if !reply.fine() {
        return trouble(format!("the department's page answered {}", reply.status));
    }
    say::line(format!(
        "部门已批准 {amount} 元 · approved by the department"
    ));
    Ok(())
}

fn get<'a>(url: &str) -> Request<'a> {
    Request {
        method: "GET",
        url: url.to_owned(),
        ..Request::default()
    }
}

fn find_mail(session: &Session, number: &str) -> Outcome<Option<(String, String)>> {
    let url = format!("{}/mailbox/messages.json", session.addresses.console);
    let mails = session.send("(mailbox)", get(&url))?.json();
    let all = mails
        .as_array()
        .map_or_else(|| list(&mails, "/messages"), Vec::as_slice);
    Ok(all.iter().rev().find_map(|mail| read_mail(mail, number)))
}

/// The link and the code of a mail about `number`.
pub(crate) fn read_mail(mail: &Value, number: &str) -> Option<(String, String)> {
    let body = text(mail, "/text");
    if !body.contains(number) {
        return None;
    }
    let link = body
        .split_whitespace()
        .find(|word| word.contains("/act/"))?
        .to_owned();
    let code = body
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .find(|word| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit()))?
        .to_owned();
    Some((link, code))
}

/// The value of a form field in a page.
fn field(page: &str, name: &str) -> Option<String> {
    let tag = page
        .split('<')
        .find(|tag| tag.starts_with("input") && tag.contains(&format!("name=\"{name}\"")))?;
    let (_, rest) = tag.split_once("value=\"")?;
    Some(rest.split_once('"')?.0.to_owned())
}

/// Every entry of the page's checklist as met, conditions with the evidence a sample needs.
fn ticks(page: &str) -> Vec<(String, &'static str)> {
    let named = |tag: &str, prefix: &str| {
        let (_, rest) = tag.split_once(&format!("name=\"{prefix}"))?;
        let (entry, _) = rest.split_once('"')?;
        Some(format!("{prefix}{entry}"))
    };
    let inputs = page.split('<').filter(|tag| tag.starts_with("input"));
    let ticked = inputs.filter_map(|tag| {
        let met = tag.contains("value=\"met\"");
        let check = named(tag, "check.").filter(|_| met);
        let check = check.map(|name| (name, "met"));
        check.or_else(|| Some((named(tag, "evidence.")?, "核对申请材料，情况属实")))
    });
    ticked.collect()
}

fn encode(form: &[(&str, &str)]) -> String {
    let escape = |text: &str| {
        text.bytes()
            .map(|byte| {
                if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            })
            .collect::<String>()
    };
    form.iter()
        .map(|(name, value)| format!("{}={}", escape(name), escape(value)))
        .collect::<Vec<_>>()
        .join("&")
}
