//! What a catalogue refuses: rules that do not fit the declared facts.

use std::collections::BTreeSet;

use facts::{JurisdictionId, Text};

use crate::amount::{Amount, Benefit};
use crate::condition::Test;
use crate::fact::{FactId, Facts, Kind};
use crate::item::{Item, Selection};

/// Something wrong with a rule, located by a pointer into the item as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// JSON pointer relative to the item, such as `/conditions/0/test`.
    pub pointer: String,
    /// A stable machine word.
    pub code: &'static str,
    /// What is wrong and how to mend it.
    pub words: Text,
}

impl Finding {
    pub(crate) fn new(
        pointer: impl Into<String>,
        code: &'static str,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self {
            pointer: pointer.into(),
            code,
            words: Text::new(zh, en),
        }
    }
}

/// What rules are checked against.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ground<'a> {
    pub(crate) facts: &'a Facts,
    pub(crate) jurisdictions: &'a BTreeSet<JurisdictionId>,
}

impl Facts {
    /// What is wrong with the declarations: facts twice, following from themselves, or from what is not there.
    #[must_use]
    pub fn findings(&self) -> Vec<(FactId, Finding)> {
        let mut found = Vec::new();
        for (place, declared) in self.iter().enumerate() {
            let mut note = |finding| found.push((declared.id.clone(), finding));
            if self.place(&declared.id) != place {
                note(Finding::new(
                    "/id",
                    "duplicate_fact",
                    format!("指标编码 `{}` 重复，请换一个", declared.id),
                    format!("the fact id `{}` is declared twice", declared.id),
                ));
            }
            let Some(derivation) = &declared.derived else {
                continue;
            };
            if !derivation.kinds().contains(&declared.kind) {
                note(Finding::new(
                    "/kind",
                    "wrong_fact_kind",
                    format!("`{}` 的类型与推算结果不符", declared.id),
                    format!("what `{}` follows from has another kind", declared.id),
                ));
            }
            for (source, kinds) in derivation.sources() {
                let known = self.get(source).map(|source| source.kind);
                if !known.is_some_and(|kind| kinds.contains(&kind)) {
                    note(Finding::new(
                        "/derived",
                        "unknown_source",
                        format!("`{}` 所依据的 `{source}` 不存在或类型不符", declared.id),
                        format!(
                            "`{source}`, which `{}` follows from, is absent or of another kind",
                            declared.id
                        ),
                    ));
                }
            }
        }
        let circles = self.circles().into_iter();
        found.extend(circles.map(|id| {
            let finding = Finding::new(
                "/derived",
                "circular_fact",
                format!("`{id}` 由自身推算而来，请断开循环"),
                format!("`{id}` follows from itself; break the circle"),
            );
            (id.clone(), finding)
        }));
        found
    }
}

impl Ground<'_> {
    /// Everything wrong with an item's rules.
    pub(crate) fn item(&self, item: &Item) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (place, condition) in item.conditions.iter().enumerate() {
            self.test(
                &condition.test,
                &format!("/conditions/{place}/test"),
                &mut findings,
            );
        }
        if let Benefit::Money { amount, .. } = &item.benefit {
            self.amount(amount, "/amount", &mut findings);
        }
        if let Some(cap) = &item.joint_cap {
            self.amount(&cap.most, "/combination/joint_cap/most", &mut findings);
        }
        if let Some(Selection::Ranked { by, .. }) = &item.selection {
            let numeric = [Kind::Number, Kind::Money];
            self.reads(by, &numeric, "/selection/ranked/by", &mut findings);
        }
        findings
    }

    fn test(&self, test: &Test, pointer: &str, findings: &mut Vec<Finding>) {
        for (fact, kinds) in test.reads() {
            self.reads(fact, kinds, pointer, findings);
        }
        if let Test::OneOf(fact, values) | Test::Title(fact, values, _) = test {
            self.choices(fact, values.iter(), pointer, findings);
        }
        if let Test::Place(_, wanted) = test {
            for id in wanted.iter().filter(|id| !self.jurisdictions.contains(id)) {
                findings.push(Finding::new(
                    pointer,
                    "unknown_jurisdiction",
                    format!("未登记的管辖区 `{id}`，请先在名录中登记，或改用已登记的管辖区"),
                    format!(
                        "the jurisdiction `{id}` is not in the register; add it or use another"
                    ),
                ));
            }
        }
        for inner in test.inner() {
            self.test(inner, pointer, findings);
        }
    }

    fn amount(&self, amount: &Amount, pointer: &str, findings: &mut Vec<Finding>) {
        for (fact, kinds) in amount.reads() {
            self.reads(fact, kinds, pointer, findings);
        }
        match amount {
            Amount::ByTitle(fact, table) => {
                self.choices(
                    fact,
                    table.iter().map(|(value, _)| value),
                    pointer,
                    findings,
                );
            }
            Amount::ByChoice(fact, table) => {
                self.choices(
                    fact,
                    table.iter().map(|(value, _)| value),
                    pointer,
                    findings,
                );
            }
            Amount::Brackets(_, tiers) => {
                rising(tiers.iter().map(|tier| tier.from), pointer, findings);
            }
            Amount::Slices(_, tiers) => {
                rising(tiers.iter().map(|tier| tier.from), pointer, findings);
            }
            Amount::When(..) | Amount::Cases(_) => {
                for test in amount.tests() {
                    self.test(test, pointer, findings);
                }
            }
            Amount::Limited {
                least: Some(least),
                most: Some(most),
                ..
            } if matches!(most.as_ref(), Amount::Fixed(most) if least > most) => {
                findings.push(crossed(pointer));
            }
            Amount::Discretionary(low, high) if low > high => findings.push(crossed(pointer)),
            Amount::Steps { per, .. } if *per <= rust_decimal::Decimal::ZERO => {
                findings.push(no_step(pointer));
            }
            Amount::RoundedDown { unit, .. } if *unit <= facts::Money::ZERO => {
                findings.push(no_step(pointer));
            }
            Amount::Fixed(_)
            | Amount::Steps { .. }
            | Amount::Times(..)
            | Amount::RoundedDown { .. }
            | Amount::Rate { .. }
            | Amount::Each { .. }
            | Amount::Sum(_)
            | Amount::Greatest(_)
            | Amount::Limited { .. }
            | Amount::LessReceived { .. }
            | Amount::Discretionary(..) => {}
        }
        for inner in amount.inner() {
            self.amount(inner, pointer, findings);
        }
    }

    fn reads(&self, fact: &FactId, kinds: &[Kind], pointer: &str, findings: &mut Vec<Finding>) {
        let words = kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>();
        match self.facts.get(fact) {
            None => findings.push(Finding::new(
                pointer,
                "unknown_fact",
                format!("没有名为 `{fact}` 的指标，可用指标见 /v1/facts"),
                format!("there is no fact `{fact}`; see /v1/facts"),
            )),
            Some(declared) if !kinds.contains(&declared.kind) => findings.push(Finding::new(
                pointer,
                "wrong_fact_kind",
                format!(
                    "指标 `{fact}` 的类型是 {}，此处需要 {}",
                    declared.kind.word(),
                    words.join(" 或 ")
                ),
                format!(
                    "the fact `{fact}` is {}, but {} is needed here",
                    declared.kind.word(),
                    words.join(" or ")
                ),
            )),
            Some(_) => {}
        }
    }

    fn choices<'v>(
        &self,
        fact: &FactId,
        values: impl Iterator<Item = &'v String>,
        pointer: &str,
        findings: &mut Vec<Finding>,
    ) {
        let Some(declared) = self.facts.get(fact) else {
            return;
        };
        let known: Vec<&str> = declared
            .choices
            .iter()
            .map(|choice| choice.value.as_str())
            .collect();
        for value in values.filter(|value| !known.contains(&value.as_str())) {
            let list = known.join(", ");
            findings.push(Finding::new(
                pointer,
                "unknown_choice",
                format!("指标 `{fact}` 没有取值 `{value}`，可用取值：{list}"),
                format!("`{value}` is no value of the fact `{fact}`; its values are {list}"),
            ));
        }
    }
}

fn no_step(pointer: &str) -> Finding {
    Finding::new(
        pointer,
        "no_step",
        "每档或取整的单位应大于零",
        "a step or a unit is more than zero",
    )
}

fn crossed(pointer: &str) -> Finding {
    Finding::new(
        pointer,
        "crossed_limits",
        "下限高于上限，请核对金额",
        "the lower limit is above the upper one",
    )
}

fn rising(
    starts: impl Iterator<Item = rust_decimal::Decimal>,
    pointer: &str,
    findings: &mut Vec<Finding>,
) {
    let starts: Vec<_> = starts.collect();
    if starts.is_empty() || !starts.is_sorted_by(|one, two| one < two) {
        findings.push(Finding::new(
            pointer,
            "brackets_not_rising",
            "分档的起点应逐档升高且不重复",
            "the brackets must rise, each start once",
        ));
    }
}
