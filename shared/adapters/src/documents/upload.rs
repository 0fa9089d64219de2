//! The quarantine: where a browser may put one file, and nothing else.

use std::time::Duration;

use aws_sdk_s3::operation::put_object::builders::PutObjectFluentBuilder;
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::primitives::ByteStream;
use jiff::{SignedDuration, Timestamp};

use super::{Announced, Documents, checksum, sha256, upload_key};
use crate::cloud::{failed, is_status};
use crate::fault::Fault;

/// How long an address takes a file.
const OPEN_FOR: Duration = Duration::from_mins(15);
/// Largest file that can pass through a form: a function's request, with its base64, ends at 6 MB.
pub const FORM_BYTES_MAX: u64 = 4 * 1024 * 1024;

const SIGNING: &str = "signing an upload address failed";
const PUTTING: &str = "putting an upload into quarantine failed";

/// Where to put one file: `PUT url` with exactly these headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// The address.
    pub url: String,
    /// Headers that were signed, with their values.
    pub headers: Vec<(String, String)>,
    /// When the address stops working.
    pub expires_at: Timestamp,
}

impl Documents {
    /// An address that takes exactly the announced file, once, for a quarter of an hour.
    ///
    /// # Errors
    /// A permanent fault if this function has no quarantine or the hash is no hash.
    pub async fn upload_ticket(
        &self,
        draft: &str,
        upload: &str,
        announced: &Announced,
        now: Timestamp,
    ) -> Result<Ticket, Fault> {
        let window = PresigningConfig::expires_in(OPEN_FOR)
            .map_err(|error| Fault::permanent(SIGNING, error))?;
        let signed = self
            .quarantine(draft, upload, announced)?
            .presigned(window)
            .await
            .map_err(|error| Fault::permanent(SIGNING, error))?;
        let headers = signed
            .headers()
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        let open_for = SignedDuration::try_from(OPEN_FOR).unwrap_or_default();
        Ok(Ticket {
            url: signed.uri().to_owned(),
            headers,
            expires_at: now.checked_add(open_for).unwrap_or(now),
        })
    }

    /// Puts a file that came through a form into quarantine. Putting the same upload again changes nothing.
    ///
    /// # Errors
    /// A fault if the object service does not take it.
    pub async fn put_upload(
        &self,
        draft: &str,
        upload: &str,
        media_type: &str,
        bytes: Vec<u8>,
    ) -> Result<Announced, Fault> {
        let announced = Announced {
            media_type: media_type.to_owned(),
            bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            sha256: sha256(&bytes),
        };
        let put = self
            .quarantine(draft, upload, &announced)?
            .body(ByteStream::from(bytes))
            .send()
            .await;
        match put {
            Ok(_) => Ok(announced),
            // already there: an upload id is used for one file only
            Err(error) if is_status(&error, 412) => Ok(announced),
            Err(error) => Err(failed(PUTTING, error)),
        }
    }

    fn quarantine(
        &self,
        draft: &str,
        upload: &str,
        announced: &Announced,
    ) -> Result<PutObjectFluentBuilder, Fault> {
        let length = i64::try_from(announced.bytes)
            .map_err(|error| Fault::permanent("an upload is too large to announce", error))?;
        Ok(self
            .client
            .put_object()
            .bucket(self.uploads()?)
            .key(upload_key(draft, upload))
            .content_length(length)
            .content_type(&announced.media_type)
            .checksum_sha256(checksum(&announced.sha256)?)
            .if_none_match("*"))
    }
}
