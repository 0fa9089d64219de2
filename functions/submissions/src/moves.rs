//! What the enterprise, the window and the coordinator do with a case: withdraw, assign, extend, release.

use adapters::http::{Answer, Body, Door, Problem};
use axum::extract::Path;
use casework::access::Operation;
use casework::case::{Command, Expedited, Priority};
use casework::refusal::Refusal;
use contract::case::{AssignCase, CaseView, ExpediteCase, ExtendCase, ReleaseCase, WithdrawCase};
use facts::DepartmentId;

use crate::moved::{asked, moved};

/// 撤回办件 · Withdraws a case that is not answered yet.
#[utoipa::path(post, path = "/v1/cases/{number}/withdraw", operation_id = "withdraw_case", tag = "submissions",
    params(("number" = String, Path, description = "Case number")), request_body = WithdrawCase,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn withdraw(
    door: Door,
    Path(number): Path<String>,
    body: Body<WithdrawCase>,
) -> Answer {
    let reason = body.value.reason.clone();
    let asked = asked(&door, Operation::WithdrawCase, &number, &body.bytes)?;
    moved(&door, asked, Command::Withdraw { reason }).await
}

/// 指定办理部门 · Gives a case to a department by hand, with the reason (M39).
#[utoipa::path(post, path = "/v1/cases/{number}/assign", operation_id = "assign_case", tag = "submissions",
    params(("number" = String, Path, description = "Case number")), request_body = AssignCase,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn assign(
    door: Door,
    Path(number): Path<String>,
    body: Body<AssignCase>,
) -> Answer {
    let command = assignment(&body.value.department, &body.value.reason)?;
    let asked = asked(&door, Operation::AssignCase, &number, &body.bytes)?;
    moved(&door, asked, command).await
}

/// The command that gives a case to the department of this id; one that can be none answers like one that is not there.
pub(crate) fn assignment(department: &str, reason: &str) -> Answer<Command> {
    let department =
        DepartmentId::parse(department).map_err(|_| Problem::from(Refusal::NoSuchDepartment))?;
    let reason = reason.to_owned();
    Ok(Command::AssignTo { department, reason })
}

/// 批准延期 · Extends the promise with approval and reason; the enterprise is told (M51).
#[utoipa::path(post, path = "/v1/cases/{number}/extend", operation_id = "extend_case", tag = "submissions",
    params(("number" = String, Path, description = "Case number")), request_body = ExtendCase,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn extend(
    door: Door,
    Path(number): Path<String>,
    body: Body<ExtendCase>,
) -> Answer {
    let ExtendCase {
        working_days,
        reason,
    } = body.value.clone();
    let asked = asked(&door, Operation::ExtendCase, &number, &body.bytes)?;
    let command = Command::Extend {
        working_days,
        reason,
    };
    moved(&door, asked, command).await
}

/// 转入绿色通道 · Promises a case sooner, on a recorded ground; enterprise and department are told (M25).
#[utoipa::path(post, path = "/v1/cases/{number}/expedite", operation_id = "expedite_case", tag = "submissions",
    params(("number" = String, Path, description = "Case number")), request_body = ExpediteCase,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn expedite(
    door: Door,
    Path(number): Path<String>,
    body: Body<ExpediteCase>,
) -> Answer {
    let asked = asked(&door, Operation::ExpediteCase, &number, &body.bytes)?;
    moved(&door, asked, channel(&body.value)).await
}

/// The command that puts a case into the green channel; the ground was read before.
pub(crate) fn channel(body: &ExpediteCase) -> Command {
    let expedited = Expedited {
        priority: Priority::named(&body.priority).unwrap_or(Priority::Urgent),
        reason: body.reason.clone(),
        working_days: body.working_days,
    };
    Command::Expedite { expedited }
}

/// 统一反馈 · Releases the decision to the enterprise. Only this makes it visible (M53).
#[utoipa::path(post, path = "/v1/cases/{number}/release", operation_id = "release_case", tag = "submissions",
    params(("number" = String, Path, description = "Case number")), request_body = ReleaseCase,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn release(
    door: Door,
    Path(number): Path<String>,
    body: Body<ReleaseCase>,
) -> Answer {
    let message = body.value.message.clone();
    let asked = asked(&door, Operation::ReleaseCase, &number, &body.bytes)?;
    moved(&door, asked, Command::Release { message }).await
}
