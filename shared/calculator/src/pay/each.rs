//! Amounts that look further: for each record of a list, and what another item gives.

use facts::{ItemId, Money, Text};

use super::Amounted;
use super::steps::Steps;
use super::worked::Worked;
use crate::amount::{Amount, Benefit};
use crate::condition::Test;
use crate::derive::Reader;
use crate::truth::Truth;

/// Records whose working is told one by one.
const TOLD_MAX: usize = 20;

/// What the records of a list give together.
pub(super) fn for_each(amount: &Amount, reader: &Reader<'_>, steps: &mut Steps) -> Worked {
    let Amount::ForEach {
        list,
        when,
        amount,
        most,
    } = amount
    else {
        return Worked::NOTHING;
    };
    let Some(records) = reader.records(list) else {
        return Worked {
            low: Money::ZERO,
            high: None,
        };
    };
    let mut each = Vec::new();
    for (place, record) in records.iter().enumerate() {
        let mut own = steps.fresh();
        let worked = one(amount, when.as_ref(), &reader.of_record(record), &mut own);
        if place < TOLD_MAX {
            steps.note(|| told(place, worked, &own.words()));
        }
        each.push(worked);
    }
    let total = together(&each, most.unwrap_or(usize::MAX));
    steps.note(|| {
        let (count, words) = (records.len(), total.words());
        let (zh, en) = most.map_or_else(Default::default, |most| {
            (
                format!("，最多计 {most} 项"),
                format!(", at most {most} counted"),
            )
        });
        Text::new(
            format!("共 {count} 项{zh}，合计 {}", words.zh),
            format!("{count} record(s){en}, together {}", words.en),
        )
    });
    total
}

fn one(amount: &Amount, when: Option<&Test>, reader: &Reader<'_>, steps: &mut Steps) -> Worked {
    match when.map_or(Truth::Yes, |test| test.truth(reader)) {
        Truth::Yes => amount.worked(reader, steps),
        Truth::Unknown => amount.worked(reader, steps).either(Worked::NOTHING),
        Truth::No => Worked::NOTHING,
    }
}

fn told(place: usize, worked: Worked, steps: &[Text]) -> Text {
    let (number, words) = (place + 1, worked.words());
    let joined = |part: fn(&Text) -> &str, between: &str| {
        let parts: Vec<&str> = steps.iter().map(part).collect();
        parts.join(between)
    };
    if steps.is_empty() {
        return Text::new(
            format!("第 {number} 项：不符合条件，计 {}", words.zh),
            format!("record {number}: does not count, {}", words.en),
        );
    }
    Text::new(
        format!(
            "第 {number} 项：{}，计 {}",
            joined(|text| &text.zh, "；"),
            words.zh
        ),
        format!(
            "record {number}: {}; {}",
            joined(|text| &text.en, "; "),
            words.en
        ),
    )
}

/// The greatest `most` of them added up, at either end: no choice of records gives more.
fn together(each: &[Worked], most: usize) -> Worked {
    let mut lows: Vec<Money> = each.iter().map(|worked| worked.low).collect();
    lows.sort_by(|one, two| two.cmp(one));
    let highs: Option<Vec<Money>> = each.iter().map(|worked| worked.high).collect();
    let sum = |sums: Vec<Money>| sums.into_iter().take(most).fold(Money::ZERO, Money::plus);
    Worked {
        low: sum(lows),
        high: highs.map(|mut highs| {
            highs.sort_by(|one, two| two.cmp(one));
            sum(highs)
        }),
    }
}

/// What another item gives: all of it where it fits, nothing where it does not, anything where the item is not published.
pub(super) fn matched(item: &ItemId, reader: &Reader<'_>, steps: &mut Steps) -> Worked {
    let Some((found, within)) = reader.matched(item) else {
        steps.note(|| {
            Text::new(
                format!("配套事项 `{item}` 尚未发布，金额无法计算"),
                format!("the item `{item}`, whose amount is matched, is not published"),
            )
        });
        return Worked {
            low: Money::ZERO,
            high: None,
        };
    };
    let tests = found.conditions.iter();
    let truth = tests.map(|condition| condition.test.truth(&within)).min();
    let given = match (&found.benefit, truth.unwrap_or(Truth::Yes)) {
        (_, Truth::No) | (Benefit::Exemption(_) | Benefit::Ask(_), _) => Worked::NOTHING,
        (Benefit::Money { .. }, Truth::Yes) => worth(&found.benefit, &within),
        (Benefit::Money { .. }, Truth::Unknown) => {
            worth(&found.benefit, &within).either(Worked::NOTHING)
        }
    };
    steps.note(|| {
        let words = given.words();
        Text::new(
            format!("“{}”预计 {}", found.title.zh, words.zh),
            format!("“{}”: {}", found.title.en, words.en),
        )
    });
    given
}

fn worth(benefit: &Benefit, reader: &Reader<'_>) -> Worked {
    match benefit.amounted(reader) {
        Amounted::Money { low, high } => Worked { low, high },
        Amounted::Exemption(_) | Amounted::Ask(_) => Worked::NOTHING,
    }
}
