//! What if something were otherwise.

use adapters::http::{Answer, Door, Form, Reply};
use contract::eligibility::answer::notice;
use contract::fault::Fault;
use pages::Nav;
use pages::calculator::{WhatIfPage, changed, fill};

use super::{Asked, filled, request};

/// `POST /calculator/what-if`
pub(crate) async fn what_if(door: Door, form: Form) -> Answer {
    let (mut values, saved) = filled(&door, &form).await;
    let catalogue = door.outside.catalogue().current().await?;
    let facts = contract::facts::views(catalogue.facts());
    fill(&mut values, &saved.facts);
    let (mut request, mut faults) = request(&values, &facts);
    request.what_if = changed(&values, &facts);
    let mut answer = None;
    if faults.is_empty() && !request.what_if.is_empty() {
        match Asked::read(&door, &request, &saved).await {
            Ok(asked) => answer = asked.answer().what_if,
            Err(problem) => faults = told(problem.errors()),
        }
    }
    let notice = notice();
    let page = WhatIfPage {
        chrome: door.chrome(Nav::Calculator),
        facts: &facts,
        values: &values,
        answer: answer.as_ref(),
        notice: &notice.zh,
        faults: &faults,
    };
    Ok(Reply::form(&faults, page.render()))
}

/// The faults that can be mended here; an answer that was wrong before is told without a field.
fn told(faults: &[Fault]) -> Vec<Fault> {
    let told = faults.iter().cloned().map(|mut fault| {
        if !fault.pointer.starts_with("/what_if/") {
            fault.pointer = String::new();
        }
        fault
    });
    told.collect()
}
