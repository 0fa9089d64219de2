//! Showing an assessment.

use calculator::{
    Amounted, Assessment, Combination, FactId, Facts, ItemVerdict, Reason, Truth, Verdict,
};
use facts::{Day, Money};

use super::{
    AmountView, AssessmentReply, CombinationView, ItemAnswer, LeftOut, QuestionView, ReasonView,
    VerdictView,
};
use crate::catalogue::Opened;
use crate::rule::ItemDocument;
use crate::text::Text;

/// The calculator's answer as the API gives it; `warnings` are about the input.
#[must_use]
pub fn reply(
    assessment: &Assessment,
    catalogue: &Opened,
    as_of: Day,
    warnings: Vec<Text>,
) -> AssessmentReply {
    let items = assessment.items.iter().filter_map(|answer| {
        let (policy, item) = catalogue.item(&answer.item)?;
        let questions = questions(&answer.missing, assessment, catalogue.facts());
        Some(item_answer(
            answer,
            policy.document.illustrative,
            item,
            (as_of, questions),
            policy.document.id.as_str(),
        ))
    });
    AssessmentReply {
        catalogue: catalogue.version().to_owned(),
        as_of: as_of.to_string(),
        notice: Text::new(
            "测算结果仅供参考，不是行政决定。能否享受、享受多少，以主管部门的审核决定为准。",
            "This is advice, not a decision. The department in charge decides.",
        ),
        warnings,
        items: items.collect(),
        combination: combination(&assessment.combination),
        next_question: assessment
            .next_question
            .as_ref()
            .and_then(|fact| question(fact, assessment, catalogue.facts())),
    }
}

fn item_answer(
    answer: &ItemVerdict,
    illustrative: bool,
    item: &ItemDocument,
    (as_of, missing): (Day, Vec<QuestionView>),
    policy: &str,
) -> ItemAnswer {
    ItemAnswer {
        item: answer.item.to_string(),
        policy: policy.to_owned(),
        title: item.rules.title.clone().into(),
        verdict: match answer.verdict {
            Verdict::Eligible => VerdictView::Eligible,
            Verdict::Undetermined => VerdictView::Undetermined,
            Verdict::Ineligible => VerdictView::Ineligible,
        },
        amount: amount(&answer.amount),
        reasons: answer.reasons.iter().map(reason).collect(),
        missing,
        materials: item
            .materials
            .iter()
            .map(|material| material.terms.name.clone().into())
            .collect(),
        open: item.open_on(as_of).is_some(),
        contact: item.contact.clone(),
        notes: answer
            .notes
            .iter()
            .map(|note| note.clone().into())
            .collect(),
        illustrative,
    }
}

fn amount(amount: &Amounted) -> AmountView {
    let (kind, bounds, words, steps) = match amount {
        Amounted::Exemption(words) => ("exemption", None, words.clone().into(), &Vec::new()),
        Amounted::Ask(words) => ("ask", None, words.clone().into(), &Vec::new()),
        Amounted::Money { low, high, steps } => (
            if *high == Some(*low) {
                "exact"
            } else {
                "range"
            },
            Some((*low, *high)),
            range(*low, *high),
            steps,
        ),
    };
    AmountView {
        kind: kind.to_owned(),
        low: bounds.map(|(low, _)| low.to_string()),
        high: bounds
            .and_then(|(_, high)| high)
            .map(|high| high.to_string()),
        words,
        steps: steps.iter().map(|step| step.clone().into()).collect(),
    }
}

/// An amount in words: exact, from one to another, or not bounded yet.
fn range(low: Money, high: Option<Money>) -> Text {
    match high {
        Some(high) if high == low => Text::new(low.words(), format!("CNY {}", low.grouped())),
        Some(high) if low == Money::ZERO => Text::new(
            format!("最高 {}", high.words()),
            format!("up to CNY {}", high.grouped()),
        ),
        Some(high) => Text::new(
            format!("{} 至 {}", low.words(), high.words()),
            format!("CNY {} to {}", low.grouped(), high.grouped()),
        ),
        None if low == Money::ZERO => Text::new(
            "补充信息后可算出金额",
            "the amount can be told once more is known",
        ),
        None => Text::new(
            format!("不少于 {}", low.words()),
            format!("at least CNY {}", low.grouped()),
        ),
    }
}

fn reason(reason: &Reason) -> ReasonView {
    ReasonView {
        outcome: match reason.truth {
            Truth::Yes => "met",
            Truth::No => "unmet",
            Truth::Unknown => "unknown",
        }
        .to_owned(),
        words: reason.words.clone().into(),
        clause: format!("{} {}", reason.clause.document, reason.clause.article),
        read: reason.read.clone().into(),
        distance: reason.distance.clone().map(Into::into),
    }
}

fn question(fact: &FactId, assessment: &Assessment, facts: &Facts) -> Option<QuestionView> {
    let declared = facts.get(fact)?;
    Some(QuestionView {
        fact: fact.to_string(),
        question: declared.question.clone().into(),
        unit: declared.unit.zh.clone(),
        items: assessment.changes.get(fact).copied().unwrap_or_default(),
    })
}

fn questions(missing: &[FactId], assessment: &Assessment, facts: &Facts) -> Vec<QuestionView> {
    let views = missing
        .iter()
        .filter_map(|fact| question(fact, assessment, facts));
    views.collect()
}

fn combination(combination: &Combination) -> CombinationView {
    CombinationView {
        taken: combination.taken.iter().map(ToString::to_string).collect(),
        total: combination.total.to_string(),
        bound: combination.bound.to_string(),
        notes: combination
            .notes
            .iter()
            .map(|note| note.clone().into())
            .collect(),
        left_out: combination
            .left_out
            .iter()
            .map(|left| LeftOut {
                item: left.item.to_string(),
                reason: left.reason.clone().into(),
            })
            .collect(),
    }
}
