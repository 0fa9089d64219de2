//! The sender of webhooks (Standard Webhooks 1.0.0): signed, bounded in time and size, never redirected, never inside.
//!
//! One call is one attempt. When to try again, when to give up and whom to tell is decided from the state, elsewhere.

mod guard;
mod network;
mod sign;

use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use ::http::{Method, Request, Response, StatusCode, header};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_rustls::ConfigBuilderExt as _;
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

pub use self::guard::{Blocked, Guard, Target};
pub use self::network::{Network, NoNetwork, is_public};
pub use self::sign::{SigningKey, signatures};
use crate::clock;
use crate::fault::Fault;
use crate::telemetry::{self, Part};

/// Longest attempt, from the name service to the last byte that is read.
pub const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(15);
/// Most bytes of an answer that are read.
pub const ANSWER_BYTES_MAX: usize = 65_536;
/// Most bytes of a payload, as the specification advises.
pub const PAYLOAD_BYTES_MAX: usize = 20_480;
/// Longest wait a receiver may ask for.
const RETRY_AFTER_SECONDS_MAX: u64 = 86_400;

/// A message to a receiver.
#[derive(Debug, Clone, Copy)]
pub struct Delivery<'a> {
    /// Address of the receiver.
    pub address: &'a str,
    /// Id of the message, the same for every attempt.
    pub id: &'a str,
    /// The keys in use; two while they are being changed.
    pub keys: &'a [SigningKey],
    /// The payload, JSON.
    pub body: &'a str,
}

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// The receiver has it (2xx).
    Accepted(u16),
    /// The receiver wants nothing more (410).
    Gone,
    /// Any other answer, redirects included: try again later, not before the receiver's own wish.
    Refused {
        /// HTTP status.
        status: u16,
        /// The wait the receiver asked for, bounded.
        retry_after: Option<Duration>,
    },
    /// No answer, or none in time: try again later.
    Unreachable(&'static str),
    /// The address may not be reached. Nothing was sent.
    Blocked(Blocked),
}

/// Sends webhooks.
#[derive(Debug)]
pub struct Webhook {
    guard: Guard,
    tls: OnceLock<Arc<ClientConfig>>,
}

impl Webhook {
    /// A sender that may also reach these networks, written `10.1.0.0/16, …`.
    ///
    /// # Errors
    /// [`Fault::Permanent`] naming what is no network.
    pub fn new(allowed_networks: &str) -> Result<Self, Fault> {
        let texts = allowed_networks
            .split(',')
            .filter(|text| !text.trim().is_empty());
        let allowed = texts
            .map(str::parse)
            .collect::<Result<Vec<Network>, NoNetwork>>();
        let allowed = allowed.map_err(|error| {
            Fault::permanent(
                "environment variable `WEBHOOK_ALLOWED_NETWORKS` cannot be read",
                error,
            )
        })?;
        Ok(Self {
            guard: Guard::new(allowed),
            tls: OnceLock::new(),
        })
    }

    /// Whether `address` may be registered; what its name resolves to is asked at every attempt.
    ///
    /// # Errors
    /// [`Blocked`] with the reason.
    pub fn may_register(&self, address: &str) -> Result<(), Blocked> {
        self.guard.read(address).map(|_| ())
    }

    /// Makes one attempt.
    ///
    /// # Errors
    /// [`Fault::Permanent`] for a payload that is too large or headers that cannot be written: mistakes of ours.
    pub async fn send(&self, delivery: Delivery<'_>) -> Result<Attempt, Fault> {
        if delivery.body.len() > PAYLOAD_BYTES_MAX {
            return Err(Fault::plain("a webhook's payload is too large"));
        }
        let target = match self.guard.read(delivery.address) {
            Ok(target) => target,
            Err(blocked) => return Ok(Attempt::Blocked(blocked)),
        };
        let request = request(&target, delivery)?;
        telemetry::count(Part::Webhook);
        let attempt = tokio::time::timeout(ATTEMPT_TIMEOUT, self.attempt(&target, request)).await;
        Ok(attempt
            .unwrap_or(Ok(Attempt::Unreachable("no answer in time")))
            .unwrap_or_else(|ended| ended))
    }

    async fn attempt(
        &self,
        target: &Target,
        request: Request<Full<Bytes>>,
    ) -> Result<Attempt, Attempt> {
        let answers = resolve(target).await?;
        let addresses = self
            .guard
            .admit(target, &answers)
            .map_err(Attempt::Blocked)?;
        let stream = TcpStream::connect(addresses.as_slice()).await;
        let stream = stream.map_err(|_| Attempt::Unreachable("no connection"))?;
        let response = if target.secure {
            exchange(self.secured(target, stream).await?, request).await?
        } else {
            exchange(stream, request).await?
        };
        Ok(judged(response).await)
    }

    async fn secured(
        &self,
        target: &Target,
        stream: TcpStream,
    ) -> Result<tokio_rustls::client::TlsStream<TcpStream>, Attempt> {
        let name = match target.literal() {
            Some(address) => ServerName::from(address),
            None => ServerName::try_from(target.host.clone())
                .map_err(|_| Attempt::Blocked(Blocked::Host))?,
        };
        let tls = self.tls().ok_or(Attempt::Unreachable("no TLS"))?;
        let stream = TlsConnector::from(tls).connect(name, stream).await;
        stream.map_err(|_| Attempt::Unreachable("no trusted TLS connection"))
    }

    fn tls(&self) -> Option<Arc<ClientConfig>> {
        if let Some(tls) = self.tls.get() {
            return Some(Arc::clone(tls));
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider);
        let config = config.with_safe_default_protocol_versions().ok()?;
        let config = config.with_webpki_roots().with_no_client_auth();
        Some(Arc::clone(self.tls.get_or_init(|| Arc::new(config))))
    }
}

fn request(target: &Target, delivery: Delivery<'_>) -> Result<Request<Full<Bytes>>, Fault> {
    // Receivers compare with their own clocks, so this is real time.
    let timestamp = clock::real().as_second();
    let signatures = signatures(delivery.keys, delivery.id, timestamp, delivery.body);
    Request::builder()
        .method(Method::POST)
        .uri(&target.path)
        .header(header::HOST, target.authority())
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::USER_AGENT, "huiqi-webhooks/1")
        .header("webhook-id", delivery.id)
        .header("webhook-timestamp", timestamp)
        .header("webhook-signature", signatures)
        .body(Full::from(delivery.body.to_owned()))
        .map_err(|error| Fault::permanent("a webhook's request cannot be written", error))
}

async fn resolve(target: &Target) -> Result<Vec<IpAddr>, Attempt> {
    if let Some(address) = target.literal() {
        return Ok(vec![address]);
    }
    let answers = tokio::net::lookup_host((target.host.as_str(), target.port)).await;
    let answers = answers.map_err(|_| Attempt::Unreachable("no such host"))?;
    Ok(answers.map(|answer| answer.ip()).collect())
}

async fn exchange<S>(
    stream: S,
    request: Request<Full<Bytes>>,
) -> Result<Response<Incoming>, Attempt>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let connection = http1::handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = connection.map_err(|_| Attempt::Unreachable("no HTTP"))?;
    let driven = tokio::spawn(connection);
    let response = sender.send_request(request).await;
    if response.is_err() {
        driven.abort();
    }
    response.map_err(|_| Attempt::Unreachable("no HTTP answer"))
}

/// What the answer means. Its body is read to a bound and thrown away, so that the receiver sees a whole exchange.
async fn judged(response: Response<Incoming>) -> Attempt {
    let status = response.status();
    let retry_after = retry_after(&response);
    let mut body = response.into_body();
    let mut read = 0usize;
    while let Some(Ok(frame)) = body.frame().await {
        read = read.saturating_add(frame.data_ref().map_or(0, Bytes::len));
        if read >= ANSWER_BYTES_MAX {
            break;
        }
    }
    if status.is_success() {
        Attempt::Accepted(status.as_u16())
    } else if status == StatusCode::GONE {
        Attempt::Gone
    } else {
        Attempt::Refused {
            status: status.as_u16(),
            retry_after,
        }
    }
}

fn retry_after(response: &Response<Incoming>) -> Option<Duration> {
    let text = response.headers().get(header::RETRY_AFTER)?.to_str().ok()?;
    let seconds: u64 = text.trim().parse().ok()?;
    Some(Duration::from_secs(seconds.min(RETRY_AFTER_SECONDS_MAX)))
}

#[cfg(test)]
mod tests;
