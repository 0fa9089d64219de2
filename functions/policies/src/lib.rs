//! Policies: written by their department, published by a second person, read by everybody (M63, M65, M74, M81–M83).
//!
//! Knows the order of writing and publishing. Deliberately absent: what a rule means (`calculator`), the public pages (`publicity`).

use adapters::Outside;
use adapters::http::serve;
use axum::Router;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

mod explain;
mod faqs;
mod items;
mod moves;
mod names;
mod page;
mod pages;
mod preview;
mod publish;
mod read;
mod said;
mod upkeep;
mod write;

/// Runs the function until the platform ends it.
///
/// # Errors
/// If the environment is not whole, or the platform cannot be reached.
pub async fn run() -> Result<(), adapters::Error> {
    let outside = adapters::start("policies").await?;
    adapters::run_http(router(outside)).await
}

/// Its routes.
pub fn router(outside: Outside) -> Router {
    let routes = api()
        .split_for_parts()
        .0
        .route("/search", get(page::search))
        .route("/desk/policies", get(pages::list))
        .route("/desk/policy-upkeep", get(upkeep::page))
        .route("/desk/policies/{policy}", get(pages::read))
        .route("/desk/policies/{policy}/preview", get(preview::page))
        .route("/desk/policies/{policy}/{step}", post(pages::act));
    serve(routes, outside)
}

/// Its part of the API description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    api().split_for_parts().1
}

fn api() -> OpenApiRouter<Outside> {
    OpenApiRouter::new()
        .routes(routes!(read::list, write::create))
        .routes(routes!(read::read, write::revise))
        .routes(routes!(read::work))
        .routes(routes!(read::history))
        .routes(routes!(preview::preview))
        .routes(routes!(moves::propose))
        .routes(routes!(moves::hand_back))
        .routes(routes!(publish::publish))
        .routes(routes!(moves::suspend))
        .routes(routes!(moves::resume))
        .routes(routes!(moves::repeal))
        .routes(routes!(explain::interpret))
        .routes(routes!(explain::interpretations))
        .routes(routes!(explain::rule))
        .routes(routes!(explain::rulings))
        .routes(routes!(faqs::publish))
        .routes(routes!(faqs::withdraw))
        .routes(routes!(faqs::list))
        .routes(routes!(upkeep::list))
        .routes(routes!(upkeep::parents))
        .routes(routes!(items::list))
        .routes(routes!(items::read))
}
