//! What the calculator says of each condition at submission: the foreseen part of a review checklist (M43).

use std::collections::BTreeSet;

use calculator::{Condition, Profile};
use casework::case::{ConditionAsked, Subject};
use casework::draft::Advice;
use facts::{Day, ItemId};

use super::Opened;
use super::application::advised;

impl Opened {
    /// What is applied for with what the calculator says of each of its conditions on this profile, and what that comes to; none if there
    /// is no such item. Asked once for both.
    #[must_use]
    pub fn applied_for(
        &self,
        id: &ItemId,
        profile: &Profile,
        day: Day,
    ) -> Option<(Subject, Advice)> {
        let mut subject = self.subject(id, day)?;
        let assessment = self.assess(profile, day, &BTreeSet::from([id.clone()]));
        let answer = assessment.items.first();
        let reasons = answer.into_iter().flat_map(|answer| &answer.reasons);
        // one reason for each condition, in the order of the rule
        for (condition, reason) in subject.conditions.iter_mut().zip(reasons) {
            condition.foreseen = Some(reason.truth);
        }
        subject.instalments = self.instalments_for(id, profile, day);
        Some((subject, advised(answer)))
    }
}

/// A condition as a checklist asks it.
pub(super) fn asked(condition: &Condition) -> ConditionAsked {
    ConditionAsked {
        words: condition.words.clone(),
        document: condition.clause.document.clone(),
        article: condition.clause.article.clone(),
        foreseen: None,
    }
}
