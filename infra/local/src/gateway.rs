//! The gateway: HTTP in, the event of a REST API to a function, its answer out. Some paths are answered from a bucket.
//!
//! Paths carry no stage, as behind a custom domain. What the gateway answers by itself is written in the template.

mod event;
mod reply;
mod routes;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};
use http_body_util::{BodyExt, Limited};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::SizeAbove;

use self::routes::{Found, Routes, Target};
use crate::objects::Objects;
use crate::process::Pool;
use crate::template::{GatewayResponse, ObjectKey, ObjectRoute, Template};

/// Longest body taken, as the service takes.
const BODY_BYTES_MAX: usize = 10 * 1024 * 1024;
/// Longest a caller waits.
const WAIT_MAX: std::time::Duration = std::time::Duration::from_secs(29);
const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");

/// The running gateway; clones share it.
#[derive(Debug, Clone)]
pub(crate) struct Gateway(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    routes: Routes,
    objects: Objects,
    responses: BTreeMap<String, GatewayResponse>,
    binary: Vec<String>,
    compressed_from: Option<u16>,
}

impl Gateway {
    pub(crate) fn new(template: &Template, pools: &[Arc<Pool>], objects: Objects) -> Self {
        Self(Arc::new(Parts {
            routes: Routes::new(template, pools),
            objects,
            responses: template.gateway_responses.clone(),
            binary: template.binary_media_types.clone(),
            compressed_from: template.compressed_from,
        }))
    }

    pub(crate) fn router(self) -> Router {
        let compressed_from = self.0.compressed_from;
        let router = Router::new().fallback(answer).with_state(self);
        match compressed_from {
            Some(bytes) => {
                let compression = CompressionLayer::new();
                router.layer(compression.compress_when(SizeAbove::new(bytes)))
            }
            None => router,
        }
    }

    /// What the gateway says by itself: the response type's own, else the one of its class.
    fn own(&self, kind: &str, status: StatusCode, request_id: &str) -> Response {
        let class = if status.is_client_error() {
            "DEFAULT_4XX"
        } else {
            "DEFAULT_5XX"
        };
        let found = self
            .0
            .responses
            .get(kind)
            .or_else(|| self.0.responses.get(class));
        reply::own(found, status, request_id)
    }
}

async fn answer(
    State(gateway): State<Gateway>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let request_id = uuid::Uuid::new_v4().to_string();
    let mut response = gateway.handle(request, peer, &request_id).await;
    if let Ok(id) = HeaderValue::from_str(&request_id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

impl Gateway {
    async fn handle(&self, request: Request, peer: SocketAddr, request_id: &str) -> Response {
        let Some(found) = self.0.routes.find(request.method(), request.uri().path()) else {
            return self.own(
                "MISSING_AUTHENTICATION_TOKEN",
                StatusCode::FORBIDDEN,
                request_id,
            );
        };
        match &found.target {
            Target::Objects(route) => self.object(route, &found),
            Target::Function(pool) => {
                let pool = Arc::clone(pool);
                self.function(&pool, &found, request, (peer, request_id))
                    .await
            }
        }
    }

    fn object(&self, route: &ObjectRoute, found: &Found) -> Response {
        let key = match &route.key {
            ObjectKey::Fixed(key) => key.clone(),
            ObjectKey::Parameter(name) => found.parameters.get(name).cloned().unwrap_or_default(),
        };
        match self.0.objects.get(&route.bucket, &key) {
            Some(object) => reply::object(object),
            None => reply::own(Some(&route.absent), StatusCode::NOT_FOUND, ""),
        }
    }

    async fn function(
        &self,
        pool: &Pool,
        found: &Found,
        request: Request,
        (peer, request_id): (SocketAddr, &str),
    ) -> Response {
        let (parts, body) = request.into_parts();
        let Ok(body) = Limited::new(body, BODY_BYTES_MAX).collect().await else {
            return self.own(
                "REQUEST_TOO_LARGE",
                StatusCode::PAYLOAD_TOO_LARGE,
                request_id,
            );
        };
        let event = event::event(&event::Asked {
            parts: &parts,
            body: &body.to_bytes(),
            found,
            peer,
            request_id,
            binary: &self.0.binary,
        });
        let invoked =
            tokio::time::timeout(WAIT_MAX, pool.invoke(Bytes::from(event.to_string()))).await;
        let answered = invoked
            .map_err(|_| "the caller waited too long".to_owned())
            .and_then(|answer| answer);
        match answered.and_then(|answer| reply::of_function(&answer)) {
            Ok(response) => response,
            Err(why) => {
                tracing::warn!(
                    function = pool.function.id,
                    why,
                    "the gateway answers for a function"
                );
                self.own("DEFAULT_5XX", StatusCode::BAD_GATEWAY, request_id)
            }
        }
    }
}

/// Serves until dropped.
pub(crate) async fn serve(listener: tokio::net::TcpListener, router: Router<()>) {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    if let Err(error) = axum::serve(listener, service).await {
        tracing::error!(%error, "a port stopped answering");
    }
}
