//! What is known about a request from arrival to its one log line.

use std::sync::{Arc, OnceLock};
use std::time::Instant as Monotonic;

use ::http::{Extensions, HeaderMap};
use lambda_http::request::RequestContext;
use uuid::Uuid;

use super::sender::Sender;
use crate::Outside;
use crate::clock::Instant;
use crate::telemetry::Calls;

/// The header with the id of a request, in and out.
pub(crate) const REQUEST_ID: &str = "x-request-id";
/// Longest request id that is taken over.
const REQUEST_ID_CHARS_MAX: usize = 64;

/// One request's id, moment, and what its handler found out.
#[derive(Debug)]
pub(crate) struct Trace {
    pub(crate) request_id: String,
    pub(crate) now: Instant,
    pub(crate) started: Monotonic,
    pub(crate) calls: Arc<Calls>,
    pub(crate) sender: Sender,
    principal: OnceLock<&'static str>,
    operation: OnceLock<&'static str>,
}

impl Trace {
    pub(crate) fn begin(headers: &HeaderMap, extensions: &Extensions, outside: &Outside) -> Self {
        let given = headers
            .get(REQUEST_ID)
            .and_then(|value| value.to_str().ok());
        let request_id = given
            .filter(|id| sane(id))
            .map(str::to_owned)
            .or_else(|| gateway_id(extensions))
            .unwrap_or_else(|| Uuid::now_v7().to_string());
        Self {
            request_id,
            now: outside.clock().now(),
            started: Monotonic::now(),
            calls: Arc::default(),
            sender: Sender::of(headers, extensions),
            principal: OnceLock::new(),
            operation: OnceLock::new(),
        }
    }

    /// Notes what kind of principal asks; the first note stays.
    pub(crate) fn principal(&self, word: &'static str) {
        self.principal.get_or_init(|| word);
    }

    /// Notes the operation asked for; the first note stays.
    pub(crate) fn operation(&self, name: &'static str) {
        self.operation.get_or_init(|| name);
    }

    pub(crate) fn principal_word(&self) -> &'static str {
        self.principal.get().copied().unwrap_or("unknown")
    }

    pub(crate) fn operation_name(&self) -> &'static str {
        self.operation.get().copied().unwrap_or("none")
    }
}

/// Ids go into logs and headers: letters, digits and three marks only.
fn sane(id: &str) -> bool {
    (8..=REQUEST_ID_CHARS_MAX).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// The id the gateway gave.
fn gateway_id(extensions: &Extensions) -> Option<String> {
    let id = match extensions.get::<RequestContext>()? {
        RequestContext::ApiGatewayV1(context) => context.request_id.clone(),
        RequestContext::ApiGatewayV2(context) => context.request_id.clone(),
        RequestContext::Alb(_) | _ => None,
    };
    id.filter(|id| sane(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sane_ids_are_taken_over() {
        assert!(sane("7f5dc1f0-0000-7000-8000-000000000000"));
        assert!(sane("req_1234.5"));
        for wrong in [
            "",
            "short",
            "with space",
            "line\nbreak1",
            &"a".repeat(65),
            "请求编号一二三",
        ] {
            assert!(!sane(wrong), "{wrong}");
        }
    }
}
