//! The facts the calculator understands, declared as data in `facts.json` (M16, M81).

use std::sync::OnceLock;

use calculator::{Choice, Declaration, Derivation, FactId, Facts, Kind};
use serde::Deserialize;

use crate::eligibility;
use crate::text::Text;

const DECLARED: &str = include_str!("facts.json");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Declared {
    id: String,
    kind: String,
    label: Text,
    question: Text,
    #[serde(default)]
    unit: Text,
    #[serde(default)]
    period: String,
    #[serde(default)]
    choices: Vec<eligibility::Choice>,
    #[serde(default)]
    derived: Option<Derived>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Derived {
    SizeClass {
        industry: String,
        staff: String,
        revenue: String,
        assets: String,
    },
    MonthsSince {
        day: String,
    },
    Percent {
        part: String,
        whole: String,
    },
    Growth {
        now: String,
        before: String,
    },
}

/// Every declared fact, read once.
///
/// The file is part of the program: a test reads it, so that here a fault in it leaves facts out instead of stopping a request.
pub fn facts() -> &'static Facts {
    static FACTS: OnceLock<Facts> = OnceLock::new();
    FACTS.get_or_init(|| Facts::new(declared().unwrap_or_default()))
}

/// Reads the declarations.
///
/// # Errors
/// What is wrong with the file.
pub(crate) fn declared() -> Result<Vec<Declaration>, String> {
    let declared: Vec<Declared> =
        serde_json::from_str(DECLARED).map_err(|error| error.to_string())?;
    declared.into_iter().map(declaration).collect()
}

fn id(text: &str) -> Result<FactId, String> {
    FactId::parse(text).map_err(|error| format!("{text}: {error}"))
}

fn declaration(declared: Declared) -> Result<Declaration, String> {
    let kind = Kind::ALL
        .into_iter()
        .find(|kind| kind.word() == declared.kind)
        .ok_or_else(|| format!("{}: no kind `{}`", declared.id, declared.kind))?;
    Ok(Declaration {
        id: id(&declared.id)?,
        kind,
        label: declared.label.into(),
        question: declared.question.into(),
        unit: declared.unit.into(),
        period: declared.period,
        choices: declared
            .choices
            .into_iter()
            .map(|choice| Choice {
                value: choice.value,
                label: choice.label.into(),
            })
            .collect(),
        derived: declared.derived.map(derivation).transpose()?,
    })
}

fn derivation(derived: Derived) -> Result<Derivation, String> {
    Ok(match derived {
        Derived::SizeClass {
            industry,
            staff,
            revenue,
            assets,
        } => Derivation::SizeClass {
            industry: id(&industry)?,
            staff: id(&staff)?,
            revenue: id(&revenue)?,
            assets: id(&assets)?,
        },
        Derived::MonthsSince { day } => Derivation::MonthsSince { day: id(&day)? },
        Derived::Percent { part, whole } => Derivation::Percent {
            part: id(&part)?,
            whole: id(&whole)?,
        },
        Derived::Growth { now, before } => Derivation::Growth {
            now: id(&now)?,
            before: id(&before)?,
        },
    })
}

/// The declarations as the API shows them, in the order people are asked.
#[must_use]
pub fn views() -> Vec<eligibility::FactView> {
    facts().iter().map(view).collect()
}

fn view(declared: &Declaration) -> eligibility::FactView {
    eligibility::FactView {
        fact: declared.id.to_string(),
        label: declared.label.clone().into(),
        question: declared.question.clone().into(),
        kind: declared.kind.word().to_owned(),
        unit: declared.unit.zh.clone(),
        period: declared.period.clone(),
        choices: declared
            .choices
            .iter()
            .map(|choice| eligibility::Choice {
                value: choice.value.clone(),
                label: choice.label.clone().into(),
            })
            .collect(),
        derived: declared.derived.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_declares_each_fact_once_and_derives_from_the_right_kinds() {
        let declared = declared().unwrap();
        let facts = facts();
        assert_eq!(declared.len(), facts.iter().count());
        for (place, one) in declared.iter().enumerate() {
            assert_eq!(facts.place(&one.id), place, "{} twice", one.id);
            if let Some(derived) = &one.derived {
                assert!(derived.kinds().contains(&one.kind), "{}", one.id);
                for (source, kinds) in derived.sources() {
                    let source = facts.get(source).unwrap();
                    assert!(kinds.contains(&source.kind), "{}", one.id);
                    assert!(source.derived.is_none(), "{} derives from derived", one.id);
                }
            }
        }
    }
}
