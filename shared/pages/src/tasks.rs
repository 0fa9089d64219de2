//! Several decisions on one page (M43): the tasks of a department, each with its own list to check, and what each came to.

use askama::Template;
use contract::case::{CaseEntry, CaseView, CheckView};
use contract::department::DecidedCase;
use contract::fault::Fault;

use crate::checklist;
use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::Values;

/// `GET /tasks`; its form `GET`s `/tasks/decide` with `number` for each case chosen. Query field: `cursor`.
#[derive(Debug, Template)]
#[template(path = "tasks/list.html")]
pub struct TasksPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Cases that wait for the department, what is due first at the front.
    pub cases: &'a [CaseEntry],
    /// How many can be decided on one page.
    pub at_once: usize,
    /// Address of the next page, if there is one.
    pub next: Option<&'a str>,
}

/// `GET /tasks/decide`; the form `POST`s to it. Fields all cases share: `decision` (`approve`, `refuse`), `reason`, `remedy`, `other_ground`;
/// of each `number`: `version.{number}`, `amount.{number}`, `check.{entry}.{number}`, `evidence.{entry}.{number}`, and `despite.{number}` where a
/// co-handling department does not agree. Fault pointers: `/decision`, and `/{field}/{number}` or `/{field}/{entry}/{number}`.
#[derive(Debug, Template)]
#[template(path = "tasks/decide.html")]
pub struct DecidePage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Cases that are still to be decided.
    pub cases: &'a [CaseView],
    /// What was just decided, and what was not.
    pub results: &'a [DecidedCase],
    /// A fresh random key.
    pub idempotency_key: &'a str,
    /// What was filled in.
    pub values: &'a Values,
    /// What was refused for all of them.
    pub faults: &'a [Fault],
}

impl DecidePage<'_> {
    fn of(&self, what: &str, number: &str) -> &str {
        self.values.one(&format!("{what}.{number}"))
    }

    fn ticked(&self, entry: &CheckView, number: &str) -> &str {
        self.of(&format!("check.{}", entry.entry), number)
    }

    fn wrong(&self, pointer: &str) -> bool {
        !say::faults_at(self.faults, pointer).is_empty()
    }

    fn shown_by(&self, entry: &CheckView, number: &str) -> &str {
        self.of(&format!("evidence.{}", entry.entry), number)
    }

    fn decided(&self) -> usize {
        let results = self.results.iter();
        results.filter(|one| one.problem.is_none()).count()
    }
}

page!(TasksPage<'_>);
page!(DecidePage<'_>);
