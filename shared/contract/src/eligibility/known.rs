//! What is known of an enterprise, written as it is read: one way for each thing known, so that the same profile has the same bytes.

use calculator::{Award, Interval, Known, Profile};
use facts::Day;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

/// A profile as [`super::ask::profile_of`] reads it.
#[must_use]
pub fn facts_of(profile: &Profile) -> Map<String, Value> {
    let facts = profile.iter();
    facts
        .map(|(fact, known)| (fact.to_string(), written(known)))
        .collect()
}

/// What is known of one fact. Numbers are digits as text; of several values the lesser comes first.
#[must_use]
pub fn written(known: &Known) -> Value {
    match known {
        Known::Number(interval) => number(interval),
        Known::YesNo(yes) => Value::Bool(*yes),
        Known::OneOf(values) => several(values.iter().cloned()),
        Known::Days(from, to) => days(*from, *to),
        Known::Industry(industries) => several(industries.iter().map(ToString::to_string)),
        Known::Place(places) => several(places.iter().map(ToString::to_string)),
        Known::Records(records) => records
            .iter()
            .map(|record| Value::Object(facts_of(record)))
            .collect(),
        Known::Titles(held) => held
            .iter()
            .map(|(title, award)| titled(title, award))
            .collect(),
    }
}

fn number(interval: &Interval) -> Value {
    if let Some(exact) = interval.exact() {
        return digits(exact);
    }
    let mut range = Map::new();
    if let Some(low) = interval.low {
        let end = if low.counted { "from" } else { "above" };
        range.insert(end.to_owned(), digits(low.value));
    }
    if let Some(high) = interval.high {
        let end = if high.counted { "to" } else { "below" };
        range.insert(end.to_owned(), digits(high.value));
    }
    Value::Object(range)
}

fn digits(number: Decimal) -> Value {
    Value::String(number.normalize().to_string())
}

fn several(values: impl ExactSizeIterator<Item = String>) -> Value {
    let mut values: Vec<String> = values.collect();
    match (values.pop(), values.is_empty()) {
        (Some(only), true) => Value::String(only),
        (Some(last), false) => {
            values.push(last);
            json!({ "one_of": values })
        }
        (None, _) => Value::Null,
    }
}

fn days(from: Option<Day>, to: Option<Day>) -> Value {
    if from == to
        && let Some(day) = from
    {
        return Value::String(day.to_string());
    }
    let ends = [("from", from), ("to", to)].into_iter();
    let ends = ends.filter_map(|(end, day)| Some((end.to_owned(), day?.to_string().into())));
    Value::Object(ends.collect())
}

fn titled(title: &str, award: &Award) -> Value {
    if *award == Award::default() {
        return Value::String(title.to_owned());
    }
    let mut fields = Map::from_iter([("title".to_owned(), Value::from(title))]);
    let texts = [("level", &award.level), ("body", &award.body)];
    for (field, text) in texts {
        if let Some(text) = text {
            fields.insert(field.to_owned(), Value::from(text.as_str()));
        }
    }
    if award.on != (None, None) {
        fields.insert("on".to_owned(), days(award.on.0, award.on.1));
    }
    Value::Object(fields)
}
