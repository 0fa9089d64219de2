//! Policies as readers see them.

use adapters::http::{Answer, Door, Problem, Query, Reply};
use adapters::table::{Happened, PolicyHead, RuleDocument};
use axum::extract::Path;
use casework::access::{Operation, Reach, may};
use contract::convert::policy as convert;
use contract::page::Page;
use contract::policy::{PolicyEntry, PolicyEventView, PolicyView, PolicyWorkEntry};
use contract::text::Text;
use facts::{Day, Instant, PolicyId};
use serde_json::Value;

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
    let today = Instant::from(door.now).day();
    // a maker may be signed in under several roles: the one that shows most counts
    let maker = door.principal.roles.iter().any(|role| {
        let mut actor = actor.clone();
        actor.role = *role;
        head.policy.shows_drafts_to(&actor)
    });
    let document = if maker {
        read.newest()
    } else {
        read.shown_on(today)
    };
    let document = document.ok_or_else(Problem::not_found)?;
    let view = view(head, document, today, maker);
    Ok(Reply::versioned(head.policy.version, &view))
}

/// 政策办理记录 · What happened to a policy, oldest first: who did what and when, with reasons.
#[utoipa::path(get, path = "/v1/policies/{policy}/history", operation_id = "read_policy_history", tag = "policies",
    params(("policy" = String, Path, description = "Policy id")),
    responses((status = 200, description = "Everything that happened", body = Page<PolicyEventView>)))]
pub(crate) async fn history(door: Door, Path(id): Path<String>, query: Query) -> Answer {
    let actor = door.actor(Operation::ReadPolicyHistory)?;
    query.finish()?;
    let id = PolicyId::parse(&id).map_err(|_| Problem::not_found())?;
    let table = door.outside.table();
    let head = table.read_policy(&id, None).await?.policy;
    let head = head.ok_or_else(Problem::not_found)?;
    let department = &head.policy.department;
    actor.reaches(Operation::ReadPolicyHistory, None, Some(department))?;
    let history = table.policy_history(&id).await?;
    let told = history.iter().map(|(version, happened)| {
        let Happened { at, by, event } = happened;
        convert::event_view(*version, (*at, by), event)
    });
    door.listed("policy_history", told.collect(), None)
}

/// 本部门政策 · The policies of one's department, published or not, what waits for somebody first; those who watch over them see all.
#[utoipa::path(get, path = "/v1/policy-work", operation_id = "list_policy_work", tag = "policies",
    responses((status = 200, description = "Policies with their standing and work", body = Page<PolicyWorkEntry>)))]
pub(crate) async fn work(door: Door, query: Query) -> Answer {
    query.finish()?;
    let entries = work_of(&door).await?;
    door.listed("policy_work", entries, None)
}

/// The policies its reader works on, what waits for somebody first.
pub(crate) async fn work_of(door: &Door) -> Answer<Vec<PolicyWorkEntry>> {
    let actor = door.actor(Operation::ListPolicyWork)?;
    let reach = may(actor.role, Operation::ListPolicyWork);
    let today = Instant::from(door.now).day();
    let heads = door.outside.table().all_policies().await?;
    let own = heads.iter().filter(|head| {
        reach == Some(Reach::Any) || actor.department.as_ref() == Some(&head.policy.department)
    });
    let mut entries: Vec<PolicyWorkEntry> = own
        .map(|head| convert::work_entry(&head.policy, head.entry.clone(), today))
        .collect();
    entries.sort_by_key(|entry| {
        let waits = entry.work.state != "published" || entry.review_due;
        (!waits, entry.entry.policy.clone())
    });
    Ok(entries)
}

/// A policy with one of its documents, as it stands on `today`; its makers see how far the work is.
pub(crate) fn view(
    head: &PolicyHead,
    document: &RuleDocument,
    today: Day,
    maker: bool,
) -> PolicyView {
    let mut view = convert::view(&head.policy, today, maker);
    view.title = title(&document.rules).unwrap_or_else(|| head.entry.title.clone());
    view.document_version = document.version;
    view.document = document.rules.clone();
    view
}

/// The title this version has; the entry has that of the newest.
fn title(rules: &Value) -> Option<Text> {
    let at = |pointer: &str| rules.pointer(pointer).and_then(Value::as_str);
    Some(Text::new(at("/policy/title/zh")?, at("/policy/title/en")?))
}
