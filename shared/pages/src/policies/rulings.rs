//! The register of rulings (口径登记簿, M97).

use askama::Template;
use contract::explain::RulingView;

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;

/// Every ruling, key `rulings`.
#[derive(Debug, Template)]
#[template(path = "policies/rulings.html")]
pub struct RulingListPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Rulings, by policy, the latest first.
    pub rulings: &'a [RulingView],
    /// The day the page is written for (`YYYY-MM-DD`).
    pub today: &'a str,
}

impl RulingListPage<'_> {
    /// Whether its first day has not come.
    fn coming(&self, ruling: &RulingView) -> bool {
        ruling.binds_from.as_str() > self.today
    }
}

page!(RulingListPage<'_>);
