//! Small requests to the identity provider: bounded in time and size, never redirected, TLS set up on first use.

use std::sync::OnceLock;
use std::time::Duration;

use ::http::{Method, Request, Uri, header};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use serde::de::DeserializeOwned;

use crate::fault::Fault;
use crate::telemetry::{self, Part};
use crate::wire;

/// Longest wait for an answer.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(5);
/// Most bytes of an answer that are read.
const ANSWER_BYTES_MAX: usize = 262_144;

/// A client for the identity provider.
#[derive(Debug, Default)]
pub(crate) struct Fetch {
    plain: OnceLock<Client<HttpConnector, Full<Bytes>>>,
    secure: OnceLock<Client<HttpsConnector<HttpConnector>, Full<Bytes>>>,
}

impl Fetch {
    /// Reads JSON from `address`.
    pub(crate) async fn get<T: DeserializeOwned>(&self, address: &str) -> Result<T, Fault> {
        let request = Request::builder()
            .method(Method::GET)
            .uri(address)
            .header(header::ACCEPT, "application/json")
            .body(Full::default());
        self.send(address, request).await
    }

    /// Sends a form to `address` and reads JSON.
    pub(crate) async fn post<T: DeserializeOwned>(
        &self,
        address: &str,
        form: String,
    ) -> Result<T, Fault> {
        let request = Request::builder()
            .method(Method::POST)
            .uri(address)
            .header(header::ACCEPT, "application/json")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Full::from(form));
        self.send(address, request).await
    }

    async fn send<T: DeserializeOwned>(
        &self,
        address: &str,
        request: ::http::Result<Request<Full<Bytes>>>,
    ) -> Result<T, Fault> {
        let request = request.map_err(|error| failed(address, error))?;
        let bytes = tokio::time::timeout(ANSWER_TIMEOUT, self.exchange(address, request))
            .await
            .map_err(|error| failed(address, error))??;
        serde_json::from_slice(&bytes).map_err(|error| failed(address, error))
    }

    async fn exchange(&self, address: &str, request: Request<Full<Bytes>>) -> Result<Bytes, Fault> {
        telemetry::count(Part::Issuer);
        let secure = request.uri().scheme() == Some(&::http::uri::Scheme::HTTPS);
        let response = if secure {
            let client = self.secure.get_or_init(|| wire::client(wire::tls()));
            client.request(request).await
        } else {
            let client = self.plain.get_or_init(|| wire::client(wire::tcp()));
            client.request(request).await
        };
        let response = response.map_err(|error| failed(address, error))?;
        let status = response.status();
        let body = Limited::new(response.into_body(), ANSWER_BYTES_MAX);
        let bytes = body
            .collect()
            .await
            .map_err(|error| failed(address, error))?;
        if status.is_success() {
            Ok(bytes.to_bytes())
        } else if status.is_server_error() {
            Err(failed(address, format!("answered {status}")))
        } else {
            Err(Fault::permanent(
                asking(address),
                format!("answered {status}"),
            ))
        }
    }
}

fn failed(address: &str, cause: impl Into<crate::fault::Source>) -> Fault {
    Fault::temporary(asking(address), cause)
}

/// Names the host only: addresses may carry codes.
fn asking(address: &str) -> String {
    let host = address
        .parse::<Uri>()
        .ok()
        .and_then(|uri| uri.host().map(str::to_owned));
    format!("asking `{}` failed", host.unwrap_or_default())
}
