//! Authorities.

use std::collections::BTreeSet;

use casework::authority::{Authority, Deed, Given, Scope};
use facts::{AuthorityId, CreditCode, Day, Instant, ItemId};

use crate::authority::{AuthorityView, DeedView, GiveAuthority, ScopeView};
use crate::catalogue::Opened;
use crate::text::Text;

/// The authority this body asks for, before it is given; nothing if it was not read by the reader of bodies.
#[must_use]
pub fn asked(
    id: AuthorityId,
    (enterprise, enterprise_name): (CreditCode, &str),
    body: &GiveAuthority,
    now: Instant,
) -> Option<Authority> {
    let scopes = body.scopes.iter().map(|word| Scope::recorded(word));
    let items = body.items.iter().map(|item| ItemId::parse(item).ok());
    Some(Authority {
        id,
        version: 0,
        enterprise,
        enterprise_name: enterprise_name.to_owned(),
        agent: body.agent.clone(),
        agent_name: body.agent_name.clone(),
        agent_mail: body.agent_mail.clone(),
        scopes: scopes.collect::<Option<_>>()?,
        items: items.collect::<Option<BTreeSet<_>>>()?,
        from: Day::parse(&body.from).ok()?,
        to: Day::parse(&body.to).ok()?,
        given: match &body.paper_sha256 {
            Some(sha256) => Given::Paper {
                sha256: sha256.clone(),
            },
            None => Given::Online,
        },
        given_at: now,
        given_by: String::new(),
        revoked: None,
    })
}

/// An authority, seen at `now`.
#[must_use]
pub fn view(one: &Authority, now: Instant) -> AuthorityView {
    AuthorityView {
        authority: one.id.to_string(),
        version: one.version,
        enterprise: one.enterprise.to_string(),
        enterprise_name: one.enterprise_name.clone(),
        agent: one.agent.clone(),
        agent_name: one.agent_name.clone(),
        scopes: one.scopes.iter().copied().map(scope).collect(),
        items: one.items.iter().map(ToString::to_string).collect(),
        from: one.from.to_string(),
        to: one.to.to_string(),
        given: one.given.word().to_owned(),
        paper_sha256: match &one.given {
            Given::Paper { sha256 } => Some(sha256.clone()),
            Given::Online => None,
        },
        given_at: one.given_at.to_string(),
        standing: one.standing(now).word().to_owned(),
        revoked_at: one.revoked.as_ref().map(|one| one.at.to_string()),
    }
}

/// A deed, with what its item is called on `day`.
#[must_use]
pub fn deed(one: &Deed, (catalogue, day): (&Opened, Day)) -> DeedView {
    let title = |id: &ItemId| match catalogue.item(id, day) {
        Some((_, item)) => item.rules.title.clone().into(),
        None => Text::new(id.as_str(), id.as_str()),
    };
    DeedView {
        at: one.at.to_string(),
        operation: one.did.operation().name().to_owned(),
        words: one.did.words().into(),
        version: one.version,
        item: one.did.item().map(ToString::to_string),
        title: one.did.item().map(title),
        run: one.did.run().map(str::to_owned),
        case: one.did.case().map(ToString::to_string),
    }
}

/// A scope with its title.
#[must_use]
pub fn scope(scope: Scope) -> ScopeView {
    ScopeView {
        scope: scope.word().to_owned(),
        title: scope.title().into(),
    }
}
