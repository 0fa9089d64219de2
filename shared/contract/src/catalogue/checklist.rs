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
        let calculator = self.calculator(day);
        let only = BTreeSet::from([id.clone()]);
        let assessment = calculator.assess(profile, day, Some(&only));
        let answer = assessment.items.first();
        let foreseen = answer.into_iter().flat_map(|answer| &answer.conditions);
        for (condition, truth) in subject.conditions.iter_mut().zip(foreseen) {
            condition.foreseen = Some(*truth);
        }
        subject.contest = self.contest_for(id, profile, day);
        subject.instalments = self.instalments_for(id, profile, day);
        let told = answer.and_then(|one| Some((one, calculator.teller(profile, day).tell(one)?)));
        Some((subject, advised(told.as_ref())))
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
