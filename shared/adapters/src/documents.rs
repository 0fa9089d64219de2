//! Objects: uploads in quarantine, checked documents as evidence, public pages.
//!
//! Files go from the browser straight to the quarantine by an address that fixes size, type and hash (goals C2 rule 7).
//! Nothing reads the quarantine but [`Documents::receive`], which looks at what is really in the file and copies it to
//! the evidence under its hash. Departments read evidence by addresses that live for minutes.
//!
//! Deliberately absent: which files a material accepts, who may read a document, and what a page says.

mod evidence;
mod page;
mod receive;
mod sniff;
mod upload;

use aws_sdk_s3::Client;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

pub use self::page::PublicPage;
pub use self::receive::Receipt;
pub use self::sniff::Suspicion;
pub use self::upload::{FORM_BYTES_MAX, Ticket};
use crate::config::Setting;
use crate::fault::Fault;

/// The buckets of a function; each function is given only those it works with.
#[derive(Debug, Clone)]
pub struct Buckets {
    /// Quarantine of uploads.
    pub uploads: Setting<String>,
    /// Checked documents.
    pub evidence: Setting<String>,
    /// Public pages.
    pub pages: Setting<String>,
}

/// What is kept outside the table.
#[derive(Debug, Clone)]
pub struct Documents {
    client: Client,
    buckets: Buckets,
}

/// A file as its sender announced it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announced {
    /// Media type.
    pub media_type: String,
    /// Exact size.
    pub bytes: u64,
    /// SHA-256, 64 lower-case hexadecimal digits.
    pub sha256: String,
}

impl Documents {
    /// The objects of `buckets`, reached through `client`.
    #[must_use]
    pub const fn new(client: Client, buckets: Buckets) -> Self {
        Self { client, buckets }
    }

    fn uploads(&self) -> Result<&str, Fault> {
        self.buckets.uploads.needed().map(String::as_str)
    }

    fn evidence(&self) -> Result<&str, Fault> {
        self.buckets.evidence.needed().map(String::as_str)
    }

    fn pages(&self) -> Result<&str, Fault> {
        self.buckets.pages.needed().map(String::as_str)
    }
}

/// SHA-256 of `bytes`, as 64 lower-case hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    crate::hex::digits(&Sha256::digest(bytes))
}

/// The quarantine key of an upload.
fn upload_key(draft: &str, upload: &str) -> String {
    format!("uploads/{draft}/{upload}")
}

/// The evidence key of a document.
fn document_key(sha256: &str) -> String {
    format!("documents/{sha256}")
}

/// A hash as the object service spells it: base64 of the bytes and not of the digits.
fn checksum(sha256: &str) -> Result<String, Fault> {
    crate::hex::bytes(sha256)
        .map(|bytes| STANDARD.encode(bytes))
        .ok_or_else(|| Fault::plain("a SHA-256 is not in hexadecimal digits"))
}
