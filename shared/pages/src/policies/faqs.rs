//! What is asked often, answered for everybody (常见问答, M20).

use askama::Template;
use contract::explain::FaqView;

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::Named;

/// Every answer, key `faqs`: by policy, each open to be read without a script.
#[derive(Debug, Template)]
#[template(path = "policies/faqs.html")]
pub struct FaqListPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Answers, by policy, the latest first.
    pub faqs: &'a [FaqView],
    /// Titles of items.
    pub items: &'a [Named],
}

impl FaqListPage<'_> {
    /// Whether this answer is the first of its policy.
    fn begins(&self, place: &usize) -> bool {
        let before = place
            .checked_sub(1)
            .and_then(|before| self.faqs.get(before));
        let here = self.faqs.get(*place);
        before.map(|faq| &faq.policy) != here.map(|faq| &faq.policy)
    }
}

page!(FaqListPage<'_>);
