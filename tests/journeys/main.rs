//! The paths of real use, through the running city: real processes, real HTTP, real storage, real mail.

mod alerts;
mod allocations;
mod answers;
mod asked;
mod bad_input;
mod budgets;
mod checklist;
mod clock;
mod department;
mod described;
mod explaining;
mod green;
mod instalments;
mod ledger;
mod outreach;
mod path;
mod publishing;
mod readme;
mod rights;
mod search;
mod standing;
mod steps;
mod supervision;
mod together;
mod upkeep;
mod window;

/// The binary that stands a city up.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_huiqi-under-test");
