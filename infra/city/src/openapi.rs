//! The one description of the API, put together from what each function says of itself (OpenAPI 3.1).

use casework::access::{Operation, Role, may};
use casework::authority::Scope;
use serde_json::{Value, json};
use utoipa::OpenApi;

const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

/// What every function answers with when it refuses.
#[derive(OpenApi)]
#[openapi(components(schemas(contract::problem::Problem)))]
struct Refusals;

/// The description of the whole API, as committed and as served.
#[must_use]
pub fn openapi() -> Value {
    let mut whole = Refusals::openapi();
    for part in [
        policies::openapi(),
        eligibility::openapi(),
        submissions::openapi(),
        outreach::openapi(),
        departments::openapi(),
        register::openapi(),
        supervision::openapi(),
        training::openapi(),
    ] {
        whole.merge(part);
    }
    let mut described = serde_json::to_value(&whole).unwrap_or(Value::Null);
    head(&mut described);
    for (method, operation) in operations(&mut described) {
        complete(&method, operation);
    }
    described
}

fn head(described: &mut Value) {
    let Some(fields) = described.as_object_mut() else {
        return;
    };
    fields.insert(
        "info".to_owned(),
        json!({
            "title": "惠企政策集中办理窗口 API",
            "version": "1",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
            "description": "惠企政策的查询、测算、申请、办理与公示。错误均为 application/problem+json，中英文并列，逐条指出位置与改正办法。\n\n\
                Benefit policies: read, assess, apply, handle, publish. Every error is a problem document in Chinese and English that says where it is and how to mend it.",
        }),
    );
    fields.insert("servers".to_owned(), json!([{ "url": "/" }]));
    let schemes = json!({
        "token": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "任一 OIDC 签发方的访问令牌，或以 hq_ 开头的接口密钥 · a token of the OIDC issuer, or an API key that begins with hq_" }
    });
    if let Some(components) = fields.get_mut("components").and_then(Value::as_object_mut) {
        components.insert("securitySchemes".to_owned(), schemes);
    }
}

/// Every operation with its method.
fn operations(described: &mut Value) -> impl Iterator<Item = (String, &mut Value)> {
    let paths = described.get_mut("paths").and_then(Value::as_object_mut);
    let paths = paths
        .into_iter()
        .flat_map(serde_json::Map::values_mut)
        .filter_map(Value::as_object_mut);
    paths
        .flat_map(|methods| methods.iter_mut())
        .filter(|(method, _)| METHODS.contains(&method.as_str()))
        .map(|(method, operation)| (method.clone(), operation))
}

/// What holds for every operation is said once, here: who may, which headers, and how it refuses.
fn complete(method: &str, operation: &mut Value) {
    let id = operation
        .get("operationId")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let Some(known) = Operation::ALL
        .iter()
        .copied()
        .find(|known| known.name() == id)
    else {
        return;
    };
    let Some(fields) = operation.as_object_mut() else {
        return;
    };
    let roles: Vec<&str> = Role::ALL
        .iter()
        .filter(|role| may(**role, known).is_some())
        .map(|role| role.word())
        .collect();
    let public = roles.contains(&Role::Public.word());
    fields.insert("x-roles".to_owned(), json!(roles));
    fields.insert(
        "security".to_owned(),
        if public {
            json!([{}, { "token": [] }])
        } else {
            json!([{ "token": [] }])
        },
    );
    let problem = json!({
        "description": "问题详情（RFC 9457）· a problem document",
        "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } }
    });
    let responses = fields.entry("responses").or_insert_with(|| json!({}));
    if let Some(responses) = responses.as_object_mut() {
        responses.insert("default".to_owned(), problem);
    }
    let parameters = fields.entry("parameters").or_insert_with(|| json!([]));
    if let Some(parameters) = parameters.as_array_mut() {
        parameters.extend(headers(method, known));
    }
}

/// The headers an operation takes.
fn headers(method: &str, operation: Operation) -> Vec<Value> {
    let once =
        method == "post" && !matches!(operation, Operation::Assess | Operation::DryRunRouting);
    let all = [
        (
            true,
            header(
                "X-Request-Id",
                false,
                "请求编号，原样返回 · comes back in the answer",
            ),
        ),
        (
            once,
            header(
                "Idempotency-Key",
                true,
                "幂等键，同键重发不会重复办理 · the same key twice does it once",
            ),
        ),
        (
            Scope::of(operation).is_some(),
            header(
                "On-Behalf-Of",
                false,
                "帮办人员代为办理的企业（统一社会信用代码），须有该企业的授权 · for an assistant: the credit code of the enterprise acted for",
            ),
        ),
        (
            needs_version(method, operation),
            header(
                "If-Match",
                true,
                "读到的版本，如 \"3\" · the version you have read, such as \"3\"",
            ),
        ),
    ];
    let taken = all.into_iter().filter(|(taken, _)| *taken);
    taken.map(|(_, header)| header).collect()
}

/// Whether the caller must say which version it acts on.
fn needs_version(method: &str, operation: Operation) -> bool {
    use Operation as O;
    let acts = matches!(
        operation,
        O::PublishPolicy
            | O::SubmitDraft
            | O::CorrectCase
            | O::WithdrawCase
            | O::ReleaseCase
            | O::PayCase
            | O::FailPayment
            | O::CancelInstalment
            | O::CheckCondition
            | O::ClawBack
            | O::WithdrawClawBack
            | O::RecordRepayment
            | O::RecordRefund
            | O::AcceptCase
            | O::DeclineCase
            | O::SendBackCase
            | O::DecideCase
    );
    method == "put" || acts
}

fn header(name: &str, required: bool, description: &str) -> Value {
    json!({ "name": name, "in": "header", "required": required, "description": description, "schema": { "type": "string" } })
}
