//! A store on a port of its own, two callers, and short ways to say what they do.

use std::sync::{Arc, Mutex};

use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::operation::get_object::builders::GetObjectFluentBuilder;
use aws_sdk_s3::operation::put_object::builders::PutObjectFluentBuilder;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::{Client, Config};
use base64::Engine as _;
use local::objects::{Bucket, CorsRule, Host, Objects};
use sha2::{Digest, Sha256};

pub(crate) type Calls = Arc<Mutex<Vec<String>>>;

pub(crate) struct Running {
    pub(crate) address: String,
    pub(crate) objects: Objects,
    pub(crate) calls: Calls,
}

/// `owner` may do everything, `reader` only read, `writer` only write; nobody else is known.
pub(crate) fn host(calls: &Calls) -> Host {
    let calls = calls.clone();
    Host {
        secret_of: Arc::new(|key| {
            matches!(key, "owner" | "reader" | "writer").then(|| format!("secret of {key}"))
        }),
        rights: Arc::new(|key, action, resource| match (key, action) {
            ("owner", _) | ("reader", "s3:GetObject") | ("writer", "s3:PutObject") => Ok(()),
            _ => Err(format!("{key} may not {action} on {resource}")),
        }),
        count: Arc::new(move |key, operation, bucket| {
            calls
                .lock()
                .unwrap()
                .push(format!("{key} {operation} {bucket}"));
        }),
        now: Arc::new(|| "2026-03-02T01:00:00Z".parse().unwrap()),
        partition: "aws-cn".to_owned(),
        object_bytes_max: 1 << 20,
    }
}

pub(crate) fn buckets() -> Vec<Bucket> {
    let named = |name: &str| Bucket {
        name: name.to_owned(),
        ..Bucket::default()
    };
    let rule = CorsRule {
        origins: vec!["http://127.0.0.1:*".to_owned()],
        methods: vec!["PUT".to_owned(), "GET".to_owned()],
        headers: vec!["content-type".to_owned(), "x-amz-*".to_owned()],
        exposed: vec!["ETag".to_owned()],
        seconds_max: Some(600),
    };
    vec![
        Bucket {
            cors: vec![rule],
            ..named("plain")
        },
        Bucket {
            versioned: true,
            ..named("history")
        },
        Bucket {
            public_read: true,
            ..named("open")
        },
    ]
}

pub(crate) async fn start(folder: Option<&std::path::Path>) -> Running {
    let calls = Calls::default();
    let objects = Objects::open(folder, buckets(), host(&calls)).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let router = objects.router();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    Running {
        address,
        objects,
        calls,
    }
}

impl Running {
    pub(crate) fn client(&self, key: &str) -> Client {
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("cn-north-1"))
            .endpoint_url(&self.address)
            .force_path_style(true)
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .retry_config(aws_sdk_s3::config::retry::RetryConfig::disabled())
            .credentials_provider(Credentials::new(
                key,
                format!("secret of {key}"),
                None,
                None,
                "test",
            ))
            .build();
        Client::from_conf(config)
    }
}

pub(crate) async fn put(client: &Client, bucket: &str, key: &str, body: &str) -> String {
    let put = write(client, bucket, key, body).send().await;
    put.unwrap().e_tag.unwrap()
}

pub(crate) async fn text(client: &Client, bucket: &str, key: &str) -> String {
    read(get(client, bucket, key)).await
}

pub(crate) async fn read(get: GetObjectFluentBuilder) -> String {
    let body = get.send().await.unwrap().body.collect().await.unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}

pub(crate) fn told<T, E: ProvideErrorMetadata>(result: Result<T, SdkError<E>>) -> (u16, String) {
    let error = result.err().expect("a refusal");
    let status = error
        .raw_response()
        .map_or(0, |reply| reply.status().as_u16());
    (status, error.code().unwrap_or_default().to_owned())
}

pub(crate) fn refused(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

pub(crate) fn get(client: &Client, bucket: &str, key: &str) -> GetObjectFluentBuilder {
    client.get_object().bucket(bucket).key(key)
}

pub(crate) fn write(
    client: &Client,
    bucket: &str,
    key: &str,
    body: &str,
) -> PutObjectFluentBuilder {
    let body = ByteStream::from(body.as_bytes().to_vec());
    client.put_object().bucket(bucket).key(key).body(body)
}

/// Sends without the SDK: the status and headers of the reply.
pub(crate) async fn plain(
    request: http::request::Builder,
    body: &'static str,
) -> http::Response<()> {
    let request = request.body(body).unwrap();
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build();
    let reply = tokio::task::spawn_blocking(move || ureq::Agent::from(config).run(request));
    reply.await.unwrap().unwrap().map(drop)
}

pub(crate) fn sha256(body: &str) -> String {
    base64::engine::general_purpose::STANDARD.encode(Sha256::digest(body))
}
