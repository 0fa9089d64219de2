//! `POST /drafts/{draft}/upload`: the script announces a file, the script completes it, or a form without scripts carries it.

use adapters::documents::sha256;
use adapters::http::{Answer, Door, Form, IdempotencyKey, Reply};
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use casework::access::Operation;
use contract::draft::{CreateUpload, UploadTicket};
use contract::fault::Fault;
use pages::Values;

use super::draft::shown;
use crate::uploads;

pub(crate) async fn upload(
    door: Door,
    Path(id): Path<String>,
    headers: HeaderMap,
    form: Form,
) -> Answer {
    door.allow(Operation::CreateUpload)?;
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    let script = accept.is_some_and(|accept| accept.contains("application/json"));
    if let Some(upload) = form.text("upload") {
        let command = super::command(&door, Operation::CompleteUpload, &form)?;
        return uploads::settle(&door, &id, upload, &command).await;
    }
    if script && form.files.is_empty() {
        let command = super::command(&door, Operation::CreateUpload, &form)?;
        return uploads::announce(&door, &id, &announced(&form), &command).await;
    }
    carried(&door, &id, &form).await
}

fn announced(form: &Form) -> CreateUpload {
    let text = |name: &str| form.text(name).unwrap_or_default().to_owned();
    CreateUpload {
        material: text("material"),
        file_name: text("file_name"),
        media_type: text("media_type"),
        bytes: text("bytes").parse().unwrap_or_default(),
        sha256: text("sha256"),
    }
}

/// The way without scripts: the file comes with the form, and goes the same way as all others.
async fn carried(door: &Door, id: &str, form: &Form) -> Answer {
    let material = form.text("material").unwrap_or_default().to_owned();
    let pointer = format!("/materials/{material}");
    let Some(file) = form.files.iter().find(|file| !file.bytes.is_empty()) else {
        let fault = Fault::new(
            pointer,
            "file_missing",
            "请先选择要上传的文件",
            "choose a file first",
        );
        return shown(door, id, &form.values(), &[fault], false).await;
    };
    let announced = CreateUpload {
        material,
        file_name: file.file_name.clone(),
        media_type: file.media_type.clone(),
        bytes: u64::try_from(file.bytes.len()).unwrap_or(u64::MAX),
        sha256: sha256(&file.bytes),
    };
    match put(door, id, &announced, form).await {
        Ok(_) => Ok(Reply::see_other(&format!("/drafts/{id}?saved=yes"))),
        Err(problem) => {
            let faults = problem.beside_form()?.into_iter().map(|fault| Fault {
                pointer: pointer.clone(),
                ..fault
            });
            let faults: Vec<Fault> = faults.collect();
            shown(door, id, &Values::default(), &faults, false).await
        }
    }
}

async fn put(door: &Door, id: &str, announced: &CreateUpload, form: &Form) -> Answer {
    let key = form.key()?;
    let part = |part: &str| IdempotencyKey::parse(&format!("{}-{part}", key.as_str()));
    let announcing = door.command_with(Operation::CreateUpload, &part("announce")?, &form.bytes);
    let ticket = uploads::announce(door, id, announced, &announcing).await?;
    let ticket: Result<UploadTicket, _> = serde_json::from_str(&ticket.kept()?.body);
    let ticket =
        ticket.map_err(|error| adapters::Fault::permanent("a ticket cannot be read", error))?;
    let file = form.files.iter().find(|file| !file.bytes.is_empty());
    let bytes = file.map(|file| file.bytes.to_vec()).unwrap_or_default();
    let documents = door.outside.documents();
    documents
        .put_upload(id, &ticket.upload, &announced.media_type, bytes)
        .await?;
    let completing = door.command_with(Operation::CompleteUpload, &part("complete")?, &form.bytes);
    uploads::settle(door, id, &ticket.upload, &completing).await
}
