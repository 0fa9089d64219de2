//! 我的政策 and 政策专题 (M16, M67, M68): the items of one enterprise, its calendar of openings, and collections.

use askama::Template;
use contract::collections::CollectionView;
use contract::eligibility::{AssessmentReply, ItemAnswer, VerdictView};

use crate::calculator::ProfileInUse;
use crate::chrome::Chrome;
use crate::render::page;
use crate::say;

/// What fits the saved profile. `POST /receipts` with `use_profile` makes the written explanation.
#[derive(Debug, Template)]
#[template(path = "mine/policies.html")]
pub struct MyPoliciesPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Whose profile; none where none was saved yet.
    pub profile: Option<ProfileInUse<'a>>,
    /// The answer for it.
    pub reply: Option<&'a AssessmentReply>,
    /// Where a calendar program finds its openings.
    pub feed: &'a str,
    /// Collections it belongs to.
    pub collections: &'a [CollectionView],
}

/// Every collection.
#[derive(Debug, Template)]
#[template(path = "mine/collections.html")]
pub struct CollectionsPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Those of the reader first.
    pub collections: &'a [CollectionView],
}

page!(MyPoliciesPage<'_>);
page!(CollectionsPage<'_>);

impl MyPoliciesPage<'_> {
    fn of(&self, verdict: VerdictView) -> Vec<&ItemAnswer> {
        let items = self.reply.into_iter().flat_map(|reply| &reply.items);
        items.filter(|item| item.verdict == verdict).collect()
    }

    fn eligible(&self) -> Vec<&ItemAnswer> {
        self.of(VerdictView::Eligible)
    }

    fn undetermined(&self) -> Vec<&ItemAnswer> {
        self.of(VerdictView::Undetermined)
    }

    /// What could be applied for, by the day it begins.
    fn calendar(&self) -> Vec<&ItemAnswer> {
        let both = self.eligible().into_iter().chain(self.undetermined());
        let mut dated: Vec<&ItemAnswer> = both.filter(|item| item.opening.is_some()).collect();
        dated.sort_by_key(|item| item.opening.as_ref().map(|opening| opening.from.clone()));
        dated
    }
}
