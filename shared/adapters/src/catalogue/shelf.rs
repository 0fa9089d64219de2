//! The bucket of snapshots: immutable objects named by their hash, and one pointer to the one in force.

use aws_sdk_s3::Client;
use aws_sdk_s3::primitives::ByteStream;
use serde::{Deserialize, Serialize};

use crate::cloud::{failed, is_status};
use crate::config::Setting;
use crate::fault::Fault;

/// Key of the pointer.
const POINTER: &str = "current";
const JSON: &str = "application/json";
const BYTES: &str = "application/octet-stream";

const READING: &str = "reading the catalogue failed";
const WRITING: &str = "writing the catalogue failed";

/// Where snapshots stand.
#[derive(Debug, Clone)]
pub(super) struct Shelf {
    pub(super) client: Client,
    pub(super) bucket: Setting<String>,
}

/// What the pointer says. `etag` is its own, to notice when somebody else moves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pointer {
    pub(super) version: String,
    pub(super) etag: String,
}

/// What a look at the pointer found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Look {
    /// Nothing was ever published.
    Absent,
    /// It is where it was.
    Unmoved,
    /// It points here.
    At(Pointer),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    v: u8,
    version: String,
}

impl Shelf {
    fn bucket(&self) -> Result<&str, Fault> {
        self.bucket.needed().map(String::as_str)
    }

    /// Looks at the pointer; `known` is its etag at the last look.
    pub(super) async fn look(&self, known: Option<&str>) -> Result<Look, Fault> {
        let answer = self
            .client
            .get_object()
            .bucket(self.bucket()?)
            .key(POINTER)
            .set_if_none_match(known.map(str::to_owned))
            .send()
            .await;
        let object = match answer {
            Ok(object) => object,
            Err(error) if is_status(&error, 304) => return Ok(Look::Unmoved),
            Err(error) if is_status(&error, 404) => return Ok(Look::Absent),
            Err(error) => return Err(failed(READING, error)),
        };
        let etag = object.e_tag().unwrap_or_default().to_owned();
        let stored: Stored = read_json(object.body).await?;
        Ok(Look::At(Pointer {
            version: stored.version,
            etag,
        }))
    }

    /// The bytes of a snapshot that may never have been there.
    pub(super) async fn snapshot(&self, version: &str) -> Result<Option<Vec<u8>>, Fault> {
        self.bytes(snapshot_key(version)).await
    }

    /// The bytes of the packed form this program reads, if there is one.
    pub(super) async fn packed(&self, version: &str) -> Result<Option<Vec<u8>>, Fault> {
        self.bytes(packed_key(version)).await
    }

    async fn bytes(&self, key: String) -> Result<Option<Vec<u8>>, Fault> {
        let object = self
            .client
            .get_object()
            .bucket(self.bucket()?)
            .key(key)
            .send()
            .await;
        match object {
            Ok(object) => Ok(Some(collect(object.body).await?)),
            Err(error) if is_status(&error, 404) => Ok(None),
            Err(error) => Err(failed(READING, error)),
        }
    }

    /// Puts a snapshot. One that is there already is the same one, since its name is its hash.
    pub(super) async fn put_snapshot(&self, version: &str, bytes: Vec<u8>) -> Result<(), Fault> {
        self.put(snapshot_key(version), JSON, bytes, Some("*"))
            .await
    }

    /// Puts the packed form of a snapshot, in the place of one that could not be read.
    pub(super) async fn put_packed(&self, version: &str, bytes: Vec<u8>) -> Result<(), Fault> {
        self.put(packed_key(version), BYTES, bytes, None).await
    }

    async fn put(
        &self,
        key: String,
        media_type: &str,
        bytes: Vec<u8>,
        unless: Option<&str>,
    ) -> Result<(), Fault> {
        let put = self
            .client
            .put_object()
            .bucket(self.bucket()?)
            .key(key)
            .content_type(media_type)
            .set_if_none_match(unless.map(str::to_owned))
            .body(ByteStream::from(bytes))
            .send()
            .await;
        match put {
            Ok(_) => Ok(()),
            Err(error) if is_status(&error, 412) => Ok(()),
            Err(error) => Err(failed(WRITING, error)),
        }
    }

    /// Moves the pointer from where it was seen; `false` if somebody else moved it since.
    pub(super) async fn point(&self, version: &str, seen: Option<&Pointer>) -> Result<bool, Fault> {
        let stored = Stored {
            v: 1,
            version: version.to_owned(),
        };
        let bytes =
            serde_json::to_vec(&stored).map_err(|error| Fault::permanent(WRITING, error))?;
        let put = self
            .client
            .put_object()
            .bucket(self.bucket()?)
            .key(POINTER)
            .content_type(JSON)
            .body(ByteStream::from(bytes));
        let put = match seen {
            Some(pointer) => put.if_match(&pointer.etag),
            None => put.if_none_match("*"),
        };
        match put.send().await {
            Ok(_) => Ok(true),
            // 409: somebody is moving it at this very moment
            Err(error) if is_status(&error, 412) || is_status(&error, 409) => Ok(false),
            Err(error) => Err(failed(WRITING, error)),
        }
    }
}

fn snapshot_key(version: &str) -> String {
    format!("snapshots/{version}.json")
}

/// Named for the program that reads it too: another format, or other facts, is another file.
fn packed_key(version: &str) -> String {
    let kind = contract::catalogue::packed_kind();
    format!("snapshots/{version}.{kind}.packed")
}

async fn read_json<T: serde::de::DeserializeOwned>(body: ByteStream) -> Result<T, Fault> {
    let bytes = collect(body).await?;
    serde_json::from_slice(&bytes).map_err(|error| Fault::permanent(READING, error))
}

async fn collect(body: ByteStream) -> Result<Vec<u8>, Fault> {
    let body = body.collect().await;
    let body = body.map_err(|error| Fault::temporary(READING, error))?;
    Ok(body.to_vec())
}
