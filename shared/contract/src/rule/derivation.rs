//! Reading how a fact follows from others. A number it is computed from is a fact's id, `{"number": "12"}`, or such a form again.

use calculator::{Derivation, FactId, Moment, Span, Taken, Term};
use facts::Number;
use rust_decimal::Decimal;
use serde_json::Value;

use super::DEPTH_MAX;
use super::test::{self, fact, number, rate, year};
use super::told::day;
use super::told::{filled, too_deep};
use crate::body::{Reader, wrong_type};
use crate::fault::Fault;
use crate::read::element;

/// Most numbers one other may be computed from.
const TERMS_MAX: usize = 20;
/// Most rows of points or cases.
const ROWS_MAX: usize = 100;

const FORMS: [&str; 16] = [
    "size_class",
    "today",
    "months_since",
    "elapsed",
    "percent",
    "growth",
    "quotient",
    "difference",
    "sum",
    "product",
    "least",
    "greatest",
    "round_down",
    "points",
    "cases",
    "gathered",
];

/// The form in the object `reader` reads.
pub(super) fn derivation(reader: &mut Reader<'_>, depth: usize) -> Option<Derivation> {
    let given = FORMS.iter().filter(|form| reader.value(form).is_some());
    let given: Vec<&str> = given.copied().collect();
    match given.as_slice() {
        ["size_class"] => reader.nested("size_class", size_class),
        ["today"] => reader.flag("today").map(|_| Derivation::Today),
        ["months_since"] => reader.nested("months_since", months_since),
        ["elapsed"] => reader.nested("elapsed", elapsed),
        ["percent"] => pair(reader, "percent", ["part", "whole"], depth)
            .map(|(part, whole)| Derivation::Percent { part, whole }),
        ["growth"] => pair(reader, "growth", ["now", "before"], depth)
            .map(|(now, before)| Derivation::Growth { now, before }),
        ["quotient"] => pair(reader, "quotient", ["of", "by"], depth)
            .map(|(of, by)| Derivation::Quotient { of, by }),
        ["difference"] => pair(reader, "difference", ["from", "less"], depth)
            .map(|(from, less)| Derivation::Difference { from, less }),
        ["sum"] => Some(Derivation::Sum(several(reader, "sum", depth)?)),
        ["least"] => Some(Derivation::Least(several(reader, "least", depth)?)),
        ["greatest"] => Some(Derivation::Greatest(several(reader, "greatest", depth)?)),
        ["product"] => reader.nested("product", |reader| product(reader, depth)),
        ["round_down"] => reader.nested("round_down", |reader| round_down(reader, depth)),
        ["points"] => points(reader),
        ["cases"] => cases(reader, depth),
        ["gathered"] => reader.nested("gathered", gathered),
        _ => {
            let pointer = reader.at("");
            reader.fault(not_one(pointer.trim_end_matches('/')));
            None
        }
    }
}

fn not_one(pointer: &str) -> Fault {
    let forms = FORMS.join(", ");
    Fault::new(
        pointer,
        "one_derivation",
        format!("推算方式填且只填一种：{forms}"),
        format!("give exactly one of {forms}"),
    )
}

fn months_since(reader: &mut Reader<'_>) -> Option<Derivation> {
    let day = reader.parsed("day", fact);
    Some(Derivation::Elapsed {
        from: Moment::Fact(day?),
        to: Moment::Today,
        span: Span::Months,
    })
}

fn product(reader: &mut Reader<'_>, depth: usize) -> Option<Derivation> {
    let of = several(reader, "of", depth);
    let share = reader.parsed_if("share", rate);
    Some(Derivation::Product {
        of: of?,
        share: share.unwrap_or_else(facts::Rate::whole),
    })
}

fn round_down(reader: &mut Reader<'_>, depth: usize) -> Option<Derivation> {
    let of = term(reader, "of", depth);
    let unit = reader.parsed("to", number);
    Some(Derivation::Whole {
        of: of?,
        unit: unit?.decimal(),
    })
}

fn size_class(reader: &mut Reader<'_>) -> Option<Derivation> {
    let industry = reader.parsed("industry", fact);
    let staff = reader.parsed("staff", fact);
    let revenue = reader.parsed("revenue", fact);
    let assets = reader.parsed("assets", fact);
    Some(Derivation::SizeClass {
        industry: industry?,
        staff: staff?,
        revenue: revenue?,
        assets: assets?,
    })
}

fn elapsed(reader: &mut Reader<'_>) -> Option<Derivation> {
    reader.needed("from");
    let from = moment(reader, "from");
    let to = if reader.value("to").is_some() {
        moment(reader, "to")
    } else {
        Some(Moment::Today)
    };
    let span = reader.parsed("in", |text| {
        let found = Span::ALL.into_iter().find(|span| span.word() == text);
        found.ok_or_else(|| {
            let words = Span::ALL.map(Span::word).join(", ");
            (
                format!("时间单位应为以下之一：{words}"),
                format!("time is counted in one of {words}"),
            )
        })
    });
    Some(Derivation::Elapsed {
        from: from?,
        to: to?,
        span: span?,
    })
}

/// A fact's id, `{"day": …}` or `{"year_end": …}`.
fn moment(reader: &mut Reader<'_>, field: &'static str) -> Option<Moment> {
    if reader.value(field)?.is_string() {
        return reader.parsed(field, fact).map(Moment::Fact);
    }
    reader.nested(field, |reader| {
        if reader.value("year_end").is_some() {
            return reader.parsed("year_end", year).map(Moment::YearEnd);
        }
        reader.parsed("day", day).map(Moment::Day)
    })
}

fn pair(
    reader: &mut Reader<'_>,
    form: &'static str,
    [one, two]: [&'static str; 2],
    depth: usize,
) -> Option<(Term, Term)> {
    reader.nested(form, |reader| {
        let (one, two) = (term(reader, one, depth), term(reader, two, depth));
        Some((one?, two?))
    })
}

fn term(reader: &mut Reader<'_>, field: &'static str, depth: usize) -> Option<Term> {
    let (value, pointer) = (reader.needed(field)?, reader.at(field));
    let mut faults = Vec::new();
    let read = term_of(value, pointer, &mut faults, depth + 1);
    faults.into_iter().for_each(|fault| reader.fault(fault));
    read
}

fn several(reader: &mut Reader<'_>, field: &'static str, depth: usize) -> Option<Vec<Term>> {
    reader.needed(field);
    let read = reader.list(field, TERMS_MAX, |value, pointer, faults| {
        term_of(value, pointer, faults, depth + 1)
    });
    filled(reader, field, read)
}

fn term_of(value: &Value, pointer: String, faults: &mut Vec<Fault>, depth: usize) -> Option<Term> {
    if depth > DEPTH_MAX {
        faults.push(too_deep(pointer));
        return None;
    }
    if let Some(text) = value.as_str() {
        return match fact(text.trim()) {
            Ok(fact) => Some(Term::Fact(fact)),
            Err((zh, en)) => {
                faults.push(Fault::new(pointer, "invalid_value", zh, en));
                None
            }
        };
    }
    if !value.is_object() {
        faults.push(wrong_type(
            &pointer,
            "指标编码、{\"number\": \"12\"} 或推算方式",
            "a fact's id, {\"number\": \"12\"}, or a form of deriving",
        ));
        return None;
    }
    let number_alone = value.get("number").is_some();
    element(value, pointer, faults, |reader| {
        if number_alone {
            return reader
                .parsed("number", number)
                .map(|number| Term::Number(number.decimal()));
        }
        derivation(reader, depth).map(|read| Term::Follows(Box::new(read)))
    })
}

fn points(reader: &mut Reader<'_>) -> Option<Derivation> {
    let table: Vec<(calculator::Test, Decimal)> =
        reader.list("points", ROWS_MAX, |value, pointer, faults| {
            element(value, pointer, faults, |reader| {
                let test = test::needed(reader, "when");
                let points = reader.parsed("points", number);
                Some((test?, points.map(Number::decimal)?))
            })
        });
    filled(reader, "points", table).map(Derivation::Points)
}

fn cases(reader: &mut Reader<'_>, depth: usize) -> Option<Derivation> {
    let table = reader.list("cases", ROWS_MAX, |value, pointer, faults| {
        element(value, pointer, faults, |reader| {
            let test = test::needed(reader, "when");
            let value = term(reader, "value", depth);
            Some((test?, value?))
        })
    });
    filled(reader, "cases", table).map(Derivation::Cases)
}

/// `{"count": list}`, `{"total": field, "of": list}` or `{"largest": field, "of": list}`, with `when`.
fn gathered(reader: &mut Reader<'_>) -> Option<Derivation> {
    let forms = ["count", "total", "largest"];
    let given: Vec<&str> = forms
        .into_iter()
        .filter(|form| reader.value(form).is_some())
        .collect();
    let mut list: Option<FactId> = None;
    let taken = match given.as_slice() {
        ["count"] => {
            list = reader.parsed("count", fact);
            Some(Taken::Count)
        }
        ["total"] => reader.parsed("total", fact).map(Taken::Total),
        ["largest"] => reader.parsed("largest", fact).map(Taken::Largest),
        _ => {
            let pointer = reader.at("count");
            reader.fault(Fault::new(
                pointer,
                "one_of_list",
                "count（条数）、total（合计）、largest（最大值）三者填且只填一个",
                "give exactly one of `count`, `total` and `largest`",
            ));
            None
        }
    };
    if !given.contains(&"count") {
        list = reader.parsed("of", fact);
    }
    let when = if reader.value("when").is_some() {
        Some(test::needed(reader, "when")?)
    } else {
        None
    };
    Some(Derivation::Gathered {
        list: list?,
        when,
        taken: taken?,
    })
}
