use ::http::header;
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use super::super::issuer::tests::{TestIssuer, ec, ed, token};
use super::*;
use crate::config::Config;
use crate::config::tests::environment;

fn outside(issuer: &TestIssuer) -> Outside {
    let url = issuer.url.clone();
    let config = Config::read("signin", |name| match name {
        "OIDC_ISSUER" => Some(url.clone()),
        "OIDC_CLIENT_ID" => Some("portal".to_owned()),
        other => environment(other),
    });
    Outside::new(config.unwrap()).unwrap()
}

fn location(response: &Response) -> String {
    response.headers()[header::LOCATION]
        .to_str()
        .unwrap()
        .to_owned()
}

fn set_cookie(response: &Response, name: &str) -> String {
    let cookies = response.headers().get_all(header::SET_COOKIE).into_iter();
    let mut cookies = cookies.map(|value| value.to_str().unwrap().to_owned());
    cookies
        .find(|cookie| cookie.starts_with(&format!("{name}=")))
        .unwrap()
}

fn carrying(cookie: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(
        header::COOKIE,
        cookie.split(';').next().unwrap().parse().unwrap(),
    );
    headers
}

fn parameter(address: &str, name: &str) -> String {
    let query = address.split_once('?').unwrap().1;
    let mut pairs = super::super::query::url_pairs(query);
    pairs.find(|(given, _)| given == name).unwrap().1
}

/// Begins a sign-in: the address led to, and the cookie that remembers it.
async fn begun(outside: &Outside) -> (String, String) {
    let response = outside
        .sign_in()
        .begin(Some("/cases?a=1"))
        .await
        .unwrap()
        .into_response();
    (location(&response), set_cookie(&response, UNDER_WAY))
}

fn tokens(issuer: &TestIssuer, nonce: &str, access_audience: &str) -> (serde_json::Value, String) {
    let mut id_claims = issuer.claims("portal");
    id_claims["nonce"] = json!(nonce);
    let id_token = token("ec", &ec(), &id_claims);
    let access_token = token("ed", &ed(), &issuer.claims(access_audience));
    let answer =
        json!({"id_token": id_token, "access_token": access_token, "token_type": "Bearer"});
    (answer, access_token)
}

#[tokio::test]
async fn one_comes_back_signed_in_where_one_left() {
    let issuer = TestIssuer::start().await;
    let outside = outside(&issuer);
    let (address, cookie) = begun(&outside).await;
    assert!(
        address.starts_with(&format!("{}/authorize?response_type=code&", issuer.url)),
        "{address}"
    );
    assert_eq!(
        parameter(&address, "redirect_uri"),
        "https://city.example/signin/callback"
    );
    assert_eq!(parameter(&address, "code_challenge_method"), "S256");
    for part in [
        "HttpOnly",
        "SameSite=Lax",
        "Secure",
        "Path=/signin",
        "Max-Age=600",
    ] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let (answer, access_token) = tokens(&issuer, &parameter(&address, "nonce"), "huiqi");
    issuer.answer("/token", answer);
    let state = parameter(&address, "state");
    let reply = outside
        .sign_in()
        .complete(&carrying(&cookie), "the code", &state)
        .await
        .unwrap();
    let response = reply.into_response();
    assert_eq!(location(&response), "/cases?a=1");
    let session = set_cookie(&response, SESSION_COOKIE);
    assert!(
        session.starts_with(&format!("hq_session={access_token}; Path=/; Max-Age=")),
        "{session}"
    );
    assert!(set_cookie(&response, UNDER_WAY).contains("Max-Age=0"));
    // PKCE: what was promised at the start is what is proven at the end
    let asked = issuer.asked("/token").pop().unwrap();
    let form = asked.split("\r\n\r\n").nth(1).unwrap();
    let verifier = parameter(&format!("?{form}"), "code_verifier");
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
    assert_eq!(parameter(&address, "code_challenge"), challenge);
    assert!(form.contains("code=the%20code"));
}

#[tokio::test]
async fn an_access_token_for_somebody_else_does_not_become_the_session() {
    let issuer = TestIssuer::start().await;
    let outside = outside(&issuer);
    let (address, cookie) = begun(&outside).await;
    let (answer, access_token) = tokens(&issuer, &parameter(&address, "nonce"), "else");
    issuer.answer("/token", answer.clone());
    let state = parameter(&address, "state");
    let reply = outside
        .sign_in()
        .complete(&carrying(&cookie), "c", &state)
        .await
        .unwrap();
    let session = set_cookie(&reply.into_response(), SESSION_COOKIE);
    assert!(!session.contains(&access_token));
    assert!(session.contains(answer["id_token"].as_str().unwrap()));
}

#[tokio::test]
async fn answers_that_belong_to_no_sign_in_here_are_refused() {
    let issuer = TestIssuer::start().await;
    let outside = outside(&issuer);
    let (address, cookie) = begun(&outside).await;
    let (other_address, _) = begun(&outside).await;
    let state = parameter(&address, "state");
    let refused = async |headers: HeaderMap, state: String| {
        let outcome = outside.sign_in().complete(&headers, "c", &state).await;
        outcome.unwrap_err().code()
    };
    // no cookie, another state, a changed cookie
    assert_eq!(
        refused(HeaderMap::new(), state.clone()).await,
        "sign_in_failed"
    );
    let other = parameter(&other_address, "state");
    assert_eq!(refused(carrying(&cookie), other).await, "sign_in_failed");
    let changed = cookie.replacen("hq_signin=e", "hq_signin=f", 1);
    assert_ne!(changed, cookie);
    assert_eq!(
        refused(carrying(&changed), state.clone()).await,
        "sign_in_failed"
    );
    assert!(issuer.asked("/token").is_empty());
    // the issuer refuses the code
    assert_eq!(
        refused(carrying(&cookie), state.clone()).await,
        "sign_in_failed"
    );
    // a token made for another sign-in
    let (answer, _) = tokens(&issuer, &parameter(&other_address, "nonce"), "huiqi");
    issuer.answer("/token", answer);
    assert_eq!(refused(carrying(&cookie), state).await, "sign_in_failed");
}

#[test]
fn the_way_back_stays_on_this_site() {
    for (asked, led) in [
        (Some("/cases?a=1"), "/cases?a=1"),
        (None, "/"),
        (Some(""), "/"),
        (Some("//evil.example"), "/"),
        (Some("/\\evil.example"), "/"),
        (Some("https://evil.example"), "/"),
        (Some("/a\r\nset-cookie: x"), "/"),
        (Some("/signin?back=/signin"), "/"),
    ] {
        assert_eq!(local(asked), led);
    }
}

#[tokio::test]
async fn signing_out_forgets_the_session() {
    let outside = Outside::for_tests();
    let response = outside.sign_in().end().into_response();
    assert_eq!(location(&response), "/");
    assert!(set_cookie(&response, SESSION_COOKIE).starts_with("hq_session=; Path=/; Max-Age=0"));
}
