//! The calculator (政策计算器): the questions and the answer (M7, M19, M97).
//!
//! `GET /calculator` shows [`CalculatorPage`], `POST /calculator` shows [`ResultPage`], or the form again with its faults
//! or when a field `edit` was sent. Form fields:
//!
//! | name | value |
//! |---|---|
//! | `facts.{id}` | the answer; absent or empty is not known. Several times for kinds with several values (`titles`) |
//! | `facts.{list}.{row}.{field}` | a field of a record of a list; `facts.{list}` = `none` says there are none |
//! | `facts.{id}.from`, `facts.{id}.to` | a range instead of a value; either may be empty |
//! | `item` | only this item, if given |
//! | `as_of` | `YYYY-MM-DD`, if another day than today is asked about |
//! | `use_profile` | `yes`: overlay the saved profile of the signed-in enterprise |
//! | `edit` | present: show the form again, filled |
//!
//! [`facts_of`] makes the JSON of the API from these fields, [`fill`] the fields from a saved profile.

use askama::Template;
use contract::eligibility::{AssessmentReply, FactView};
use contract::fault::Fault;

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::Values;

mod fields;
mod outcome;
mod question;
mod records;
mod step;
mod what_if;

pub use fields::{facts_of, fill};
use outcome::telling;
use question::{Shape, from, id, name, pointer, ranged, shape, to, unit};
use records::{heads, rows};
pub use step::StepPage;
pub use what_if::{WhatIfPage, changed};

/// The questions. Derived facts are left out, the rest is grouped by period.
#[derive(Debug, Template)]
#[template(path = "calculator/form.html")]
pub struct CalculatorPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Facts to ask for, in order.
    pub facts: &'a [FactView],
    /// What was filled in, or comes from the profile.
    pub values: &'a Values,
    /// Ask only about this item: its id and title.
    pub item: Option<(&'a str, &'a str)>,
    /// The saved profile that prefills the form.
    pub profile: Option<ProfileInUse<'a>>,
    /// Faults; pointers are those of the API body: `/facts/{id}`, `/as_of`.
    pub faults: &'a [Fault],
}

/// Whose saved profile prefills the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProfileInUse<'a> {
    /// Name of the enterprise.
    pub name: &'a str,
    /// Credit code.
    pub enterprise: &'a str,
}

/// Who may keep the answers in a saved profile: `POST /calculator/keep` with the fields of the calculator and `contact_email`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keeper<'a> {
    /// Whether a profile is there already.
    pub known: bool,
    /// The address in it.
    pub contact_email: &'a str,
}

/// The answer: advice, not a decision (M97).
#[derive(Debug, Template)]
#[template(path = "calculator/result.html")]
pub struct ResultPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The answer.
    pub reply: &'a AssessmentReply,
    /// Facts of the form, for the questions that are left.
    pub facts: &'a [FactView],
    /// What was answered; carried along so that questions can be added.
    pub values: &'a Values,
    /// Whose saved profile was used.
    pub profile: Option<ProfileInUse<'a>>,
    /// Who may keep the answers, if anybody is signed in.
    pub keeper: Option<Keeper<'a>>,
}

page!(CalculatorPage<'_>);
page!(ResultPage<'_>);
