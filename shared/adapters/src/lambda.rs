//! Requests as gateways send them: REST API, HTTP API and load balancer alike (goals D3).

use std::convert::Infallible;

use axum::Router;
use lambda_http::request::LambdaRequest;
use lambda_http::{Adapter, LambdaEvent, Request, service_fn};
use tower::ServiceExt as _;

use crate::Error;

/// Longest path that can exist here; longer ones lead nowhere.
const PATH_BYTES_MAX: usize = 2048;
/// Longest query that is looked at.
const QUERY_BYTES_MAX: usize = 8192;
/// Where what is too long leads: no route has it.
const NOWHERE: &str = "/nowhere";

/// Runs a function that answers requests, until the platform ends it.
///
/// # Errors
/// What the platform's interface answers when it cannot be used.
pub async fn run_http(router: Router) -> Result<(), Error> {
    let service = service_fn(move |request: Request| {
        let router = router.clone();
        async move { enter(router, request).await }
    });
    let adapter = Adapter::from(service);
    lambda_runtime::run(adapter.map_request(|event: LambdaEvent<LambdaRequest>| {
        let LambdaEvent { payload, context } = event;
        LambdaEvent::new(calm(payload), context)
    }))
    .await
}

/// Hands a request to the router.
async fn enter(router: Router, request: Request) -> Result<axum::response::Response, Infallible> {
    router.oneshot(request.map(body)).await
}

fn body(body: lambda_http::Body) -> axum::body::Body {
    match body {
        lambda_http::Body::Text(text) => text.into(),
        lambda_http::Body::Binary(bytes) => bytes.into(),
        lambda_http::Body::Empty | _ => axum::body::Body::empty(),
    }
}

/// Takes away what the conversion to a request would trip over, or mix into the path: the stage, a host that is
/// none, a path or query with characters no address can have. Nothing of ours reads the host: our address is
/// configured. (The stage differs between gateways: aws-lambda-rust-runtime #702, #919.)
fn calm(request: LambdaRequest) -> LambdaRequest {
    match request {
        LambdaRequest::ApiGatewayV1(mut event) => {
            event.request_context.stage = None;
            event.request_context.domain_name = None;
            event.headers.remove(::http::header::HOST);
            event.path = Some(path(event.path.as_deref()));
            LambdaRequest::ApiGatewayV1(event)
        }
        LambdaRequest::ApiGatewayV2(mut event) => {
            let stage = event.request_context.stage.take();
            event.request_context.domain_name = None;
            event.headers.remove(::http::header::HOST);
            event.raw_path = Some(path(
                event
                    .raw_path
                    .as_deref()
                    .map(|path| without(path, stage.as_deref())),
            ));
            event.raw_query_string = Some(query(event.raw_query_string.as_deref()));
            LambdaRequest::ApiGatewayV2(event)
        }
        LambdaRequest::Alb(mut event) => {
            event.headers.remove(::http::header::HOST);
            event.path = Some(path(event.path.as_deref()));
            LambdaRequest::Alb(event)
        }
        other => other,
    }
}

/// HTTP APIs put the name of a stage in front of the path.
fn without<'a>(path: &'a str, stage: Option<&str>) -> &'a str {
    let stage = stage.filter(|stage| *stage != "$default");
    let rest = stage.and_then(|stage| path.strip_prefix('/')?.strip_prefix(stage));
    rest.filter(|rest| rest.starts_with('/')).unwrap_or(path)
}

fn path(given: Option<&str>) -> String {
    let given = given.unwrap_or("/");
    if given.len() > PATH_BYTES_MAX || !given.starts_with('/') {
        return NOWHERE.to_owned();
    }
    visible(given).replace('?', "%3F")
}

fn query(given: Option<&str>) -> String {
    let given = given.unwrap_or_default();
    if given.len() > QUERY_BYTES_MAX {
        return "too_long".to_owned();
    }
    visible(given)
}

/// Percent-encodes what may not stand in an address; what is encoded already stays.
fn visible(text: &str) -> String {
    const REFUSED: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'<')
        .add(b'>')
        .add(b'\\')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}');
    percent_encoding::utf8_percent_encode(text, REFUSED).to_string()
}

#[cfg(test)]
mod tests;
