//! The changelog of the list as a page and as a feed (M95).

use askama::Template;
use contract::catalogue::ListChange;

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::Named;

/// The changelog, key `changes`.
#[derive(Debug, Template)]
#[template(path = "policies/changes.html")]
pub struct ChangesPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// What happened, the latest first.
    pub changes: &'a [ListChange],
    /// What is announced, the nearest first.
    pub upcoming: &'a [ListChange],
    /// How many there are in all; older ones than those shown are in the JSON file.
    pub all: usize,
    /// Names of departments.
    pub departments: &'a [Named],
}

/// The changelog as an Atom feed (RFC 4287), key `changes.atom`.
#[derive(Debug, Template)]
#[template(path = "policies/changes.xml")]
pub struct ChangesFeed<'a> {
    /// Frame: address and name of the site.
    pub chrome: Chrome<'a>,
    /// Changes, the latest first.
    pub changes: &'a [ListChange],
    /// When the catalogue was built (RFC 3339).
    pub updated_at: &'a str,
    /// Version of the catalogue it was read from.
    pub catalogue: &'a str,
}

page!(ChangesPage<'_>);
page!(ChangesFeed<'_>);
