//! The policy calculator at its door: questions in, advice out (M7, M19, M97).
//!
//! Evaluates in memory: a warm question makes no call, except for the profile of whoever asks for it. Deliberately absent: rules and
//! how they are evaluated (`calculator`), and any decision.

use adapters::Outside;
use adapters::http::serve_acting;
use axum::Router;
use axum::routing::{get, post};
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
    serve_acting(pages_of(routes), outside)
}

/// Its pages.
fn pages_of(routes: Router<Outside>) -> Router<Outside> {
    use page::{keep, mine, receipts, step, tools, what_if};
    routes
        .route("/calculator", get(page::form).post(page::answer))
        .route("/calculator/ask", get(step::begin).post(step::go_on))
        .route("/calculator/what-if", post(what_if::what_if))
        .route("/calculator/keep", post(keep::keep))
        .route("/receipts", post(receipts::create))
        .route(
            "/receipts/verify",
            get(receipts::form).post(receipts::verify),
        )
        .route("/receipts/{receipt}", get(receipts::receipt))
        .route(
            "/receipts/{receipt}/explanation",
            get(receipts::explanation),
        )
        .route("/my-policies", get(mine::policies))
        .route("/collections", get(mine::collections))
        .route("/feeds/openings/{enterprise}/{mark}", get(mine::feed))
        .route("/tools", get(tools::index))
        .route("/tools/size-class", get(tools::size_class))
        .route("/tools/credit-code", get(tools::credit_code))
        .route("/tools/deadline", get(tools::deadline))
        .route("/tools/materials", get(tools::materials))
        .route("/tools/compare", get(tools::compare))
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
