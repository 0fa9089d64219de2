//! Values in words.

use std::collections::BTreeMap;

use facts::{Day, Money, Text};
use rust_decimal::Decimal;

use crate::derive::Reader;
use crate::fact::{Declaration, FactId, Facts, Kind};
use crate::interval::Interval;
use crate::item::{Order, Selection};
use crate::profile::Known;

/// An amount in both languages.
pub(crate) fn money(money: Money) -> Text {
    Text::new(money.words(), format!("CNY {}", money.grouped()))
}

/// A number of a fact with its unit; yuan as officials write them.
pub(crate) fn number(declared: &Declaration, value: Decimal) -> Text {
    if declared.kind == Kind::Money {
        return money(Money::truncated(value));
    }
    let value = value.round_dp(2).normalize();
    let with = |unit: &str, gap: &str| {
        if unit.is_empty() {
            value.to_string()
        } else {
            format!("{value}{gap}{unit}")
        }
    };
    let gap = if declared.unit.zh == "%" { "" } else { " " };
    Text::new(with(&declared.unit.zh, gap), with(&declared.unit.en, gap))
}

/// From one to another, in words.
pub(crate) fn range(low: Option<Text>, high: Option<Text>) -> Text {
    match (low, high) {
        (Some(low), Some(high)) if low == high => low,
        (Some(low), Some(high)) => Text::new(
            format!("{} 至 {}", low.zh, high.zh),
            format!("{} to {}", low.en, high.en),
        ),
        (Some(low), None) => {
            Text::new(format!("不少于 {}", low.zh), format!("at least {}", low.en))
        }
        (None, Some(high)) => Text::new(
            format!("不超过 {}", high.zh),
            format!("at most {}", high.en),
        ),
        (None, None) => unknown(),
    }
}

fn unknown() -> Text {
    Text::new("未填写", "not given")
}

pub(crate) fn interval(declared: &Declaration, interval: &Interval) -> Text {
    range(
        interval.least().map(|value| number(declared, value)),
        interval.most().map(|value| number(declared, value)),
    )
}

pub(crate) fn day(day: Day) -> Text {
    Text::new(day.words(), day.to_string())
}

/// From one day to another, in words.
fn days(from: Option<Day>, to: Option<Day>) -> Text {
    match (from.map(day), to.map(day)) {
        (Some(from), Some(to)) if from == to => from,
        (Some(from), Some(to)) => Text::new(
            format!("{}至{}", from.zh, to.zh),
            format!("{} to {}", from.en, to.en),
        ),
        (Some(from), None) => Text::new(
            format!("{}及以后", from.zh),
            format!("{} or later", from.en),
        ),
        (None, Some(to)) => Text::new(format!("{}及以前", to.zh), format!("{} or earlier", to.en)),
        (None, None) => unknown(),
    }
}

/// What is known of a fact, in words.
pub(crate) fn known(declared: &Declaration, known: Option<&Known>) -> Text {
    let list = |values: Vec<Text>, (zh, en): (&str, &str)| {
        let joined = |part: fn(&Text) -> &str, between: &str| {
            values.iter().map(part).collect::<Vec<_>>().join(between)
        };
        Text::new(joined(|text| &text.zh, zh), joined(|text| &text.en, en))
    };
    let or = ("或", " or ");
    match known {
        None => unknown(),
        Some(Known::Number(value)) => interval(declared, value),
        Some(Known::YesNo(true)) => Text::new("是", "yes"),
        Some(Known::YesNo(false)) => Text::new("否", "no"),
        Some(Known::OneOf(values)) => list(
            values.iter().map(|one| declared.label_of(one)).collect(),
            or,
        ),
        Some(Known::Days(from, to)) => days(*from, *to),
        Some(Known::Industry(industries)) => list(
            industries
                .iter()
                .map(|one| Text::new(one.to_string(), one.to_string()))
                .collect(),
            or,
        ),
        Some(Known::Place(places)) => list(
            places
                .iter()
                .map(|one| Text::new(one.to_string(), one.to_string()))
                .collect(),
            or,
        ),
        Some(Known::Titles(held)) if held.is_empty() => Text::new("无", "none"),
        Some(Known::Titles(held)) => list(
            held.keys().map(|one| declared.label_of(one)).collect(),
            ("、", ", "),
        ),
        Some(Known::Records(records)) => {
            let count = records.len();
            Text::new(format!("{count} 条"), format!("{count} record(s)"))
        }
    }
}

/// How those who fit are chosen.
pub(crate) fn selection(selection: &Selection, facts: &Facts) -> Text {
    match selection {
        Selection::FirstCome { places } => Text::new(
            format!("名额 {places} 个，按申报先后确定，额满为止"),
            format!("{places} places, first come, first served"),
        ),
        Selection::Ranked {
            by,
            order,
            places,
            among,
        } => {
            let label = facts.get(by).map(|declared| declared.label.clone());
            let label = label.unwrap_or_else(|| Text::new(by.as_str(), by.as_str()));
            let (zh, en) = match order {
                Order::GreatestFirst => ("由高到低", "greatest first"),
                Order::LeastFirst => ("由低到高", "least first"),
            };
            Text::new(
                format!("在{}中按{}{zh}取前 {places} 名", among.zh, label.zh),
                format!(
                    "the first {places} by {}, {en}, among {}",
                    label.en, among.en
                ),
            )
        }
        Selection::ProRata { budget } => {
            let budget = money(*budget);
            Text::new(
                format!("资金总额 {}，超出时按比例兑付", budget.zh),
                format!("shrinks pro rata when applications exceed {}", budget.en),
            )
        }
        Selection::Reviewed {
            words,
            places: None,
        } => words.clone(),
        Selection::Reviewed {
            words,
            places: Some(places),
        } => Text::new(
            format!("{}，择优不超过 {places} 家", words.zh),
            format!("{}; at most {places}", words.en),
        ),
    }
}

/// What is known of each fact in words, said once however many conditions read it: “从业人员：80 人”.
#[derive(Debug, Default)]
pub(crate) struct Told<'a>(BTreeMap<&'a FactId, Text>);

impl<'a> Told<'a> {
    /// What was read for a condition: “从业人员：80 人；营业收入：未填写”.
    pub(crate) fn read(
        &mut self,
        facts: impl Iterator<Item = &'a FactId>,
        reader: &Reader<'_>,
    ) -> Text {
        let mut said = Text::default();
        for fact in facts {
            let Some(declared) = reader.facts().get(fact) else {
                continue;
            };
            let told = self.0.entry(fact).or_insert_with(|| {
                let value = known(declared, reader.seen(fact).as_deref());
                Text::new(
                    format!("{}：{}", declared.label.zh, value.zh),
                    format!("{}: {}", declared.label.en, value.en),
                )
            });
            if !said.zh.is_empty() {
                said.zh.push('；');
                said.en.push_str("; ");
            }
            said.zh.push_str(&told.zh);
            said.en.push_str(&told.en);
        }
        said
    }
}
