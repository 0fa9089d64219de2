//! The review checklist, as the events of a case carry it.

use calculator::Truth;
use casework::Text;
use casework::case::{Checked, ConditionAsked, Finding, Tick};
use serde::{Deserialize, Serialize};

use super::list_of;
use super::text::StoredText;
use super::written::{self, Written, words};

words! { Truth,
    No = "no",
    Unknown = "unknown",
    Yes = "yes",
}

impl Written for Finding {
    fn write(&self) -> String {
        self.word().to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        Self::named(text)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "ConditionAsked", deny_unknown_fields)]
pub(crate) struct StoredConditionAsked {
    #[serde(with = "StoredText")]
    words: Text,
    document: String,
    article: String,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    foreseen: Option<Truth>,
}

list_of!(conditions_asked, "StoredConditionAsked", ConditionAsked);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Tick", deny_unknown_fields)]
pub(crate) struct StoredTick {
    entry: String,
    #[serde(with = "written")]
    finding: Finding,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    evidence: Option<String>,
}

list_of!(ticks, "StoredTick", Tick);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Checked", deny_unknown_fields)]
pub(crate) struct StoredChecked {
    #[serde(default, with = "ticks", skip_serializing_if = "Vec::is_empty")]
    ticks: Vec<Tick>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    other_ground: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    despite: Option<String>,
}

/// Whether nothing was ticked: what was decided before there were checklists, and what is answered.
pub(crate) fn unchecked(checked: &Checked) -> bool {
    *checked == Checked::default()
}
