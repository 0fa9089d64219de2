//! Answers of the gateway: a function's, an object's, its own.

use axum::body::Body;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde_json::Value;

use crate::objects::Object;
use crate::template::GatewayResponse;

/// Longest answer of a function, as the service passes on.
const ANSWER_BYTES_MAX: usize = 6 * 1024 * 1024;

/// What a function answered.
///
/// # Errors
/// If it is no answer to a request.
pub(super) fn of_function(answer: &[u8]) -> Result<Response, String> {
    if answer.len() > ANSWER_BYTES_MAX {
        return Err("the answer is longer than 6 MB".to_owned());
    }
    let answer: Value = serde_json::from_slice(answer)
        .map_err(|error| format!("the answer is no JSON: {error}"))?;
    let status = answer
        .get("statusCode")
        .and_then(Value::as_u64)
        .and_then(|status| u16::try_from(status).ok());
    let status = status
        .and_then(|status| StatusCode::from_u16(status).ok())
        .ok_or("the answer has no `statusCode`")?;
    let body = answer
        .get("body")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let body = if answer
        .get("isBase64Encoded")
        .and_then(Value::as_bool)
        .unwrap_or(false)
    {
        STANDARD
            .decode(body)
            .map_err(|error| format!("the body is no base64: {error}"))?
    } else {
        body.as_bytes().to_vec()
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers(&answer);
    Ok(response)
}

fn headers(answer: &Value) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let many = answer.get("multiValueHeaders").and_then(Value::as_object);
    for (name, values) in many.into_iter().flatten() {
        for value in values.as_array().into_iter().flatten() {
            append(&mut headers, name, value);
        }
    }
    let single = answer.get("headers").and_then(Value::as_object);
    for (name, value) in single.into_iter().flatten() {
        let there = HeaderName::try_from(name).is_ok_and(|name| headers.contains_key(name));
        if !there {
            append(&mut headers, name, value);
        }
    }
    // the length is that of the decoded body, and ours to say
    headers.remove(header::CONTENT_LENGTH);
    headers
}

fn append(headers: &mut HeaderMap, name: &str, value: &Value) {
    let value = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_str(&value)) {
        headers.append(name, value);
    }
}

/// An object, with what its uploader said of it.
pub(super) fn object(object: Object) -> Response {
    let mut response = Response::new(Body::from(object.body));
    for name in [header::CONTENT_TYPE, header::CACHE_CONTROL] {
        if let Some(value) = object.facts.headers.get(name.as_str()) {
            append(
                response.headers_mut(),
                name.as_str(),
                &Value::String(value.clone()),
            );
        }
    }
    append(
        response.headers_mut(),
        "etag",
        &Value::String(format!("\"{}\"", object.facts.etag)),
    );
    response
}

/// What the template makes the gateway say; `status` if it sets none.
pub(super) fn own(
    found: Option<&GatewayResponse>,
    status: StatusCode,
    request_id: &str,
) -> Response {
    let found = found.cloned().unwrap_or_default();
    let mut response = Response::new(Body::from(
        found.body.replace("$context.requestId", request_id),
    ));
    *response.status_mut() = found
        .status
        .and_then(|status| StatusCode::from_u16(status).ok())
        .unwrap_or(status);
    for (name, value) in &found.headers {
        append(response.headers_mut(), name, &Value::String(value.clone()));
    }
    response
}
