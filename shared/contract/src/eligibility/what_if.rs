//! 假设测算: what changes if some facts were otherwise.

use calculator::{Amounted, Assessment, Facts, Interval, ItemVerdict, Known, Profile, Verdict};
use facts::{Day, Money, Number};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::VerdictView;
use super::answer::range;
use super::ask::profile_of;
use crate::catalogue::Opened;
use crate::fault::Fault;
use crate::text::Text;

/// What would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WhatIfView {
    /// Items whose verdict or amount would change.
    pub flips: Vec<FlipView>,
    /// What is certain of the best set now, in yuan.
    pub total_before: String,
    /// What would be certain of it, in yuan.
    pub total_after: String,
    /// In one sentence.
    pub words: Text,
}

/// An item that would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FlipView {
    /// Item id.
    pub item: String,
    /// Title.
    pub title: Text,
    /// The verdict now.
    pub before: VerdictView,
    /// What it would be.
    pub after: VerdictView,
    /// The amount now, in words; empty where it does not fit.
    pub amount_before: Text,
    /// What it would be, in words; empty where it would not fit.
    pub amount_after: Text,
    /// In one sentence.
    pub words: Text,
}

/// Reads changed facts over `profile`; every fault is noted below `/what_if`.
pub fn changed(
    given: &Map<String, Value>,
    profile: &Profile,
    facts: &Facts,
    faults: &mut Vec<Fault>,
) -> Profile {
    let mut plain = Map::new();
    let mut moved = profile.clone();
    for (id, value) in given {
        match value.as_object().and_then(|fields| fields.get("add")) {
            Some(by) => match added(id, by, profile, facts) {
                Ok((fact, known)) => moved = moved.with(fact, known),
                Err((zh, en)) => faults.push(Fault::new(
                    format!("/what_if/{}", id.replace('~', "~0").replace('/', "~1")),
                    "invalid_value",
                    zh,
                    en,
                )),
            },
            None => {
                plain.insert(id.clone(), value.clone());
            }
        }
    }
    let plain = profile_of(&plain, facts, "/what_if", faults);
    moved.overlaid(plain)
}

/// A number of the profile moved by so much.
fn added(
    id: &str,
    by: &Value,
    profile: &Profile,
    facts: &Facts,
) -> Result<(calculator::FactId, Known), (&'static str, &'static str)> {
    let fact = facts.iter().find(|declared| declared.id.as_str() == id);
    let fact = fact.ok_or((
        "没有这个指标，可用指标见 /v1/facts",
        "there is no such fact; see /v1/facts",
    ))?;
    let Some(Known::Number(interval)) = profile.get(&fact.id) else {
        return Err((
            "增减的前提是已经填写了这个数，请先在 facts 中填写",
            "only a number that was given can be moved; give it in `facts` first",
        ));
    };
    let digits = match by {
        Value::String(text) => text.trim().trim_start_matches('+').to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => String::new(),
    };
    let by = Number::parse(&digits).map_err(|_| {
        (
            "增减量应为数字，如 5 或 -3",
            "`add` is a number such as 5 or -3",
        )
    })?;
    let end = |end: Option<Decimal>| {
        let moved = end.map(|end| end.saturating_add(by.decimal()));
        moved.map(|moved| moved.max(Decimal::ZERO))
    };
    let moved = Interval::between(end(interval.least()), end(interval.most()));
    Ok((fact.id.clone(), Known::Number(moved)))
}

/// What changes from `before` to `after`.
#[must_use]
pub fn view(
    before: &Assessment,
    after: &Assessment,
    (catalogue, day): (&Opened, Day),
) -> WhatIfView {
    let flips = before.items.iter().filter_map(|one| {
        let other = after.items.iter().find(|other| other.item == one.item)?;
        let same = one.verdict == other.verdict && told(one) == told(other);
        if same {
            return None;
        }
        let (_, item) = catalogue.item(&one.item, day)?;
        Some(flip(one, other, item.rules.title.clone().into()))
    });
    let mut flips: Vec<FlipView> = flips.collect();
    flips.sort_by_key(|flip| (flip.after, flip.before));
    let (was, is) = (before.combination.total, after.combination.total);
    WhatIfView {
        words: sentence(&flips, was, is),
        flips,
        total_before: was.to_string(),
        total_after: is.to_string(),
    }
}

fn told(answer: &ItemVerdict) -> Option<(Money, Option<Money>)> {
    match (&answer.amount, answer.verdict) {
        (_, Verdict::Ineligible) => None,
        (Amounted::Money { low, high }, _) => Some((*low, *high)),
        (Amounted::Exemption(_) | Amounted::Ask(_), _) => None,
    }
}

fn words_of(answer: &ItemVerdict) -> Text {
    match (&answer.amount, answer.verdict) {
        (_, Verdict::Ineligible) => Text::default(),
        (Amounted::Money { low, high }, _) => range(*low, *high),
        (Amounted::Exemption(words) | Amounted::Ask(words), _) => words.clone().into(),
    }
}

fn flip(before: &ItemVerdict, after: &ItemVerdict, title: Text) -> FlipView {
    let (amount_before, amount_after) = (words_of(before), words_of(after));
    let said = |verdict: Verdict, amount: &Text| {
        let (zh, en) = match verdict {
            Verdict::Eligible => ("符合", "fits"),
            Verdict::Undetermined => ("待定", "undetermined"),
            Verdict::Ineligible => return ("不符合".to_owned(), "does not fit".to_owned()),
        };
        (
            format!("{zh}（{}）", amount.zh),
            format!("{en} ({})", amount.en),
        )
    };
    let was = said(before.verdict, &amount_before);
    let is = said(after.verdict, &amount_after);
    FlipView {
        item: before.item.to_string(),
        words: Text::new(
            format!("“{}”由{}变为{}", title.zh, was.0, is.0),
            format!("“{}”: {} now, {} then", title.en, was.1, is.1),
        ),
        title,
        before: before.verdict.into(),
        after: after.verdict.into(),
        amount_before,
        amount_after,
    }
}

fn sentence(flips: &[FlipView], was: Money, is: Money) -> Text {
    if flips.is_empty() && was == is {
        return Text::new("结果没有变化", "nothing changes");
    }
    let count = flips.len();
    let (zh, en) = if is > was {
        let more = is.minus(was);
        (
            format!("合计可多享受 {}", more.words()),
            format!("CNY {} more in all", more.grouped()),
        )
    } else if is < was {
        let less = was.minus(is);
        (
            format!("合计将少享受 {}", less.words()),
            format!("CNY {} less in all", less.grouped()),
        )
    } else {
        ("合计不变".to_owned(), "the total stays".to_owned())
    };
    Text::new(
        format!("{count} 个事项的结果变化，{zh}（只计确定的金额）"),
        format!("{count} item(s) change; {en}, counting what is certain"),
    )
}
