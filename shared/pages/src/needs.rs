//! Needs (需求): the form, what was taken down, and the list for those who make policies (M6, M21).

use askama::Template;
use contract::fault::Fault;
use contract::need::{NeedTaken, NeedView};
use contract::policy::ItemEntry;

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::{Named, Values, name_of};

/// `GET /needs` for whoever has a need: `words` or `item`, `saying`, `idempotency_key`.
#[derive(Debug, Template)]
#[template(path = "needs/form.html")]
pub struct NeedFormPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The item that is wanted and does not fit, if it is about one.
    pub item: Option<&'a ItemEntry>,
    /// A fresh random key.
    pub idempotency_key: &'a str,
    /// What was filled in.
    pub values: &'a Values,
    /// Faults; pointers `/words`, `/saying`.
    pub faults: &'a [Fault],
}

/// What is said once a need was taken down.
#[derive(Debug, Template)]
#[template(path = "needs/taken.html")]
pub struct NeedTakenPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// What was taken down.
    pub told: &'a NeedTaken,
    /// Names of departments.
    pub departments: &'a [Named],
}

/// `GET /needs` for those who make policies.
#[derive(Debug, Template)]
#[template(path = "needs/list.html")]
pub struct NeedListPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Needs, the most counted first.
    pub needs: &'a [NeedView],
    /// Names of departments.
    pub departments: &'a [Named],
    /// Address of the next page, if there is one.
    pub next: Option<&'a str>,
}

/// `GET /needs/{need}`: months as bars with the numbers beside them, and what was written.
#[derive(Debug, Template)]
#[template(path = "needs/need.html")]
pub struct NeedPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The need.
    pub need: &'a NeedView,
    /// Names of departments.
    pub departments: &'a [Named],
}

impl NeedPage<'_> {
    /// The months with the height of their bar, of 100.
    fn bars(&self) -> Vec<(&str, u64, u64)> {
        let months = self.need.months.iter();
        let most = months.clone().map(|month| month.count).max();
        let most = most.unwrap_or_default().max(1);
        months
            .map(|month| {
                let height = month.count.saturating_mul(100) / most;
                (month.month.as_str(), month.count, height)
            })
            .collect()
    }
}

/// Who reads a need.
#[expect(
    clippy::ref_option,
    reason = "templates hand a field over as it is declared"
)]
pub(crate) fn owner<'a>(department: &'a Option<String>, names: &'a [Named]) -> &'a str {
    department
        .as_deref()
        .map_or("统筹单位", |id| name_of(names, id))
}

page!(NeedFormPage<'_>);
page!(NeedTakenPage<'_>);
page!(NeedListPage<'_>);
page!(NeedPage<'_>);
