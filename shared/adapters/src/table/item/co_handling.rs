//! Co-handling, as the events of a case carry it.

use casework::Text;
use casework::case::Reminder;
use casework::case::co_handling::{Opinion, PartAsked, PartDone, Stance};
use casework::register::Rung;
use facts::{Day, DepartmentId};
use serde::{Deserialize, Serialize};

use super::list_of;
use super::text::StoredText;
use super::written::{self, Written};

impl Written for Stance {
    fn write(&self) -> String {
        self.word().to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        Self::named(text)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "PartAsked", deny_unknown_fields)]
pub(crate) struct StoredPartAsked {
    #[serde(with = "written")]
    department: DepartmentId,
    round: u32,
    #[serde(with = "StoredText")]
    asks: Text,
    working_days: u32,
}

list_of!(parts_asked, "StoredPartAsked", PartAsked);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Opinion", deny_unknown_fields)]
pub(crate) struct StoredOpinion {
    #[serde(with = "written")]
    stance: Stance,
    reason: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    entries: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "PartDone", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum StoredPartDone {
    Added {
        #[serde(with = "written")]
        department: DepartmentId,
        #[serde(with = "StoredText")]
        asks: Text,
        working_days: u32,
        reason: String,
    },
    Asked {
        #[serde(with = "StoredText")]
        department_name: Text,
        #[serde(with = "written")]
        rung: Rung,
        #[serde(with = "written")]
        until: Day,
    },
    PassedOn {
        #[serde(with = "written")]
        rung: Rung,
    },
    Answered {
        #[serde(with = "StoredOpinion")]
        opinion: Opinion,
    },
    Declined {
        reason: String,
    },
    Closed {
        reason: String,
    },
    Reminded {
        #[serde(with = "written")]
        of: Reminder,
    },
    MarkedOverdue {
        #[serde(with = "written")]
        due: Day,
    },
}
