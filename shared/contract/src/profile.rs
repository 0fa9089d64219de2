//! An enterprise and what it told about itself (M16).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text::Text;

/// What an enterprise sends to save its profile.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WriteProfile {
    /// Registered name.
    pub name: String,
    /// Where notifications go.
    pub contact_email: String,
    /// Facts by id.
    #[schema(value_type = Object)]
    pub facts: serde_json::Map<String, serde_json::Value>,
}

/// A saved profile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProfileView {
    /// Unified social credit code.
    pub enterprise: String,
    /// Version; the `ETag`.
    pub version: u64,
    /// Registered name.
    pub name: String,
    /// Where notifications go.
    pub contact_email: String,
    /// Facts by id.
    #[schema(value_type = Object)]
    pub facts: serde_json::Map<String, serde_json::Value>,
    /// Warnings, for example that the check digit of the code fails and the registry must confirm it.
    pub warnings: Vec<Text>,
}
