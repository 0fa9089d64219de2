//! The webhook inspector, called as our deliveries call it.

#![cfg(test)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use http::Request;
use local::inspector::Inspector;
use serde_json::Value;
use tower::ServiceExt;

fn inspector() -> Inspector {
    Inspector::new(Arc::new(|| "2026-03-02T01:00:00Z".parse().unwrap()))
}

async fn send(inspector: &Inspector, request: http::request::Builder, body: &str) -> (u16, String) {
    let request = request.body(Body::from(body.to_owned())).unwrap();
    let reply = inspector.router().oneshot(request).await.unwrap();
    let status = reply.status().as_u16();
    let body = axum::body::to_bytes(reply.into_body(), 1 << 24)
        .await
        .unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

async fn calls(inspector: &Inspector, name: &str) -> Vec<Value> {
    let asked = Request::get(format!("/inspector/hooks/{name}.json"));
    serde_json::from_str(&send(inspector, asked, "").await.1).unwrap()
}

/// The example of the Standard Webhooks reference libraries.
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const BODY: &str = r#"{"test": 2432232314}"#;

fn signed(signature: &str) -> http::request::Builder {
    let request =
        Request::post("/inspector/hooks/one").header("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek");
    request
        .header("webhook-timestamp", "1614265330")
        .header("webhook-signature", signature)
}

#[tokio::test]
async fn a_call_is_kept_and_its_signature_told() {
    let inspector = inspector();
    let right = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    assert_eq!(send(&inspector, signed(right), BODY).await.0, 204);
    assert_eq!(calls(&inspector, "one").await[0]["signature"], "unchecked");

    let register = || Request::put("/inspector/hooks/one/secret");
    assert_eq!(send(&inspector, register(), "whsec_???").await.0, 400);
    let two = format!("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA {SECRET}");
    assert_eq!(send(&inspector, register(), &two).await.0, 204);
    send(&inspector, signed(&format!("v1,AAAA v1a,x {right}")), BODY).await;
    send(&inspector, signed(right), r#"{"test": 2432232315}"#).await;
    send(
        &inspector,
        Request::post("/inspector/hooks/one"),
        "not JSON",
    )
    .await;

    let calls = calls(&inspector, "one").await;
    let told: Vec<_> = calls
        .iter()
        .map(|call| call["signature"].as_str().unwrap())
        .collect();
    assert_eq!(told, ["verified", "verified", "wrong", "missing"]);
    assert_eq!(
        (
            &calls[0]["number"],
            &calls[0]["answered"],
            &calls[0]["method"]
        ),
        (&1.into(), &204.into(), &"POST".into())
    );
    assert_eq!(calls[0]["headers"]["webhook-timestamp"], "1614265330");
    assert_eq!(calls[0]["json"]["test"], 2_432_232_314_u32);
    assert_eq!(
        (&calls[3]["json"], &calls[3]["body"]),
        (&Value::Null, &"not JSON".into())
    );

    let page = send(&inspector, Request::get("/inspector"), "").await.1;
    assert!(page.contains("签名有效 verified") && page.contains("签名无效 not verified"));
    assert!(page.contains("&#34;test&#34;: 2432232314"));
}

#[tokio::test]
async fn the_answer_is_what_was_set() {
    let inspector = inspector();
    let call = || Request::post("/inspector/hooks/one");
    let set =
        || Request::put("/inspector/hooks/one/reply").header("content-type", "application/json");
    let twice = r#"{"status":503,"delay_ms":40,"times":2}"#;
    assert_eq!(send(&inspector, set(), twice).await.0, 204);
    let before = Instant::now();
    assert_eq!(send(&inspector, call(), "{}").await.0, 503);
    assert!(before.elapsed() >= Duration::from_millis(40));
    assert_eq!(send(&inspector, call(), "{}").await.0, 503);
    assert_eq!(send(&inspector, call(), "{}").await.0, 204);
    assert_eq!(send(&inspector, set(), r#"{"status":99}"#).await.0, 400);
    assert_eq!(
        send(&inspector, set(), r#"{"status":200,"delay_ms":60001}"#)
            .await
            .0,
        400
    );

    let form = Request::post("/inspector/hooks/one/reply")
        .header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(send(&inspector, form, "status=410&delay_ms=0").await.0, 303);
    assert_eq!(send(&inspector, call(), "{}").await.0, 410);
    assert_eq!(
        calls(&inspector, "one").await.last().unwrap()["answered"],
        410
    );
}

#[tokio::test]
async fn nothing_grows_without_end() {
    let inspector = inspector();
    for _ in 0..105 {
        send(&inspector, Request::post("/inspector/hooks/one"), "{}").await;
    }
    let calls = calls(&inspector, "one").await;
    assert_eq!((calls.len(), &calls[0]["number"]), (100, &6.into()));
    let long = "x".repeat((64 << 10) + 1);
    assert_eq!(
        send(&inspector, Request::post("/inspector/hooks/one"), &long)
            .await
            .0,
        413
    );
    for number in 0..99 {
        assert_eq!(
            send(
                &inspector,
                Request::post(format!("/inspector/hooks/{number}")),
                ""
            )
            .await
            .0,
            204
        );
    }
    assert_eq!(
        send(&inspector, Request::post("/inspector/hooks/more"), "")
            .await
            .0,
        507
    );
    assert_eq!(
        send(&inspector, Request::post("/inspector/hooks/a%20b"), "")
            .await
            .0,
        404
    );
    assert_eq!(
        send(&inspector, Request::get("/inspector/hooks/absent.json"), "")
            .await
            .0,
        404
    );
    assert_eq!(
        send(&inspector, Request::get("/inspector/hooks/one"), "")
            .await
            .0,
        303
    );
}
