use axum::extract::{Path, RawQuery};
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::*;
use crate::Outside;
use crate::http::{Body, Door, Nothing, Reply, serve};

/// A router as small as a router can be: it says what it understood.
fn router() -> Router {
    let routes = Router::new()
        .route(
            "/v1/things/{thing}",
            get(
                |door: Door, Path(thing): Path<String>, RawQuery(query): RawQuery| async move {
                    let cookie = door.path_and_query().to_owned();
                    Reply::ok(&json!({"thing": thing, "query": query, "at": cookie}))
                },
            ),
        )
        .route(
            "/v1/things",
            post(|_door: Door, body: Body<Nothing>| async move {
                Reply::ok(&json!({"bytes": body.bytes.len()}))
            }),
        );
    serve(routes, Outside::for_tests())
}

async fn answer(event: &Value) -> (u16, Response) {
    let request: LambdaRequest = serde_json::from_value(event.clone()).unwrap();
    let response = enter(router(), calm(request).into()).await.unwrap();
    (response.status().as_u16(), response)
}

async fn text(response: Response) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 100_000)
        .await
        .unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn rest(method: &str, path: &str, query: &Value, body: &Value) -> Value {
    json!({
        "resource": "/{proxy+}", "path": path, "httpMethod": method,
        "headers": {"Host": "abc.execute-api.cn-north-1.amazonaws.com.cn", "X-Forwarded-Proto": "https",
                    "Content-Type": "application/json"},
        "multiValueHeaders": {"Host": ["abc.execute-api.cn-north-1.amazonaws.com.cn"],
                              "Content-Type": ["application/json"]},
        "queryStringParameters": null, "multiValueQueryStringParameters": query,
        "pathParameters": null, "stageVariables": null,
        "requestContext": {"accountId": "1", "resourceId": "r", "stage": "city", "requestId": "c6af9ac6-7b61-11e6",
                           "identity": {}, "resourcePath": "/{proxy+}", "httpMethod": method, "apiId": "abc"},
        "body": body, "isBase64Encoded": false
    })
}

fn http(method: &str, stage: &str, path: &str, query: &str, body: &Value) -> Value {
    json!({
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": query,
        "headers": {"host": "abc.execute-api.cn-north-1.amazonaws.com.cn", "x-forwarded-proto": "https",
                    "content-type": "application/json"},
        "requestContext": {"accountId": "1", "apiId": "abc", "domainName": "abc.example", "domainPrefix": "abc",
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "t"},
            "requestId": "JKJaXmPLvHcESHA=", "routeKey": "$default", "stage": stage,
            "time": "12/Mar/2020:19:03:58 +0000", "timeEpoch": 1_583_348_638_390_i64},
        "body": body, "isBase64Encoded": false
    })
}

fn alb(method: &str, path: &str, query: &Value, body: &Value) -> Value {
    json!({
        "requestContext": {"elb": {"targetGroupArn": "arn:aws-cn:elasticloadbalancing:cn-north-1:1:targetgroup/t/1"}},
        "httpMethod": method, "path": path, "queryStringParameters": query,
        "headers": {"host": "city.example", "x-forwarded-proto": "https", "content-type": "application/json"},
        "body": body, "isBase64Encoded": false
    })
}

#[tokio::test]
async fn every_gateway_leads_to_the_same_answer() {
    let expected = r#"{"at":"/v1/things/a%20b?q=x%26y","query":"q=x%26y","thing":"a b"}"#;
    for event in [
        rest(
            "GET",
            "/v1/things/a%20b",
            &json!({"q": ["x&y"]}),
            &Value::Null,
        ),
        http(
            "GET",
            "city",
            "/city/v1/things/a%20b",
            "q=x%26y",
            &Value::Null,
        ),
        http(
            "GET",
            "$default",
            "/v1/things/a%20b",
            "q=x%26y",
            &Value::Null,
        ),
    ] {
        let (status, response) = answer(&event).await;
        assert_eq!(
            (status, text(response).await.as_str()),
            (200, expected),
            "{event}"
        );
    }
    let (status, response) = answer(&alb(
        "GET",
        "/v1/things/a%20b",
        &json!({"q": "x"}),
        &Value::Null,
    ))
    .await;
    assert_eq!(status, 200);
    assert!(text(response).await.contains("\"query\":\"q=x\""));
}

#[tokio::test]
async fn bodies_arrive_whole_plain_or_in_base64() {
    for (body, encoded) in [("{ }", false), ("eyB9", true)] {
        for mut event in [
            rest("POST", "/v1/things", &Value::Null, &json!(body)),
            http("POST", "city", "/city/v1/things", "", &json!(body)),
            alb("POST", "/v1/things", &json!({}), &json!(body)),
        ] {
            event["isBase64Encoded"] = json!(encoded);
            let (status, response) = answer(&event).await;
            assert_eq!(
                (status, text(response).await.as_str()),
                (200, r#"{"bytes":3}"#),
                "{event}"
            );
        }
    }
}

#[tokio::test]
async fn the_gateways_request_id_is_taken_over() {
    let (_, response) = answer(&rest("GET", "/v1/things/a", &Value::Null, &Value::Null)).await;
    assert_eq!(
        response.headers().get("x-request-id").unwrap(),
        "c6af9ac6-7b61-11e6"
    );
}

#[tokio::test]
async fn hostile_addresses_are_answered_and_break_nothing() {
    let long = format!("/{}", "a".repeat(70_000));
    for path in [
        "",
        "@evil:99999999/",
        "//",
        "/\u{0}",
        "/政策",
        "/a b",
        "/%",
        "/%zz",
        "/{x}|^`\\",
        "/../..",
        &long,
        "/?x#y",
    ] {
        let query = json!({"\u{0}": ["政策 <>"]});
        let long_query = format!("q=<{}>", "b".repeat(70_000));
        for mut event in [
            rest("GET", path, &query, &Value::Null),
            http("GET", "city", path, "a=<b>&c=\u{0}政策", &Value::Null),
            http("GET", "city", path, &long_query, &Value::Null),
            alb("GET", path, &json!({"q": "<>"}), &Value::Null),
        ] {
            event["headers"]["host"] = json!("no host: at/all");
            event["headers"]["x-forwarded-proto"] = json!("java script");
            let (status, response) = answer(&event).await;
            assert!((400..500).contains(&status), "{status} {path:.40}");
            assert!(response.headers().get("x-request-id").is_some());
        }
    }
}
