//! The layer around every router: request id, protection, problems in the reader's form, one log line.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use ::http::header::{self, HeaderName, HeaderValue};
use ::http::{HeaderMap, Method, StatusCode};
use axum::Router;
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use contract::problem::{MEDIA_TYPE, kind};

use pages::{Chrome, Nav, ProblemPage, SignInPage};

use super::acting::ActedHere;
use super::problem::{self, Details, Problem};
use super::query::encode;
use super::site::{self, Protection};
use super::trace::{REQUEST_ID, Trace};
use crate::Outside;
use crate::telemetry::{self, Part};

/// The router as a function runs it: with its state, and with everything that holds for every request.
pub fn serve(router: Router<Outside>, outside: Outside) -> Router {
    let layer = from_fn_with_state(outside.clone(), around);
    router.layer(layer).with_state(outside)
}

/// The same for a function in which assistants act for enterprises (M49).
pub fn serve_acting(router: Router<Outside>, outside: Outside) -> Router {
    serve(router, outside).layer(axum::Extension(ActedHere))
}

/// What the layer must remember of a request while the handler has it.
struct Asked {
    method: Method,
    /// The template of the route, never the path itself: paths may carry tokens.
    route: String,
    page: bool,
    path_and_query: String,
    if_none_match: Option<HeaderValue>,
}

impl Asked {
    fn of(request: &Request) -> Self {
        let uri = request.uri();
        let route = request.extensions().get::<MatchedPath>();
        let path_and_query = uri.path_and_query().map(ToString::to_string);
        Self {
            method: request.method().clone(),
            route: route.map_or("none", MatchedPath::as_str).to_owned(),
            page: site::is_page(uri.path()),
            path_and_query: path_and_query.unwrap_or_default(),
            if_none_match: request.headers().get(header::IF_NONE_MATCH).cloned(),
        }
    }
}

async fn around(State(outside): State<Outside>, mut request: Request, next: Next) -> Response {
    let trace = Arc::new(Trace::begin(
        request.headers(),
        request.extensions(),
        &outside,
    ));
    request.extensions_mut().insert(Arc::clone(&trace));
    let asked = Asked::of(&request);
    let work = guarded(next.run(request));
    let answered = telemetry::counted(Arc::clone(&trace.calls), work).await;
    let response = as_problem(answered);
    let details = response.extensions().get::<Arc<Details>>().cloned();
    let mut response = match &details {
        Some(details) => written(response, details, &asked, &trace, &outside),
        None => unless_unchanged(response, &asked),
    };
    Protection::of(outside.config()).dress(response.headers_mut());
    if let Ok(id) = HeaderValue::from_str(&trace.request_id) {
        response
            .headers_mut()
            .insert(HeaderName::from_static(REQUEST_ID), id);
    }
    log(&asked, &trace, &response, details.as_deref());
    response
}

/// A handler that panics answers like a fault that stays.
async fn guarded(work: impl Future<Output = Response>) -> Response {
    let mut work = pin!(work);
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context)));
        polled.unwrap_or_else(|_| Poll::Ready(Problem::of(kind::INTERNAL).into_response()))
    })
    .await
}

/// Every bare refusal of the router or an extractor becomes a problem; pages that say what is wrong stay.
fn as_problem(response: Response) -> Response {
    let status = response.status();
    let refused = status.is_client_error() || status.is_server_error();
    let known = response.extensions().get::<Arc<Details>>().is_some();
    let page = content_type(response.headers()).is_some_and(|media| media.starts_with("text/html"));
    if !refused || known || page {
        return response;
    }
    let allow = response.headers().get(header::ALLOW).cloned();
    problem::of_status(status).with_allow(allow).into_response()
}

fn content_type(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::CONTENT_TYPE)?.to_str().ok()
}

/// The problem as its reader wants it: JSON for programs, a page for people, the way to sign in for a reader who must.
fn written(
    response: Response,
    details: &Details,
    asked: &Asked,
    trace: &Trace,
    outside: &Outside,
) -> Response {
    let (mut parts, _) = response.into_parts();
    if asked.page && asked.method == Method::GET && parts.status == StatusCode::UNAUTHORIZED {
        return to_sign_in(&asked.path_and_query);
    }
    let body = details.body(&outside.config().public_url, &trace.request_id);
    let (media_type, text) = if asked.page {
        ("text/html; charset=utf-8", page_of(&body, asked, outside))
    } else {
        (MEDIA_TYPE, serde_json::to_string(&body).unwrap_or_default())
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts
        .headers
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    let body = if asked.method == Method::HEAD {
        Body::empty()
    } else {
        Body::from(text)
    };
    Response::from_parts(parts, body)
}

/// The problem as a page; somebody who must sign in first is led there and back.
fn page_of(problem: &contract::problem::Problem, asked: &Asked, outside: &Outside) -> String {
    let chrome = Chrome::new(outside.site(), Nav::None);
    if problem.status == StatusCode::UNAUTHORIZED.as_u16() {
        let (path, _) = asked
            .path_and_query
            .split_once('?')
            .unwrap_or((&asked.path_and_query, ""));
        return SignInPage { chrome, back: path }.render();
    }
    ProblemPage {
        chrome,
        problem,
        back: None,
    }
    .render()
}

fn to_sign_in(path_and_query: &str) -> Response {
    let location = format!("/signin?back={}", encode(path_and_query));
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(location) = HeaderValue::from_str(&location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// 304 for a reader that has this version already.
fn unless_unchanged(response: Response, asked: &Asked) -> Response {
    let reads = asked.method == Method::GET || asked.method == Method::HEAD;
    let has = asked
        .if_none_match
        .as_ref()
        .and_then(|value| value.to_str().ok());
    let tag = response
        .headers()
        .get(header::ETAG)
        .and_then(|value| value.to_str().ok());
    let (Some(has), Some(tag)) = (has, tag) else {
        return response;
    };
    let same = has.trim() == "*"
        || has
            .split(',')
            .any(|given| given.trim().trim_start_matches("W/") == tag);
    if !(reads && same && response.status() == StatusCode::OK) {
        return response;
    }
    let (mut parts, _) = response.into_parts();
    parts.status = StatusCode::NOT_MODIFIED;
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::empty())
}

/// The one line of a request. No query, no path, no name: tokens and people stay out of logs (R15, R19).
fn log(asked: &Asked, trace: &Trace, response: &Response, details: Option<&Details>) {
    let calls = &trace.calls;
    let cause = details.and_then(Details::cause);
    let code = details.map_or("", |details| details.kind.code);
    if let Some(cause) = &cause {
        tracing::error!(request_id = trace.request_id, cause, "fault");
    }
    tracing::info!(
        request_id = trace.request_id,
        method = asked.method.as_str(),
        route = asked.route,
        operation = trace.operation_name(),
        status = response.status().as_u16(),
        code,
        principal = trace.principal_word(),
        duration_ms = u64::try_from(trace.started.elapsed().as_millis()).unwrap_or(u64::MAX),
        calls.table = calls.to(Part::Table),
        calls.objects = calls.to(Part::Objects),
        calls.issuer = calls.to(Part::Issuer),
        "request"
    );
}
