//! 假设测算: what changes if something were otherwise.
//!
//! `POST /calculator/what-if` takes the fields of the calculator, and for each fact to be changed
//!
//! | name | value |
//! |---|---|
//! | `what_if.{id}` | the other value; a number may be `+5` or `-3`; for titles one that is added; empty leaves it as it is |

use askama::Template;
use contract::eligibility::{FactView, WhatIfView};
use contract::fault::Fault;
use serde_json::{Map, Value, json};

use super::fields::{counted, facts_of};
use super::question::{Shape, name, shape, unit};
use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::Values;

/// The page.
#[derive(Debug, Template)]
#[template(path = "calculator/what_if.html")]
pub struct WhatIfPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Facts of the catalogue, in order.
    pub facts: &'a [FactView],
    /// What was answered, and what shall be otherwise.
    pub values: &'a Values,
    /// What would change, once something was changed.
    pub answer: Option<&'a WhatIfView>,
    /// That it is advice.
    pub notice: &'a str,
    /// Faults; pointers are `/what_if/{id}`.
    pub faults: &'a [Fault],
}

page!(WhatIfPage<'_>);

/// The changed facts of the API from the fields of the form.
#[must_use]
pub fn changed(values: &Values, facts: &[FactView]) -> Map<String, Value> {
    let mut changed = Map::new();
    for fact in facts.iter().filter(|fact| !fact.derived) {
        let given = values.one(&format!("what_if.{}", fact.fact));
        if given.is_empty() {
            continue;
        }
        let value = match (fact.kind.as_str(), given) {
            (kind, moved) if counted(kind) && moved.starts_with(['+', '-', '＋', '－']) => {
                let by = moved
                    .replace('＋', "")
                    .replace('－', "-")
                    .replace(['+', ',', '，'], "");
                Some(json!({ "add": by }))
            }
            ("titles", title) => {
                let held = values.all(&format!("facts.{}", fact.fact)).iter();
                let held = held.filter(|held| *held != "none").map(String::as_str);
                Some(held.chain([title]).map(Value::from).collect())
            }
            _ => {
                let mut one = Values::default();
                one.add(name(fact), given);
                facts_of(&one, std::slice::from_ref(fact)).remove(&fact.fact)
            }
        };
        changed.extend(value.map(|value| (fact.fact.clone(), value)));
    }
    changed
}

impl WhatIfPage<'_> {
    /// The facts that were answered.
    fn answered(&self) -> Vec<&FactView> {
        let given = |fact: &&FactView| !self.present(fact).is_empty();
        // a list of records is changed on the calculator itself
        let facts = self.facts.iter();
        let facts = facts.filter(|fact| !fact.derived && fact.of.is_none());
        let facts = facts.filter(|fact| shape(fact) != Shape::Records);
        facts.filter(given).collect()
    }

    /// What was answered, in words.
    fn present(&self, fact: &FactView) -> String {
        let name = name(fact);
        let said = |value: &str| {
            let choice = fact.choices.iter().find(|choice| choice.value == value);
            match (choice, value) {
                (Some(choice), _) => choice.label.zh.clone(),
                (None, "yes") => "是".to_owned(),
                (None, "no") => "否".to_owned(),
                (None, "none") => "都没有".to_owned(),
                (None, value) => measured(fact, value),
            }
        };
        let values = self.values.all(&name).iter();
        let values: Vec<String> = values
            .filter(|value| !value.is_empty())
            .map(|value| said(value))
            .collect();
        if !values.is_empty() {
            return values.join("、");
        }
        let end = |end: &str| self.values.one(&format!("{name}.{end}")).to_owned();
        match (end("from"), end("to")) {
            (from, to) if from.is_empty() && to.is_empty() => String::new(),
            (from, to) if to.is_empty() => format!("不少于 {}", measured(fact, &from)),
            (from, to) if from.is_empty() => format!("不超过 {}", measured(fact, &to)),
            (from, to) => format!("{} 至 {}", measured(fact, &from), measured(fact, &to)),
        }
    }

    fn field(fact: &FactView) -> String {
        format!("what_if.{}", fact.fact)
    }

    fn pointer(fact: &FactView) -> String {
        format!("/what_if/{}", fact.fact)
    }

    /// The answers, carried along.
    fn carried(&self) -> Vec<(&str, &str)> {
        let kept = |(name, _): &(&str, &str)| !name.starts_with("what_if.") && *name != "edit";
        self.values.pairs().filter(kept).collect()
    }
}

/// A number with its unit, money and days as people write them.
fn measured(fact: &FactView, value: &str) -> String {
    match unit(fact) {
        "元" => say::money(value),
        unit => format!("{} {unit}", say::day(value)).trim().to_owned(),
    }
}
