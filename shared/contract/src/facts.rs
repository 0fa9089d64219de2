//! The facts the calculator understands, declared as data in `facts.json` (M16, M81).

use std::sync::OnceLock;

use calculator::{Declaration, Facts};
use serde_json::Value;

use crate::eligibility;
use crate::fault::Malformed;
use crate::read::element;
use crate::rule::declaration;

const DECLARED: &str = include_str!("facts.json");

/// Every declared fact, read once.
///
/// The file is part of the program: a test reads it, so that here a fault in it leaves facts out instead of stopping a request.
pub fn facts() -> &'static Facts {
    static FACTS: OnceLock<Facts> = OnceLock::new();
    FACTS.get_or_init(|| Facts::new(declared().unwrap_or_default()))
}

/// The digest of their declarations: what was compiled over others is of no use here.
pub(crate) fn declared_digest() -> u64 {
    calculator::packed::digest(DECLARED.as_bytes())
}

/// Reads the declarations.
///
/// # Errors
/// Every fault of the file.
pub(crate) fn declared() -> Result<Vec<Declaration>, Malformed> {
    let list: Value = crate::body::json(DECLARED.as_bytes())?;
    let mut faults = Vec::new();
    let read = list.as_array().into_iter().flatten().enumerate();
    let read = read
        .filter_map(|(place, value)| element(value, format!("/{place}"), &mut faults, declaration));
    let declared: Vec<Declaration> = read.collect();
    if faults.is_empty() {
        Ok(declared)
    } else {
        Err(Malformed::of(faults))
    }
}

/// Declarations as the API shows them, in the order people are asked.
#[must_use]
pub fn views(facts: &Facts) -> Vec<eligibility::FactView> {
    facts.iter().map(view).collect()
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
        derived: declared.derived.is_some() || declared.parameter,
        of: declared.of.as_ref().map(ToString::to_string),
        help: declared.about.help.clone().into(),
        origin: declared.about.origin.word().to_owned(),
        sensitivity: declared.about.sensitivity.word().to_owned(),
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
        }
        assert_eq!(facts.findings(), []);
    }
}
