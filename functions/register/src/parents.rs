//! Documents of higher levels (上位文件, M3).

use adapters::http::{Answer, Body, Door, Problem, Reply};
use adapters::table::ParentEntry;
use axum::extract::Path;
use casework::access::Operation;
use contract::parents::{ParentBody, ParentView};
use facts::ParentId;

/// 登记上位文件 · Writes a document of a higher level; `If-Match: "0"` makes a new one.
#[utoipa::path(put, path = "/v1/parents/{parent}", operation_id = "write_parent", tag = "register",
    params(("parent" = String, Path, description = "Id of the document")), request_body = ParentBody,
    responses((status = 200, description = "The document as kept", body = ParentView)))]
pub(crate) async fn write(door: Door, Path(id): Path<String>, body: Body<ParentBody>) -> Answer {
    door.allow(Operation::WriteParent)?;
    let id = ParentId::parse(&id).map_err(|_| Problem::not_found())?;
    let table = door.outside.table();
    let read = table.read_register().await?;
    let before = read.parent(&id).map_or(0, |entry| entry.version);
    door.expect_version(before)?;
    let after = ParentEntry {
        id,
        version: before.saturating_add(1),
        body: body.value,
    };
    let reply = Reply::versioned(after.version, &after.view());
    let commit = table.commit(door.now).parent(&after);
    commit.run().await?.answer(reply)
}
