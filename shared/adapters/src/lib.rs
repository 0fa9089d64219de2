//! adapters

mod cloud;
pub mod config;
pub mod documents;
pub mod fault;
mod hex;
pub mod table;
