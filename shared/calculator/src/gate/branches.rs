//! Branches and tiers of an amount that can never count, and enterprises that fit but fall between them.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::demands::{Demands, Left, both, outside};
use crate::amount::{Amount, Tier};
use crate::check::{Finding, parts};
use crate::condition::Test;
use crate::fact::FactId;
use crate::interval::{Bound, Interval};

/// Notes what is wrong with `amount` for enterprises that meet `demands`.
pub(super) fn amount(
    amount: &Amount,
    demands: &Demands<'_>,
    pointer: &str,
    findings: &mut Vec<Finding>,
) {
    match amount {
        Amount::Cases(of) => return cases(of, demands, pointer, findings),
        Amount::When(test, inner) => {
            let mut within = demands.clone();
            let pointer_when = format!("{pointer}/when");
            let mut alternatives = Vec::new();
            if within.add((test, true), &pointer_when, &mut alternatives) {
                findings.extend(alternatives.into_iter().map(dead));
                return self::amount(inner, &within, &format!("{pointer}/amount"), findings);
            }
            findings.push(dead(pointer_when));
            return;
        }
        Amount::Brackets(fact, of) => tiers(fact, of, (demands, pointer), findings),
        Amount::Slices(fact, of) => tiers(fact, of, (demands, pointer), findings),
        Amount::ByChoice(fact, table) => {
            let listed = table.iter().map(|(value, _)| value);
            by_choice(
                &listed.collect::<Vec<_>>(),
                demands.choice(fact),
                pointer,
                findings,
            );
        }
        Amount::ByTitle(fact, table) => {
            let listed = table.iter().map(|(title, _)| title).collect();
            by_title(&listed, demands.titles(fact), pointer, findings);
            repeated(table.iter().map(|(title, _)| title), pointer, findings);
        }
        Amount::Fixed(_)
        | Amount::Rate { .. }
        | Amount::Each { .. }
        | Amount::Steps { .. }
        | Amount::Times(..)
        | Amount::RoundedDown { .. }
        | Amount::Sum(_)
        | Amount::Greatest(_)
        | Amount::Limited { .. }
        | Amount::LessReceived { .. }
        | Amount::Discretionary(..)
        | Amount::ForEach { .. }
        | Amount::Item(_) => {}
    }
    for (place, inner) in parts::of_amount(amount) {
        self::amount(inner, demands, &format!("{pointer}{place}"), findings);
    }
}

/// Each case counts where its test holds and none before it does.
fn cases(
    cases: &[(Test, Amount)],
    demands: &Demands<'_>,
    pointer: &str,
    findings: &mut Vec<Finding>,
) {
    let mut rest = Some(demands.clone());
    for (place, (test, inner)) in cases.iter().enumerate() {
        let at = format!("{pointer}/cases/{place}");
        let within = rest.clone().and_then(|mut within| {
            let holds = within.add((test, true), &format!("{at}/when"), &mut Vec::new());
            holds.then_some(within)
        });
        match within {
            Some(within) => amount(inner, &within, &format!("{at}/amount"), findings),
            None => findings.push(dead(format!("{at}/when"))),
        }
        rest = rest.and_then(|mut rest| {
            let left = rest.add((test, false), &at, &mut Vec::new());
            left.then_some(rest)
        });
    }
    if let Some(fact) = of_one_number(cases)
        && let Some(rest) = rest
        && !rest.number(fact).is_empty()
    {
        findings.push(gap(
            format!("{pointer}/cases"),
            "有的企业符合条件，但各种情形都不适用、没有金额；确不给的，请补一种金额为 0 的情形",
            "some who fit fall under no case; add one, of 0 where nothing is given",
        ));
    }
}

/// The number all cases ask about, where that is all they ask.
fn of_one_number(cases: &[(Test, Amount)]) -> Option<&FactId> {
    let first = cases.first().and_then(|(test, _)| number_of(test))?;
    let all = cases.iter().all(|(test, _)| number_of(test) == Some(first));
    all.then_some(first)
}

fn number_of(test: &Test) -> Option<&FactId> {
    if let Test::Within(fact, _) = test {
        Some(fact)
    } else {
        None
    }
}

fn tiers<T>(
    fact: &FactId,
    tiers: &[Tier<T>],
    (demands, pointer): (&Demands<'_>, &str),
    findings: &mut Vec<Finding>,
) {
    let left = demands.number(fact);
    let ends = tiers.iter().skip(1).map(|tier| Some(tier.from));
    for (place, (tier, end)) in tiers.iter().zip(ends.chain([None])).enumerate() {
        if both(&left, &[covered(tier.from, end)]).is_empty() {
            findings.push(Finding::new(
                format!("{pointer}/tiers/{place}"),
                "dead_tier",
                "按前面的条件，没有企业会落入这一档，请删除或核对起点",
                "by the conditions nobody falls into this tier; remove it or mend where it begins",
            ));
        }
    }
    let Some(first) = tiers.first() else {
        return;
    };
    let below: Left = both(&left, &outside(&covered(first.from, None)));
    if !below.is_empty() {
        findings.push(gap(
            format!("{pointer}/tiers/0/from"),
            "低于第一档起点的企业也符合条件，却没有金额；确不给的，请从最低处起写一档金额为 0",
            "some who fit lie below the first tier; begin lower, with 0 where nothing is given",
        ));
    }
}

fn covered(from: Decimal, end: Option<Decimal>) -> Interval {
    Interval {
        low: Some(Bound::counted(from)),
        high: end.map(|value| Bound {
            value,
            counted: false,
        }),
    }
}

fn by_choice(
    listed: &[&String],
    left: Option<&BTreeSet<String>>,
    pointer: &str,
    findings: &mut Vec<Finding>,
) {
    repeated(listed.iter().copied(), pointer, findings);
    let Some(left) = left else {
        return;
    };
    for (place, value) in listed.iter().enumerate() {
        if !left.contains(*value) {
            findings.push(dead(format!("{pointer}/table/{place}")));
        }
    }
    for value in left.iter().filter(|value| !listed.contains(value)) {
        findings.push(not_listed(pointer, value));
    }
}

/// One title of each set is held; whoever holds only one that is not listed gets nothing.
fn by_title(
    listed: &BTreeSet<&String>,
    demanded: &[BTreeSet<String>],
    pointer: &str,
    findings: &mut Vec<Finding>,
) {
    let all_listed = |set: &BTreeSet<String>| set.iter().all(|title| listed.contains(title));
    if demanded.is_empty() || demanded.iter().any(all_listed) {
        return;
    }
    let missing = demanded
        .iter()
        .flatten()
        .filter(|title| !listed.contains(title));
    findings.extend(missing.map(|title| not_listed(pointer, title)));
}

fn repeated<'v>(
    listed: impl Iterator<Item = &'v String>,
    pointer: &str,
    findings: &mut Vec<Finding>,
) {
    let mut seen = BTreeSet::new();
    for (place, value) in listed.enumerate() {
        if !seen.insert(value) {
            findings.push(dead(format!("{pointer}/table/{place}")));
        }
    }
}

fn not_listed(pointer: &str, value: &str) -> Finding {
    gap(
        format!("{pointer}/table"),
        &format!("条件允许 `{value}`，表中却没有这一行；确不给的，请写金额 0"),
        &format!(
            "the conditions allow `{value}`, which the table lacks; list it, with 0 where nothing is given"
        ),
    )
}

fn gap(pointer: String, zh: &str, en: &str) -> Finding {
    Finding::new(pointer, "tier_gap", zh, en)
}

pub(super) fn dead(pointer: String) -> Finding {
    Finding::new(
        pointer,
        "dead_branch",
        "这一种情形永远不会成立，请删除或改正",
        "this alternative can never hold; remove or mend it",
    )
}
