//! A development OpenID Connect issuer: one signs in by choosing who one is.
//!
//! Code flow with PKCE (S256) for a public client, and ready tokens for the command line. The claims
//! come from the composer. Tokens are signed with a real key and dated by the real clock, so that a
//! verifier needs no exception for development. Deliberately absent: passwords, refresh, user info.

mod key;

use std::collections::VecDeque;
use std::path::Path as FilePath;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use askama::Template;
use axum::extract::{Path, Query, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use self::key::Key;
pub use self::key::KeyError;
use crate::console::{absent, page};

const TOKEN_LIFE: SignedDuration = SignedDuration::from_hours(12);
const CODE_LIFE: Duration = Duration::from_secs(300);
const CODES_MAX: usize = 1000;

/// Somebody who can sign in.
#[derive(Debug, Clone)]
pub struct Person {
    /// The `sub` claim.
    pub id: String,
    /// Shown on the page.
    pub label_zh: String,
    /// The same in English.
    pub label_en: String,
    /// Further claims.
    pub claims: Value,
}

/// What the issuer is asked to be.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The `iss` claim; the router answers below its path, `/issuer`.
    pub url: String,
    /// The `aud` claim and the client id of the one client.
    pub audience: String,
    /// Where a sign-in may lead back to: scheme, host and port, with or without a path.
    pub redirect_prefixes: Vec<String>,
    /// Who can sign in.
    pub people: Vec<Person>,
}

/// The running issuer; clones share it.
#[derive(Debug, Clone)]
pub struct Issuer(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    settings: Settings,
    key: Key,
    grants: Mutex<VecDeque<Grant>>,
}

/// A sign-in waiting to be exchanged, once.
#[derive(Debug)]
struct Grant {
    code: String,
    at: Instant,
    person: Person,
    asked: Asked,
}

/// What a client asks `/authorize`.
#[derive(Debug, Clone, Deserialize)]
struct Asked {
    response_type: String,
    client_id: String,
    redirect_uri: String,
    code_challenge: String,
    code_challenge_method: String,
    #[serde(default)]
    state: String,
    nonce: Option<String>,
}

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage<'a> {
    people: &'a [Person],
    signing_in: bool,
    query: String,
}

impl Issuer {
    /// Reads the key from the folder or makes one and keeps it there.
    pub fn open(folder: Option<&FilePath>, settings: Settings) -> Result<Self, KeyError> {
        Ok(Self(Arc::new(Inner {
            settings,
            key: Key::open(folder)?,
            grants: Mutex::default(),
        })))
    }

    /// The endpoints and the pages, below `/issuer`.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/issuer", get(people))
            .route("/issuer/.well-known/openid-configuration", get(discovery))
            .route("/issuer/jwks.json", get(keys))
            .route("/issuer/authorize", get(choose).post(chosen))
            .route("/issuer/token", post(exchange))
            .route("/issuer/people/{id}/token", post(ready_token))
            .with_state(self.clone())
    }

    /// A token of somebody, and when it expires; nothing if nobody has that id.
    #[must_use]
    pub fn token(&self, id: &str) -> Option<(String, Timestamp)> {
        self.sign(self.person(id)?, None)
    }

    fn person(&self, id: &str) -> Option<&Person> {
        self.0.settings.people.iter().find(|person| person.id == id)
    }

    fn sign(&self, person: &Person, nonce: Option<&str>) -> Option<(String, Timestamp)> {
        let now = Timestamp::now();
        let expires = now.checked_add(TOKEN_LIFE).ok()?;
        let mut claims = person.claims.as_object().cloned().unwrap_or_default();
        let standard = [
            ("sub", json!(person.id)),
            ("iss", json!(self.0.settings.url)),
            ("aud", json!(self.0.settings.audience)),
            ("iat", json!(now.as_second())),
            ("exp", json!(expires.as_second())),
        ];
        claims.extend(standard.map(|(name, value)| (name.to_owned(), value)));
        claims.extend(nonce.map(|nonce| ("nonce".to_owned(), json!(nonce))));
        Some((self.0.key.sign(&claims)?, expires))
    }

    /// Why this client may not ask that, or nothing.
    fn fault(&self, asked: &Asked) -> Option<&'static str> {
        let settings = &self.0.settings;
        // A prefix ends where a part of the address ends, or `http://host:1` would admit `http://host:12`.
        let known = settings.redirect_prefixes.iter().any(|prefix| {
            let rest = asked
                .redirect_uri
                .strip_prefix(prefix.trim_end_matches('/'));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        });
        let pkce = asked.code_challenge_method == "S256" && asked.code_challenge.len() == 43;
        match () {
            () if asked.client_id != settings.audience => Some("客户端未登记 · unknown client_id"),
            () if !known => Some("回跳地址未登记 · redirect_uri is not registered"),
            () if asked.response_type != "code" => {
                Some("仅支持授权码方式 · response_type must be code")
            }
            () if !pkce => Some("需要 PKCE（S256）· PKCE with S256 is required"),
            () => None,
        }
    }

    fn grant(&self, person: Person, asked: Asked) -> Option<String> {
        let mut random = [0; 32];
        getrandom::fill(&mut random).ok()?;
        let code = URL_SAFE_NO_PAD.encode(random);
        let mut grants = self.0.grants.lock().unwrap_or_else(PoisonError::into_inner);
        grants.push_back(Grant {
            code: code.clone(),
            at: Instant::now(),
            person,
            asked,
        });
        if grants.len() > CODES_MAX {
            grants.pop_front();
        }
        Some(code)
    }

    /// Takes a grant: whatever comes of it, its code is used.
    fn take(&self, code: &str) -> Option<Grant> {
        let mut grants = self.0.grants.lock().unwrap_or_else(PoisonError::into_inner);
        let at = grants.iter().position(|grant| grant.code == code)?;
        grants
            .remove(at)
            .filter(|grant| grant.at.elapsed() < CODE_LIFE)
    }
}

async fn discovery(State(issuer): State<Issuer>) -> Json<Value> {
    let url = &issuer.0.settings.url;
    Json(json!({
        "issuer": url,
        "authorization_endpoint": format!("{url}/authorize"),
        "token_endpoint": format!("{url}/token"),
        "jwks_uri": format!("{url}/jwks.json"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": ["none"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": ["openid"],
    }))
}

async fn keys(State(issuer): State<Issuer>) -> Json<Value> {
    Json(json!({ "keys": [issuer.0.key.public()] }))
}

async fn people(State(issuer): State<Issuer>) -> Response {
    page(&PeoplePage {
        people: &issuer.0.settings.people,
        signing_in: false,
        query: String::new(),
    })
}

async fn choose(
    State(issuer): State<Issuer>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
) -> Response {
    match issuer.fault(&asked) {
        Some(fault) => (StatusCode::BAD_REQUEST, fault).into_response(),
        None => page(&PeoplePage {
            people: &issuer.0.settings.people,
            signing_in: true,
            query: query.unwrap_or_default(),
        }),
    }
}

#[derive(Deserialize)]
struct Chosen {
    person: String,
}

async fn chosen(
    State(issuer): State<Issuer>,
    Query(asked): Query<Asked>,
    Form(chosen): Form<Chosen>,
) -> Response {
    if let Some(fault) = issuer.fault(&asked) {
        return (StatusCode::BAD_REQUEST, fault).into_response();
    }
    let Some(person) = issuer.person(&chosen.person).cloned() else {
        return absent();
    };
    let (back, state) = (asked.redirect_uri.clone(), encode(&asked.state));
    let mark = if back.contains('?') { '&' } else { '?' };
    match issuer.grant(person, asked) {
        Some(code) => {
            Redirect::to(&format!("{back}{mark}code={code}&state={state}")).into_response()
        }
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[derive(Deserialize)]
struct Exchange {
    grant_type: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    redirect_uri: String,
    #[serde(default)]
    client_id: String,
    #[serde(default)]
    code_verifier: String,
}

async fn exchange(State(issuer): State<Issuer>, Form(asks): Form<Exchange>) -> Response {
    let refuse =
        |error: &str| (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))).into_response();
    if asks.grant_type != "authorization_code" {
        return refuse("unsupported_grant_type");
    }
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&asks.code_verifier));
    let grant = issuer.take(&asks.code).filter(|Grant { asked, .. }| {
        asked.code_challenge == challenge
            && asked.redirect_uri == asks.redirect_uri
            && asked.client_id == asks.client_id
    });
    let Some(grant) = grant else {
        return refuse("invalid_grant");
    };
    let Some((token, _)) = issuer.sign(&grant.person, grant.asked.nonce.as_deref()) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let tokens = json!({ "access_token": token, "id_token": token, "token_type": "Bearer", "expires_in": TOKEN_LIFE.as_secs() });
    ([(header::CACHE_CONTROL, "no-store")], Json(tokens)).into_response()
}

async fn ready_token(State(issuer): State<Issuer>, Path(id): Path<String>) -> Response {
    let Some((token, expires)) = issuer.token(&id) else {
        return absent();
    };
    let told =
        json!({ "access_token": token, "token_type": "Bearer", "expires_at": expires.to_string() });
    ([(header::CACHE_CONTROL, "no-store")], Json(told)).into_response()
}

/// Percent-encodes a query value.
fn encode(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}
