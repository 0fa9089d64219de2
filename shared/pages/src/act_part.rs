//! What a co-handling department sees behind the link of its mail (M11). Opening it does nothing; the code from the mail acts.

use askama::Template;
use contract::case::{CaseView, PartView};
use contract::fault::Fault;

use crate::cases::DocumentLink;
use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::{Named, Values};

/// `GET /act/{token}` of a co-handling department, and `POST /act/{token}` with the fields
///
/// | name | value |
/// |---|---|
/// | `code` | the six digits of the mail |
/// | `stance` | `agrees`, `disagrees`, `nothing_to_say` or `decline` |
/// | `entries` | for `disagrees`, more than once: entries of the case's checklist |
/// | `reason` | why; may be empty for `nothing_to_say` |
/// | `idempotency_key` | hidden |
///
/// Fault pointers are the field names after a slash.
#[derive(Debug, Template)]
#[template(path = "act_part.html")]
pub struct ActPartPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The token of the address.
    pub token: &'a str,
    /// Codes that may still be tried.
    pub tries_left: u8,
    /// The case.
    pub case: &'a CaseView,
    /// What the department is asked.
    pub part: Option<&'a PartView>,
    /// Post the mail went to.
    pub liaison: &'a str,
    /// Name of the department that leads.
    pub lead: &'a str,
    /// Documents with addresses that work for a short time.
    pub documents: &'a [DocumentLink],
    /// Names of materials.
    pub materials: &'a [Named],
    /// A fresh random key.
    pub idempotency_key: &'a str,
    /// What was filled in.
    pub values: &'a Values,
    /// Faults.
    pub faults: &'a [Fault],
}

page!(ActPartPage<'_>);
