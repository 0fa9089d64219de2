mod pages;

use ::http::{Method, Request, StatusCode, header};
use axum::Router;
use axum::body::Body as RawBody;
use axum::response::Response;
use axum::routing::{get, post};
use contract::body::{FromBody, Reader};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::*;
use crate::Outside;
use crate::fault::Fault;
use casework::access::{Operation, Role};

#[derive(Debug)]
struct Thing {
    name: String,
}

impl FromBody for Thing {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let name = reader.text("name", 10);
        reader.whole("size", 1, 9);
        Some(Self { name: name? })
    }
}

async fn read(door: Door) -> Answer {
    let _ = door;
    Ok(Reply::versioned(3, &json!({"a": 1})))
}

async fn change(door: Door, body: Body<Thing>) -> Answer {
    door.expect_version(3)?;
    door.idempotency
        .as_ref()
        .ok_or_else(|| Problem::of(contract::problem::kind::IDEMPOTENCY_KEY_NEEDED))?;
    Ok(Reply::created(
        "/v1/things/1",
        1,
        &json!({"name": body.value.name}),
    ))
}

async fn breaks() -> Answer {
    Err(Fault::permanent("reading failed", std::io::Error::other("arn:inside")).into())
}

async fn panics() -> Answer {
    panic!("inside");
}

async fn listed(door: Door, mut query: Query) -> Answer {
    let limit = query.limit();
    let cursor = query.text("cursor");
    query.finish()?;
    let start = cursor
        .map(|cursor| door.open_cursor("things", &cursor))
        .transpose()?;
    let next = door.seal_cursor("things", "position-1")?;
    let page = contract::page::Page {
        entries: vec![json!({"limit": limit, "start": start})],
        next_cursor: Some(next.clone()),
    };
    Ok(Reply::listed(&page, Some(&door.next_page(&next))))
}

async fn form(_door: Door, form: Form) -> Answer {
    let files: Vec<_> = form
        .files
        .iter()
        .map(|file| (&file.file_name, file.bytes.len()))
        .collect();
    Ok(Reply::ok(
        &json!({"word": form.text("word"), "files": files, "key": form.key()?.as_str()}),
    ))
}

async fn private(door: Door) -> Answer {
    if door.principal.is_public() {
        return Err(Problem::not_signed_in());
    }
    Ok(Reply::page("<!doctype html>".to_owned()))
}

fn router() -> Router {
    let routes = Router::new()
        .route("/v1/thing", get(read).post(change))
        .route("/v1/things", get(listed))
        .route("/v1/breaks", get(breaks))
        .route("/v1/panics", get(panics))
        .route("/form", post(form))
        .route("/private", get(private).post(private));
    serve(routes, Outside::for_tests())
}

async fn send(request: Request<RawBody>) -> Response {
    router().oneshot(request).await.unwrap()
}

fn ask(method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Request<RawBody> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(RawBody::from(body.to_owned())).unwrap()
}

async fn json_of(response: Response) -> Value {
    let bytes = axum::body::to_bytes(response.into_body(), 1_000_000)
        .await
        .unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

const JSON: (&str, &str) = ("content-type", "application/json");

/// Sends and expects a problem of this status and code.
async fn refused(request: Request<RawBody>, status: u16, code: &str) -> Value {
    let response = send(request).await;
    assert_eq!(response.status().as_u16(), status, "{code}");
    assert_eq!(
        response.headers()[header::CONTENT_TYPE],
        "application/problem+json"
    );
    let id = response.headers()["x-request-id"]
        .to_str()
        .unwrap()
        .to_owned();
    let problem = json_of(response).await;
    assert_eq!(problem["code"], code);
    assert_eq!(problem["request_id"], id);
    assert_eq!(
        problem["type"],
        format!("https://city.example/problems/{code}")
    );
    problem
}

#[tokio::test]
async fn every_refusal_is_a_problem() {
    let ask = |method, path| ask(method, path, &[], "");
    refused(ask(Method::GET, "/v1/nowhere"), 404, "no_such_address").await;
    refused(ask(Method::DELETE, "/v1/thing"), 405, "method_not_allowed").await;
    refused(ask(Method::POST, "/v1/thing"), 422, "invalid_request").await;
    refused(
        ask(Method::GET, "/v1/things?limit=0&x=1"),
        400,
        "invalid_parameter",
    )
    .await;
    refused(
        ask(Method::GET, "/v1/things?cursor=AAAA"),
        400,
        "invalid_cursor",
    )
    .await;
    let problem = refused(ask(Method::GET, "/v1/breaks"), 500, "internal").await;
    assert!(!problem.to_string().contains("inside"));
    refused(ask(Method::GET, "/v1/panics"), 500, "internal").await;
}

#[tokio::test]
async fn a_method_not_allowed_says_which_are() {
    let response = send(ask(Method::DELETE, "/v1/thing", &[], "")).await;
    assert_eq!(response.headers()[header::ALLOW], "GET,HEAD,POST");
}

#[tokio::test]
async fn bodies_are_refused_with_every_fault() {
    let post = |headers: &[(&str, &str)], body: &str| ask(Method::POST, "/v1/thing", headers, body);
    refused(post(&[JSON], "{"), 400, "unreadable_body").await;
    refused(
        post(&[("content-type", "text/plain")], "{}"),
        415,
        "unsupported_media_type",
    )
    .await;
    refused(post(&[JSON], &" ".repeat(2_000_000)), 413, "too_large").await;
    let problem = refused(
        post(&[JSON], r#"{"size":99,"colour":1}"#),
        422,
        "invalid_request",
    )
    .await;
    let pointers: Vec<_> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["pointer"].as_str().unwrap())
        .collect();
    assert_eq!(pointers, ["/name", "/size", "/colour"]);
}

#[tokio::test]
async fn promises_in_headers_are_asked_for_and_kept() {
    let body = r#"{"name":"a","size":1}"#;
    let post = |headers: &[(&str, &str)]| {
        let all: Vec<_> = [JSON].into_iter().chain(headers.iter().copied()).collect();
        ask(Method::POST, "/v1/thing", &all, body)
    };
    refused(post(&[]), 428, "version_needed").await;
    for wrong in [
        "3",
        "*",
        "W/\"3\"",
        "\"x\"",
        "\"3\", \"4\"",
        "\"-1\"",
        "\"99999999999999999999999\"",
    ] {
        refused(post(&[("if-match", wrong)]), 400, "invalid_version").await;
    }
    refused(post(&[("if-match", "\"2\"")]), 412, "stale_version").await;
    refused(
        post(&[("if-match", "\"3\"")]),
        400,
        "idempotency_key_needed",
    )
    .await;
    let spaced = [("if-match", "\"3\""), ("idempotency-key", "a b")];
    refused(post(&spaced), 400, "invalid_idempotency_key").await;
    let response = send(post(&[("if-match", "\"3\""), ("idempotency-key", "k")])).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    assert_eq!(response.headers()[header::LOCATION], "/v1/things/1");
}

#[tokio::test]
async fn a_reader_who_has_the_version_gets_304() {
    let get = |headers: &[(&str, &str)]| ask(Method::GET, "/v1/thing", headers, "");
    let response = send(get(&[])).await;
    assert_eq!(response.headers()[header::ETAG], "\"3\"");
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    for has in ["\"3\"", "W/\"3\"", "\"1\", \"3\"", "*"] {
        let response = send(get(&[("if-none-match", has)])).await;
        assert_eq!(response.status(), StatusCode::NOT_MODIFIED, "{has}");
        assert_eq!(response.headers()[header::ETAG], "\"3\"");
    }
    assert_eq!(
        send(get(&[("if-none-match", "\"2\"")])).await.status(),
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_list_leads_to_its_next_page_and_no_further() {
    let response = send(ask(Method::GET, "/v1/things?limit=5", &[], "")).await;
    let link = response.headers()[header::LINK]
        .to_str()
        .unwrap()
        .to_owned();
    let next = link.trim_start_matches('<').split('>').next().unwrap();
    assert!(next.starts_with("/v1/things?limit=5&cursor="), "{next}");
    let page = json_of(send(ask(Method::GET, next, &[], "")).await).await;
    assert_eq!(
        page["entries"][0],
        json!({"limit": 5, "start": "position-1"})
    );
    let tampered = format!("{}A", next);
    refused(ask(Method::GET, &tampered, &[], ""), 400, "invalid_cursor").await;
}

#[tokio::test]
async fn request_ids_come_back_unless_they_are_hostile() {
    let ask = |id: &str| ask(Method::GET, "/v1/thing", &[("x-request-id", id)], "");
    let id = |response: Response| {
        response.headers()["x-request-id"]
            .to_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(id(send(ask("client-id-0001")).await), "client-id-0001");
    let given = id(send(ask("<script>alert(1)</script>")).await);
    assert_eq!(given.len(), 36, "{given}");
}

#[tokio::test]
async fn every_answer_is_protected() {
    for path in ["/v1/thing", "/v1/nowhere", "/nowhere", "/private"] {
        let response = send(ask(Method::GET, path, &[], "")).await;
        let headers = response.headers();
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(headers[header::REFERRER_POLICY], "same-origin");
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ] {
            assert!(policy.contains(part), "{policy}");
        }
    }
}

#[tokio::test]
async fn a_bad_token_is_refused_whatever_is_asked() {
    for value in [
        "Bearer",
        "Bearer ",
        "Basic dTpw",
        "Bearer x.y.z",
        "Bearer eyJhbGciOiJub25lIn0.e30.",
    ] {
        let request = ask(Method::GET, "/v1/thing", &[("authorization", value)], "");
        let response = send(request).await;
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{value}");
        let challenge = response.headers()[header::WWW_AUTHENTICATE]
            .to_str()
            .unwrap();
        assert!(challenge.contains("invalid_token"));
    }
}

#[tokio::test]
async fn roles_reach_as_the_table_says() {
    let door = |principal: Principal| async {
        use axum::extract::FromRequestParts as _;
        let (mut parts, ()) = Request::get("/v1/tasks").body(()).unwrap().into_parts();
        let outside = Outside::for_tests();
        let mut door = Door::from_request_parts(&mut parts, &outside)
            .await
            .unwrap();
        door.principal = principal;
        door
    };
    let public = door(Principal::public()).await;
    assert_eq!(
        public.allow(Operation::ListTasks).unwrap_err().status(),
        401
    );
    assert!(public.allow(Operation::ListItems).is_ok());
    let nobody = Principal {
        proof: identity::Proof::Token,
        roles: Vec::new(),
        ..Principal::public()
    };
    assert_eq!(
        door(nobody.clone())
            .await
            .allow(Operation::ListTasks)
            .unwrap_err()
            .status(),
        403
    );
    let officer = Principal {
        roles: vec![Role::Officer],
        ..nobody
    };
    assert!(door(officer).await.allow(Operation::ListTasks).is_ok());
}
