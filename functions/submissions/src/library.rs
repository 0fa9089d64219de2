//! The material library: what an enterprise handed in once, to be handed in again while it is valid (M82).

use adapters::http::{Answer, Body, Door, Problem, Reply};
use adapters::table::Outcome;
use adapters::table::idempotency::{Home, Idempotency};
use axum::extract::Path;
use casework::access::Operation;
use casework::refusal::Refusal;
use contract::draft::{DraftView, KeptView, LibraryView, ReuseMaterial};
use facts::{CreditCode, MaterialId, UploadId};

use crate::find::{self, now};

/// How often a change to a draft is tried again when another change of the same draft was faster.
const TRIES: u8 = 4;

/// 材料库 · What an enterprise may hand in again, with the last day of each.
#[utoipa::path(get, path = "/v1/enterprises/{enterprise}/library", operation_id = "read_library", tag = "submissions",
    params(("enterprise" = String, Path, description = "Credit code")),
    responses((status = 200, description = "The library", body = LibraryView)))]
pub(crate) async fn read(door: Door, Path(enterprise): Path<String>) -> Answer {
    let actor = door.actor(Operation::ReadLibrary)?;
    let enterprise = CreditCode::parse(&enterprise).map_err(|_| Problem::not_found())?;
    actor.reaches(Operation::ReadLibrary, Some(&enterprise), None)?;
    let entries = entries(&door, &enterprise).await?;
    Ok(Reply::ok(&LibraryView { entries }))
}

/// The library of an enterprise, in view.
pub(crate) async fn entries(door: &Door, enterprise: &CreditCode) -> Answer<Vec<KeptView>> {
    let kept = door.outside.table().read_library(enterprise).await?;
    let today = now(door).day();
    let view = |kept| contract::convert::draft::kept(kept, today);
    Ok(kept.iter().map(view).collect())
}

/// 重复使用材料 · Hands in a file of the library for a draft; what has expired is refused.
#[utoipa::path(post, path = "/v1/drafts/{draft}/reuse", operation_id = "reuse_material", tag = "submissions",
    params(("draft" = String, Path, description = "Draft id")), request_body = ReuseMaterial,
    responses((status = 200, description = "The draft", body = DraftView)))]
pub(crate) async fn reuse(door: Door, Path(id): Path<String>, body: Body<ReuseMaterial>) -> Answer {
    door.allow(Operation::ReuseMaterial)?;
    let command = door.command(Operation::ReuseMaterial, &body.bytes)?;
    reused(&door, &id, &body.value, &command).await
}

/// Hands in a file of the library.
pub(crate) async fn reused(
    door: &Door,
    id: &str,
    asked: &ReuseMaterial,
    command: &Idempotency,
) -> Answer {
    for _ in 0..TRIES {
        if let Some(answer) = tried(door, id, asked, command).await? {
            return Ok(answer);
        }
    }
    Err(adapters::Fault::Busy.into())
}

/// One try; nothing if the draft moved meanwhile.
async fn tried(
    door: &Door,
    id: &str,
    asked: &ReuseMaterial,
    command: &Idempotency,
) -> Answer<Option<Reply>> {
    let found = find::draft(door, id, Operation::ReuseMaterial, Some(command)).await?;
    let (_, read, draft) = found;
    if let Some(earlier) = &read.earlier {
        return Reply::earlier(earlier).map(Some);
    }
    let material = MaterialId::parse(&asked.material).map_err(|_| Refusal::NotKept)?;
    let table = door.outside.table();
    let kept = table.read_kept(&draft.enterprise, &material, &asked.sha256);
    let kept = kept.await?.ok_or(Refusal::NotKept)?;
    let catalogue = door.outside.catalogue().current().await?;
    let today = now(door).day();
    let upload = UploadId::parse(&door.outside.new_id());
    let upload = upload.map_err(|error| adapters::Fault::permanent("a new id is no id", error))?;
    let terms = find::terms(&draft, &catalogue, today);
    let after = draft.reuse(&kept, upload, &terms, today)?;
    let reply = Reply::versioned(after.version, &find::view(&after, &catalogue, today));
    let home = Home::Draft(after.id.to_string());
    let commit = table.commit(door.now).draft(&after);
    let commit = commit.remember(command, &home, &reply.kept()?);
    let outcome = commit.run().await?;
    if outcome == Outcome::VersionLost {
        return Ok(None);
    }
    outcome.answer(reply).map(Some)
}
