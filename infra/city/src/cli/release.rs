//! `release NUMBER`: the window gives the one reply (M53), and the notice becomes public.

use serde_json::json;

use super::{text, version};
use crate::client::{Outcome, Request};
use crate::say;
use crate::session::{Call, Session};

/// Releases the decision and waits for the notice page.
pub(crate) fn release(session: &Session, number: &str) -> Outcome<()> {
    let lead = session.token("lead")?;
    let path = format!("/v1/cases/{number}");
    let case = session.call(&lead, "GET", &path, Call::default())?.json();
    let released = session
        .call(
            &lead,
            "POST",
            &format!("{path}/release"),
            Call::with(json!({})).at(version(&case)),
        )?
        .json();
    say::line(format!(
        "已统一反馈：{} · released",
        text(&released, "/state_text/zh")
    ));
    if released.pointer("/publicity").is_none() {
        return Ok(());
    }
    let notice = format!("{}/notices/{number}", session.addresses.portal);
    session.wait("the notice page", |client| {
        let reply = client.send(Request {
            method: "GET",
            url: notice.clone(),
            ..Request::default()
        })?;
        Ok((reply.status == 200).then_some(()))
    })?;
    say::line(format!(
        "公示 {} 至 {} · public notice: {notice}",
        text(&released, "/publicity/first_day"),
        text(&released, "/publicity/last_day")
    ));
    Ok(())
}
