//! The same items and enterprises for engines that know neither enterprises nor what is missing.
//!
//! Peers get what a competent user would give them: codes cut into prefixes, days and shares as whole numbers, and for what is missing
//! two rules per item, *surely fits* and *surely does not*.

pub(crate) mod tree;

#[cfg(feature = "peers")]
pub(crate) mod a_tree;
#[cfg(feature = "peers")]
pub(crate) mod cel;
#[cfg(feature = "peers")]
pub(crate) mod datalogic;
#[cfg(feature = "peers")]
pub(crate) mod zen;

use calculator::{Item, Known, Profile, Test, Verdict};
use facts::IndustryPattern;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value, json};

use crate::city::{SHARES, today};

/// An engine with the whole catalogue compiled.
pub(crate) trait Peer {
    fn name(&self) -> &'static str;

    /// Takes enterprises in the engine's own form; not timed.
    fn load(&mut self, profiles: &[Profile]);

    /// The verdict of every item for one loaded enterprise.
    fn run(&mut self, profile: usize, missing: bool, verdicts: &mut [Verdict]);
}

/// What is asked of one field.
#[derive(Debug, Clone)]
pub(crate) enum Ask {
    /// A text is one of these.
    In(String, Vec<String>),
    /// At least (true) or at most.
    Over(String, bool, i64),
    /// A list has one of these.
    Has(String, Vec<String>),
    /// It is true.
    Is(String),
    /// It is there.
    Given(String),
}

/// A rule over fields.
#[derive(Debug, Clone)]
pub(crate) enum Rule {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    Ask(Ask),
}

impl Rule {
    pub(crate) fn of(item: &Item) -> Self {
        let tests = item
            .conditions
            .iter()
            .map(|condition| lowered(&condition.test));
        Self::All(tests.collect())
    }

    /// The rule that holds where this one surely does (or surely does not).
    pub(crate) fn surely(&self, wanted: bool) -> Self {
        match self {
            Self::Ask(ask) => {
                let given = Self::Ask(Ask::Given(ask.field().to_owned()));
                let ask = Self::Ask(ask.clone());
                let ask = if wanted {
                    ask
                } else {
                    Self::Not(Box::new(ask))
                };
                Self::All(vec![given, ask])
            }
            Self::Not(rule) => rule.surely(!wanted),
            Self::All(rules) | Self::Any(rules) => {
                let surely = rules.iter().map(|rule| rule.surely(wanted)).collect();
                if matches!(self, Self::All(_)) == wanted {
                    Self::All(surely)
                } else {
                    Self::Any(surely)
                }
            }
        }
    }
}

impl Ask {
    fn field(&self) -> &str {
        match self {
            Self::In(field, _) | Self::Over(field, ..) | Self::Has(field, _) => field,
            Self::Is(field) | Self::Given(field) => field,
        }
    }
}

fn whole(value: Decimal) -> i64 {
    value.to_i64().unwrap()
}

fn share_field(fact: &str, other: &str) -> String {
    let place = SHARES
        .iter()
        .position(|(one, two, _)| *one == fact && *two == other);
    format!("share_{}", place.unwrap())
}

fn lowered(test: &Test) -> Rule {
    let ask = Rule::Ask;
    match test {
        Test::All(tests) => Rule::All(tests.iter().map(lowered).collect()),
        Test::Any(tests) => Rule::Any(tests.iter().map(lowered).collect()),
        Test::Not(test) => Rule::Not(Box::new(lowered(test))),
        Test::Yes(fact) => ask(Ask::Is(fact.to_string())),
        Test::Within(fact, interval) => {
            let strictly = |counted: bool| i64::from(!counted);
            let low = interval
                .low
                .map(|low| (true, whole(low.value) + strictly(low.counted)));
            let high = interval
                .high
                .map(|high| (false, whole(high.value) - strictly(high.counted)));
            let (over, line) = low.or(high).unwrap();
            ask(Ask::Over(fact.to_string(), over, line))
        }
        Test::Reaches { fact, other, share } => {
            let line = whole(share.decimal() * Decimal::from(10_000));
            ask(Ask::Over(
                share_field(fact.as_str(), other.as_str()),
                true,
                line,
            ))
        }
        Test::OneOf(fact, values) => {
            ask(Ask::In(fact.to_string(), values.iter().cloned().collect()))
        }
        Test::Title(fact, wanted, _) => {
            ask(Ask::Has(fact.to_string(), wanted.iter().cloned().collect()))
        }
        Test::Months { since, below, .. } => {
            let below = i64::from(below.unwrap());
            let mut day = today()
                .plus_months(-i32::try_from(below).unwrap())
                .plus_days(-5);
            while day.months_until(today()) >= below {
                day = day.next();
            }
            ask(Ask::Over(since.to_string(), true, number_of(day)))
        }
        Test::Place(fact, places) if places[0].as_str() == "city" => {
            ask(Ask::Is(format!("{fact}_city")))
        }
        Test::Place(fact, places) => {
            let places = places.iter().map(ToString::to_string);
            ask(Ask::In(fact.to_string(), places.collect()))
        }
        Test::Industry(fact, patterns) => industry(fact.as_str(), patterns),
        other => panic!("{other:?} is not generated"),
    }
}

/// One question per length of code.
fn industry(fact: &str, patterns: &[IndustryPattern]) -> Rule {
    let mut asks = Vec::new();
    for length in [1, 2, 3, 4] {
        let texts = patterns.iter().map(ToString::to_string);
        let these: Vec<String> = texts.filter(|text| text.len() == length).collect();
        if !these.is_empty() {
            asks.push(Rule::Ask(Ask::In(format!("{fact}_{length}"), these)));
        }
    }
    if asks.len() == 1 {
        asks.remove(0)
    } else {
        Rule::Any(asks)
    }
}

fn number_of(day: facts::Day) -> i64 {
    facts::Day::new(2000, 1, 1).unwrap().days_until(day)
}

/// Every field an enterprise may have, with an example of what it holds.
#[cfg(feature = "peers")]
pub(crate) fn fields() -> Map<String, Value> {
    fields_of(&crate::generate::profiles(99, 0.0, 1)[0])
}

/// An enterprise as fields; what is not known has none.
pub(crate) fn fields_of(profile: &Profile) -> Map<String, Value> {
    let mut fields = Map::new();
    for (fact, known) in profile.iter() {
        let mut put = |field: String, value: Value| fields.insert(field, value);
        match known {
            Known::Number(interval) => {
                put(fact.to_string(), json!(whole(interval.exact().unwrap())));
            }
            Known::YesNo(yes) => {
                put(fact.to_string(), json!(yes));
            }
            Known::OneOf(values) => {
                put(fact.to_string(), json!(values.first()));
            }
            Known::Days(day, _) => {
                put(fact.to_string(), json!(number_of(day.unwrap())));
            }
            Known::Titles(held) => {
                put(fact.to_string(), json!(held.keys().collect::<Vec<_>>()));
            }
            // the city of the workload has no lists
            Known::Records(_) => {}
            Known::Industry(codes) => {
                let code = codes.first().unwrap();
                put(format!("{fact}_1"), json!(code.section().to_string()));
                for length in [2, 3, 4] {
                    put(format!("{fact}_{length}"), json!(&code.digits()[..length]));
                }
            }
            Known::Place(places) => {
                let place = places.first().unwrap();
                let ground = crate::city::jurisdictions();
                let own = ground
                    .iter()
                    .find(|one| one.holds(place) == Some(true))
                    .unwrap();
                put(fact.to_string(), json!(own.id.to_string()));
                put(format!("{fact}_city"), json!(true));
            }
        }
    }
    for (place, (one, other, _)) in SHARES.iter().enumerate() {
        let number = |fact: &str| fields.get(fact).and_then(Value::as_i64);
        if let (Some(one), Some(other)) = (number(one), number(other)) {
            let share = (i128::from(one) * 10_000).checked_div_euclid(i128::from(other));
            let share = share.map_or(i64::MAX / 2, |share| i64::try_from(share).unwrap());
            fields.insert(format!("share_{place}"), json!(share));
        }
    }
    fields
}

/// A rule as text.
#[cfg(feature = "peers")]
pub(crate) fn text(rule: &Rule, words: [&str; 3], ask: &dyn Fn(&Ask) -> String) -> String {
    let [and, or, not] = words;
    let joined = |rules: &[Rule], word: &str| {
        let rules: Vec<String> = rules.iter().map(|rule| text(rule, words, ask)).collect();
        format!("({})", rules.join(word))
    };
    match rule {
        Rule::All(rules) => joined(rules, and),
        Rule::Any(rules) => joined(rules, or),
        Rule::Not(rule) => format!("{not}({})", text(rule, words, ask)),
        Rule::Ask(one) => ask(one),
    }
}

#[cfg(feature = "peers")]
pub(crate) fn quoted(values: &[String], quote: char) -> String {
    let values: Vec<String> = values
        .iter()
        .map(|value| format!("{quote}{value}{quote}"))
        .collect();
    values.join(", ")
}

/// From *surely fits* and *surely does not*.
#[cfg(feature = "peers")]
pub(crate) fn verdict(fits: bool, fails: bool) -> Verdict {
    match (fits, fails) {
        (true, _) => Verdict::Eligible,
        (_, true) => Verdict::Ineligible,
        _ => Verdict::Undetermined,
    }
}
