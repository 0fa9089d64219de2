//! For whom an assistant acts (M49): named with each request, and let by nothing but the record of the enterprise.
//!
//! A program names the enterprise in a header, a page in a cookie. Naming gives nothing: every authority of that enterprise is read, as it
//! stands at this moment, and [`casework::authority`] says whether one lets this be done. It costs one read, only in functions where
//! assistants act, and nothing to anybody else. Whom one acts for is asked with the operation: `door.actor(operation)?.on_behalf_of`.

use ::http::HeaderMap;
use ::http::request::Parts;
use casework::Actor;
use casework::access::{Operation, Role};
use casework::authority::{Authority, Scope, Standing, authorised};
use casework::refusal::Refusal;
use contract::fault::{Fault, Malformed};
use facts::{CreditCode, Instant, ItemId};

use super::door::Door;
use super::identity::{Principal, cookie};
use super::problem::Problem;
use crate::Outside;

/// The header that names whom an assistant acts for.
pub const ON_BEHALF_OF: &str = "on-behalf-of";
/// The cookie that does so on pages.
pub(super) const COOKIE: &str = "hq_for";
/// How long the cookie is kept: a working day.
const COOKIE_SECONDS: u32 = 10 * 60 * 60;

/// Whom an assistant acts for, and every authority that enterprise gave.
#[derive(Debug, Clone)]
pub(super) struct Acting {
    enterprise: CreditCode,
    authorities: Vec<Authority>,
}

/// Marks the requests of a function in which assistants act: only there is it read whom one acts for.
#[derive(Debug, Clone, Copy)]
pub(super) struct ActedHere;

/// Whom an assistant names; nothing is read for anybody else, nor where no assistant acts.
pub(super) async fn acting(
    outside: &Outside,
    principal: &Principal,
    (parts, page): (&Parts, bool),
) -> Result<Option<Acting>, Problem> {
    let here = parts.extensions.get::<ActedHere>().is_some();
    if !here || !principal.roles.contains(&Role::Agent) {
        return Ok(None);
    }
    let Some(enterprise) = named(&parts.headers, page)? else {
        return Ok(None);
    };
    let authorities = outside.table().authorities(&enterprise).await?;
    Ok(Some(Acting {
        enterprise,
        authorities,
    }))
}

/// The enterprise that is named. A header that names none is refused, since the request would be somebody else's; a cookie is passed over.
fn named(headers: &HeaderMap, page: bool) -> Result<Option<CreditCode>, Problem> {
    let Some(value) = headers.get(ON_BEHALF_OF) else {
        let kept = cookie(headers, COOKIE).filter(|_| page);
        return Ok(kept.and_then(|text| CreditCode::parse(text).ok()));
    };
    let code = CreditCode::parse(value.to_str().unwrap_or_default());
    code.map(Some).map_err(|error| {
        let fault = Fault::new(
            "header:On-Behalf-Of",
            "invalid_value",
            "应为所代企业的统一社会信用代码，18 位数字或大写字母",
            error.to_string(),
        );
        Malformed::of(vec![fault]).into()
    })
}

/// The cookie that has an assistant act for an enterprise on pages; an empty code ends it.
#[must_use]
pub fn acting_cookie(door: &Door, enterprise: &str) -> String {
    let secure = if door.outside.config().public_url.starts_with("https://") {
        "; Secure"
    } else {
        ""
    };
    let seconds = if enterprise.is_empty() {
        0
    } else {
        COOKIE_SECONDS
    };
    format!("{COOKIE}={enterprise}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
}

impl Door {
    /// Who acts, about these items: an assistant only under an authority that lets this be done for each of them.
    ///
    /// # Errors
    /// As for [`Door::allow`]; [`Problem`] 403 that says what is wrong with the authority.
    pub fn actor_about(&self, operation: Operation, items: &[ItemId]) -> Result<Actor, Problem> {
        let actor = self.plain_actor(operation)?;
        if actor.role != Role::Agent || Scope::of(operation).is_none() {
            return Ok(actor);
        }
        let Some(acting) = &self.acting else {
            // what anybody may do needs no authority, for nobody in particular
            return match casework::access::may(Role::Public, operation) {
                Some(_) => Ok(actor),
                None => Err(Refusal::NoAuthority.into()),
            };
        };
        let now = Instant::from(self.now);
        let asked = (operation, items);
        let one = authorised(&acting.authorities, &actor.principal, asked, now)?;
        Ok(Actor {
            on_behalf_of: Some(acting.enterprise.clone()),
            under: Some(one.under(&self.principal.name)),
            ..actor
        })
    }

    /// Whether the caller may see what is about this item: an assistant only what an authority names.
    #[must_use]
    pub fn sees(&self, operation: Operation, item: Option<&ItemId>) -> bool {
        let items = item.map(std::slice::from_ref).unwrap_or_default();
        self.actor_about(operation, items).is_ok()
    }

    /// Credit code of the enterprise an assistant names.
    #[must_use]
    pub fn acting_for(&self) -> Option<&str> {
        self.acting
            .as_ref()
            .map(|acting| acting.enterprise.as_str())
    }

    /// The name at the head of pages: who is signed in, and for whom an assistant acts.
    pub(super) fn label(principal: &Principal, acting: Option<&Acting>, now: Instant) -> String {
        let valid = acting.and_then(|acting| {
            let mut own = acting.authorities.iter();
            own.find(|one| one.agent == principal.id && one.standing(now) == Standing::Valid)
        });
        match valid {
            Some(one) => format!("{}（代{}）", principal.name, one.enterprise_name),
            None => principal.name.clone(),
        }
    }
}
