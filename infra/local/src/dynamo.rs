//! The embedded table store: a library's `DynamoDB` behind a door of ours that knows the caller and holds the template's rights.
//!
//! A caller is known by the access key in its signature; the signature itself is not checked, since only loopback reaches this port.
//! The store runs on a small runtime of its own, because it blocks. Deliberately absent: throttling, conflicts between transactions
//! and stale reads.

mod door;
mod touched;

use std::path::Path;
use std::sync::Arc;

use dynoxide::Database;
use dynoxide::actions::get_records::GetRecordsRequest;
use dynoxide::actions::get_shard_iterator::{decode_shard_iterator, encode_shard_iterator};
use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::fault::Fault;
use crate::rights::Call;
use crate::template::{REGION, Table};

pub use door::Door;

/// Access key and call → allowed, or why not.
pub type Rights = Arc<dyn Fn(&str, &Call<'_>) -> Result<(), String> + Send + Sync>;
/// Access key → whether it is one of ours.
pub type Known = Arc<dyn Fn(&str) -> bool + Send + Sync>;
/// Access key, action such as `dynamodb:Query`.
pub type Count = Arc<dyn Fn(&str, &str) + Send + Sync>;

/// What the store needs from the host around it.
#[derive(Clone)]
pub struct Around {
    /// Who owns an access key.
    pub known: Known,
    /// Who may do what.
    pub rights: Rights,
    /// Told of every call that was allowed.
    pub count: Count,
}

impl std::fmt::Debug for Around {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Around").finish_non_exhaustive()
    }
}

/// The running store; clones share it.
#[derive(Clone)]
pub struct Dynamo {
    database: Database,
    tables: Arc<Vec<Table>>,
    /// The library's own port, behind ours.
    inner: Arc<Inner>,
    around: Around,
    changed: Arc<Notify>,
}

impl std::fmt::Debug for Dynamo {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Dynamo")
            .field("tables", &self.tables)
            .finish_non_exhaustive()
    }
}

/// The runtime the library blocks on.
struct Inner {
    url: String,
    runtime: Option<tokio::runtime::Runtime>,
}

impl Drop for Inner {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Dynamo {
    /// Opens the store in a file (or in memory) and creates the tables that are not there.
    ///
    /// # Errors
    /// One line if the file is damaged or a table cannot be created.
    pub fn open(file: Option<&Path>, tables: Vec<Table>, around: Around) -> Result<Self, Fault> {
        let database = match file {
            Some(file) => Database::new(&file.to_string_lossy())
                .map_err(|error| Fault::of(file.display(), error))?,
            None => Database::memory().map_err(|error| Fault::of("the table store", error))?,
        };
        let place = file.map_or_else(
            || "the table store".to_owned(),
            |file| file.display().to_string(),
        );
        create(&database, &tables).map_err(|error| Fault::of(place, error))?;
        let inner = serve(database.clone()).map_err(|error| Fault::of("the table store", error))?;
        Ok(Self {
            database,
            tables: Arc::new(tables),
            inner: Arc::new(inner),
            around,
            changed: Arc::new(Notify::new()),
        })
    }

    /// Wakes whoever waits for records.
    #[must_use]
    pub fn changed(&self) -> Arc<Notify> {
        Arc::clone(&self.changed)
    }

    /// At most `count` records of the table's stream after `position`, as functions are given them, and the position after them.
    ///
    /// # Errors
    /// If the store fails.
    pub fn records(
        &self,
        table: &str,
        position: i64,
        count: usize,
    ) -> Result<(Vec<Value>, i64), Fault> {
        let shard = dynoxide::streams::shard_id(table);
        let request = GetRecordsRequest {
            shard_iterator: encode_shard_iterator(table, &shard, position),
            limit: Some(count),
        };
        let answer = self
            .database
            .get_records(request)
            .map_err(|error| Fault::of("the stream", error))?;
        let after = answer
            .next_shard_iterator
            .as_deref()
            .and_then(decode_shard_iterator)
            .map_or(position, |(_, _, after)| after);
        let records = serde_json::to_value(&answer.records)
            .map_err(|error| Fault::of("the stream", error))?;
        let arn = format!("arn:aws:dynamodb:{REGION}:000000000000:table/{table}/stream/local");
        let mut records = if let Value::Array(records) = records {
            records
        } else {
            Vec::new()
        };
        for record in &mut records {
            if let Some(fields) = record.as_object_mut() {
                fields.insert("eventSourceARN".to_owned(), json!(arn));
                fields.insert("awsRegion".to_owned(), json!(REGION));
            }
        }
        Ok((records, after))
    }

    /// Removes what expired.
    ///
    /// # Errors
    /// If the store fails.
    pub fn sweep(&self) -> Result<usize, Fault> {
        self.database
            .sweep_ttl()
            .map_err(|error| Fault::of("expiry", error))
    }
}

fn create(database: &Database, tables: &[Table]) -> Result<(), Fault> {
    let there = database
        .list_tables(from(json!({}))?)
        .map_err(|error| Fault::of("cannot be read", error))?;
    for table in tables {
        if there.table_names.contains(&table.name) {
            continue;
        }
        let wrong = |error| Fault::of(format!("table `{}`", table.name), error);
        database
            .create_table(from(table.create.clone())?)
            .map_err(wrong)?;
        if let Some(attribute) = &table.expires {
            let request = json!({
                "TableName": table.name,
                "TimeToLiveSpecification": { "Enabled": true, "AttributeName": attribute },
            });
            database
                .update_time_to_live(from(request)?)
                .map_err(wrong)?;
        }
    }
    Ok(())
}

fn from<T: serde::de::DeserializeOwned>(request: Value) -> Result<T, Fault> {
    serde_json::from_value(request)
        .map_err(|error| Fault::of("a request to the table store", error))
}

fn serve(database: Database) -> std::io::Result<Inner> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let url = format!("http://{}", listener.local_addr()?);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("table")
        .enable_all()
        .build()?;
    runtime.spawn(async move {
        if let Ok(listener) = tokio::net::TcpListener::from_std(listener) {
            dynoxide::server::serve_on(listener, database).await;
        }
    });
    Ok(Inner {
        url,
        runtime: Some(runtime),
    })
}
