//! Who is at the door, proved over the real wire: a key in the real table, a token of a real issuer, a session that
//! began at its sign-in page.

#![cfg(test)]

#[path = "../patterns/store.rs"]
mod store;

use adapters::Outside;
use adapters::config::Config;
use adapters::documents::sha256;
use adapters::http::{Answer, Door, Query, Reply, serve};
use adapters::table::ApiKey;
use axum::Router;
use axum::body::Body;
use axum::response::Response;
use axum::routing::{get, post};
use casework::access::Operation;
use http::{HeaderMap, Request, StatusCode, header};
use local::issuer::{Issuer, Person, Settings};
use serde_json::{Value, json};
use tower::ServiceExt as _;

const PUBLIC_URL: &str = "http://127.0.0.1:7701";

/// A function with real services behind it.
struct World {
    router: Router,
    issuer: Issuer,
    outside: Outside,
    store: store::Store,
}

async fn who(door: Door) -> Answer {
    let reach = door.allow(Operation::ListTasks)?;
    let principal = &door.principal;
    Ok(Reply::ok(&json!({
        "id": principal.id, "name": principal.name, "department": principal.department.as_ref().map(ToString::to_string),
        "reach": format!("{reach:?}"),
    })))
}

async fn sign_in(door: Door, mut query: Query) -> Answer {
    let back = query.text("back");
    query.finish()?;
    door.outside.sign_in().begin(back.as_deref()).await
}

async fn callback(door: Door, headers: HeaderMap, mut query: Query) -> Answer {
    let (code, state) = (query.text("code"), query.text("state"));
    let (code, state) = (code.unwrap_or_default(), state.unwrap_or_default());
    door.outside
        .sign_in()
        .complete(&headers, &code, &state)
        .await
}

fn routes() -> Router<Outside> {
    Router::new()
        .route("/v1/who", get(who))
        .route("/who", get(who))
        .route("/signin", get(sign_in))
        .route("/signin/callback", get(callback))
        .route(
            "/signout",
            post(|door: Door| async move { Answer::Ok(door.outside.sign_in().end()) }),
        )
}

async fn world() -> World {
    let store = store::store().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer_url = format!("http://{}/issuer", listener.local_addr().unwrap());
    let issuer = Issuer::open(
        None,
        Settings {
            url: issuer_url.clone(),
            audience: "huiqi".to_owned(),
            redirect_prefixes: vec![PUBLIC_URL.to_owned()],
            people: vec![Person {
                id: "officer".to_owned(),
                label_zh: "部门经办".to_owned(),
                label_en: "officer".to_owned(),
                claims: json!({"name": "政策科经办", "roles": ["officer"], "department": "economy"}),
            }],
        },
    )
    .unwrap();
    let served = issuer.router();
    tokio::spawn(async move { axum::serve(listener, served).await.unwrap() });
    let address = store.address.clone();
    let config = Config::read("doors", |name| match name {
        "TABLE" => Some("Table".to_owned()),
        "PUBLIC_URL" => Some(PUBLIC_URL.to_owned()),
        "AWS_REGION" => Some("cn-north-1".to_owned()),
        "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" => Some("unused".to_owned()),
        "AWS_ENDPOINT_URL_DYNAMODB" => Some(address.clone()),
        "SIGNING_KEY" => Some("0123456789abcdef0123456789abcdef".to_owned()),
        "OIDC_ISSUER" => Some(issuer_url.clone()),
        "OIDC_AUDIENCE" | "OIDC_CLIENT_ID" => Some("huiqi".to_owned()),
        _ => None,
    });
    let outside = Outside::new(config.unwrap()).unwrap();
    World {
        router: serve(routes(), outside.clone()),
        issuer,
        outside,
        store,
    }
}

async fn ask(router: &Router, path: &str, name: &str, value: &str) -> Response {
    let request = Request::get(path)
        .header(name, value)
        .body(Body::empty())
        .unwrap();
    router.clone().oneshot(request).await.unwrap()
}

async fn told(response: Response) -> Value {
    assert_eq!(response.status(), StatusCode::OK);
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20)
        .await
        .unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

#[tokio::test]
async fn a_machine_is_known_by_the_hash_of_its_key() {
    let world = world().await;
    let key = "hq_0123456789abcdefghijklmnopqrstuv";
    let api_key = ApiKey {
        hash: sha256(key.as_bytes()),
        label: "经信局办公系统".to_owned(),
        roles: vec!["officer".to_owned()],
        enterprise: None,
        department: Some("economy".to_owned()),
    };
    let table = &world.store.table;
    table
        .commit(world.outside.clock().now())
        .api_key(&api_key)
        .run()
        .await
        .unwrap();
    let answer = told(
        ask(
            &world.router,
            "/v1/who",
            "authorization",
            &format!("Bearer {key}"),
        )
        .await,
    )
    .await;
    assert_eq!(answer["name"], "经信局办公系统");
    assert_eq!(answer["department"], "economy");
    assert_eq!(answer["id"], format!("machine:{}", api_key.hash));
    assert_eq!(answer["reach"], "Department");
    let response = ask(
        &world.router,
        "/v1/who",
        "authorization",
        "Bearer hq_another",
    )
    .await;
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_person_is_known_by_the_issuers_token() {
    let world = world().await;
    let (token, _) = world.issuer.token("officer").unwrap();
    let answer = told(
        ask(
            &world.router,
            "/v1/who",
            "authorization",
            &format!("bearer {token}"),
        )
        .await,
    )
    .await;
    assert_eq!(
        answer,
        json!({"id": "person:officer", "name": "政策科经办", "department": "economy", "reach": "Department"})
    );
    // the same token in the cookie counts on pages and nowhere else
    let cookie = format!("hq_session={token}");
    assert_eq!(
        told(ask(&world.router, "/who", "cookie", &cookie).await).await["id"],
        "person:officer"
    );
    let response = ask(&world.router, "/v1/who", "cookie", &cookie).await;
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
}

fn header_of(response: &Response, name: header::HeaderName) -> String {
    response.headers()[name].to_str().unwrap().to_owned()
}

/// The query of an address, as it stands there.
fn query_of(address: &str) -> &str {
    address.split_once('?').unwrap().1
}

#[tokio::test]
async fn a_session_begins_at_the_issuers_page_and_ends_here() {
    let world = world().await;
    // a page that needs somebody leads to the sign-in, which leads to the issuer
    let response = ask(&world.router, "/who?x=1", "accept", "text/html").await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let response = ask(
        &world.router,
        &header_of(&response, header::LOCATION),
        "accept",
        "text/html",
    )
    .await;
    let authorize = header_of(&response, header::LOCATION);
    let under_way = header_of(&response, header::SET_COOKIE);
    let under_way = under_way.split(';').next().unwrap();
    // the person chooses who they are
    let chosen = Request::post(format!("/issuer/authorize?{}", query_of(&authorize)))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("person=officer"))
        .unwrap();
    let response = world.issuer.router().oneshot(chosen).await.unwrap();
    let callback = header_of(&response, header::LOCATION);
    let callback = callback.strip_prefix(PUBLIC_URL).unwrap();
    // back here, once
    let response = ask(&world.router, callback, "cookie", under_way).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(header_of(&response, header::LOCATION), "/who?x=1");
    let cookies: Vec<_> = response
        .headers()
        .get_all(header::SET_COOKIE)
        .into_iter()
        .collect();
    let session = cookies
        .iter()
        .map(|value| value.to_str().unwrap())
        .find(|cookie| cookie.starts_with("hq_session="));
    let session = session.unwrap().split(';').next().unwrap();
    assert_eq!(
        told(ask(&world.router, "/who?x=1", "cookie", session).await).await["id"],
        "person:officer"
    );
    let again = ask(&world.router, callback, "cookie", under_way).await;
    assert_eq!(again.status(), StatusCode::BAD_REQUEST);
    assert_eq!(
        header_of(&again, header::CONTENT_TYPE),
        "text/html; charset=utf-8"
    );
}
