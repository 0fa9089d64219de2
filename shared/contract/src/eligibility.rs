//! Questions to the calculator and its answers (M7, M19, M81, M97).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::{FromBody, Reader, wrong_type};
use crate::explain::RulingCited;
use crate::fault::Fault;
use crate::policy::OpeningView;
use crate::read::day;
use crate::text::Text;

pub mod answer;
pub mod ask;
pub mod known;
pub mod question;
pub mod what_if;

pub use question::{MeaningView, NextQuestionView};
pub use what_if::{FlipView, WhatIfView};

/// Asks which items fit. Without `enterprise` it is anonymous and nothing is kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AssessmentRequest {
    /// Use the saved profile of this enterprise (its own token needed).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enterprise: Option<String>,
    /// Facts given now; they overlay the saved profile. A value, a range `{"from","to"}`, `{"one_of":[…]}` or null.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub facts: serde_json::Map<String, serde_json::Value>,
    /// Assess as of this day; today when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub as_of: Option<String>,
    /// Only these items; all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// What if these facts were otherwise? Values as in `facts`; a number may also be moved: `{"add":"5"}`, `{"add":"-3"}`.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    #[schema(value_type = Object)]
    pub what_if: serde_json::Map<String, serde_json::Value>,
    /// Facts that cannot be answered and are not asked for again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declined: Vec<String>,
}

impl FromBody for AssessmentRequest {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let enterprise = reader.text_if("enterprise", 32);
        let facts = reader.map("facts");
        let as_of = reader.parsed_if("as_of", day);
        let items = reader.list("items", 200, |value, pointer, faults| {
            word(value, &pointer, faults, ("事项编码", "an item id"))
        });
        let what_if = reader.map("what_if");
        let declined = reader.list("declined", 500, |value, pointer, faults| {
            word(value, &pointer, faults, ("指标编码", "a fact id"))
        });
        Some(Self {
            enterprise,
            facts,
            as_of: as_of.map(|day| day.to_string()),
            items,
            what_if,
            declined,
        })
    }
}

fn word(
    value: &serde_json::Value,
    pointer: &str,
    faults: &mut Vec<Fault>,
    (zh, en): (&str, &str),
) -> Option<String> {
    let text = value.as_str().map(str::to_owned);
    if text.is_none() {
        faults.push(wrong_type(pointer, zh, en));
    }
    text
}

/// The calculator's answer: advice, not a decision (M97).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AssessmentReply {
    /// Catalogue version evaluated.
    pub catalogue: String,
    /// Version of the engine that evaluated it.
    pub engine: u32,
    /// Day assessed.
    #[schema(format = Date)]
    pub as_of: String,
    /// Who decides in the end, and that this is advice.
    pub notice: Text,
    /// Warnings about the input, for example a credit code whose check digit fails.
    pub warnings: Vec<Text>,
    /// Every item asked about: eligible first, then undetermined, then ineligible.
    pub items: Vec<ItemAnswer>,
    /// The best set that may be taken together.
    pub combination: CombinationView,
    /// The question that brings the list nearest to settled, if any is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_question: Option<QuestionView>,
    /// The best questions left, most telling first, each with what it can change.
    pub questions: Vec<NextQuestionView>,
    /// What would change under `what_if`, where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what_if: Option<WhatIfView>,
}

/// Whether an item fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VerdictView {
    /// Every condition is met.
    Eligible,
    /// Facts are missing that would decide.
    Undetermined,
    /// A condition is not met.
    Ineligible,
}

/// The answer for one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ItemAnswer {
    /// Item id.
    pub item: String,
    /// Policy id.
    pub policy: String,
    /// Title.
    pub title: Text,
    /// Whether it fits.
    pub verdict: VerdictView,
    /// Amount, if money.
    pub amount: AmountView,
    /// Each condition with what was read.
    pub reasons: Vec<ReasonView>,
    /// Facts that would decide an undetermined item.
    pub missing: Vec<QuestionView>,
    /// Materials to prepare.
    pub materials: Vec<Text>,
    /// For an ineligible item the whole way to fitting: every unmet condition, as far as it is short.
    pub way: Vec<Text>,
    /// The first day on which it fits if nothing changes but the date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub fits_from: Option<String>,
    /// Whether applications are accepted on the day assessed.
    pub open: bool,
    /// The opening of that day, or else the next one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<OpeningView>,
    /// How it is had: `apply`, `fast`, `without_application`, `promise`.
    pub mode: String,
    /// Where to apply or ask.
    pub contact: String,
    /// What fitting does not promise yet: places, ranking, budget, once only.
    #[serde(default)]
    pub notes: Vec<Text>,
    /// Always true for sample data.
    pub illustrative: bool,
}

/// How much: exact, a range, not money, or not computable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AmountView {
    /// `exact`, `range`, `exemption`, `ask`, or `none`.
    pub kind: String,
    /// Least amount in yuan, two decimals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<String>,
    /// Greatest amount in yuan, two decimals; absent if unbounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<String>,
    /// In words: “一次性奖励 20 万元”.
    pub words: Text,
    /// The working, step by step.
    pub steps: Vec<Text>,
}

/// One condition of an item and how it came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReasonView {
    /// `met`, `unmet` or `unknown`.
    pub outcome: String,
    /// The condition in plain words.
    pub words: Text,
    /// Document and article.
    pub clause: String,
    /// What was read from the profile.
    pub read: Text,
    /// How far it is to being met, if that can be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance: Option<Text>,
    /// How questions this clause leaves open were decided, as it binds on the day assessed (M97).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rulings: Vec<RulingCited>,
}

/// A fact to ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QuestionView {
    /// Fact id.
    pub fact: String,
    /// The question.
    pub question: Text,
    /// Unit, such as 万元; empty if none.
    pub unit: String,
    /// How many items its answer can change.
    pub items: usize,
}

/// The best set of items to take together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CombinationView {
    /// Items taken.
    pub taken: Vec<String>,
    /// What is certain of their amounts together, in yuan.
    pub total: String,
    /// No set is worth more; equals `total` where that is proved.
    #[serde(default)]
    pub bound: String,
    /// Joint ceilings that were reached.
    #[serde(default)]
    pub notes: Vec<Text>,
    /// Items left out, each with the reason.
    pub left_out: Vec<LeftOut>,
    /// How the total comes about, and that no set is worth more.
    #[serde(default)]
    pub proof: Vec<Text>,
    /// Items that are not settled and would change what is taken.
    #[serde(default)]
    pub could_change: Vec<CouldChangeView>,
}

/// An item that is not settled and would change what is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CouldChangeView {
    /// Item id.
    pub item: String,
    /// Items that would no longer be taken.
    pub displaces: Vec<String>,
    /// How.
    pub reason: Text,
}

/// An eligible item that is left out of the best set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LeftOut {
    /// Item id.
    pub item: String,
    /// “乙项与甲项就高不重复,取甲项 50 万元”.
    pub reason: Text,
}

/// A fact the calculator understands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FactView {
    /// Fact id.
    pub fact: String,
    /// Label.
    pub label: Text,
    /// Question.
    pub question: Text,
    /// `number`, `money`, `yes_no`, `choice`, `day`, `industry`, `place`, `titles`, `records`.
    pub kind: String,
    /// Unit, empty if none.
    pub unit: String,
    /// The period it speaks of, such as `上年度`; empty if none.
    pub period: String,
    /// Values of a choice, with labels.
    pub choices: Vec<Choice>,
    /// True when it is computed from others and need not be asked.
    pub derived: bool,
    /// The list whose records it is a field of, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// How to find it, what counts and what does not; both empty where nothing needs saying.
    #[serde(default)]
    pub help: Text,
    /// Where it comes from: `declared`, `register`, `tax`, `statistics`, `insurance`, `customs`, `awards`, `ledger`, `credit`, `city`.
    #[serde(default)]
    pub origin: String,
    /// Who may be shown it: `public`, `business` (the enterprise and who handles its case), `personal` (speaks of persons).
    #[serde(default)]
    pub sensitivity: String,
}

/// One value of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Choice {
    /// The value to send.
    pub value: String,
    /// Its label.
    pub label: Text,
}
