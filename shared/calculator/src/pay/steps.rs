//! The working, as it is told.

use facts::Text;

/// What was done to work an amount out, in words; or nothing, where only the figures are asked for.
#[derive(Debug)]
pub(super) struct Steps(Option<Vec<Text>>);

impl Steps {
    /// Each step will be told.
    pub(super) const fn told() -> Self {
        Self(Some(Vec::new()))
    }

    /// No words are made.
    pub(super) const fn silent() -> Self {
        Self(None)
    }

    /// None yet, told if these are.
    pub(super) fn fresh(&self) -> Self {
        Self(self.0.as_ref().map(|_| Vec::new()))
    }

    /// Notes a step.
    pub(super) fn note(&mut self, words: impl FnOnce() -> Text) {
        if let Some(steps) = &mut self.0 {
            steps.push(words());
        }
    }

    /// What was noted.
    pub(super) fn words(self) -> Vec<Text> {
        self.0.unwrap_or_default()
    }
}
