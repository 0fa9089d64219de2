//! Policies as readers see them.

use adapters::http::{Answer, Door, Problem, Query, Reply};
use adapters::table::{PolicyHead, RuleDocument};
use axum::extract::Path;
use casework::access::Operation;
use casework::policy::State;
use contract::page::Page;
use contract::policy::{PolicyEntry, PolicyStatus, PolicyView};
use facts::{Instant, PolicyId};

const LIST: &str = "policies";

/// 政策清单 · Policies in force, by id.
#[utoipa::path(get, path = "/v1/policies", operation_id = "list_policies", tag = "policies",
    params(("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent")),
    responses((status = 200, description = "A page of policies", body = Page<PolicyEntry>)))]
pub(crate) async fn list(door: Door, mut query: Query) -> Answer {
    door.allow(Operation::ListPolicies)?;
    let (limit, start) = (query.limit(), door.start(LIST, &mut query)?);
    query.finish()?;
    let today = Instant::from(door.now).day();
    let catalogue = door.outside.catalogue().current().await?;
    let mut entries = catalogue.policy_entries(today);
    entries.retain(|entry| start.as_ref().is_none_or(|start| entry.policy > *start));
    let more = entries.len() > limit;
    entries.truncate(limit);
    let next = entries.last().map(|last| last.policy.clone());
    door.listed(LIST, entries, next.filter(|_| more).as_deref())
}

/// 政策详情 · One policy with its rule document: the newest for its makers, the one in force for everybody else.
#[utoipa::path(get, path = "/v1/policies/{policy}", operation_id = "read_policy", tag = "policies",
    params(("policy" = String, Path, description = "Policy id")),
    responses((status = 200, description = "The policy", body = PolicyView)))]
pub(crate) async fn read(door: Door, Path(id): Path<String>) -> Answer {
    let actor = door.actor(Operation::ReadPolicy)?;
    let id = PolicyId::parse(&id).map_err(|_| Problem::not_found())?;
    let read = door.outside.table().read_policy(&id, None).await?;
    let head = read.policy.as_ref().ok_or_else(Problem::not_found)?;
    // a maker may be signed in under several roles: the one that shows most counts
    let maker = door.principal.roles.iter().any(|role| {
        let mut actor = actor.clone();
        actor.role = *role;
        head.policy.shows_drafts_to(&actor)
    });
    let document = if maker {
        read.newest()
    } else {
        read.in_force()
    };
    let document = document.ok_or_else(Problem::not_found)?;
    Ok(Reply::versioned(head.policy.version, &view(head, document)))
}

/// A policy with one of its documents.
pub(crate) fn view(head: &PolicyHead, document: &RuleDocument) -> PolicyView {
    let policy = &head.policy;
    PolicyView {
        policy: policy.id.to_string(),
        version: policy.version,
        in_force_version: policy.in_force().map(|published| published.document),
        status: match policy.state {
            State::Draft => PolicyStatus::Draft,
            State::InForce { .. } => PolicyStatus::InForce,
            State::Suspended { .. } => PolicyStatus::Suspended,
            State::Expired { .. } => PolicyStatus::Expired,
            State::Repealed { .. } => PolicyStatus::Repealed,
        },
        title: head.entry.title.clone(),
        department: policy.department.to_string(),
        document: document.rules.clone(),
    }
}
