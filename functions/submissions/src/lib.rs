//! Applications: profile, draft with its uploads, submission; and the case as the enterprise, the window and finance meet it.
//!
//! Knows the order read, decide, write once, reply. Deliberately absent: the rules of a case (`casework`), departments' own moves
//! (`departments`), mail (`delivery`).

use adapters::Outside;
use adapters::http::serve;
use axum::Router;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

mod cases;
mod correct;
mod document;
mod drafts;
mod find;
mod moves;
mod pages;
mod profile;
mod submit;
mod uploads;

/// Runs the function until the platform ends it.
///
/// # Errors
/// If the environment is not whole, or the platform cannot be reached.
pub async fn run() -> Result<(), adapters::Error> {
    let outside = adapters::start("submissions").await?;
    adapters::run_http(router(outside)).await
}

/// Its routes.
pub fn router(outside: Outside) -> Router {
    let routes = api()
        .split_for_parts()
        .0
        .route(
            "/apply/{item}",
            get(pages::apply::start).post(pages::apply::begin),
        )
        .route(
            "/drafts/{draft}",
            get(pages::draft::show).post(pages::draft::save),
        )
        .route("/drafts/{draft}/upload", post(pages::upload::upload))
        .route("/drafts/{draft}/submit", post(pages::draft::submit))
        .route("/cases", get(pages::cases::list))
        .route("/cases/{number}", get(pages::case::show))
        .route("/cases/{number}/correct", post(pages::case::correct))
        .route("/cases/{number}/withdraw", post(pages::case::withdraw))
        .route("/cases/{number}/assign", post(pages::case::assign))
        .route("/cases/{number}/extend", post(pages::case::extend))
        .route("/cases/{number}/release", post(pages::case::release))
        .route("/cases/{number}/pay", post(pages::case::pay))
        .route(
            "/cases/{number}/fail-payment",
            post(pages::case::fail_payment),
        )
        .route("/desk", get(pages::desk::desk));
    serve(routes, outside)
}

/// Its part of the API description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    api().split_for_parts().1
}

fn api() -> OpenApiRouter<Outside> {
    OpenApiRouter::new()
        .routes(routes!(profile::read, profile::write))
        .routes(routes!(drafts::list, drafts::create))
        .routes(routes!(drafts::read, drafts::edit))
        .routes(routes!(uploads::create))
        .routes(routes!(uploads::complete))
        .routes(routes!(submit::submit))
        .routes(routes!(cases::list))
        .routes(routes!(cases::read))
        .routes(routes!(correct::correct))
        .routes(routes!(moves::withdraw))
        .routes(routes!(moves::assign))
        .routes(routes!(moves::extend))
        .routes(routes!(moves::release))
        .routes(routes!(moves::pay))
        .routes(routes!(moves::fail_payment))
        .routes(routes!(document::read))
}
