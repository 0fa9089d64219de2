//! Signing in at the issuer: `OpenID` Connect's code flow with PKCE, for the pages.
//!
//! What must be remembered between leaving and coming back is in a marked cookie of ten minutes; nothing is stored.

use ::http::HeaderMap;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::problem::kind;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::acting;
use super::identity::{Claims, SESSION_COOKIE, cookie};
use super::problem::Problem;
use super::query::encode;
use super::reply::Reply;
use crate::Outside;
use crate::clock;
use crate::fault::Fault;
use crate::token::Purpose;

/// The cookie of a sign-in under way.
const UNDER_WAY: &str = "hq_signin";
/// How long one may take at the issuer, in seconds.
const UNDER_WAY_SECONDS: i64 = 600;
/// Where the issuer sends people back to.
const CALLBACK: &str = "/signin/callback";

/// Signing in and out.
#[derive(Debug, Clone, Copy)]
pub struct SignIn<'a>(&'a Outside);

#[derive(Debug, Serialize, Deserialize)]
struct UnderWay {
    state: String,
    nonce: String,
    verifier: String,
    back: String,
    until: i64,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
    #[serde(default)]
    access_token: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct IdClaims {
    #[serde(default)]
    nonce: String,
    exp: i64,
}

#[derive(Debug, Clone, Deserialize)]
struct Times {
    exp: i64,
}

impl Outside {
    /// Signing in at the issuer, for the pages.
    #[must_use]
    pub const fn sign_in(&self) -> SignIn<'_> {
        SignIn(self)
    }
}

impl SignIn<'_> {
    /// Leads to the issuer; afterwards back to `back`, a path of this site.
    ///
    /// # Errors
    /// [`Problem`] 503 when the issuer does not answer.
    pub async fn begin(self, back: Option<&str>) -> Result<Reply, Problem> {
        let under_way = UnderWay {
            state: self.random()?,
            nonce: self.random()?,
            verifier: self.random()?,
            back: local(back),
            until: clock::real().as_second().saturating_add(UNDER_WAY_SECONDS),
        };
        let issuer = self.0.issuer()?;
        let door = issuer.discovery().await?.authorization_endpoint;
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(under_way.verifier.as_bytes()));
        let address = format!(
            "{door}{}response_type=code&client_id={}&redirect_uri={}&scope=openid%20profile\
             &state={}&nonce={}&code_challenge={challenge}&code_challenge_method=S256",
            if door.contains('?') { '&' } else { '?' },
            encode(&issuer.oidc.client_id),
            encode(&self.callback()),
            under_way.state,
            under_way.nonce,
        );
        let cookie = self.cookie(
            UNDER_WAY,
            &self.seal(&under_way)?,
            "/signin",
            UNDER_WAY_SECONDS,
        );
        Ok(Reply::see_other(&address).cookie(&cookie))
    }

    /// Takes the issuer's answer and begins a session; then back to where the reader was.
    ///
    /// # Errors
    /// [`Problem`] 400 when the answer does not belong to a sign-in under way in this browser.
    pub async fn complete(
        self,
        headers: &HeaderMap,
        code: &str,
        state: &str,
    ) -> Result<Reply, Problem> {
        let under_way = cookie(headers, UNDER_WAY).and_then(|text| self.open(text));
        let under_way = under_way.ok_or_else(failed)?;
        let same: bool = under_way.state.as_bytes().ct_eq(state.as_bytes()).into();
        if !same || under_way.until < clock::real().as_second() {
            return Err(failed());
        }
        let tokens = self.exchange(code, &under_way.verifier).await?;
        let (token, until) = self.session(tokens, &under_way.nonce).await?;
        let seconds = until.saturating_sub(clock::real().as_second()).max(0);
        Ok(Reply::see_other(&under_way.back)
            .cookie(&self.cookie(UNDER_WAY, "", "/signin", 0))
            .cookie(&self.cookie(acting::COOKIE, "", "/", 0))
            .cookie(&self.cookie(SESSION_COOKIE, &token, "/", seconds)))
    }

    /// Ends the session in this browser, and for whom an assistant acted.
    #[must_use]
    pub fn end(self) -> Reply {
        Reply::see_other("/")
            .cookie(&self.cookie(SESSION_COOKIE, "", "/", 0))
            .cookie(&self.cookie(acting::COOKIE, "", "/", 0))
    }

    async fn exchange(self, code: &str, verifier: &str) -> Result<Tokens, Problem> {
        let issuer = self.0.issuer()?;
        let form = format!(
            "grant_type=authorization_code&code={}&redirect_uri={}&client_id={}&code_verifier={}",
            encode(code),
            encode(&self.callback()),
            encode(&issuer.oidc.client_id),
            encode(verifier),
        );
        let door = issuer.discovery().await?.token_endpoint;
        match issuer.fetch.post(&door, form).await {
            Ok(tokens) => Ok(tokens),
            Err(fault) if fault.retryable() => Err(fault.into()),
            // The issuer refuses the code: used, expired, or not its own.
            Err(_) => Err(failed()),
        }
    }

    /// The token that becomes the session: the one meant for the API where the issuer gives one, else the portal's own.
    async fn session(self, tokens: Tokens, nonce: &str) -> Result<(String, i64), Problem> {
        let issuer = self.0.issuer()?;
        let client = issuer.oidc.client_id.as_str();
        let claims: IdClaims = issuer.verify(&tokens.id_token, &[client]).await?;
        let same: bool = claims.nonce.as_bytes().ct_eq(nonce.as_bytes()).into();
        if !same {
            return Err(failed());
        }
        if let Some(token) = tokens.access_token {
            let audience = [issuer.oidc.audience.as_str()];
            let good = issuer.verify::<Claims>(&token, &audience).await.is_ok();
            let times = issuer.verify::<Times>(&token, &audience).await;
            if let (true, Ok(times)) = (good, times) {
                return Ok((token, times.exp));
            }
        }
        Ok((tokens.id_token, claims.exp))
    }

    fn callback(self) -> String {
        format!("{}{CALLBACK}", self.0.config().public_url)
    }

    fn random(self) -> Result<String, Fault> {
        Ok(URL_SAFE_NO_PAD.encode(self.0.chance::<32>()?))
    }

    fn seal(self, under_way: &UnderWay) -> Result<String, Fault> {
        let text = serde_json::to_string(under_way)
            .map_err(|error| Fault::permanent("a sign-in could not be kept", error))?;
        let mark = self.0.signer()?.mark(Purpose::SignIn, &[&text]);
        Ok(URL_SAFE_NO_PAD.encode(text) + "." + &URL_SAFE_NO_PAD.encode(mark))
    }

    fn open(self, text: &str) -> Option<UnderWay> {
        let (text, mark) = text.split_once('.')?;
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let mark = URL_SAFE_NO_PAD.decode(mark).ok()?;
        let signer = self.0.signer().ok()?;
        let ours = signer.matches(Purpose::SignIn, &[&text], &mark);
        ours.then(|| serde_json::from_str(&text).ok()).flatten()
    }

    /// `SameSite=Lax`: the way back from the issuer carries it, a form of another site does not.
    fn cookie(self, name: &str, value: &str, path: &str, seconds: i64) -> String {
        let secure = if self.0.config().public_url.starts_with("https://") {
            "; Secure"
        } else {
            ""
        };
        format!("{name}={value}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
    }
}

/// A path of this site, whatever was asked for.
fn local(back: Option<&str>) -> String {
    let path = back.filter(|path| {
        path.starts_with('/')
            && !path.starts_with("//")
            && !path.starts_with("/signin")
            && path.len() <= 1024
            && path
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
    });
    path.unwrap_or("/").to_owned()
}

fn failed() -> Problem {
    Problem::of(kind::SIGN_IN_FAILED)
}

#[cfg(test)]
mod tests;
