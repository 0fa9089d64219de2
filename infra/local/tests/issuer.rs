//! The development issuer, used as a relying party uses one.

#![cfg(test)]

use axum::body::Body;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{Request, Response};
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use local::issuer::{Issuer, Person, Settings};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tower::ServiceExt;

const URL: &str = "http://127.0.0.1:7700/issuer";
const BACK: &str = "http://127.0.0.1:7701/signin/callback";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

fn issuer(folder: Option<&std::path::Path>) -> Issuer {
    let person = |id: &str, claims: Value| Person {
        id: id.to_owned(),
        label_zh: format!("岗位<{id}>"),
        label_en: format!("post {id}"),
        claims,
    };
    let people = vec![
        person(
            "one",
            json!({ "name": "一号岗", "roles": ["a"], "sub": "forged" }),
        ),
        person("two", json!({})),
    ];
    let settings = Settings {
        url: URL.to_owned(),
        audience: "portal".to_owned(),
        redirect_prefixes: vec!["http://127.0.0.1:7701".to_owned()],
        people,
    };
    Issuer::open(folder, settings).unwrap()
}

async fn send(issuer: &Issuer, request: http::request::Builder, body: String) -> Response<String> {
    let request = request.body(Body::from(body)).unwrap();
    let (parts, body) = issuer.router().oneshot(request).await.unwrap().into_parts();
    let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    Response::from_parts(parts, String::from_utf8(body.to_vec()).unwrap())
}

async fn get(issuer: &Issuer, path: &str) -> Response<String> {
    send(issuer, Request::get(path), String::new()).await
}

fn form(path: &str) -> http::request::Builder {
    Request::post(path).header("content-type", "application/x-www-form-urlencoded")
}

fn asked(back: &str) -> String {
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
    format!(
        "/issuer/authorize?response_type=code&client_id=portal&redirect_uri={back}&scope=openid&state=a%26b%2F中&nonce=n1\
         &code_challenge={challenge}&code_challenge_method=S256"
    )
}

/// Verifies as the functions do: discovery, keys, signature, issuer, audience, expiry.
async fn verify(issuer: &Issuer, token: &str) -> Value {
    let discovered: Value = serde_json::from_str(
        get(issuer, "/issuer/.well-known/openid-configuration")
            .await
            .body(),
    )
    .unwrap();
    assert_eq!(discovered["issuer"], URL);
    let path = discovered["jwks_uri"]
        .as_str()
        .unwrap()
        .strip_prefix("http://127.0.0.1:7700")
        .unwrap();
    let keys: JwkSet = serde_json::from_str(get(issuer, path).await.body()).unwrap();
    let header = jsonwebtoken::decode_header(token).unwrap();
    let key = DecodingKey::from_jwk(keys.find(&header.kid.unwrap()).unwrap()).unwrap();
    let mut validation = Validation::new(Algorithm::ES256);
    validation.set_issuer(&[URL]);
    validation.set_audience(&["portal"]);
    jsonwebtoken::decode::<Value>(token, &key, &validation)
        .unwrap()
        .claims
}

/// Signs in as `one` and comes back with a code.
async fn sign_in(issuer: &Issuer) -> String {
    let back = send(issuer, form(&asked(BACK)), "person=one".to_owned()).await;
    assert_eq!(back.status(), 303);
    let location = back.headers()["location"].to_str().unwrap();
    let (code, state) = location
        .strip_prefix(&format!("{BACK}?code="))
        .unwrap()
        .split_once("&state=")
        .unwrap();
    assert_eq!(state, "a%26b%2F%E4%B8%AD");
    code.to_owned()
}

fn exchange(code: &str, back: &str, verifier: &str) -> String {
    format!(
        "grant_type=authorization_code&client_id=portal&code={code}&redirect_uri={back}&code_verifier={verifier}"
    )
}

#[tokio::test]
async fn one_signs_in_and_the_token_verifies() {
    let issuer = issuer(None);
    let page = get(&issuer, &asked(BACK)).await;
    assert_eq!(page.status(), 200);
    assert!(page.body().contains("岗位&#60;one&#62;") && page.body().contains("post two"));
    let code = sign_in(&issuer).await;
    let reply = send(
        &issuer,
        form("/issuer/token"),
        exchange(&code, BACK, VERIFIER),
    )
    .await;
    assert_eq!(
        (
            reply.status().as_u16(),
            reply.headers()["cache-control"].to_str().unwrap()
        ),
        (200, "no-store")
    );
    let tokens: Value = serde_json::from_str(reply.body()).unwrap();
    assert_eq!(
        (&tokens["token_type"], &tokens["expires_in"]),
        (&"Bearer".into(), &43_200.into())
    );
    assert_eq!(tokens["access_token"], tokens["id_token"]);
    let claims = verify(&issuer, tokens["id_token"].as_str().unwrap()).await;
    assert_eq!(
        (&claims["sub"], &claims["name"], &claims["nonce"]),
        (&"one".into(), &"一号岗".into(), &"n1".into())
    );
    assert_eq!(
        claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(),
        43_200
    );

    let again = send(
        &issuer,
        form("/issuer/token"),
        exchange(&code, BACK, VERIFIER),
    )
    .await;
    assert_eq!(
        (again.status().as_u16(), again.body().as_str()),
        (400, r#"{"error":"invalid_grant"}"#)
    );
}

#[tokio::test]
async fn a_stolen_code_is_worth_nothing() {
    let issuer = issuer(None);
    for (back, verifier) in [
        (BACK, "another"),
        ("http://127.0.0.1:7701/other", VERIFIER),
        (BACK, ""),
    ] {
        let code = sign_in(&issuer).await;
        let refused = send(
            &issuer,
            form("/issuer/token"),
            exchange(&code, back, verifier),
        )
        .await;
        assert_eq!(refused.status(), 400, "{back} {verifier}");
        let used = send(
            &issuer,
            form("/issuer/token"),
            exchange(&code, BACK, VERIFIER),
        )
        .await;
        assert_eq!(used.status(), 400, "the attempt used the code up");
    }
    let other = send(
        &issuer,
        form("/issuer/token"),
        "grant_type=password".to_owned(),
    )
    .await;
    assert_eq!(other.body(), r#"{"error":"unsupported_grant_type"}"#);
}

#[tokio::test]
async fn only_registered_clients_are_served() {
    let issuer = issuer(None);
    let elsewhere = [
        "http://127.0.0.1:77011/signin",
        "http://127.0.0.1:7701@evil.example/",
        "http://evil.example/",
        "//127.0.0.1:7701/",
    ];
    let mut faulty: Vec<_> = elsewhere.iter().map(|back| asked(back)).collect();
    faulty.push(asked(BACK).replace("client_id=portal", "client_id=other"));
    faulty.push(asked(BACK).replace("S256", "plain"));
    faulty.push(asked(BACK).replace("response_type=code", "response_type=token"));
    for faulty in faulty {
        assert_eq!(get(&issuer, &faulty).await.status(), 400, "{faulty}");
        let posted = send(&issuer, form(&faulty), "person=one".to_owned()).await;
        assert_eq!(posted.status(), 400, "{faulty}");
    }
    let nobody = send(&issuer, form(&asked(BACK)), "person=nobody".to_owned()).await;
    assert_eq!(nobody.status(), 404);
}

#[tokio::test]
async fn ready_tokens_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let first = issuer(Some(folder.path()));
    let reply = send(
        &first,
        Request::post("/issuer/people/two/token"),
        String::new(),
    )
    .await;
    let reply: Value = serde_json::from_str(reply.body()).unwrap();
    assert!(reply["expires_at"].as_str().unwrap().ends_with('Z'));
    let token = reply["access_token"].as_str().unwrap();
    let again = issuer(Some(folder.path()));
    assert_eq!(verify(&again, token).await["sub"], "two");
    assert!(
        get(&again, "/issuer")
            .await
            .body()
            .contains("/issuer/people/two/token")
    );
    let nobody = send(
        &again,
        Request::post("/issuer/people/three/token"),
        String::new(),
    )
    .await;
    assert_eq!(nobody.status(), 404);

    std::fs::write(folder.path().join("issuer.key"), "x").unwrap();
    let damaged = Issuer::open(
        Some(folder.path()),
        Settings {
            url: String::new(),
            audience: String::new(),
            redirect_prefixes: vec![],
            people: vec![],
        },
    );
    assert!(
        damaged
            .unwrap_err()
            .to_string()
            .starts_with("the issuer's key file is damaged: ")
    );
}
