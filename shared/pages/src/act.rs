//! What a department sees behind the link of its mail (M40, M43, M52). Opening it does nothing; the code from the mail acts.

use askama::Template;
use contract::case::{CaseView, CheckView};
use contract::fault::Fault;

use crate::cases::DocumentLink;
use crate::checklist;
use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::{Named, Values};

/// `GET /act/{token}`, and `POST /act/{token}` with the fields
///
/// | name | value |
/// |---|---|
/// | `code` | the six digits of the mail |
/// | `decision` | `approve`, `refuse`, `send_back`, `ask_part`, `close_part` or `decline`; of what is no application an outcome, such as `answered`, or `decline` |
/// | `amount` | for `approve`: yuan |
/// | `reason` | for `approve`, `refuse`, `decline` |
/// | `remedy` | for `refuse` |
/// | `check.{entry}` | for `approve` and `refuse`, of each entry of the case's checklist: `met`, `not_met` or `not_applicable` |
/// | `evidence.{entry}` | for a condition: what shows it |
/// | `other_ground` | for `refuse`: a ground outside the checklist |
/// | `despite` | for `approve` against a co-handling department: why |
/// | `part_department`, `part_asks`, `part_days` | for `ask_part`: whom, what for, in how many working days |
/// | `part_closed` | for `close_part`: the number of the overdue part |
/// | `missing.{material}` | for `send_back`: what to do; empty if nothing is wrong with that material |
/// | `idempotency_key`, `version` | hidden |
///
/// Fault pointers are the field names after a slash: `/code`, `/decision`, `/amount`, `/reason`, `/remedy`, `/missing/{material}`,
/// `/check/{entry}`, `/evidence/{entry}`, `/other_ground`, and `/missing` for “nothing was named”.
#[derive(Debug, Template)]
#[template(path = "act.html")]
pub struct ActPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The token of the address.
    pub token: &'a str,
    /// Where the link stands.
    pub state: ActState<'a>,
    /// The case; `None` where the link may not show it any more.
    pub case: Option<&'a CaseView>,
    /// Name of the department asked.
    pub department: &'a str,
    /// Post the mail went to.
    pub liaison: &'a str,
    /// Documents with addresses that work for a short time.
    pub documents: &'a [DocumentLink],
    /// Outcomes of what is no application; empty for one.
    pub outcomes: &'a [Named],
    /// Materials of the item, for sending back.
    pub materials: &'a [Named],
    /// Departments the lead may ask further; empty for what is no application.
    pub departments: &'a [Named],
    /// A fresh random key.
    pub idempotency_key: &'a str,
    /// What was filled in.
    pub values: &'a Values,
    /// Faults.
    pub faults: &'a [Fault],
}

/// Where a link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActState<'a> {
    /// It can act; so many more codes may be tried.
    Open {
        /// Tries left.
        tries_left: u8,
    },
    /// It has just acted: what was done, in Chinese.
    Done(&'a str),
    /// It acted before.
    Used,
    /// Its time is over.
    Expired,
    /// The case went to somebody else.
    Superseded,
    /// Too many wrong codes.
    Locked,
}

impl ActPage<'_> {
    /// What was filled in as missing of a material.
    fn missing(&self, material: &Named) -> &str {
        self.values.one(&format!("missing.{}", material.id))
    }

    /// Whether a co-handling department is overdue.
    fn late(&self) -> bool {
        let parts = self.case.map(|case| case.co_handling.iter());
        parts
            .into_iter()
            .flatten()
            .any(|part| part.state == "overdue")
    }

    fn disputed(&self) -> bool {
        self.case.is_some_and(checklist::disputed)
    }

    /// What an entry of the checklist was ticked with.
    fn ticked(&self, entry: &CheckView) -> &str {
        self.values.one(&format!("check.{}", entry.entry))
    }

    /// What was given as evidence of an entry.
    fn shown_by(&self, entry: &CheckView) -> &str {
        self.values.one(&format!("evidence.{}", entry.entry))
    }

    /// Whether something is wrong at this pointer.
    fn wrong(&self, pointer: &str) -> bool {
        !say::faults_at(self.faults, pointer).is_empty()
    }
}

/// The pointer of faults about a material.
fn pointer(material: &Named) -> String {
    format!("/missing/{}", material.id)
}

/// The pointer of faults about what was found of an entry.
fn check(entry: &CheckView) -> String {
    format!("/check/{}", entry.entry)
}

/// The pointer of faults about the evidence of an entry.
fn evidence(entry: &CheckView) -> String {
    format!("/evidence/{}", entry.entry)
}

page!(ActPage<'_>);
