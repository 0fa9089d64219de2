//! What a request touches, in the words of the rights: action, resource and partition keys.

use serde_json::Value;

use crate::template::{ACCOUNT, PARTITION, REGION, Table};

/// One thing a request touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Touched {
    pub(super) action: String,
    pub(super) resource: String,
    pub(super) keys: Vec<String>,
}

/// Everything `operation` with `body` touches. What this does not understand touches everything, so that only who may do it on
/// everything may do it.
pub(super) fn touched(operation: &str, body: &Value, tables: &[Table]) -> Vec<Touched> {
    let touched = understood(operation, body, tables);
    if touched.is_empty() {
        return vec![Touched {
            action: format!("dynamodb:{operation}"),
            resource: "*".to_owned(),
            keys: Vec::new(),
        }];
    }
    touched
}

fn understood(operation: &str, body: &Value, tables: &[Table]) -> Vec<Touched> {
    match operation {
        "TransactWriteItems" => list(body, "TransactItems")
            .filter_map(|item| write(item, tables))
            .collect(),
        "TransactGetItems" => list(body, "TransactItems")
            .filter_map(|item| one("GetItem", item.get("Get")?, tables))
            .collect(),
        "BatchGetItem" | "BatchWriteItem" => batch(operation, body, tables),
        "Query" => vec![query(body, tables)],
        _ => one(operation, body, tables).into_iter().collect(),
    }
}

fn write(item: &Value, tables: &[Table]) -> Option<Touched> {
    let (kind, body) = item.as_object()?.iter().next()?;
    let operation = match kind.as_str() {
        "Put" => "PutItem",
        "Update" => "UpdateItem",
        "Delete" => "DeleteItem",
        _ => "ConditionCheckItem",
    };
    one(operation, body, tables)
}

/// A request about one item, named by `Key` or by `Item`.
fn one(operation: &str, body: &Value, tables: &[Table]) -> Option<Touched> {
    let table = body.get("TableName").and_then(Value::as_str)?;
    let hash = hash_of(table, None, tables);
    let item = body.get("Key").or_else(|| body.get("Item"));
    let key = item
        .and_then(|item| item.get(hash.as_deref()?))
        .and_then(plain);
    Some(Touched {
        action: format!("dynamodb:{operation}"),
        resource: arn(table, None),
        keys: key.into_iter().collect(),
    })
}

fn batch(operation: &str, body: &Value, tables: &[Table]) -> Vec<Touched> {
    let requests = body.get("RequestItems").and_then(Value::as_object);
    let requests = requests.into_iter().flatten().map(|(table, request)| {
        let hash = hash_of(table, None, tables).unwrap_or_default();
        let items = match operation {
            "BatchGetItem" => list(request, "Keys").collect::<Vec<_>>(),
            _ => request
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|entry| {
                    entry
                        .pointer("/PutRequest/Item")
                        .or_else(|| entry.pointer("/DeleteRequest/Key"))
                })
                .collect(),
        };
        Touched {
            action: format!("dynamodb:{operation}"),
            resource: arn(table, None),
            keys: items
                .into_iter()
                .filter_map(|item| plain(item.get(&hash)?))
                .collect(),
        }
    });
    requests.collect()
}

fn query(body: &Value, tables: &[Table]) -> Touched {
    let table = body
        .get("TableName")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let index = body.get("IndexName").and_then(Value::as_str);
    let hash = hash_of(table, index, tables).unwrap_or_default();
    Touched {
        action: "dynamodb:Query".to_owned(),
        resource: arn(table, index),
        keys: asked(body, &hash).into_iter().collect(),
    }
}

/// The value `hash` is compared with in the key condition.
fn asked(body: &Value, hash: &str) -> Option<String> {
    let condition = body.get("KeyConditionExpression").and_then(Value::as_str)?;
    let names = body.get("ExpressionAttributeNames");
    let called = |name: &str| {
        let given = names
            .and_then(|names| names.get(name))
            .and_then(Value::as_str);
        given.unwrap_or(name) == hash
    };
    let clauses = condition
        .split(" AND ")
        .filter_map(|clause| clause.split_once('='));
    let mut values = clauses
        .filter(|(name, _)| called(name.trim()))
        .map(|(_, value)| value.trim());
    let value = values.next()?;
    plain(body.get("ExpressionAttributeValues")?.get(value)?)
}

/// The name of the partition key attribute of a table or index.
fn hash_of(table: &str, index: Option<&str>, tables: &[Table]) -> Option<String> {
    let table = tables.iter().find(|found| found.name == table)?;
    let owner = match index {
        None => &table.create,
        Some(index) => list(&table.create, "GlobalSecondaryIndexes")
            .find(|found| found.get("IndexName").and_then(Value::as_str) == Some(index))?,
    };
    let hash = list(owner, "KeySchema")
        .find(|key| key.get("KeyType").and_then(Value::as_str) == Some("HASH"))?;
    hash.get("AttributeName")
        .and_then(Value::as_str)
        .map(str::to_owned)
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value
        .get(name)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

/// The text of `{"S": "…"}`, or of a number.
fn plain(attribute: &Value) -> Option<String> {
    let value = attribute.get("S").or_else(|| attribute.get("N"))?;
    value.as_str().map(str::to_owned)
}

fn arn(table: &str, index: Option<&str>) -> String {
    let index = index
        .map(|index| format!("/index/{index}"))
        .unwrap_or_default();
    format!("arn:{PARTITION}:dynamodb:{REGION}:{ACCOUNT}:table/{table}{index}")
}
