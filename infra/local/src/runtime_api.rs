//! The Lambda Runtime API, on one loopback port: each process finds its work below a path of its own.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use bytes::Bytes;
use http::StatusCode;
use tokio::sync::{mpsc, oneshot};

/// How an invocation ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ended {
    /// With this answer.
    Answered(Bytes),
    /// With this error of the function.
    Failed(String),
}

/// One invocation on its way to a process.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) id: String,
    pub(crate) event: Bytes,
    pub(crate) deadline_ms: i64,
    pub(crate) function_arn: String,
    pub(crate) ended: oneshot::Sender<Ended>,
}

/// What the API knows of one process.
#[derive(Debug)]
struct Line {
    work: tokio::sync::Mutex<mpsc::Receiver<Job>>,
    running: Mutex<Option<(String, oneshot::Sender<Ended>)>>,
    /// Why its start failed, as it said itself.
    trouble: Mutex<Option<String>>,
}

/// The lines of all processes; clones share them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lines(Arc<Mutex<HashMap<u64, Arc<Line>>>>);

impl Lines {
    /// Opens the line of a process.
    pub(crate) fn open(&self, process: u64) -> mpsc::Sender<Job> {
        let (send, work) = mpsc::channel(1);
        let line = Line {
            work: tokio::sync::Mutex::new(work),
            running: Mutex::default(),
            trouble: Mutex::default(),
        };
        self.all().insert(process, Arc::new(line));
        send
    }

    /// Closes it; gives what the process said about a start that failed.
    pub(crate) fn close(&self, process: u64) -> Option<String> {
        let line = self.all().remove(&process)?;
        lock(&line.trouble).take()
    }

    fn line(&self, process: u64) -> Option<Arc<Line>> {
        self.all().get(&process).cloned()
    }

    fn all(&self) -> std::sync::MutexGuard<'_, HashMap<u64, Arc<Line>>> {
        lock(&self.0)
    }

    pub(crate) fn router(self) -> Router {
        const API: &str = "/{process}/2018-06-01/runtime";
        Router::new()
            .route(&format!("{API}/invocation/next"), get(next))
            .route(&format!("{API}/invocation/{{id}}/response"), post(response))
            .route(&format!("{API}/invocation/{{id}}/error"), post(error))
            .route(&format!("{API}/init/error"), post(init_error))
            .layer(axum::extract::DefaultBodyLimit::max(8 * 1024 * 1024))
            .with_state(self)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for work. A process whose line is closed is told to go.
async fn next(State(lines): State<Lines>, Path(process): Path<u64>) -> Response {
    let Some(line) = lines.line(process) else {
        return StatusCode::GONE.into_response();
    };
    let Some(job) = line.work.lock().await.recv().await else {
        return StatusCode::GONE.into_response();
    };
    let reply = Response::builder()
        .header("lambda-runtime-aws-request-id", &job.id)
        .header("lambda-runtime-deadline-ms", job.deadline_ms)
        .header("lambda-runtime-invoked-function-arn", &job.function_arn)
        .header("lambda-runtime-trace-id", format!("Root={}", job.id))
        .header("content-type", "application/json")
        .body(Body::from(job.event));
    *lock(&line.running) = Some((job.id, job.ended));
    reply.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

async fn response(
    State(lines): State<Lines>,
    Path((process, id)): Path<(u64, String)>,
    body: Bytes,
) -> StatusCode {
    end(&lines, process, &id, Ended::Answered(body))
}

async fn error(
    State(lines): State<Lines>,
    Path((process, id)): Path<(u64, String)>,
    body: Bytes,
) -> StatusCode {
    end(
        &lines,
        process,
        &id,
        Ended::Failed(String::from_utf8_lossy(&body).into_owned()),
    )
}

async fn init_error(
    State(lines): State<Lines>,
    Path(process): Path<u64>,
    body: Bytes,
) -> StatusCode {
    if let Some(line) = lines.line(process) {
        *lock(&line.trouble) = Some(String::from_utf8_lossy(&body).into_owned());
    }
    StatusCode::ACCEPTED
}

fn end(lines: &Lines, process: u64, id: &str, ended: Ended) -> StatusCode {
    let Some(line) = lines.line(process) else {
        return StatusCode::GONE;
    };
    match lock(&line.running).take() {
        Some((running, sender)) if running == id => {
            // nobody waits any more when the invocation timed out
            drop(sender.send(ended));
            StatusCode::ACCEPTED
        }
        other => {
            *lock(&line.running) = other;
            StatusCode::BAD_REQUEST
        }
    }
}
