//! What the calculator says of each condition at submission: the foreseen part of a review checklist (M43).

use std::collections::BTreeSet;

use calculator::{Condition, Profile};
use casework::case::{ConditionAsked, Subject};
use facts::{Day, ItemId};

use super::Opened;

impl Opened {
    /// What is applied for, and what the calculator says of each of its conditions on this profile; none if there is no such item.
    #[must_use]
    pub fn subject_for(&self, id: &ItemId, profile: &Profile, day: Day) -> Option<Subject> {
        let mut subject = self.subject(id, day)?;
        let assessment = self.assess(profile, day, &BTreeSet::from([id.clone()]));
        let reasons = assessment.items.into_iter().flat_map(|item| item.reasons);
        // one reason for each condition, in the order of the rule
        for (condition, reason) in subject.conditions.iter_mut().zip(reasons) {
            condition.foreseen = Some(reason.truth);
        }
        subject.contest = self.contest_for(id, profile, day);
        subject.instalments = self.instalments_for(id, profile, day);
        Some(subject)
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
