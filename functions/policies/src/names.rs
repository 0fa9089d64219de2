//! Names of departments for the facets: read now and then, so that a search makes no call.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use adapters::Outside;
use contract::search::{Facet, FacetView};
use contract::text::Text;

/// How long names are trusted; a department is renamed once in years.
const FRESH: Duration = Duration::from_secs(300);

/// What was read last: id and name of each department, and when.
static HELD: Mutex<Option<(Instant, Vec<(String, Text)>)>> = Mutex::new(None);

/// Gives the departments among `facets` their names. Without the register they keep their ids: a search must not wait for it.
pub(crate) async fn of_departments(outside: &Outside, facets: &mut [FacetView]) {
    let names = names(outside).await;
    let departments = facets
        .iter_mut()
        .filter(|view| view.facet == Facet::Department.word());
    for value in departments.flat_map(|view| &mut view.values) {
        if let Some((_, name)) = names.iter().find(|(id, _)| *id == value.value) {
            value.label = name.clone();
        }
    }
}

async fn names(outside: &Outside) -> Vec<(String, Text)> {
    let held = HELD.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some((read_at, names)) = &held
        && read_at.elapsed() < FRESH
    {
        return names.clone();
    }
    let today = facts::Instant::from(outside.clock().now()).day();
    match outside.table().read_register().await {
        Ok(read) => {
            let departments = read.register.departments.iter();
            let names: Vec<(String, Text)> = departments
                .map(|one| (one.id.to_string(), one.name_on(today).clone().into()))
                .collect();
            let mut lock = HELD.lock().unwrap_or_else(PoisonError::into_inner);
            *lock = Some((Instant::now(), names.clone()));
            names
        }
        Err(fault) => {
            tracing::warn!(fault = fault.chain(), "the register could not be read");
            held.map(|(_, names)| names).unwrap_or_default()
        }
    }
}
