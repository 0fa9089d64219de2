//! Where two JSON values differ.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// Most differences that are told.
const TOLD_MAX: usize = 100;

/// One difference between a receipt and what comes out now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DifferenceView {
    /// JSON pointer into the receipt.
    pub pointer: String,
    /// What the receipt says; null if nothing.
    pub kept: Value,
    /// What comes out now; null if nothing.
    pub now: Value,
}

/// The differences, each as deep as it goes, at most [`TOLD_MAX`].
pub(super) fn differences(kept: &Value, now: &Value) -> Vec<DifferenceView> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), kept, now)];
    while let Some((pointer, kept, now)) = open.pop() {
        if kept == now || found.len() >= TOLD_MAX {
            continue;
        }
        let before = open.len();
        match (kept, now) {
            (Value::Object(one), Value::Object(two)) => {
                let names = one
                    .keys()
                    .chain(two.keys().filter(|name| !one.contains_key(*name)));
                for name in names {
                    let at = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
                    let of = |fields: &'_ serde_json::Map<String, Value>| fields.get(name).cloned();
                    match (one.get(name), two.get(name)) {
                        (Some(one), Some(two)) => open.push((at, one, two)),
                        _ => found.push(told(at, of(one), of(two))),
                    }
                }
            }
            (Value::Array(one), Value::Array(two)) if one.len() == two.len() => {
                let pairs = one.iter().zip(two).enumerate();
                open.extend(pairs.map(|(at, (one, two))| (format!("{pointer}/{at}"), one, two)));
            }
            _ => found.push(told(pointer, Some(kept.clone()), Some(now.clone()))),
        }
        // the first is looked at first
        open.get_mut(before..).unwrap_or_default().reverse();
    }
    found
}

fn told(pointer: String, kept: Option<Value>, now: Option<Value>) -> DifferenceView {
    DifferenceView {
        pointer,
        kept: kept.unwrap_or_default(),
        now: now.unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn differences_are_told_where_they_lie() {
        let one = json!({ "a": [1, 2], "b": { "c": "x", "d": 1 }, "e": [1] });
        let two = json!({ "a": [1, 3], "b": { "c": "x" }, "e": [1, 2] });
        let pointers: Vec<String> = differences(&one, &two)
            .into_iter()
            .map(|one| one.pointer)
            .collect();
        assert_eq!(pointers, ["/a/1", "/b/d", "/e"]);
        assert_eq!(differences(&one, &one), []);
    }
}
