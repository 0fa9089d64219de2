//! The port functions talk to: who asks, what they may, and then on to the store.

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, header};
use http_body_util::Full;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};

use super::Dynamo;
use super::touched::touched;
use crate::rights::Call;

const TARGET: &str = "x-amz-target";

/// The door of one store.
#[derive(Clone, Debug)]
pub struct Door {
    dynamo: Dynamo,
    client: Client<HttpConnector, Full<Bytes>>,
}

impl Dynamo {
    /// The endpoint for the SDK.
    pub fn router(&self) -> Router {
        let client = Client::builder(TokioExecutor::new()).build_http();
        let door = Door {
            dynamo: self.clone(),
            client,
        };
        Router::new().fallback(answer).with_state(door)
    }
}

async fn answer(
    State(door): State<Door>,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let operation = operation(&headers);
    if let Err(refused) = door.judge(&headers, &operation, &body) {
        return *refused;
    }
    let response = door.forward(method, headers, body).await;
    if !matches!(
        operation.as_str(),
        "Query" | "GetItem" | "BatchGetItem" | "Scan"
    ) {
        door.dynamo.changed.notify_waiters();
    }
    response
}

impl Door {
    /// Refuses strangers and calls without a right; counts the others.
    fn judge(
        &self,
        headers: &HeaderMap,
        operation: &str,
        body: &[u8],
    ) -> Result<(), Box<Response>> {
        let around = &self.dynamo.around;
        let Some(key) = access_key(headers).filter(|key| (around.known)(key)) else {
            return Err(refusal(
                "UnrecognizedClientException",
                "the access key is nobody's here",
            ));
        };
        let body: Value = serde_json::from_slice(body).unwrap_or(Value::Null);
        for touch in touched(operation, &body, &self.dynamo.tables) {
            let call = Call {
                action: &touch.action,
                resource: &touch.resource,
                leading_keys: &touch.keys,
            };
            if let Err(why) = (around.rights)(&key, &call) {
                tracing::warn!(function = key, %why, "refused by the rights of the template");
                return Err(refusal("AccessDeniedException", &why));
            }
        }
        (around.count)(&key, &format!("dynamodb:{operation}"));
        Ok(())
    }

    async fn forward(&self, method: Method, headers: HeaderMap, body: Bytes) -> Response {
        let mut request = http::Request::builder()
            .method(method)
            .uri(format!("{}/", self.dynamo.inner.url));
        for (name, value) in &headers {
            if *name != header::HOST && *name != header::CONTENT_LENGTH {
                request = request.header(name, value);
            }
        }
        let Ok(request) = request.body(Full::new(body)) else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        match self.client.request(request).await {
            Ok(response) => response.map(Body::new),
            Err(error) => {
                tracing::error!(%error, "the table store did not answer");
                StatusCode::SERVICE_UNAVAILABLE.into_response()
            }
        }
    }
}

fn operation(headers: &HeaderMap) -> String {
    let target = headers
        .get(TARGET)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    target.rsplit('.').next().unwrap_or_default().to_owned()
}

/// From `AWS4-HMAC-SHA256 Credential=KEY/date/…`.
fn access_key(headers: &HeaderMap) -> Option<String> {
    let authorization = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (_, credential) = authorization.split_once("Credential=")?;
    Some(credential.split('/').next()?.to_owned())
}

fn refusal(kind: &str, why: &str) -> Box<Response> {
    let body =
        json!({ "__type": format!("com.amazonaws.dynamodb.v20120810#{kind}"), "message": why });
    let headers = [(header::CONTENT_TYPE, "application/x-amz-json-1.0")];
    Box::new((StatusCode::BAD_REQUEST, headers, body.to_string()).into_response())
}
