//! What the inspector shows, to people and to tests.

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::{Value, json};

use super::{Call, Hook, Inspector, Signature};
use crate::console::{absent, page, time};

const SHOWN_MAX: usize = 20;

#[derive(Template)]
#[template(path = "inspector.html")]
struct ListPage {
    hooks: Vec<ShownHook>,
}

struct ShownHook {
    name: String,
    hook: Hook,
    calls: Vec<ShownCall>,
}

struct ShownCall {
    call: Call,
    time: String,
    signature: Signature,
    headers: Vec<(String, String)>,
    body: String,
}

pub(super) async fn list(State(inspector): State<Inspector>) -> Response {
    let hooks = inspector.hooks().clone();
    let shown = |(name, hook): (String, Hook)| {
        let calls = hook
            .calls
            .iter()
            .rev()
            .take(SHOWN_MAX)
            .map(|call| ShownCall {
                time: time(&call.at),
                signature: hook.check(call),
                headers: headers(call),
                body: pretty(&call.body),
                call: call.clone(),
            });
        ShownHook {
            calls: calls.collect(),
            name,
            hook: hook.clone(),
        }
    };
    page(&ListPage {
        hooks: hooks.into_iter().map(shown).collect(),
    })
}

/// `…/hooks/name.json`: the calls, oldest first; without the ending, the page.
pub(super) async fn calls(
    State(inspector): State<Inspector>,
    Path(name): Path<String>,
) -> Response {
    let Some(name) = name.strip_suffix(".json") else {
        return Redirect::to(&format!("/inspector#{name}")).into_response();
    };
    let Some(hook) = inspector.hooks().get(name).cloned() else {
        return absent();
    };
    let told = hook.calls.iter().map(|call| {
        json!({
            "number": call.number,
            "at": call.at,
            "method": call.method.as_str(),
            "headers": headers(call).into_iter().map(|(name, value)| (name, json!(value))).collect::<serde_json::Map<_, _>>(),
            "body": String::from_utf8_lossy(&call.body),
            "json": serde_json::from_slice::<Value>(&call.body).ok(),
            "signature": hook.check(call),
            "answered": call.answered,
        })
    });
    Json(told.collect::<Vec<_>>()).into_response()
}

fn headers(call: &Call) -> Vec<(String, String)> {
    let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    call.headers
        .iter()
        .map(|(name, value)| (name.to_string(), text(value)))
        .collect()
}

fn pretty(body: &[u8]) -> String {
    let json = serde_json::from_slice::<Value>(body).ok();
    json.and_then(|json| serde_json::to_string_pretty(&json).ok())
        .unwrap_or_else(|| String::from_utf8_lossy(body).into_owned())
}
