//! Needs (需求) as people send and read them (M6, M21).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::{FromBody, Reader};
use crate::fault::Fault;

/// Lets a need be known: words, or an item that is wanted and does not fit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CreateNeed {
    /// What is needed, in a few words; what is alike counts as one. Either this or `item`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// An item that is wanted and does not fit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// More about it, without personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saying: Option<String>,
}

impl FromBody for CreateNeed {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let words = reader.text_if("words", casework::need::SUBJECT_CHARACTERS_MAX);
        let item = reader.text_if("item", 64);
        let saying = reader.text_if("saying", casework::need::SAYING_CHARACTERS_MAX);
        if words.is_some() == item.is_some() {
            let pointer = reader.at("words");
            reader.fault(Fault::new(
                pointer,
                "words_or_item",
                "请填写需求，或选定一个事项，二者填一项",
                "give either what is needed in words, or an item",
            ));
        }
        Some(Self {
            words,
            item,
            saying,
        })
    }
}

/// A need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NeedView {
    /// Its id.
    pub need: String,
    /// What it is called.
    pub title: String,
    /// The item, where one is wanted that does not fit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The department whose item it is; absent where the coordinator looks after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// How often in all.
    pub count: u64,
    /// Of these: searched and not found.
    pub searched: u64,
    /// Of these: wanted and not eligible.
    pub missed: u64,
    /// Of these: written down.
    pub written: u64,
    /// How often this month.
    pub this_month: u64,
    /// How often last month.
    pub last_month: u64,
    /// How often by month, oldest first.
    pub months: Vec<MonthCount>,
    /// The first day.
    #[schema(format = Date)]
    pub first_on: String,
    /// The last day.
    #[schema(format = Date)]
    pub last_on: String,
    /// What was written about it, the latest first; only where one need is read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sayings: Vec<SayingView>,
}

/// How often in a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MonthCount {
    /// `YYYY-MM`.
    pub month: String,
    /// How often.
    pub count: u64,
}

/// What somebody wrote about a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SayingView {
    /// The day.
    #[schema(format = Date)]
    pub on: String,
    /// The words.
    pub words: String,
}

/// That a need was taken down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NeedTaken {
    /// Its id.
    pub need: String,
    /// What it is called.
    pub title: String,
    /// The department that reads it; absent where the coordinator does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// How often it was said by now.
    pub count: u64,
}
