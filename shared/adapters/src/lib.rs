//! adapters

mod cloud;
pub mod fault;
pub mod table;
