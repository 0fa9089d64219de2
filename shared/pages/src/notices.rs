//! Public notices (公示, M45): the list and one notice. No personal data: the views carry none, and the function's linter looks again.

use askama::Template;
use contract::notice::NoticeView;

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::Named;

/// The list of notices, key `notices`, newest first; 100 at most are shown.
#[derive(Debug, Template)]
#[template(path = "notices/list.html")]
pub struct NoticeListPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Notices, newest first.
    pub notices: &'a [NoticeView],
    /// Names of departments.
    pub departments: &'a [Named],
}

/// One notice, key `notices/{number}`.
#[derive(Debug, Template)]
#[template(path = "notices/notice.html")]
pub struct NoticePage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The notice. Its first telephone is the department's, its second the discipline office's.
    pub notice: &'a NoticeView,
    /// Names of departments.
    pub departments: &'a [Named],
}

page!(NoticeListPage<'_>);
page!(NoticePage<'_>);
