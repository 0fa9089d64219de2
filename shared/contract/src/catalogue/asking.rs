//! Asking a catalogue further: which question settles most.

use std::collections::BTreeSet;

use calculator::{Assessment, Contradiction, FactId, Profile, Question};
use facts::Day;

use super::Opened;

impl Opened {
    /// The questions left after `assessment`, most telling first, at most `most`; those of `declined` are not asked again.
    #[must_use]
    pub fn next_questions(
        &self,
        asked: (&Profile, Day),
        assessment: &Assessment,
        declined: &BTreeSet<FactId>,
        most: usize,
    ) -> Vec<Question> {
        self.calculator.questions(asked, assessment, declined, most)
    }

    /// Facts of a profile that cannot all be true on `day`.
    #[must_use]
    pub fn contradictions(&self, profile: &Profile, day: Day) -> Vec<Contradiction> {
        self.calculator.contradictions(profile, day)
    }
}
