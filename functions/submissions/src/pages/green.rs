//! Putting a case into the green channel by a form.

use adapters::http::{Answer, Door, Form};
use axum::extract::Path;
use casework::access::Operation;
use casework::case::Priority;
use contract::case::{CaseView, ExpediteCase};
use contract::fault::Fault;
use pages::values::Named;

use super::case::{done, shown};
use crate::moves::channel;

/// `POST /cases/{number}/expedite`
pub(crate) async fn expedite(door: Door, Path(number): Path<String>, form: Form) -> Answer {
    let text = |name: &str| form.text(name).unwrap_or_default().to_owned();
    let asked = ExpediteCase {
        priority: text("priority"),
        // what is no number of days is refused as one that is none
        working_days: text("expedite_working_days")
            .trim()
            .parse()
            .unwrap_or_default(),
        reason: text("expedite_reason"),
    };
    if Priority::named(&asked.priority).is_none() {
        let fault = Fault::new(
            "/priority",
            "invalid_value",
            "请选择优先事由",
            "choose the ground",
        );
        return shown(&door, &number, &form.values(), &[fault], "").await;
    }
    let does = (Operation::ExpediteCase, "expedited");
    done(&door, &number, &form, does, channel(&asked)).await
}

/// Grounds to choose from, for who may.
pub(super) fn priorities(view: &CaseView) -> Vec<Named> {
    let may = view
        .moves
        .iter()
        .any(|name| name == Operation::ExpediteCase.name());
    let all = Priority::ALL.iter().filter(|_| may);
    all.map(|one| Named::new(one.word(), one.title().into()))
        .collect()
}
