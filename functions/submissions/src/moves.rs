//! What the enterprise, the window, the coordinator and finance do with a case: withdraw, assign, extend, release, pay.

use adapters::http::{Answer, Body, Door, Problem, Reply};
use adapters::table::idempotency::{Home, Idempotency};
use adapters::table::{after, recorded};
use axum::extract::Path;
use casework::access::Operation;
use casework::case::{Command, Context, decide};
use casework::refusal::Refusal;
use casework::register::Register;
use contract::case::{
    AssignCase, CaseView, ExtendCase, FailPayment, PayCase, ReleaseCase, WithdrawCase,
};
use facts::{DepartmentId, Money};

use crate::find::{self, now};

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

/// 登记拨付 · Records the payment of what was approved.
#[utoipa::path(post, path = "/v1/cases/{number}/pay", operation_id = "pay_case", tag = "submissions",
    params(("number" = String, Path, description = "Case number")), request_body = PayCase,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn pay(door: Door, Path(number): Path<String>, body: Body<PayCase>) -> Answer {
    let asked = asked(&door, Operation::PayCase, &number, &body.bytes)?;
    moved(&door, asked, payment(&body.value)).await
}

/// 登记拨付未成功 · Records that a payment did not go through; the enterprise is told and it is to be paid again.
#[utoipa::path(post, path = "/v1/cases/{number}/fail-payment", operation_id = "fail_payment", tag = "submissions",
    params(("number" = String, Path, description = "Case number")), request_body = FailPayment,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn fail_payment(
    door: Door,
    Path(number): Path<String>,
    body: Body<FailPayment>,
) -> Answer {
    let reason = body.value.reason.clone();
    let asked = asked(&door, Operation::FailPayment, &number, &body.bytes)?;
    moved(&door, asked, Command::FailPayment { reason }).await
}

/// The command that records a payment; the amount was read before.
pub(crate) fn payment(body: &PayCase) -> Command {
    Command::Pay {
        amount: Money::parse(&body.amount).unwrap_or_default(),
        reference: body.reference.clone(),
    }
}

/// A move that is asked for.
#[derive(Debug)]
pub(crate) struct Asked<'a> {
    pub(crate) operation: Operation,
    pub(crate) number: &'a str,
    pub(crate) version: u64,
    pub(crate) command: Idempotency,
}

fn asked<'a>(
    door: &Door,
    operation: Operation,
    number: &'a str,
    bytes: &[u8],
) -> Answer<Asked<'a>> {
    door.allow(operation)?;
    Ok(Asked {
        operation,
        number,
        version: door.version()?,
        command: door.command(operation, bytes)?,
    })
}

/// Moves a case: read, decide, write once.
pub(crate) async fn moved(door: &Door, asked: Asked<'_>, command: Command) -> Answer {
    let Asked {
        operation,
        number,
        version,
        command: once,
    } = asked;
    let (actor, read, case) = find::case(door, number, operation, Some(&once)).await?;
    if let Some(earlier) = &read.earlier {
        return Reply::earlier(earlier);
    }
    find::at(version, case.version)?;
    let catalogue = door.outside.catalogue().current().await?;
    // only who names a department needs the register; everybody else decides without it
    let register = if let Command::AssignTo { .. } = &command {
        door.outside.table().read_register().await?.register
    } else {
        Register::default()
    };
    let context = Context {
        now: now(door),
        actor: &actor,
        calendar: &catalogue.calendar,
        register: &register,
    };
    let events = decide(&case, command, &context)?;
    let new = recorded(case.version, door.now, &actor, events);
    let case = after(case, &new)?;
    let mut history = read.recorded;
    history.extend(new.iter().cloned());
    let today = now(door).day();
    let view = contract::convert::case::view(&case, &history, &catalogue.calendar, &actor, today);
    let reply = Reply::versioned(case.version, &view);
    let home = Home::Case(case.number.to_string());
    let commit = door.outside.table().commit(door.now);
    let commit = commit.case(&case, &new, &catalogue.calendar);
    commit
        .remember(&once, &home, &reply.kept()?)
        .run()
        .await?
        .answer(reply)
}
