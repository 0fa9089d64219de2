//! Lists are served in pages.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One page of a list. `next_cursor` is absent on the last page; pass it back as `?cursor=`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Page<T> {
    /// The entries, in the order the list documents.
    pub entries: Vec<T>,
    /// Opaque; bound to this list and its filter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// Most entries of a page.
pub const ENTRIES_MAX: usize = 100;
/// Entries of a page when the caller does not say.
pub const ENTRIES_DEFAULT: usize = 20;
