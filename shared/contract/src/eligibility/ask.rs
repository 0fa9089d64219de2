//! Reading what is known of an enterprise from JSON.
//!
//! A value is what its fact's kind says: a number or its digits as text (money in yuan), `true`/`false`, a word, a day, a code, a list
//! of titles, a list of records. Instead of a value there may be a range `{"from","to"}`, one of several `{"one_of":[…]}`, or `null` for not known.

use std::collections::{BTreeMap, BTreeSet};

use calculator::{Award, Bound, Declaration, FactId, Facts, Interval, Kind, Known, Profile};
use facts::{Day, Division, Industry, Money, Number};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::body::wrong_type;
use crate::fault::Fault;

/// Most facts of one profile.
const FACTS_MAX: usize = 500;
/// Most values of one of several.
const VALUES_MAX: usize = 100;

/// Reads what is given of `facts`; every fault is noted with its pointer below `pointer`.
pub fn profile_of(
    given: &Map<String, Value>,
    facts: &Facts,
    pointer: &str,
    faults: &mut Vec<Fault>,
) -> Profile {
    if given.len() > FACTS_MAX {
        faults.push(Fault::new(
            pointer,
            "too_many",
            format!("一次最多填写 {FACTS_MAX} 个指标"),
            format!("at most {FACTS_MAX} facts"),
        ));
        return Profile::new();
    }
    given.iter().fold(Profile::new(), |profile, (id, value)| {
        let at = format!("{pointer}/{}", id.replace('~', "~0").replace('/', "~1"));
        match known((id, value), facts, &at, faults) {
            Some((fact, known)) => profile.with(fact, known),
            None => profile,
        }
    })
}

fn known(
    (id, value): (&str, &Value),
    facts: &Facts,
    at: &str,
    faults: &mut Vec<Fault>,
) -> Option<(FactId, Known)> {
    let fact = FactId::parse(id).ok();
    let Some(declared) = fact.as_ref().and_then(|fact| facts.get(fact)) else {
        faults.push(Fault::new(
            at,
            "unknown_fact",
            format!("没有名为 `{id}` 的指标，可用指标见 /v1/facts"),
            format!("there is no fact `{id}`; see /v1/facts"),
        ));
        return None;
    };
    if value.is_null() {
        return None;
    }
    if let Some(list) = &declared.of {
        faults.push(Fault::new(
            at,
            "field_outside",
            format!("`{id}` 是清单 `{list}` 的栏目，请填在该清单的各条记录中"),
            format!("`{id}` is a field of `{list}`; give it in the records of that list"),
        ));
        return None;
    }
    if declared.kind == Kind::Records {
        let records = records::read(declared, facts, (value, at), faults)?;
        return Some((declared.id.clone(), Known::Records(records)));
    }
    let known = known_of(declared, value, at, faults)?;
    Some((declared.id.clone(), known))
}

/// Reads what is known of one fact.
pub(crate) fn known_of(
    declared: &Declaration,
    value: &Value,
    at: &str,
    faults: &mut Vec<Fault>,
) -> Option<Known> {
    Asked { declared, at }.read(value, faults)
}

mod records;

struct Asked<'a> {
    declared: &'a Declaration,
    at: &'a str,
}

impl Asked<'_> {
    fn read(&self, value: &Value, faults: &mut Vec<Fault>) -> Option<Known> {
        let read = match self.declared.kind {
            Kind::Number | Kind::Money => self.number(value),
            Kind::YesNo => value
                .as_bool()
                .map(Known::YesNo)
                .ok_or_else(|| self.expects("true 或 false", "true or false")),
            Kind::Choice => self.choices(value).map(Known::OneOf),
            Kind::Titles => self.titles(value).map(Known::Titles),
            Kind::Day => self.days(value),
            Kind::Records => Err(self.expects("记录清单", "a list of records")),
            Kind::Industry => self
                .several(value, |text| {
                    Industry::parse(text).map_err(|error| (INDUSTRY_ZH, error.to_string()))
                })
                .map(Known::Industry),
            Kind::Place => self
                .several(value, |text| {
                    Division::parse(text).map_err(|error| (PLACE_ZH, error.to_string()))
                })
                .map(Known::Place),
        };
        read.map_err(|fault| faults.push(*fault)).ok()
    }

    fn expects(&self, zh: &str, en: &str) -> Box<Fault> {
        Box::new(wrong_type(self.at, zh, en))
    }

    fn wrong(&self, zh: &str, en: impl Into<String>) -> Box<Fault> {
        Box::new(Fault::new(self.at, "invalid_value", zh, en))
    }

    fn number(&self, value: &Value) -> Result<Known, Box<Fault>> {
        let interval = if let Some(range) = value.as_object() {
            self.range(range)?
        } else {
            Interval::exactly(self.decimal(value)?)
        };
        if interval.is_empty() {
            return Err(self.wrong(
                "起止颠倒：下限不能大于上限",
                "the range is empty: `from` is above `to`",
            ));
        }
        Ok(Known::Number(interval))
    }

    /// From one end to another; `above` and `below` leave out the end itself.
    fn range(&self, range: &Map<String, Value>) -> Result<Interval, Box<Fault>> {
        let given = |end: &str| range.get(end).filter(|value| !value.is_null());
        let ends = ["from", "above", "to", "below"];
        let known = range.keys().all(|key| ends.contains(&key.as_str()));
        let twice = |one: &str, two: &str| given(one).is_some() && given(two).is_some();
        let none = ends.iter().all(|end| given(end).is_none());
        if !known || none || twice("from", "above") || twice("to", "below") {
            return Err(self.expects(
                "区间 {\"from\",\"to\"}（不含端点的用 above、below），每侧至多一个",
                "a range {\"from\",\"to\"} (`above`, `below` where the end is left out), at most one each side",
            ));
        }
        let bound = |counted: &str, not: &str| {
            let end = given(counted).map(|value| (value, true));
            end.or_else(|| given(not).map(|value| (value, false)))
                .map(|(value, counted)| {
                    let value = self.decimal(value)?;
                    Ok::<_, Box<Fault>>(Bound { value, counted })
                })
                .transpose()
        };
        Ok(Interval {
            low: bound("from", "above")?,
            high: bound("to", "below")?,
        })
    }

    /// A number is read from its digits: no binary fraction ever stands for money.
    fn decimal(&self, value: &Value) -> Result<Decimal, Box<Fault>> {
        let digits = match value {
            Value::Number(number) => number.to_string(),
            Value::String(text) => text.trim().to_owned(),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
                return Err(self.expects(
                    "数字，或区间 {\"from\",\"to\"}",
                    "a number, or a range {\"from\",\"to\"}",
                ));
            }
        };
        let read = if self.declared.kind == Kind::Money {
            Money::parse(&digits).map(Money::decimal)
        } else {
            Number::parse(&digits).map(Number::decimal)
        };
        let number = read.map_err(|error| {
            self.wrong(
                "请填写数字，金额以元为单位、最多两位小数",
                error.to_string(),
            )
        })?;
        let signed = self.declared.unit.zh == "%";
        if number.is_sign_negative() && !number.is_zero() && !signed {
            return Err(self.wrong("应为不小于零的数", "must not be negative"));
        }
        Ok(number)
    }

    fn ends<'v>(
        &self,
        range: &'v Map<String, Value>,
    ) -> Result<(Option<&'v Value>, Option<&'v Value>), Box<Fault>> {
        let known = range.keys().all(|key| key == "from" || key == "to");
        let end = |key: &str| range.get(key).filter(|value| !value.is_null());
        let (from, to) = (end("from"), end("to"));
        if !known || (from.is_none() && to.is_none()) {
            return Err(self.expects(
                "区间 {\"from\",\"to\"}，至少填一端",
                "a range {\"from\",\"to\"} with at least one end",
            ));
        }
        Ok((from, to))
    }

    fn days(&self, value: &Value) -> Result<Known, Box<Fault>> {
        let day = |value: &Value| {
            let read = value
                .as_str()
                .map(str::trim)
                .and_then(|text| Day::parse(text).ok());
            read.ok_or_else(|| {
                self.wrong(
                    "日期应写成 2026-01-31 这样的格式",
                    "give the day as YYYY-MM-DD",
                )
            })
        };
        let Some(range) = value.as_object() else {
            let day = day(value)?;
            return Ok(Known::Days(Some(day), Some(day)));
        };
        let (from, to) = self.ends(range)?;
        let (from, to) = (from.map(day).transpose()?, to.map(day).transpose()?);
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            return Err(self.wrong(
                "起止颠倒：开始日期不能晚于结束日期",
                "the range is empty: `from` is after `to`",
            ));
        }
        Ok(Known::Days(from, to))
    }

    /// One text, or `{"one_of": […]}`, each read by `read`.
    fn several<T: Ord>(
        &self,
        value: &Value,
        read: impl Fn(&str) -> Result<T, (&'static str, String)>,
    ) -> Result<BTreeSet<T>, Box<Fault>> {
        let texts: Option<Vec<&str>> = match value {
            Value::String(text) => Some(vec![text]),
            Value::Object(one_of) if one_of.len() == 1 => one_of
                .get("one_of")
                .and_then(Value::as_array)
                .filter(|list| (1..=VALUES_MAX).contains(&list.len()))
                .and_then(|list| list.iter().map(Value::as_str).collect()),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Array(_)
            | Value::Object(_) => None,
        };
        let texts = texts.ok_or_else(|| {
            self.expects("文本，或 {\"one_of\":[…]}", "a text, or {\"one_of\": […]}")
        })?;
        texts
            .into_iter()
            .map(|text| read(text).map_err(|(zh, en)| self.wrong(zh, en)))
            .collect()
    }

    fn choices(&self, value: &Value) -> Result<BTreeSet<String>, Box<Fault>> {
        let chosen = self.several(value, |text| Ok(text.to_owned()))?;
        chosen.iter().try_for_each(|one| self.declared(one))?;
        Ok(chosen)
    }

    /// Whether `value` is one of the declared.
    fn declared(&self, value: &str) -> Result<(), Box<Fault>> {
        let declared = self.declared.choices.iter();
        let declared: Vec<&str> = declared.map(|choice| choice.value.as_str()).collect();
        if declared.contains(&value) {
            return Ok(());
        }
        Err(Box::new(Fault::new(
            self.at,
            "unknown_choice",
            format!("没有取值 `{value}`，可用取值：{}", declared.join("、")),
            format!(
                "`{value}` is no value of it; its values are {}",
                declared.join(", ")
            ),
        )))
    }

    /// A list of titles: each a word, or a word with its award.
    fn titles(&self, value: &Value) -> Result<BTreeMap<String, Award>, Box<Fault>> {
        let list = value.as_array().filter(|list| list.len() <= VALUES_MAX);
        let list = list.ok_or_else(|| {
            self.expects(
                "称号列表，没有则填空列表",
                "a list of titles, empty if there are none",
            )
        })?;
        list.iter().map(|one| self.title(one)).collect()
    }

    fn title(&self, value: &Value) -> Result<(String, Award), Box<Fault>> {
        let expected = || {
            self.expects(
                "称号，或 {\"title\",\"level\",\"body\",\"on\"}",
                "a title, or {\"title\",\"level\",\"body\",\"on\"}",
            )
        };
        let (title, award) = match value {
            Value::String(title) => (title.clone(), Award::default()),
            Value::Object(given) => self.award(given, expected)?,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {
                return Err(expected());
            }
        };
        self.declared(&title)?;
        Ok((title, award))
    }

    fn award(
        &self,
        given: &Map<String, Value>,
        expected: impl Fn() -> Box<Fault>,
    ) -> Result<(String, Award), Box<Fault>> {
        const FIELDS: [&str; 4] = ["title", "level", "body", "on"];
        if given.keys().any(|field| !FIELDS.contains(&field.as_str())) {
            return Err(expected());
        }
        let text = |field: &str| match given.get(field).filter(|value| !value.is_null()) {
            None => Ok(None),
            Some(value) => match value.as_str() {
                Some(text) if text.chars().count() <= VALUES_MAX => Ok(Some(text.to_owned())),
                _ => Err(expected()),
            },
        };
        let level = text("level")?;
        if level
            .as_deref()
            .is_some_and(|level| !LEVELS.contains(&level))
        {
            return Err(self.wrong(
                "层级应为 state、province、city 或 county",
                "a level is `state`, `province`, `city` or `county`",
            ));
        }
        let given_on = given.get("on").filter(|value| !value.is_null());
        let on = match given_on.map(|value| self.days(value)).transpose()? {
            Some(Known::Days(from, to)) => (from, to),
            _ => (None, None),
        };
        let title = text("title")?.ok_or_else(&expected)?;
        let body = text("body")?;
        Ok((title, Award { level, body, on }))
    }
}

/// Levels at which titles are awarded.
pub(crate) const LEVELS: [&str; 4] = ["state", "province", "city", "county"];

const INDUSTRY_ZH: &str =
    "行业代码应为 GB/T 4754-2017 的二至四位代码，如 C3912，门类字母须与代码一致";
const PLACE_ZH: &str = "所在地应为六位县级代码，如 420204，可加乡镇名，如 420281/汪仁镇";
