//! The landing page and its clock.

#![cfg(test)]

use std::sync::{Arc, Mutex};

use axum::body::Body;
use http::Request;
use jiff::{SignedDuration, Timestamp};
use local::console::{Console, Failed, Link, Process};
use tower::ServiceExt;

fn console(clock: &Arc<Mutex<Timestamp>>) -> Console {
    let (reads, moves) = (clock.clone(), clock.clone());
    Console {
        links: vec![Link {
            zh: "门户<网站>".to_owned(),
            en: "portal".to_owned(),
            url: "http://127.0.0.1:7701/".to_owned(),
        }],
        now: Arc::new(move || *reads.lock().unwrap()),
        advance: Arc::new(move |by: SignedDuration| {
            *moves.lock().unwrap() += by;
            Box::pin(async { Ok(()) })
        }),
        processes: Arc::new(|| {
            vec![Process {
                function: "First".to_owned(),
                running: 2,
                busy: 1,
                invocations: 7,
                failed: 0,
            }]
        }),
        failed: Arc::new(|| {
            vec![Failed {
                function: "Second".to_owned(),
                reason: "gave up".to_owned(),
                record: "{}".to_owned(),
            }]
        }),
    }
}

async fn send(
    console: Console,
    request: http::request::Builder,
    body: &'static str,
) -> (u16, String) {
    let reply = console
        .router()
        .oneshot(request.body(Body::from(body)).unwrap())
        .await
        .unwrap();
    let status = reply.status().as_u16();
    let body = axum::body::to_bytes(reply.into_body(), 1 << 20)
        .await
        .unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn the_landing_page_shows_the_host_and_moves_its_clock() {
    let clock = Arc::new(Mutex::new("2026-03-02T01:00:00Z".parse().unwrap()));
    let page = send(console(&clock), Request::get("/"), "").await.1;
    for shown in [
        "门户&#60;网站&#62;",
        "http://127.0.0.1:7701/",
        "2026-03-02 09:00:00",
        "First",
        "gave up",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
    let form =
        || Request::post("/clock").header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(send(console(&clock), form(), "days=7").await.0, 303);
    assert!(
        send(console(&clock), Request::get("/"), "")
            .await
            .1
            .contains("2026-03-09 09:00:00")
    );
    for refused in ["days=0", "days=-1", "days=401", "days=x"] {
        assert_eq!(
            send(console(&clock), form(), refused).await.0,
            422,
            "{refused}"
        );
    }
}
