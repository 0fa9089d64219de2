//! The commands a person can type, one file per verb.

pub(crate) mod answer;
pub(crate) mod apply;
pub(crate) mod ask;
pub(crate) mod check;
pub(crate) mod finish;
pub(crate) mod publish;
pub(crate) mod release;

use serde_json::Value;

/// A text at `pointer`, empty if there is none.
pub(crate) fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value
        .pointer(pointer)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// The elements of the list at `pointer`.
pub(crate) fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value
        .pointer(pointer)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The version in a body.
pub(crate) fn version(value: &Value) -> u64 {
    value
        .pointer("/version")
        .and_then(Value::as_u64)
        .unwrap_or_default()
}
