//! Uploads: a file is announced, put straight into the bucket, and looked at when it is complete (M42).

use adapters::documents::{Announced as Promised, Receipt};
use adapters::http::{Answer, Body, Door, Nothing, Problem, Reply};
use adapters::table::Outcome;
use adapters::table::idempotency::{Home, Idempotency};
use axum::extract::Path;
use casework::access::Operation;
use casework::draft::{Announced, Draft, Finding, Upload};
use casework::library::Kept;
use casework::refusal::Refusal;
use contract::draft::{CreateUpload, HeaderView, UploadTicket, UploadView};
use contract::problem::kind;
use facts::{Instant, MaterialId, UploadId};

use crate::find;

/// How often a change to a draft is tried again when another upload of the same draft was faster.
const TRIES: u8 = 4;

/// 申请上传地址 · Announces a file and gives the address to put it to.
#[utoipa::path(post, path = "/v1/drafts/{draft}/uploads", operation_id = "create_upload", tag = "submissions",
    params(("draft" = String, Path, description = "Draft id")), request_body = CreateUpload,
    responses((status = 201, description = "Where to put the file", body = UploadTicket)))]
pub(crate) async fn create(door: Door, Path(id): Path<String>, body: Body<CreateUpload>) -> Answer {
    door.allow(Operation::CreateUpload)?;
    let command = door.command(Operation::CreateUpload, &body.bytes)?;
    announce(&door, &id, &body.value, &command).await
}

/// Announces a file of a draft.
pub(crate) async fn announce(
    door: &Door,
    id: &str,
    file: &CreateUpload,
    command: &Idempotency,
) -> Answer {
    for _ in 0..TRIES {
        if let Some(answer) = announced(door, id, file, command).await? {
            return Ok(answer);
        }
    }
    Err(adapters::Fault::Busy.into())
}

/// One try; nothing if the draft moved meanwhile.
async fn announced(
    door: &Door,
    id: &str,
    file: &CreateUpload,
    command: &Idempotency,
) -> Answer<Option<Reply>> {
    let found = find::draft(door, id, Operation::CreateUpload, Some(command)).await?;
    let (_, read, draft) = found;
    if let Some(earlier) = &read.earlier {
        return Reply::earlier(earlier).map(Some);
    }
    let catalogue = door.outside.catalogue().current().await?;
    let upload = UploadId::parse(&door.outside.new_id());
    let upload = upload.map_err(|error| adapters::Fault::permanent("a new id is no id", error))?;
    let material = MaterialId::parse(&file.material).map_err(|_| Refusal::UnknownMaterial {
        material: file.material.clone(),
    })?;
    let terms = find::terms(&draft, &catalogue, find::now(door).day());
    let draft_id = draft.id.clone();
    let after = draft.announce(
        Announced {
            id: upload.clone(),
            material,
            file_name: file.file_name.clone(),
            media_type: file.media_type.clone(),
            bytes: file.bytes,
            sha256: file.sha256.clone(),
        },
        &terms,
    )?;
    let promised = Promised {
        media_type: file.media_type.clone(),
        bytes: file.bytes,
        sha256: file.sha256.clone(),
    };
    let documents = door.outside.documents();
    let ticket = documents
        .upload_ticket(draft_id.as_str(), upload.as_str(), &promised, door.now)
        .await?;
    let headers = ticket.headers.into_iter();
    let view = UploadTicket {
        upload: upload.to_string(),
        version: after.version,
        url: ticket.url,
        headers: headers
            .map(|(name, value)| HeaderView { name, value })
            .collect(),
        expires_at: Instant::from(ticket.expires_at).to_string(),
    };
    let location = format!("/v1/drafts/{draft_id}/uploads/{upload}");
    let reply = Reply::created(&location, after.version, &view);
    let home = Home::Draft(draft_id.to_string());
    let commit = door.outside.table().commit(door.now).draft(&after);
    let outcome = commit
        .remember(command, &home, &reply.kept()?)
        .run()
        .await?;
    again_if_lost(outcome, reply)
}

fn again_if_lost(outcome: Outcome, reply: Reply) -> Answer<Option<Reply>> {
    if outcome == Outcome::VersionLost {
        return Ok(None);
    }
    outcome.answer(reply).map(Some)
}

/// 确认上传完成 · Has the file looked at; sound files are kept as evidence.
#[utoipa::path(post, path = "/v1/drafts/{draft}/uploads/{upload}/complete", operation_id = "complete_upload", tag = "submissions",
    params(("draft" = String, Path, description = "Draft id"), ("upload" = String, Path, description = "Upload id")),
    responses((status = 200, description = "The upload, held", body = UploadView)))]
pub(crate) async fn complete(
    door: Door,
    Path((id, upload)): Path<(String, String)>,
    body: Body<Nothing>,
) -> Answer {
    door.allow(Operation::CompleteUpload)?;
    let command = door.command(Operation::CompleteUpload, &body.bytes)?;
    settle(&door, &id, &upload, &command).await
}

/// Looks at an upload and keeps what was found. A file that is refused stays refused: the draft says why.
pub(crate) async fn settle(door: &Door, id: &str, upload: &str, command: &Idempotency) -> Answer {
    for _ in 0..TRIES {
        if let Some(answer) = settled(door, id, upload, command).await? {
            return Ok(answer);
        }
    }
    Err(adapters::Fault::Busy.into())
}

async fn settled(
    door: &Door,
    id: &str,
    upload: &str,
    command: &Idempotency,
) -> Answer<Option<Reply>> {
    let found = find::draft(door, id, Operation::CompleteUpload, Some(command)).await?;
    let (_, read, draft) = found;
    if let Some(earlier) = &read.earlier {
        return Reply::earlier(earlier).map(Some);
    }
    let upload = UploadId::parse(upload).map_err(|_| Refusal::NoSuchUpload)?;
    let receipt = received(door, &draft, draft.awaited(&upload)?).await?;
    let commit = |after: &Draft| door.outside.table().commit(door.now).draft(after);
    match receipt {
        Receipt::Absent => Err(Problem::of(kind::UPLOAD_AWAITED)),
        Receipt::Held => {
            let kept = kept(door, &draft, draft.awaited(&upload)?).await?;
            let after = draft.settle(&upload, Finding::Sound)?;
            let reply = Reply::ok(&view(&after, &upload)?);
            let home = Home::Draft(after.id.to_string());
            let commit = commit(&after).remember(command, &home, &reply.kept()?);
            let commit = match &kept {
                Some(kept) => commit.keep(kept),
                None => commit,
            };
            again_if_lost(commit.run().await?, reply)
        }
        Receipt::Refused(suspicion) => {
            let words = suspicion.words();
            let reason = words.clone().into();
            let after = draft.settle(&upload, Finding::Unsound { reason })?;
            let lost = commit(&after).run().await? == Outcome::VersionLost;
            if lost {
                return Ok(None);
            }
            Err(Problem::of(kind::UPLOAD_REFUSED).with_detail(words))
        }
    }
}

/// What a sound upload becomes in the material library.
async fn kept(door: &Door, draft: &Draft, upload: &Upload) -> Answer<Option<Kept>> {
    let catalogue = door.outside.catalogue().current().await?;
    let today = find::now(door).day();
    let terms = find::terms(draft, &catalogue, today);
    Ok(Kept::of(draft, upload, &terms, today))
}

async fn received(door: &Door, draft: &Draft, upload: &Upload) -> Answer<Receipt> {
    let promised = Promised {
        media_type: upload.media_type.clone(),
        bytes: upload.bytes,
        sha256: upload.sha256.clone(),
    };
    let documents = door.outside.documents();
    let receipt = documents.receive(draft.id.as_str(), upload.id.as_str(), &promised);
    Ok(receipt.await?)
}

fn view(draft: &Draft, upload: &UploadId) -> Answer<UploadView> {
    let found = draft.uploads.iter().find(|one| one.id == *upload);
    let found = found.ok_or(Refusal::NoSuchUpload)?;
    Ok(contract::convert::draft::upload(found))
}
