//! Problems as people read them: the page in place of an answer, and the page that explains each kind (E4).

use askama::Template;
use contract::problem::{Kind, Problem};

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;

/// The page in place of an answer. The status of the reply is `problem.status`.
#[derive(Debug, Template)]
#[template(path = "problems/problem.html")]
pub struct ProblemPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// What happened.
    pub problem: &'a Problem,
    /// Where to go back to; the front page if `None`.
    pub back: Option<&'a str>,
}

/// What each code means, key `problems/{code}`.
#[derive(Debug, Template)]
#[template(path = "problems/kind.html")]
pub struct ProblemKindPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The kind.
    pub kind: &'a Kind,
}

/// All kinds, key `problems`.
#[derive(Debug, Template)]
#[template(path = "problems/list.html")]
pub struct ProblemListPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The kinds, in order of status.
    pub kinds: &'a [Kind],
}

impl ProblemPage<'_> {
    /// Where to go back to, if that is on this site.
    fn back(&self) -> Option<&str> {
        self.back.and_then(say::local)
    }
}

page!(ProblemPage<'_>);
page!(ProblemKindPage<'_>);
page!(ProblemListPage<'_>);
