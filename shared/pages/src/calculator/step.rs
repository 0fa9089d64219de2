//! One question at a time (M7): the one that settles most, what its answers would mean, and how far the list is settled.
//!
//! `GET /calculator/ask` begins, `POST /calculator/ask` takes the fields of the calculator and besides
//!
//! | name | value |
//! |---|---|
//! | `asked` | the fact that was asked; without an answer it is not asked again |
//! | `declined` | facts that were not answered; several times |

use askama::Template;
use contract::eligibility::{
    AssessmentReply, FactView, MeaningView, NextQuestionView, VerdictView,
};
use contract::fault::Fault;

use super::question::{Shape, from, id, name, pointer, ranged, shape, to, unit};
use super::records::{heads, rows};
use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::Values;

/// Most items named for one answer.
const NAMED_MAX: usize = 4;

/// One question.
#[derive(Debug, Template)]
#[template(path = "calculator/step.html")]
pub struct StepPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The question and what it can change.
    pub question: &'a NextQuestionView,
    /// The fact it asks for.
    pub fact: &'a FactView,
    /// Every fact, for the columns of lists.
    pub facts: &'a [FactView],
    /// The answer so far.
    pub reply: &'a AssessmentReply,
    /// What was answered; carried along.
    pub values: &'a Values,
    /// Faults of the answer just given.
    pub faults: &'a [Fault],
}

page!(StepPage<'_>);

impl StepPage<'_> {
    /// Items whose verdict stands.
    fn settled(&self) -> usize {
        let items = self.reply.items.iter();
        items
            .filter(|item| item.verdict != VerdictView::Undetermined)
            .count()
    }

    fn eligible(&self) -> usize {
        let items = self.reply.items.iter();
        items
            .filter(|item| item.verdict == VerdictView::Eligible)
            .count()
    }

    /// What was answered before, without this question.
    fn carried(&self) -> Vec<(&str, &str)> {
        let own = name(self.fact);
        let others = self.values.pairs().filter(|(given, _)| {
            let mine = given
                .strip_prefix(own.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            !mine && *given != "asked" && *given != "edit"
        });
        others.collect()
    }

    /// The titles of items, as many as are told.
    fn titles(&self, items: &[String]) -> String {
        let named = items.iter().take(NAMED_MAX).map(|id| {
            let found = self.reply.items.iter().find(|item| item.item == *id);
            found.map_or(id.as_str(), |item| item.title.zh.as_str())
        });
        let named: Vec<&str> = named.collect();
        let more = if items.len() > NAMED_MAX {
            format!("等 {} 项", items.len())
        } else {
            String::new()
        };
        format!("“{}”{more}", named.join("”“"))
    }

    /// What one answer would mean, in a sentence.
    fn means(&self, answer: &MeaningView) -> String {
        let fits =
            (!answer.eligible.is_empty()).then(|| format!("{}符合", self.titles(&answer.eligible)));
        let not = (!answer.ineligible.is_empty())
            .then(|| format!("{}不符合", self.titles(&answer.ineligible)));
        let parts: Vec<String> = fits.into_iter().chain(not).collect();
        if parts.is_empty() {
            "暂不能确定任何事项，还要看其他情况".to_owned()
        } else {
            parts.join("；")
        }
    }
}
