//! A sentence in both languages of the service.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A text in Chinese and English; Chinese is authoritative.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
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
}

impl From<facts::Text> for Text {
    fn from(text: facts::Text) -> Self {
        Self::new(text.zh, text.en)
    }
}

impl From<Text> for facts::Text {
    fn from(text: Text) -> Self {
        Self::new(text.zh, text.en)
    }
}
