//! The template as this host understands it: every intrinsic resolved, every resource it plays in a plain struct.
//!
//! Resources it does not play (alarms, roles, firewalls, logs) are left alone; a function or table it cannot read is a fault, and so is
//! a type it does not know, since that is how a misspelt one looks.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "JSON and YAML have one kind of value that matters at a place, and everything else"
)]

mod collect;
mod resolve;
mod yaml;

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;

use crate::fault::Fault;
use crate::objects::Bucket;

/// The partition, region and account every name is made of here.
pub const PARTITION: &str = "aws";
/// The region of this host.
pub const REGION: &str = "local-1";
/// The account of this host.
pub const ACCOUNT: &str = "000000000000";

/// What a deployment would be given.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// Values of parameters; what is not given takes its default.
    pub parameters: BTreeMap<String, String>,
    /// Values of generated secrets by logical id.
    pub secrets: BTreeMap<String, String>,
}

/// A template, resolved.
#[derive(Debug, Clone, Default)]
pub struct Template {
    /// Functions, by logical id.
    pub functions: Vec<Function>,
    /// Tables.
    pub tables: Vec<Table>,
    /// Buckets.
    pub buckets: Vec<Bucket>,
    /// Paths the gateway answers from a bucket, without a function.
    pub object_routes: Vec<ObjectRoute>,
    /// What the gateway answers by itself, by response type.
    pub gateway_responses: BTreeMap<String, GatewayResponse>,
    /// Media types whose bodies reach functions in base64.
    pub binary_media_types: Vec<String>,
    /// Bytes from which on answers go compressed to who takes that; none where they never do.
    pub compressed_from: Option<u16>,
}

/// A function.
#[derive(Debug, Clone)]
pub struct Function {
    /// Logical id, also its name here.
    pub id: String,
    /// Handler.
    pub handler: String,
    /// Memory, in megabytes.
    pub memory_mb: u64,
    /// Longest invocation.
    pub timeout: Duration,
    /// Its environment.
    pub environment: BTreeMap<String, String>,
    /// Its rights.
    pub statements: Vec<Statement>,
    /// Requests it answers.
    pub routes: Vec<Route>,
    /// Streams that wake it.
    pub streams: Vec<StreamSource>,
    /// Schedules that wake it.
    pub schedules: Vec<Schedule>,
}

/// A request a function answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Method, upper case, or `ANY`.
    pub method: String,
    /// Path with `{name}` and `{name+}`.
    pub path: String,
}

/// A stream that wakes a function.
#[derive(Debug, Clone)]
pub struct StreamSource {
    /// Name of the event in the template.
    pub id: String,
    /// The table whose stream it is.
    pub table: String,
    /// ARN of the stream.
    pub arn: String,
    /// Most records of a batch.
    pub batch_size: usize,
    /// How often a failed batch is tried again.
    pub retries: u32,
    /// Whether a failed batch is halved.
    pub bisect: bool,
    /// Whether the function says which records failed.
    pub partial: bool,
    /// Patterns, of which one must match; none lets everything through.
    pub filters: Vec<Value>,
}

/// A schedule that wakes a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// Name of the event in the template.
    pub id: String,
    /// Its period.
    pub every: Duration,
}

/// One statement of a policy.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// False for `Deny`.
    pub allow: bool,
    /// Actions, with wildcards.
    pub actions: Vec<String>,
    /// Resources, with wildcards.
    pub resources: Vec<String>,
    /// Conditions as written.
    pub condition: Value,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Logical id, also its name here.
    pub name: String,
    /// What creates it, as the service is asked.
    pub create: Value,
    /// Attribute that says when an item expires.
    pub expires: Option<String>,
}

/// A path the gateway answers from a bucket.
#[derive(Debug, Clone)]
pub struct ObjectRoute {
    /// The request.
    pub route: Route,
    /// Bucket.
    pub bucket: String,
    /// Key, or the name of the path parameter that is the key.
    pub key: ObjectKey,
    /// What an absent object is answered with: status, headers, body.
    pub absent: GatewayResponse,
}

/// Where the key of an object comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ObjectKey {
    /// Always this one.
    Fixed(String),
    /// A path parameter.
    Parameter(String),
}

/// What the gateway answers by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GatewayResponse {
    /// Status, if the template sets one.
    pub status: Option<u16>,
    /// Headers.
    pub headers: BTreeMap<String, String>,
    /// Body; `$context.requestId` is filled in.
    pub body: String,
}

/// Logical ids of the secrets that the cloud would generate; their values are given to [`read`].
///
/// # Errors
/// If the template is no YAML.
pub fn secrets(text: &str) -> Result<Vec<String>, Fault> {
    let document = yaml::read(text)?;
    let resources = document.get("Resources").and_then(Value::as_object);
    let secret = |resource: &Value| {
        resource.get("Type").and_then(Value::as_str) == Some("AWS::SecretsManager::Secret")
    };
    let found = resources
        .into_iter()
        .flatten()
        .filter(|(_, resource)| secret(resource));
    Ok(found.map(|(id, _)| id.clone()).collect())
}

/// Reads a template.
///
/// # Errors
/// One line that names what cannot be read, and where.
pub fn read(text: &str, given: &Given) -> Result<Template, Fault> {
    let document = yaml::read(text)?;
    collect::kinds(&document)?;
    let resolved = resolve::resolve(&document, given)?;
    collect::collect(&resolved)
}
