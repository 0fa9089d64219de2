//! A sentence in both languages.

/// Bytes most sentences of an answer take.
const ROOM: usize = 64;

/// A text in Chinese and English; Chinese is authoritative.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text {
    /// Chinese, the language of record.
    pub zh: String,
    /// English, for convenience.
    pub en: String,
}

impl Text {
    /// A text from its two languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }
    /// Nothing yet, with room for a sentence.
    #[must_use]
    pub fn room() -> Self {
        Self {
            zh: String::with_capacity(ROOM),
            en: String::with_capacity(ROOM),
        }
    }

    /// Adds words at the end.
    pub fn add(&mut self, zh: &str, en: &str) {
        self.zh.push_str(zh);
        self.en.push_str(en);
    }

    /// Adds what reads the same in both languages.
    pub fn add_both(&mut self, same: &str) {
        self.add(same, same);
    }

    /// Adds another text.
    pub fn add_text(&mut self, other: &Self) {
        self.add(&other.zh, &other.en);
    }
}
