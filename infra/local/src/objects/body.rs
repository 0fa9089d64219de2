//! What comes with an upload, checked after the last byte and before the commit.

use std::collections::BTreeMap;

use base64::Engine as _;
use bytes::Bytes;
use http::HeaderMap;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use s3s::checksum::ChecksumHasher;
use s3s::crypto::{Checksum, Crc32, Crc32c, Crc64Nvme, Md5, Sha1, Sha256};
use s3s::dto::{Range, StreamingBlob};
use s3s::{Body, S3Error, S3ErrorCode, S3Result, s3_error};

use super::store::Facts;

const CHECKSUM: &str = "x-amz-checksum-";
const KEPT: [&str; 6] = [
    "content-type",
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-language",
    "expires",
];

/// Headers of an object, by name in small letters.
pub(super) type Headers = BTreeMap<String, String>;

/// Reads a whole body, never more than the bound.
pub(super) async fn receive(
    body: Option<StreamingBlob>,
    length: Option<i64>,
    bytes_max: usize,
) -> S3Result<Bytes> {
    let too_large = || {
        s3_error!(
            EntityTooLarge,
            "an object holds at most {bytes_max} bytes here"
        )
    };
    let length = length.and_then(|length| usize::try_from(length).ok());
    if length.is_some_and(|length| length > bytes_max) {
        return Err(too_large());
    }
    let body = body.map(Body::from).unwrap_or_default();
    let content = match Limited::new(body, bytes_max).collect().await {
        Ok(content) => content.to_bytes(),
        Err(error) if error.is::<LengthLimitError>() => return Err(too_large()),
        Err(error) => return Err(S3Error::with_source(S3ErrorCode::IncompleteBody, error)),
    };
    if length.is_some_and(|length| length != content.len()) {
        return Err(s3_error!(IncompleteBody));
    }
    Ok(content)
}

/// What is kept of the headers of an upload; checksums may also come in its trailer.
pub(super) fn kept(headers: &HeaderMap) -> Headers {
    let kept = |name: &str| KEPT.contains(&name) || name.starts_with("x-amz-meta-") || is_sum(name);
    headers
        .iter()
        .filter(|(name, value)| kept(name.as_str()) && *value != "aws-chunked")
        .filter_map(|(name, value)| {
            Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
        })
        .collect()
}

/// The headers a reader is shown: checksums only of the whole, and only if asked for.
pub(super) fn shown(facts: &Facts, checksums: bool) -> HeaderMap {
    let shown = facts
        .headers
        .iter()
        .filter(|(name, _)| checksums || !is_sum(name));
    shown
        .filter_map(|(name, value)| Some((name.parse().ok()?, value.parse().ok()?)))
        .collect()
}

fn is_sum(name: &str) -> bool {
    name.strip_prefix(CHECKSUM)
        .is_some_and(|rest| !matches!(rest, "algorithm" | "mode" | "type"))
}

/// Checks every checksum given against the body.
pub(super) fn verify(headers: &Headers, md5: Option<&str>, content: &[u8]) -> S3Result<()> {
    let given = |name: &str| headers.get(&format!("{CHECKSUM}{name}"));
    let mut hasher = ChecksumHasher {
        crc32: given("crc32").map(|_| Crc32::new()),
        crc32c: given("crc32c").map(|_| Crc32c::new()),
        crc64nvme: given("crc64nvme").map(|_| Crc64Nvme::new()),
        sha1: given("sha1").map(|_| Sha1::new()),
        sha256: given("sha256").map(|_| Sha256::new()),
    };
    hasher.update(content);
    let sums = hasher.finalize();
    let right = given("crc32") == sums.checksum_crc32.as_ref()
        && given("crc32c") == sums.checksum_crc32c.as_ref()
        && given("crc64nvme") == sums.checksum_crc64nvme.as_ref()
        && given("sha1") == sums.checksum_sha1.as_ref()
        && given("sha256") == sums.checksum_sha256.as_ref()
        && md5.is_none_or(|md5| {
            md5 == base64::engine::general_purpose::STANDARD.encode(Md5::checksum(content))
        });
    if right {
        Ok(())
    } else {
        Err(s3_error!(
            BadDigest,
            "a checksum given is not that of the body"
        ))
    }
}

/// The part of a body a range asks for, and how `Content-Range` tells it.
pub(super) fn cut(content: &Bytes, range: Range) -> S3Result<(Bytes, String)> {
    let size = u64::try_from(content.len()).map_err(S3Error::internal_error)?;
    let part = range.check(size)?;
    let start = usize::try_from(part.start).map_err(S3Error::internal_error)?;
    let end = usize::try_from(part.end).map_err(S3Error::internal_error)?;
    let told = format!("bytes {}-{}/{size}", part.start, part.end.saturating_sub(1));
    Ok((content.slice(start..end), told))
}

/// SHA-256 of a content in hexadecimal: its name in the store.
pub(super) fn name_of(content: &[u8]) -> String {
    hex(&Sha256::checksum(content))
}

/// MD5 of a content in hexadecimal: its entity tag.
pub(super) fn tag_of(content: &[u8]) -> String {
    hex(&Md5::checksum(content))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
