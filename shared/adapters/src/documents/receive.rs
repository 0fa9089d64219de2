//! From quarantine to evidence: is it what was announced, and is it what its type says?

use aws_sdk_s3::operation::head_object::HeadObjectOutput;
use aws_sdk_s3::types::ChecksumMode;

use super::sniff::{self, Ends, Suspicion};
use super::{Announced, Documents, checksum, document_key, upload_key};
use crate::cloud::{failed, is_status};
use crate::fault::Fault;

/// How much of the beginning is looked at.
const HEAD_BYTES: u64 = 8192;
/// How much of the end is looked at.
const TAIL_BYTES: u64 = 2048;

const LOOKING: &str = "looking at an upload failed";
const KEEPING: &str = "keeping a document as evidence failed";

/// What became of an upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Receipt {
    /// Nothing was put at the address.
    Absent,
    /// It is what it says it is, and is kept as evidence.
    Held,
    /// It stays in quarantine.
    Refused(Suspicion),
}

impl Documents {
    /// Looks at an upload and, if it is what was announced, keeps it as evidence. Repeating it is harmless.
    ///
    /// # Errors
    /// A fault if the object service does not answer.
    pub async fn receive(
        &self,
        draft: &str,
        upload: &str,
        announced: &Announced,
    ) -> Result<Receipt, Fault> {
        let key = upload_key(draft, upload);
        let Some(object) = self.look(&key).await? else {
            return Ok(Receipt::Absent);
        };
        if !is_as_announced(&object, announced)? {
            return Ok(Receipt::Refused(Suspicion::NotAsAnnounced));
        }
        let etag = object.e_tag().unwrap_or("*");
        let ends = self.ends(&key, etag, announced.bytes).await?;
        if let Some(suspicion) = sniff::suspicion(&announced.media_type, &ends) {
            return Ok(Receipt::Refused(suspicion));
        }
        self.keep(&key, etag, &announced.sha256).await?;
        Ok(Receipt::Held)
    }

    async fn look(&self, key: &str) -> Result<Option<HeadObjectOutput>, Fault> {
        let head = self
            .client
            .head_object()
            .bucket(self.uploads()?)
            .key(key)
            .checksum_mode(ChecksumMode::Enabled)
            .send()
            .await;
        match head {
            Ok(object) => Ok(Some(object)),
            Err(error) if is_status(&error, 404) => Ok(None),
            Err(error) => Err(failed(LOOKING, error)),
        }
    }

    async fn ends(&self, key: &str, etag: &str, bytes: u64) -> Result<Ends, Fault> {
        let head = format!("bytes=0-{}", HEAD_BYTES - 1);
        let head = self.part(key, etag, head).await?;
        if bytes <= HEAD_BYTES {
            return Ok(Ends::whole(head));
        }
        let tail = self.part(key, etag, format!("bytes=-{TAIL_BYTES}")).await?;
        Ok(Ends { head, tail })
    }

    async fn part(&self, key: &str, etag: &str, range: String) -> Result<Vec<u8>, Fault> {
        let object = self
            .client
            .get_object()
            .bucket(self.uploads()?)
            .key(key)
            .range(range)
            .if_match(etag)
            .send()
            .await
            .map_err(|error| failed(LOOKING, error))?;
        let body = object.body.collect().await;
        let body = body.map_err(|error| Fault::temporary(LOOKING, error))?;
        Ok(body.to_vec())
    }

    /// Copies exactly the object that was looked at. Evidence is named by its hash, so a second copy is the same one.
    async fn keep(&self, key: &str, etag: &str, sha256: &str) -> Result<(), Fault> {
        let copy = self
            .client
            .copy_object()
            .copy_source(format!("{}/{key}", self.uploads()?))
            .copy_source_if_match(etag)
            .bucket(self.evidence()?)
            .key(document_key(sha256))
            .if_none_match("*")
            .send()
            .await;
        match copy {
            Ok(_) => Ok(()),
            Err(error) if is_status(&error, 412) => Ok(()),
            Err(error) => Err(failed(KEEPING, error)),
        }
    }
}

fn is_as_announced(object: &HeadObjectOutput, announced: &Announced) -> Result<bool, Fault> {
    let bytes = object
        .content_length()
        .and_then(|bytes| u64::try_from(bytes).ok());
    let checksum = checksum(&announced.sha256)?;
    Ok(bytes == Some(announced.bytes)
        && object.content_type() == Some(announced.media_type.as_str())
        && object.checksum_sha256() == Some(checksum.as_str()))
}
