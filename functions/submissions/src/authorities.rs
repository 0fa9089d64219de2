//! Authorities: given, listed and revoked by the enterprise or at the counter; read by the assistant (M49, M55).

use adapters::http::{Answer, Body, Door, Problem, Query, Reply};
use adapters::table::idempotency::{Home, Idempotency};
use axum::extract::Path;
use casework::access::Operation;
use casework::authority::{AUTHORITIES_MAX, Authority, Standing};
use casework::refusal::Refusal;
use contract::authority::{AuthorityView, DeedView, GiveAuthority};
use contract::convert::authority as convert;
use contract::page::Page;
use contract::problem::kind;
use facts::{AuthorityId, CreditCode};

use crate::find::now;

const LIST: &str = "authorities";
const OWN: &str = "own_authorities";
const DEEDS: &str = "deeds";

/// The enterprise named, if its asker may do this for it.
pub(crate) fn reached(door: &Door, enterprise: &str, operation: Operation) -> Answer<CreditCode> {
    let actor = door.actor(operation)?;
    let code = CreditCode::parse(enterprise).map_err(|_| Problem::not_found())?;
    actor.reaches(operation, Some(&code), None)?;
    Ok(code)
}

/// 授权帮办 · Gives an assistant authority; the counter records what was given on paper. Both are told.
#[utoipa::path(post, path = "/v1/enterprises/{enterprise}/authorities", operation_id = "give_authority", tag = "authorities", request_body = GiveAuthority,
    params(("enterprise" = String, Path, description = "Unified social credit code")),
    responses((status = 201, description = "The authority", body = AuthorityView)))]
pub(crate) async fn give(
    door: Door,
    Path(enterprise): Path<String>,
    body: Body<GiveAuthority>,
) -> Answer {
    door.allow(Operation::GiveAuthority)?;
    let command = door.command(Operation::GiveAuthority, &body.bytes)?;
    given(&door, &enterprise, &body.value, &command).await
}

/// Gives an authority, once under its key.
pub(crate) async fn given(
    door: &Door,
    enterprise: &str,
    body: &GiveAuthority,
    command: &Idempotency,
) -> Answer {
    let code = reached(door, enterprise, Operation::GiveAuthority)?;
    let actor = door.actor(Operation::GiveAuthority)?;
    let table = door.outside.table();
    if let Some(earlier) = table
        .read_earlier(command, &Home::Creation, door.now)
        .await?
    {
        return Reply::earlier(&earlier);
    }
    let before = table.authorities(&code).await?;
    let open = |one: &&Authority| {
        let standing = one.standing(now(door));
        matches!(standing, Standing::Valid | Standing::Ahead)
    };
    if before.iter().filter(open).count() >= AUTHORITIES_MAX {
        return Err(Refusal::AuthoritiesFull.into());
    }
    let profile = table.read_profile(&code).await?;
    let name = profile.map_or_else(|| code.to_string(), |profile| profile.name);
    let id = AuthorityId::parse(&door.outside.new_id())
        .map_err(|error| adapters::Fault::permanent("a new id is no id", error))?;
    let asked = convert::asked(id, (code, &name), body, now(door));
    let asked = asked.ok_or_else(|| Problem::of(kind::INVALID_REQUEST))?;
    let one = asked.give(&actor, now(door))?;
    let address = format!("/v1/enterprises/{}/authorities", one.enterprise);
    let reply = Reply::created(&address, one.version, &convert::view(&one, now(door)));
    let commit = table
        .commit(door.now)
        .authority(&one)
        .tell_of_authority(&one);
    let commit = commit.remember(command, &Home::Creation, &reply.kept()?);
    commit.run().await?.answer(reply)
}

/// 授权清单 · Every authority an enterprise gave, the latest first, whatever became of it.
#[utoipa::path(get, path = "/v1/enterprises/{enterprise}/authorities", operation_id = "list_authorities", tag = "authorities",
    params(("enterprise" = String, Path, description = "Unified social credit code")),
    responses((status = 200, description = "The authorities", body = Page<AuthorityView>)))]
pub(crate) async fn list(door: Door, Path(enterprise): Path<String>, query: Query) -> Answer {
    query.finish()?;
    let views = of(&door, &enterprise).await?;
    door.listed(LIST, views, None)
}

/// Every authority of an enterprise its asker may read, the latest first.
pub(crate) async fn of(door: &Door, enterprise: &str) -> Answer<Vec<AuthorityView>> {
    let code = reached(door, enterprise, Operation::ListAuthorities)?;
    let mut all = door.outside.table().authorities(&code).await?;
    all.sort_by(|one, other| (other.given_at, &other.id).cmp(&(one.given_at, &one.id)));
    let views = all.iter().map(|one| convert::view(one, now(door)));
    Ok(views.collect())
}

/// 代办记录 · What an assistant did under an authority that stands in no case's timeline, the latest first; still read when it is over.
#[utoipa::path(get, path = "/v1/enterprises/{enterprise}/authorities/{authority}/deeds", operation_id = "list_deeds", tag = "authorities",
    params(("enterprise" = String, Path, description = "Unified social credit code"), ("authority" = String, Path, description = "Authority id"), ("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent")),
    responses((status = 200, description = "A page of deeds", body = Page<DeedView>)))]
pub(crate) async fn deeds(
    door: Door,
    Path((enterprise, authority)): Path<(String, String)>,
    mut query: Query,
) -> Answer {
    let limit = query.limit();
    let list = format!("{DEEDS} {authority}");
    let start = door.start(&list, &mut query)?;
    query.finish()?;
    let about = (enterprise.as_str(), authority.as_str());
    let done = done(&door, about, (start.as_deref(), limit)).await?;
    door.listed(&list, done.deeds, done.next.as_deref())
}

/// An authority with a page of what was done under it.
pub(crate) struct Done {
    pub(crate) authority: AuthorityView,
    pub(crate) deeds: Vec<DeedView>,
    pub(crate) next: Option<String>,
}

/// What was done under an authority of an enterprise its asker may read.
pub(crate) async fn done(
    door: &Door,
    (enterprise, id): (&str, &str),
    (start, limit): (Option<&str>, usize),
) -> Answer<Done> {
    let code = reached(door, enterprise, Operation::ListDeeds)?;
    let id = AuthorityId::parse(id).map_err(|_| Problem::not_found())?;
    let table = door.outside.table();
    let one = table.read_authority(&code, &id).await?;
    let one = one.ok_or_else(Problem::not_found)?;
    let page = table.deeds((&code, &id), start, limit).await?;
    let catalogue = door.outside.catalogue().current().await?;
    let today = now(door).day();
    let deeds = page.entries.iter();
    Ok(Done {
        authority: convert::view(&one, now(door)),
        deeds: deeds
            .map(|deed| convert::deed(deed, (&catalogue, today)))
            .collect(),
        next: page.next,
    })
}

/// 撤销授权 · Ends an authority at once. Both are told.
#[utoipa::path(post, path = "/v1/enterprises/{enterprise}/authorities/{authority}/revoke", operation_id = "revoke_authority", tag = "authorities",
    params(("enterprise" = String, Path, description = "Unified social credit code"), ("authority" = String, Path, description = "Authority id")),
    responses((status = 200, description = "The authority as it stands", body = AuthorityView)))]
pub(crate) async fn revoke(
    door: Door,
    Path((enterprise, authority)): Path<(String, String)>,
) -> Answer {
    door.allow(Operation::RevokeAuthority)?;
    let one = revoked(&door, &enterprise, &authority).await?;
    Ok(Reply::versioned(
        one.version,
        &convert::view(&one, now(&door)),
    ))
}

/// Ends an authority.
pub(crate) async fn revoked(door: &Door, enterprise: &str, id: &str) -> Answer<Authority> {
    let code = reached(door, enterprise, Operation::RevokeAuthority)?;
    let actor = door.actor(Operation::RevokeAuthority)?;
    let id = AuthorityId::parse(id).map_err(|_| Problem::not_found())?;
    let table = door.outside.table();
    let before = table.read_authority(&code, &id).await?;
    let before = before.ok_or_else(Problem::not_found)?;
    let after = before.revoke(&actor, now(door))?;
    let commit = table.commit(door.now).authority(&after);
    let commit = commit.tell_of_authority(&after);
    commit.run().await?.answer(Reply::nothing())?;
    Ok(after)
}

/// 我的帮办授权 · For an assistant: whom one may act for, or might have, the latest first.
#[utoipa::path(get, path = "/v1/authorities", operation_id = "list_own_authorities", tag = "authorities",
    params(("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent")),
    responses((status = 200, description = "A page of authorities", body = Page<AuthorityView>)))]
pub(crate) async fn own(door: Door, mut query: Query) -> Answer {
    let (limit, start) = (query.limit(), door.start(OWN, &mut query)?);
    query.finish()?;
    let (views, next) = of_agent(&door, (start.as_deref(), limit)).await?;
    door.listed(OWN, views, next.as_deref())
}

/// Authorities of the assistant who asks.
pub(crate) async fn of_agent(
    door: &Door,
    (start, limit): (Option<&str>, usize),
) -> Answer<(Vec<AuthorityView>, Option<String>)> {
    door.allow(Operation::ListOwnAuthorities)?;
    let table = door.outside.table();
    let agent = &door.principal.id;
    let page = table.authorities_of_agent(agent, start, limit).await?;
    let views = page.entries.iter().map(|one| convert::view(one, now(door)));
    Ok((views.collect(), page.next))
}
