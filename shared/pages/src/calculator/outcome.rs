//! What the result page shows, sorted the way people read it.

use contract::eligibility::{FactView, ItemAnswer, ReasonView, VerdictView};
use contract::fault::Fault;

use super::ResultPage;
use super::question::name;

/// Most questions asked again under a result.
const QUESTIONS_MAX: usize = 4;

/// Items of one verdict under one heading.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub(super) id: &'static str,
    pub(super) short: &'static str,
    pub(super) heading: &'static str,
    pub(super) english: &'static str,
    pub(super) items: Vec<&'a ItemAnswer>,
}

/// Reasons worth reading: all of an eligible item; of the others those that stand against it or are open.
pub(super) fn telling(item: &ItemAnswer) -> Vec<&ReasonView> {
    let wanted: &[&str] = match item.verdict {
        VerdictView::Eligible => &["met", "unmet", "unknown"],
        VerdictView::Undetermined => &["unmet", "unknown"],
        VerdictView::Ineligible => &["unmet"],
    };
    item.reasons
        .iter()
        .filter(|reason| wanted.contains(&reason.outcome.as_str()))
        .collect()
}

impl ResultPage<'_> {
    /// Eligible first, then undetermined, then ineligible; empty groups are left out.
    pub(super) fn groups(&self) -> Vec<Group<'_>> {
        [
            (
                VerdictView::Eligible,
                "eligible",
                "符合",
                "符合条件",
                "You seem eligible",
            ),
            (
                VerdictView::Undetermined,
                "undetermined",
                "待定",
                "待定，还需补充信息",
                "More answers needed",
            ),
            (
                VerdictView::Ineligible,
                "ineligible",
                "暂不符合",
                "暂不符合",
                "Not eligible at present",
            ),
        ]
        .into_iter()
        .map(|(verdict, id, short, heading, english)| Group {
            id,
            short,
            heading,
            english,
            items: self
                .reply
                .items
                .iter()
                .filter(|item| item.verdict == verdict)
                .collect(),
        })
        .filter(|group| !group.items.is_empty())
        .collect()
    }

    /// The title of an item, or its id.
    pub(super) fn title_of<'a>(&'a self, item: &'a str) -> &'a str {
        self.reply
            .items
            .iter()
            .find(|answer| answer.item == item)
            .map_or(item, |answer| &answer.title.zh)
    }

    /// The questions whose answers can change most, the most telling first.
    pub(super) fn questions(&self) -> Vec<&FactView> {
        let next = self.reply.next_question.iter();
        let mut missing: Vec<_> = self
            .reply
            .items
            .iter()
            .filter(|item| item.verdict == VerdictView::Undetermined)
            .flat_map(|item| &item.missing)
            .collect();
        missing.sort_by_key(|question| std::cmp::Reverse(question.items));
        let mut questions: Vec<&FactView> = Vec::new();
        for question in next.chain(missing) {
            let fact = self
                .facts
                .iter()
                .find(|fact| fact.fact == question.fact && !fact.derived);
            if let Some(fact) =
                fact.filter(|fact| questions.iter().all(|known| known.fact != fact.fact))
            {
                questions.push(fact);
            }
        }
        questions.truncate(QUESTIONS_MAX);
        questions
    }

    /// What was answered, without the questions that are asked again.
    pub(super) fn carried(&self) -> Vec<(&str, &str)> {
        let again: Vec<String> = self.questions().into_iter().map(name).collect();
        self.values
            .pairs()
            .filter(|(given, _)| {
                *given != "edit"
                    && again.iter().all(|name| {
                        given
                            .strip_prefix(name.as_str())
                            .is_none_or(|rest| !rest.is_empty() && !rest.starts_with('.'))
                    })
            })
            .collect()
    }

    /// The questions under a result have no faults: a form with faults is shown as a form.
    pub(super) const fn no_faults(&self) -> &'static [Fault] {
        &[]
    }
}
