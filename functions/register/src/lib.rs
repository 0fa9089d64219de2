//! The register: departments, jurisdictions, working calendars and keys for machines (M88).
//!
//! Knows what an entry must hold. Deliberately absent: who is told what (`delivery`), which department gets a case (`casework`).

use adapters::Outside;
use adapters::http::serve;
use axum::Router;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

mod api_keys;
mod calendars;
mod departments;
mod jurisdictions;
mod parents;

/// Runs the function until the platform ends it.
///
/// # Errors
/// If the environment is not whole, or the platform cannot be reached.
pub async fn run() -> Result<(), adapters::Error> {
    let outside = adapters::start("register").await?;
    adapters::run_http(router(outside)).await
}

/// Its routes.
pub fn router(outside: Outside) -> Router {
    serve(api().split_for_parts().0, outside)
}

/// Its part of the API description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    api().split_for_parts().1
}

fn api() -> OpenApiRouter<Outside> {
    OpenApiRouter::new()
        .routes(routes!(departments::list))
        .routes(routes!(departments::read, departments::write))
        .routes(routes!(jurisdictions::list))
        .routes(routes!(jurisdictions::write))
        .routes(routes!(parents::write))
        .routes(routes!(calendars::read, calendars::write))
        .routes(routes!(api_keys::create))
}
