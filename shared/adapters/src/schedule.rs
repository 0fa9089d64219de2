//! The door of functions that a schedule wakes. The moment is the scheduled one, not the clock's.

use std::future::Future;
use std::sync::Arc;
use std::time::Instant as Monotonic;

use lambda_runtime::{LambdaEvent, service_fn};
use serde::Serialize;
use serde_json::Value;

use crate::clock::Instant;
use crate::fault::Fault;
use crate::telemetry::{self, Calls, Part};
use crate::{Error, Outside};

/// Runs a function that a schedule wakes, until the platform ends it. What it reports is logged and answered.
///
/// # Errors
/// What the platform's interface answers when it cannot be used.
pub async fn run_schedule<F, R, T>(outside: Outside, handle: F) -> Result<(), Error>
where
    F: Fn(Outside, Instant) -> R + Clone + Send + Sync + 'static,
    R: Future<Output = Result<T, Fault>> + Send + 'static,
    T: Serialize + Send + 'static,
{
    let service = service_fn(move |event: LambdaEvent<Value>| {
        let (outside, handle) = (outside.clone(), handle.clone());
        async move { Ok::<_, Error>(tick(outside, handle, &event.payload).await?) }
    });
    lambda_runtime::run(service).await
}

async fn tick<F, R, T>(outside: Outside, handle: F, event: &Value) -> Result<Value, Fault>
where
    F: Fn(Outside, Instant) -> R,
    R: Future<Output = Result<T, Fault>>,
    T: Serialize,
{
    let started = Monotonic::now();
    let at = scheduled(event, outside.clock().now());
    let calls = Arc::new(Calls::default());
    let outcome = telemetry::counted(Arc::clone(&calls), handle(outside, at)).await;
    let report = outcome.and_then(|report| {
        serde_json::to_value(report)
            .map_err(|error| Fault::permanent("a report could not be written", error))
    });
    let cause = report.as_ref().err().map(Fault::chain);
    let words = report.as_ref().map(Value::to_string).unwrap_or_default();
    tracing::info!(
        at = at.to_string(),
        outcome = if cause.is_none() { "done" } else { "failed" },
        cause,
        report = words,
        duration_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        calls.table = calls.to(Part::Table),
        calls.objects = calls.to(Part::Objects),
        "tick"
    );
    report
}

/// The moment the schedule meant; the clock's own only for an event without one.
fn scheduled(event: &Value, otherwise: Instant) -> Instant {
    let time = event.get("time").and_then(Value::as_str);
    time.and_then(|time| time.parse().ok()).unwrap_or(otherwise)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[tokio::test]
    async fn the_scheduled_moment_is_handed_over() {
        let event = json!({"detail-type": "Scheduled Event", "time": "2026-11-24T01:00:00Z"});
        let handle = |_, at: Instant| async move { Ok(json!({ "at": at.to_string() })) };
        let report = tick(Outside::for_tests(), handle, &event).await.unwrap();
        assert_eq!(report, json!({"at": "2026-11-24T01:00:00Z"}));
    }

    #[test]
    fn an_event_without_a_time_takes_the_clock() {
        let now: Instant = "2026-01-01T00:00:00Z".parse().unwrap();
        assert_eq!(scheduled(&json!({}), now), now);
        assert_eq!(scheduled(&json!({"time": "yesterday"}), now), now);
    }

    #[tokio::test]
    async fn a_fault_fails_the_tick() {
        let handle = |_, _| async { Err::<(), _>(Fault::Busy) };
        assert!(
            tick(Outside::for_tests(), handle, &json!({}))
                .await
                .is_err()
        );
    }
}
