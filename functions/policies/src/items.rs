//! Items in force, from the catalogue: what the calculator and the pages read too.

use adapters::http::{Answer, Door, Problem, Query, Reply};
use axum::extract::Path;
use casework::access::Operation;
use contract::page::Page;
use contract::policy::{ItemEntry, ItemView};
use facts::{Instant, ItemId};

const LIST: &str = "items";

/// 事项清单 · Items in force, by id; `open=true` keeps those that take applications today.
#[utoipa::path(get, path = "/v1/items", operation_id = "list_items", tag = "policies",
    params(("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent"),
        ("department" = Option<String>, Query, description = "Only items of this department"), ("open" = Option<bool>, Query, description = "Only items that take applications today")),
    responses((status = 200, description = "A page of items", body = Page<ItemEntry>)))]
pub(crate) async fn list(door: Door, mut query: Query) -> Answer {
    door.allow(Operation::ListItems)?;
    let (limit, department) = (query.limit(), query.text("department"));
    let open = query.parsed("open", |text| {
        text.parse::<bool>().map_err(|_| {
            (
                "应为 true 或 false".to_owned(),
                "must be true or false".to_owned(),
            )
        })
    });
    let start = door.start(LIST, &mut query)?;
    query.finish()?;
    let today = Instant::from(door.now).day();
    let catalogue = door.outside.catalogue().current().await?;
    let mut entries: Vec<ItemEntry> = catalogue.item_entries(today);
    entries.retain(|entry| {
        department
            .as_ref()
            .is_none_or(|wanted| entry.department == *wanted)
            && open.is_none_or(|wanted| entry.open == wanted)
            && start.as_ref().is_none_or(|start| entry.item > *start)
    });
    let more = entries.len() > limit;
    entries.truncate(limit);
    let next = entries.last().map(|last| last.item.clone());
    door.listed(LIST, entries, next.filter(|_| more).as_deref())
}

/// 办事指南 · One item: conditions with clauses, materials, process, openings.
#[utoipa::path(get, path = "/v1/items/{item}", operation_id = "read_item", tag = "policies",
    params(("item" = String, Path, description = "Item id")),
    responses((status = 200, description = "The item", body = ItemView)))]
pub(crate) async fn read(door: Door, Path(id): Path<String>) -> Answer {
    door.allow(Operation::ReadItem)?;
    let id = ItemId::parse(&id).map_err(|_| Problem::not_found())?;
    let today = Instant::from(door.now).day();
    let catalogue = door.outside.catalogue().current().await?;
    let view = catalogue
        .item_view(&id, today)
        .ok_or_else(Problem::not_found)?;
    Ok(Reply::ok(&view))
}
