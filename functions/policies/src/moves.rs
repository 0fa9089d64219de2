//! What moves a policy along: handed in for review, handed back, suspended, resumed, repealed (M63, M90).

use adapters::http::{Answer, Body, Door, Nothing, Problem, Reply};
use adapters::table::idempotency::{Home, Idempotency};
use adapters::table::{PolicyHead, PolicyMove, PolicyRead, RuleDocument};
use axum::extract::Path;
use casework::Actor;
use casework::access::Operation;
use casework::policy::{Command, decide};
use contract::policy::{GiveReason, PolicyView, RepealPolicy, ReturnPolicy};
use facts::{Day, Instant, PolicyId};

use crate::explain::{Words, told};
use crate::read::view;

/// 提交审核 · Hands the newest version to the publishers of the department.
#[utoipa::path(post, path = "/v1/policies/{policy}/propose", operation_id = "propose_policy", tag = "policies",
    params(("policy" = String, Path, description = "Policy id")),
    responses((status = 200, description = "The policy, in review", body = PolicyView)))]
pub(crate) async fn propose(door: Door, Path(id): Path<String>, body: Body<Nothing>) -> Answer {
    let found = find(&door, &id, Operation::ProposePolicy, &body.bytes).await?;
    moved(&door, found, door.version()?, Command::Propose).await
}

/// 退回修改 · Hands the version in review back to its editor, saying what to mend.
#[utoipa::path(post, path = "/v1/policies/{policy}/return", operation_id = "return_policy", tag = "policies",
    params(("policy" = String, Path, description = "Policy id")), request_body = ReturnPolicy,
    responses((status = 200, description = "The policy, returned", body = PolicyView)))]
pub(crate) async fn hand_back(
    door: Door,
    Path(id): Path<String>,
    body: Body<ReturnPolicy>,
) -> Answer {
    let found = find(&door, &id, Operation::ReturnPolicy, &body.bytes).await?;
    let words = body.value.remarks;
    moved(&door, found, door.version()?, Command::Return { words }).await
}

/// 暂停执行 · Halts the policy from today: its items leave the calculator, their pages say why.
#[utoipa::path(post, path = "/v1/policies/{policy}/suspend", operation_id = "suspend_policy", tag = "policies",
    params(("policy" = String, Path, description = "Policy id")), request_body = GiveReason,
    responses((status = 200, description = "The policy, suspended", body = PolicyView)))]
pub(crate) async fn suspend(door: Door, Path(id): Path<String>, body: Body<GiveReason>) -> Answer {
    let found = find(&door, &id, Operation::SuspendPolicy, &body.bytes).await?;
    let reason = body.value.reason;
    moved(&door, found, door.version()?, Command::Suspend { reason }).await
}

/// 恢复执行 · Lets a suspended policy go on from today.
#[utoipa::path(post, path = "/v1/policies/{policy}/resume", operation_id = "resume_policy", tag = "policies",
    params(("policy" = String, Path, description = "Policy id")),
    responses((status = 200, description = "The policy in force", body = PolicyView)))]
pub(crate) async fn resume(door: Door, Path(id): Path<String>, body: Body<Nothing>) -> Answer {
    let found = find(&door, &id, Operation::ResumePolicy, &body.bytes).await?;
    moved(&door, found, door.version()?, Command::Resume).await
}

/// 废止政策 · Ends the policy, from today or from a later day.
#[utoipa::path(post, path = "/v1/policies/{policy}/repeal", operation_id = "repeal_policy", tag = "policies",
    params(("policy" = String, Path, description = "Policy id")), request_body = RepealPolicy,
    responses((status = 200, description = "The policy, with its end", body = PolicyView)))]
pub(crate) async fn repeal(door: Door, Path(id): Path<String>, body: Body<RepealPolicy>) -> Answer {
    let found = find(&door, &id, Operation::RepealPolicy, &body.bytes).await?;
    let command = Command::Repeal {
        reason: body.value.reason,
        from: body
            .value
            .from
            .as_deref()
            .and_then(|text| Day::parse(text).ok()),
    };
    moved(&door, found, door.version()?, command).await
}

/// A policy somebody wants to move.
pub(crate) struct Found {
    pub(crate) actor: Actor,
    pub(crate) once: Idempotency,
    pub(crate) read: PolicyRead,
}

/// Reads a policy for whoever may do `operation` with it; to all others it is not there.
pub(crate) async fn find(
    door: &Door,
    id: &str,
    operation: Operation,
    bytes: &[u8],
) -> Answer<Found> {
    door.allow(operation)?;
    find_once(door, id, operation, door.command(operation, bytes)?).await
}

/// The same for a command that is known already.
pub(crate) async fn find_once(
    door: &Door,
    id: &str,
    operation: Operation,
    once: Idempotency,
) -> Answer<Found> {
    let actor = door.actor(operation)?;
    let id = PolicyId::parse(id).map_err(|_| Problem::not_found())?;
    let table = door.outside.table();
    let read = table.read_policy(&id, Some(once.at(door.now))).await?;
    let head = read.policy.as_ref().ok_or_else(Problem::not_found)?;
    actor.reaches(operation, None, Some(&head.policy.department))?;
    Ok(Found { actor, once, read })
}

/// What is asked of a policy, with the words that go with it.
pub(crate) struct Asked {
    pub(crate) command: Command,
    pub(crate) words: Option<Words>,
}

impl From<Command> for Asked {
    fn from(command: Command) -> Self {
        Self {
            command,
            words: None,
        }
    }
}

/// Moves a policy that was read at `version`: decide, write once.
pub(crate) async fn moved(
    door: &Door,
    found: Found,
    version: u64,
    asked: impl Into<Asked>,
) -> Answer {
    let Asked { command, words } = asked.into();
    let Found { actor, once, read } = found;
    if let Some(earlier) = &read.earlier {
        return Reply::earlier(earlier);
    }
    let before = read.policy.as_ref().ok_or_else(Problem::not_found)?;
    if version != before.policy.version {
        return Err(Problem::stale_version());
    }
    let at = Instant::from(door.now);
    let events = decide(&before.policy, command, &actor, at)?;
    let policy = events.iter().fold(before.policy.clone(), |policy, event| {
        policy.apply(event, &actor, at)
    });
    let head = PolicyHead {
        policy,
        entry: before.entry.clone(),
    };
    let kept: &RuleDocument = read.newest().ok_or_else(Problem::not_found)?;
    let said = words.and_then(|words| words.said(&events, at));
    let reply = match &said {
        Some(said) => told(&head, said),
        None => Reply::versioned(head.policy.version, &view(&head, kept, at.day(), true)),
    };
    let new = PolicyMove {
        by: &actor,
        at,
        events: &events,
        document: None,
        said: said.as_ref(),
    };
    let home = Home::Policy(head.policy.id.to_string());
    let commit = door.outside.table().commit(door.now).policy(&head, &new);
    commit
        .remember(&once, &home, &reply.kept()?)
        .run()
        .await?
        .answer(reply)
}
