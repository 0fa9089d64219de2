//! Signs people in at any OpenID Connect issuer, and out again.
//!
//! Knows no person and keeps nothing: what must be remembered is in a marked cookie, the session is the issuer's token.
//! Deliberately absent: passwords, accounts, and any right; those are in the token and in `casework::access`.

use adapters::Outside;
use adapters::http::{Answer, Door, Problem, Query, Reply, serve};
use axum::Router;
use axum::http::HeaderMap;
use axum::routing::{get, post};
use contract::problem::kind;

/// Runs the function until the platform ends it.
///
/// # Errors
/// If the environment is not whole, or the platform cannot be reached.
pub async fn run() -> Result<(), adapters::Error> {
    let outside = adapters::start("signin").await?;
    adapters::run_http(router(outside)).await
}

/// Its routes.
pub fn router(outside: Outside) -> Router {
    let routes = Router::new()
        .route("/signin", get(begin))
        .route("/signin/callback", get(complete))
        .route("/signout", post(end));
    serve(routes, outside)
}

/// Leads to the issuer; `back` is where the reader wants to be afterwards.
async fn begin(door: Door, mut query: Query) -> Answer {
    let back = query.text("back");
    query.finish()?;
    door.outside.sign_in().begin(back.as_deref()).await
}

/// Takes what the issuer says. Issuers add parameters of their own, so unknown ones are left alone.
async fn complete(door: Door, headers: HeaderMap, mut query: Query) -> Answer {
    let (code, state) = (query.text("code"), query.text("state"));
    match (code, state) {
        (Some(code), Some(state)) => {
            door.outside
                .sign_in()
                .complete(&headers, &code, &state)
                .await
        }
        _ => Err(Problem::of(kind::SIGN_IN_FAILED)),
    }
}

/// Ends the session in this browser.
async fn end(door: Door) -> Reply {
    door.outside.sign_in().end()
}
