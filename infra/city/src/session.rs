//! A command's conversation with a running city: who speaks, what is sent, what is shown.

use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::client::{Client, Outcome, Reply, Request, Trouble, trouble};
use crate::say;

/// Where a running city can be reached. Written to the data folder when it is ready.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Addresses {
    /// Portal and API.
    pub portal: String,
    /// Mailbox, webhook inspector, clock, sign-in: everything only development has.
    pub console: String,
}

/// The file in the data folder that says where the city is.
pub(crate) const FILE: &str = "addresses.json";

/// Speaks to a running city and shows every request it makes.
#[derive(Debug)]
pub struct Session {
    client: Client,
    /// Where the city is.
    pub addresses: Addresses,
    shown: bool,
}

/// How often and how long a command waits for the city to finish what it began.
const POLLS_MAX: u32 = 450;
const POLL_EVERY: Duration = Duration::from_millis(100);

impl Session {
    /// A session with the city at `addresses`; `shown` prints each request.
    #[must_use]
    pub fn new(addresses: Addresses, shown: bool) -> Self {
        Self {
            client: Client::default(),
            addresses,
            shown,
        }
    }

    /// A session with the city whose data folder is `data`.
    ///
    /// # Errors
    /// [`Trouble`] that says how to start one.
    pub fn open(data: &Path) -> Outcome<Self> {
        let file = data.join(FILE);
        let found = std::fs::read(&file)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let Some(addresses) = found else {
            return trouble(
                "没有正在运行的城市，请先在另一个终端执行 cargo run · no city is running; start one with `cargo run` in another terminal",
            );
        };
        Ok(Self::new(addresses, true))
    }

    /// A ready access token of a person known to the development issuer.
    ///
    /// # Errors
    /// [`Trouble`] if there is no such person.
    pub fn token(&self, person: &str) -> Outcome<String> {
        let reply = self.client.send(Request {
            method: "POST",
            url: format!("{}/issuer/people/{person}/token", self.addresses.console),
            ..Request::default()
        })?;
        match reply.json().get("access_token").and_then(Value::as_str) {
            Some(token) if reply.fine() => Ok(token.to_owned()),
            _ => trouble(format!("no person `{person}` at the development issuer")),
        }
    }

    /// Calls the API and insists on success.
    ///
    /// # Errors
    /// [`Trouble`] with the problem as the API told it.
    pub fn call(&self, token: &str, method: &str, path: &str, call: Call) -> Outcome<Reply> {
        let reply = self.try_call(token, method, path, call)?;
        if reply.fine() {
            return Ok(reply);
        }
        Err(Trouble(problem(&reply)))
    }

    /// Calls the API and gives back whatever it says.
    ///
    /// # Errors
    /// [`Trouble`] if nothing answers.
    pub fn try_call(&self, token: &str, method: &str, path: &str, call: Call) -> Outcome<Reply> {
        let mut headers = Vec::new();
        let mut body = Vec::new();
        if let Some(value) = call.body {
            headers.push(("content-type".to_owned(), "application/json".to_owned()));
            body = value.to_string().into_bytes();
        }
        if method != "GET" {
            let key = call.key.unwrap_or_else(|| uuid::Uuid::now_v7().to_string());
            headers.push(("idempotency-key".to_owned(), key));
        }
        if let Some(version) = call.version {
            headers.push(("if-match".to_owned(), format!("\"{version}\"")));
        }
        let reply = self.client.send(Request {
            method,
            url: format!("{}{path}", self.addresses.portal),
            token: (!token.is_empty()).then_some(token),
            headers,
            body,
        })?;
        self.show(method, path, reply.status);
        Ok(reply)
    }

    /// Sends something that is not an API call: an upload, a form, the mailbox.
    ///
    /// # Errors
    /// [`Trouble`] if nothing answers.
    pub fn send(&self, shown_as: &str, request: Request<'_>) -> Outcome<Reply> {
        let method = request.method.to_owned();
        let reply = self.client.send(request)?;
        self.show(&method, shown_as, reply.status);
        Ok(reply)
    }

    /// Asks `try_it` again until it has an answer.
    ///
    /// # Errors
    /// [`Trouble`] naming `what` when it never comes.
    pub fn wait<T>(
        &self,
        what: &str,
        mut try_it: impl FnMut(&Client) -> Outcome<Option<T>>,
    ) -> Outcome<T> {
        for _ in 0..POLLS_MAX {
            if let Some(found) = try_it(&self.client)? {
                return Ok(found);
            }
            std::thread::sleep(POLL_EVERY);
        }
        trouble(format!("waited 45 s for {what}, in vain"))
    }

    fn show(&self, method: &str, path: &str, status: u16) {
        if self.shown {
            say::line(format!("  {method} {path} → {status}"));
        }
    }
}

/// What goes with a call.
#[derive(Debug, Default)]
pub struct Call {
    /// JSON body.
    pub body: Option<Value>,
    /// Version expected (`If-Match`).
    pub version: Option<u64>,
    /// Idempotency key; a new one when absent.
    pub key: Option<String>,
}

impl Call {
    /// A call with a body.
    #[must_use]
    pub fn with(body: Value) -> Self {
        Self {
            body: Some(body),
            ..Self::default()
        }
    }

    /// The same call, expecting `version`.
    #[must_use]
    pub const fn at(mut self, version: u64) -> Self {
        self.version = Some(version);
        self
    }

    /// The same call under a fixed idempotency key.
    #[must_use]
    pub fn keyed(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }
}

/// A problem in words, with every fault.
#[must_use]
pub fn problem(reply: &Reply) -> String {
    let body = reply.json();
    let word = |field: &str| body.get(field).and_then(Value::as_str).unwrap_or_default();
    let mut text = format!(
        "{} {}:{}({} {})",
        reply.status,
        word("title"),
        word("detail"),
        word("title_en"),
        word("detail_en")
    );
    for fault in body
        .get("errors")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let of = |field: &str| fault.get(field).and_then(Value::as_str).unwrap_or_default();
        text.push_str(&format!(
            "\n  {}  {}  {}",
            of("pointer"),
            of("zh"),
            of("en")
        ));
    }
    text
}
