//! Pages of applying, following and releasing: the API's own use cases, with forms.

use adapters::http::{Answer, Door, Form};
use adapters::table::idempotency::Idempotency;
use casework::access::Operation;

pub(crate) mod allocations;
pub(crate) mod apply;
pub(crate) mod ask;
pub(crate) mod authorities;
pub(crate) mod case;
pub(crate) mod cases;
pub(crate) mod desk;
pub(crate) mod draft;
pub(crate) mod follow;
pub(crate) mod green;
pub(crate) mod library;
pub(crate) mod money;
pub(crate) mod replies;
pub(crate) mod upload;

/// The version a form was filled in for.
fn version(form: &Form) -> u64 {
    let version = form.text("version").and_then(|text| text.parse().ok());
    version.unwrap_or_default()
}

/// The command under the form's own key.
fn command(door: &Door, operation: Operation, form: &Form) -> Answer<Idempotency> {
    Ok(door.command_with(operation, &form.key()?, &form.bytes))
}
