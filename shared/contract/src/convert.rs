//! From the core's types to what others see, and back. Decisions stay in the core; here only shapes change.

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
