//! The form every item has: key, a few plain attributes for conditions and indexes, and a versioned JSON body.
//!
//! The body is text, so that a stored shape is exactly what its snapshot in the tests shows, and so that
//! nothing but conditions and indexes depends on how DynamoDB spells values.

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::key::{self, Index, Key, Place};
use crate::fault::Fault;

/// The version of every stored shape. A shape that changes gets the next number, and reading keeps knowing both.
const BODY_VERSION: u64 = 1;

pub(crate) const BODY: &str = "body";
pub(crate) const VERSION: &str = "version";
pub(crate) const EXPIRES_AT: &str = "expires_at";

/// An item about to be written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) key: Key,
    plain: BTreeMap<&'static str, AttributeValue>,
}

impl Row {
    pub(crate) const fn new(key: Key) -> Self {
        Self {
            key,
            plain: BTreeMap::new(),
        }
    }

    /// Adds the body.
    pub(crate) fn body<T: Serialize>(self, shape: &T) -> Result<Self, Fault> {
        Ok(self.text(BODY, write_body(shape)?))
    }

    pub(crate) fn text(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.plain.insert(name, AttributeValue::S(value.into()));
        self
    }

    pub(crate) fn number(mut self, name: &'static str, value: u64) -> Self {
        self.plain
            .insert(name, AttributeValue::N(value.to_string()));
        self
    }

    pub(crate) fn flag(mut self, name: &'static str, value: bool) -> Self {
        self.plain.insert(name, AttributeValue::Bool(value));
        self
    }

    /// Puts the item into `index`.
    pub(crate) fn placed(self, index: Index, place: Place) -> Self {
        self.text(index.pk(), place.pk).text(index.sk(), place.sk)
    }

    /// The store forgets the item some time after this moment.
    pub(crate) fn expires(self, at: Timestamp) -> Self {
        self.number(EXPIRES_AT, seconds(at))
    }

    /// The item as the SDK wants it.
    pub(crate) fn attributes(&self) -> HashMap<String, AttributeValue> {
        let mut attributes = self.key.attributes();
        attributes.extend(
            self.plain
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone())),
        );
        attributes
    }
}

/// Seconds since 1970, the only unit the store's expiry knows.
pub(crate) fn seconds(at: Timestamp) -> u64 {
    u64::try_from(at.as_second()).unwrap_or(0)
}

/// An item that was read.
#[derive(Debug, Clone)]
pub(crate) struct Found(HashMap<String, AttributeValue>);

impl From<HashMap<String, AttributeValue>> for Found {
    fn from(attributes: HashMap<String, AttributeValue>) -> Self {
        Self(attributes)
    }
}

impl Found {
    pub(crate) fn text(&self, name: &str) -> Result<&str, Fault> {
        self.string(name).ok_or_else(|| self.unreadable(name))
    }

    pub(crate) fn number(&self, name: &str) -> Result<u64, Fault> {
        let value = self.0.get(name).and_then(|value| value.as_n().ok());
        value
            .and_then(|value| value.parse().ok())
            .ok_or_else(|| self.unreadable(name))
    }

    pub(crate) fn flag(&self, name: &str) -> Result<bool, Fault> {
        let value = self.0.get(name).and_then(|value| value.as_bool().ok());
        value.copied().ok_or_else(|| self.unreadable(name))
    }

    /// The body as the shape `T`.
    pub(crate) fn body<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        read_body(self.text(BODY)?)
            .map_err(|source| Fault::permanent(format!("{} cannot be read", self.name()), source))
    }

    /// Partition key; empty only if the item came from elsewhere.
    pub(crate) fn pk(&self) -> &str {
        self.string(key::PK).unwrap_or_default()
    }

    /// Sort key; empty only if the item came from elsewhere.
    pub(crate) fn sk(&self) -> &str {
        self.string(key::SK).unwrap_or_default()
    }

    /// Whether the store may already have forgotten the item: expiry is lazy, so it can still be read.
    pub(crate) fn expired(&self, now: Timestamp) -> bool {
        self.number(EXPIRES_AT)
            .is_ok_and(|expires_at| expires_at <= seconds(now))
    }

    fn string(&self, name: &str) -> Option<&str> {
        let value = self.0.get(name)?.as_s().ok()?;
        Some(value)
    }

    /// What the item is called in a fault: its kind and not its key, which may name an enterprise.
    fn name(&self) -> String {
        let kind = self.sk().split('#').next().unwrap_or("");
        format!("stored `{kind}`")
    }

    fn unreadable(&self, attribute: &str) -> Fault {
        Fault::plain(format!("{} has no readable `{attribute}`", self.name()))
    }
}

/// JSON text of `shape` with its version.
pub(crate) fn write_body<T: Serialize>(shape: &T) -> Result<String, Fault> {
    let unwritable = |source| Fault::permanent("a shape cannot be written as JSON", source);
    let mut value = serde_json::to_value(shape).map_err(unwritable)?;
    let Some(object) = value.as_object_mut() else {
        return Err(Fault::plain("a stored shape must be a JSON object"));
    };
    object.insert("v".to_owned(), BODY_VERSION.into());
    serde_json::to_string(&value).map_err(unwritable)
}

/// The shape in `text`, if it is of a version this program knows.
fn read_body<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    use serde::de::Error as _;
    let mut value: Value = serde_json::from_str(text)?;
    let version = value.as_object_mut().and_then(|object| object.remove("v"));
    if version != Some(BODY_VERSION.into()) {
        return Err(serde_json::Error::custom(
            "unknown version of the stored shape",
        ));
    }
    serde_json::from_value(value)
}

/// A row as the snapshots of the tests show it: its key, then one attribute a line.
#[cfg(test)]
pub(crate) fn shown(row: &Row) -> String {
    let value = |value: &AttributeValue| {
        let text = value.as_s().or_else(|_| value.as_n());
        text.map_or_else(|other| format!("{other:?}"), Clone::clone)
    };
    let lines = row
        .plain
        .iter()
        .map(|(name, plain)| format!("\n{name} {}", value(plain)));
    format!(
        "{} / {}{}",
        row.key.pk,
        row.key.sk,
        lines.collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Shape {
        name: String,
    }

    fn shape() -> Shape {
        Shape {
            name: "名".to_owned(),
        }
    }

    #[test]
    fn a_body_carries_its_version_and_comes_back() {
        let text = write_body(&shape()).unwrap();
        assert_eq!(text, r#"{"name":"名","v":1}"#);
        assert_eq!(read_body::<Shape>(&text).unwrap(), shape());
    }

    #[test]
    fn another_version_is_refused_not_guessed() {
        assert!(read_body::<Shape>(r#"{"name":"名","v":2}"#).is_err());
        assert!(read_body::<Shape>(r#"{"name":"名"}"#).is_err());
    }

    #[test]
    fn faults_name_the_kind_and_never_the_key() {
        let row = Row::new(key::profile("91420200MAFAKE0783")).number(VERSION, 3);
        let found = Found::from(row.attributes());
        assert_eq!(found.number(VERSION).unwrap(), 3);
        let fault = found.body::<Shape>().unwrap_err().chain();
        assert!(
            fault.contains("`PROFILE`") && !fault.contains("91420200"),
            "{fault}"
        );
    }

    #[test]
    fn expiry_is_in_whole_seconds() {
        let at: Timestamp = "2026-11-24T00:00:00Z".parse().unwrap();
        let found = Found::from(Row::new(key::case("n")).expires(at).attributes());
        assert!(found.expired(at));
        assert!(!found.expired("2026-11-23T23:59:59Z".parse().unwrap()));
    }
}
