//! Answering what is no application, and what comes after the end of any case: how it was, the call back, taking up again.

use adapters::http::{Answer, Body, Door};
use axum::extract::Path;
use casework::access::Operation;
use casework::case::{Command, Rating};
use contract::case::{AnswerCase, CaseView, RateCase, ReopenCase, VisitCase};
use contract::convert::case::answer as answered;

use crate::moved::{asked, moved};

/// 答复 · Answers what is no application; a department's answer is released by the window, the window's own is told at once.
#[utoipa::path(post, path = "/v1/cases/{number}/answer", operation_id = "answer_case", tag = "submissions",
    params(("number" = String, Path, description = "Case number")), request_body = AnswerCase,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn answer(
    door: Door,
    Path(number): Path<String>,
    body: Body<AnswerCase>,
) -> Answer {
    let asked = asked(&door, Operation::AnswerCase, &number, &body.bytes)?;
    moved(&door, asked, answered(&body.value)).await
}

/// 评价 · Says how it was, once, after the end (M4).
#[utoipa::path(post, path = "/v1/cases/{number}/rate", operation_id = "rate_case", tag = "submissions",
    params(("number" = String, Path, description = "Case number")), request_body = RateCase,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn rate(door: Door, Path(number): Path<String>, body: Body<RateCase>) -> Answer {
    let asked = asked(&door, Operation::RateCase, &number, &body.bytes)?;
    let RateCase { score, words } = body.value.clone();
    let rating = Rating { score, words };
    moved(&door, asked, Command::Rate { rating }).await
}

/// 要求重新办理 · Has a case taken up again whose answer did not settle the matter.
#[utoipa::path(post, path = "/v1/cases/{number}/reopen", operation_id = "reopen_case", tag = "submissions",
    params(("number" = String, Path, description = "Case number")), request_body = ReopenCase,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn reopen(
    door: Door,
    Path(number): Path<String>,
    body: Body<ReopenCase>,
) -> Answer {
    let asked = asked(&door, Operation::ReopenCase, &number, &body.bytes)?;
    let reason = body.value.reason.clone();
    moved(&door, asked, Command::Reopen { reason }).await
}

/// 登记回访 · Records the call back after the end; what is not settled is taken up again (M34).
#[utoipa::path(post, path = "/v1/cases/{number}/visit", operation_id = "visit_case", tag = "submissions",
    params(("number" = String, Path, description = "Case number")), request_body = VisitCase,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn visit(door: Door, Path(number): Path<String>, body: Body<VisitCase>) -> Answer {
    let asked = asked(&door, Operation::VisitCase, &number, &body.bytes)?;
    let VisitCase { settled, words } = body.value.clone();
    moved(&door, asked, Command::Visit { settled, words }).await
}
