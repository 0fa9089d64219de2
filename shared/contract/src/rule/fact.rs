//! Reading what can be known of an enterprise: declarations, how facts follow from others, and what the city gives (参数).

use calculator::{About, Choice, Declaration, Facts, Kind, Origin, Parameter, Sensitivity};
use serde_json::Value;

use super::derivation::derivation;
use super::test::fact;
use super::told::day;
use crate::body::Reader;
use crate::eligibility::ask::known_of;
use crate::fault::Fault;
use crate::read::{element, text_pair};

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
    let kind = reader.parsed("kind", |text| {
        one_of(text, Kind::ALL, Kind::word, "指标类型")
    });
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
    let follows = reader.nested("derived", |reader| derivation(reader, 0));
    let parameter = reader.value("parameter").is_some() && reader.flag("parameter")?;
    let of = reader.parsed_if("of", fact);
    let about = about(reader);
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
        of,
        about: about?,
    })
}

fn about(reader: &mut Reader<'_>) -> Option<About> {
    let given = reader.value("help").is_some();
    let help = given.then(|| text_pair(reader, "help", 500)).flatten();
    let origin = reader.parsed_if("origin", |text| {
        one_of(text, Origin::ALL, Origin::word, "来源")
    });
    let sensitivity = reader.parsed_if("sensitivity", |text| {
        one_of(text, Sensitivity::ALL, Sensitivity::word, "敏感程度")
    });
    Some(About {
        help: help.map(Into::into).unwrap_or_default(),
        origin: origin.unwrap_or_default(),
        sensitivity: sensitivity.unwrap_or_default(),
    })
}

/// The one of `all` with this word.
pub(super) fn one_of<T: Copy, const N: usize>(
    text: &str,
    all: [T; N],
    word: fn(T) -> &'static str,
    zh: &str,
) -> Result<T, (String, String)> {
    let found = all.into_iter().find(|one| word(*one) == text);
    found.ok_or_else(|| {
        let words = all.map(word).join(", ");
        (
            format!("{zh}应为以下之一：{words}"),
            format!("this is one of {words}"),
        )
    })
}

fn text_if(reader: &mut Reader<'_>, field: &'static str) -> facts::Text {
    let given = reader.value(field).is_some();
    let text = given.then(|| text_pair(reader, field, 20)).flatten();
    text.map(Into::into).unwrap_or_default()
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
