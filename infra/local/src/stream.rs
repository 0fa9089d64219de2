//! Streams wake functions: in batches, filtered, with retries, halving, partial failure, and a list of what was given up.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use serde_json::{Value, json};

use crate::console::Failed;
use crate::dynamo::Dynamo;
use crate::filter;
use crate::process::Pool;
use crate::template::StreamSource;

/// How long a source sleeps when nothing wakes it.
const NAP: Duration = Duration::from_millis(500);
/// Waits between tries, doubled each time up to the longest; the cloud waits longer.
const WAIT_FIRST: Duration = Duration::from_millis(100);
const WAIT_MAX: Duration = Duration::from_secs(2);
/// Most records kept of what was given up.
const FAILED_MAX: usize = 1_000;

/// How far each source has read, kept between runs.
#[derive(Debug, Default)]
pub(crate) struct Positions {
    file: Option<PathBuf>,
    reached: Mutex<BTreeMap<String, i64>>,
}

impl Positions {
    pub(crate) fn open(file: Option<PathBuf>) -> Self {
        let kept = file.as_ref().and_then(|file| std::fs::read(file).ok());
        let reached = kept
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        Self {
            file,
            reached: Mutex::new(reached),
        }
    }

    fn of(&self, source: &str) -> i64 {
        let reached = self.reached.lock().unwrap_or_else(PoisonError::into_inner);
        reached.get(source).copied().unwrap_or(0)
    }

    fn set(&self, source: &str, position: i64) {
        let mut reached = self.reached.lock().unwrap_or_else(PoisonError::into_inner);
        reached.insert(source.to_owned(), position);
        let Some(file) = &self.file else { return };
        let written = serde_json::to_vec(&*reached)
            .map_err(std::io::Error::other)
            .and_then(|bytes| {
                let beside = file.with_extension("new");
                std::fs::write(&beside, bytes)?;
                std::fs::rename(beside, file)
            });
        if let Err(error) = written {
            tracing::warn!(%error, "the position of a stream could not be kept; records may come again");
        }
    }
}

/// One source and the function it wakes.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) pool: Arc<Pool>,
    pub(crate) stream: StreamSource,
    pub(crate) dynamo: Dynamo,
    pub(crate) positions: Arc<Positions>,
    pub(crate) failed: Arc<Mutex<Vec<Failed>>>,
    pub(crate) busy: AtomicBool,
    /// While true, records pass by unread, as those of a stream nobody reads for longer than it keeps them.
    pub(crate) dead: Arc<AtomicBool>,
}

impl Source {
    fn name(&self) -> String {
        format!("{}/{}", self.pool.function.id, self.stream.id)
    }

    /// Whether it has read and handled everything there is.
    pub(crate) fn rests(&self) -> bool {
        let rest = self
            .dynamo
            .records(&self.stream.table, self.positions.of(&self.name()), 1);
        !self.busy.load(Ordering::SeqCst) && rest.is_ok_and(|(records, _)| records.is_empty())
    }

    /// Reads and hands on for as long as the host runs.
    pub(crate) async fn run(self: Arc<Self>) {
        let changed = self.dynamo.changed();
        loop {
            let woken = changed.notified();
            if !self.turn().await {
                tokio::select! {
                    () = woken => {}
                    () = tokio::time::sleep(NAP) => {}
                }
            }
        }
    }

    /// Handles one batch; false if there was nothing.
    async fn turn(&self) -> bool {
        let name = self.name();
        let position = self.positions.of(&name);
        let read = self
            .dynamo
            .records(&self.stream.table, position, self.stream.batch_size);
        let (records, after) = match read {
            Ok((records, after)) if after > position => (records, after),
            Ok(_) => return false,
            Err(error) => {
                tracing::error!(%error, source = name, "a stream could not be read");
                return false;
            }
        };
        self.busy.store(true, Ordering::SeqCst);
        let batch: Vec<Value> = records
            .into_iter()
            .filter(|record| filter::passes(&self.stream.filters, record))
            .collect();
        if !batch.is_empty() && !self.dead.load(Ordering::SeqCst) {
            self.deliver(batch, 0).await;
        }
        self.positions.set(&name, after);
        self.busy.store(false, Ordering::SeqCst);
        true
    }

    /// Hands a batch on until it is done or given up.
    fn deliver(
        &self,
        mut batch: Vec<Value>,
        mut tried: u32,
    ) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            let mut wait = WAIT_FIRST;
            loop {
                let why = match self.once(&batch).await {
                    Ok(done) if done >= batch.len() => return,
                    Ok(done) => {
                        batch.drain(..done);
                        "the function reported it as failed".to_owned()
                    }
                    Err(why) => why,
                };
                if tried >= self.stream.retries {
                    self.give_up(&batch, &why);
                    return;
                }
                tokio::time::sleep(wait).await;
                wait = (wait * 2).min(WAIT_MAX);
                if self.stream.bisect && batch.len() > 1 {
                    let second = batch.split_off(batch.len() / 2);
                    self.deliver(batch, tried).await;
                    self.deliver(second, tried).await;
                    return;
                }
                tried += 1;
            }
        })
    }

    /// Invokes the function once; how many records from the first on are done.
    async fn once(&self, batch: &[Value]) -> Result<usize, String> {
        let event = json!({ "Records": batch }).to_string();
        let answer = self.pool.invoke(Bytes::from(event)).await?;
        if !self.stream.partial {
            return Ok(batch.len());
        }
        let answer: Value = serde_json::from_slice(&answer)
            .map_err(|error| format!("the answer is no JSON: {error}"))?;
        let failures = answer
            .get("batchItemFailures")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        let places = failures.iter().map(|failure| {
            let sequence = failure.get("itemIdentifier").and_then(Value::as_str)?;
            batch.iter().position(|record| {
                record
                    .pointer("/dynamodb/SequenceNumber")
                    .and_then(Value::as_str)
                    == Some(sequence)
            })
        });
        // the lowest failed record is where the service begins again; an unknown one fails the whole batch
        Ok(places
            .map(|place| place.unwrap_or(0))
            .min()
            .unwrap_or(batch.len()))
    }

    fn give_up(&self, batch: &[Value], why: &str) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        for record in batch {
            tracing::error!(
                function = self.pool.function.id,
                why,
                "a record was given up"
            );
            failed.push(Failed {
                function: self.pool.function.id.clone(),
                reason: why.to_owned(),
                record: record.to_string(),
            });
        }
        let surplus = failed.len().saturating_sub(FAILED_MAX);
        failed.drain(..surplus);
    }
}
