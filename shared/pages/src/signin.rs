//! Says that a page needs a reader who is signed in, and leads there. The choice of identity is the issuer's page, not ours.

use askama::Template;

use crate::chrome::Chrome;
use crate::render::page;

/// In place of a page that needs a signed-in reader (status 401). Leads to `GET /signin?back={back}`.
#[derive(Debug, Template)]
#[template(path = "signin.html")]
pub struct SignInPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Path to come back to, such as `/cases`.
    pub back: &'a str,
}

page!(SignInPage<'_>);
