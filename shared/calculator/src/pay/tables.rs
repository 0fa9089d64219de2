//! Amounts looked up: by title, by choice, by bracket, slice by slice.

use facts::{Money, Rate, Text};
use rust_decimal::Decimal;

use super::steps::Steps;
use super::worked::Worked;
use super::{either, multiplied};
use crate::amount::{Amount, Tier};
use crate::derive::Reader;
use crate::fact::FactId;
use crate::interval::Interval;
use crate::profile::Known;
use crate::say;

pub(super) fn by_title(
    fact: &FactId,
    table: &[(String, Money)],
    reader: &Reader<'_>,
    steps: &mut Steps,
) -> Worked {
    let Some(Known::Titles(held)) = reader.known(fact) else {
        let most = table.iter().map(|(_, money)| *money).max();
        return Worked::exactly(most.unwrap_or_default()).either(Worked::NOTHING);
    };
    let best = table
        .iter()
        .filter(|(title, _)| held.contains_key(title))
        .max_by_key(|(_, money)| *money);
    let Some((title, money)) = best else {
        return Worked::NOTHING;
    };
    if let Some(declared) = reader.facts().get(fact) {
        steps.note(|| {
            let (label, words) = (declared.label_of(title), say::money(*money));
            Text::new(
                format!("{}：{}", label.zh, words.zh),
                format!("{}: {}", label.en, words.en),
            )
        });
    }
    Worked::exactly(*money)
}

pub(super) fn by_choice(
    fact: &FactId,
    table: &[(String, Amount)],
    reader: &Reader<'_>,
    steps: &mut Steps,
) -> Worked {
    let amount_of = |value: &String| table.iter().find(|(listed, _)| listed == value);
    let Some(Known::OneOf(values)) = reader.known(fact) else {
        let listed = table.iter().map(|(_, amount)| amount.worked(reader, steps));
        return either(listed.chain([Worked::NOTHING]));
    };
    either(values.iter().map(|value| {
        amount_of(value).map_or(Worked::NOTHING, |(_, amount)| amount.worked(reader, steps))
    }))
}

/// The brackets a value may lie in, each as the interval it covers.
fn covered<T>(tiers: &[Tier<T>]) -> impl Iterator<Item = (Interval, &T)> {
    let ends = tiers.iter().skip(1).map(|tier| Some(tier.from));
    tiers.iter().zip(ends.chain([None])).map(|(tier, end)| {
        let mut interval = Interval::between(Some(tier.from), end);
        if let Some(high) = &mut interval.high {
            high.counted = false;
        }
        (interval, &tier.value)
    })
}

pub(super) fn brackets(
    fact: &FactId,
    tiers: &[Tier<Amount>],
    reader: &Reader<'_>,
    steps: &mut Steps,
) -> Worked {
    let value = reader.interval(fact);
    let below = tiers
        .first()
        .is_none_or(|first| value.least().is_none_or(|least| least < first.from));
    let possible: Vec<Worked> = covered(tiers)
        .filter(|(interval, _)| !value.intersect(interval).is_empty())
        .map(|(_, amount)| amount.worked(reader, steps))
        .collect();
    let nothing = below.then_some(Worked::NOTHING);
    either(possible.into_iter().chain(nothing))
}

pub(super) fn slices(
    fact: &FactId,
    tiers: &[Tier<Rate>],
    reader: &Reader<'_>,
    steps: &mut Steps,
) -> Worked {
    let paid = |value: Decimal| {
        let parts = covered(tiers).map(|(interval, rate)| {
            let from = interval.least().unwrap_or_default();
            let to = interval.most().map_or(value, |end| end.min(value));
            rate.of(Money::truncated((to - from).max(Decimal::ZERO)))
        });
        parts.fold(Money::ZERO, Money::plus)
    };
    let value = reader.interval(fact);
    let result = Worked {
        low: value.least().map_or(Money::ZERO, paid),
        high: value.most().map(paid),
    };
    multiplied(
        fact,
        || Text::new("分段费率", "the rate of each slice"),
        result,
        reader,
        steps,
    );
    result
}
