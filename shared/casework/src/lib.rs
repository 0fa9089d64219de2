//! What happens to a policy, a draft, a case and a notice: pure decisions, told apart from their effects.
//!
//! Every aggregate is moved the same way: `decide` looks at what is, at a command and at a context, and answers with events or with
//! a [`Refusal`] that says how to mend it; `apply` makes the next state of an event. A [`case::Case`] is nothing but its events
//! replayed, so the timeline people read and the state that decides cannot disagree (M92).
//!
//! Deliberately absent: storage, JSON, HTTP, mail, randomness and the clock. Time, chance, the register and the calendar are
//! arguments; hashes and identities are opaque; effects are values that somebody else carries out.

pub mod access;
pub mod actor;
pub mod alert;
pub mod allocation;
pub mod authority;
pub mod case;
pub mod clock;
pub mod draft;
pub mod due;
pub mod effect;
pub mod gathering;
pub mod ledger;
pub mod library;
pub mod link;
pub mod need;
pub mod notice;
pub mod policy;
pub mod reach;
pub mod refusal;
pub mod register;
pub mod run;
pub mod supervision;

pub use actor::Actor;
pub use facts::Text;
pub use refusal::Refusal;
