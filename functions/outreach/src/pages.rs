//! Pages of reaching and hearing: the API's own use cases, with forms.

use adapters::http::{Answer, Door, Form, IdempotencyKey, Problem};
use adapters::table::idempotency::Idempotency;
use casework::access::Operation;
use contract::fault::Fault;
use contract::text::Text;
use facts::Instant;
use pages::{Named, Values};

pub(crate) mod needs;
pub(crate) mod own;
pub(crate) mod reach;

/// What was filled in.
fn values(form: &Form) -> Values {
    let pairs = form
        .fields()
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    Values::from_pairs(pairs)
}

/// The command under the form's own key; a form of another page carries none and gets a new one.
fn command(door: &Door, operation: Operation, form: &Form) -> Answer<Idempotency> {
    let key = match form.key() {
        Ok(key) => key,
        Err(_) => IdempotencyKey::parse(&door.outside.new_id())?,
    };
    Ok(door.command_with(operation, &key, &form.bytes))
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

/// Names of departments on the day of the request.
async fn departments(door: &Door) -> Answer<Vec<Named>> {
    let today = Instant::from(door.now).day();
    let register = door.outside.table().read_register().await?.register;
    let named = register.departments.iter();
    Ok(named
        .map(|one| Named::new(one.id.as_str(), Text::from(one.name_on(today).clone())))
        .collect())
}
