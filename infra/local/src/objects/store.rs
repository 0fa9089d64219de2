//! What is kept: one `SQLite` row per object version, one file per distinct content.
//!
//! Every change is decided and committed under one lock and in one transaction, so a condition on a
//! write is exact: of many racers with `If-None-Match: *`, one wins. What is committed outlives the process; the disk is asked to keep
//! up at checkpoints only, so the last moments may be lost with the machine's power.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, params};
use s3s::S3Error;
use s3s::dto::ETagCondition;
use serde::{Deserialize, Serialize};

use super::condition::may_write;
use super::contents::Contents;

const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS object (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        bucket TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL,
        hash TEXT, facts TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS by_key ON object (bucket, key, seq);
    CREATE INDEX IF NOT EXISTS by_hash ON object (hash);";

/// Why something could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The folder or a content in it cannot be used.
    #[error("the object folder cannot be used: {0}")]
    Folder(#[from] std::io::Error),
    /// The rows cannot be used.
    #[error("the object table cannot be used: {0}")]
    Rows(#[from] rusqlite::Error),
    /// A condition does not hold.
    #[error(transparent)]
    Refused(#[from] S3Error),
}

impl From<Trouble> for S3Error {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Refused(error) => error,
            Trouble::Folder(_) | Trouble::Rows(_) => Self::internal_error(trouble),
        }
    }
}

type Kept<T> = Result<T, Trouble>;

/// Everything known of one object version but its bytes.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Facts {
    /// MD5 of the content in hexadecimal, without quotes.
    pub etag: String,
    /// Length in bytes.
    pub size: u64,
    /// When it was committed, in seconds since 1970.
    pub modified_seconds: i64,
    /// What the uploader said of it: `content-type`, `x-amz-meta-*`, `x-amz-checksum-*` …
    pub headers: BTreeMap<String, String>,
}

impl ToSql for Facts {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let text = serde_json::to_string(self);
        text.map(ToSqlOutput::from)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
    }
}

impl FromSql for Facts {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?).map_err(|error| FromSqlError::Other(Box::new(error)))
    }
}

/// A key, and a version of it if one is meant.
#[derive(Debug, Clone)]
pub(super) struct At {
    pub(super) bucket: String,
    pub(super) key: String,
    pub(super) version: Option<String>,
}

/// One stored version.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub(super) key: String,
    pub(super) version: String,
    /// `None` for a delete marker.
    pub(super) hash: Option<String>,
    pub(super) facts: Facts,
}

/// A write that was checked and only needs its conditions and the commit.
#[derive(Debug)]
pub(super) struct Write {
    pub(super) at: At,
    /// The versions before it stay.
    pub(super) versioned: bool,
    pub(super) if_match: Option<ETagCondition>,
    pub(super) if_none_match: Option<ETagCondition>,
    pub(super) hash: String,
    pub(super) content: Bytes,
    pub(super) facts: Facts,
}

/// Which names a listing shows.
#[derive(Debug)]
pub(super) struct Listing {
    pub(super) bucket: String,
    pub(super) prefix: String,
    pub(super) delimiter: Option<String>,
    pub(super) after: String,
    pub(super) names_max: usize,
}

/// One page of a listing.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) objects: Vec<Stored>,
    pub(super) prefixes: Vec<String>,
    /// The last name shown, when more follow.
    pub(super) more_after: Option<String>,
}

/// The rows and the contents.
#[derive(Debug)]
pub(super) struct Store(Mutex<Parts>);

#[derive(Debug)]
struct Parts {
    rows: Connection,
    contents: Contents,
}

impl Store {
    /// Opens the folder, or an empty store in memory.
    pub(super) fn open(folder: Option<&Path>) -> Kept<Self> {
        let contents = Contents::open(folder)?;
        let rows = match folder {
            Some(folder) => Connection::open(folder.join("objects.sqlite"))?,
            None => Connection::open_in_memory()?,
        };
        rows.execute_batch(SCHEMA)?;
        Ok(Self(Mutex::new(Parts { rows, contents })))
    }

    fn parts(&self) -> MutexGuard<'_, Parts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The latest version, or the one named; delete markers count as versions.
    pub(super) fn find(&self, at: &At) -> Kept<Option<Stored>> {
        find(&self.parts().rows, at)
    }

    /// The bytes of a stored version.
    pub(super) fn content(&self, hash: &str) -> Kept<Bytes> {
        Ok(self.parts().contents.read(hash)?)
    }

    /// Commits a write if its conditions hold.
    pub(super) fn put(&self, write: Write) -> Kept<Stored> {
        let mut parts = self.parts();
        let before = find(&parts.rows, &write.at)?.filter(|found| found.hash.is_some());
        may_write(&write, before.as_ref().map(|before| &before.facts))?;
        parts.contents.write(&write.hash, write.content)?;
        let stored = Stored {
            key: write.at.key,
            version: if write.versioned {
                new_version()
            } else {
                "null".to_owned()
            },
            hash: Some(write.hash),
            facts: write.facts,
        };
        parts.replace(&write.at.bucket, &stored, write.versioned)?;
        Ok(stored)
    }

    /// Deletes a key or a version of it for good.
    pub(super) fn delete(&self, at: &At) -> Kept<()> {
        let mut parts = self.parts();
        let transaction = parts.rows.transaction()?;
        let gone = take(&transaction, at)?;
        transaction.commit()?;
        parts.forget(gone)
    }

    /// Marks a key as deleted, keeping its versions; says the version of the mark.
    pub(super) fn mark_deleted(&self, at: At, modified_seconds: i64) -> Kept<String> {
        let facts = Facts {
            modified_seconds,
            ..Facts::default()
        };
        let marker = Stored {
            key: at.key,
            version: new_version(),
            hash: None,
            facts,
        };
        self.parts().replace(&at.bucket, &marker, true)?;
        Ok(marker.version)
    }

    /// Lists the latest versions in the byte order of their keys.
    pub(super) fn list(&self, listing: &Listing) -> Kept<Page> {
        let parts = self.parts();
        let mut statement = parts.rows.prepare_cached(
            "SELECT key, version, hash, facts FROM object o
             WHERE bucket = ?1 AND key >= ?2 AND key > ?3 AND hash IS NOT NULL
             AND seq = (SELECT max(seq) FROM object WHERE bucket = o.bucket AND key = o.key)
             ORDER BY key",
        )?;
        let from = params![listing.bucket, listing.prefix, listing.after];
        let mut rows = statement.query(from)?;
        let mut page = Page::default();
        let mut last = String::new();
        while let Some(row) = rows.next()? {
            let stored = read_row(row)?;
            if !stored.key.starts_with(&listing.prefix) {
                break;
            }
            let folder = listing.folder_of(&stored.key);
            // A folder already shown, on this page or as the last name of the page before.
            if folder
                .as_ref()
                .is_some_and(|folder| [&last, &listing.after].contains(&folder))
            {
                continue;
            }
            if page.objects.len() + page.prefixes.len() >= listing.names_max {
                page.more_after = Some(last);
                break;
            }
            last = folder.clone().unwrap_or_else(|| stored.key.clone());
            match folder {
                Some(folder) => page.prefixes.push(folder),
                None => page.objects.push(stored),
            }
        }
        Ok(page)
    }
}

impl Listing {
    fn folder_of(&self, key: &str) -> Option<String> {
        let mark = self.delimiter.as_deref().filter(|mark| !mark.is_empty())?;
        let (head, _) = key.strip_prefix(&self.prefix)?.split_once(mark)?;
        Some(format!("{}{head}{mark}", self.prefix))
    }
}

impl Parts {
    fn replace(&mut self, bucket: &str, stored: &Stored, keep_older: bool) -> Kept<()> {
        let transaction = self.rows.transaction()?;
        let at = At {
            bucket: bucket.to_owned(),
            key: stored.key.clone(),
            version: None,
        };
        let gone = if keep_older {
            Vec::new()
        } else {
            take(&transaction, &at)?
        };
        transaction.execute(
            "INSERT INTO object (bucket, key, version, hash, facts) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                bucket,
                stored.key,
                stored.version,
                stored.hash,
                stored.facts
            ],
        )?;
        transaction.commit()?;
        self.forget(gone)
    }

    /// Drops contents no version needs; after the commit, so a crash leaves litter, never a hole.
    fn forget(&mut self, hashes: Vec<String>) -> Kept<()> {
        for hash in hashes {
            let used = "SELECT EXISTS (SELECT 1 FROM object WHERE hash = ?1)";
            if !self
                .rows
                .query_row(used, [&hash], |row| row.get::<_, bool>(0))?
            {
                self.contents.remove(&hash)?;
            }
        }
        Ok(())
    }
}

fn find(rows: &Connection, at: &At) -> Kept<Option<Stored>> {
    let mut statement = rows.prepare_cached(
        "SELECT key, version, hash, facts FROM object
         WHERE bucket = ?1 AND key = ?2 AND (?3 IS NULL OR version = ?3) ORDER BY seq DESC LIMIT 1",
    )?;
    Ok(statement
        .query_row(params![at.bucket, at.key, at.version], read_row)
        .optional()?)
}

/// Removes the rows of a key (or of one version) and says which contents they referred to.
fn take(rows: &Connection, at: &At) -> Kept<Vec<String>> {
    let mut statement = rows.prepare_cached(
        "DELETE FROM object WHERE bucket = ?1 AND key = ?2 AND (?3 IS NULL OR version = ?3)
         RETURNING hash",
    )?;
    let taken = statement.query_map(params![at.bucket, at.key, at.version], |row| row.get(0))?;
    let taken = taken.collect::<Result<Vec<Option<String>>, _>>()?;
    Ok(taken.into_iter().flatten().collect())
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored {
        key: row.get(0)?,
        version: row.get(1)?,
        hash: row.get(2)?,
        facts: row.get(3)?,
    })
}

fn new_version() -> String {
    uuid::Uuid::now_v7().simple().to_string()
}
