//! Openings that are given out in one go.

use calculator::Order;
use casework::allocation::{Allocation, Rule};
use facts::{Day, Text};

use crate::allocation::ContestedEntry;
use crate::catalogue::Contested;

/// An opening in a list, seen on `today`.
#[must_use]
pub fn entry(one: &Contested, allocation: Option<&Allocation>, today: Day) -> ContestedEntry {
    let standing = match allocation {
        Some(_) => "allocated",
        None if one.to < today => "closed",
        None => "open",
    };
    let rule = allocation.map_or(one.rule, |allocation| allocation.rule);
    ContestedEntry {
        item: one.item.to_string(),
        title: one.title.clone().into(),
        opening: one.opening.clone(),
        from: one.from.to_string(),
        to: one.to.to_string(),
        standing: standing.to_owned(),
        rule: rule_in_words(rule, one.by.as_ref()).into(),
    }
}

fn rule_in_words(rule: Rule, by: Option<&Text>) -> Text {
    match rule {
        Rule::Ranked { places, order } => {
            let (zh, en) = match order {
                Order::GreatestFirst => ("由高到低", "greatest first"),
                Order::LeastFirst => ("由低到高", "least first"),
            };
            let by = by.cloned().unwrap_or_default();
            Text::new(
                format!(
                    "按“{}”{zh}排名，取前 {places} 名；指标值相同的，提交在先的在前",
                    by.zh
                ),
                format!(
                    "ranked by {}, {en}, the first {places}; of equal ones who applied earlier",
                    by.en
                ),
            )
        }
        Rule::ProRata { budget } => Text::new(
            format!(
                "预算 {}；申报总额超过预算的，按比例核定，不足一分的部分舍去并留在预算内",
                budget.words()
            ),
            format!(
                "a budget of CNY {}; beyond it pro rata, rounded down to the fen, the rest stays in the budget",
                budget.grouped()
            ),
        ),
    }
}
