//! 发布闸: an item goes live only if it type-checks, can be met, has no branch that can never count, and its own tests pass (M65).

use std::collections::{BTreeMap, BTreeSet};

use facts::{Day, Jurisdiction, JurisdictionId, Money};

use crate::assess::Verdict;
use crate::catalogue::{Catalogue, Parameter};
use crate::check::{self, Finding};
use crate::condition::Test;
use crate::fact::{FactId, Facts};
use crate::interval::Interval;
use crate::item::Item;
use crate::profile::Profile;

/// A case the makers of an item wrote down: who, when, and what must come out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestCase {
    /// What it shows.
    pub name: String,
    /// The profile.
    pub profile: Profile,
    /// The day.
    pub day: Day,
    /// What must come out.
    pub verdict: Verdict,
    /// The exact amount that must come out, if it is stated.
    pub amount: Option<Money>,
}

/// What an item stands on.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// Every fact it may speak of.
    pub facts: &'a Facts,
    /// The register's jurisdictions.
    pub jurisdictions: &'a [Jurisdiction],
    /// What the city gives.
    pub parameters: &'a [Parameter],
}

/// Everything that keeps an item from being published; empty if nothing does.
#[must_use]
pub fn check(item: &Item, tests: &[TestCase], ground: &Ground<'_>) -> Vec<Finding> {
    let known: BTreeSet<JurisdictionId> = ground
        .jurisdictions
        .iter()
        .map(|one| one.id.clone())
        .collect();
    let fits = check::Ground {
        facts: ground.facts,
        jurisdictions: &known,
    };
    let mut findings = fits.item(item);
    findings.extend(contradictions(item));
    if findings.is_empty() {
        findings.extend(run(item, tests, ground));
    }
    findings
}

/// What one path through the conditions demands of each fact.
#[derive(Debug, Clone, Default)]
struct Demands {
    numbers: BTreeMap<FactId, Interval>,
    choices: BTreeMap<FactId, BTreeSet<String>>,
    yes: BTreeMap<FactId, bool>,
}

impl Demands {
    /// Adds what a test demands; false if nothing can meet it any more. Alternatives that cannot be met are told by `dead`.
    fn add(&mut self, test: &Test, holds: bool, dead: &mut usize) -> bool {
        match (test, holds) {
            (Test::All(tests), true) | (Test::Any(tests), false) => {
                tests.iter().all(|test| self.add(test, holds, dead))
            }
            (Test::Any(tests), true) | (Test::All(tests), false) => {
                let possible = tests
                    .iter()
                    .filter(|test| self.clone().add(test, holds, dead))
                    .count();
                *dead += tests.len() - possible;
                possible > 0
            }
            (Test::Count { least, of }, true) => {
                let possible = of.iter().filter(|test| self.clone().add(test, true, dead));
                possible.count() >= *least
            }
            (Test::Not(test), holds) => self.add(test, !holds, dead),
            (Test::Yes(fact), holds) => *self.yes.entry(fact.clone()).or_insert(holds) == holds,
            (Test::Within(fact, interval), true) => {
                let number = self.numbers.entry(fact.clone()).or_default();
                *number = number.intersect(interval);
                !number.is_empty()
            }
            (Test::OneOf(fact, values), true) => {
                let left = self
                    .choices
                    .entry(fact.clone())
                    .or_insert_with(|| values.clone());
                left.retain(|value| values.contains(value));
                !left.is_empty()
            }
            (Test::Between(_, Some(first), Some(last)), true) => first <= last,
            (
                Test::Months {
                    at_least: Some(least),
                    below: Some(below),
                    ..
                },
                true,
            ) => least < below,
            _ => true,
        }
    }
}

fn contradictions(item: &Item) -> Vec<Finding> {
    let mut demands = Demands::default();
    let mut findings = Vec::new();
    for (place, condition) in item.conditions.iter().enumerate() {
        let pointer = format!("/conditions/{place}/test");
        let mut dead = 0;
        if !demands.add(&condition.test, true, &mut dead) {
            findings.push(Finding::new(
                pointer,
                "cannot_be_met",
                "没有企业能够满足这一条件：它与前面的条件或自身矛盾，请核对数值",
                "no enterprise can meet this condition: it contradicts itself or an earlier one",
            ));
        } else if dead > 0 {
            findings.push(Finding::new(
                pointer,
                "dead_branch",
                "其中有一种情形永远不会成立，请删除或改正",
                "one of its alternatives can never hold; remove or mend it",
            ));
        }
    }
    findings
}

fn run(item: &Item, tests: &[TestCase], ground: &Ground<'_>) -> Vec<Finding> {
    let (facts, jurisdictions) = (ground.facts.clone(), ground.jurisdictions.to_vec());
    let Ok(catalogue) = Catalogue::compile(facts, vec![item.clone()], jurisdictions) else {
        return Vec::new();
    };
    let catalogue = catalogue.with_parameters(ground.parameters.to_vec());
    let mut findings: Vec<Finding> = [
        (Verdict::Eligible, "符合", "eligible"),
        (Verdict::Ineligible, "不符合", "ineligible"),
    ]
    .iter()
    .filter(|(verdict, ..)| !tests.iter().any(|test| test.verdict == *verdict))
    .map(|(_, zh, en)| {
        Finding::new(
            "/tests",
            "test_missing",
            format!("缺少结论为“{zh}”的测试用例，请至少写一个"),
            format!("there is no test whose verdict is {en}; write at least one"),
        )
    })
    .collect();
    for (place, test) in tests.iter().enumerate() {
        findings.extend(failure(&catalogue, test, place));
    }
    findings
}

fn failure(catalogue: &Catalogue, test: &TestCase, place: usize) -> Option<Finding> {
    let assessment = catalogue.assess(&test.profile, test.day, None);
    let answer = assessment.items.first()?;
    let amount = test
        .amount
        .filter(|amount| answer.amount.exact() != Some(*amount));
    let pointer = format!("/tests/{place}");
    if answer.verdict != test.verdict {
        let came = format!("{:?}", answer.verdict).to_lowercase();
        let read: Vec<&str> = answer
            .reasons
            .iter()
            .map(|reason| reason.read.zh.as_str())
            .collect();
        return Some(Finding::new(
            pointer,
            "test_failed",
            format!(
                "测试用例“{}”的结论是 {came}，与预期不符（{}）",
                test.name,
                read.join("；")
            ),
            format!("the test “{}” came out {came}", test.name),
        ));
    }
    amount.map(|expected| {
        let came = answer
            .amount
            .exact()
            .map_or_else(|| "?".to_owned(), |money| money.to_string());
        Finding::new(
            pointer,
            "test_failed",
            format!("测试用例“{}”的金额是 {came}，预期为 {expected}", test.name),
            format!("the test “{}” came to {came}, not {expected}", test.name),
        )
    })
}
