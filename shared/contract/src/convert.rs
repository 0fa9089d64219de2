//! From the core's types to what others see, and back. Decisions stay in the core; here only shapes change.

pub mod allocation;
pub mod award;
pub mod case;
pub mod checklist;
pub mod draft;
pub mod notice;
pub mod policy;
pub mod register;
pub mod supervision;
