//! Documents: an address that works for a short time, for those who work with the case.

use adapters::http::{Answer, Door, Problem, Reply};
use axum::extract::Path;
use casework::access::Operation;
use casework::case::Case;
use pages::DocumentLink;

use crate::find;

/// 查看材料 · Leads to a document of a case for a short time.
#[utoipa::path(get, path = "/v1/cases/{number}/documents/{document}", operation_id = "read_document", tag = "submissions",
    params(("number" = String, Path, description = "Case number"), ("document" = String, Path, description = "Document id")),
    responses((status = 302, description = "Where it can be read for a short time")))]
pub(crate) async fn read(door: Door, Path((number, id)): Path<(String, String)>) -> Answer {
    let (_, _, case) = find::case(&door, &number, Operation::ReadDocument, None).await?;
    let document = case
        .documents
        .iter()
        .find(|document| document.document == id);
    let document = document.ok_or_else(Problem::not_found)?;
    let address = door.outside.documents().address(
        &document.sha256,
        &document.file_name,
        &document.media_type,
    );
    Ok(Reply::found(&address.await?))
}

/// Addresses of a case's documents, if this reader may have them.
pub(crate) async fn links(door: &Door, case: &Case) -> Answer<Vec<DocumentLink>> {
    let allowed = door.actor(Operation::ReadDocument).ok();
    let allowed = allowed.filter(|actor| case.reached_by(actor, Operation::ReadDocument).is_ok());
    let allowed = allowed.filter(|_| door.sees(Operation::ReadDocument, case.subject.item()));
    let mut links = Vec::new();
    if allowed.is_none() {
        return Ok(links);
    }
    for document in &case.documents {
        let documents = door.outside.documents();
        let url = documents
            .address(&document.sha256, &document.file_name, &document.media_type)
            .await?;
        links.push(DocumentLink {
            document: document.document.clone(),
            material: document.material.to_string(),
            file_name: document.file_name.clone(),
            bytes: document.bytes,
            url,
        });
    }
    Ok(links)
}
