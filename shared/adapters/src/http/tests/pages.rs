//! Pages and forms.

use super::*;

#[tokio::test]
async fn people_get_pages_and_are_led_to_sign_in() {
    let response = send(ask(Method::GET, "/private?a=1", &[], "")).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(
        response.headers()[header::LOCATION],
        "/signin?back=%2Fprivate%3Fa%3D1"
    );
    let response = send(ask(Method::POST, "/private", &[], "")).await;
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(
        response.headers()[header::CONTENT_TYPE],
        "text/html; charset=utf-8"
    );
    let response = send(ask(Method::GET, "/nowhere", &[], "")).await;
    assert_eq!(
        response.headers()[header::CONTENT_TYPE],
        "text/html; charset=utf-8"
    );
}

#[tokio::test]
async fn a_cookie_counts_on_pages_only() {
    let cookie = ("cookie", "hq_session=x.y.z");
    let response = send(ask(Method::GET, "/v1/thing", &[cookie], "")).await;
    assert_eq!(response.status(), StatusCode::OK);
    // what a cookie cannot prove any longer counts as nobody
    let response = send(ask(Method::GET, "/private", &[cookie], "")).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn forms_of_other_sites_are_refused() {
    let kind = ("content-type", "application/x-www-form-urlencoded");
    let post = |headers: &[(&str, &str)]| {
        let all: Vec<_> = [kind].into_iter().chain(headers.iter().copied()).collect();
        ask(
            Method::POST,
            "/form",
            &all,
            "word=%E6%94%BF+1&idempotency_key=k",
        )
    };
    let response = send(post(&[("sec-fetch-site", "cross-site")])).await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    let response = send(post(&[("origin", "https://city.example")])).await;
    assert_eq!(
        json_of(response).await,
        json!({"word": "政 1", "files": [], "key": "k"})
    );
}

#[tokio::test]
async fn forms_with_files_are_read() {
    let kind = ("content-type", "multipart/form-data; boundary=x");
    let body = "--x\r\ncontent-disposition: form-data; name=\"word\"\r\n\r\n政策\r\n\
                --x\r\ncontent-disposition: form-data; name=\"idempotency_key\"\r\n\r\nk\r\n\
                --x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"执照.pdf\"\r\n\
                content-type: application/pdf\r\n\r\n%PDF-1.7\r\n--x--\r\n";
    let response = send(ask(Method::POST, "/form", &[kind], body)).await;
    let expected = json!({"word": "政策", "files": [["执照.pdf", 8]], "key": "k"});
    assert_eq!(json_of(response).await, expected);
    let response = send(ask(Method::POST, "/form", &[kind], "--x\r\nbroken")).await;
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    let response = send(ask(Method::POST, "/form", &[kind], &"a".repeat(5_000_000))).await;
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
}
