//! Jurisdictions: which authority a township belongs to.

use adapters::http::{Answer, Body, Door, Problem, Query, Reply};
use adapters::table::JurisdictionEntry;
use axum::extract::Path;
use casework::access::Operation;
use contract::convert::register as convert;
use contract::page::Page;
use contract::register::{JurisdictionBody, JurisdictionView};
use facts::JurisdictionId;

const LIST: &str = "jurisdictions";

fn view(entry: &JurisdictionEntry) -> JurisdictionView {
    JurisdictionView {
        jurisdiction: entry.jurisdiction.id.to_string(),
        version: entry.version,
        body: convert::jurisdiction_body(
            &entry.jurisdiction,
            &entry.name,
            &entry.source,
            entry.illustrative,
        ),
    }
}

/// 管辖区名录 · The jurisdictions.
#[utoipa::path(get, path = "/v1/jurisdictions", operation_id = "list_jurisdictions", tag = "register",
    params(("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent")),
    responses((status = 200, description = "A page of jurisdictions", body = Page<JurisdictionView>)))]
pub(crate) async fn list(door: Door, mut query: Query) -> Answer {
    door.allow(Operation::ListJurisdictions)?;
    let (limit, start) = (query.limit(), door.start(LIST, &mut query)?);
    query.finish()?;
    let mut views: Vec<JurisdictionView> = door
        .outside
        .table()
        .read_register()
        .await?
        .jurisdictions
        .iter()
        .map(view)
        .collect();
    views.sort_by(|one, two| one.jurisdiction.cmp(&two.jurisdiction));
    views.retain(|one| start.as_ref().is_none_or(|start| one.jurisdiction > *start));
    let more = views.len() > limit;
    views.truncate(limit);
    let next = views.last().map(|last| last.jurisdiction.clone());
    door.listed(LIST, views, next.filter(|_| more).as_deref())
}

/// 登记管辖区 · Writes a jurisdiction; `If-Match: "0"` makes a new one. The catalogue is built anew.
#[utoipa::path(put, path = "/v1/jurisdictions/{jurisdiction}", operation_id = "write_jurisdiction", tag = "register",
    params(("jurisdiction" = String, Path, description = "Jurisdiction id")), request_body = JurisdictionBody,
    responses((status = 200, description = "The jurisdiction as kept", body = JurisdictionView)))]
pub(crate) async fn write(
    door: Door,
    Path(id): Path<String>,
    body: Body<JurisdictionBody>,
) -> Answer {
    door.allow(Operation::WriteJurisdiction)?;
    let id = JurisdictionId::parse(&id).map_err(|_| Problem::not_found())?;
    let table = door.outside.table();
    let read = table.read_register().await?;
    let before = read.jurisdiction(&id).map_or(0, |entry| entry.version);
    door.expect_version(before)?;
    let after = JurisdictionEntry {
        version: before.saturating_add(1),
        jurisdiction: convert::jurisdiction(id, &body.value),
        name: body.value.name,
        source: body.value.source,
        illustrative: body.value.illustrative,
    };
    let reply = Reply::versioned(after.version, &view(&after));
    let commit = table.commit(door.now).jurisdiction(&after);
    commit.run().await?.answer(reply)
}
