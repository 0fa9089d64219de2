//! The API description, readable: one page per tag and an index, made from the OpenAPI document itself.

use serde_json::Value;

use crate::site::Site;

/// Keys and pages.
pub(super) fn pages(_site: &Site, _openapi: &Value) -> Vec<(String, String)> {
    Vec::new()
}
