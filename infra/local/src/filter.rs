//! Event filters: which records wake a function. The patterns are those of the service, read as it documents them.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "JSON and YAML have one kind of value that matters at a place, and everything else"
)]

use serde_json::Value;

/// Whether any of `patterns` lets `record` through; without patterns everything passes.
#[must_use]
pub fn passes(patterns: &[Value], record: &Value) -> bool {
    patterns.is_empty() || patterns.iter().any(|pattern| matches(pattern, record))
}

/// Whether `record` fits one pattern: every field named must fit.
#[must_use]
pub fn matches(pattern: &Value, record: &Value) -> bool {
    pattern
        .as_object()
        .into_iter()
        .flatten()
        .all(|(field, expected)| {
            let found = record.get(field);
            match expected {
                _ if field == "$or" => expected
                    .as_array()
                    .into_iter()
                    .flatten()
                    .any(|one| matches(one, record)),
                Value::Array(allowed) => allowed.iter().any(|rule| fits(rule, found)),
                Value::Object(_) => {
                    found.is_some_and(|found| matches(expected, found))
                        || (found.is_none() && absent_fits(expected))
                }
                _ => false,
            }
        })
}

/// A nested pattern fits what is not there only if it asks for absence everywhere.
fn absent_fits(pattern: &Value) -> bool {
    pattern
        .as_object()
        .into_iter()
        .flatten()
        .all(|(_, expected)| match expected {
            Value::Array(allowed) => allowed.iter().any(|rule| fits(rule, None)),
            nested => absent_fits(nested),
        })
}

fn fits(rule: &Value, found: Option<&Value>) -> bool {
    let Some(comparison) = rule.as_object() else {
        return found == Some(rule);
    };
    let text = found.and_then(Value::as_str);
    comparison
        .iter()
        .all(|(name, argument)| match name.as_str() {
            "exists" => argument.as_bool() == Some(found.is_some()),
            "prefix" => text
                .zip(argument.as_str())
                .is_some_and(|(text, prefix)| text.starts_with(prefix)),
            "suffix" => text
                .zip(argument.as_str())
                .is_some_and(|(text, suffix)| text.ends_with(suffix)),
            "equals-ignore-case" => text
                .zip(argument.as_str())
                .is_some_and(|(text, other)| text.to_lowercase() == other.to_lowercase()),
            "anything-but" => found.is_some_and(|found| match argument {
                Value::Array(others) => !others.contains(found),
                other => found != other,
            }),
            "numeric" => found
                .and_then(Value::as_f64)
                .is_some_and(|number| within(argument, number)),
            _ => false,
        })
}

/// `[">=", 1, "<", 5]`
fn within(comparison: &Value, number: f64) -> bool {
    let parts: Vec<&Value> = comparison.as_array().into_iter().flatten().collect();
    parts.chunks(2).all(|pair| match pair {
        [sign, bound] => {
            bound
                .as_f64()
                .is_some_and(|bound| match sign.as_str().unwrap_or_default() {
                    "=" => (number - bound).abs() < f64::EPSILON,
                    ">" => number > bound,
                    ">=" => number >= bound,
                    "<" => number < bound,
                    "<=" => number <= bound,
                    _ => false,
                })
        }
        _ => false,
    })
}
