//! Values in words.

use facts::{Day, Money, Text};
use rust_decimal::Decimal;

use crate::fact::{Declaration, Facts, Kind};
use crate::interval::Interval;
use crate::item::{Order, Selection};
use crate::profile::Known;

/// An amount in both languages.
pub(crate) fn money(money: Money) -> Text {
    let mut said = Text::default();
    add_money(&mut said, money);
    said
}

pub(crate) fn add_money(said: &mut Text, money: Money) {
    money.write_words(&mut said.zh);
    said.en.push_str("CNY ");
    money.write_grouped(&mut said.en);
}

/// A number of a fact with its unit; yuan as officials write them.
pub(crate) fn number(declared: &Declaration, value: Decimal) -> Text {
    let mut said = Text::default();
    add_number(&mut said, declared, value);
    said
}

pub(crate) fn add_number(said: &mut Text, declared: &Declaration, value: Decimal) {
    if declared.kind == Kind::Money {
        return add_money(said, Money::truncated(value));
    }
    said.add_both(&value.round_dp(2).normalize().to_string());
    let unit = &declared.unit;
    let gap = |of: &str| {
        let apart = !of.is_empty() && unit.zh != "%";
        if apart { " " } else { "" }
    };
    said.add(gap(&unit.zh), gap(&unit.en));
    said.add_text(unit);
}

/// From one to another, in words.
pub(crate) fn add_range<T: PartialEq>(
    said: &mut Text,
    (low, high): (Option<T>, Option<T>),
    add: impl Fn(&mut Text, T),
) {
    match (low, high) {
        (Some(low), Some(high)) if low == high => add(said, low),
        (Some(low), Some(high)) => {
            let [mut from, mut to] = [Text::default(), Text::default()];
            add(&mut from, low);
            add(&mut to, high);
            said.add_text(&from);
            // what is cut to the fen may read alike
            if from != to {
                said.add(" 至 ", " to ");
                said.add_text(&to);
            }
        }
        (Some(low), None) => {
            said.add("不少于 ", "at least ");
            add(said, low);
        }
        (None, Some(high)) => {
            said.add("不超过 ", "at most ");
            add(said, high);
        }
        (None, None) => add_unknown(said),
    }
}

fn add_unknown(said: &mut Text) {
    said.add("未填写", "not given");
}

pub(crate) fn add_interval(said: &mut Text, declared: &Declaration, interval: &Interval) {
    let ends = (interval.least(), interval.most());
    add_range(said, ends, |said, value| add_number(said, declared, value));
}

pub(crate) fn day(day: Day) -> Text {
    Text::new(day.words(), day.to_string())
}

fn add_day(said: &mut Text, day: Day) {
    said.add(&day.words(), &day.to_string());
}

/// From one day to another, in words.
fn add_days(said: &mut Text, from: Option<Day>, to: Option<Day>) {
    match (from, to) {
        (Some(from), Some(to)) if from == to => add_day(said, from),
        (Some(from), Some(to)) => {
            add_day(said, from);
            said.add("至", " to ");
            add_day(said, to);
        }
        (Some(from), None) => {
            add_day(said, from);
            said.add("及以后", " or later");
        }
        (None, Some(to)) => {
            add_day(said, to);
            said.add("及以前", " or earlier");
        }
        (None, None) => add_unknown(said),
    }
}

/// What is known of a fact, in words.
pub(crate) fn known(declared: &Declaration, known: Option<&Known>) -> Text {
    let mut said = Text::default();
    add_known(&mut said, declared, known);
    said
}

pub(crate) fn add_known(said: &mut Text, declared: &Declaration, known: Option<&Known>) {
    let or = ("或", " or ");
    match known {
        None => add_unknown(said),
        Some(Known::Number(value)) => add_interval(said, declared, value),
        Some(Known::YesNo(true)) => said.add("是", "yes"),
        Some(Known::YesNo(false)) => said.add("否", "no"),
        Some(Known::OneOf(values)) => add_labels(said, declared, values, or),
        Some(Known::Days(from, to)) => add_days(said, *from, *to),
        Some(Known::Industry(industries)) => add_list(said, industries, or, |said, one| {
            said.add_both(&one.to_string());
        }),
        Some(Known::Place(places)) => add_list(said, places, or, |said, one| {
            said.add_both(&one.to_string());
        }),
        Some(Known::Titles(held)) if held.is_empty() => said.add("无", "none"),
        Some(Known::Titles(held)) => add_labels(said, declared, held.keys(), ("、", ", ")),
        Some(Known::Records(records)) => {
            let count = records.len();
            said.add(&format!("{count} 条"), &format!("{count} record(s)"));
        }
    }
}

fn add_labels<'v>(
    said: &mut Text,
    declared: &Declaration,
    values: impl IntoIterator<Item = &'v String>,
    between: (&str, &str),
) {
    add_list(said, values, between, |said, value| {
        match declared.choice(value) {
            Some(choice) => said.add_text(&choice.label),
            None => said.add_both(value),
        }
    });
}

fn add_list<T>(
    said: &mut Text,
    values: impl IntoIterator<Item = T>,
    (zh, en): (&str, &str),
    add: impl Fn(&mut Text, T),
) {
    for (place, value) in values.into_iter().enumerate() {
        if place > 0 {
            said.add(zh, en);
        }
        add(said, value);
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
