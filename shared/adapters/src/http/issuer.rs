//! Tokens of any `OpenID` Connect issuer: discovery, its keys with bounded refresh, and the checks of a token.
//!
//! Real time is used throughout: a moved clock never makes a token good or bad.

use std::time::{Duration, Instant as Monotonic};

use contract::problem::kind;
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::sync::Mutex;

use super::problem::Problem;
use crate::config::Oidc;
use crate::fault::Fault;
use crate::fetch::Fetch;

/// Signatures that are accepted; nothing symmetric, so that no public key can serve as a secret.
const ALGORITHMS: [Algorithm; 3] = [Algorithm::ES256, Algorithm::RS256, Algorithm::EdDSA];
/// How far two clocks may be apart, in seconds.
const LEEWAY_SECONDS: u64 = 30;
/// How long keys are used before they are asked for again.
const KEYS_FRESH: Duration = Duration::from_secs(3600);
/// Least time between two requests for keys: tokens with invented key ids cannot make us ask more often.
const KEYS_PAUSE: Duration = Duration::from_secs(30);
/// Longest token that is looked at.
const TOKEN_BYTES_MAX: usize = 8192;
/// Most keys of an issuer that are looked at.
const KEYS_MAX: usize = 32;

/// Where the issuer's doors are.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Discovery {
    issuer: String,
    jwks_uri: String,
    pub(crate) authorization_endpoint: String,
    pub(crate) token_endpoint: String,
}

#[derive(Debug)]
struct Keys {
    set: JwkSet,
    asked_at: Monotonic,
}

/// The issuer, and what is known about it so far.
#[derive(Debug)]
pub(crate) struct Issuer {
    pub(crate) oidc: Oidc,
    pub(crate) fetch: Fetch,
    discovery: Mutex<Option<Discovery>>,
    keys: Mutex<Option<Keys>>,
}

impl Issuer {
    pub(crate) fn new(oidc: Oidc) -> Self {
        Self {
            oidc,
            fetch: Fetch::default(),
            discovery: Mutex::new(None),
            keys: Mutex::new(None),
        }
    }

    /// The claims of `token`, if the issuer signed it for one of `audiences` and it is in its time.
    pub(crate) async fn verify<T: DeserializeOwned + Clone>(
        &self,
        token: &str,
        audiences: &[&str],
    ) -> Result<T, Problem> {
        if token.len() > TOKEN_BYTES_MAX {
            return Err(invalid());
        }
        let header = decode_header(token).map_err(|_| invalid())?;
        if !ALGORITHMS.contains(&header.alg) {
            return Err(invalid());
        }
        let jwk = self.key(header.kid.as_deref()).await?.ok_or_else(invalid)?;
        let key = DecodingKey::from_jwk(&jwk).map_err(|_| invalid())?;
        let checks = self.checks(header.alg, audiences);
        let token = decode::<T>(token, &key, &checks).map_err(|_| invalid())?;
        Ok(token.claims)
    }

    fn checks(&self, algorithm: Algorithm, audiences: &[&str]) -> Validation {
        let mut checks = Validation::new(algorithm);
        checks.leeway = LEEWAY_SECONDS;
        checks.validate_nbf = true;
        checks.set_issuer(&[&self.oidc.issuer]);
        checks.set_audience(audiences);
        checks.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        checks
    }

    /// The key called `kid`, or the only one; asks the issuer when it is unknown or the keys are old.
    async fn key(&self, kid: Option<&str>) -> Result<Option<Jwk>, Fault> {
        let mut keys = self.keys.lock().await;
        if let Some(known) = keys.as_ref() {
            let age = known.asked_at.elapsed();
            let found = find(&known.set, kid);
            let fresh = age < KEYS_FRESH && (found.is_some() || age < KEYS_PAUSE);
            if fresh {
                return Ok(found);
            }
        }
        match self.ask_for_keys().await {
            Ok(set) => {
                let found = find(&set, kid);
                let asked_at = Monotonic::now();
                *keys = Some(Keys { set, asked_at });
                Ok(found)
            }
            // The issuer is away: keys we have already seen go on serving.
            Err(fault) => match keys.as_mut() {
                Some(known) => {
                    tracing::warn!(cause = fault.chain(), "using known keys of the issuer");
                    known.asked_at = Monotonic::now();
                    Ok(find(&known.set, kid))
                }
                None => Err(fault),
            },
        }
    }

    async fn ask_for_keys(&self) -> Result<JwkSet, Fault> {
        let discovery = self.discovery().await?;
        let mut set: JwkSet = self.fetch.get(&discovery.jwks_uri).await?;
        set.keys.truncate(KEYS_MAX);
        Ok(set)
    }

    /// The issuer's own description, read once.
    pub(crate) async fn discovery(&self) -> Result<Discovery, Fault> {
        let mut known = self.discovery.lock().await;
        if let Some(discovery) = known.as_ref() {
            return Ok(discovery.clone());
        }
        let base = self.oidc.issuer.trim_end_matches('/');
        let address = format!("{base}/.well-known/openid-configuration");
        let discovery: Discovery = self.fetch.get(&address).await?;
        self.check(&discovery)?;
        Ok(known.insert(discovery).clone())
    }

    fn check(&self, discovery: &Discovery) -> Result<(), Fault> {
        if discovery.issuer != self.oidc.issuer {
            return Err(Fault::plain("the issuer calls itself by another name"));
        }
        let doors = [
            &discovery.jwks_uri,
            &discovery.authorization_endpoint,
            &discovery.token_endpoint,
        ];
        let secure = self.oidc.issuer.starts_with("https://");
        if secure && !doors.iter().all(|door| door.starts_with("https://")) {
            return Err(Fault::plain("the issuer has a door without TLS"));
        }
        Ok(())
    }
}

fn find(set: &JwkSet, kid: Option<&str>) -> Option<Jwk> {
    match (kid, set.keys.as_slice()) {
        (Some(kid), _) => set.find(kid).cloned(),
        (None, [only]) => Some(only.clone()),
        (None, _) => None,
    }
}

fn invalid() -> Problem {
    Problem::of(kind::INVALID_TOKEN)
}

#[cfg(test)]
pub(crate) mod tests;
