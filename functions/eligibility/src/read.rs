//! What the calculator knows: the catalogue in force and the facts it asks for.

use adapters::http::{Answer, Door, Query, Reply};
use casework::access::Operation;
use contract::eligibility::FactView;
use contract::page::Page;
use contract::policy::CatalogueView;
use facts::Instant;

/// 清单版本 · The catalogue in force.
#[utoipa::path(get, path = "/v1/catalogue", operation_id = "read_catalogue", tag = "eligibility",
    responses((status = 200, description = "Version and size", body = CatalogueView)))]
pub(crate) async fn catalogue(door: Door) -> Answer {
    door.allow(Operation::ReadCatalogue)?;
    let catalogue = door.outside.catalogue().current().await?;
    Ok(Reply::ok(&catalogue.view(Instant::from(door.now).day())).tag(catalogue.version()))
}

/// 指标清单 · The facts the calculator understands, in the order people are asked.
#[utoipa::path(get, path = "/v1/facts", operation_id = "list_facts", tag = "eligibility",
    responses((status = 200, description = "Every fact", body = Page<FactView>)))]
pub(crate) async fn facts(door: Door, query: Query) -> Answer {
    door.allow(Operation::ListFacts)?;
    query.finish()?;
    let catalogue = door.outside.catalogue().current().await?;
    door.listed("facts", contract::facts::views(catalogue.facts()), None)
}
