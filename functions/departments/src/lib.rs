//! Departments: their tasks, their moves by token or machine key, and the page behind the link of their mail (M40, M43, M52).
//!
//! Knows who acts for which department. Deliberately absent: the rules of a case (`casework`), mail and webhooks (`delivery`).

use adapters::Outside;
use adapters::http::serve;
use axum::Router;
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

mod act;
mod bulk;
mod moves;
mod pages;
mod parts;
mod said;
mod tasks;

/// Runs the function until the platform ends it.
///
/// # Errors
/// If the environment is not whole, or the platform cannot be reached.
pub async fn run() -> Result<(), adapters::Error> {
    let outside = adapters::start("departments").await?;
    adapters::run_http(router(outside)).await
}

/// Its routes.
pub fn router(outside: Outside) -> Router {
    let routes = api().split_for_parts().0;
    serve(
        routes
            .route("/act/{token}", get(act::open).post(act::act))
            .route("/tasks", get(pages::list))
            .route("/tasks/decide", get(pages::choose).post(pages::decide)),
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
        .routes(routes!(tasks::list))
        .routes(routes!(tasks::dry_run))
        .routes(routes!(bulk::decide))
        .routes(routes!(moves::accept))
        .routes(routes!(moves::decline))
        .routes(routes!(moves::send_back))
        .routes(routes!(parts::ask))
        .routes(routes!(parts::answer))
        .routes(routes!(parts::decline))
        .routes(routes!(parts::close))
        .routes(routes!(moves::decide_case))
}
