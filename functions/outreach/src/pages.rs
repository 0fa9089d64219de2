//! Pages of reaching and hearing: the API's own use cases, with forms.

use adapters::http::{Answer, Door, Form, IdempotencyKey};
use adapters::table::idempotency::Idempotency;
use casework::access::Operation;
use contract::text::Text;
use facts::Instant;
use pages::Named;

pub(crate) mod needs;
pub(crate) mod own;
pub(crate) mod reach;

/// The command under the form's own key; a form of another page carries none and gets a new one.
fn command(door: &Door, operation: Operation, form: &Form) -> Answer<Idempotency> {
    let key = match form.key() {
        Ok(key) => key,
        Err(_) => IdempotencyKey::parse(&door.outside.new_id())?,
    };
    Ok(door.command_with(operation, &key, &form.bytes))
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
