//! `finish NUMBER`: moves the development clock past the publicity period, pays, shows the timeline.

use serde_json::{Value, json};

use super::{list, text, version};
use crate::client::{Outcome, Request, trouble};
use crate::say;
use crate::session::{Call, Session};

/// Finishes a case that is in publicity.
pub(crate) fn finish(session: &Session, number: &str) -> Outcome<()> {
    let path = format!("/v1/cases/{number}");
    let finance = session.token("finance")?;
    let case = session
        .call(&finance, "GET", &path, Call::default())?
        .json();
    let last = text(&case, "/publicity/last_day");
    if last.is_empty() {
        return trouble("this case is not in publicity");
    }
    move_clock(session, last)?;
    let payable = session.wait("the case to become payable", |_| {
        let case = session
            .call(&finance, "GET", &path, Call::default())?
            .json();
        Ok((text(&case, "/state") == "payable").then_some(case))
    })?;
    let amount = text(&payable, "/decision/amount");
    session.call(
        &finance,
        "POST",
        &format!("{path}/pay"),
        Call::with(json!({ "amount": amount, "reference": format!("PO-{number}") }))
            .at(version(&payable)),
    )?;
    let token = session.token(text(&payable, "/enterprise"))?;
    let told = session.call(&token, "GET", &path, Call::default())?.json();
    say::line(format!("办理进程 · timeline of {number}"));
    for entry in list(&told, "/timeline") {
        say::line(format!(
            "  {}  {}  {}",
            text(entry, "/at"),
            text(entry, "/words/zh"),
            text(entry, "/by/zh")
        ));
    }
    Ok(())
}

fn move_clock(session: &Session, past: &str) -> Outcome<()> {
    let moved = session.send(
        "/_host/clock",
        Request {
            method: "POST",
            url: format!("{}/_host/clock", session.addresses.console),
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body: json!({ "past": past }).to_string().into_bytes(),
            ..Request::default()
        },
    )?;
    if !moved.fine() {
        return trouble(format!("the clock could not be moved: {}", moved.text()));
    }
    let now = moved.json();
    say::line(format!(
        "时钟已拨到 {} · the clock now says",
        now.pointer("/now")
            .and_then(Value::as_str)
            .unwrap_or_default()
    ));
    Ok(())
}
