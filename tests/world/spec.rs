//! The committed OpenAPI document, as a judge of replies.

use serde_json::{Value, json};

/// The document and what it promises.
#[derive(Debug)]
pub struct Spec {
    root: Value,
}

impl Spec {
    /// Reads the committed document.
    ///
    /// # Panics
    /// If it is missing or no JSON: nothing can be tested then.
    #[must_use]
    pub fn committed() -> Self {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../shared/contract/openapi.json"
        );
        let bytes = std::fs::read(path).expect("the OpenAPI document is committed");
        Self {
            root: serde_json::from_slice(&bytes).expect("the OpenAPI document is JSON"),
        }
    }

    /// The operations: method, path template, operation id.
    #[must_use]
    pub fn operations(&self) -> Vec<(String, String, String)> {
        let paths = self.root.get("paths").and_then(Value::as_object);
        let mut found = Vec::new();
        for (path, item) in paths.into_iter().flatten() {
            for (method, operation) in item.as_object().into_iter().flatten() {
                if let Some(id) = operation.get("operationId").and_then(Value::as_str) {
                    found.push((method.to_uppercase(), path.clone(), id.to_owned()));
                }
            }
        }
        found
    }

    /// Says what is wrong with a reply, or nothing.
    #[must_use]
    pub fn judge(
        &self,
        (method, path): (&str, &str),
        status: u16,
        (media, body): (&str, &[u8]),
    ) -> Option<String> {
        let asked = path.split('?').next().unwrap_or(path);
        let Some((template, operation)) = self.find(method, asked) else {
            // an address that is not in the document must be refused, in the standard form
            return (status < 400)
                .then(|| format!("{method} {asked} answers {status} but is not documented"));
        };
        let exactly = operation.pointer(&format!("/responses/{status}"));
        // every refusal is the one problem document
        let refused = operation
            .pointer("/responses/default")
            .filter(|_| status >= 400);
        let Some(response) = exactly.or(refused) else {
            return Some(format!(
                "{method} {template}: status {status} is not documented"
            ));
        };
        let content = response.get("content").and_then(Value::as_object);
        let Some(content) = content.filter(|content| !content.is_empty()) else {
            return (!body.is_empty())
                .then(|| format!("{method} {template} {status}: a body was not promised"));
        };
        let kind = media.split(';').next().unwrap_or(media).trim();
        let Some(schema) = content.get(kind).and_then(|entry| entry.get("schema")) else {
            return Some(format!(
                "{method} {template} {status}: `{kind}` was not promised"
            ));
        };
        let Ok(value) = serde_json::from_slice::<Value>(body) else {
            return Some(format!(
                "{method} {template} {status}: the body is not JSON"
            ));
        };
        self.check(schema, &value)
            .map(|fault| format!("{method} {template} {status}: {fault}"))
    }

    fn check(&self, schema: &Value, value: &Value) -> Option<String> {
        let root = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "allOf": [schema],
            "components": self.root.get("components"),
        });
        let validator = match jsonschema::validator_for(&root) {
            Ok(validator) => validator,
            Err(error) => return Some(format!("the schema itself is wrong: {error}")),
        };
        let faults: Vec<String> = validator
            .iter_errors(value)
            .map(|error| format!("{} at {}", error, error.instance_path()))
            .collect();
        (!faults.is_empty()).then(|| faults.join("; "))
    }

    fn find(&self, method: &str, path: &str) -> Option<(&str, &Value)> {
        let paths = self.root.get("paths")?.as_object()?;
        let mut best: Option<(usize, &str, &Value)> = None;
        for (template, item) in paths {
            let Some(operation) = item.get(method.to_lowercase()) else {
                continue;
            };
            if let Some(literal) = fits(template, path)
                && best.is_none_or(|(most, ..)| literal > most)
            {
                best = Some((literal, template, operation));
            }
        }
        best.map(|(_, template, operation)| (template, operation))
    }
}

/// How many literal segments of the template fit the path; nothing if it does not fit.
fn fits(template: &str, path: &str) -> Option<usize> {
    let (mut left, mut right) = (template.split('/'), path.split('/'));
    let mut literal = 0;
    loop {
        match (left.next(), right.next()) {
            (None, None) => return Some(literal),
            (Some(part), Some(found)) if part == found => literal += 1,
            (Some(part), Some(found)) if part.starts_with('{') && !found.is_empty() => {}
            _ => return None,
        }
    }
}
