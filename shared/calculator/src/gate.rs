//! 发布闸: an item goes live only if it type-checks, can be met, has no branch that can never count, and its own tests pass (M65).

use std::collections::BTreeSet;

use facts::{Day, Jurisdiction, JurisdictionId, Money};

use crate::amount::Benefit;
use crate::assess::Verdict;
use crate::catalogue::{Catalogue, Parameter};
use crate::check::{self, Finding};
use crate::derivation::Derivation;
use crate::fact::{FactId, Facts};
use crate::item::Item;
use crate::profile::Profile;

mod branches;
mod demands;
mod sign;

use demands::Demands;

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
    /// Items it may give a share of.
    pub items: &'a [Item],
}

/// Everything that keeps an item from being published; empty if nothing does.
#[must_use]
pub fn check(item: &Item, tests: &[TestCase], ground: &Ground<'_>) -> Vec<Finding> {
    let known: BTreeSet<JurisdictionId> = ground
        .jurisdictions
        .iter()
        .map(|one| one.id.clone())
        .collect();
    let fits = check::Ground::new(ground.facts, &known);
    let mut findings = fits.item(item);
    findings.extend(contradictions(item, ground.facts));
    findings.extend(unasked(item, ground.facts));
    if findings.is_empty() {
        findings.extend(run(item, tests, ground));
    }
    findings
}

/// Conditions nobody can meet, branches that can never count, and who falls between them.
fn contradictions(item: &Item, facts: &Facts) -> Vec<Finding> {
    let mut demands = Demands::new(facts);
    let mut findings = Vec::new();
    for (place, condition) in item.conditions.iter().enumerate() {
        let pointer = format!("/conditions/{place}/test");
        let mut dead = Vec::new();
        if !demands.add((&condition.test, true), &pointer, &mut dead) {
            findings.push(Finding::new(
                pointer,
                "cannot_be_met",
                "没有企业能够满足这一条件：它与前面的条件或自身矛盾，请核对数值",
                "no enterprise can meet this condition: it contradicts itself or an earlier one",
            ));
            return findings;
        }
        findings.extend(dead.into_iter().map(branches::dead));
    }
    if let Benefit::Money { amount, .. } = &item.benefit {
        branches::amount(amount, &demands, "/amount", &mut findings);
    }
    findings
}

/// What says that a person or an enterprise was used already must be looked at somewhere.
fn unasked(item: &Item, facts: &Facts) -> Option<Finding> {
    let used = item.once.as_ref()?.used.as_ref()?;
    let tests = item.conditions.iter().flat_map(|one| one.test.facts());
    let read: BTreeSet<&FactId> = tests.chain(item.benefit.facts()).collect();
    let behind = |fact: &&FactId| {
        let derived = facts.get(fact).and_then(|one| one.derived.as_ref());
        let sources = derived.map(Derivation::sources).unwrap_or_default();
        sources.iter().any(|(source, ..)| *source == used)
    };
    let asked = read.contains(used) || read.iter().any(behind);
    (!asked).then(|| {
        Finding::new(
            "/once/used",
            "once_unasked",
            format!("条件和金额都没有用到 `{used}`，无法判断是否已享受；请加一个条件"),
            format!("neither condition nor amount looks at `{used}`; add a condition that does"),
        )
    })
}

/// Verdicts that can come out, each of which a test must show.
fn possible(item: &Item, facts: &Facts) -> Vec<(Verdict, &'static str, &'static str)> {
    let mut possible = vec![(Verdict::Eligible, "符合", "eligible")];
    let mut read = item.conditions.iter().flat_map(|one| one.test.facts());
    if !item.conditions.is_empty() {
        possible.push((Verdict::Ineligible, "不符合", "ineligible"));
    }
    if read.any(|fact| !facts.asked_for(fact).is_empty()) {
        possible.push((Verdict::Undetermined, "待定", "undetermined"));
    }
    possible
}

fn run(item: &Item, tests: &[TestCase], ground: &Ground<'_>) -> Vec<Finding> {
    let (facts, jurisdictions) = (ground.facts.clone(), ground.jurisdictions.to_vec());
    let matched = item.benefit.matched();
    let others = ground.items.iter();
    let others = others.filter(|one| one.id != item.id && matched.contains(&&one.id));
    let items = std::iter::once(item).chain(others).cloned().collect();
    let Ok(catalogue) = Catalogue::compile(facts, items, jurisdictions) else {
        return Vec::new();
    };
    let catalogue = catalogue.with_parameters(ground.parameters.to_vec());
    let mut findings: Vec<Finding> = possible(item, ground.facts)
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
        findings.extend(failure(&catalogue, item, (place, test)));
    }
    findings
}

fn failure(
    catalogue: &Catalogue,
    item: &Item,
    (place, test): (usize, &TestCase),
) -> Option<Finding> {
    let only = BTreeSet::from([item.id.clone()]);
    let assessment = catalogue.assess(&test.profile, test.day, Some(&only));
    let answer = assessment.items.first()?;
    let amount = test
        .amount
        .filter(|amount| answer.amount.exact() != Some(*amount));
    let pointer = format!("/tests/{place}");
    if answer.verdict != test.verdict {
        let came = format!("{:?}", answer.verdict).to_lowercase();
        let told = catalogue.teller(&test.profile, test.day).tell(answer);
        let reasons = told.map(|told| told.reasons).unwrap_or_default();
        let read: Vec<&str> = reasons.iter().map(|one| one.read.zh.as_str()).collect();
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
