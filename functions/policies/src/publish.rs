//! Publishing: a second person puts the newest version in force, if the gate finds nothing (M63, M65).

use adapters::http::{Answer, Body, Door, Nothing, Problem, Reply};
use adapters::table::idempotency::Home;
use adapters::table::{PolicyHead, PolicyMove};
use axum::extract::Path;
use casework::Text;
use casework::access::Operation;
use casework::policy::{Command, decide};
use contract::policy::PolicyView;
use contract::rule::PolicyDocument;
use facts::{Instant, PolicyId};

use crate::read::view;
use crate::write::jurisdictions;

/// 发布政策 · Puts the newest version in force. Whoever wrote it may not publish it.
#[utoipa::path(post, path = "/v1/policies/{policy}/publish", operation_id = "publish_policy", tag = "policies",
    params(("policy" = String, Path, description = "Policy id")),
    responses((status = 200, description = "The policy in force", body = PolicyView)))]
pub(crate) async fn publish(door: Door, Path(id): Path<String>, body: Body<Nothing>) -> Answer {
    let actor = door.actor(Operation::PublishPolicy)?;
    let command = door.command(Operation::PublishPolicy, &body.bytes)?;
    let id = PolicyId::parse(&id).map_err(|_| Problem::not_found())?;
    let table = door.outside.table();
    let read = table.read_policy(&id, Some(command.at(door.now))).await?;
    if let Some(earlier) = &read.earlier {
        return Reply::earlier(earlier);
    }
    let before = read.policy.as_ref().ok_or_else(Problem::not_found)?;
    actor.reaches(
        Operation::PublishPolicy,
        None,
        Some(&before.policy.department),
    )?;
    door.expect_version(before.policy.version)?;
    let kept = read.newest().ok_or_else(Problem::not_found)?;
    let document = PolicyDocument::of(&kept.rules)?;
    let found = document.findings(&jurisdictions(&door).await?);
    let publish = Command::Publish {
        document: kept.version,
        valid_from: document.valid_from,
        valid_to: document.valid_to,
        faults: found
            .into_iter()
            .map(|fault| {
                Text::new(
                    format!("{}：{}", fault.pointer, fault.zh),
                    format!("{}: {}", fault.pointer, fault.en),
                )
            })
            .collect(),
    };
    let at = Instant::from(door.now);
    let events = decide(&before.policy, publish, &actor, at)?;
    let policy = events.iter().fold(before.policy.clone(), |policy, event| {
        policy.apply(event, &actor, at)
    });
    let head = PolicyHead {
        policy,
        entry: document.entry(),
    };
    let reply = Reply::versioned(head.policy.version, &view(&head, kept));
    let new = PolicyMove {
        by: &actor,
        at,
        events: &events,
        document: None,
    };
    let commit = table.commit(door.now).policy(&head, &new);
    let home = Home::Policy(id.to_string());
    commit
        .remember(&command, &home, &reply.kept()?)
        .run()
        .await?
        .answer(reply)
}
