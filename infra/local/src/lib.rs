//! local

pub mod console;
pub mod dynamo;
pub mod fault;
pub mod filter;
pub mod inspector;
pub mod issuer;
pub mod mailbox;
pub mod objects;
pub mod rights;
pub mod template;
