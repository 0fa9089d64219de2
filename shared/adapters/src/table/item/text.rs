//! Texts in both languages.

use casework::Text;
use serde::{Deserialize, Serialize};

use super::{list_of, option_of};

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Text", deny_unknown_fields)]
pub(crate) struct StoredText {
    zh: String,
    en: String,
}

option_of!(maybe_text, "StoredText", Text);
list_of!(texts, "StoredText", Text);
