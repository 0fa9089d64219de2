//! From resolved resources to plain structs.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::resolve::{kind_of, plain};
use super::{
    Function, GatewayResponse, ObjectKey, ObjectRoute, Route, Schedule, Statement, StreamSource,
    Table, Template,
};
use crate::fault::Fault;
use crate::objects::{Bucket, CorsRule};

/// What this host plays.
const PLAYED: [&str; 4] = [
    "AWS::Serverless::Function",
    "AWS::DynamoDB::Table",
    "AWS::S3::Bucket",
    "AWS::Serverless::Api",
];

/// What it leaves alone, with all of the service or one type: nothing a request or an event would feel.
const LEFT_ALONE: [&str; 10] = [
    "AWS::ApplicationAutoScaling::",
    "AWS::CloudFormation::",
    "AWS::CloudWatch::",
    "AWS::IAM::",
    "AWS::KMS::",
    "AWS::Logs::",
    "AWS::SNS::",
    "AWS::SQS::",
    "AWS::SecretsManager::",
    "AWS::WAFv2::",
];

/// Refuses resources of a type this host neither plays nor leaves alone.
pub(super) fn kinds(document: &Value) -> Result<(), Fault> {
    let resources = document.get("Resources").and_then(Value::as_object);
    for (id, resource) in resources.into_iter().flatten() {
        let kind = kind_of(resource);
        let known = PLAYED.contains(&kind) || LEFT_ALONE.iter().any(|left| kind.starts_with(left));
        if !known {
            return Err(Fault::new(format!(
                "resource `{id}` is a `{kind}`, a type this host does not know; is it misspelt?"
            )));
        }
    }
    Ok(())
}

pub(super) fn collect(resources: &Value) -> Result<Template, Fault> {
    let mut template = Template::default();
    for (id, resource) in resources.as_object().into_iter().flatten() {
        let properties = resource.get("Properties").unwrap_or(&Value::Null);
        match kind_of(resource) {
            "AWS::Serverless::Function" => template.functions.push(
                function(id, properties)
                    .map_err(|fault| Fault::of(format!("function `{id}`"), fault))?,
            ),
            "AWS::DynamoDB::Table" => template.tables.push(table(id, properties)),
            "AWS::S3::Bucket" => template.buckets.push(bucket(id, properties)),
            "AWS::Serverless::Api" => api(&mut template, properties),
            _ => {}
        }
    }
    if template.functions.is_empty() {
        return Err(Fault::new("there is no function in it"));
    }
    Ok(template)
}

fn function(id: &str, properties: &Value) -> Result<Function, Fault> {
    let variables = properties
        .pointer("/Environment/Variables")
        .and_then(Value::as_object);
    let mut function = Function {
        id: id.to_owned(),
        handler: text(properties, "/Handler").ok_or_else(|| Fault::new("no `Handler`"))?,
        memory_mb: number(properties, "/MemorySize").unwrap_or(128),
        timeout: Duration::from_secs(number(properties, "/Timeout").unwrap_or(3)),
        environment: variables
            .into_iter()
            .flatten()
            .map(|(name, value)| (name.clone(), plain(value)))
            .collect(),
        statements: statements(properties),
        routes: Vec::new(),
        streams: Vec::new(),
        schedules: Vec::new(),
    };
    for (event, source) in properties
        .get("Events")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        let properties = source.get("Properties").unwrap_or(&Value::Null);
        match kind_of(source) {
            "Api" => function.routes.push(route(properties)),
            "DynamoDB" => function.streams.push(stream(event, properties)?),
            "Schedule" | "ScheduleV2" => function.schedules.push(schedule(event, properties)?),
            other => {
                return Err(Fault::new(format!(
                    "event `{event}` is a `{other}`, which this host does not play"
                )));
            }
        }
    }
    Ok(function)
}

fn statements(properties: &Value) -> Vec<Statement> {
    let policies = list(properties.get("Policies"));
    let statements = policies
        .iter()
        .flat_map(|policy| list(policy.get("Statement")));
    let statement = |statement: &Value| Statement {
        allow: statement.get("Effect").and_then(Value::as_str) == Some("Allow"),
        actions: list(statement.get("Action")).iter().map(plain).collect(),
        resources: list(statement.get("Resource")).iter().map(plain).collect(),
        condition: statement.get("Condition").cloned().unwrap_or(Value::Null),
    };
    statements.map(|found| statement(&found)).collect()
}

fn route(properties: &Value) -> Route {
    Route {
        method: text(properties, "/Method")
            .unwrap_or_default()
            .to_uppercase(),
        path: text(properties, "/Path").unwrap_or_default(),
    }
}

fn stream(event: &str, properties: &Value) -> Result<StreamSource, Fault> {
    let arn = text(properties, "/Stream")
        .ok_or_else(|| Fault::new(format!("event `{event}` names no stream")))?;
    let table = arn.split('/').nth(1).unwrap_or_default().to_owned();
    let filters = list(properties.pointer("/FilterCriteria/Filters"));
    let filters = filters.iter().map(|filter| {
        let pattern = text(filter, "/Pattern").unwrap_or_default();
        serde_json::from_str(&pattern)
            .map_err(|error| Fault::of(format!("a filter of event `{event}`"), error))
    });
    let types = list(properties.get("FunctionResponseTypes"));
    Ok(StreamSource {
        id: event.to_owned(),
        table,
        arn,
        batch_size: number(properties, "/BatchSize")
            .and_then(|size| usize::try_from(size).ok())
            .unwrap_or(100),
        retries: number(properties, "/MaximumRetryAttempts")
            .and_then(|tries| u32::try_from(tries).ok())
            .unwrap_or(10),
        bisect: properties
            .get("BisectBatchOnFunctionError")
            .and_then(Value::as_bool)
            .unwrap_or(false),
        partial: types.iter().any(|kind| kind == "ReportBatchItemFailures"),
        filters: filters.collect::<Result<_, _>>()?,
    })
}

/// `rate(5 minutes)`; expressions with calendars are not played.
fn schedule(event: &str, properties: &Value) -> Result<Schedule, Fault> {
    let expression = text(properties, "/Schedule")
        .or_else(|| text(properties, "/ScheduleExpression"))
        .unwrap_or_default();
    let rate = expression
        .strip_prefix("rate(")
        .and_then(|rest| rest.strip_suffix(')'));
    let (count, unit) = rate
        .and_then(|rate| rate.split_once(' '))
        .unwrap_or_default();
    let seconds = match unit.trim_end_matches('s') {
        "minute" => 60,
        "hour" => 3_600,
        "day" => 86_400,
        _ => {
            return Err(Fault::new(format!(
                "event `{event}`: this host plays `rate(…)`, not `{expression}`"
            )));
        }
    };
    let count: u64 = count
        .parse()
        .map_err(|error| Fault::of(format!("event `{event}`"), error))?;
    Ok(Schedule {
        id: event.to_owned(),
        every: Duration::from_secs(count.saturating_mul(seconds).max(1)),
    })
}

fn table(id: &str, properties: &Value) -> Table {
    const SENT: [&str; 4] = [
        "AttributeDefinitions",
        "KeySchema",
        "GlobalSecondaryIndexes",
        "BillingMode",
    ];
    let mut create: Map<String, Value> = SENT
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), properties.get(*name)?.clone())))
        .collect();
    create.insert("TableName".to_owned(), json!(id));
    if let Some(view) = text(properties, "/StreamSpecification/StreamViewType") {
        create.insert(
            "StreamSpecification".to_owned(),
            json!({ "StreamEnabled": true, "StreamViewType": view }),
        );
    }
    let on = properties
        .pointer("/TimeToLiveSpecification/Enabled")
        .and_then(Value::as_bool)
        .unwrap_or(false);
    Table {
        name: id.to_owned(),
        create: Value::Object(create),
        expires: text(properties, "/TimeToLiveSpecification/AttributeName").filter(|_| on),
    }
}

fn bucket(id: &str, properties: &Value) -> Bucket {
    let texts =
        |rule: &Value, name: &str| list(rule.get(name)).iter().map(plain).collect::<Vec<_>>();
    let rules = list(properties.pointer("/CorsConfiguration/CorsRules"));
    Bucket {
        name: id.to_ascii_lowercase(),
        versioned: text(properties, "/VersioningConfiguration/Status").as_deref()
            == Some("Enabled"),
        public_read: false,
        cors: rules
            .iter()
            .map(|rule| CorsRule {
                origins: texts(rule, "AllowedOrigins"),
                methods: texts(rule, "AllowedMethods"),
                headers: texts(rule, "AllowedHeaders"),
                exposed: texts(rule, "ExposedHeaders"),
                seconds_max: number(rule, "/MaxAge").and_then(|age| u32::try_from(age).ok()),
            })
            .collect(),
    }
}

fn api(template: &mut Template, properties: &Value) {
    let bytes = number(properties, "/MinimumCompressionSize");
    template.compressed_from = bytes.and_then(|bytes| u16::try_from(bytes).ok());
    template.binary_media_types = list(properties.get("BinaryMediaTypes"))
        .iter()
        .map(|kind| plain(kind).replace("~1", "/"))
        .collect();
    for (kind, response) in properties
        .get("GatewayResponses")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        let headers = response.pointer("/ResponseParameters/Headers");
        template.gateway_responses.insert(
            kind.clone(),
            GatewayResponse {
                status: number(response, "/StatusCode")
                    .and_then(|status| u16::try_from(status).ok()),
                headers: quoted(headers.and_then(Value::as_object)),
                body: text(response, "/ResponseTemplates/application~1json").unwrap_or_default(),
            },
        );
    }
    for (path, methods) in properties
        .pointer("/DefinitionBody/paths")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            template
                .object_routes
                .extend(object_route(path, method, operation));
        }
    }
}

/// An integration with a bucket: `…:s3:path/BUCKET/KEY`.
fn object_route(path: &str, method: &str, operation: &Value) -> Option<ObjectRoute> {
    let integration = operation.get("x-amazon-apigateway-integration")?;
    let uri = text(integration, "/uri")?;
    let (_, place) = uri.split_once(":s3:path/")?;
    let (bucket, key) = place.split_once('/')?;
    let key = if key.starts_with('{') {
        let mapped = integration
            .get("requestParameters")?
            .as_object()?
            .values()
            .next()?;
        ObjectKey::Parameter(plain(mapped).rsplit('.').next()?.to_owned())
    } else {
        ObjectKey::Fixed(key.to_owned())
    };
    let replies = integration.get("responses").and_then(Value::as_object);
    let absent = replies
        .into_iter()
        .flatten()
        .find(|(status, _)| status.starts_with('4'));
    let absent = absent.map(|(_, reply)| GatewayResponse {
        status: text(reply, "/statusCode").and_then(|status| status.parse().ok()),
        headers: quoted(reply.get("responseParameters").and_then(Value::as_object)),
        body: text(reply, "/responseTemplates/application~1xml").unwrap_or_default(),
    });
    Some(ObjectRoute {
        route: Route {
            method: method.to_uppercase(),
            path: path.to_owned(),
        },
        bucket: bucket.to_owned(),
        key,
        absent: absent.unwrap_or_default(),
    })
}

/// Headers whose values are literals, which the template writes in single quotes.
fn quoted(headers: Option<&Map<String, Value>>) -> BTreeMap<String, String> {
    let literal = |value: &Value| {
        plain(value)
            .strip_prefix('\'')
            .and_then(|rest| rest.strip_suffix('\''))
            .map(str::to_owned)
    };
    let name = |name: &str| name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase();
    headers
        .into_iter()
        .flatten()
        .filter_map(|(key, value)| Some((name(key), literal(value)?)))
        .collect()
}

fn text(value: &Value, pointer: &str) -> Option<String> {
    value
        .pointer(pointer)
        .filter(|found| !found.is_null())
        .map(plain)
}

fn number(value: &Value, pointer: &str) -> Option<u64> {
    let found = value.pointer(pointer)?;
    found.as_u64().or_else(|| found.as_str()?.parse().ok())
}

/// One or many, as `IAM` and `CloudFormation` let people write.
fn list(value: Option<&Value>) -> Vec<Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(entries)) => entries.clone(),
        Some(one) => vec![one.clone()],
    }
}
