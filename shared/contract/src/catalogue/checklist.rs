//! What the calculator says of each condition at submission: the foreseen part of a review checklist (M43).

use std::collections::BTreeSet;

use calculator::{Condition, Profile};
use casework::case::{ConditionAsked, Subject};
use casework::draft::Advice;
use facts::{Day, ItemId};

use super::Opened;
use super::application::advised;
use crate::receipt::Receipt;

/// What an application is about, and what the calculator says of it on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedFor {
    /// What is applied for, with what is foreseen of each condition.
    pub subject: Subject,
    /// What the calculator says.
    pub advice: Advice,
    /// How it came to that, over those facts alone that count for the item (M19).
    pub receipt: Receipt,
}

impl Opened {
    /// What is applied for with what the calculator says of each of its conditions on this profile, and what that comes to; none if there
    /// is no such item. Asked once for all.
    #[must_use]
    pub fn applied_for(&self, id: &ItemId, profile: &Profile, day: Day) -> Option<AppliedFor> {
        let mut subject = self.subject(id, day)?;
        let calculator = self.calculator(day);
        let only = BTreeSet::from([id.clone()]);
        let relevant = calculator.relevant(id, profile);
        let assessment = calculator.assess(&relevant, day, Some(&only));
        let answer = assessment.items.first();
        let foreseen = answer.into_iter().flat_map(|answer| &answer.conditions);
        for (condition, truth) in subject.conditions.iter_mut().zip(foreseen) {
            condition.foreseen = Some(*truth);
        }
        subject.contest = self.contest_for(id, profile, day);
        subject.instalments = self.instalments_for(id, profile, day);
        let told = answer.and_then(|one| Some((one, calculator.teller(&relevant, day).tell(one)?)));
        Some(AppliedFor {
            advice: advised(told.as_ref()),
            receipt: Receipt::of(&assessment, self, (&relevant, day), &only),
            subject,
        })
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
