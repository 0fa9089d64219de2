//! A department's moves by token or machine key.

use adapters::http::{Answer, Body, Door, Nothing, Problem, Reply};
use adapters::table::idempotency::{Home, Idempotency};
use adapters::table::{after, recorded};
use axum::extract::Path;
use casework::access::Operation;
use casework::case::{Command, Context, decide};
use contract::case::CaseView;
use contract::department::{DecideCase, DeclineCase, SendBackCase};
use contract::problem::kind;
use facts::{CaseNumber, Instant};

use crate::said;

/// 接收办理 · Takes a case up.
#[utoipa::path(post, path = "/v1/cases/{number}/accept", operation_id = "accept_case", tag = "departments",
    params(("number" = String, Path, description = "Case number")),
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn accept(door: Door, Path(number): Path<String>, body: Body<Nothing>) -> Answer {
    moved(
        &door,
        Operation::AcceptCase,
        &number,
        &body.bytes,
        Command::Accept,
    )
    .await
}

/// 退办 · Says the case is not this department's, with the reason.
#[utoipa::path(post, path = "/v1/cases/{number}/decline", operation_id = "decline_case", tag = "departments",
    params(("number" = String, Path, description = "Case number")), request_body = DeclineCase,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn decline(
    door: Door,
    Path(number): Path<String>,
    body: Body<DeclineCase>,
) -> Answer {
    let command = Command::Decline {
        reason: body.value.reason.clone(),
    };
    moved(&door, Operation::DeclineCase, &number, &body.bytes, command).await
}

/// 要求补正 · Names everything that is missing, at once (M73).
#[utoipa::path(post, path = "/v1/cases/{number}/send-back", operation_id = "send_back_case", tag = "departments",
    params(("number" = String, Path, description = "Case number")), request_body = SendBackCase,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn send_back(
    door: Door,
    Path(number): Path<String>,
    body: Body<SendBackCase>,
) -> Answer {
    let command = said::send_back(&body.value.missing);
    moved(
        &door,
        Operation::SendBackCase,
        &number,
        &body.bytes,
        command,
    )
    .await
}

/// 作出审核决定 · Approves or refuses; the enterprise learns it when the window releases it (M53).
#[utoipa::path(post, path = "/v1/cases/{number}/decide", operation_id = "decide_case", tag = "departments",
    params(("number" = String, Path, description = "Case number")), request_body = DecideCase,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn decide_case(
    door: Door,
    Path(number): Path<String>,
    body: Body<DecideCase>,
) -> Answer {
    let command = said::decision(&body.value);
    moved(&door, Operation::DecideCase, &number, &body.bytes, command).await
}

/// Moves a case: read, decide, write once.
pub(crate) async fn moved(
    door: &Door,
    operation: Operation,
    number: &str,
    bytes: &[u8],
    command: Command,
) -> Answer {
    door.allow(operation)?;
    let once = door.command(operation, bytes)?;
    moved_at(door, (operation, number), door.if_match, &once, command).await
}

/// Moves the case at the version its asker has read.
pub(crate) async fn moved_at(
    door: &Door,
    (operation, number): (Operation, &str),
    version: Option<u64>,
    once: &Idempotency,
    command: Command,
) -> Answer {
    let actor = door.actor(operation)?;
    let number = CaseNumber::parse(number).map_err(|_| Problem::not_found())?;
    let table = door.outside.table();
    let read = table.read_case(&number, Some(once.at(door.now))).await?;
    if let Some(earlier) = &read.earlier {
        return Reply::earlier(earlier);
    }
    let case = read.case.ok_or_else(Problem::not_found)?;
    case.reached_by(&actor, operation)?;
    let version = version.ok_or_else(|| Problem::of(kind::VERSION_NEEDED))?;
    if version != case.version {
        return Err(Problem::stale_version());
    }
    let catalogue = door.outside.catalogue().current().await?;
    let register = table.read_register().await?.register;
    let now = Instant::from(door.now);
    let context = Context {
        now,
        actor: &actor,
        calendar: &catalogue.calendar,
        register: &register,
    };
    let events = decide(&case, command, &context)?;
    let events = table.come_late(&case, events).await?;
    let new = recorded(case.version, door.now, &actor, events);
    let before = case.clone();
    let case = after(case, &new)?;
    let mut history = read.recorded;
    history.extend(new.iter().cloned());
    let view =
        contract::convert::case::view(&case, &history, &catalogue.calendar, &actor, now.day());
    let reply = Reply::versioned(case.version, &view);
    let home = Home::Case(case.number.to_string());
    let kept = reply.kept()?;
    let limits = catalogue.limits(&case);
    let written = table.commit_with_ledger(door.now, (&before, &case), limits, |commit| {
        commit
            .case(&case, &new, &catalogue.calendar)
            .remember(once, &home, &kept)
    });
    written.await??.answer(reply)
}
