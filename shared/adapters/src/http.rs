//! The door of functions that answer requests.
//!
//! A handler takes a [`Door`], path parts, perhaps a [`Query`] and last a [`Body`] or [`Form`], and gives an
//! [`Answer`]: a [`Reply`] or, by `?`, a [`Problem`]. [`serve`] wraps the router; what holds for every request
//! (request id, protection, problems in the reader's form, one log line) is there and in no handler.

mod acting;
mod begin;
pub mod body;
mod certified;
pub mod cursor;
pub mod door;
pub mod form;
pub mod idempotency;
pub mod identity;
mod issuer;
pub mod language;
pub mod problem;
pub mod query;
pub mod refusal;
pub mod reply;
mod sender;
mod serve;
pub mod signin;
pub mod site;
mod trace;

pub use self::acting::{ON_BEHALF_OF, acting_cookie};
pub use self::begin::{Beginning, Foreseen};
pub use self::body::{Body, Nothing, RawJson};
pub use self::door::Door;
pub use self::form::Form;
pub use self::idempotency::IdempotencyKey;
pub use self::identity::Principal;
pub(crate) use self::issuer::Issuer;
pub use self::language::Language;
pub use self::problem::Problem;
pub use self::query::Query;
pub use self::reply::{Answer, Reply};
pub use self::serve::{serve, serve_acting};

#[cfg(test)]
mod tests;
