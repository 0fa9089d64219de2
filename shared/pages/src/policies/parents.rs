//! Documents of higher levels (M3), and what is expected of those who make policies (M59, M64).

use askama::Template;
use contract::parents::Coverage;
use contract::upkeep::UpkeepEntry;

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;

/// How far documents of higher levels are carried out, key `parents`.
#[derive(Debug, Template)]
#[template(path = "policies/parents.html")]
pub struct ParentListPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// What is carried out by what.
    pub coverage: &'a Coverage,
}

/// `GET /desk/policy-upkeep`: policies of which something is expected, what is late first.
#[derive(Debug, Template)]
#[template(path = "policies/upkeep.html")]
pub struct UpkeepPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Policies.
    pub policies: &'a [UpkeepEntry],
    /// Documents of higher levels that have no local policy.
    pub unmet: usize,
}

page!(ParentListPage<'_>);
page!(UpkeepPage<'_>);
