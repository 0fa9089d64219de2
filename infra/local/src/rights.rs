//! The rights of the template, held on every call: what no statement allows is refused, and what one denies is refused first.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "JSON and YAML have one kind of value that matters at a place, and everything else"
)]

use serde_json::Value;

use crate::template::Statement;

/// One call on one thing.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    /// Such as `dynamodb:PutItem`.
    pub action: &'a str,
    /// ARN of the thing.
    pub resource: &'a str,
    /// Partition keys the call touches (`dynamodb:LeadingKeys`); empty where there are none.
    pub leading_keys: &'a [String],
}

/// Whether these statements let the call through.
///
/// # Errors
/// Says what may not be done on what.
pub fn check(statements: &[Statement], call: &Call<'_>) -> Result<(), String> {
    let mut applying = statements
        .iter()
        .filter(|statement| applies(statement, call));
    let denied = applying.clone().any(|statement| !statement.allow);
    if !denied && applying.any(|statement| statement.allow) {
        return Ok(());
    }
    let keys = call.leading_keys.join(", ");
    Err(format!(
        "no statement allows {} on {} with keys [{keys}]",
        call.action, call.resource
    ))
}

fn applies(statement: &Statement, call: &Call<'_>) -> bool {
    statement
        .actions
        .iter()
        .any(|pattern| like(pattern, call.action))
        && statement
            .resources
            .iter()
            .any(|pattern| like(pattern, call.resource))
        && holds(&statement.condition, call)
}

/// Every condition must hold; one this host does not know never does.
fn holds(condition: &Value, call: &Call<'_>) -> bool {
    let operators = condition.as_object();
    operators.into_iter().flatten().all(|(operator, tests)| {
        tests
            .as_object()
            .into_iter()
            .flatten()
            .all(|(key, allowed)| match (operator.as_str(), key.as_str()) {
                ("ForAllValues:StringLike", "dynamodb:LeadingKeys") => {
                    let patterns = texts(allowed);
                    call.leading_keys
                        .iter()
                        .all(|key| patterns.iter().any(|pattern| like(pattern, key)))
                }
                ("ForAllValues:StringEquals", "dynamodb:LeadingKeys") => {
                    let exact = texts(allowed);
                    call.leading_keys
                        .iter()
                        .all(|key| exact.contains(&key.as_str()))
                }
                _ => false,
            })
    })
}

fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        other => other
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect(),
    }
}

/// `*` stands for any run of characters, `?` for one.
fn like(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), text.chars().collect());
    let mut reached = vec![true];
    reached.resize(text.len().saturating_add(1), false);
    for letter in pattern {
        let before = reached.clone();
        let mut any = false;
        for (place, now) in reached.iter_mut().enumerate() {
            let from_left = place
                .checked_sub(1)
                .and_then(|left| before.get(left))
                .copied()
                .unwrap_or(false);
            any = any || before.get(place).copied().unwrap_or(false);
            *now = match letter {
                '*' => any,
                '?' => from_left,
                exact => {
                    from_left
                        && place.checked_sub(1).and_then(|left| text.get(left)) == Some(&exact)
                }
            };
        }
    }
    reached.last().copied().unwrap_or(false)
}
