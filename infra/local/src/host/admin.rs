//! What tests and the command line ask of the host: its clock, its ticks, its calls, its rest.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::StatusCode;
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};

use super::shared::{Shared, lock};
use crate::clock::written;
use crate::console::Process;

/// Longest a caller waits for rest.
const REST_MAX: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(10);

pub(super) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/_host/status", get(status))
        .route("/_host/clock", get(clock).post(move_clock))
        .route("/_host/streams", post(streams))
        .route("/_host/tick", post(tick))
        .route("/_host/calls", get(calls))
        .route("/_host/idle", get(idle))
        .route("/_host/failed", get(failed))
        .with_state(shared)
}

async fn status(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let functions = shared.processes().into_iter().map(|process| {
        json!({
            "function": process.function, "running": process.running, "busy": process.busy,
            "invocations": process.invocations, "failed": process.failed,
        })
    });
    Json(json!({ "now": written(shared.clock.now()), "functions": functions.collect::<Vec<_>>() }))
}

async fn clock(State(shared): State<Arc<Shared>>) -> Json<Value> {
    Json(json!({ "now": written(shared.clock.now()) }))
}

/// How far the clock shall go: past a day, or by days or seconds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
enum Move {
    Past(String),
    Days(i64),
    Seconds(i64),
}

async fn move_clock(State(shared): State<Arc<Shared>>, body: Json<Move>) -> Response {
    let by = match &body.0 {
        Move::Past(day) => shared.clock.until_past(day),
        Move::Days(days) => Ok(SignedDuration::from_hours(
            days.saturating_mul(24).clamp(-100_000, 100_000),
        )),
        Move::Seconds(seconds) => Ok(SignedDuration::from_secs(*seconds)),
    };
    let moved = match by {
        Ok(by) => shared.advance(by).await,
        Err(why) => Err(why),
    };
    match moved {
        Ok(()) => clock(State(shared)).await.into_response(),
        Err(why) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Json(json!({ "title": why })),
        )
            .into_response(),
    }
}

async fn tick(State(shared): State<Arc<Shared>>) -> StatusCode {
    shared.tick().await;
    StatusCode::NO_CONTENT
}

/// Whether streams are dead from now on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Streams {
    dead: bool,
}

async fn streams(State(shared): State<Arc<Shared>>, body: Json<Streams>) -> StatusCode {
    shared.dead_streams.store(body.dead, Ordering::SeqCst);
    StatusCode::NO_CONTENT
}

#[derive(Debug, Default, Deserialize)]
struct Since {
    #[serde(default)]
    since: u64,
}

async fn calls(State(shared): State<Arc<Shared>>, Query(asked): Query<Since>) -> Json<Value> {
    let calls = lock(&shared.calls.0);
    let after = calls.iter().filter(|call| call.number >= asked.since);
    let after: Vec<Value> = after
        .map(|call| json!({ "function": call.function, "action": call.action }))
        .collect();
    Json(json!({ "next": shared.calls.1.load(Ordering::Relaxed), "calls": after }))
}

async fn idle(State(shared): State<Arc<Shared>>) -> StatusCode {
    match tokio::time::timeout(REST_MAX, shared.rest()).await {
        Ok(()) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

async fn failed(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let failed = lock(&shared.failed);
    let each = failed.iter().map(|failed| json!({ "function": failed.function, "reason": failed.reason, "record": failed.record }));
    Json(json!({ "failed": each.collect::<Vec<_>>() }))
}

impl Shared {
    pub(super) fn processes(&self) -> Vec<Process> {
        let process = |pool: &Arc<crate::process::Pool>| Process {
            function: pool.function.id.clone(),
            running: usize::try_from(pool.alive.load(Ordering::Relaxed)).unwrap_or(usize::MAX),
            busy: usize::try_from(pool.running.load(Ordering::SeqCst)).unwrap_or(usize::MAX),
            invocations: pool.invocations.load(Ordering::Relaxed),
            failed: pool.failures.load(Ordering::Relaxed),
        };
        self.pools.iter().map(process).collect()
    }

    /// Waits until nothing runs and no stream is behind.
    async fn rest(&self) {
        loop {
            let running = self
                .pools
                .iter()
                .any(|pool| pool.running.load(Ordering::SeqCst) > 0);
            if !running && self.sources.iter().all(|source| source.rests()) {
                return;
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    async fn tick(&self) {
        for tick in &self.ticks {
            tick.now().await;
        }
    }

    /// Moves the clock: at rest, so that no invocation sees two times, and then lets fall due what is due.
    ///
    /// # Errors
    /// If it is being moved already, never rests, or cannot go so far.
    pub(super) async fn advance(&self, by: SignedDuration) -> Result<(), String> {
        if by.is_zero() {
            return Ok(());
        }
        if self.moving.swap(true, Ordering::SeqCst) {
            return Err("the clock is being moved already".to_owned());
        }
        let moved = self.advance_at_rest(by).await;
        self.moving.store(false, Ordering::SeqCst);
        moved
    }

    async fn advance_at_rest(&self, by: SignedDuration) -> Result<(), String> {
        let rested = tokio::time::timeout(REST_MAX, self.rest()).await;
        rested.map_err(|_| "the functions never rest".to_owned())?;
        self.clock.advance(by)?;
        for pool in &self.pools {
            pool.retire(self.clock.offset_seconds());
        }
        self.dynamo.sweep().map_err(|error| error.to_string())?;
        self.tick().await;
        Ok(())
    }
}
