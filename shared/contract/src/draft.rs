//! Drafts and their uploads (M42).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text::Text;

/// Begins an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CreateDraft {
    /// Item applied for.
    pub item: String,
    /// The enterprise applying: its credit code.
    pub enterprise: String,
}

/// Changes a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EditDraft {
    /// Where notifications about this case go.
    pub contact_email: String,
    /// A word to the department, optional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// A draft as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DraftView {
    /// Draft id.
    pub draft: String,
    /// Version; the `ETag`.
    pub version: u64,
    /// `open`, `submitted` or `discarded`.
    pub status: String,
    /// Id of the item it was begun for.
    pub item: String,
    /// Its title.
    pub title: Text,
    /// Items applied for together with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<DraftItem>,
    /// Credit code.
    pub enterprise: String,
    /// Name of the enterprise.
    pub enterprise_name: String,
    /// Where notifications go.
    pub contact_email: String,
    /// A word to the department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// Of several items, those that cannot be had beside the others, or count only as far as they are higher: told before they are handed in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlaps: Vec<OverlapView>,
    /// How what the items come to together was worked out; only where they overlap.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proof: Vec<Text>,
    /// Materials asked for, and what has been handed in for each.
    pub materials: Vec<DraftMaterial>,
    /// True when nothing required is missing.
    pub complete: bool,
    /// The case, once submitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The cases of the items applied for together with it, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_numbers: Vec<String>,
    /// When it was begun.
    pub created_at: String,
}

/// An item of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DraftItem {
    /// Item id.
    pub item: String,
    /// Its title.
    pub title: Text,
}

/// An item of a draft that overlaps others of it (不得同时享受、就高不重复).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OverlapView {
    /// Item id.
    pub item: String,
    /// Its title.
    pub title: Text,
    /// The other items, and why.
    pub words: Text,
}

/// Chooses what a draft applies for: one set of materials, a case for each item (M85).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChooseItems {
    /// Item ids, the main one first; at most 8.
    pub items: Vec<String>,
}

/// Hands in a file of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReuseMaterial {
    /// Material id.
    pub material: String,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// The material library of an enterprise (M82).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LibraryView {
    /// Files by material.
    pub entries: Vec<KeptView>,
}

/// A file of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KeptView {
    /// Material id.
    pub material: String,
    /// Its name.
    pub name: Text,
    /// File name as given.
    pub file_name: String,
    /// Media type.
    pub media_type: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256, 64 hexadecimal digits.
    pub sha256: String,
    /// The day it was handed in.
    #[schema(format = Date)]
    pub kept_on: String,
    /// Its last day.
    #[schema(format = Date)]
    pub valid_until: String,
    /// Whether it may be handed in today.
    pub valid: bool,
}

/// A material of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DraftMaterial {
    /// Material id.
    pub material: String,
    /// Name.
    pub name: Text,
    /// Whether it must be handed in.
    pub required: bool,
    /// Accepted media types.
    pub media_types: Vec<String>,
    /// Largest file in bytes.
    pub bytes_max: u64,
    /// What has been handed in.
    pub uploads: Vec<UploadView>,
}

/// One upload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UploadView {
    /// Upload id.
    pub upload: String,
    /// `requested`, `held` or `refused`.
    pub status: String,
    /// File name as given.
    pub file_name: String,
    /// Media type.
    pub media_type: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256, 64 hexadecimal digits.
    pub sha256: String,
    /// Its last day, where it was handed in from the library.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub valid_until: Option<String>,
    /// Why it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// Announces a file; the answer says where to put it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CreateUpload {
    /// Which material it is.
    pub material: String,
    /// File name, shown to the department.
    pub file_name: String,
    /// Media type, one the material accepts.
    pub media_type: String,
    /// Exact size in bytes.
    pub bytes: u64,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub sha256: String,
}

/// Where to put the file: `PUT url` with exactly these headers before it expires.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UploadTicket {
    /// Upload id; call `complete` after the PUT.
    pub upload: String,
    /// Version of the draft now.
    pub version: u64,
    /// Address to PUT to.
    pub url: String,
    /// Headers to send, all signed.
    pub headers: Vec<HeaderView>,
    /// When the address stops working.
    pub expires_at: String,
}

/// One header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HeaderView {
    /// Name, lower case.
    pub name: String,
    /// Value.
    pub value: String,
}
