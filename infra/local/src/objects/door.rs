//! The way in: cross-origin rules, signatures, rights and the count of calls.

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::{Method, StatusCode};
use s3s::access::{S3Access, S3AccessContext};
use s3s::auth::{S3Auth, SecretKey};
use s3s::path::S3Path;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s::{S3Result, s3_error};
use tower::ServiceExt;

use super::cors::Asked;
use super::{Objects, SecretOf};

pub(super) fn router(objects: &Objects) -> Router {
    let mut builder = S3ServiceBuilder::new(objects.clone());
    builder.set_auth(Keys(objects.host.secret_of.clone()));
    builder.set_access(objects.clone());
    let (service, objects) = (builder.build(), objects.clone());
    Router::new().fallback(move |request: Request| serve(objects.clone(), service.clone(), request))
}

async fn serve(objects: Objects, service: S3Service, request: Request) -> Response {
    let bucket = request
        .uri()
        .path()
        .split('/')
        .nth(1)
        .and_then(|name| objects.buckets.get(name));
    if request.method() == Method::OPTIONS {
        return match bucket.zip(Asked::preflight(request.headers())) {
            Some((bucket, asked)) => asked.answer(bucket),
            None => StatusCode::FORBIDDEN.into_response(),
        };
    }
    let asked = bucket.zip(Asked::call(request.method(), request.headers()));
    let mut response = match service.oneshot(request).await {
        Ok(response) => response.map(Body::new),
        Err(error) => {
            tracing::error!(?error, "the object store failed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    };
    if let Some((bucket, asked)) = asked {
        asked.mark(bucket, response.headers_mut());
    }
    response
}

struct Keys(SecretOf);

#[async_trait::async_trait]
impl S3Auth for Keys {
    async fn get_secret_key(&self, access_key: &str) -> S3Result<SecretKey> {
        (self.0)(access_key)
            .map(SecretKey::from)
            .ok_or_else(|| s3_error!(InvalidAccessKeyId))
    }
}

#[async_trait::async_trait]
impl S3Access for Objects {
    async fn check(&self, context: &mut S3AccessContext<'_>) -> S3Result<()> {
        let operation = context.s3_op().name();
        let (bucket, key) = match context.s3_path() {
            S3Path::Root => return Err(s3_error!(AccessDenied, "listing buckets is not allowed")),
            S3Path::Bucket { bucket } => (bucket, None),
            S3Path::Object { bucket, key } => (bucket, Some(&**key)),
        };
        let Some(bucket) = self.buckets.get(&**bucket) else {
            return Err(s3_error!(NoSuchBucket));
        };
        let Some(credentials) = context.credentials() else {
            let reads = matches!(operation, "GetObject" | "HeadObject");
            return if bucket.public_read && reads {
                Ok(())
            } else {
                Err(s3_error!(AccessDenied, "a signature is required"))
            };
        };
        let one_version = context
            .uri()
            .query()
            .is_some_and(|query| query.contains("versionId="));
        let action = action(operation, one_version);
        self.may(&credentials.access_key, action, &bucket.name, key)?;
        (self.host.count)(&credentials.access_key, operation, &bucket.name);
        Ok(())
    }
}

impl Objects {
    /// Asks the rights of the template.
    pub(super) fn may(
        &self,
        access_key: &str,
        action: &str,
        bucket: &str,
        key: Option<&str>,
    ) -> S3Result<()> {
        let key = key.map(|key| format!("/{key}")).unwrap_or_default();
        let resource = format!("arn:{}:s3:::{bucket}{key}", self.host.partition);
        (self.host.rights)(access_key, action, &resource)
            .map_err(|why| s3_error!(AccessDenied, "{why}"))
    }
}

/// The permission an operation needs; what is not listed needs one that nobody has.
fn action(operation: &str, one_version: bool) -> &'static str {
    match (operation, one_version) {
        ("GetObject" | "HeadObject", false) => "s3:GetObject",
        ("GetObject" | "HeadObject", true) => "s3:GetObjectVersion",
        ("PutObject" | "CopyObject", _) => "s3:PutObject",
        ("DeleteObject", false) => "s3:DeleteObject",
        ("DeleteObject", true) => "s3:DeleteObjectVersion",
        ("ListObjectsV2" | "HeadBucket", _) => "s3:ListBucket",
        _ => "s3:Unsupported",
    }
}
