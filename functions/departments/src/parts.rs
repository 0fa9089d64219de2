//! Co-handling by token or machine key: the lead asks and goes on, the department that is asked answers (M11).

use adapters::http::{Answer, Body, Door, Problem};
use axum::extract::Path;
use casework::access::Operation;
use casework::case::Command;
use casework::case::co_handling::PartCommand;
use contract::case::{AnswerPart, AskPart, CaseView, GivePartUp};
use contract::convert::co_handling;

use crate::moves::moved;

/// 征求其他部门意见 · The lead asks a further department, with its reason.
#[utoipa::path(post, path = "/v1/cases/{number}/parts", operation_id = "ask_part", tag = "departments",
    params(("number" = String, Path, description = "Case number")), request_body = AskPart,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn ask(door: Door, Path(number): Path<String>, body: Body<AskPart>) -> Answer {
    let command = co_handling::ask(&body.value).ok_or_else(Problem::not_found)?;
    moved(&door, Operation::AskPart, &number, &body.bytes, command).await
}

/// 答复协办意见 · A co-handling department answers its part.
#[utoipa::path(post, path = "/v1/cases/{number}/parts/{part}/answer", operation_id = "answer_part", tag = "departments",
    params(("number" = String, Path, description = "Case number"), ("part" = String, Path, description = "Number of the part")), request_body = AnswerPart,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn answer(
    door: Door,
    Path((number, part)): Path<(String, String)>,
    body: Body<AnswerPart>,
) -> Answer {
    door.allow(Operation::AnswerPart)?;
    let command = co_handling::answer(numbered(&part)?, &body.value);
    moved(&door, Operation::AnswerPart, &number, &body.bytes, command).await
}

/// 退回协办 · A co-handling department says that its part is not for them.
#[utoipa::path(post, path = "/v1/cases/{number}/parts/{part}/decline", operation_id = "decline_part", tag = "departments",
    params(("number" = String, Path, description = "Case number"), ("part" = String, Path, description = "Number of the part")), request_body = GivePartUp,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn decline(
    door: Door,
    Path((number, part)): Path<(String, String)>,
    body: Body<GivePartUp>,
) -> Answer {
    door.allow(Operation::DeclinePart)?;
    let (part, reason) = (numbered(&part)?, body.value.reason.clone());
    let command = Command::Part(PartCommand::Decline { part, reason });
    moved(&door, Operation::DeclinePart, &number, &body.bytes, command).await
}

/// 不再等待协办意见 · The lead goes on without a part that is overdue, with its reason.
#[utoipa::path(post, path = "/v1/cases/{number}/parts/{part}/close", operation_id = "close_part", tag = "departments",
    params(("number" = String, Path, description = "Case number"), ("part" = String, Path, description = "Number of the part")), request_body = GivePartUp,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn close(
    door: Door,
    Path((number, part)): Path<(String, String)>,
    body: Body<GivePartUp>,
) -> Answer {
    door.allow(Operation::ClosePart)?;
    let (part, reason) = (numbered(&part)?, body.value.reason.clone());
    let command = Command::Part(PartCommand::Close { part, reason });
    moved(&door, Operation::ClosePart, &number, &body.bytes, command).await
}

fn numbered(part: &str) -> Answer<u32> {
    part.parse().map_err(|_| Problem::not_found())
}
