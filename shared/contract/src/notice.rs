//! Public notices (公示, M45).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text::Text;

/// A notice as the public sees it: no personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NoticeView {
    /// Case number it is about.
    pub number: String,
    /// Title.
    pub title: Text,
    /// Documents it rests on.
    pub basis: Vec<String>,
    /// Rows: enterprise, credit code, amount.
    pub rows: Vec<NoticeRow>,
    /// First day, counted.
    #[schema(format = Date)]
    pub first_day: String,
    /// Last day, counted.
    #[schema(format = Date)]
    pub last_day: String,
    /// Deciding department.
    pub department: String,
    /// Where to object: department telephone and discipline office telephone.
    pub phones: Vec<String>,
    /// Always true for sample data.
    pub illustrative: bool,
}

/// One beneficiary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NoticeRow {
    /// Name of the enterprise; masked for a sole trader whose name is a person's.
    pub enterprise_name: String,
    /// Credit code; masked with the name.
    pub enterprise: String,
    /// Item title.
    pub item: Text,
    /// Amount in yuan.
    pub amount: String,
}
