//! local

pub mod objects;
