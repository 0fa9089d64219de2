//! Asking a catalogue further: which question settles most.

use std::collections::BTreeSet;

use calculator::{Assessment, Contradiction, FactId, Profile, Question};
use facts::{Day, ItemId};

use super::Opened;
use crate::eligibility::FactView;

impl Opened {
    /// Assesses a profile on `day` against the items then in force: those of `only`, or all where it is empty.
    #[must_use]
    pub fn assess(&self, profile: &Profile, day: Day, only: &BTreeSet<ItemId>) -> Assessment {
        let asked = (!only.is_empty()).then_some(only);
        self.calculator(day).assess(profile, day, asked)
    }

    /// The facts to ask for one item on `day`, in the order people are asked.
    #[must_use]
    pub fn questions(&self, item: &ItemId, day: Day) -> Vec<FactView> {
        let calculator = self.calculator(day);
        let asked = calculator.asked_for(item);
        let mut views = crate::facts::views(calculator.facts());
        let wanted = |id: &str| asked.iter().any(|fact| fact.as_str() == id);
        // with a list come its fields
        views.retain(|view| wanted(&view.fact) || view.of.as_deref().is_some_and(wanted));
        views
    }

    /// The questions left after `assessment`, most telling first, at most `most`; those of `declined` are not asked again.
    #[must_use]
    pub fn next_questions(
        &self,
        asked: (&Profile, Day),
        assessment: &Assessment,
        declined: &BTreeSet<FactId>,
        most: usize,
    ) -> Vec<Question> {
        self.calculator(asked.1)
            .questions(asked, assessment, declined, most)
    }

    /// Facts of a profile that cannot all be true on `day`.
    #[must_use]
    pub fn contradictions(&self, profile: &Profile, day: Day) -> Vec<Contradiction> {
        self.calculator(day).contradictions(profile, day)
    }
}
