//! Pages of applying, following and releasing: the API's own use cases, with forms.

use adapters::http::{Answer, Door, Form, Problem};
use adapters::table::idempotency::Idempotency;
use casework::access::Operation;
use contract::fault::Fault;
use pages::Values;

pub(crate) mod allocations;
pub(crate) mod apply;
pub(crate) mod ask;
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

/// What was filled in.
fn values(form: &Form) -> Values {
    let pairs = form
        .fields()
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    Values::from_pairs(pairs)
}

/// The version a form was filled in for.
fn version(form: &Form) -> u64 {
    let version = form.text("version").and_then(|text| text.parse().ok());
    version.unwrap_or_default()
}

/// The command under the form's own key.
fn command(door: &Door, operation: Operation, form: &Form) -> Answer<Idempotency> {
    Ok(door.command_with(operation, &form.key()?, &form.bytes))
}

/// A problem as faults to show beside a form; what no form can mend stays a problem.
fn faults(problem: Problem) -> Answer<Vec<Fault>> {
    if ![409, 412, 422].contains(&problem.status()) {
        return Err(problem);
    }
    if !problem.errors().is_empty() {
        return Ok(problem.errors().to_vec());
    }
    let (title, detail) = (problem.title(), problem.detail());
    Ok(vec![Fault::new(
        "",
        problem.code(),
        format!("{}。{}", title.zh, detail.zh),
        format!("{}. {}", title.en, detail.en),
    )])
}
