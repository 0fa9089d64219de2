//! A client of the public API, as any outside program would write it.

use std::time::Duration;

use serde_json::Value;
use ureq::http;

/// Something a command cannot get past; its text is for the person who typed it.
#[derive(Debug)]
pub struct Trouble(pub String);

impl std::fmt::Display for Trouble {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

/// What a command gives back.
pub type Outcome<T> = Result<T, Trouble>;

/// A trouble from any sentence.
pub fn trouble<T>(text: impl Into<String>) -> Outcome<T> {
    Err(Trouble(text.into()))
}

/// One HTTP request to be sent.
#[derive(Debug, Clone, Default)]
pub struct Request<'a> {
    /// Method, upper case.
    pub method: &'a str,
    /// Whole address.
    pub url: String,
    /// Access token, if any.
    pub token: Option<&'a str>,
    /// Further headers.
    pub headers: Vec<(String, String)>,
    /// Body bytes.
    pub body: Vec<u8>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body bytes.
    pub body: Vec<u8>,
}

impl Reply {
    /// The body as JSON; `Null` if it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The first header of this name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }

    /// True for 2xx and 3xx.
    #[must_use]
    pub const fn fine(&self) -> bool {
        self.status < 400
    }
}

/// Sends requests over HTTP; redirects are shown, not followed.
#[derive(Debug, Clone)]
pub struct Client {
    agent: ureq::Agent,
}

impl Default for Client {
    fn default() -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(60)))
            .build();
        Self {
            agent: config.into(),
        }
    }
}

/// Most bytes of a reply that are read.
const REPLY_BYTES_MAX: u64 = 32 * 1024 * 1024;

impl Client {
    /// Sends one request.
    ///
    /// # Errors
    /// [`Trouble`] if nothing answers or the request cannot be built.
    pub fn send(&self, request: Request<'_>) -> Outcome<Reply> {
        let address = format!("{} {}", request.method, request.url);
        let mut built = http::Request::builder()
            .method(request.method)
            .uri(&request.url);
        if let Some(token) = request.token {
            built = built.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in &request.headers {
            built = built.header(name, value);
        }
        let built = built
            .body(request.body)
            .map_err(|error| Trouble(format!("{address}: {error}")))?;
        let mut reply = self
            .agent
            .run(built)
            .map_err(|error| Trouble(format!("{address}: {error}")))?;
        let headers = reply
            .headers()
            .iter()
            .map(|(name, value)| {
                (
                    name.as_str().to_owned(),
                    String::from_utf8_lossy(value.as_bytes()).into_owned(),
                )
            })
            .collect();
        let body = reply
            .body_mut()
            .with_config()
            .limit(REPLY_BYTES_MAX)
            .read_to_vec()
            .map_err(|error| Trouble(format!("{address}: {error}")))?;
        Ok(Reply {
            status: reply.status().as_u16(),
            headers,
            body,
        })
    }
}
