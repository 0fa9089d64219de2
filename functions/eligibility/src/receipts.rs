//! Receipts: kept, read, and run again.

use adapters::http::{Answer, Body, Door, Problem, Reply};
use axum::extract::Path;
use casework::access::Operation;
use contract::eligibility::{AssessmentRequest, answer};
use contract::problem::kind;
use contract::receipt::{Receipt, ReceiptView, VerifyReply, VerifyRequest};
use contract::text::Text;

use crate::asked::{Asked, Saved, saved};

/// Largest receipt that is kept, in bytes of canonical JSON; the table takes 400 kB an item.
const RECEIPT_BYTES_MAX: usize = 300_000;

/// 出具测算凭证 · Assesses and keeps the receipt under an id nobody can guess. The same question makes the same receipt.
#[utoipa::path(post, path = "/v1/receipts", operation_id = "create_receipt", tag = "eligibility", request_body = AssessmentRequest,
    responses((status = 201, description = "The receipt", body = ReceiptView)))]
pub(crate) async fn create(door: Door, body: Body<AssessmentRequest>) -> Answer {
    door.allow(Operation::CreateReceipt)?;
    let saved = match &body.value.enterprise {
        Some(code) => saved(&door, code).await?,
        None => Saved::default(),
    };
    let asked = Asked::read(&door, &body.value, &saved).await?;
    let view = kept(&door, &asked.receipt()).await?;
    Ok(Reply::created(
        &format!("/v1/receipts/{}", view.receipt),
        1,
        &view,
    ))
}

/// Keeps a receipt.
pub(crate) async fn kept(door: &Door, receipt: &Receipt) -> Answer<ReceiptView> {
    if receipt.canonical().len() > RECEIPT_BYTES_MAX {
        return Err(Problem::of(kind::TOO_LARGE).with_detail(Text::new(
            "测算的事项太多，凭证无法留存。请只选需要的事项后再出具凭证。",
            "The receipt is too large to be kept. Choose the items you need and ask again.",
        )));
    }
    let id = door.outside.signer()?.receipt_id(&receipt.digest);
    let table = door.outside.table();
    let commit = table.commit(door.now).receipt(&id, receipt);
    commit.run().await?.settled()?;
    view(door, &id).await
}

/// A kept receipt as it is shown.
pub(crate) async fn view(door: &Door, id: &str) -> Answer<ReceiptView> {
    let table = door.outside.table();
    let found = table.read_receipt(id, door.now).await?;
    let found = found.ok_or_else(Problem::not_found)?;
    Ok(ReceiptView {
        link: format!("{}/receipts/{id}", door.outside.site().base),
        receipt: id.to_owned(),
        kept_until: found.until.day().to_string(),
        notice: answer::notice(),
        body: found.receipt,
    })
}

/// 测算凭证 · A receipt by its id.
#[utoipa::path(get, path = "/v1/receipts/{receipt}", operation_id = "read_receipt", tag = "eligibility",
    params(("receipt" = String, Path, description = "Id of the receipt")),
    responses((status = 200, description = "The receipt", body = ReceiptView)))]
pub(crate) async fn read(door: Door, Path(id): Path<String>) -> Answer {
    door.allow(Operation::ReadReceipt)?;
    Ok(Reply::ok(&view(&door, &id).await?))
}

/// 核验测算凭证 · Runs a receipt again against the catalogue it names: the same to the byte, or what differs.
#[utoipa::path(post, path = "/v1/receipts/verify", operation_id = "verify_receipt", tag = "eligibility", request_body = VerifyRequest,
    responses((status = 200, description = "Whether it comes out the same", body = VerifyReply)))]
pub(crate) async fn verify(door: Door, body: Body<VerifyRequest>) -> Answer {
    door.allow(Operation::VerifyReceipt)?;
    Ok(Reply::ok(&verified(&door, &body.value.receipt).await?))
}

/// Runs a receipt again.
pub(crate) async fn verified(door: &Door, receipt: &Receipt) -> Answer<VerifyReply> {
    let catalogue = door.outside.catalogue().at(&receipt.catalogue).await?;
    Ok(match catalogue {
        Some(catalogue) => receipt.run_again(&catalogue),
        None => receipt.unknown_catalogue(),
    })
}
