//! Places of open cases in the second index: whose turn it is, by what falls due first.

use std::fmt;

use super::{CASE_PLACE, Place};

/// All open cases, in the second index.
pub(crate) const DESK: &str = "DESK";

/// An open case on the window's desk, by what falls due first.
pub(crate) fn on_desk(due: impl fmt::Display, number: impl fmt::Display) -> Place {
    Place {
        pk: DESK.to_owned(),
        sk: format!("{CASE_PLACE}{due}#{number}"),
    }
}

/// Open complaints, in the second index.
pub(crate) const COMPLAINTS: &str = "COMPLAINTS";

/// An open complaint, by what falls due first.
pub(crate) fn among_complaints(due: impl fmt::Display, number: impl fmt::Display) -> Place {
    Place {
        pk: COMPLAINTS.to_owned(),
        sk: format!("{CASE_PLACE}{due}#{number}"),
    }
}

/// The tasks of a department, in the second index.
pub(crate) fn tasks_partition(department: impl fmt::Display) -> String {
    format!("DEPARTMENT#{department}")
}

/// A case among the tasks of a department, by what falls due first.
pub(crate) fn in_tasks(
    department: impl fmt::Display,
    due: impl fmt::Display,
    number: impl fmt::Display,
) -> Place {
    Place {
        pk: tasks_partition(department),
        sk: format!("{CASE_PLACE}{due}#{number}"),
    }
}

/// The tasks of the counter, in the second index.
pub(crate) const COUNTER: &str = "COUNTER";
/// The tasks of the finance office, in the second index.
pub(crate) const FINANCE: &str = "FINANCE";

/// A case among the tasks of the counter, by what falls due first.
pub(crate) fn at_counter(due: impl fmt::Display, number: impl fmt::Display) -> Place {
    Place {
        pk: COUNTER.to_owned(),
        sk: format!("{CASE_PLACE}{due}#{number}"),
    }
}

/// A case among the tasks of the finance office, by what falls due first.
pub(crate) fn at_finance(due: impl fmt::Display, number: impl fmt::Display) -> Place {
    Place {
        pk: FINANCE.to_owned(),
        sk: format!("{CASE_PLACE}{due}#{number}"),
    }
}
