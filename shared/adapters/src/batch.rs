//! The door of functions that a stream wakes: every record is tried, the failed ones are reported.
//!
//! A record only wakes; what is to be done is read from the state (design 4). A record that cannot be read is
//! counted and reported like a failed one, so that the service parks it after its retries; its neighbours proceed.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use lambda_runtime::{Context, LambdaEvent, service_fn};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::Semaphore;
use tokio::task::{Id, JoinError, JoinSet};
use tokio::time::Instant as Monotonic;

use crate::clock::{self, Instant};
use crate::fault::Fault;
use crate::table::outbox_id;
use crate::telemetry::{self, Calls, Part};
use crate::{Error, Outside};

/// Records worked on at the same time: one slow receiver must not hold up the others.
const AT_ONCE: usize = 8;
/// Time kept back to report before the platform ends the invocation.
const REPORT_TIME: Duration = Duration::from_secs(1);
/// Longest invocation assumed when the platform names no deadline.
const INVOCATION_MAX: Duration = Duration::from_secs(20);

/// A committed outbox row that wants attention. Reload what it is about: the record is never acted on itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wake {
    /// Id of the outbox row.
    pub id: String,
    /// Its topic.
    pub topic: String,
    /// The moment of the batch.
    pub now: Instant,
}

/// Records that failed, as the service wants to be told.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Failures {
    batch_item_failures: Vec<Failure>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Failure {
    item_identifier: String,
}

/// Runs a function that a stream wakes, until the platform ends it.
///
/// # Errors
/// What the platform's interface answers when it cannot be used.
pub async fn run_batch<F, R>(outside: Outside, handle: F) -> Result<(), Error>
where
    F: Fn(Outside, Wake) -> R + Clone + Send + Sync + 'static,
    R: Future<Output = Result<(), Fault>> + Send + 'static,
{
    let service = service_fn(move |event: LambdaEvent<Value>| {
        let (outside, handle) = (outside.clone(), handle.clone());
        async move {
            let until = deadline(&event.context);
            Ok::<_, Error>(batch(outside, handle, &event.payload, until).await)
        }
    });
    lambda_runtime::run(service).await
}

/// The moment by which the batch must be reported. The platform's deadline is in real time.
fn deadline(context: &Context) -> Monotonic {
    let now = u64::try_from(clock::real().as_millisecond()).unwrap_or(0);
    let left = Duration::from_millis(context.deadline.saturating_sub(now));
    let left = if left.is_zero() { INVOCATION_MAX } else { left };
    Monotonic::now() + left.saturating_sub(REPORT_TIME)
}

/// Tries every record of `event` until `until`, and says which failed.
pub async fn batch<F, R>(outside: Outside, handle: F, event: &Value, until: Monotonic) -> Failures
where
    F: Fn(Outside, Wake) -> R + Clone + Send + Sync + 'static,
    R: Future<Output = Result<(), Fault>> + Send + 'static,
{
    let now = outside.clock().now();
    let records = event.get("Records").and_then(Value::as_array);
    let records: Vec<Record> = records.into_iter().flatten().map(Record::read).collect();
    let mut work = Work::default();
    let permits = Arc::new(Semaphore::new(AT_ONCE));
    for record in &records {
        let Some((id, topic)) = record.wakes.clone() else {
            tracing::error!(sequence = record.sequence, "unreadable record");
            work.failed.push(record.sequence.clone());
            continue;
        };
        let wake = Wake { id, topic, now };
        let (outside, handle, permits) = (outside.clone(), handle.clone(), Arc::clone(&permits));
        work.spawn(record.sequence.clone(), async move {
            // The semaphore is never closed, so this waits and cannot fail.
            let _permit = permits.acquire_owned().await;
            one(outside, handle, wake).await
        });
    }
    work.finish(until).await;
    work.report(&records)
}

async fn one<F, R>(outside: Outside, handle: F, wake: Wake) -> bool
where
    F: Fn(Outside, Wake) -> R,
    R: Future<Output = Result<(), Fault>>,
{
    let started = Monotonic::now();
    let calls = Arc::new(Calls::default());
    let (id, topic) = (wake.id.clone(), wake.topic.clone());
    let outcome = telemetry::counted(Arc::clone(&calls), handle(outside, wake)).await;
    let cause = outcome.as_ref().err().map(Fault::chain);
    tracing::info!(
        outbox = id,
        topic,
        outcome = if cause.is_none() { "done" } else { "failed" },
        cause,
        duration_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        calls.table = calls.to(Part::Table),
        calls.objects = calls.to(Part::Objects),
        calls.mail = calls.to(Part::Mail),
        calls.webhook = calls.to(Part::Webhook),
        "wake"
    );
    outcome.is_ok()
}

/// The records being worked on, each in a task of its own, so that a panic is one record's failure.
#[derive(Default)]
struct Work {
    tasks: JoinSet<bool>,
    open: Vec<(Id, String)>,
    failed: Vec<String>,
}

impl Work {
    fn spawn(&mut self, sequence: String, task: impl Future<Output = bool> + Send + 'static) {
        let id = self.tasks.spawn(task).id();
        self.open.push((id, sequence));
    }

    /// Waits for every task; what is unfinished at `until` is stopped and counts as failed.
    async fn finish(&mut self, until: Monotonic) {
        while let Ok(Some(ended)) =
            tokio::time::timeout_at(until, self.tasks.join_next_with_id()).await
        {
            self.note(ended);
        }
        self.tasks.abort_all();
        self.failed
            .extend(self.open.drain(..).map(|(_, sequence)| sequence));
    }

    fn note(&mut self, ended: Result<(Id, bool), JoinError>) {
        let (id, done) = match ended {
            Ok((id, done)) => (id, done),
            Err(error) => {
                tracing::error!("a record's handler panicked");
                (error.id(), false)
            }
        };
        let Some(index) = self.open.iter().position(|(open, _)| *open == id) else {
            return;
        };
        let (_, sequence) = self.open.swap_remove(index);
        if !done {
            self.failed.push(sequence);
        }
    }

    /// The failures in the order of the batch: the service goes on from the first.
    fn report(self, records: &[Record]) -> Failures {
        let sequences = records.iter().map(|record| &record.sequence);
        let failed = sequences.filter(|sequence| self.failed.contains(sequence));
        Failures {
            batch_item_failures: failed
                .map(|sequence| Failure {
                    item_identifier: sequence.clone(),
                })
                .collect(),
        }
    }
}

/// What is read of a record: its sequence number, and the outbox row it wakes.
#[derive(Debug)]
struct Record {
    sequence: String,
    wakes: Option<(String, String)>,
}

#[derive(Deserialize)]
struct Shape {
    dynamodb: Change,
}

#[derive(Deserialize)]
struct Change {
    #[serde(rename = "Keys")]
    keys: ShapeKeys,
    #[serde(rename = "NewImage")]
    image: Image,
}

#[derive(Deserialize)]
struct ShapeKeys {
    pk: Text,
}

#[derive(Deserialize)]
struct Image {
    topic: Text,
}

#[derive(Deserialize)]
struct Text {
    #[serde(rename = "S")]
    text: String,
}

impl Record {
    fn read(value: &Value) -> Self {
        let sequence = value
            .pointer("/dynamodb/SequenceNumber")
            .and_then(Value::as_str);
        let wakes = Shape::deserialize(value).ok().and_then(|shape| {
            let id = outbox_id(&shape.dynamodb.keys.pk.text)?.to_owned();
            Some((id, shape.dynamodb.image.topic.text))
        });
        Self {
            sequence: sequence.unwrap_or_default().to_owned(),
            wakes,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn record(sequence: &str, pk: &str) -> Value {
        json!({
            "eventID": "1", "eventName": "INSERT", "eventSource": "aws:dynamodb",
            "dynamodb": {
                "SequenceNumber": sequence,
                "Keys": {"pk": {"S": pk}, "sk": {"S": "OUTBOX"}},
                "NewImage": {"topic": {"S": "case.submitted"}, "done": {"BOOL": false}},
                "StreamViewType": "NEW_IMAGE"
            }
        })
    }

    async fn handle(_outside: Outside, wake: Wake) -> Result<(), Fault> {
        assert_eq!(wake.topic, "case.submitted");
        match wake.id.as_str() {
            "panics" => panic!("a handler's mistake"),
            "fails" => Err(Fault::plain("no")),
            "hangs" => std::future::pending().await,
            _ => Ok(()),
        }
    }

    async fn failed(records: Vec<Value>) -> Vec<String> {
        let outside = Outside::for_tests();
        let until = Monotonic::now() + Duration::from_millis(200);
        let event = json!({ "Records": records });
        let failures = batch(outside, handle, &event, until).await;
        failures
            .batch_item_failures
            .into_iter()
            .map(|failure| failure.item_identifier)
            .collect()
    }

    #[tokio::test]
    async fn every_record_is_tried_and_only_the_failed_are_reported() {
        let records = vec![
            record("1", "OUTBOX#a"),
            record("2", "OUTBOX#fails"),
            record("3", "OUTBOX#panics"),
            record("4", "CASE#x"),
            json!({"dynamodb": {"SequenceNumber": "5", "Keys": "?"}}),
            record("6", "OUTBOX#b"),
        ];
        assert_eq!(failed(records).await, ["2", "3", "4", "5"]);
    }

    #[tokio::test]
    async fn one_that_hangs_holds_up_nobody_and_is_reported_in_time() {
        let mut records: Vec<Value> = (0..20)
            .map(|n| record(&format!("{n:02}"), "OUTBOX#ok"))
            .collect();
        records.insert(3, record("hang", "OUTBOX#hangs"));
        assert_eq!(failed(records).await, ["hang"]);
    }

    #[tokio::test]
    async fn what_is_no_batch_fails_nothing_and_does_not_panic() {
        assert!(failed(Vec::new()).await.is_empty());
        let outside = Outside::for_tests();
        let failures = batch(outside, handle, &json!([1, "x"]), Monotonic::now()).await;
        assert_eq!(
            serde_json::to_value(&failures).unwrap(),
            json!({"batchItemFailures": []})
        );
    }
}
