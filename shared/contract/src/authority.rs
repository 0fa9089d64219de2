//! Authorities (帮办授权): what an enterprise lets an assistant do for it (M49, M55).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text::Text;

/// Gives an authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GiveAuthority {
    /// The assistant's number, as it stands on the assistant's own page.
    pub agent: String,
    /// The assistant's name.
    pub agent_name: String,
    /// Where the assistant is told.
    pub agent_mail: String,
    /// What may be done: `read` 查询, `apply` 申报和补正, `ask` 诉求和评价, `withdraw` 撤回, `confirm` 免申即享确认, `alerts` 提醒.
    pub scopes: Vec<String>,
    /// For which items; all of them when empty.
    #[serde(default)]
    pub items: Vec<String>,
    /// First day.
    #[schema(format = Date)]
    pub from: String,
    /// Last day, at most 366 days on.
    #[schema(format = Date)]
    pub to: String,
    /// For a clerk who records what was given on paper: SHA-256 of the scanned document, 64 lower-case hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper_sha256: Option<String>,
}

/// A part of what an enterprise does here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScopeView {
    /// The word.
    pub scope: String,
    /// How it is called.
    pub title: Text,
}

/// One thing an assistant did under an authority that stands in no case's timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeedView {
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// The operation: `write_profile`, `write_subscription`, `confirm_invitation` or `decline_invitation`.
    pub operation: String,
    /// What was done, in words.
    pub words: Text,
    /// The version of the profile, subscription or invitation it made.
    pub version: u64,
    /// The item, where it was about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// What the item is called today; its id where it is listed no longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// The run of the invitation, where it answered one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<String>,
    /// The case, where it made one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
}

/// An authority, as the enterprise, its assistant and the counter read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuthorityView {
    /// Its id, noted with everything done under it.
    pub authority: String,
    /// Its version.
    pub version: u64,
    /// The enterprise.
    pub enterprise: String,
    /// Its name.
    pub enterprise_name: String,
    /// The assistant's number.
    pub agent: String,
    /// The assistant's name.
    pub agent_name: String,
    /// What may be done.
    pub scopes: Vec<ScopeView>,
    /// For which items; all of them when empty.
    pub items: Vec<String>,
    /// First day.
    #[schema(format = Date)]
    pub from: String,
    /// Last day.
    #[schema(format = Date)]
    pub to: String,
    /// `online` 网上授权 or `paper` 书面授权.
    pub given: String,
    /// Of the scanned document, where it was given on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper_sha256: Option<String>,
    /// When it was given.
    #[schema(format = DateTime)]
    pub given_at: String,
    /// `valid` 有效, `ahead` 尚未生效, `over` 已到期 or `revoked` 已撤销.
    pub standing: String,
    /// When it was revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    pub revoked_at: Option<String>,
}
