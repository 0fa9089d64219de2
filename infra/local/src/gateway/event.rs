//! The proxy event of a REST API.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use http::request::Parts;
use serde_json::{Value, json};

use super::routes::{Found, decoded};
use crate::template::ACCOUNT;

/// A request with everything the event tells.
pub(super) struct Asked<'a> {
    pub(super) parts: &'a Parts,
    pub(super) body: &'a [u8],
    pub(super) found: &'a Found,
    pub(super) peer: SocketAddr,
    pub(super) request_id: &'a str,
    pub(super) binary: &'a [String],
}

pub(super) fn event(asked: &Asked<'_>) -> Value {
    let (parts, found) = (asked.parts, asked.found);
    let query = pairs(parts.uri.query().unwrap_or_default());
    let headers = headers(&parts.headers);
    let (body, base64) = body(asked);
    let path = parts.uri.path();
    json!({
        "resource": found.resource,
        "path": path,
        "httpMethod": parts.method.as_str(),
        "headers": last(&headers),
        "multiValueHeaders": headers,
        "queryStringParameters": last(&query),
        "multiValueQueryStringParameters": query,
        "pathParameters": found.parameters,
        "stageVariables": null,
        "requestContext": {
            "accountId": ACCOUNT,
            "apiId": "local",
            "resourceId": "local",
            "resourcePath": found.resource,
            "httpMethod": parts.method.as_str(),
            "path": path,
            "protocol": "HTTP/1.1",
            "stage": "local",
            "requestId": asked.request_id,
            "extendedRequestId": asked.request_id,
            "requestTimeEpoch": jiff::Timestamp::now().as_millisecond(),
            "domainName": "localhost",
            "identity": { "sourceIp": asked.peer.ip().to_string(), "userAgent": parts.headers.get("user-agent").and_then(|agent| agent.to_str().ok()) },
        },
        "body": body,
        "isBase64Encoded": base64,
    })
}

/// A body is text unless the template calls its media type binary, or it cannot be text.
fn body(asked: &Asked<'_>) -> (Value, bool) {
    let media = asked
        .parts
        .headers
        .get(http::header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let media = media
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    if asked.body.is_empty() {
        return (Value::Null, false);
    }
    match std::str::from_utf8(asked.body) {
        Ok(text) if !asked.binary.contains(&media) => (json!(text), false),
        _ => (json!(STANDARD.encode(asked.body)), true),
    }
}

type Many = BTreeMap<String, Vec<String>>;

fn headers(given: &HeaderMap) -> Many {
    let mut headers = Many::new();
    for (name, value) in given {
        headers
            .entry(name.as_str().to_owned())
            .or_default()
            .push(String::from_utf8_lossy(value.as_bytes()).into_owned());
    }
    headers
}

fn pairs(query: &str) -> Many {
    let mut pairs = Many::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        pairs
            .entry(decoded(&name.replace('+', " ")))
            .or_default()
            .push(decoded(&value.replace('+', " ")));
    }
    pairs
}

/// The last value of each, as the single-valued form has it; `null` when there is none.
fn last(many: &Many) -> Value {
    if many.is_empty() {
        return Value::Null;
    }
    let single: BTreeMap<&str, &str> = many
        .iter()
        .filter_map(|(name, values)| Some((name.as_str(), values.last()?.as_str())))
        .collect();
    json!(single)
}
