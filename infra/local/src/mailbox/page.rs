//! The mailbox as pages for people and as JSON for tests.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use axum::{Json, Router};
use http::{StatusCode, header};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Letter, Mailbox, Switch};
use crate::console::{absent, page, time};

const SHOWN_MAX: usize = 200;

pub(super) fn router(mailbox: Mailbox) -> Router {
    Router::new()
        .route("/mailbox", get(list))
        .route("/mailbox/messages.json", get(messages))
        .route("/mailbox/trouble", put(trouble))
        .route("/mailbox/{number}", get(message))
        .route("/mailbox/{number}/source", get(source))
        .with_state(mailbox)
}

#[derive(Deserialize)]
struct Filter {
    #[serde(default)]
    to: String,
    /// The number of the last message already seen.
    #[serde(default)]
    since: u64,
}

/// A message with what only its neighbours tell.
struct Shown {
    letter: Arc<Letter>,
    time: String,
    /// The number of the first message with the same Message-ID.
    copy_of: Option<u64>,
    in_thread: usize,
}

#[derive(Template)]
#[template(path = "mailbox.html")]
struct ListPage {
    to: String,
    recipients: BTreeSet<String>,
    rows: Vec<Shown>,
    total: usize,
}

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage {
    shown: Shown,
    headers: Vec<(&'static str, String)>,
    thread: Vec<Shown>,
    frame: Option<String>,
    source: String,
}

fn shown(letters: &[Arc<Letter>]) -> Vec<Shown> {
    let mut firsts = BTreeMap::new();
    let mut threads: BTreeMap<&str, usize> = BTreeMap::new();
    for letter in letters {
        if let Some(id) = &letter.message_id {
            firsts.entry(id.as_str()).or_insert(letter.number);
        }
        if let Some(thread) = letter.thread() {
            *threads.entry(thread).or_default() += 1;
        }
    }
    let shown = letters.iter().map(|letter| Shown {
        letter: letter.clone(),
        time: time(&letter.at),
        copy_of: letter
            .message_id
            .as_deref()
            .and_then(|id| firsts.get(id).copied())
            .filter(|first| *first != letter.number),
        in_thread: letter
            .thread()
            .and_then(|thread| threads.get(thread).copied())
            .unwrap_or(1),
    });
    shown.rev().collect()
}

async fn list(State(mailbox): State<Mailbox>, Query(filter): Query<Filter>) -> Response {
    let letters = mailbox.letters();
    let recipients = letters
        .iter()
        .flat_map(|letter| letter.envelope_to.iter().cloned())
        .collect();
    let mut rows = shown(&letters);
    rows.retain(|row| filter.to.is_empty() || row.letter.is_to(&filter.to));
    rows.truncate(SHOWN_MAX);
    page(&ListPage {
        to: filter.to,
        recipients,
        rows,
        total: letters.len(),
    })
}

async fn message(State(mailbox): State<Mailbox>, Path(number): Path<u64>) -> Response {
    let mut thread = shown(&mailbox.letters());
    let Some(at) = thread
        .iter()
        .position(|shown| shown.letter.number == number)
    else {
        return absent();
    };
    let shown = thread.remove(at);
    let letter = &shown.letter;
    thread.retain(|other| letter.thread().is_some() && other.letter.thread() == letter.thread());
    let headers = vec![
        ("发件人 From", letter.from.clone()),
        ("收件人 To", letter.to.clone()),
        ("投递至 Delivered to", letter.envelope_to.join(", ")),
        ("时间 Received", shown.time.clone()),
        ("Message-ID", letter.message_id.clone().unwrap_or_default()),
        ("附件 Attachments", letter.attachments.join(", ")),
    ];
    let headers = headers
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect();
    // Links open beside the mailbox: the frame itself may not navigate.
    let frame = letter
        .html
        .as_ref()
        .map(|html| format!("<base target=\"_blank\">{html}"));
    let source = String::from_utf8_lossy(&letter.raw).into_owned();
    page(&MessagePage {
        headers,
        thread,
        frame,
        source,
        shown,
    })
}

async fn source(State(mailbox): State<Mailbox>, Path(number): Path<u64>) -> Response {
    match mailbox
        .letters()
        .into_iter()
        .find(|letter| letter.number == number)
    {
        Some(letter) => (
            [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
            letter.raw.clone(),
        )
            .into_response(),
        None => absent(),
    }
}

async fn messages(
    State(mailbox): State<Mailbox>,
    Query(filter): Query<Filter>,
) -> Json<Vec<Value>> {
    let mut rows = shown(&mailbox.letters());
    rows.retain(|row| {
        row.letter.number > filter.since && (filter.to.is_empty() || row.letter.is_to(&filter.to))
    });
    let told = rows.iter().rev().map(|row| {
        let mut told = json!(*row.letter);
        if let Value::Object(told) = &mut told {
            told.insert("copy_of".to_owned(), json!(row.copy_of));
        }
        told
    });
    Json(told.collect())
}

async fn trouble(State(mailbox): State<Mailbox>, Json(switch): Json<Switch>) -> StatusCode {
    mailbox.set_trouble(switch);
    StatusCode::NO_CONTENT
}
