//! The policy sandbox as a page (M63).

use askama::Template;
use contract::preview::PreviewReply;
use contract::text::Text;

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;

/// `GET /desk/policies/{policy}/preview`: what the newest version would change.
#[derive(Debug, Template)]
#[template(path = "policies/preview.html")]
pub struct PreviewPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Policy id.
    pub policy: &'a str,
    /// Its title.
    pub title: &'a Text,
    /// What would change.
    pub preview: &'a PreviewReply,
}

impl PreviewPage<'_> {
    /// A count, or that it is not shown.
    fn count(count: &Option<u64>) -> String {
        count.map_or_else(|| "不显示".to_owned(), |count| format!("{count} 户"))
    }

    /// A verdict in words.
    fn verdict(word: &str) -> &'static str {
        match word {
            "eligible" => "符合",
            "undetermined" => "待定",
            _ => "不符合",
        }
    }

    /// An amount in words, or that it is not shown.
    fn cost(low: &Option<String>, high: &Option<String>) -> String {
        match low {
            Some(_) => say::range(low, high),
            None => "不足三户，不显示".to_owned(),
        }
    }
}

page!(PreviewPage<'_>);
