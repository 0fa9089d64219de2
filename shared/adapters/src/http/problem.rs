//! The one place where the families of errors become HTTP: status, problem details, and what stays inside.
//!
//! | family | answers |
//! |---|---|
//! | `Malformed`, bytes unreadable | 400 |
//! | `Malformed`, readable with faults | 422 with every pointer |
//! | `Refusal` of the rules | 403, 404, 409, 410, 412 or 422 by its ground, with its remedy: `refusal.rs` |
//! | not signed in, not allowed, not there | 401, 403, 404 |
//! | `Fault` that may pass | 503 with `Retry-After` |
//! | `Fault` that stays | 500; the cause goes to the log only |

use std::sync::Arc;

use ::http::StatusCode;
use ::http::header::{self, HeaderValue};
use axum::response::{IntoResponse, Response};
use contract::fault::{Fault as Flaw, Malformed};
use contract::problem::{Kind, kind};
use contract::text::Text;

use crate::fault::Fault;

/// Seconds after which a caller may try again what may pass.
const RETRY_AFTER_SECONDS: u32 = 2;

/// An answer other than success, before it is written down: the door's layer adds the request id and the language.
#[derive(Debug)]
pub struct Problem(Box<Details>);

/// What is known about a problem.
#[derive(Debug)]
pub(crate) struct Details {
    pub(crate) kind: Kind,
    pub(crate) title: Option<Text>,
    pub(crate) detail: Option<Text>,
    pub(crate) errors: Vec<Flaw>,
    retry_after: Option<u32>,
    allow: Option<HeaderValue>,
    fault: Option<Fault>,
}

impl Problem {
    /// A problem of this kind, in its general words.
    #[must_use]
    pub fn of(kind: Kind) -> Self {
        Self(Box::new(Details {
            kind,
            title: None,
            detail: None,
            errors: Vec::new(),
            retry_after: None,
            allow: None,
            fault: None,
        }))
    }

    /// Absent, or somebody else's: the two answer alike (C4, R14).
    #[must_use]
    pub fn not_found() -> Self {
        Self::of(kind::NOT_FOUND)
    }

    /// The version in `If-Match` is not the present one.
    #[must_use]
    pub fn stale_version() -> Self {
        Self::of(kind::STALE_VERSION)
    }

    /// The key was used for a request with another body.
    #[must_use]
    pub fn key_reused() -> Self {
        Self::of(kind::IDEMPOTENCY_KEY_REUSED)
    }

    /// Nobody, where somebody is needed.
    #[must_use]
    pub fn not_signed_in() -> Self {
        Self::of(kind::NOT_SIGNED_IN)
    }

    /// Somebody without the role.
    #[must_use]
    pub fn forbidden() -> Self {
        Self::of(kind::FORBIDDEN)
    }

    /// One wrong part of the address or a header, such as `query:limit`.
    #[must_use]
    pub fn parameter(flaw: Flaw) -> Self {
        Self::of(kind::INVALID_PARAMETER).with_errors(vec![flaw])
    }

    /// With words for just this occasion.
    #[must_use]
    pub fn with_detail(mut self, detail: Text) -> Self {
        self.0.detail = Some(detail);
        self
    }

    /// With a sentence for just this occasion.
    #[must_use]
    pub fn with_title(mut self, title: Text) -> Self {
        self.0.title = Some(title);
        self
    }

    /// With located faults.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<Flaw>) -> Self {
        self.0.errors = errors;
        self
    }

    /// What happened.
    #[must_use]
    pub fn title(&self) -> Text {
        let kind = self.0.kind;
        let own = self.0.title.clone();
        own.unwrap_or_else(|| Text::new(kind.title_zh, kind.title_en))
    }

    /// How to mend it.
    #[must_use]
    pub fn detail(&self) -> Text {
        let kind = self.0.kind;
        let own = self.0.detail.clone();
        own.unwrap_or_else(|| Text::new(kind.detail_zh, kind.detail_en))
    }

    /// Where the request is at fault, if it is.
    #[must_use]
    pub fn errors(&self) -> &[Flaw] {
        &self.0.errors
    }

    /// Whether whoever filled in a form can mend it there.
    #[must_use]
    pub const fn is_mendable(&self) -> bool {
        matches!(self.status(), 409 | 412 | 422)
    }

    /// As one fault of a form, at `pointer`.
    #[must_use]
    pub fn fault_at(&self, pointer: &str) -> Flaw {
        let (title, detail) = (self.title(), self.detail());
        Flaw::new(
            pointer,
            self.code(),
            format!("{}。{}", title.zh, detail.zh),
            format!("{}. {}", title.en, detail.en),
        )
    }

    /// As faults to show beside a form; what no form can mend stays a problem.
    ///
    /// # Errors
    /// The problem itself.
    pub fn beside_form(self) -> Result<Vec<Flaw>, Self> {
        if !self.is_mendable() {
            return Err(self);
        }
        if self.errors().is_empty() {
            return Ok(vec![self.fault_at("")]);
        }
        Ok(self.errors().to_vec())
    }

    /// With the methods a route takes.
    #[must_use]
    pub(crate) fn with_allow(mut self, allow: Option<HeaderValue>) -> Self {
        self.0.allow = allow;
        self
    }

    /// With a time to wait.
    #[must_use]
    pub const fn retry_after(mut self, seconds: u32) -> Self {
        self.0.retry_after = Some(seconds);
        self
    }

    /// As the caller of `request_id` reads it.
    #[cfg(test)]
    pub(crate) fn written(&self, request_id: &str) -> contract::problem::Problem {
        self.0.body("https://city.example", request_id)
    }

    /// Its stable word.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.0.kind.code
    }

    /// Its HTTP status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.0.kind.status
    }
}

impl Details {
    /// The problem as the caller of `request_id` reads it.
    pub(crate) fn body(&self, public_url: &str, request_id: &str) -> contract::problem::Problem {
        let mut body = contract::problem::Problem::of(&self.kind, public_url, request_id);
        if let Some(title) = &self.title {
            title.zh.clone_into(&mut body.title);
            title.en.clone_into(&mut body.title_en);
        }
        if let Some(detail) = &self.detail {
            detail.zh.clone_into(&mut body.detail);
            detail.en.clone_into(&mut body.detail_en);
        }
        body.errors.clone_from(&self.errors);
        body
    }

    /// The cause, for the log.
    pub(crate) fn cause(&self) -> Option<String> {
        self.fault.as_ref().map(Fault::chain)
    }
}

impl From<Malformed> for Problem {
    fn from(malformed: Malformed) -> Self {
        let kind = match (malformed.readable, malformed.faults.as_slice()) {
            (true, _) => kind::INVALID_REQUEST,
            // A header or parameter names its own kind of problem.
            (false, [only]) if only.pointer.contains(':') => kind::find(&only.code)
                .copied()
                .unwrap_or(kind::INVALID_PARAMETER),
            (false, _) => kind::UNREADABLE_BODY,
        };
        Self::of(kind).with_errors(malformed.faults)
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        let mut problem = if fault.retryable() {
            Self::of(kind::TEMPORARILY_UNAVAILABLE).retry_after(RETRY_AFTER_SECONDS)
        } else {
            Self::of(kind::INTERNAL)
        };
        problem.0.fault = Some(fault);
        problem
    }
}

/// Carries the details to the layer around the router, which writes them in the caller's media type.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let details = *self.0;
        let status =
            StatusCode::from_u16(details.kind.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = details.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(allow) = &details.allow {
            headers.insert(header::ALLOW, allow.clone());
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, challenge(&details.kind));
        }
        response.extensions_mut().insert(Arc::new(details));
        response
    }
}

fn challenge(kind: &Kind) -> HeaderValue {
    if kind.code == kind::INVALID_TOKEN.code {
        HeaderValue::from_static("Bearer realm=\"huiqi\", error=\"invalid_token\"")
    } else {
        HeaderValue::from_static("Bearer realm=\"huiqi\"")
    }
}

/// The problem for a bare status, as routers and extractors answer it.
pub(crate) fn of_status(status: StatusCode) -> Problem {
    let kind = match status.as_u16() {
        401 => kind::NOT_SIGNED_IN,
        403 => kind::FORBIDDEN,
        404 => kind::NO_SUCH_ADDRESS,
        405 => kind::METHOD_NOT_ALLOWED,
        413 => kind::TOO_LARGE,
        415 => kind::UNSUPPORTED_MEDIA_TYPE,
        422 => kind::INVALID_REQUEST,
        429 => kind::TOO_MANY_REQUESTS,
        503 => kind::TEMPORARILY_UNAVAILABLE,
        400..=499 => kind::INVALID_PARAMETER,
        _ => kind::INTERNAL,
    };
    Problem::of(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(problem: Problem, status: u16, code: &str) {
        assert_eq!(problem.code(), code);
        assert_eq!(problem.into_response().status().as_u16(), status);
    }

    fn flaw(pointer: &str, code: &str) -> Flaw {
        Flaw::new(pointer, code, "错", "wrong")
    }

    #[test]
    fn each_family_has_its_status() {
        let unreadable = Malformed::unreadable(flaw("", "not_json"));
        check(unreadable.into(), 400, "unreadable_body");
        let faults = Malformed::of(vec![flaw("/item", "missing_field")]);
        check(faults.into(), 422, "invalid_request");
        let header =
            Malformed::unreadable(flaw("header:Idempotency-Key", "invalid_idempotency_key"));
        check(header.into(), 400, "invalid_idempotency_key");
        let query = Malformed::unreadable(flaw("query:limit", "number_range"));
        check(query.into(), 400, "invalid_parameter");
        check(Fault::Busy.into(), 503, "temporarily_unavailable");
        check(Fault::plain("x").into(), 500, "internal");
        check(Problem::not_found(), 404, "not_found");
        check(
            of_status(StatusCode::IM_A_TEAPOT),
            418 - 18,
            "invalid_parameter",
        );
    }

    #[test]
    fn what_may_pass_says_when_to_try_again() {
        let response = Problem::from(Fault::Busy).into_response();
        assert_eq!(response.headers().get(header::RETRY_AFTER).unwrap(), "2");
        let response = Problem::from(Fault::plain("x")).into_response();
        assert!(response.headers().get(header::RETRY_AFTER).is_none());
    }

    #[test]
    fn causes_stay_inside() {
        let fault = Fault::permanent("reading failed", std::io::Error::other("arn:secret"));
        let problem = Problem::from(fault);
        let body = problem.written("r-1");
        let written = serde_json::to_string(&body).unwrap();
        assert!(
            !written.contains("secret") && !written.contains("reading"),
            "{written}"
        );
        assert_eq!(body.kind, "https://city.example/problems/internal");
        assert_eq!(body.request_id, "r-1");
        assert!(problem.0.cause().unwrap().contains("arn:secret"));
    }

    #[test]
    fn a_missing_token_is_told_from_a_bad_one() {
        let challenge = |problem: Problem| {
            let response = problem.into_response();
            let value = response.headers().get(header::WWW_AUTHENTICATE).unwrap();
            value.to_str().unwrap().to_owned()
        };
        assert!(!challenge(Problem::not_signed_in()).contains("error"));
        assert!(challenge(Problem::of(kind::INVALID_TOKEN)).contains("invalid_token"));
    }
}
