//! A host for functions, on one machine: it reads the template that the cloud is deployed from and behaves like that cloud.
//!
//! [`host::Host::start`] binds the ports, reads the [`template`], opens the stores ([`dynamo`], [`objects`]) behind the rights of each
//! function ([`rights`]), and runs functions as processes over the Lambda Runtime API. A gateway turns HTTP into events, streams and
//! schedules wake functions, and what leaves is shown: a [`mailbox`], an [`inspector`] for webhooks, an [`issuer`] to sign in at,
//! and a [`console`] with a clock that can be moved forward.
//!
//! Deliberately absent: any word of what the functions are about. What this crate gets right, it gets right because the template is.
//! Not played: throttling, transaction conflicts, stale reads, more than one shard, `WAF`, alarms.

pub mod clock;
pub mod console;
pub mod dynamo;
pub mod fault;
pub mod filter;
mod gateway;
pub mod host;
pub mod inspector;
pub mod issuer;
pub mod mailbox;
pub mod objects;
mod process;
pub mod rights;
mod runtime_api;
mod schedule;
mod stream;
pub mod template;
