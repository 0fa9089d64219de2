//! The HTTP client under everything that goes out, with or without TLS.

use std::time::Duration;

use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::{Connect, HttpConnector};
use hyper_util::rt::{TokioExecutor, TokioTimer};

/// Longest wait for a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// How long an idle connection is kept; shorter than the services' own limits, so that none is used half-closed.
const IDLE_MAX: Duration = Duration::from_secs(20);

/// Plain connections, for local endpoints.
pub(crate) fn tcp() -> HttpConnector {
    let mut tcp = HttpConnector::new();
    tcp.set_nodelay(true);
    tcp.set_connect_timeout(Some(CONNECT_TIMEOUT));
    tcp
}

/// Connections with TLS: `ring`, and the compiled-in roots, which need no file to be read and parsed.
pub(crate) fn tls() -> HttpsConnector<HttpConnector> {
    let mut tcp = tcp();
    tcp.enforce_http(false);
    HttpsConnectorBuilder::new()
        .with_webpki_roots()
        .https_or_http()
        .enable_http1()
        .wrap_connector(tcp)
}

/// A client that keeps connections between calls.
pub(crate) fn client<C, B>(connector: C) -> Client<C, B>
where
    C: Connect + Clone,
    B: hyper::body::Body + Send,
    B::Data: Send,
{
    Client::builder(TokioExecutor::new())
        .pool_idle_timeout(IDLE_MAX)
        .pool_timer(TokioTimer::new())
        .build(connector)
}
