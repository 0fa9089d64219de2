//! What finance and the window do with money: pay, note a payment that failed, cancel an instalment, ask back, record what came back (M44).

use adapters::http::{Answer, Body, Door};
use axum::extract::Path;
use casework::access::Operation;
use casework::case::Command;
use contract::case::{
    CancelInstalment, CaseView, CheckCondition, ClawBackCase, FailPayment, PayCase, RecordRefund,
    RecordRepayment, WithdrawClawBack,
};
use contract::convert::award::{claws_back, refunds, repays};
use facts::Money;

use crate::moved::{asked, moved};

/// 登记拨付 · Records the payment of what was approved, or of its next instalment (M44).
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
        met: body.met.clone(),
    }
}

/// 停止拨付本期 · Cancels the next instalment since its condition failed; the enterprise is told why and what it can do.
#[utoipa::path(post, path = "/v1/cases/{number}/cancel-instalment", operation_id = "cancel_instalment", tag = "submissions",
    params(("number" = String, Path, description = "Case number")), request_body = CancelInstalment,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn cancel_instalment(
    door: Door,
    Path(number): Path<String>,
    body: Body<CancelInstalment>,
) -> Answer {
    let CancelInstalment { reason, remedy } = body.value.clone();
    let asked = asked(&door, Operation::CancelInstalment, &number, &body.bytes)?;
    moved(&door, asked, Command::CancelInstalment { reason, remedy }).await
}

/// 核实兑现条件 · Says whether the condition of the next instalment is met: met, it is due; not yet, it is looked at again after three
/// months. The enterprise is told.
#[utoipa::path(post, path = "/v1/cases/{number}/check-condition", operation_id = "check_condition", tag = "submissions",
    params(("number" = String, Path, description = "Case number")), request_body = CheckCondition,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn check_condition(
    door: Door,
    Path(number): Path<String>,
    body: Body<CheckCondition>,
) -> Answer {
    let CheckCondition { met, words } = body.value.clone();
    let asked = asked(&door, Operation::CheckCondition, &number, &body.bytes)?;
    moved(&door, asked, Command::CheckCondition { met, words }).await
}

/// 追回资金 · Asks back money that was paid, with the ground, the last day and the remedy; the enterprise is told.
#[utoipa::path(post, path = "/v1/cases/{number}/claw-back", operation_id = "claw_back", tag = "submissions",
    params(("number" = String, Path, description = "Case number")), request_body = ClawBackCase,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn claw_back(
    door: Door,
    Path(number): Path<String>,
    body: Body<ClawBackCase>,
) -> Answer {
    let asked = asked(&door, Operation::ClawBack, &number, &body.bytes)?;
    moved(&door, asked, claws_back(&body.value)).await
}

/// 撤销追回 · Withdraws a demand that stands, with a reason, whether others were made since: nothing is due of it any more, and what came
/// back of it is to be refunded. The enterprise is told.
#[utoipa::path(post, path = "/v1/cases/{number}/claw-backs/{demand}/withdraw", operation_id = "withdraw_claw_back", tag = "submissions",
    params(("number" = String, Path, description = "Case number"), ("demand" = u32, Path, description = "Ordinal of the demand, from 1 on")), request_body = WithdrawClawBack,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn withdraw_claw_back(
    door: Door,
    Path((number, demand)): Path<(String, u32)>,
    body: Body<WithdrawClawBack>,
) -> Answer {
    let reason = body.value.reason.clone();
    let asked = asked(&door, Operation::WithdrawClawBack, &number, &body.bytes)?;
    moved(&door, asked, Command::WithdrawClawBack { demand, reason }).await
}

/// 登记缴回 · Records that some of what was asked back came back; the ledger of the opening it was taken from has it again.
#[utoipa::path(post, path = "/v1/cases/{number}/repayments", operation_id = "record_repayment", tag = "submissions",
    params(("number" = String, Path, description = "Case number")), request_body = RecordRepayment,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn repay(
    door: Door,
    Path(number): Path<String>,
    body: Body<RecordRepayment>,
) -> Answer {
    let asked = asked(&door, Operation::RecordRepayment, &number, &body.bytes)?;
    moved(&door, asked, repays(&body.value)).await
}

/// 登记退还 · Records that what had come back of a withdrawn demand was refunded, in one sum; the enterprise is told.
#[utoipa::path(post, path = "/v1/cases/{number}/claw-backs/{demand}/refund", operation_id = "record_refund", tag = "submissions",
    params(("number" = String, Path, description = "Case number"), ("demand" = u32, Path, description = "Ordinal of the demand, from 1 on")), request_body = RecordRefund,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn refund(
    door: Door,
    Path((number, demand)): Path<(String, u32)>,
    body: Body<RecordRefund>,
) -> Answer {
    let asked = asked(&door, Operation::RecordRefund, &number, &body.bytes)?;
    moved(&door, asked, refunds(demand, &body.value)).await
}
