//! How far an unmet condition is from being met, where that can be said (M81).

use facts::Text;

use crate::condition::Test;
use crate::derive::Reader;
use crate::fact::FactId;
use crate::interval::Interval;
use crate::profile::Known;
use crate::say;
use crate::truth::Truth;

/// The distance of a test that fails; none where a number or a date would say nothing.
pub(crate) fn distance(test: &Test, reader: &Reader<'_>) -> Option<Text> {
    match test {
        Test::Within(fact, wanted) => of_number(fact, wanted, reader),
        Test::Months {
            since,
            at_least: Some(months),
            ..
        } => of_months(since, *months, reader),
        Test::All(tests) => {
            let mut unmet = tests.iter().filter(|test| test.truth(reader) == Truth::No);
            let only = unmet.next()?;
            if unmet.next().is_some() {
                None
            } else {
                distance(only, reader)
            }
        }
        Test::Any(_)
        | Test::Count { .. }
        | Test::Not(_)
        | Test::Yes(_)
        | Test::Reaches { .. }
        | Test::OneOf(..)
        | Test::Industry(..)
        | Test::Place(..)
        | Test::Title(..)
        | Test::Between(..)
        | Test::InYear { .. }
        | Test::Months { .. } => None,
    }
}

fn of_number(fact: &FactId, wanted: &Interval, reader: &Reader<'_>) -> Option<Text> {
    let declared = reader.facts().get(fact)?;
    let value = reader.interval(fact).exact()?;
    if let Some(missing) = wanted
        .least()
        .and_then(|least| least.checked_sub(value))
        .filter(|missing| missing.is_sign_positive() && !missing.is_zero())
    {
        let missing = say::number(declared, missing);
        return Some(Text::new(
            format!("{}还差 {}", declared.label.zh, missing.zh),
            format!("{} short in {}", missing.en, declared.label.en),
        ));
    }
    let over = value.checked_sub(wanted.most()?)?;
    (over.is_sign_positive() && !over.is_zero()).then(|| {
        let over = say::number(declared, over);
        Text::new(
            format!("{}超出 {}", declared.label.zh, over.zh),
            format!("{} too much in {}", over.en, declared.label.en),
        )
    })
}

fn of_months(since: &FactId, months: i32, reader: &Reader<'_>) -> Option<Text> {
    let Some(Known::Days(Some(day), to)) = reader.known(since) else {
        return None;
    };
    if to != Some(day) {
        return None;
    }
    let met_on = day.plus_months(months);
    let days = reader.today().days_until(met_on);
    let span = if months % 12 == 0 {
        (
            format!("{} 年", months / 12),
            format!("{} year(s)", months / 12),
        )
    } else {
        (format!("{months} 个月"), format!("{months} months"))
    };
    (days > 0).then(|| {
        Text::new(
            format!("满 {} 还差 {days} 天（{met_on} 起满足）", span.0),
            format!("{days} days short of {} (met from {met_on})", span.1),
        )
    })
}
