//! What the result page shows, sorted the way people read it.

use contract::eligibility::{ItemAnswer, VerdictView};

use super::ResultPage;

/// Items of one verdict under one heading.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub(super) id: &'static str,
    pub(super) heading: &'static str,
    pub(super) english: &'static str,
    pub(super) items: Vec<&'a ItemAnswer>,
}

impl ResultPage<'_> {
    /// Eligible first, then undetermined, then ineligible; empty groups are left out.
    pub(super) fn groups(&self) -> Vec<Group<'_>> {
        [
            (
                VerdictView::Eligible,
                "eligible",
                "符合条件",
                "You seem eligible",
            ),
            (
                VerdictView::Undetermined,
                "undetermined",
                "待定，还需补充信息",
                "More answers needed",
            ),
            (
                VerdictView::Ineligible,
                "ineligible",
                "暂不符合",
                "Not eligible at present",
            ),
        ]
        .into_iter()
        .map(|(verdict, id, heading, english)| Group {
            id,
            heading,
            english,
            items: self.of(verdict),
        })
        .filter(|group| !group.items.is_empty())
        .collect()
    }

    fn of(&self, verdict: VerdictView) -> Vec<&contract::eligibility::ItemAnswer> {
        self.reply
            .items
            .iter()
            .filter(|item| item.verdict == verdict)
            .collect()
    }
}
