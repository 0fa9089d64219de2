//! Where a request comes from, for one purpose only: to count somebody once a day. It is never stored, logged or shown.

use std::fmt;

use ::http::{Extensions, HeaderMap, header};
use lambda_http::request::RequestContext;

/// Address and program of whoever sent a request.
#[derive(Clone, Default)]
pub(crate) struct Sender {
    address: String,
    program: String,
}

impl fmt::Debug for Sender {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Sender(…)")
    }
}

impl Sender {
    /// As the gateway saw it; behind a load balancer, which tells it in a header, the last address it added.
    pub(crate) fn of(headers: &HeaderMap, extensions: &Extensions) -> Self {
        let told = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let address = match extensions.get::<RequestContext>() {
            Some(RequestContext::ApiGatewayV1(context)) => context.identity.source_ip.clone(),
            Some(RequestContext::ApiGatewayV2(context)) => context.http.source_ip.clone(),
            Some(RequestContext::Alb(_) | _) | None => {
                let last = told("x-forwarded-for").and_then(|hops| hops.rsplit(',').next());
                last.map(|address| address.trim().to_owned())
            }
        };
        let program = told(header::USER_AGENT.as_str()).unwrap_or_default();
        Self {
            address: address.unwrap_or_default(),
            program: program.to_owned(),
        }
    }

    /// What tells it from others.
    pub(crate) fn parts(&self) -> [&str; 2] {
        [&self.address, &self.program]
    }
}
