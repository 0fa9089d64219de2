//! The counter's desk (办件台): what is open, overdue first.

use askama::Template;
use contract::case::CaseEntry;

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::Named;

/// `GET /desk`. Query fields: `kind`, `state`, `department`, `cursor`. Overdue cases come first; the page sorts what it is given.
#[derive(Debug, Template)]
#[template(path = "desk.html")]
pub struct DeskPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Open cases of this page of the list.
    pub cases: &'a [CaseEntry],
    /// The filter in use.
    pub filter: DeskFilter<'a>,
    /// Kinds that can be asked for.
    pub kinds: &'a [Named],
    /// States that can be asked for, with their words.
    pub states: &'a [Named],
    /// Departments that can be asked for.
    pub departments: &'a [Named],
    /// Whether the reader decides cases for a department.
    pub decides: bool,
    /// Whether the reader looks at openings that are given out in one go.
    pub allocates: bool,
    /// Address of the next page, if there is one.
    pub next: Option<&'a str>,
}

/// What the list shows; empty shows all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DeskFilter<'a> {
    /// State word.
    pub state: &'a str,
    /// Department id.
    pub department: &'a str,
    /// Kind of case.
    pub kind: &'a str,
}

impl DeskPage<'_> {
    /// Overdue first, then by promised day, then by number.
    fn sorted(&self) -> Vec<&CaseEntry> {
        let mut cases: Vec<_> = self.cases.iter().collect();
        cases.sort_by_key(|case| {
            (
                !case.overdue,
                case.due.clone().unwrap_or_else(|| "9999".to_owned()),
                case.number.clone(),
            )
        });
        cases
    }

    fn overdue(&self) -> usize {
        self.cases.iter().filter(|case| case.overdue).count()
    }
}

page!(DeskPage<'_>);
