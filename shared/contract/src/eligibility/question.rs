//! Questions that are left, with what each can change.

use std::collections::BTreeSet;

use calculator::{Assessment, FactId, Profile, Question};
use facts::Day;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::known::written;
use super::{AssessmentReply, QuestionView};
use crate::catalogue::Opened;
use crate::text::Text;

/// How many questions an answer names.
const NAMED: usize = 5;

/// A question that is left, and what it can change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NextQuestionView {
    /// Fact id.
    pub fact: String,
    /// The question.
    pub question: Text,
    /// Unit, such as 人; empty if none.
    pub unit: String,
    /// Items it can change.
    pub items: Vec<String>,
    /// The most that hangs on it, in yuan; absent if unbounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_stake: Option<String>,
    /// What it can change, in words.
    pub words: Text,
    /// What each answer would mean, where the answers are few.
    pub answers: Vec<MeaningView>,
}

/// What one answer would mean, before anything else is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MeaningView {
    /// The answer, as `facts` takes it.
    pub value: serde_json::Value,
    /// In words.
    pub words: Text,
    /// Items that would fit.
    pub eligible: Vec<String>,
    /// Items that would not.
    pub ineligible: Vec<String>,
}

/// Adds the questions left after `assessment` to its reply.
pub fn ask(
    reply: &mut AssessmentReply,
    catalogue: &Opened,
    (profile, day): (&Profile, Day),
    (assessment, declined): (&Assessment, &BTreeSet<FactId>),
) {
    let questions = catalogue.next_questions((profile, day), assessment, declined, NAMED);
    reply.questions = questions
        .iter()
        .filter_map(|question| view(question, catalogue))
        .collect();
    reply.next_question = reply.questions.first().map(|first| QuestionView {
        fact: first.fact.clone(),
        question: first.question.clone(),
        unit: first.unit.clone(),
        items: first.items.len(),
    });
}

fn view(question: &Question, catalogue: &Opened) -> Option<NextQuestionView> {
    let declared = catalogue.facts().get(&question.fact)?;
    let ids = |items: &[facts::ItemId]| items.iter().map(ToString::to_string).collect();
    let answers = question.answers.iter().map(|meaning| MeaningView {
        value: written(&meaning.known),
        words: meaning.words.clone().into(),
        eligible: ids(&meaning.eligible),
        ineligible: ids(&meaning.ineligible),
    });
    Some(NextQuestionView {
        fact: question.fact.to_string(),
        question: declared.question.clone().into(),
        unit: declared.unit.zh.clone(),
        items: ids(&question.items),
        at_stake: question.most.map(|most| most.to_string()),
        words: words(question),
        answers: answers.collect(),
    })
}

fn words(question: &Question) -> Text {
    let count = question.items.len();
    match question.most {
        Some(most) if most == facts::Money::ZERO => Text::new(
            format!("关系到 {count} 个事项"),
            format!("{count} item(s) wait for it"),
        ),
        Some(most) => Text::new(
            format!("关系到 {count} 个事项，最多 {}", most.words()),
            format!(
                "{count} item(s) wait for it, at most CNY {}",
                most.grouped()
            ),
        ),
        None => Text::new(
            format!("关系到 {count} 个事项，金额视其他情况而定"),
            format!("{count} item(s) wait for it, the amount depends on more"),
        ),
    }
}
