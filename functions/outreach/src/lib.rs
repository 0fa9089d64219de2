//! Reaching enterprises and hearing them: needs, who an item fits, runs without application, alerts (M6, M21, M24, M27, M28, M76, M78).
//!
//! Knows the order read, decide, write once, reply. Deliberately absent: whom an item fits (`calculator`), the making of lists and
//! digests (`matching`), and mail (`delivery`).

use adapters::Outside;
use adapters::http::serve_acting;
use axum::Router;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

mod alerts;
mod invitations;
mod matches;
mod needs;
mod pages;
mod reach;
mod runs;

/// Runs the function until the platform ends it.
///
/// # Errors
/// If the environment is not whole, or the platform cannot be reached.
pub async fn run() -> Result<(), adapters::Error> {
    let outside = adapters::start("outreach").await?;
    adapters::run_http(router(outside)).await
}

/// Its routes.
pub fn router(outside: Outside) -> Router {
    let routes = api()
        .split_for_parts()
        .0
        .route("/needs", get(pages::needs::show).post(pages::needs::take))
        .route("/needs/{need}", get(pages::needs::one))
        .route("/outreach", get(pages::reach::home))
        .route("/outreach/{item}", get(pages::reach::item))
        .route("/runs", post(pages::reach::start))
        .route("/runs/{run}", get(pages::reach::run))
        .route("/invitations/{run}", get(pages::own::invitation))
        .route("/invitations/{run}/confirm", post(pages::own::confirm))
        .route("/invitations/{run}/decline", post(pages::own::decline))
        .route("/alerts", get(pages::own::show).post(pages::own::save))
        .route("/alerts/{digest}/{item}", get(pages::own::open))
        .route(
            "/unsubscribe/{enterprise}/{mark}",
            get(pages::own::leave).post(pages::own::left),
        );
    serve_acting(routes, outside)
}

/// Its part of the API description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    api().split_for_parts().1
}

fn api() -> OpenApiRouter<Outside> {
    OpenApiRouter::new()
        .routes(routes!(needs::list, needs::create))
        .routes(routes!(needs::read))
        .routes(routes!(matches::list))
        .routes(routes!(reach::read))
        .routes(routes!(runs::list, runs::start))
        .routes(routes!(runs::read))
        .routes(routes!(runs::invitations))
        .routes(routes!(invitations::list))
        .routes(routes!(invitations::read))
        .routes(routes!(invitations::confirm))
        .routes(routes!(invitations::decline))
        .routes(routes!(alerts::read, alerts::write))
        .routes(routes!(alerts::list))
}
