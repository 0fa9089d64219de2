//! Taking out of a photograph only what is random.

use serde_json::Value;

/// Replaces what differs from run to run: ids, hashes, instants, ports, tokens and codes.
#[must_use]
pub fn redact(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(redact_text(text)),
        Value::Array(list) => Value::Array(list.iter().map(redact).collect()),
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(name, value)| (redact_text(name), redact(value)))
                .collect(),
        ),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

/// Replaces random words of a text, keeping everything between them.
#[must_use]
pub fn redact_text(text: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() || "-:.+_".contains(letter) {
            word.push(letter);
        } else {
            out.push_str(&redact_word(&word));
            word.clear();
            out.push(letter);
        }
    }
    out.push_str(&redact_word(&word));
    out
}

fn redact_word(word: &str) -> String {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if word.starts_with("HS-20") {
        return "[number]".to_owned();
    }
    if uuid::Uuid::parse_str(word).is_ok() {
        return "[uuid]".to_owned();
    }
    if let Some((_, port)) = word.split_once("127.0.0.1:")
        && digits(port)
    {
        return "[host]".to_owned();
    }
    if word.len() > 18 && word.starts_with("20") && word.contains('T') && word.contains(':') {
        return "[instant]".to_owned();
    }
    if word.len() == 10 && word.starts_with("20") && digits(&word.replace('-', "")) {
        return "[day]".to_owned();
    }
    if let Some((hour, minute)) = word.split_once(':')
        && digits(hour)
        && digits(minute)
    {
        return "[time]".to_owned();
    }
    if word.len() == 6 && digits(word) {
        return "[code]".to_owned();
    }
    if word.len() >= 32 && hex(word) {
        return "[hash]".to_owned();
    }
    if word.len() >= 40 {
        return "[token]".to_owned();
    }
    word.to_owned()
}
