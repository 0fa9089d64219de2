//! Supervision: what is open and at risk, what is not followed up, what was approved and not paid, the figures of a period, where
//! decisions differ from what was predicted, and ratings (M19, M37, M86, M93, M98–M101).
//!
//! Reads lists and periods. Deliberately absent: what a figure is (`casework::supervision`), and freezing a bulletin (`deadlines`).

use adapters::Outside;
use adapters::http::serve_acting;
use axum::Router;
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

mod csv;
mod drift;
mod lists;
mod pages;
mod period;
mod ratings;
mod regularity;

/// Runs the function until the platform ends it.
///
/// # Errors
/// If the environment is not whole, or the platform cannot be reached.
pub async fn run() -> Result<(), adapters::Error> {
    let outside = adapters::start("supervision").await?;
    adapters::run_http(router(outside)).await
}

/// Its routes.
pub fn router(outside: Outside) -> Router {
    let routes = api()
        .split_for_parts()
        .0
        .route("/supervision", get(pages::period))
        .route("/supervision/cases", get(pages::cases))
        .route("/supervision/follow-ups", get(pages::follow_ups))
        .route("/supervision/commitments", get(pages::commitments))
        .route("/supervision/drift", get(drift::page))
        .route("/supervision/regularity", get(regularity::page))
        .route("/rate/{number}", get(pages::rate).post(pages::rated));
    serve_acting(routes, outside)
}

/// Its part of the API description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    api().split_for_parts().1
}

fn api() -> OpenApiRouter<Outside> {
    OpenApiRouter::new()
        .routes(routes!(lists::cases))
        .routes(routes!(lists::follow_ups))
        .routes(routes!(lists::commitments))
        .routes(routes!(regularity::list))
        .routes(routes!(period::read))
        .routes(routes!(drift::read))
        .routes(routes!(ratings::rate_step))
        .routes(routes!(ratings::rate_party))
}
