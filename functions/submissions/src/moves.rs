//! What the enterprise, the window and finance do with a case: withdraw, release, pay.

use adapters::http::{Answer, Body, Door, Reply};
use adapters::table::idempotency::{Home, Idempotency};
use adapters::table::{after, recorded};
use axum::extract::Path;
use casework::access::Operation;
use casework::case::{Command, Context, decide};
use casework::register::Register;
use contract::case::{CaseView, PayCase, ReleaseCase, WithdrawCase};
use facts::Money;

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
    let context = Context {
        now: now(door),
        actor: &actor,
        calendar: &catalogue.calendar,
        register: &Register::default(),
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
