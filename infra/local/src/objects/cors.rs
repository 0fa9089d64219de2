//! Cross-origin rules of a bucket; `s3s` would answer a preflight with 501.

use axum::response::{IntoResponse, Response};
use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, HeaderName, ORIGIN, VARY,
};
use http::{HeaderMap, HeaderValue, StatusCode};

use super::{Bucket, CorsRule};

/// What a browser asked before (or with) a call.
#[derive(Debug)]
pub(super) struct Asked {
    origin: String,
    method: String,
    headers: Vec<String>,
}

impl Asked {
    /// A preflight, if these are the headers of one.
    pub(super) fn preflight(headers: &HeaderMap) -> Option<Self> {
        let asked = text(headers, &ACCESS_CONTROL_REQUEST_HEADERS).unwrap_or_default();
        Some(Self {
            origin: text(headers, &ORIGIN)?,
            method: text(headers, &ACCESS_CONTROL_REQUEST_METHOD)?,
            headers: asked
                .split(',')
                .map(|name| name.trim().to_owned())
                .filter(|name| !name.is_empty())
                .collect(),
        })
    }

    /// The call itself, if it comes from another origin.
    pub(super) fn call(method: &http::Method, headers: &HeaderMap) -> Option<Self> {
        Some(Self {
            origin: text(headers, &ORIGIN)?,
            method: method.to_string(),
            headers: Vec::new(),
        })
    }

    fn rule<'a>(&self, bucket: &'a Bucket) -> Option<&'a CorsRule> {
        bucket.cors.iter().find(|rule| {
            rule.origins.iter().any(|origin| fits(origin, &self.origin))
                && rule.methods.contains(&self.method)
                && self
                    .headers
                    .iter()
                    .all(|name| rule.headers.iter().any(|allowed| fits(allowed, name)))
        })
    }

    /// The answer to a preflight.
    pub(super) fn answer(&self, bucket: &Bucket) -> Response {
        let Some(rule) = self.rule(bucket) else {
            return (
                StatusCode::FORBIDDEN,
                "CORSResponse: this CORS request is not allowed",
            )
                .into_response();
        };
        let mut response = StatusCode::OK.into_response();
        self.mark(bucket, response.headers_mut());
        put(
            response.headers_mut(),
            ACCESS_CONTROL_ALLOW_METHODS,
            &rule.methods.join(", "),
        );
        put(
            response.headers_mut(),
            ACCESS_CONTROL_ALLOW_HEADERS,
            &self.headers.join(", "),
        );
        if let Some(seconds) = rule.seconds_max {
            put(
                response.headers_mut(),
                ACCESS_CONTROL_MAX_AGE,
                &seconds.to_string(),
            );
        }
        response
    }

    /// Adds what lets the browser hand a reply to the page.
    pub(super) fn mark(&self, bucket: &Bucket, reply: &mut HeaderMap) {
        let Some(rule) = self.rule(bucket) else {
            return;
        };
        put(reply, ACCESS_CONTROL_ALLOW_ORIGIN, &self.origin);
        put(
            reply,
            VARY,
            "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
        );
        if !rule.exposed.is_empty() {
            put(
                reply,
                ACCESS_CONTROL_EXPOSE_HEADERS,
                &rule.exposed.join(", "),
            );
        }
    }
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// Whether a pattern with at most one `*` fits, small and capital letters alike.
fn fits(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.to_ascii_lowercase(), text.to_ascii_lowercase());
    match pattern.split_once('*') {
        None => pattern == text,
        Some((head, tail)) => {
            text.len() >= head.len() + tail.len() && text.starts_with(head) && text.ends_with(tail)
        }
    }
}
