//! Every access pattern against a real table, made from the template.

mod repeats;
mod store;
mod trouble;
