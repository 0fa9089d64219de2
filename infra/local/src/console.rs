//! The landing page of the console, and what its pages share.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use http::{HeaderValue, StatusCode, header};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use crate::objects::Now;

const DAYS_MAX: i64 = 400;

/// An address worth opening.
#[derive(Debug, Clone)]
pub struct Link {
    /// What it is, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// Where it is.
    pub url: String,
}

/// How one function is doing.
#[derive(Debug, Clone, Default)]
pub struct Process {
    /// Its name in the template.
    pub function: String,
    /// Running processes.
    pub running: usize,
    /// Of those, busy.
    pub busy: usize,
    /// Invocations so far.
    pub invocations: u64,
    /// Of those, failed.
    pub failed: u64,
}

/// A record that was given up after its retries.
#[derive(Debug, Clone, Default)]
pub struct Failed {
    /// The function that could not handle it.
    pub function: String,
    /// Why.
    pub reason: String,
    /// The record.
    pub record: String,
}

/// Moves the host's clock forward, or says why not.
pub type Advance = Arc<
    dyn Fn(SignedDuration) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send>>
        + Send
        + Sync,
>;

/// What the landing page shows.
#[derive(Clone)]
pub struct Console {
    /// Addresses, in the order shown.
    pub links: Vec<Link>,
    /// The host's clock.
    pub now: Now,
    /// Moves it.
    pub advance: Advance,
    /// How the functions are doing.
    pub processes: Arc<dyn Fn() -> Vec<Process> + Send + Sync>,
    /// What was given up.
    pub failed: Arc<dyn Fn() -> Vec<Failed> + Send + Sync>,
}

impl std::fmt::Debug for Console {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Console")
            .field("links", &self.links)
            .finish_non_exhaustive()
    }
}

impl Console {
    /// The page at `/`, and its clock.
    pub fn router(self) -> Router {
        Router::new()
            .route("/", get(landing))
            .route("/clock", post(advance))
            .with_state(self)
    }
}

#[derive(Template)]
#[template(path = "landing.html")]
struct LandingPage {
    links: Vec<Link>,
    now: String,
    days_max: i64,
    processes: Vec<Process>,
    failed: Vec<Failed>,
}

async fn landing(State(console): State<Console>) -> Response {
    page(&LandingPage {
        now: shown((console.now)()),
        days_max: DAYS_MAX,
        processes: (console.processes)(),
        failed: (console.failed)(),
        links: console.links,
    })
}

#[derive(Deserialize)]
struct Move {
    days: i64,
}

async fn advance(State(console): State<Console>, Form(Move { days }): Form<Move>) -> Response {
    if !(1..=DAYS_MAX).contains(&days) {
        return (
            StatusCode::UNPROCESSABLE_ENTITY,
            format!("1–{DAYS_MAX} 天 · days\n"),
        )
            .into_response();
    }
    match (console.advance)(SignedDuration::from_hours(24 * days)).await {
        Ok(()) => Redirect::to("/#clock").into_response(),
        Err(why) => (StatusCode::CONFLICT, why).into_response(),
    }
}

/// A page that loads nothing and runs nothing from elsewhere.
pub(crate) fn page(template: &impl Template) -> Response {
    const ALLOWED: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; frame-ancestors 'none'";
    match template.render() {
        Ok(html) => (
            [(
                header::CONTENT_SECURITY_POLICY,
                HeaderValue::from_static(ALLOWED),
            )],
            Html(html),
        )
            .into_response(),
        Err(error) => {
            tracing::error!(%error, "a page of the console could not be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Nothing here.
pub(crate) fn absent() -> Response {
    (StatusCode::NOT_FOUND, "这里没有内容 · nothing here\n").into_response()
}

/// An instant as the pages show it: the time in China, which has one zone.
pub(crate) fn shown(instant: Timestamp) -> String {
    let there = Offset::constant(8).to_datetime(instant);
    there.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// The same from its text form.
pub(crate) fn time(instant: &str) -> String {
    instant.parse().map_or_else(|_| instant.to_owned(), shown)
}
