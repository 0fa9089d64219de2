//! Applications: profile, draft with its uploads, submission; and the case as the enterprise, the window and finance meet it.
//!
//! Knows the order read, decide, write once, reply. Deliberately absent: the rules of a case (`casework`), departments' own moves
//! (`departments`), mail (`delivery`).

use adapters::Outside;
use adapters::http::serve_acting;
use axum::Router;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

mod allocations;
mod authorities;
mod cases;
mod correct;
mod document;
mod drafts;
mod find;
mod follow;
mod library;
mod money;
mod moved;
mod moves;
mod open;
mod pages;
mod profile;
mod replies;
mod submit;
mod uploads;
mod verify;

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
        .route("/drafts/{draft}/items", post(pages::draft::choose))
        .route("/drafts/{draft}/reuse", post(pages::library::reuse))
        .route("/library", get(pages::library::show))
        .route("/drafts/{draft}/upload", post(pages::upload::upload))
        .route("/drafts/{draft}/submit", post(pages::draft::submit))
        .route("/cases", get(pages::cases::list))
        .route("/cases/{number}", get(pages::case::show))
        .route("/cases/{number}/correct", post(pages::case::correct))
        .route("/cases/{number}/withdraw", post(pages::case::withdraw))
        .route("/ask", get(pages::ask::show).post(pages::ask::open))
        .route("/verify/{token}", get(verify::show))
        .route("/follow/{token}", get(pages::follow::show))
        .route("/follow/{token}/rate", post(pages::follow::rate))
        .route("/follow/{token}/reopen", post(pages::follow::reopen))
        .route("/cases/{number}/answer", post(pages::replies::answer))
        .route("/cases/{number}/rate", post(pages::replies::rate))
        .route("/cases/{number}/reopen", post(pages::replies::reopen))
        .route("/cases/{number}/visit", post(pages::replies::visit))
        .route("/cases/{number}/assign", post(pages::case::assign))
        .route("/cases/{number}/extend", post(pages::case::extend))
        .route("/cases/{number}/expedite", post(pages::green::expedite))
        .route("/cases/{number}/release", post(pages::case::release))
        .route(
            "/authorities",
            get(pages::authorities::show).post(pages::authorities::give),
        )
        .route(
            "/authorities/{authority}/deeds",
            get(pages::authorities::deeds),
        )
        .route("/authorities/revoke", post(pages::authorities::revoke))
        .route("/authorities/act", post(pages::authorities::act))
        .route("/desk", get(pages::desk::desk));
    serve_acting(of_money(routes), outside)
}

/// The forms that are about money, of a case or of a whole opening.
fn of_money(routes: Router<Outside>) -> Router<Outside> {
    routes
        .route("/cases/{number}/pay", post(pages::money::pay))
        .route(
            "/cases/{number}/fail-payment",
            post(pages::money::fail_payment),
        )
        .route(
            "/cases/{number}/cancel-instalment",
            post(pages::money::cancel_instalment),
        )
        .route(
            "/cases/{number}/check-condition",
            post(pages::money::check_condition),
        )
        .route("/cases/{number}/claw-back", post(pages::money::claw_back))
        .route(
            "/cases/{number}/claw-back/withdraw",
            post(pages::money::withdraw_claw_back),
        )
        .route("/cases/{number}/repayments", post(pages::money::repay))
        .route(
            "/cases/{number}/claw-back/refund",
            post(pages::money::refund),
        )
        .route("/allocations", get(pages::allocations::list))
        .route(
            "/allocations/{item}/{opening}",
            get(pages::allocations::show).post(pages::allocations::settle),
        )
}

/// Its part of the API description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    api().split_for_parts().1
}

fn api() -> OpenApiRouter<Outside> {
    OpenApiRouter::new()
        .routes(routes!(authorities::give, authorities::list))
        .routes(routes!(authorities::deeds))
        .routes(routes!(authorities::revoke))
        .routes(routes!(authorities::own))
        .routes(routes!(profile::read, profile::write))
        .routes(routes!(drafts::list, drafts::create))
        .routes(routes!(drafts::read, drafts::edit))
        .routes(routes!(drafts::choose))
        .routes(routes!(library::read))
        .routes(routes!(library::reuse))
        .routes(routes!(uploads::create))
        .routes(routes!(uploads::complete))
        .routes(routes!(submit::submit))
        .routes(routes!(cases::list, open::open))
        .routes(routes!(follow::read))
        .routes(routes!(verify::read))
        .routes(routes!(cases::read))
        .routes(routes!(correct::correct))
        .routes(routes!(moves::withdraw))
        .routes(routes!(moves::assign))
        .routes(routes!(moves::extend))
        .routes(routes!(moves::expedite))
        .routes(routes!(moves::release))
        .routes(routes!(allocations::list))
        .routes(routes!(allocations::read, allocations::settle))
        .routes(routes!(money::pay))
        .routes(routes!(money::fail_payment))
        .routes(routes!(money::cancel_instalment))
        .routes(routes!(money::check_condition))
        .routes(routes!(money::claw_back))
        .routes(routes!(money::withdraw_claw_back))
        .routes(routes!(money::repay))
        .routes(routes!(money::refund))
        .routes(routes!(replies::answer))
        .routes(routes!(replies::rate))
        .routes(routes!(replies::reopen))
        .routes(routes!(replies::visit))
        .routes(routes!(document::read))
}
