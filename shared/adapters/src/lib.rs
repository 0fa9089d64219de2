//! The outside: the only room that knows the cloud's services, HTTP, mail and the environment.
//!
//! [`start`] reads the environment and gives [`Outside`]; a function is run by [`run_http`], [`run_batch`] or
//! [`run_schedule`]. Storage is in [`table`] and [`documents`], each method one access pattern; requests come
//! through [`http::Door`]; errors of ours are [`fault::Fault`] and become HTTP in one file.
//!
//! Deliberately absent: rules. Nothing here decides about a policy, a case or a deadline; and nothing here is
//! replaced in tests: they speak to the same services over the same wire, served by the local host.

pub mod batch;
pub mod catalogue;
pub mod clock;
mod cloud;
pub mod config;
pub mod csv;
pub mod documents;
pub mod fault;
mod fetch;
mod hex;
pub mod http;
mod lambda;
pub mod mail;
mod outside;
mod period;
pub mod reach;
pub mod schedule;
mod sdk;
pub mod table;
pub mod telemetry;
pub mod token;
pub mod webhook;
mod wire;

pub use batch::{Wake, run_batch};
pub use fault::Fault;
pub use lambda::run_http;
pub use lambda_runtime::Error;
pub use outside::{Outside, start};
pub use schedule::run_schedule;
