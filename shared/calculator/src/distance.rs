//! How far an unmet condition is from being met, and from which day on it is (M81).

use facts::{Day, Rate, Text};
use rust_decimal::Decimal;

use crate::condition::Test;
use crate::derivation::{Derivation, Moment, Span, Term};
use crate::derive::Reader;
use crate::fact::{Declaration, FactId};
use crate::interval::Interval;
use crate::profile::Known;
use crate::say;
use crate::truth::{Truth, wanted_days};

/// Most ways to meet a condition that are told beside each other.
const WAYS_MAX: usize = 4;

/// The distance of a test that fails: all of the way, or the ways there are; none where a number or a date would say nothing.
pub(crate) fn distance(test: &Test, reader: &Reader<'_>) -> Option<Text> {
    match test {
        Test::Within(fact, wanted) => of_number(fact, wanted, reader),
        Test::Reaches { fact, other, share } => of_share(fact, (other, *share), reader),
        Test::Months {
            since, at_least, ..
        } => of_months(since, *at_least, reader).or_else(|| too_late(test, since, reader)),
        Test::Between(fact, ..) | Test::InYear { fact, .. } => too_late(test, fact, reader),
        Test::All(tests) => {
            let unmet = tests.iter().filter(|test| test.truth(reader) == Truth::No);
            let ways: Option<Vec<Text>> = unmet.map(|test| distance(test, reader)).collect();
            joined(&ways?, ("；", "; "))
        }
        Test::Any(tests) => {
            let ways = tests.iter().filter_map(|test| distance(test, reader));
            joined(&ways.take(WAYS_MAX).collect::<Vec<_>>(), ("，或", ", or "))
        }
        Test::Count { least, of } => of_count(*least, of, reader),
        Test::Title(fact, wanted, _) => {
            let declared = reader.facts().get(fact)?;
            let titles: Vec<Text> = wanted.iter().map(|one| declared.label_of(one)).collect();
            let titles = joined(&titles, ("或", " or "))?;
            Some(Text::new(
                format!("尚需取得{}", titles.zh),
                format!("still needs {}", titles.en),
            ))
        }
        Test::Not(_) | Test::Yes(_) | Test::OneOf(..) | Test::Industry(..) | Test::Place(..) => {
            None
        }
    }
}

/// The first day on which a test holds if nothing changes but the date; none where time does not mend it.
pub(crate) fn met_on(test: &Test, reader: &Reader<'_>) -> Option<Day> {
    match test {
        Test::Months {
            since,
            at_least: Some(months),
            ..
        } => Some(exact_day(since, reader)?.plus_months(*months)),
        Test::Within(age, wanted) => {
            let months = wanted.least()?.ceil();
            let months = i32::try_from(months).ok()?;
            Some(exact_day(born(age, reader)?, reader)?.plus_months(months))
        }
        Test::All(tests) => {
            let unmet = tests.iter().filter(|test| test.truth(reader) == Truth::No);
            let days: Option<Vec<Day>> = unmet.map(|test| met_on(test, reader)).collect();
            days?.into_iter().max()
        }
        Test::Any(tests) => tests.iter().filter_map(|test| met_on(test, reader)).min(),
        Test::Reaches { .. }
        | Test::Count { .. }
        | Test::Not(_)
        | Test::Yes(_)
        | Test::OneOf(..)
        | Test::Industry(..)
        | Test::Place(..)
        | Test::Title(..)
        | Test::Between(..)
        | Test::InYear { .. }
        | Test::Months { .. } => None,
    }
}

fn joined(texts: &[Text], (zh, en): (&str, &str)) -> Option<Text> {
    let (chinese, english): (Vec<&str>, Vec<&str>) = texts
        .iter()
        .map(|text| (text.zh.as_str(), text.en.as_str()))
        .unzip();
    (!texts.is_empty()).then(|| Text::new(chinese.join(zh), english.join(en)))
}

fn of_count(least: usize, of: &[Test], reader: &Reader<'_>) -> Option<Text> {
    let met = of.iter().filter(|test| test.truth(reader) == Truth::Yes);
    let more = least.checked_sub(met.count()).filter(|more| *more > 0)?;
    let unmet = of.iter().filter(|test| test.truth(reader) != Truth::Yes);
    let ways: Vec<Text> = unmet
        .filter_map(|test| distance(test, reader))
        .take(WAYS_MAX)
        .collect();
    let (zh, en) = (
        format!("还需再满足 {more} 项"),
        format!("{more} more needed"),
    );
    Some(match joined(&ways, ("，或", ", or ")) {
        Some(ways) => Text::new(format!("{zh}：{}", ways.zh), format!("{en}: {}", ways.en)),
        None => Text::new(zh, en),
    })
}

fn of_number(fact: &FactId, wanted: &Interval, reader: &Reader<'_>) -> Option<Text> {
    let declared = reader.facts().get(fact)?;
    let value = reader.interval(fact);
    if let Some(since) = born(fact, reader) {
        let months = wanted.least().map(|least| least.ceil());
        let months = months.and_then(|months| i32::try_from(months).ok());
        if let Some(told) = of_months(since, months, reader) {
            return Some(told);
        }
    }
    let short = |end: Option<Decimal>| wanted.least()?.checked_sub(end?);
    let over = |end: Option<Decimal>| end?.checked_sub(wanted.most()?);
    if let Some(least) = short(value.most()).filter(|least| *least >= Decimal::ZERO) {
        if least.is_zero() {
            return Some(must_exceed(declared, wanted.least()?));
        }
        let mut missing = Text::default();
        let ends = (Some(least), short(value.least()));
        say::add_range(&mut missing, ends, |said, value| {
            say::add_number(said, declared, value);
        });
        let inputs = through_inputs(declared, wanted.least()?, reader);
        let told = Text::new(
            format!("{}还差 {}", declared.label.zh, missing.zh),
            format!("{} short in {}", missing.en, declared.label.en),
        );
        return Some(with_inputs(told, inputs));
    }
    let over = over(value.least()).filter(|over| *over > Decimal::ZERO)?;
    let over = say::number(declared, over);
    Some(Text::new(
        format!("{}超出 {}", declared.label.zh, over.zh),
        format!("{} too much in {}", over.en, declared.label.en),
    ))
}

/// The limit itself does not count: it has to be passed.
fn must_exceed(declared: &Declaration, limit: Decimal) -> Text {
    let limit = say::number(declared, limit);
    Text::new(
        format!("{}须超过 {}", declared.label.zh, limit.zh),
        format!("{} must exceed {}", declared.label.en, limit.en),
    )
}

fn with_inputs(told: Text, inputs: Option<Text>) -> Text {
    match inputs {
        Some(inputs) => Text::new(
            format!("{}（{}）", told.zh, inputs.zh),
            format!("{} ({})", told.en, inputs.en),
        ),
        None => told,
    }
}

/// What a share or a growth that is too low asks of the number it is made of.
fn through_inputs(declared: &Declaration, least: Decimal, reader: &Reader<'_>) -> Option<Text> {
    let derivation = declared.derived.as_ref()?;
    let added = if matches!(derivation, Derivation::Growth { .. }) {
        Decimal::ONE_HUNDRED
    } else if matches!(derivation, Derivation::Percent { .. }) {
        Decimal::ZERO
    } else {
        return None;
    };
    let terms = derivation.terms();
    let [Term::Fact(number), Term::Fact(whole)] = terms.as_slice() else {
        return None;
    };
    let share = least
        .checked_add(added)?
        .checked_div(Decimal::ONE_HUNDRED)?;
    let needed = reader.interval(whole).exact()?.checked_mul(share)?;
    lacking(number, needed, reader)
}

fn of_share(fact: &FactId, (other, share): (&FactId, Rate), reader: &Reader<'_>) -> Option<Text> {
    let needed = reader
        .interval(other)
        .exact()?
        .checked_mul(share.decimal())?;
    lacking(fact, needed, reader)
}

/// How much of a number is lacking to a line, rounded up to the cent or the hundredth.
fn lacking(fact: &FactId, needed: Decimal, reader: &Reader<'_>) -> Option<Text> {
    let declared = reader.facts().get(fact)?;
    let up = rust_decimal::RoundingStrategy::AwayFromZero;
    let missing = needed.checked_sub(reader.interval(fact).exact()?)?;
    let missing = missing.round_dp_with_strategy(2, up);
    (missing > Decimal::ZERO).then(|| {
        let missing = say::number(declared, missing);
        Text::new(
            format!("{}再增加 {}", declared.label.zh, missing.zh),
            format!("{} more in {}", missing.en, declared.label.en),
        )
    })
}

/// The day whose age in months a fact is.
fn born<'a>(age: &FactId, reader: &Reader<'a>) -> Option<&'a FactId> {
    let Derivation::Elapsed {
        from: Moment::Fact(day),
        to: Moment::Today,
        span: Span::Months,
    } = reader.facts().get(age)?.derived.as_ref()?
    else {
        return None;
    };
    Some(day)
}

fn exact_day(fact: &FactId, reader: &Reader<'_>) -> Option<Day> {
    let Known::Days(Some(from), Some(to)) = reader.known(fact)? else {
        return None;
    };
    (from == to).then_some(from)
}

fn of_months(since: &FactId, months: Option<i32>, reader: &Reader<'_>) -> Option<Text> {
    let months = months?;
    let met_on = exact_day(since, reader)?.plus_months(months);
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
            format!("满 {} 还差 {days} 天（{}起满足）", span.0, met_on.words()),
            format!("{days} days short of {} (met from {met_on})", span.1),
        )
    })
}

/// A day that lies after, or before, what is asked for: time does not mend it.
fn too_late(test: &Test, fact: &FactId, reader: &Reader<'_>) -> Option<Text> {
    let Some(Known::Days(from, to)) = reader.known(fact) else {
        return None;
    };
    let declared = reader.facts().get(fact)?;
    let (label_zh, label_en) = (&declared.label.zh, &declared.label.en);
    let (first, last) = wanted_days(test, reader.today());
    if let (Some(first), Some(day)) = (first, to)
        && day < first
    {
        let short = say::day(first);
        return Some(Text::new(
            format!("{label_zh}须在{}及以后", short.zh),
            format!("{label_en} must be {} or later", short.en),
        ));
    }
    let (last, day) = (last?, from?);
    (day > last).then(|| {
        let last = say::day(last);
        Text::new(
            format!("{label_zh}须在{}及以前", last.zh),
            format!("{label_en} must be {} or earlier", last.en),
        )
    })
}
