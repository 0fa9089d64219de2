//! Gatherings: trainings for those who work at the window, with a quiz and a certificate, and briefings for enterprises with sign-up
//! (M71–M73, M77).
//!
//! Deliberately absent: what a certificate opens and how a quiz is drawn (`casework::gathering`), and the gate itself
//! (`adapters::http::Door::certified`), which stands where the work is done.

use adapters::Outside;
use adapters::http::serve;
use axum::Router;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

mod desk;
mod gatherings;
mod pages;
mod papers;
mod seats;

/// Runs the function until the platform ends it.
///
/// # Errors
/// If the environment is not whole, or the platform cannot be reached.
pub async fn run() -> Result<(), adapters::Error> {
    let outside = adapters::start("training").await?;
    adapters::run_http(router(outside)).await
}

/// Its routes.
pub fn router(outside: Outside) -> Router {
    let routes = api()
        .split_for_parts()
        .0
        .route("/gatherings", get(pages::list))
        .route("/gatherings/write", get(desk::show).post(desk::save))
        .route(
            "/gatherings/{gathering}",
            get(pages::one).post(pages::sign_up),
        )
        .route(
            "/gatherings/{gathering}/attendance",
            post(pages::attendance),
        )
        .route("/gatherings/{gathering}/give-up", post(pages::give_up))
        .route("/gatherings/{gathering}/calendar", get(pages::entry))
        .route(
            "/gatherings/{gathering}/certificate",
            get(pages::certificate),
        )
        .route("/feeds/gatherings", get(pages::feed))
        .route("/gatherings/{gathering}/quiz", post(pages::quiz))
        .route("/gatherings/{gathering}/answers", post(pages::answers));
    serve(routes, outside)
}

/// Its part of the API description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    api().split_for_parts().1
}

fn api() -> OpenApiRouter<Outside> {
    OpenApiRouter::new()
        .routes(routes!(gatherings::list))
        .routes(routes!(gatherings::read, gatherings::write))
        .routes(routes!(seats::list, seats::sign_up))
        .routes(routes!(seats::give_up))
        .routes(routes!(seats::note))
        .routes(routes!(papers::draw))
        .routes(routes!(papers::answer))
        .routes(routes!(papers::certificates))
}
