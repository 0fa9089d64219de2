//! The functions of the template, each a few lines over the Runtime API.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::time::Duration;

use serde_json::{Value, json};

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}

/// Serves one invocation after another, until the host ends this process.
pub(crate) fn run() {
    let api = format!(
        "{}/2018-06-01/runtime/invocation",
        variable("AWS_LAMBDA_RUNTIME_API")
    );
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .into();
    loop {
        let Ok(mut next) = agent.get(format!("{api}/next")).call() else {
            return;
        };
        // told to go
        let Some(id) = next.headers().get("lambda-runtime-aws-request-id") else {
            return;
        };
        let id = id.to_str().unwrap().to_owned();
        let event: Value = next.body_mut().read_json().unwrap();
        let answer = match variable("_HANDLER").as_str() {
            "echo" => echo(&agent, event),
            "watcher" => watch(&event),
            _ => note("ticker", "tick"),
        };
        drop(agent.post(format!("{api}/{id}/response")).send_json(answer));
    }
}

/// Writes a line where the test reads it.
fn note(function: &str, line: &str) -> Value {
    let path = std::path::Path::new(&variable("FOLDER")).join(function);
    let mut file = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .unwrap();
    writeln!(file, "{line}").unwrap();
    json!({})
}

fn echo(agent: &ureq::Agent, mut event: Value) -> Value {
    let query: BTreeMap<String, String> =
        serde_json::from_value(event["queryStringParameters"].clone()).unwrap_or_default();
    if query.contains_key("crash") {
        std::process::exit(3);
    }
    if let Some(milliseconds) = query.get("sleep").and_then(|text| text.parse().ok()) {
        std::thread::sleep(Duration::from_millis(milliseconds));
    }
    if let Some(pk) = query.get("put") {
        let seen = query.get("seen").is_some_and(|seen| seen == "true");
        let (status, answer) = put(agent, pk, seen);
        event["stored"] = json!(status);
        event["store"] = answer;
    }
    event["pid"] = json!(std::process::id());
    event["offset"] = json!(variable("CLOCK_OFFSET_SECONDS"));
    json!({ "statusCode": 200, "body": event.to_string(), "isBase64Encoded": false })
}

/// Puts an item; the table of a development host looks at the key id of the signature.
fn put(agent: &ureq::Agent, pk: &str, seen: bool) -> (u16, Value) {
    let key = variable("AWS_ACCESS_KEY_ID");
    let body = json!({ "TableName": variable("TABLE"), "Item": { "pk": { "S": pk }, "seen": { "BOOL": seen } } });
    let sent = agent
        .post(variable("AWS_ENDPOINT_URL_DYNAMODB"))
        .header("x-amz-target", "DynamoDB_20120810.PutItem")
        .header("x-amz-date", "20260101T000000Z")
        .header("authorization", format!("AWS4-HMAC-SHA256 Credential={key}/20260101/local-1/dynamodb/aws4_request, SignedHeaders=host, Signature=00"))
        .content_type("application/x-amz-json-1.0")
        .send(body.to_string());
    let mut answer = sent.unwrap();
    let json = answer.body_mut().read_json().unwrap_or(Value::Null);
    (answer.status().as_u16(), json)
}

/// Notes each record; poison fails, and alone.
fn watch(event: &Value) -> Value {
    let mut failed = Vec::new();
    for record in event["Records"].as_array().into_iter().flatten() {
        let pk = record
            .pointer("/dynamodb/Keys/pk/S")
            .and_then(Value::as_str)
            .unwrap_or_default();
        note("watcher", pk);
        if pk.contains("poison") {
            failed.push(json!({ "itemIdentifier": record.pointer("/dynamodb/SequenceNumber") }));
            // what comes after a failed record is tried again with it
            break;
        }
    }
    json!({ "batchItemFailures": failed })
}
