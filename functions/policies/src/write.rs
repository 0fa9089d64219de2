//! Writing a policy: its first version, and later ones.

use adapters::http::{Answer, Door, Problem, RawJson, Reply};
use adapters::table::idempotency::Home;
use adapters::table::{PolicyHead, PolicyMove, RegisterRead, RuleDocument};
use axum::extract::Path;
use casework::access::Operation;
use casework::policy::{Command, Policy, create as begin, decide};
use contract::fault::{Fault, Malformed};
use contract::policy::PolicyView;
use contract::problem::kind;
use contract::rule::PolicyDocument;
use facts::{Instant, Jurisdiction, PolicyId};
use serde_json::Value;

use crate::read::view;

/// 拟写政策 · Writes the first version of a policy, as its department's editor.
#[utoipa::path(post, path = "/v1/policies", operation_id = "create_policy", tag = "policies", request_body = Object,
    responses((status = 201, description = "The policy, not yet in force", body = PolicyView)))]
pub(crate) async fn create(door: Door, body: RawJson) -> Answer {
    let actor = door.actor(Operation::CreatePolicy)?;
    let command = door.command(Operation::CreatePolicy, &body.bytes)?;
    let (rules, document) = read(&body)?;
    let table = door.outside.table();
    let found = table
        .read_policy(&document.id, Some(command.at(door.now)))
        .await?;
    if let Some(earlier) = &found.earlier {
        return Reply::earlier(earlier);
    }
    if found.policy.is_some() {
        return Err(Problem::of(kind::EXISTS));
    }
    fit(&door, &document).await?;
    let event = begin(document.id.clone(), document.department.clone(), &actor)?;
    let at = Instant::from(door.now);
    let policy = Policy::begun(&event, &actor, at).ok_or_else(Problem::not_found)?;
    let head = PolicyHead {
        policy,
        entry: document.entry(),
    };
    let kept = RuleDocument {
        version: head.policy.document,
        rules,
    };
    let location = format!("/v1/policies/{}", document.id);
    let reply = Reply::created(
        &location,
        head.policy.version,
        &view(&head, &kept, at.day(), true),
    );
    let new = PolicyMove {
        by: &actor,
        at,
        events: &[event],
        document: Some(&kept.rules),
        said: None,
    };
    let home = Home::Policy(document.id.to_string());
    let commit = table.commit(door.now).policy(&head, &new);
    commit
        .remember(&command, &home, &reply.kept()?)
        .run()
        .await?
        .answer(reply)
}

/// 修订政策 · Writes a new version; what is in force stays until the new one is published.
#[utoipa::path(put, path = "/v1/policies/{policy}", operation_id = "revise_policy", tag = "policies",
    params(("policy" = String, Path, description = "Policy id")), request_body = Object,
    responses((status = 200, description = "The policy with its new version", body = PolicyView)))]
pub(crate) async fn revise(door: Door, Path(id): Path<String>, body: RawJson) -> Answer {
    let actor = door.actor(Operation::RevisePolicy)?;
    let id = PolicyId::parse(&id).map_err(|_| Problem::not_found())?;
    let (rules, document) = read(&body)?;
    if document.id != id {
        return Err(Malformed::of(vec![Fault::new(
            "/policy/id",
            "other_id",
            format!("文件中的政策编码应与地址中的一致：`{id}`"),
            format!("the id in the document must be the one in the address: `{id}`"),
        )])
        .into());
    }
    let table = door.outside.table();
    let found = table.read_policy(&id, None).await?;
    let before = found.policy.ok_or_else(Problem::not_found)?;
    let events = decide(
        &before.policy,
        Command::Revise,
        &actor,
        Instant::from(door.now),
    )?;
    door.expect_version(before.policy.version)?;
    fit(&door, &document).await?;
    let at = Instant::from(door.now);
    let policy = events.iter().fold(before.policy, |policy, event| {
        policy.apply(event, &actor, at)
    });
    let head = PolicyHead {
        policy,
        entry: document.entry(),
    };
    let kept = RuleDocument {
        version: head.policy.document,
        rules,
    };
    let reply = Reply::versioned(head.policy.version, &view(&head, &kept, at.day(), true));
    let new = PolicyMove {
        by: &actor,
        at,
        events: &events,
        document: Some(&kept.rules),
        said: None,
    };
    table
        .commit(door.now)
        .policy(&head, &new)
        .run()
        .await?
        .answer(reply)
}

fn read(body: &RawJson) -> Result<(Value, PolicyDocument), Problem> {
    let rules = contract::body::json(&body.bytes)?;
    let document = PolicyDocument::of(&rules)?;
    Ok((rules, document))
}

/// Refuses rules that do not fit the declared facts and the register.
async fn fit(door: &Door, document: &PolicyDocument) -> Result<(), Problem> {
    let misfits = document.misfits(&jurisdictions(door).await?);
    if misfits.is_empty() {
        Ok(())
    } else {
        Err(Malformed::of(misfits).into())
    }
}

/// The jurisdictions rules may name.
pub(crate) async fn jurisdictions(door: &Door) -> Result<Vec<Jurisdiction>, Problem> {
    Ok(allowed(&door.outside.table().read_register().await?))
}

/// The same of a register that was read.
pub(crate) fn allowed(read: &RegisterRead) -> Vec<Jurisdiction> {
    let entries = read.jurisdictions.iter();
    entries.map(|entry| entry.jurisdiction.clone()).collect()
}
