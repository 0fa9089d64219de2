//! Clients of the cloud's services, built from the environment without looking anywhere else.
//!
//! The usual credential chain, region search and certificate bundle cost more than the rest of a start together.
//! A function is always given its credentials and region in the environment, so nothing else is asked; and over
//! `http` endpoints (the local host) no TLS is set up at all.

use std::time::Duration;

use aws_sdk_dynamodb::config as dynamodb;
use aws_sdk_s3::config as s3;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextRef;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::Connect;

use crate::config::Config;
use crate::telemetry::{self, Part};
use crate::wire;

/// Tries of one call in all; beyond that the stream or the caller tries again.
const TRIES_MAX: u32 = 3;
/// Longest wait between two tries.
const BACKOFF_MAX: Duration = Duration::from_secs(2);
/// Longest wait for one try to be answered.
const TRY_TIMEOUT: Duration = Duration::from_secs(5);
/// Longest wait for a call, all tries included; below the functions' own timeout.
const CALL_TIMEOUT: Duration = Duration::from_secs(12);

/// A client of the table service.
pub(crate) fn dynamodb(config: &Config) -> aws_sdk_dynamodb::Client {
    let builder = dynamodb::Builder::new()
        .behavior_version(dynamodb::BehaviorVersion::latest())
        .region(dynamodb::Region::new(config.region.clone()))
        .credentials_provider(credentials(config))
        .http_client(http_client(config.dynamodb_endpoint.as_deref()))
        .retry_config(retries())
        .timeout_config(timeouts())
        .interceptor(Counting(Part::Table));
    let builder = match &config.dynamodb_endpoint {
        Some(endpoint) => builder.endpoint_url(endpoint),
        None => builder,
    };
    aws_sdk_dynamodb::Client::from_conf(builder.build())
}

/// A client of the object service; addresses carry the bucket in the path when an endpoint is given.
pub(crate) fn s3(config: &Config) -> aws_sdk_s3::Client {
    let builder = s3::Builder::new()
        .behavior_version(s3::BehaviorVersion::latest())
        .region(s3::Region::new(config.region.clone()))
        .credentials_provider(credentials(config))
        .http_client(http_client(config.s3_endpoint.as_deref()))
        .retry_config(retries())
        .timeout_config(timeouts())
        .interceptor(Counting(Part::Objects));
    let builder = match &config.s3_endpoint {
        Some(endpoint) => builder.endpoint_url(endpoint).force_path_style(true),
        None => builder,
    };
    aws_sdk_s3::Client::from_conf(builder.build())
}

fn credentials(config: &Config) -> dynamodb::Credentials {
    let keys = &config.keys;
    let session = keys.session.as_ref().map(|token| token.expose().to_owned());
    dynamodb::Credentials::new(
        keys.id.clone(),
        keys.secret.expose(),
        session,
        None,
        "environment",
    )
}

fn retries() -> RetryConfig {
    RetryConfig::standard()
        .with_max_attempts(TRIES_MAX)
        .with_max_backoff(BACKOFF_MAX)
}

fn timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .operation_attempt_timeout(TRY_TIMEOUT)
        .operation_timeout(CALL_TIMEOUT)
        .build()
}

fn http_client(endpoint: Option<&str>) -> SharedHttpClient {
    let connector = if endpoint.is_some_and(|endpoint| endpoint.starts_with("http://")) {
        SharedHttpConnector::new(Wire(wire::client(wire::tcp())))
    } else {
        SharedHttpConnector::new(Wire(wire::client(wire::tls())))
    };
    http_client_fn(move |_, _| connector.clone())
}

/// Our HTTP client in the shape the SDK wants.
#[derive(Debug)]
struct Wire<C>(Client<C, SdkBody>);

impl<C> HttpConnector for Wire<C>
where
    C: Connect + Clone + std::fmt::Debug + Send + Sync + 'static,
{
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let request = match request.try_into_http1x() {
            Ok(request) => request,
            Err(error) => {
                return HttpConnectorFuture::ready(Err(ConnectorError::user(error.into())));
            }
        };
        let response = self.0.request(request);
        HttpConnectorFuture::new(async move {
            let response = response
                .await
                .map_err(|error| ConnectorError::io(error.into()))?;
            HttpResponse::try_from(response.map(SdkBody::from_body_1_x))
                .map_err(|error| ConnectorError::other(error.into(), None))
        })
    }
}

/// Counts every try that goes out.
#[derive(Debug)]
struct Counting(Part);

impl Intercept for Counting {
    fn name(&self) -> &'static str {
        "counting"
    }

    fn read_before_transmit(
        &self,
        _context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _bag: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        telemetry::count(self.0);
        Ok(())
    }
}
