//! What a catalogue refuses: rules that do not fit the declared facts.

use std::collections::BTreeSet;

use facts::{JurisdictionId, Text};

use crate::amount::{Amount, Benefit, Share};
use crate::condition::Test;
use crate::fact::{FactId, Facts, Kind};
use crate::item::{Item, Selection};

mod declared;
pub(crate) mod parts;

/// How many items an item may give a share of.
const MATCHED_MAX: usize = 8;

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
    facts: &'a Facts,
    jurisdictions: &'a BTreeSet<JurisdictionId>,
    /// The list whose fields may be read.
    list: Option<&'a FactId>,
}

impl<'a> Ground<'a> {
    pub(crate) const fn new(facts: &'a Facts, jurisdictions: &'a BTreeSet<JurisdictionId>) -> Self {
        Self {
            facts,
            jurisdictions,
            list: None,
        }
    }

    /// Everything wrong with an item's rules.
    pub(crate) fn item(&self, item: &Item) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (place, condition) in item.conditions.iter().enumerate() {
            let pointer = format!("/conditions/{place}/test");
            self.test(&condition.test, &pointer, &mut findings);
        }
        if let Benefit::Money {
            amount,
            instalments,
        } = &item.benefit
        {
            self.amount(amount, "/amount", &mut findings);
            self.instalments(instalments, &mut findings);
        }
        if let Some(cap) = &item.joint_cap {
            self.amount(&cap.most, "/combination/joint_cap/most", &mut findings);
        }
        if let Some(Selection::Ranked { by, .. }) = &item.selection {
            let numeric = [Kind::Number, Kind::Money];
            self.reads(by, &numeric, "/selection/ranked/by", &mut findings);
        }
        if let Some(used) = item.once.as_ref().and_then(|once| once.used.as_ref()) {
            self.anywhere(used, &[Kind::YesNo], "/once/used", &mut findings);
        }
        let matched = item.benefit.matched();
        if matched.len() > MATCHED_MAX || matched.contains(&&item.id) {
            findings.push(Finding::new(
                "/amount",
                "matched_item",
                format!("配套的事项不能是本事项，且不超过 {MATCHED_MAX} 个"),
                format!("an item matches at most {MATCHED_MAX} others, and not itself"),
            ));
        }
        findings
    }

    fn instalments(&self, shares: &[Share], findings: &mut Vec<Finding>) {
        let rates = shares.iter().map(|share| share.rate.decimal());
        let together: rust_decimal::Decimal = rates.sum();
        if !shares.is_empty() && together != rust_decimal::Decimal::ONE {
            findings.push(Finding::new(
                "/instalments",
                "instalments_not_whole",
                "各期比例之和应为 100%",
                "the shares of all instalments are 100 % together",
            ));
        }
        for (place, share) in shares.iter().enumerate() {
            if let Some(test) = &share.when {
                self.test(test, &format!("/instalments/{place}/when"), findings);
            }
            if let Some((fact, _)) = &share.after {
                let pointer = format!("/instalments/{place}/after/fact");
                self.reads(fact, &[Kind::Day], &pointer, findings);
            }
        }
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
        for (place, inner) in parts::of_test(test) {
            self.test(inner, &format!("{pointer}{place}"), findings);
        }
    }

    fn amount(&self, amount: &Amount, pointer: &str, findings: &mut Vec<Finding>) {
        for (fact, kinds) in amount.reads() {
            self.reads(fact, kinds, pointer, findings);
        }
        self.form(amount, pointer, findings);
        let list = if let Amount::ForEach { list, .. } = amount {
            Some(list)
        } else {
            self.list
        };
        let inside = Ground { list, ..*self };
        for (place, test) in parts::tests_of(amount) {
            inside.test(test, &format!("{pointer}{place}"), findings);
        }
        for (place, inner) in parts::of_amount(amount) {
            inside.amount(inner, &format!("{pointer}{place}"), findings);
        }
    }

    /// What is wrong with one form, without what is inside it.
    fn form(&self, amount: &Amount, pointer: &str, findings: &mut Vec<Finding>) {
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
            | Amount::When(..)
            | Amount::Cases(_)
            | Amount::ForEach { .. }
            | Amount::Item(_)
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
    }

    /// A fact that is read here: one of the enterprise, or a field of the list looked through.
    fn reads(&self, fact: &FactId, kinds: &[Kind], pointer: &str, findings: &mut Vec<Finding>) {
        self.anywhere(fact, kinds, pointer, findings);
        let Some(list) = self.facts.get(fact).and_then(|one| one.of.as_ref()) else {
            return;
        };
        if self.list != Some(list) {
            findings.push(Finding::new(
                pointer,
                "field_outside",
                format!("`{fact}` 是清单 `{list}` 的栏目，只能在 for_each 该清单时使用，或先用 count、total、largest 汇总"),
                format!("`{fact}` is a field of `{list}`: read it inside `for_each` of that list, or gather it first with `count`, `total` or `largest`"),
            ));
        }
    }

    fn anywhere(&self, fact: &FactId, kinds: &[Kind], pointer: &str, findings: &mut Vec<Finding>) {
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
