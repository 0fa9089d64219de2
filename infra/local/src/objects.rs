//! The embedded S3: `s3s` speaks the protocol, the store behind it is ours, so that conditions, checksums
//! and versions are exact.
//!
//! A request is known by its signature (headers or presigned URL), judged by the rights closure and counted
//! before it is served. As in the cloud, a caller without `s3:ListBucket` is told 403, not 404, for a key
//! that is absent. Deliberately absent: multipart uploads, access lists, tags, retention.

mod body;
mod condition;
mod contents;
mod cors;
mod door;
mod service;
mod store;

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use bytes::Bytes;
use jiff::Timestamp;

use self::store::{At, Store};
pub use self::store::{Facts, Trouble};

/// A bucket as the template describes it.
#[derive(Debug, Clone, Default)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// Keeps older versions.
    pub versioned: bool,
    /// Anybody may read objects without a signature.
    pub public_read: bool,
    /// Which pages of other origins may call it.
    pub cors: Vec<CorsRule>,
}

/// One rule of `CorsConfiguration`; origins and headers may hold one `*`.
#[derive(Debug, Clone, Default)]
pub struct CorsRule {
    /// `AllowedOrigins`
    pub origins: Vec<String>,
    /// `AllowedMethods`
    pub methods: Vec<String>,
    /// `AllowedHeaders`
    pub headers: Vec<String>,
    /// `ExposedHeaders`
    pub exposed: Vec<String>,
    /// `MaxAge`
    pub seconds_max: Option<u32>,
}

/// Access key → secret key.
pub type SecretOf = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;
/// Access key, action (`s3:GetObject`), resource ARN → allowed, or why not.
pub type Rights = Arc<dyn Fn(&str, &str, &str) -> Result<(), String> + Send + Sync>;
/// Access key, operation (`GetObject`), bucket.
pub type Count = Arc<dyn Fn(&str, &str, &str) + Send + Sync>;
/// The host's clock.
pub type Now = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What the store needs from the host around it.
#[derive(Clone)]
pub struct Host {
    /// Who owns an access key.
    pub secret_of: SecretOf,
    /// Who may do what.
    pub rights: Rights,
    /// Told of every call that was allowed.
    pub count: Count,
    /// Dates what is stored.
    pub now: Now,
    /// `aws` or `aws-cn`, for the resource ARNs given to `rights`.
    pub partition: String,
    /// Longest object accepted.
    pub object_bytes_max: usize,
}

impl fmt::Debug for Host {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Host")
            .field("partition", &self.partition)
            .finish_non_exhaustive()
    }
}

/// An object with its bytes.
#[derive(Debug, Clone)]
pub struct Object {
    /// Length, entity tag, date and what the uploader said.
    pub facts: Facts,
    /// The content.
    pub body: Bytes,
}

/// The running store; clones share it.
#[derive(Debug, Clone)]
pub struct Objects {
    host: Host,
    buckets: Arc<BTreeMap<String, Bucket>>,
    store: Arc<Store>,
}

impl Objects {
    /// Opens the store in a folder (or in memory) with the buckets of the template.
    pub fn open(folder: Option<&Path>, buckets: Vec<Bucket>, host: Host) -> Result<Self, Trouble> {
        let store = Store::open(folder)?;
        let buckets = buckets
            .into_iter()
            .map(|bucket| (bucket.name.clone(), bucket))
            .collect();
        Ok(Self {
            host,
            buckets: Arc::new(buckets),
            store: Arc::new(store),
        })
    }

    /// The S3 endpoint, path style.
    pub fn router(&self) -> Router {
        door::router(self)
    }

    /// Reads an object inside the process: for integrations of the gateway, which are judged there.
    #[must_use]
    pub fn get(&self, bucket: &str, key: &str) -> Option<Object> {
        let at = At {
            bucket: bucket.to_owned(),
            key: key.to_owned(),
            version: None,
        };
        let stored = self.store.find(&at).ok()??;
        let body = self.store.content(&stored.hash?).ok()?;
        Some(Object {
            facts: stored.facts,
            body,
        })
    }
}
