//! Who is asking: a person with a token of the issuer, a machine with a key, or nobody.
//!
//! A token stands in `Authorization: Bearer`; pages may carry the same token in a cookie. What a header claims and
//! cannot prove is refused (401). What a cookie cannot prove any longer counts as nobody: browsers keep cookies,
//! and a public page must not stop working because somebody was once signed in.

use ::http::{HeaderMap, header};
use casework::access::Role;
use contract::problem::kind;
use serde::Deserialize;

use super::problem::Problem;
use crate::Outside;
use crate::documents::sha256;

/// The cookie that carries a token on pages.
pub const SESSION_COOKIE: &str = "hq_session";
/// How keys of machines begin.
pub const API_KEY_PREFIX: &str = "hq_";
/// Longest key that is looked at.
const API_KEY_BYTES_MAX: usize = 128;

/// What proved who is asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Nothing: the public.
    None,
    /// A token of the issuer.
    Token,
    /// A key of a machine.
    ApiKey,
}

impl Proof {
    /// As in the log.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "public",
            Self::Token => "person",
            Self::ApiKey => "machine",
        }
    }
}

/// Who is asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    /// What proved it.
    pub proof: Proof,
    /// A stable name, unique among all principals: `public`, `person:…`, `machine:…`.
    pub id: String,
    /// The name to show, a post rather than a person where possible.
    pub name: String,
    /// Roles; the public has one too.
    pub roles: Vec<Role>,
    /// Credit code of the enterprise acted for.
    pub enterprise: Option<String>,
    /// Id of the department acted for.
    pub department: Option<String>,
}

impl Principal {
    /// Nobody in particular.
    #[must_use]
    pub fn public() -> Self {
        Self {
            proof: Proof::None,
            id: "public".to_owned(),
            name: String::new(),
            roles: vec![Role::Public],
            enterprise: None,
            department: None,
        }
    }

    /// Whether nothing proved who is asking.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.proof == Proof::None
    }
}

/// What a token says. Roles that are not ours are ignored: an issuer serves other systems too.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Claims {
    sub: String,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default)]
    enterprise: Option<String>,
    #[serde(default)]
    department: Option<String>,
}

impl From<Claims> for Principal {
    fn from(claims: Claims) -> Self {
        let roles = roles(&claims.roles);
        Self {
            proof: Proof::Token,
            id: format!("person:{}", claims.sub),
            name: claims.name.unwrap_or_default(),
            enterprise: claimed(&roles, claims.enterprise),
            roles,
            department: claims.department,
        }
    }
}

/// The enterprise somebody with these roles may claim. An assistant claims none: whom it acts for is recorded (M49).
fn claimed(roles: &[Role], enterprise: Option<String>) -> Option<String> {
    let own = roles.contains(&Role::Enterprise) || !roles.contains(&Role::Agent);
    enterprise.filter(|_| own)
}

/// The roles these words name. Nobody becomes the public or more by an unknown word.
fn roles(words: &[String]) -> Vec<Role> {
    let named = words.iter().filter_map(|word| Role::named(word));
    named.filter(|role| *role != Role::Public).collect()
}

/// Who sent a request with these headers; `page` tells whether the cookie counts.
pub(crate) async fn who(
    outside: &Outside,
    headers: &HeaderMap,
    page: bool,
) -> Result<Principal, Problem> {
    if let Some(value) = headers.get(header::AUTHORIZATION) {
        let text = value.to_str().unwrap_or_default();
        let (scheme, token) = text.split_once(' ').unwrap_or((text, ""));
        if !scheme.eq_ignore_ascii_case("bearer") || token.is_empty() {
            return Err(Problem::of(kind::INVALID_TOKEN));
        }
        return bearer(outside, token.trim()).await;
    }
    match cookie(headers, SESSION_COOKIE).filter(|_| page) {
        Some(token) => session(outside, token).await,
        None => Ok(Principal::public()),
    }
}

async fn bearer(outside: &Outside, token: &str) -> Result<Principal, Problem> {
    if token.starts_with(API_KEY_PREFIX) {
        return machine(outside, token).await;
    }
    let issuer = outside.issuer()?;
    let audience = issuer.oidc.audience.as_str();
    let claims: Claims = issuer.verify(token, &[audience]).await?;
    Ok(claims.into())
}

/// The portal's own cookie may hold the token meant for the portal instead of the one meant for the API.
async fn session(outside: &Outside, token: &str) -> Result<Principal, Problem> {
    let issuer = outside.issuer()?;
    let audiences = [
        issuer.oidc.audience.as_str(),
        issuer.oidc.client_id.as_str(),
    ];
    match issuer.verify::<Claims>(token, &audiences).await {
        Ok(claims) => Ok(claims.into()),
        Err(problem) if problem.status() == kind::INVALID_TOKEN.status => Ok(Principal::public()),
        Err(problem) => Err(problem),
    }
}

async fn machine(outside: &Outside, key: &str) -> Result<Principal, Problem> {
    if key.len() > API_KEY_BYTES_MAX {
        return Err(Problem::of(kind::INVALID_TOKEN));
    }
    let found = outside
        .table()
        .read_api_key(&sha256(key.as_bytes()))
        .await?;
    let key = found.ok_or_else(|| Problem::of(kind::INVALID_TOKEN))?;
    let roles = roles(&key.roles);
    Ok(Principal {
        proof: Proof::ApiKey,
        id: format!("machine:{}", key.hash),
        name: key.label,
        enterprise: claimed(&roles, key.enterprise),
        roles,
        department: key.department,
    })
}

/// The value of the cookie `name`.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let texts = headers.get_all(header::COOKIE).into_iter();
    texts
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(given, _)| *given == name)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "a=1; hq_session=x.y.z".parse().unwrap());
        headers.append(header::COOKIE, "b=2".parse().unwrap());
        assert_eq!(cookie(&headers, SESSION_COOKIE), Some("x.y.z"));
        assert_eq!(cookie(&headers, "b"), Some("2"));
        assert_eq!(cookie(&headers, "hq_sessio"), None);
    }

    #[test]
    fn an_assistant_claims_no_enterprise() {
        let code = || Some("91420204MAFAKE035F".to_owned());
        assert_eq!(claimed(&[Role::Agent], code()), None);
        assert_eq!(claimed(&[Role::Enterprise], code()), code());
        assert_eq!(claimed(&[Role::Agent, Role::Enterprise], code()), code());
        assert_eq!(claimed(&[Role::Clerk], code()), code());
    }

    #[test]
    fn unknown_roles_give_nothing() {
        let words = |words: &[&str]| -> Vec<String> {
            words.iter().map(|word| (*word).to_owned()).collect()
        };
        assert!(roles(&words(&["root", "public", "OFFICER"])).is_empty());
        assert_eq!(roles(&words(&["root", "officer"])), [Role::Officer]);
    }
}
