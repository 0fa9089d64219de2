//! local

pub mod console;
pub mod inspector;
pub mod issuer;
pub mod mailbox;
pub mod objects;
