//! A small issuer over real HTTP, and the tokens that must and must not pass.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex as Lock;

use jsonwebtoken::{EncodingKey, Header, encode};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::*;

/// An issuer in this process: what it answers by path, and how often it was asked.
#[derive(Clone)]
pub(crate) struct TestIssuer {
    pub(crate) url: String,
    answers: Arc<Lock<BTreeMap<String, Value>>>,
    asked: Arc<Lock<Vec<String>>>,
}

impl TestIssuer {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let issuer = Self {
            url: url.clone(),
            answers: Arc::default(),
            asked: Arc::default(),
        };
        issuer.answer(
            "/.well-known/openid-configuration",
            json!({
                "issuer": url, "jwks_uri": format!("{url}/jwks"),
                "authorization_endpoint": format!("{url}/authorize"), "token_endpoint": format!("{url}/token"),
            }),
        );
        issuer.publish(&[("ed", ed()), ("ec", ec())]);
        let serving = issuer.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut bytes = vec![0; 65_536];
                let read = stream.read(&mut bytes).await.unwrap();
                let request = String::from_utf8_lossy(&bytes[..read]).into_owned();
                let path = request.split(' ').nth(1).unwrap().to_owned();
                serving.asked.lock().unwrap().push(request);
                let found = serving.answers.lock().unwrap().get(&path).cloned();
                let (status, body) =
                    found.map_or((400, json!({"error": "no"})), |body| (200, body));
                let body = body.to_string();
                let answer = format!(
                    "HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                    body.len()
                );
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        });
        issuer
    }

    pub(crate) fn answer(&self, path: &str, body: Value) {
        self.answers.lock().unwrap().insert(path.to_owned(), body);
    }

    pub(crate) fn publish(&self, keys: &[(&str, (EncodingKey, Algorithm))]) {
        let keys: Vec<Value> = keys
            .iter()
            .map(|(kid, (key, algorithm))| {
                let mut jwk =
                    serde_json::to_value(Jwk::from_encoding_key(key, *algorithm).unwrap()).unwrap();
                jwk["kid"] = json!(kid);
                jwk
            })
            .collect();
        self.answer("/jwks", json!({ "keys": keys }));
    }

    /// Requests whose first line holds `path`, whole.
    pub(crate) fn asked(&self, path: &str) -> Vec<String> {
        let asked = self.asked.lock().unwrap();
        asked
            .iter()
            .filter(|request| request.split(' ').nth(1) == Some(path))
            .cloned()
            .collect()
    }

    pub(crate) fn claims(&self, audience: &str) -> Value {
        let now = jsonwebtoken::get_current_timestamp();
        json!({
            "iss": self.url, "aud": audience, "sub": "officer-1", "exp": now + 600, "nbf": now - 5, "iat": now,
            "name": "一号经办", "roles": ["officer", "root"], "department": "economy",
        })
    }
}

/// An Ed25519 key, from a seed nobody else uses.
pub(crate) fn ed() -> (EncodingKey, Algorithm) {
    let mut der = hex("302e020100300506032b657004220420");
    der.extend([7u8; 32]);
    (EncodingKey::from_ed_der(&der), Algorithm::EdDSA)
}

/// A P-256 key, likewise.
pub(crate) fn ec() -> (EncodingKey, Algorithm) {
    let mut der = hex("3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420");
    der.extend([9u8; 32]);
    (EncodingKey::from_ec_der(&der), Algorithm::ES256)
}

fn hex(text: &str) -> Vec<u8> {
    crate::hex::bytes(text).unwrap()
}

pub(crate) fn token(kid: &str, key: &(EncodingKey, Algorithm), claims: &Value) -> String {
    let mut header = Header::new(key.1);
    header.kid = Some(kid.to_owned());
    encode(&header, claims, &key.0).unwrap()
}

fn verifier(issuer: &TestIssuer) -> Issuer {
    Issuer::new(Oidc {
        issuer: issuer.url.clone(),
        audience: "huiqi".to_owned(),
        client_id: "portal".to_owned(),
    })
}

async fn verdict(verifier: &Issuer, token: &str) -> Result<Value, u16> {
    let claims = verifier.verify::<Value>(token, &["huiqi"]).await;
    claims.map_err(|problem| problem.status())
}

#[tokio::test]
async fn good_tokens_of_each_kind_pass_with_one_question() {
    let issuer = TestIssuer::start().await;
    let verifier = verifier(&issuer);
    for (kid, key) in [("ed", ed()), ("ec", ec()), ("ed", ed())] {
        let claims = issuer.claims("huiqi");
        assert_eq!(
            verdict(&verifier, &token(kid, &key, &claims)).await,
            Ok(claims)
        );
    }
    assert_eq!(issuer.asked("/jwks").len(), 1);
    assert_eq!(issuer.asked("/.well-known/openid-configuration").len(), 1);
}

#[tokio::test]
async fn tokens_that_prove_nothing_are_refused() {
    let issuer = TestIssuer::start().await;
    let verifier = verifier(&issuer);
    let now = jsonwebtoken::get_current_timestamp();
    let with = |name: &str, value: Value| {
        let mut claims = issuer.claims("huiqi");
        claims[name] = value;
        token("ed", &ed(), &claims)
    };
    let without = |name: &str| {
        let mut claims = issuer.claims("huiqi");
        claims.as_object_mut().unwrap().remove(name);
        token("ed", &ed(), &claims)
    };
    let good = token("ed", &ed(), &issuer.claims("huiqi"));
    let (head, signature) = good.rsplit_once('.').unwrap();
    let public_as_secret = {
        let secret = EncodingKey::from_secret(&[7; 32]);
        token("ed", &(secret, Algorithm::HS256), &issuer.claims("huiqi"))
    };
    for (why, token) in [
        ("expired", with("exp", json!(now - 60))),
        ("not yet", with("nbf", json!(now + 60))),
        ("other issuer", with("iss", json!("https://else.example"))),
        ("other audience", with("aud", json!("else"))),
        ("other audiences", with("aud", json!(["else", "more"]))),
        ("no expiry", without("exp")),
        ("no issuer", without("iss")),
        ("no audience", without("aud")),
        ("no subject", without("sub")),
        ("expiry is no number", with("exp", json!("later"))),
        (
            "other key under this id",
            token("ec", &ed(), &issuer.claims("huiqi")),
        ),
        ("unknown key", token("none", &ed(), &issuer.claims("huiqi"))),
        ("symmetric", public_as_secret),
        ("no signature", format!("{head}.")),
        (
            "cut signature",
            format!("{head}.{}", signature.split_at(40).0),
        ),
        (
            "no algorithm",
            format!("eyJhbGciOiJub25lIn0.{}.", head.split('.').nth(1).unwrap()),
        ),
        ("two parts", "a.b".to_owned()),
        ("nothing", String::new()),
        ("too long", format!("{good}{}", "A".repeat(9000))),
    ] {
        assert_eq!(verdict(&verifier, &token).await, Err(401), "{why}");
    }
}

#[tokio::test]
async fn one_audience_of_several_and_a_clock_a_little_off_are_fine() {
    let issuer = TestIssuer::start().await;
    let verifier = verifier(&issuer);
    let now = jsonwebtoken::get_current_timestamp();
    for (name, value) in [("aud", json!(["else", "huiqi"])), ("exp", json!(now - 10))] {
        let mut claims = issuer.claims("huiqi");
        claims[name] = value;
        let verdict = verdict(&verifier, &token("ed", &ed(), &claims)).await;
        assert!(verdict.is_ok(), "{name}");
    }
}

#[tokio::test]
async fn every_changed_byte_of_a_token_is_noticed() {
    let issuer = TestIssuer::start().await;
    let verifier = verifier(&issuer);
    let good = token("ed", &ed(), &issuer.claims("huiqi"));
    for index in (0..good.len()).step_by(3) {
        let mut bytes = good.clone().into_bytes();
        bytes[index] = if bytes[index] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(bytes).unwrap();
        assert_eq!(verdict(&verifier, &changed).await, Err(401), "{index}");
    }
}

#[tokio::test]
async fn invented_key_ids_do_not_make_us_ask_again_and_again() {
    let issuer = TestIssuer::start().await;
    let verifier = verifier(&issuer);
    for number in 0..50 {
        let token = token(
            &format!("invented-{number}"),
            &ed(),
            &issuer.claims("huiqi"),
        );
        assert_eq!(verdict(&verifier, &token).await, Err(401));
    }
    assert_eq!(issuer.asked("/jwks").len(), 1);
}

#[tokio::test]
async fn a_new_key_is_found_after_the_pause_and_old_ones_serve_while_the_issuer_is_away() {
    let issuer = TestIssuer::start().await;
    let verifier = verifier(&issuer);
    issuer.publish(&[("old", ed())]);
    let old = token("old", &ed(), &issuer.claims("huiqi"));
    let new = token("new", &ec(), &issuer.claims("huiqi"));
    assert!(verdict(&verifier, &old).await.is_ok());
    issuer.publish(&[("new", ec())]);
    {
        let set_back = KEYS_PAUSE + Duration::from_secs(1);
        let mut keys = verifier.keys.lock().await;
        let known = keys.as_mut().unwrap();
        known.asked_at = known.asked_at.checked_sub(set_back).unwrap();
    }
    assert!(verdict(&verifier, &new).await.is_ok());
    issuer.answers.lock().unwrap().clear();
    {
        let mut keys = verifier.keys.lock().await;
        let known = keys.as_mut().unwrap();
        known.asked_at = known.asked_at.checked_sub(KEYS_FRESH).unwrap();
    }
    assert!(verdict(&verifier, &new).await.is_ok());
}

#[tokio::test]
async fn an_issuer_that_is_away_or_false_is_our_fault_and_not_the_callers() {
    let issuer = TestIssuer::start().await;
    let good = token("ed", &ed(), &issuer.claims("huiqi"));
    issuer.answer("/jwks", json!("no keys"));
    assert_eq!(verdict(&verifier(&issuer), &good).await, Err(503));
    let away = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let mut elsewhere = issuer.clone();
    elsewhere.url = format!("http://{away}");
    assert_eq!(verdict(&verifier(&elsewhere), &good).await, Err(503));
    issuer.answer(
        "/.well-known/openid-configuration",
        json!({"issuer": "http://else.example", "jwks_uri": "x", "authorization_endpoint": "x", "token_endpoint": "x"}),
    );
    assert_eq!(verdict(&verifier(&issuer), &good).await, Err(500));
}
