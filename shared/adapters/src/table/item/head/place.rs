//! In which lists the head of a case stands.

use casework::case::{Case, Kind, State};

use crate::table::key::{self, Place};

/// The list of what is open: complaints have one of their own, which the window does not see (M84).
pub(super) fn on_desk(case: &Case, due: &str) -> Place {
    if case.kind == Kind::Complaint {
        key::among_complaints(due, &case.number)
    } else {
        key::on_desk(due, &case.number)
    }
}

/// In whose list of tasks a case is: of whoever has to act. Without a place it is in none.
pub(super) fn in_tasks(case: &Case, due: &str) -> Option<Place> {
    let number = &case.number;
    if case.demand_open() {
        return Some(key::at_finance(due, number));
    }
    match &case.state {
        State::Assigned { desk } | State::Accepted { desk } | State::SentBack { desk, .. } => {
            Some(key::in_tasks(&desk.department, due, number))
        }
        // the coordinator reads the list of complaints itself
        State::Submitted | State::WithCounter { .. } | State::Decided { .. } => {
            (case.kind != Kind::Complaint).then(|| key::at_counter(due, number))
        }
        State::Payable { .. } => Some(key::at_finance(due, number)),
        State::InPublicity { .. }
        | State::Paid { .. }
        | State::Granted { .. }
        | State::Refused { .. }
        | State::Replied { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => None,
    }
}
