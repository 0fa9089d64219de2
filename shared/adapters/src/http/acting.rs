//! For whom an assistant acts (M49): named with each request, and let by nothing but the record of the enterprise.
//!
//! A program names the enterprise in a header, a page in a cookie. Naming gives nothing: every authority of that enterprise is read, as it
//! stands at this moment, and [`casework::authority`] says whether one lets this be done. It costs one read, and nothing to anybody else.

use ::http::HeaderMap;
use casework::Actor;
use casework::access::{Operation, Role};
use casework::authority::{Authority, Scope, Standing, authorised};
use casework::refusal::Refusal;
use facts::{CreditCode, Instant, ItemId};

use super::door::Door;
use super::identity::{Principal, cookie};
use super::problem::Problem;
use crate::Outside;
use crate::fault::Fault;

/// The header that names whom an assistant acts for.
pub const ON_BEHALF_OF: &str = "on-behalf-of";
/// The cookie that does so on pages.
const COOKIE: &str = "hq_for";
/// How long the cookie is kept: a working day.
const COOKIE_SECONDS: u32 = 10 * 60 * 60;

/// Whom an assistant acts for, and every authority that enterprise gave.
#[derive(Debug, Clone)]
pub(super) struct Acting {
    enterprise: CreditCode,
    authorities: Vec<Authority>,
}

/// Whom an assistant names; nothing is read for anybody else.
pub(super) async fn acting(
    outside: &Outside,
    principal: &Principal,
    (headers, page): (&HeaderMap, bool),
) -> Result<Option<Acting>, Fault> {
    if !principal.roles.contains(&Role::Agent) {
        return Ok(None);
    }
    let header = headers.get(ON_BEHALF_OF);
    let named = header.and_then(|value| value.to_str().ok());
    let named = named.or_else(|| cookie(headers, COOKIE).filter(|_| page));
    let Some(enterprise) = named.and_then(|text| CreditCode::parse(text).ok()) else {
        return Ok(None);
    };
    let authorities = outside.table().authorities(&enterprise).await?;
    Ok(Some(Acting {
        enterprise,
        authorities,
    }))
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

    /// Credit code of the enterprise the caller acts for: its own, or the one an assistant names. What may be done for it is asked with
    /// [`Door::actor`].
    #[must_use]
    pub fn enterprise(&self) -> Option<String> {
        let own = self.principal.enterprise.clone();
        own.or_else(|| self.acting_for().map(str::to_owned))
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
