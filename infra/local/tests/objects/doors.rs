//! Who is let in: signatures, rights, origins.

use std::time::Duration;

use aws_sdk_s3::Client;
use aws_sdk_s3::config::RequestChecksumCalculation;
use aws_sdk_s3::presigning::{PresignedRequest, PresigningConfig};
use http::Request;

use crate::running::{Running, get, plain, put, refused, sha256, start, text, told, write};

fn a_minute() -> PresigningConfig {
    PresigningConfig::expires_in(Duration::from_secs(60)).unwrap()
}

/// A client that adds no checksum of its own, as one that signs for others must.
fn signer(running: &Running) -> Client {
    let config = running.client("owner").config().to_builder();
    let only_asked = RequestChecksumCalculation::WhenRequired;
    Client::from_conf(config.request_checksum_calculation(only_asked).build())
}

/// Sends a presigned request with one header changed or left out.
async fn send(signed: &PresignedRequest, change: (&str, Option<&str>), body: &'static str) -> u16 {
    let mut request = Request::builder().method(signed.method()).uri(signed.uri());
    for (name, value) in signed
        .headers()
        .filter(|(name, _)| *name != "content-length")
    {
        let value = if name == change.0 {
            change.1
        } else {
            Some(value)
        };
        if let Some(value) = value {
            request = request.header(name, value);
        }
    }
    plain(request, body).await.status().as_u16()
}

#[tokio::test]
async fn a_presigned_upload_is_held_to_what_was_signed() {
    let running = start(None).await;
    let client = signer(&running);
    let put = client
        .put_object()
        .bucket("plain")
        .key("上传/一份.pdf")
        .content_length(8);
    let put = put
        .content_type("application/pdf")
        .checksum_sha256(sha256("%PDF-1.7"));
    let signed = put.if_none_match("*").presigned(a_minute()).await.unwrap();
    for name in ["content-type", "x-amz-checksum-sha256", "if-none-match"] {
        assert!(
            signed.headers().any(|(signed, _)| signed == name),
            "{name} is signed"
        );
        assert_eq!(
            send(&signed, (name, None), "%PDF-1.7").await,
            403,
            "without {name}"
        );
    }
    assert_eq!(
        send(&signed, ("content-type", Some("text/html")), "%PDF-1.7").await,
        403
    );
    assert_eq!(send(&signed, ("", None), "%PDF-1.7 and more").await, 403);
    assert_eq!(send(&signed, ("", None), "%PDF-1.8").await, 400);
    assert!(running.objects.get("plain", "上传/一份.pdf").is_none());
    assert_eq!(send(&signed, ("", None), "%PDF-1.7").await, 200);
    assert_eq!(send(&signed, ("", None), "%PDF-1.7").await, 412);
}

#[tokio::test]
async fn a_presigned_download_says_what_the_signer_chose() {
    let running = start(None).await;
    let client = running.client("owner");
    let write = write(&client, "plain", "a", "one").content_type("application/pdf");
    write.content_disposition("inline").send().await.unwrap();
    let get = get(&client, "plain", "a").response_content_disposition("attachment");
    let signed = get.presigned(a_minute()).await.unwrap();

    let got = plain(Request::get(signed.uri()), "").await;
    assert_eq!(got.headers()["content-disposition"], "attachment");
    assert_eq!(got.headers()["content-type"], "application/pdf");
    let forged = signed.uri().replace("attachment", "inline");
    assert_eq!(plain(Request::get(forged), "").await.status(), 403);
}

#[tokio::test]
async fn nobody_does_more_than_the_rights_say() {
    let running = start(None).await;
    put(&running.client("owner"), "plain", "a", "one").await;
    let reader = running.client("reader");
    assert_eq!(text(&reader, "plain", "a").await, "one");
    let denied = refused(403, "AccessDenied");
    assert_eq!(told(write(&reader, "plain", "b", "x").send().await), denied);
    let delete = reader.delete_object().bucket("plain").key("a");
    assert_eq!(told(delete.send().await), denied);
    assert_eq!(
        told(reader.list_objects_v2().bucket("plain").send().await),
        denied
    );
    // As in the cloud: who may not list is not told what is absent.
    assert_eq!(told(get(&reader, "plain", "absent").send().await), denied);
    let signed = write(&reader, "plain", "b", "x")
        .presigned(a_minute())
        .await
        .unwrap();
    assert_eq!(send(&signed, ("", None), "x").await, 403);

    let writer = running.client("writer");
    let copy = writer
        .copy_object()
        .bucket("plain")
        .key("b")
        .copy_source("plain/a");
    assert_eq!(told(copy.send().await), denied);
    write(&writer, "plain", "b", "x").send().await.unwrap();
    let stranger = get(&running.client("stranger"), "plain", "a").send().await;
    assert_eq!(told(stranger), refused(403, "InvalidAccessKeyId"));
    let calls = running.calls.lock().unwrap().join(", ");
    assert!(
        !calls.contains("reader PutObject") && !calls.contains("stranger"),
        "{calls}"
    );
}

#[tokio::test]
async fn without_a_signature_only_public_objects_are_read() {
    let running = start(None).await;
    let owner = running.client("owner");
    put(&owner, "plain", "a", "one").await;
    put(&owner, "open", "a", "one").await;
    let asked = [
        ("GET", "/open/a", 200),
        ("HEAD", "/open/a", 200),
        ("GET", "/open/b", 403),
        ("GET", "/open?list-type=2", 403),
        ("DELETE", "/open/a", 403),
        ("GET", "/plain/a", 403),
        ("GET", "/", 403),
    ];
    for (method, path, status) in asked {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", running.address));
        assert_eq!(plain(request, "").await.status(), status, "{method} {path}");
    }
    assert_eq!(text(&owner, "open", "a").await, "one");
}

#[tokio::test]
async fn browsers_of_allowed_origins_may_upload() {
    let running = start(None).await;
    let client = running.client("owner");
    put(&client, "plain", "a", "one").await;
    let ask = async |bucket: &str, origin: &str, headers: &str| {
        let request = Request::options(format!("{}/{bucket}/a", running.address));
        let request = request.header("origin", origin);
        let request = request.header("access-control-request-method", "PUT");
        plain(
            request.header("access-control-request-headers", headers),
            "",
        )
        .await
    };
    let page = "http://127.0.0.1:7701";
    let allowed = ask("plain", page, "content-type, x-amz-checksum-sha256").await;
    assert_eq!(allowed.status(), 200);
    let says = |name: &str| allowed.headers()[name].to_str().unwrap();
    assert_eq!(says("access-control-allow-origin"), page);
    assert_eq!(says("access-control-allow-methods"), "PUT, GET");
    assert_eq!(
        says("access-control-allow-headers"),
        "content-type, x-amz-checksum-sha256"
    );
    assert_eq!(says("access-control-max-age"), "600");
    assert_eq!(
        ask("plain", "http://elsewhere.example", "content-type")
            .await
            .status(),
        403
    );
    assert_eq!(ask("plain", page, "authorization").await.status(), 403);
    assert_eq!(ask("history", page, "content-type").await.status(), 403);

    let signed = get(&client, "plain", "a")
        .presigned(a_minute())
        .await
        .unwrap();
    let got = plain(Request::get(signed.uri()).header("origin", page), "").await;
    assert_eq!(got.headers()["access-control-allow-origin"], page);
    assert_eq!(got.headers()["access-control-expose-headers"], "ETag");
}
