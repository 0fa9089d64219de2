//! Somebody who speaks to the city.

use city::client::{Reply, Request};
use serde_json::Value;

use crate::World;

/// Somebody with or without a token.
#[derive(Debug, Clone)]
pub struct Actor<'w> {
    world: &'w World,
    token: Option<String>,
}

/// What goes with a request beyond its address.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// JSON body.
    pub body: Option<Value>,
    /// Raw bytes instead of a JSON body.
    pub raw: Option<(String, Vec<u8>)>,
    /// Idempotency key; a new one for writes when absent and not forbidden.
    pub key: Option<String>,
    /// Send no key at all.
    pub keyless: bool,
    /// `If-Match`.
    pub version: Option<u64>,
    /// Further headers.
    pub headers: Vec<(String, String)>,
}

impl Asked {
    /// With a JSON body.
    #[must_use]
    pub fn with(body: Value) -> Self {
        Self {
            body: Some(body),
            ..Self::default()
        }
    }

    /// Expecting this version.
    #[must_use]
    pub const fn at(mut self, version: u64) -> Self {
        self.version = Some(version);
        self
    }

    /// Under this key.
    #[must_use]
    pub fn keyed(mut self, key: &str) -> Self {
        self.key = Some(key.to_owned());
        self
    }
}

impl<'w> Actor<'w> {
    pub(crate) const fn new(world: &'w World, token: Option<String>) -> Self {
        Self { world, token }
    }

    /// The same actor with another token.
    #[must_use]
    pub fn with_token(&self, token: &str) -> Self {
        Self {
            world: self.world,
            token: Some(token.to_owned()),
        }
    }

    /// Reads.
    #[must_use]
    pub fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, Asked::default())
    }

    /// Writes.
    #[must_use]
    pub fn post(&self, path: &str, body: Value) -> Reply {
        self.ask("POST", path, Asked::with(body))
    }

    /// Asks anything; a reply of the API that breaks its own description fails the test.
    ///
    /// # Panics
    /// If nothing answers, or the answer is not as documented.
    #[must_use]
    pub fn ask(&self, method: &str, path: &str, asked: Asked) -> Reply {
        let mut headers = asked.headers;
        let mut body = Vec::new();
        if let Some(value) = asked.body {
            headers.push(("content-type".to_owned(), "application/json".to_owned()));
            body = value.to_string().into_bytes();
        }
        if let Some((media, bytes)) = asked.raw {
            headers.push(("content-type".to_owned(), media));
            body = bytes;
        }
        if method != "GET" && !asked.keyless {
            let key = asked
                .key
                .unwrap_or_else(|| uuid::Uuid::now_v7().to_string());
            headers.push(("idempotency-key".to_owned(), key));
        }
        if let Some(version) = asked.version {
            headers.push(("if-match".to_owned(), format!("\"{version}\"")));
        }
        let reply = self
            .world
            .client
            .send(Request {
                method,
                url: format!("{}{path}", self.world.addresses.portal),
                token: self.token.as_deref(),
                headers,
                body,
            })
            .expect("the city answers");
        if path.starts_with("/v1/") {
            self.judge(method, path, &reply);
        }
        reply
    }

    fn judge(&self, method: &str, path: &str, reply: &Reply) {
        let media = reply.header("content-type").unwrap_or_default();
        let fault = self
            .world
            .spec
            .judge((method, path), reply.status, (media, &reply.body));
        assert!(
            fault.is_none(),
            "{}\n{}",
            fault.unwrap_or_default(),
            reply.text()
        );
        assert!(
            reply.header("x-request-id").is_some() || reply.json().get("request_id").is_some(),
            "{method} {path} has no request id"
        );
    }
}
