//! A real object store on a port of its own, with the buckets a function is given.

use std::sync::Arc;

use adapters::config::Config;
use adapters::documents::{Buckets, Documents};
use aws_sdk_s3::Client;
use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region};
use local::objects::{Bucket, Host, Objects};

pub(crate) struct Store {
    pub(crate) objects: Objects,
    pub(crate) documents: Documents,
}

fn host() -> Host {
    Host {
        secret_of: Arc::new(|_| Some("secret".to_owned())),
        rights: Arc::new(|_, _, _| Ok(())),
        count: Arc::new(|_, _, _| ()),
        now: Arc::new(jiff::Timestamp::now),
        partition: "aws-cn".to_owned(),
        object_bytes_max: 8 << 20,
    }
}

/// Empty buckets, each named after what it is for.
pub(crate) async fn store() -> Store {
    let buckets = ["uploads", "evidence", "pages", "catalogue"].map(|name| Bucket {
        name: name.to_owned(),
        versioned: name == "evidence",
        ..Bucket::default()
    });
    let objects = Objects::open(None, buckets.to_vec(), host()).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let router = objects.router();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let config = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("cn-north-1"))
        .endpoint_url(address)
        .force_path_style(true)
        .credentials_provider(Credentials::new("id", "secret", None, None, "tests"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build();
    let client = Client::from_conf(config);
    let config = Config::read("tests", environment).unwrap();
    let documents = Documents::new(
        client,
        Buckets {
            uploads: config.uploads_bucket.clone(),
            evidence: config.evidence_bucket.clone(),
            pages: config.pages_bucket.clone(),
        },
    );
    Store { objects, documents }
}

fn environment(name: &str) -> Option<String> {
    let value = match name {
        "UPLOADS_BUCKET" => "uploads",
        "EVIDENCE_BUCKET" => "evidence",
        "PAGES_BUCKET" => "pages",
        "CATALOGUE_BUCKET" => "catalogue",
        "PUBLIC_URL" => "http://city.example",
        "TABLE" | "AWS_REGION" | "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" => "unused",
        _ => return None,
    };
    Some(value.to_owned())
}
