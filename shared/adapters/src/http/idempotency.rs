//! The key that lets a command be repeated without being done twice (goals A3).

use contract::fault::{Fault as Flaw, Malformed};

/// Longest key, in characters.
pub const KEY_CHARS_MAX: usize = 255;

/// The key a caller gave a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads a key: 1 to 255 visible ASCII characters.
    ///
    /// # Errors
    /// [`Malformed`] when it is empty, too long or has other characters.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let fits = (1..=KEY_CHARS_MAX).contains(&text.len());
        if fits && text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Ok(Self(text.to_owned()));
        }
        Err(Malformed::unreadable(Flaw::new(
            "header:Idempotency-Key",
            "invalid_idempotency_key",
            "幂等键应为 1 至 255 个可见的 ASCII 字符",
            "the key must have 1 to 255 visible ASCII characters",
        )))
    }

    /// The key as given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_visible_ascii_of_bounded_length() {
        assert!(IdempotencyKey::parse("7f5dc1f0-0000-7000-8000-000000000000").is_ok());
        assert!(IdempotencyKey::parse(&"k".repeat(255)).is_ok());
        for wrong in ["", "a b", "键", "tab\t", &"k".repeat(256)] {
            assert!(IdempotencyKey::parse(wrong).is_err(), "{wrong}");
        }
    }
}
