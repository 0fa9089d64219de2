//! Ids of facts, told apart without reading their text.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// Longest fact id, in characters.
const ID_CHARACTERS_MAX: usize = 48;

/// What a fact id must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a fact id is 1 to {ID_CHARACTERS_MAX} of `a`–`z`, `0`–`9` and `_`, and begins with a letter"
)]
pub struct NotAFactId;

/// How many bytes of an id are compared at once.
const HEAD: usize = 16;

/// The id of a fact, such as `staff` or `registered_on`.
#[derive(Clone)]
pub struct FactId {
    /// Its first bytes as a number, so that most ids are told apart, and put in order, without reading their text.
    head: u128,
    text: Box<str>,
}

impl FactId {
    /// Reads an id.
    ///
    /// # Errors
    /// [`NotAFactId`] says what it must look like.
    pub fn parse(text: &str) -> Result<Self, NotAFactId> {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let begins = text
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_lowercase());
        (begins && text.len() <= ID_CHARACTERS_MAX && text.bytes().all(allowed))
            .then(|| Self {
                head: head(text),
                text: text.into(),
            })
            .ok_or(NotAFactId)
    }

    /// As written in JSON.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the head holds all of it.
    const fn is_short(&self) -> bool {
        self.head & 0xff == 0
    }
}

/// The first bytes of an id, of which none is nought: ids are in the order of these numbers, where they differ.
fn head(text: &str) -> u128 {
    let mut bytes = [0; HEAD];
    for (byte, own) in bytes.iter_mut().zip(text.bytes()) {
        *byte = own;
    }
    u128::from_be_bytes(bytes)
}

impl PartialEq for FactId {
    fn eq(&self, other: &Self) -> bool {
        self.head == other.head && (self.is_short() || self.text == other.text)
    }
}

impl Eq for FactId {}

/// The order of the texts.
impl Ord for FactId {
    fn cmp(&self, other: &Self) -> Ordering {
        match self.head.cmp(&other.head) {
            Ordering::Equal if self.is_short() => Ordering::Equal,
            Ordering::Equal => self.text.cmp(&other.text),
            apart @ (Ordering::Less | Ordering::Greater) => apart,
        }
    }
}

impl PartialOrd for FactId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for FactId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl fmt::Debug for FactId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), formatter)
    }
}

impl fmt::Display for FactId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
