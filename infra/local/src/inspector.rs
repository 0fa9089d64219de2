//! The webhook inspector: receives what the system calls, checks its signature and shows it.
//!
//! Per name one can set the answer, its delay and for how many calls, and the secrets of the
//! Standard Webhooks signature. Kept in memory, bounded, newest last; gone at the next start.

mod page;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post, put};
use axum::{Form, Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use http::{HeaderMap, Method, StatusCode};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::objects::Now;

const NAMES_MAX: usize = 100;
const CALLS_MAX: usize = 100;
const BODY_BYTES_MAX: usize = 64 << 10;
/// Two during a rotation.
const SECRETS_MAX: usize = 2;
const DELAY_MS_MAX: u64 = 60_000;

/// What a call is answered, and for how many calls (no number: until set again).
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply {
    status: u16,
    #[serde(default)]
    delay_ms: u64,
    times: Option<u32>,
}

const USUAL: Reply = Reply {
    status: 204,
    delay_ms: 0,
    times: None,
};

/// What the signature says, by the secrets known now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Signature {
    /// No secret is registered for the name.
    Unchecked,
    Missing,
    Wrong,
    Verified,
}

#[derive(Debug, Clone)]
struct Call {
    number: u64,
    at: String,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
    answered: u16,
}

#[derive(Debug, Clone)]
struct Hook {
    secrets: Vec<Vec<u8>>,
    reply: Reply,
    calls: VecDeque<Call>,
}

/// The running inspector; clones share it.
#[derive(Clone)]
pub struct Inspector {
    now: Now,
    hooks: Arc<Mutex<BTreeMap<String, Hook>>>,
}

impl std::fmt::Debug for Inspector {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Inspector").finish_non_exhaustive()
    }
}

impl Inspector {
    /// An inspector that has seen nothing; `now` dates the calls.
    #[must_use]
    pub fn new(now: Now) -> Self {
        Self {
            now,
            hooks: Arc::default(),
        }
    }

    /// The endpoints and the pages, below `/inspector`.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/inspector", get(page::list))
            .route("/inspector/hooks/{name}", post(receive).get(page::calls))
            .route("/inspector/hooks/{name}/secret", put(set_secrets))
            .route(
                "/inspector/hooks/{name}/reply",
                put(set_reply).post(set_reply_by_form),
            )
            .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
            .with_state(self.clone())
    }

    fn hooks(&self) -> MutexGuard<'_, BTreeMap<String, Hook>> {
        self.hooks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes what is kept under a name, if the name is one and there is room for it.
    fn change<T>(&self, name: &str, change: impl FnOnce(&mut Hook) -> T) -> Result<T, StatusCode> {
        let mut hooks = self.hooks();
        let plain = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'-' || letter == b'_';
        if name.len() > 64 || !name.bytes().all(plain) {
            return Err(StatusCode::NOT_FOUND);
        }
        if hooks.len() >= NAMES_MAX && !hooks.contains_key(name) {
            return Err(StatusCode::INSUFFICIENT_STORAGE);
        }
        let fresh = || Hook {
            secrets: Vec::new(),
            reply: USUAL,
            calls: VecDeque::new(),
        };
        Ok(change(hooks.entry(name.to_owned()).or_insert_with(fresh)))
    }
}

impl Hook {
    fn next_reply(&mut self) -> Reply {
        match &mut self.reply.times {
            Some(0) => self.reply = USUAL,
            Some(times) => *times -= 1,
            None => {}
        }
        self.reply
    }

    fn keep(&mut self, call: Call) {
        let number = self.calls.back().map_or(0, |last| last.number) + 1;
        self.calls.push_back(Call { number, ..call });
        if self.calls.len() > CALLS_MAX {
            self.calls.pop_front();
        }
    }

    /// Standard Webhooks 1.0.0, scheme `v1`: HMAC-SHA256 over `id.timestamp.body`.
    fn check(&self, call: &Call) -> Signature {
        let header = |name: &str| call.headers.get(name).and_then(|value| value.to_str().ok());
        if self.secrets.is_empty() {
            return Signature::Unchecked;
        }
        let (Some(id), Some(timestamp), Some(given)) = (
            header("webhook-id"),
            header("webhook-timestamp"),
            header("webhook-signature"),
        ) else {
            return Signature::Missing;
        };
        let given = given
            .split(' ')
            .filter_map(|one| STANDARD.decode(one.strip_prefix("v1,")?).ok());
        let given: Vec<_> = given.collect();
        let fits = |secret: &Vec<u8>| {
            Hmac::<Sha256>::new_from_slice(secret).is_ok_and(|mut mac| {
                mac.update(format!("{id}.{timestamp}.").as_bytes());
                mac.update(&call.body);
                given
                    .iter()
                    .any(|given| mac.clone().verify_slice(given).is_ok())
            })
        };
        if self.secrets.iter().any(fits) {
            Signature::Verified
        } else {
            Signature::Wrong
        }
    }
}

async fn receive(
    State(inspector): State<Inspector>,
    Path(name): Path<String>,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let at = (inspector.now)().to_string();
    let answer = inspector.change(&name, |hook| {
        let reply = hook.next_reply();
        hook.keep(Call {
            number: 0,
            at,
            method,
            headers,
            body,
            answered: reply.status,
        });
        reply
    });
    match answer {
        Ok(reply) => {
            tokio::time::sleep(Duration::from_millis(reply.delay_ms)).await;
            StatusCode::from_u16(reply.status)
                .unwrap_or(StatusCode::NO_CONTENT)
                .into_response()
        }
        Err(status) => status.into_response(),
    }
}

/// Registers the secrets of a name, separated by white space: `whsec_` and base64, as their owner hands them out.
async fn set_secrets(
    State(inspector): State<Inspector>,
    Path(name): Path<String>,
    body: String,
) -> Result<StatusCode, StatusCode> {
    let decode = |secret: &str| {
        STANDARD
            .decode(secret.strip_prefix("whsec_").unwrap_or(secret))
            .ok()
    };
    let secrets = body
        .split_whitespace()
        .map(decode)
        .collect::<Option<Vec<_>>>();
    let secrets = secrets
        .filter(|secrets| secrets.len() <= SECRETS_MAX)
        .ok_or(StatusCode::BAD_REQUEST)?;
    inspector.change(&name, |hook| hook.secrets = secrets)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn set_reply(
    State(inspector): State<Inspector>,
    Path(name): Path<String>,
    Json(reply): Json<Reply>,
) -> Result<StatusCode, StatusCode> {
    // Below 200 is no final answer; above a minute every caller has given up.
    if !(200..=599).contains(&reply.status) || reply.delay_ms > DELAY_MS_MAX {
        return Err(StatusCode::BAD_REQUEST);
    }
    inspector.change(&name, |hook| hook.reply = reply)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn set_reply_by_form(
    inspector: State<Inspector>,
    name: Path<String>,
    Form(reply): Form<Reply>,
) -> Result<Redirect, StatusCode> {
    set_reply(inspector, name, Json(reply)).await?;
    Ok(Redirect::to("/inspector"))
}
