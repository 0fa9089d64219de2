//! The policy calculator: which items fit an enterprise, for how much, why, and what is missing (M7, M19, M81).
//!
//! An enterprise is known in part. A [`Profile`] therefore holds sets, not points: a range, one of several, or nothing at all; and a
//! [`Test`] answers [`Truth::Yes`], [`Truth::No`] or [`Truth::Unknown`]. The law everything here keeps: **whatever is answered for a
//! partial profile holds for every completion of it, and the amount lies within the stated range.**
//!
//! Rules are data ([`Item`]), compiled once into a [`Catalogue`] that refuses what it does not understand; [`gate`] says whether an
//! item may be published.
//!
//! Deliberately absent: JSON, storage, clocks and HTTP. The day assessed is an argument; the rule documents people write are read in
//! `contract`.

mod amount;
mod assess;
mod catalogue;
mod check;
mod combine;
mod condition;
mod contradiction;
mod derivation;
mod derive;
mod distance;
mod fact;
pub mod gate;
mod index;
mod interval;
mod item;
mod matching;
pub mod packed;
mod pay;
mod profile;
mod question;
mod say;
mod tell;
mod truth;

pub use amount::{Amount, Benefit, Share, Tier};
pub use assess::{Assessment, ENGINE, ItemVerdict, Verdict};
pub use catalogue::{Catalogue, Parameter};
pub use check::Finding;
pub use combine::{Combination, CouldChange, LeftOut};
pub use condition::{AwardTerms, Clause, Condition, Test};
pub use contradiction::Contradiction;
pub use derivation::{Derivation, Moment, Source, Span, Taken, Term};
pub use fact::{About, Choice, Declaration, FactId, Facts, Kind, NotAFactId, Origin, Sensitivity};
pub use index::Scratch;
pub use interval::{Bound, Interval};
pub use item::{Item, JointCap, Once, Order, Per, Selection, Time};
pub use matching::{Columns, Matching};
pub use pay::Amounted;
pub use profile::{Award, Known, Profile};
pub use question::{Meaning, Question};
pub use tell::{Reason, Teller, Told};
pub use truth::Truth;
