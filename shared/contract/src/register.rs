//! The register: departments, jurisdictions, calendars, keys (M88).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text::Text;

/// A department as kept in the register. Posts, not private names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DepartmentBody {
    /// Name.
    pub name: Text,
    /// Post of the leader in charge (分管领导).
    pub leader: Post,
    /// Responsible section (责任科室).
    pub section: Post,
    /// One or two liaisons (联络员).
    pub liaisons: Vec<Post>,
    /// `email`, `webhook` or `both`.
    pub channel: String,
    /// Address of its system, for webhooks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub webhook: Option<String>,
    /// Public telephone.
    pub phone: String,
    /// The jurisdiction it is competent in; absent for the whole city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jurisdiction: Option<String>,
    /// Always true for sample data.
    pub illustrative: bool,
}

/// A post and where its mail goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Post {
    /// Title of the post, such as 政策法规科一号联络员.
    pub title: String,
    /// Mail of the post.
    pub email: String,
    /// Days this post is absent and passed over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<String>,
}

/// A department as read back. Mails are left out for the public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DepartmentView {
    /// Department id.
    pub department: String,
    /// Version; the `ETag`.
    pub version: u64,
    /// As kept.
    #[serde(flatten)]
    pub body: DepartmentBody,
    /// The signing secret for its webhook, shown once when set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub webhook_secret: Option<String>,
}

/// A named set of townships (not a code prefix).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct JurisdictionBody {
    /// Name.
    pub name: Text,
    /// County codes that lie in it as a whole.
    pub divisions: Vec<String>,
    /// Townships in it, as code or `division/name`.
    pub townships: Vec<String>,
    /// Townships of those counties that do not lie in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<String>,
    /// Where this was read.
    pub source: String,
    /// Always true for sample data.
    pub illustrative: bool,
}

/// A jurisdiction as read back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct JurisdictionView {
    /// Jurisdiction id.
    pub jurisdiction: String,
    /// Version; the `ETag`.
    pub version: u64,
    /// As kept.
    #[serde(flatten)]
    pub body: JurisdictionBody,
}

/// One year of the working calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CalendarBody {
    /// `official` or `provisional`.
    pub status: String,
    /// Link to the notice.
    pub source: String,
    /// Days that differ from Monday to Friday.
    pub days: Vec<CalendarDay>,
}

/// A day the notice names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CalendarDay {
    /// The day.
    #[schema(format = Date)]
    pub day: String,
    /// Name of the holiday.
    pub name: String,
    /// True for a day off, false for a make-up working day (调休).
    pub off: bool,
}

/// A year as read back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CalendarView {
    /// Year.
    pub year: u16,
    /// Version; the `ETag`.
    pub version: u64,
    /// Working days in it.
    pub working_days: u32,
    /// As kept.
    #[serde(flatten)]
    pub body: CalendarBody,
}

/// Asks for a key for a machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CreateApiKey {
    /// What it is for.
    pub label: String,
    /// Roles it carries.
    pub roles: Vec<String>,
    /// The department it acts for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// The enterprise it acts for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enterprise: Option<String>,
}

/// A new key; shown once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ApiKeyView {
    /// Send as `Authorization: Bearer hq_…`.
    pub api_key: String,
    /// What it is for.
    pub label: String,
}
