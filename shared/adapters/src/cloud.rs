//! What a failed call to a service of the cloud means: whether trying again can help.

use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};

use crate::fault::Fault;

/// The fault of a failed call. What the service refused for good is permanent, everything else may pass.
pub(crate) fn failed<E>(what: &'static str, error: SdkError<E, HttpResponse>) -> Fault
where
    E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
{
    let status = error
        .raw_response()
        .map_or(503, |response| response.status().as_u16());
    let slow_down = error.code().is_some_and(slows_down);
    if (400..500).contains(&status) && !slow_down && status != 429 {
        Fault::permanent(what, error)
    } else {
        Fault::temporary(what, error)
    }
}

/// Whether the service asked to come back later. DynamoDB says so with status 400.
pub(crate) fn slows_down(code: &str) -> bool {
    matches!(
        code,
        "ProvisionedThroughputExceededException"
            | "ThrottlingException"
            | "RequestLimitExceeded"
            | "TransactionInProgressException"
            | "SlowDown"
            | "RequestTimeout"
    )
}

/// Whether the service answered with this status.
pub(crate) fn is_status<E>(error: &SdkError<E, HttpResponse>, status: u16) -> bool {
    error
        .raw_response()
        .is_some_and(|response| response.status().as_u16() == status)
}
