//! The paths of real use, through the running city: real processes, real HTTP, real storage, real mail.

mod alerts;
mod allocations;
mod answers;
mod asked;
mod authority;
mod bad_input;
mod budgets;
mod bulk;
mod certificate;
mod checklist;
mod clock;
mod co_handling;
mod deeds;
mod department;
mod described;
mod drift;
mod explaining;
mod faqs;
mod green;
mod instalments;
mod ledger;
mod outreach;
mod path;
mod previewing;
mod publishing;
mod punctuality;
mod readme;
mod refunds;
mod rights;
mod search;
mod standing;
mod steps;
mod supervision;
mod together;
mod training;
mod upkeep;
mod window;

/// The binary that stands a city up.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_huiqi-under-test");
