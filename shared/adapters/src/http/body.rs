//! Bodies that come in: JSON read with every fault at once, and forms of pages.

use ::http::header;
use axum::extract::{FromRequest, Request};
use bytes::Bytes;
use contract::body::{self, BODY_BYTES_MAX, FromBody, Reader};
use contract::problem::kind;

use super::problem::Problem;
use crate::Outside;

/// A JSON body, read; an empty one counts as `{}`.
#[derive(Debug, Clone)]
pub struct Body<T> {
    /// What was read.
    pub value: T,
    /// The bytes as sent: a repeat of the command must send the same.
    pub bytes: Bytes,
}

/// A body without fields: empty or `{}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nothing;

impl FromBody for Nothing {
    fn read(_reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self)
    }
}

impl<T: FromBody + Send> FromRequest<Outside> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _outside: &Outside) -> Result<Self, Problem> {
        let media_type = media_type(&request);
        let bytes = read(request, BODY_BYTES_MAX).await?;
        if !bytes.is_empty() && !is_json(&media_type) {
            return Err(Problem::of(kind::UNSUPPORTED_MEDIA_TYPE));
        }
        let text: &[u8] = if bytes.is_empty() { b"{}" } else { &bytes };
        Ok(Self {
            value: body::parse(text)?,
            bytes,
        })
    }
}

/// The bytes of a JSON body, for documents that have a reader of their own.
#[derive(Debug, Clone)]
pub struct RawJson {
    /// The bytes as sent.
    pub bytes: Bytes,
}

impl FromRequest<Outside> for RawJson {
    type Rejection = Problem;

    async fn from_request(request: Request, _outside: &Outside) -> Result<Self, Problem> {
        let media_type = media_type(&request);
        if !is_json(&media_type) {
            return Err(Problem::of(kind::UNSUPPORTED_MEDIA_TYPE));
        }
        let bytes = read(request, BODY_BYTES_MAX).await?;
        Ok(Self { bytes })
    }
}

/// The media type in lower case, without parameters.
pub(crate) fn media_type(request: &Request) -> String {
    let value = request.headers().get(header::CONTENT_TYPE);
    let text = value
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let essence = text.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

fn is_json(media_type: &str) -> bool {
    media_type == "application/json"
        || (media_type.starts_with("application/") && media_type.ends_with("+json"))
}

/// The whole body, if it has at most `bytes_max` bytes.
pub(crate) async fn read(request: Request, bytes_max: usize) -> Result<Bytes, Problem> {
    axum::body::to_bytes(request.into_body(), bytes_max)
        .await
        .map_err(|_| Problem::of(kind::TOO_LARGE))
}
