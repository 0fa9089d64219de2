//! The policy calculator at its door: questions in, advice out (M7, M19, M97).
//!
//! Evaluates in memory: a warm question makes no call, except for the profile of whoever asks for it. Deliberately absent: rules and
//! how they are evaluated (`calculator`), and any decision.

use adapters::Outside;
use adapters::http::serve;
use axum::Router;
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

mod asked;
mod assess;
mod page;
mod read;
mod receipts;

/// Runs the function until the platform ends it.
///
/// # Errors
/// If the environment is not whole, or the platform cannot be reached.
pub async fn run() -> Result<(), adapters::Error> {
    let outside = adapters::start("eligibility").await?;
    adapters::run_http(router(outside)).await
}

/// Its routes.
pub fn router(outside: Outside) -> Router {
    let routes = api().split_for_parts().0;
    serve(
        routes.route("/calculator", get(page::form).post(page::answer)),
        outside,
    )
}

/// Its part of the API description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    api().split_for_parts().1
}

fn api() -> OpenApiRouter<Outside> {
    OpenApiRouter::new()
        .routes(routes!(read::catalogue))
        .routes(routes!(read::facts))
        .routes(routes!(assess::assess))
        .routes(routes!(receipts::create))
        .routes(routes!(receipts::read))
        .routes(routes!(receipts::verify))
}
