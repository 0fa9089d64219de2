//! Reading a test. Its form is told by the field that names it: `all`, `any`, `not`, or `fact` with what is demanded of it.

use std::collections::BTreeSet;

use calculator::{AwardTerms, Bound, FactId, Interval, Test};
use facts::{IndustryPattern, JurisdictionId, Number, Rate};
use serde_json::Value;

use super::DEPTH_MAX;
use super::told::day;
use super::told::{empty_list, too_deep};
use crate::body::Reader;
use crate::eligibility::ask::LEVELS;
use crate::fault::Fault;
use crate::read::{element, jurisdiction, word};

/// The test in `field`, needed.
pub(crate) fn needed(reader: &mut Reader<'_>, field: &'static str) -> Option<Test> {
    let value = reader.needed(field)?;
    let pointer = reader.at(field);
    let mut faults = Vec::new();
    let test = test(value, pointer, &mut faults, 0);
    faults.into_iter().for_each(|fault| reader.fault(fault));
    test
}

/// The test in `field`, if there is one; `None` if it is wrong.
pub(super) fn given(reader: &mut Reader<'_>, field: &'static str) -> Option<Option<Test>> {
    match reader.value(field) {
        None => Some(None),
        Some(_) => needed(reader, field).map(Some),
    }
}

pub(super) fn test(
    value: &Value,
    pointer: String,
    faults: &mut Vec<Fault>,
    depth: usize,
) -> Option<Test> {
    if depth > DEPTH_MAX {
        faults.push(too_deep(pointer));
        return None;
    }
    let has = |field: &str| value.get(field).is_some();
    element(value, pointer, faults, |reader| {
        if has("all") {
            list(reader, "all", depth).map(Test::All)
        } else if has("any") {
            list(reader, "any", depth).map(Test::Any)
        } else if has("count") {
            let least = reader.whole("count", 1, 50);
            let of = list(reader, "of", depth);
            Some(Test::Count {
                least: usize::try_from(least?).ok()?,
                of: of?,
            })
        } else if has("not") {
            let (inner, at) = (reader.needed("not")?, reader.at("not"));
            let mut faults = Vec::new();
            let inner = test(inner, at, &mut faults, depth + 1);
            faults.into_iter().for_each(|fault| reader.fault(fault));
            inner.map(|inner| Test::Not(Box::new(inner)))
        } else {
            of_fact(reader, value)
        }
    })
}

fn list(reader: &mut Reader<'_>, field: &'static str, depth: usize) -> Option<Vec<Test>> {
    let tests = reader.list(field, 50, |value, pointer, faults| {
        test(value, pointer, faults, depth + 1)
    });
    if tests.is_empty() {
        let pointer = reader.at(field);
        reader.fault(empty_list(pointer));
        return None;
    }
    Some(tests)
}

/// The id of a fact.
pub(super) fn fact(text: &str) -> Result<FactId, (String, String)> {
    FactId::parse(text).map_err(|error| {
        (
            "指标编码由小写字母、数字和下划线组成，以字母开头".to_owned(),
            error.to_string(),
        )
    })
}

fn of_fact(reader: &mut Reader<'_>, value: &Value) -> Option<Test> {
    let has = |field: &str| value.get(field).is_some();
    let fact = reader.parsed("fact", fact);
    if has("is") {
        let yes = reader.flag("is")?;
        let test = Test::Yes(fact?);
        return Some(if yes { test } else { Test::Not(Box::new(test)) });
    }
    if has("one_of") {
        let values = some_words(reader, "one_of");
        return Some(Test::OneOf(fact?, values));
    }
    if has("has") {
        let titles = some_words(reader, "has");
        let terms = award_terms(reader)?;
        return Some(Test::Title(fact?, titles, terms));
    }
    if has("industry_in") {
        let patterns = some(reader, "industry_in", |reader, field| {
            reader.list(field, 100, pattern)
        })?;
        return Some(Test::Industry(fact?, patterns));
    }
    if has("place_in") {
        let wanted = some(reader, "place_in", |reader, field| {
            reader.list(field, 50, place)
        })?;
        return Some(Test::Place(fact?, wanted));
    }
    if has("in_year") {
        let back = reader.parsed("in_year", year)?;
        return Some(Test::InYear { fact: fact?, back });
    }
    if has("from") || has("to") {
        let (from, to) = (reader.parsed_if("from", day), reader.parsed_if("to", day));
        return Some(Test::Between(fact?, from, to));
    }
    if has("months_at_least") || has("months_below") {
        return months(reader, fact);
    }
    if has("reaches") {
        return reaches(reader, fact);
    }
    within(reader, fact, value)
}

/// `this`, `last`, or how many years back.
pub(super) fn year(text: &str) -> Result<u8, (String, String)> {
    let back = match text {
        "this" => Some(0),
        "last" => Some(1),
        other => other.parse().ok().filter(|back| *back <= 20),
    };
    back.ok_or_else(|| {
        (
            "年度应为 this（当年）、last（上年度），或向前的年数，如 \"2\"".to_owned(),
            "a year is `this`, `last`, or how many years back, such as \"2\"".to_owned(),
        )
    })
}

/// `None` if they are there and wrong.
fn award_terms(reader: &mut Reader<'_>) -> Option<AwardTerms> {
    if reader.value("awarded").is_none() {
        return Some(AwardTerms::default());
    }
    reader.nested("awarded", |reader| {
        let levels = reader.list("levels", LEVELS.len(), |value, pointer, faults| {
            let text = word(value, pointer.clone(), faults)?;
            if LEVELS.contains(&text.as_str()) {
                return Some(text);
            }
            faults.push(Fault::new(
                pointer,
                "invalid_value",
                "层级应为 state、province、city 或 county",
                "a level is `state`, `province`, `city` or `county`",
            ));
            None
        });
        let bodies = words(reader, "bodies");
        let (from, to) = (reader.parsed_if("from", day), reader.parsed_if("to", day));
        let in_year = reader.parsed_if("in_year", year);
        let months_at_least = reader.parsed_if("months_at_least", month_count);
        let months_below = reader.parsed_if("months_below", month_count);
        Some(AwardTerms {
            levels: levels.into_iter().collect(),
            bodies,
            from,
            to,
            in_year,
            months_at_least,
            months_below,
        })
    })
}

/// Words of which there is at least one.
fn some_words(reader: &mut Reader<'_>, field: &'static str) -> BTreeSet<String> {
    some(reader, field, words).unwrap_or_default()
}

/// What a list says, if it says anything.
fn some<L: IntoIterator>(
    reader: &mut Reader<'_>,
    field: &'static str,
    read: impl FnOnce(&mut Reader<'_>, &'static str) -> L,
) -> Option<L> {
    let read = read(reader, field);
    let given = reader.value(field).and_then(Value::as_array);
    if given.is_some_and(|list| list.is_empty()) {
        let pointer = reader.at(field);
        reader.fault(empty_list(pointer));
        return None;
    }
    Some(read)
}

fn words(reader: &mut Reader<'_>, field: &'static str) -> BTreeSet<String> {
    reader.list(field, 100, word).into_iter().collect()
}

fn pattern(value: &Value, pointer: String, faults: &mut Vec<Fault>) -> Option<IndustryPattern> {
    let text = word(value, pointer.clone(), faults)?;
    match IndustryPattern::parse(&text) {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            faults.push(Fault::new(
                pointer,
                "invalid_value",
                "行业范围应写成门类 C、代码 C39 或区间 C13-C43",
                error.to_string(),
            ));
            None
        }
    }
}

fn place(value: &Value, pointer: String, faults: &mut Vec<Fault>) -> Option<JurisdictionId> {
    let text = word(value, pointer.clone(), faults)?;
    match jurisdiction(&text) {
        Ok(id) => Some(id),
        Err((zh, en)) => {
            faults.push(Fault::new(pointer, "invalid_value", zh, en));
            None
        }
    }
}

/// A number of months.
pub(super) fn month_count(text: &str) -> Result<i32, (String, String)> {
    let read = text.parse::<i32>().ok();
    let read = read.filter(|months| (0..=1_200).contains(months));
    read.ok_or_else(|| {
        (
            "月数应为 0 至 1200 的整数，写成文本，如 \"12\"".to_owned(),
            "months are a whole number from 0 to 1200 as a text, such as \"12\"".to_owned(),
        )
    })
}

fn months(reader: &mut Reader<'_>, fact: Option<FactId>) -> Option<Test> {
    let at_least = reader.parsed_if("months_at_least", month_count);
    let below = reader.parsed_if("months_below", month_count);
    Some(Test::Months {
        since: fact?,
        at_least,
        below,
    })
}

/// A rate such as `60%`.
pub(super) fn rate(text: &str) -> Result<Rate, (String, String)> {
    Rate::parse(text).map_err(|error| ("比例应写成 8%、0.5‰ 或 0.08".to_owned(), error.to_string()))
}

/// A number, written as digits in a text so that nothing is rounded on the way.
pub(super) fn number(text: &str) -> Result<Number, (String, String)> {
    Number::parse(text).map_err(|error| {
        (
            "数字应写成文本，如 \"300\" 或 \"5.5\"".to_owned(),
            error.to_string(),
        )
    })
}

fn reaches(reader: &mut Reader<'_>, one: Option<FactId>) -> Option<Test> {
    let (other, share) = reader.nested("reaches", |reader| {
        let other = reader.parsed("fact", fact);
        let share = reader.parsed("share", rate);
        Some((other?, share?))
    })?;
    Some(Test::Reaches {
        fact: one?,
        other,
        share,
    })
}

fn within(reader: &mut Reader<'_>, fact: Option<FactId>, value: &Value) -> Option<Test> {
    const FIELDS: [&str; 4] = ["at_least", "above", "at_most", "below"];
    let given = FIELDS.iter().filter(|field| value.get(**field).is_some());
    let given: Vec<_> = given.copied().collect();
    let two_lows = given.contains(&"at_least") && given.contains(&"above");
    let two_highs = given.contains(&"at_most") && given.contains(&"below");
    if given.is_empty() || two_lows || two_highs {
        let pointer = reader.at("fact");
        reader.fault(Fault::new(
            pointer,
            "no_demand",
            "请写明对指标的要求：is、one_of、has、industry_in、place_in、in_year、from/to、months_at_least/months_below、reaches，或 at_least、above、at_most、below（同侧只写一个）",
            "say what is demanded of the fact: is, one_of, has, industry_in, place_in, in_year, from/to, months_at_least/months_below, reaches, or at_least, above, at_most, below (one for each side)",
        ));
    }
    let mut bound = |field: &'static str, counted: bool| {
        reader.parsed_if(field, number).map(|number| Bound {
            value: number.decimal(),
            counted,
        })
    };
    let low = bound("at_least", true);
    let above = bound("above", false);
    let high = bound("at_most", true);
    let below = bound("below", false);
    let interval = Interval {
        low: low.or(above),
        high: high.or(below),
    };
    Some(Test::Within(fact?, interval))
}
