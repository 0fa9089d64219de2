//! A whole city for one test: started as a person would start it, spoken to as its users speak, photographed as they see it.
//!
//! Every reply of the API is held against the committed OpenAPI document before a test sees it.
//! Deliberately absent: shortcuts. Nothing here reaches past HTTP, mail and the bucket's address.

mod actor;
mod photograph;
mod redact;
mod said;
mod spec;
mod stand;

pub use actor::{Actor, Asked};
pub use photograph::Photograph;
pub use redact::redact;
pub use spec::Spec;
pub use stand::World;
