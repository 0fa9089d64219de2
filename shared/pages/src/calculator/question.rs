//! How a fact is asked for on the form.

use contract::eligibility::FactView;

use super::fields::counted;
use super::{CalculatorPage, Values};

/// The control a question gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Yes, no, not known.
    YesNo,
    /// Any number of values.
    Several,
    /// One of a list.
    Select,
    /// A number or a range.
    Number,
    /// A day or a range.
    Day,
    /// A word or a code.
    Words,
    /// A list of records.
    Records,
}

/// Questions under one heading.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub(super) heading: &'a str,
    pub(super) facts: Vec<&'a FactView>,
}

/// The control for `fact`.
pub(super) fn shape(fact: &FactView) -> Shape {
    match fact.kind.as_str() {
        "yes_no" => Shape::YesNo,
        "titles" => Shape::Several,
        "day" => Shape::Day,
        "records" => Shape::Records,
        kind if counted(kind) => Shape::Number,
        _ if !fact.choices.is_empty() => Shape::Select,
        _ => Shape::Words,
    }
}

/// Name of its form field.
pub(super) fn name(fact: &FactView) -> String {
    format!("facts.{}", fact.fact)
}

/// Name of the field for the lower end.
pub(super) fn from(fact: &FactView) -> String {
    format!("facts.{}.from", fact.fact)
}

/// Name of the field for the upper end.
pub(super) fn to(fact: &FactView) -> String {
    format!("facts.{}.to", fact.fact)
}

/// Id of its control; faults lead there.
pub(super) fn id(fact: &FactView) -> String {
    format!("facts-{}", fact.fact)
}

/// Its pointer in the API body.
pub(super) fn pointer(fact: &FactView) -> String {
    format!("/facts/{}", fact.fact)
}

/// The unit beside the control.
pub(super) fn unit(fact: &FactView) -> &str {
    match (fact.unit.as_str(), fact.kind.as_str()) {
        ("", "money") => "元",
        (unit, _) => unit,
    }
}

/// Whether a range was filled in.
pub(super) fn ranged(values: &Values, name: &str) -> bool {
    ["from", "to"]
        .iter()
        .any(|end| !values.one(&format!("{name}.{end}")).is_empty())
}

impl CalculatorPage<'_> {
    /// What the enterprise is, then figures by period, then titles, then declarations.
    pub(super) fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for fact in self
            .facts
            .iter()
            .filter(|fact| !fact.derived && fact.of.is_none())
        {
            let heading = heading(fact);
            match groups.iter_mut().find(|group| group.heading == heading) {
                Some(group) => group.facts.push(fact),
                None => groups.push(Group {
                    heading,
                    facts: vec![fact],
                }),
            }
        }
        groups.sort_by_key(|group| rank(group.heading));
        groups
    }
}

const BASIC: &str = "基本情况";
const TITLES: &str = "资质和称号";
const LISTS: &str = "逐项填写";
const DECLARED: &str = "是否属实";

fn heading(fact: &FactView) -> &str {
    match shape(fact) {
        Shape::Several => TITLES,
        Shape::Records => LISTS,
        Shape::YesNo if fact.period.is_empty() => DECLARED,
        Shape::YesNo | Shape::Select | Shape::Number | Shape::Day | Shape::Words => {
            if fact.period.is_empty() {
                BASIC
            } else {
                &fact.period
            }
        }
    }
}

fn rank(heading: &str) -> u8 {
    match heading {
        BASIC => 0,
        TITLES => 2,
        LISTS => 3,
        DECLARED => 4,
        _ => 1,
    }
}
