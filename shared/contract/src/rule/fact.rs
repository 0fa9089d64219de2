//! Reading what can be known of an enterprise: declarations, how facts follow from others, and what the city gives (参数).

use calculator::{Choice, Declaration, Derivation, FactId, Facts, Kind, Parameter};
use rust_decimal::Decimal;
use serde_json::Value;

use super::test::{self, fact, number, rate};
use crate::body::Reader;
use crate::eligibility::ask::known_of;
use crate::fault::Fault;
use crate::read::{day, element, text_pair};

/// Most facts one other fact may follow from.
const SOURCES_MAX: usize = 20;
/// Between the policy's id and the name of a fact of its own.
const OWN: &str = "__";

/// A fact a policy declares for itself.
pub(super) fn own(reader: &mut Reader<'_>, policy: Option<&str>) -> Option<Declaration> {
    let declared = declaration(reader)?;
    let prefix = format!("{}{OWN}", policy?.replace('-', "_"));
    if declared.id.as_str().starts_with(&prefix) {
        return Some(declared);
    }
    let pointer = reader.at("id");
    reader.fault(Fault::new(
        pointer,
        "foreign_fact",
        format!("本政策自有指标的编码应以 `{prefix}` 开头"),
        format!("the id of a policy's own fact begins with `{prefix}`"),
    ));
    None
}

/// Whether an id is of the kind policies declare for themselves.
pub(crate) fn is_own(id: &str) -> bool {
    id.contains(OWN)
}

/// One declaration.
pub(crate) fn declaration(reader: &mut Reader<'_>) -> Option<Declaration> {
    let id = reader.parsed("id", fact);
    let kind = reader.parsed("kind", kind);
    let label = text_pair(reader, "label", 60);
    let question = text_pair(reader, "question", 300);
    let unit = text_if(reader, "unit");
    let period = reader.text_if("period", 20).unwrap_or_default();
    let choices = reader.list("choices", 400, |value, pointer, faults| {
        element(value, pointer, faults, |reader| {
            let (value, label) = (reader.text("value", 80), text_pair(reader, "label", 80));
            Some(Choice {
                value: value?,
                label: label?.into(),
            })
        })
    });
    let derived = reader.value("derived").is_some();
    let follows = reader.nested("derived", derivation);
    let parameter = reader.value("parameter").is_some() && reader.flag("parameter")?;
    Some(Declaration {
        id: id?,
        kind: kind?,
        label: label?.into(),
        question: question?.into(),
        unit,
        period,
        choices,
        derived: if derived { Some(follows?) } else { None },
        parameter,
    })
}

fn text_if(reader: &mut Reader<'_>, field: &'static str) -> facts::Text {
    let given = reader.value(field).is_some();
    let text = given.then(|| text_pair(reader, field, 20)).flatten();
    text.map(Into::into).unwrap_or_default()
}

fn kind(text: &str) -> Result<Kind, (String, String)> {
    let found = Kind::ALL.into_iter().find(|kind| kind.word() == text);
    found.ok_or_else(|| {
        let words = Kind::ALL.map(Kind::word).join(", ");
        (
            format!("指标类型应为以下之一：{words}"),
            format!("a kind is one of {words}"),
        )
    })
}

fn derivation(reader: &mut Reader<'_>) -> Option<Derivation> {
    const FORMS: [&str; 10] = [
        "size_class",
        "months_since",
        "percent",
        "growth",
        "difference",
        "sum",
        "product",
        "least",
        "greatest",
        "points",
    ];
    let given = FORMS.iter().filter(|form| reader.value(form).is_some());
    let given: Vec<&str> = given.copied().collect();
    match given.as_slice() {
        ["size_class"] => reader.nested("size_class", size_class),
        ["months_since"] => reader.nested("months_since", |reader| {
            let day = reader.parsed("day", fact);
            Some(Derivation::MonthsSince { day: day? })
        }),
        ["percent"] => pair(reader, "percent", ["part", "whole"])
            .map(|(part, whole)| Derivation::Percent { part, whole }),
        ["growth"] => pair(reader, "growth", ["now", "before"])
            .map(|(now, before)| Derivation::Growth { now, before }),
        ["difference"] => pair(reader, "difference", ["from", "less"])
            .map(|(from, less)| Derivation::Difference { from, less }),
        ["sum"] => Some(Derivation::Sum(several(reader, "sum")?)),
        ["least"] => Some(Derivation::Least(several(reader, "least")?)),
        ["greatest"] => Some(Derivation::Greatest(several(reader, "greatest")?)),
        ["product"] => reader.nested("product", |reader| {
            let of = several(reader, "of");
            let share = reader.parsed("share", rate);
            Some(Derivation::Product {
                of: of?,
                share: share?,
            })
        }),
        ["points"] => points(reader),
        _ => {
            let pointer = reader.at("");
            let forms = FORMS.join(", ");
            reader.fault(Fault::new(
                pointer.trim_end_matches('/'),
                "one_derivation",
                format!("推算方式填且只填一种：{forms}"),
                format!("give exactly one of {forms}"),
            ));
            None
        }
    }
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

fn pair(
    reader: &mut Reader<'_>,
    form: &'static str,
    [one, two]: [&'static str; 2],
) -> Option<(FactId, FactId)> {
    reader.nested(form, |reader| {
        let (one, two) = (reader.parsed(one, fact), reader.parsed(two, fact));
        Some((one?, two?))
    })
}

fn several(reader: &mut Reader<'_>, field: &'static str) -> Option<Vec<FactId>> {
    reader.needed(field);
    let read = reader.list(field, SOURCES_MAX, |value, pointer, faults| {
        let text = crate::read::word(value, pointer.clone(), faults)?;
        match fact(&text) {
            Ok(fact) => Some(fact),
            Err((zh, en)) => {
                faults.push(Fault::new(pointer, "invalid_value", zh, en));
                None
            }
        }
    });
    (!read.is_empty()).then_some(read)
}

fn points(reader: &mut Reader<'_>) -> Option<Derivation> {
    let table: Vec<(calculator::Test, Decimal)> =
        reader.list("points", 100, |value, pointer, faults| {
            element(value, pointer, faults, |reader| {
                let test = test::needed(reader, "when");
                let points = reader.parsed("points", number);
                Some((test?, points?.decimal()))
            })
        });
    (!table.is_empty()).then_some(Derivation::Points(table))
}

/// What the city gives for a fact of `facts`.
pub(super) fn parameter(reader: &mut Reader<'_>, facts: &Facts) -> Option<Parameter> {
    let id = reader.parsed("fact", fact);
    let from = reader.parsed("from", day);
    let value = reader.needed("value").cloned();
    reader.text("source", 200);
    let id = id?;
    let Some(declared) = facts.get(&id).filter(|declared| declared.parameter) else {
        let pointer = reader.at("fact");
        reader.fault(Fault::new(
            pointer,
            "no_parameter",
            format!("`{id}` 不是参数：请先在 facts 中声明并注明 \"parameter\": true"),
            format!("`{id}` is no parameter; declare it in `facts` with \"parameter\": true"),
        ));
        return None;
    };
    let pointer = reader.at("value");
    let mut faults = Vec::new();
    let known = known_of(
        declared,
        value.as_ref().unwrap_or(&Value::Null),
        &pointer,
        &mut faults,
    );
    faults.into_iter().for_each(|fault| reader.fault(fault));
    Some(Parameter {
        fact: id,
        from: from?,
        known: known?,
    })
}
