//! Public pages about policies: front page, list, one policy, one item's guide (M57, M74, M79, M81–M83).

use askama::Template;
use contract::explain::{FaqView, InterpretationView, Part, RulingView};
use contract::notice::NoticeView;
use contract::parents::ParentCited;
use contract::policy::{ItemEntry, ItemView, PolicyEntry, StandingView};

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::Named;

mod changes;
mod desk;
mod faqs;
mod parents;
mod preview;
mod rulings;
mod shelf;

pub use changes::{ChangesFeed, ChangesPage};
pub use desk::{PolicyDeskPage, PolicyWorkPage};
pub use faqs::FaqListPage;
pub use parents::{ParentListPage, UpkeepPage};
pub use preview::PreviewPage;
pub use rulings::RulingListPage;

/// The front page, key `index`: what this is, three doors, openings, latest notices.
#[derive(Debug, Template)]
#[template(path = "policies/home.html")]
pub struct HomePage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// How many policies are in force.
    pub policies: usize,
    /// Every item in force; the page picks which to show.
    pub items: &'a [ItemEntry],
    /// Notices, newest first; the page shows the first few.
    pub notices: &'a [NoticeView],
    /// When the catalogue was built (RFC 3339).
    pub updated_at: &'a str,
}

/// All policies by department, key `policies`. Complete without scripts; a small script filters it.
#[derive(Debug, Template)]
#[template(path = "policies/list.html")]
pub struct PolicyListPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Policies in force.
    pub policies: &'a [PolicyEntry],
    /// Their items.
    pub items: &'a [ItemEntry],
    /// Names of departments.
    pub departments: &'a [Named],
}

/// One policy, key `policies/{policy}`.
#[derive(Debug, Template)]
#[template(path = "policies/policy.html")]
pub struct PolicyPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The policy.
    pub policy: &'a PolicyEntry,
    /// Where it stands.
    pub standing: &'a StandingView,
    /// Name of the department that made it.
    pub department: &'a str,
    /// Day it was issued (`YYYY-MM-DD`), if known.
    pub issued_on: Option<&'a str>,
    /// First day in force, if known.
    pub valid_from: Option<&'a str>,
    /// Last day in force, if it ends.
    pub valid_to: Option<&'a str>,
    /// Where the document can be read; shown as a link only if it begins with `https://` or `http://`.
    pub source: Option<&'a str>,
    /// What it is about, if there is a summary.
    pub summary: &'a str,
    /// Its items.
    pub items: &'a [ItemEntry],
    /// What it is explained with, the latest first.
    pub interpretations: &'a [InterpretationView],
    /// How open questions of its clauses were decided, the latest first.
    pub rulings: &'a [RulingView],
    /// What is asked often, answered for everybody, the latest first.
    pub faqs: &'a [FaqView],
    /// Documents of higher levels it carries out.
    pub parents: &'a [ParentCited],
}

/// One item: the application guide, key `items/{item}`.
#[derive(Debug, Template)]
#[template(path = "policies/item.html")]
pub struct ItemPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The item in full.
    pub item: &'a ItemView,
    /// Names of departments.
    pub departments: &'a [Named],
}

page!(HomePage<'_>);
page!(PolicyListPage<'_>);
page!(PolicyPage<'_>);
page!(ItemPage<'_>);
