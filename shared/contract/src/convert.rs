//! From the core's types to what others see, and back. Decisions stay in the core; here only shapes change.

use calculator::Truth;

pub mod allocation;
pub mod authority;
pub mod award;
pub mod case;
pub mod checklist;
pub mod co_handling;
pub mod draft;
pub mod gathering;
pub mod notice;
pub mod policy;
pub mod register;
pub mod supervision;

/// How what a condition came to is said, in an answer, a receipt and a checklist alike.
pub(crate) const fn outcome(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "met",
        Truth::No => "unmet",
        Truth::Unknown => "unknown",
    }
}
