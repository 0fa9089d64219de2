//! Showing an assessment.

use std::collections::BTreeMap;

use calculator::{
    Amounted, Assessment, Combination, ENGINE, FactId, Facts, ItemVerdict, Profile, Reason, Told,
    Verdict,
};
use facts::{Day, ItemId, Money};

use super::{
    AmountView, AssessmentReply, CombinationView, CouldChangeView, ItemAnswer, LeftOut,
    QuestionView, ReasonView, VerdictView,
};
use crate::catalogue::Opened;
use crate::convert::outcome;
use crate::policy::OpeningView;
use crate::rule::ItemDocument;
use crate::text::Text;

/// That it is advice, and who decides (M97); on every answer, page and receipt.
#[must_use]
pub fn notice() -> Text {
    Text::new(
        "测算结果仅供参考，不是行政决定。能否享受、享受多少，以主管部门的审核决定为准；政策由制定机关负责解释。",
        "This is advice, not a decision. The department in charge decides; who made a policy interprets it.",
    )
}

/// The calculator's answer about `profile` on a day as the API gives it, without questions and warnings about the input.
#[must_use]
pub fn reply(
    assessment: &Assessment,
    catalogue: &Opened,
    (profile, as_of): (&Profile, Day),
) -> AssessmentReply {
    let calculator = catalogue.calculator(as_of);
    let mut teller = calculator.teller(profile, as_of);
    let changes = changes(assessment);
    let items = assessment.items.iter().filter_map(|answer| {
        let (policy, item) = catalogue.item(&answer.item, as_of)?;
        let questions = missing(&answer.missing, &changes, catalogue.facts());
        Some(item_answer(
            (answer, &teller.tell(answer)?, catalogue),
            policy.document.illustrative,
            item,
            (as_of, questions),
            policy.document.id.as_str(),
        ))
    });
    AssessmentReply {
        catalogue: catalogue.version().to_owned(),
        as_of: as_of.to_string(),
        engine: ENGINE,
        notice: notice(),
        warnings: Vec::new(),
        items: items.collect(),
        combination: combination(&assessment.combination),
        next_question: None,
        questions: Vec::new(),
        what_if: None,
    }
}

fn item_answer(
    (answer, told, catalogue): (&ItemVerdict, &Told<'_>, &Opened),
    illustrative: bool,
    item: &ItemDocument,
    (as_of, missing): (Day, Vec<QuestionView>),
    policy: &str,
) -> ItemAnswer {
    ItemAnswer {
        item: answer.item.to_string(),
        policy: policy.to_owned(),
        title: item.rules.title.clone().into(),
        verdict: answer.verdict.into(),
        amount: amount(&answer.amount, &told.steps),
        reasons: reasons(&answer.item, told, (catalogue, as_of)),
        missing,
        materials: item
            .materials
            .iter()
            .map(|material| material.terms.name.clone().into())
            .collect(),
        way: texts(&told.way()),
        fits_from: answer.fits_from.map(|day| day.to_string()),
        open: item.open_on(as_of).is_some(),
        opening: item
            .open_on(as_of)
            .or_else(|| item.next_opening(as_of))
            .map(|opening| OpeningView {
                opening: opening.id.clone(),
                from: opening.from.to_string(),
                to: opening.to.to_string(),
            }),
        mode: item.mode.clone(),
        contact: item.contact.clone(),
        notes: texts(&told.notes),
        illustrative,
    }
}

fn amount(amount: &Amounted, steps: &[facts::Text]) -> AmountView {
    let (kind, bounds, words) = match amount {
        Amounted::Exemption(words) => ("exemption", None, words.clone().into()),
        Amounted::Ask(words) => ("ask", None, words.clone().into()),
        Amounted::Money { low, high } => (
            if *high == Some(*low) {
                "exact"
            } else {
                "range"
            },
            Some((*low, *high)),
            range(*low, *high),
        ),
    };
    AmountView {
        kind: kind.to_owned(),
        low: bounds.map(|(low, _)| low.to_string()),
        high: bounds
            .and_then(|(_, high)| high)
            .map(|high| high.to_string()),
        words,
        steps: texts(steps),
    }
}

/// An amount in words: exact, from one to another, or not bounded yet.
pub(crate) fn range(low: Money, high: Option<Money>) -> Text {
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

fn reasons(item: &ItemId, told: &Told<'_>, (catalogue, day): (&Opened, Day)) -> Vec<ReasonView> {
    let reasons = told.reasons.iter();
    reasons
        .map(|one| ReasonView {
            rulings: catalogue.cited(item, &one.condition.clause, day),
            ..reason(one)
        })
        .collect()
}

fn reason(reason: &Reason<'_>) -> ReasonView {
    ReasonView {
        rulings: Vec::new(),
        outcome: outcome(reason.truth).to_owned(),
        words: reason.condition.words.clone().into(),
        clause: reason.condition.clause.words(),
        read: (*reason.read).clone().into(),
        distance: reason.distance.clone().map(Into::into),
    }
}

impl From<Verdict> for VerdictView {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Eligible => Self::Eligible,
            Verdict::Undetermined => Self::Undetermined,
            Verdict::Ineligible => Self::Ineligible,
        }
    }
}

/// How many items each missing fact can change.
fn changes(assessment: &Assessment) -> BTreeMap<&FactId, usize> {
    let mut changes = BTreeMap::new();
    for fact in assessment.items.iter().flat_map(|item| &item.missing) {
        *changes.entry(fact).or_default() += 1;
    }
    changes
}

fn missing(
    missing: &[FactId],
    changes: &BTreeMap<&FactId, usize>,
    facts: &Facts,
) -> Vec<QuestionView> {
    let views = missing.iter().filter_map(|fact| {
        let declared = facts.get(fact)?;
        Some(QuestionView {
            fact: fact.to_string(),
            question: declared.question.clone().into(),
            unit: declared.unit.zh.clone(),
            items: changes.get(fact).copied().unwrap_or_default(),
        })
    });
    views.collect()
}

fn texts(texts: &[facts::Text]) -> Vec<Text> {
    texts.iter().cloned().map(Into::into).collect()
}

fn combination(combination: &Combination) -> CombinationView {
    CombinationView {
        taken: combination.taken.iter().map(ToString::to_string).collect(),
        total: combination.total.to_string(),
        bound: combination.bound.to_string(),
        notes: texts(&combination.notes),
        proof: texts(&combination.proof),
        could_change: combination
            .could_change
            .iter()
            .map(|one| CouldChangeView {
                item: one.item.to_string(),
                displaces: one.displaces.iter().map(ToString::to_string).collect(),
                reason: one.reason.clone().into(),
            })
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
