//! What one path through conditions demands of each fact, as far as it can be told apart: numbers, choices, yes or no, titles, days.

use std::collections::{BTreeMap, BTreeSet};

use facts::Day;
use rust_decimal::Decimal;

use super::sign;
use crate::check::parts;
use crate::condition::Test;
use crate::derive::CHAIN_MAX;
use crate::fact::{FactId, Facts, Kind};
use crate::interval::{Bound, Interval};

/// Numbers that are still possible: any of these intervals.
pub(super) type Left = Vec<Interval>;

/// What is demanded so far. Demands it does not follow (of industries, places, months) leave it as it is.
#[derive(Debug, Clone)]
pub(super) struct Demands<'a> {
    facts: &'a Facts,
    numbers: BTreeMap<FactId, Left>,
    choices: BTreeMap<FactId, BTreeSet<String>>,
    yes: BTreeMap<FactId, bool>,
    days: BTreeMap<FactId, (Option<Day>, Option<Day>)>,
    titles: BTreeMap<FactId, Vec<BTreeSet<String>>>,
}

impl<'a> Demands<'a> {
    /// Nothing demanded.
    pub(super) const fn new(facts: &'a Facts) -> Self {
        Self {
            facts,
            numbers: BTreeMap::new(),
            choices: BTreeMap::new(),
            yes: BTreeMap::new(),
            days: BTreeMap::new(),
            titles: BTreeMap::new(),
        }
    }

    /// The values a number may still have; what is counted, weighed or paid is not negative.
    pub(super) fn number(&self, fact: &FactId) -> Left {
        if let Some(left) = self.numbers.get(fact) {
            return left.clone();
        }
        let low = sign::never_negative(self.facts, fact, CHAIN_MAX).then_some(Decimal::ZERO);
        vec![Interval::between(low, None)]
    }

    /// The values a choice may still have, where a condition named some.
    pub(super) fn choice(&self, fact: &FactId) -> Option<&BTreeSet<String>> {
        self.choices.get(fact)
    }

    /// The sets of titles of which one must be held, each.
    pub(super) fn titles(&self, fact: &FactId) -> &[BTreeSet<String>] {
        self.titles.get(fact).map_or(&[], Vec::as_slice)
    }

    /// Adds that a test holds or does not; false if nothing can meet it any more. Alternatives that cannot be met are put into `dead`.
    pub(super) fn add(
        &mut self,
        (test, holds): (&Test, bool),
        pointer: &str,
        dead: &mut Vec<String>,
    ) -> bool {
        match (test, holds) {
            (Test::All(_), true) | (Test::Any(_), false) => parts::of_test(test)
                .into_iter()
                .all(|(place, inner)| self.add((inner, holds), &format!("{pointer}{place}"), dead)),
            (Test::Any(_), true) | (Test::All(_), false) => {
                let of = parts::of_test(test);
                let alternatives = self.alternatives(&of, holds, (pointer, dead));
                if let [only] = alternatives.as_slice() {
                    return self.add((only, holds), pointer, &mut Vec::new());
                }
                !alternatives.is_empty()
            }
            (Test::Count { least, .. }, true) => {
                let of = parts::of_test(test);
                self.alternatives(&of, true, (pointer, dead)).len() >= *least
            }
            (Test::Count { .. }, false) => true,
            (Test::Not(inner), holds) => {
                let place = parts::of_test(test).into_iter().next();
                let place = place.map(|(place, _)| place).unwrap_or_default();
                self.add((inner, !holds), &format!("{pointer}{place}"), dead)
            }
            _ => self.leaf(test, holds),
        }
    }

    /// Those that can still be met.
    fn alternatives<'t>(
        &self,
        tests: &[(String, &'t Test)],
        holds: bool,
        (pointer, dead): (&str, &mut Vec<String>),
    ) -> Vec<&'t Test> {
        let mut possible = Vec::new();
        for (place, test) in tests {
            let pointer = format!("{pointer}{place}");
            if self.clone().add((test, holds), &pointer, dead) {
                possible.push(*test);
            } else {
                dead.push(pointer);
            }
        }
        possible
    }

    fn leaf(&mut self, test: &Test, holds: bool) -> bool {
        match test {
            Test::Yes(fact) => *self.yes.entry(fact.clone()).or_insert(holds) == holds,
            Test::Within(fact, interval) => {
                let wanted = if holds {
                    vec![*interval]
                } else {
                    outside(interval)
                };
                let left = both(&self.number(fact), &wanted);
                let possible = !left.is_empty();
                self.numbers.insert(fact.clone(), left);
                possible
            }
            Test::OneOf(fact, values) => self.one_of(fact, values, holds),
            Test::Title(fact, wanted, _) if holds => {
                let sets = self.titles.entry(fact.clone()).or_default();
                sets.push(wanted.clone());
                !wanted.is_empty()
            }
            Test::Between(fact, first, last) if holds => {
                let (from, to) = self.days.entry(fact.clone()).or_default();
                *from = (*from).max(*first);
                *to = match (*to, *last) {
                    (Some(one), Some(two)) => Some(one.min(two)),
                    (one, two) => one.or(two),
                };
                from.zip(*to).is_none_or(|(from, to)| from <= to)
            }
            Test::Months {
                at_least: Some(least),
                below: Some(below),
                ..
            } if holds => least < below,
            Test::Industry(_, patterns) if holds => !patterns.is_empty(),
            Test::Place(_, places) if holds => !places.is_empty(),
            Test::All(_)
            | Test::Any(_)
            | Test::Count { .. }
            | Test::Not(_)
            | Test::Reaches { .. }
            | Test::Industry(..)
            | Test::Place(..)
            | Test::Title(..)
            | Test::Between(..)
            | Test::InYear { .. }
            | Test::Months { .. } => true,
        }
    }

    fn one_of(&mut self, fact: &FactId, values: &BTreeSet<String>, holds: bool) -> bool {
        let declared = self.facts.get(fact).filter(|one| one.kind == Kind::Choice);
        let all = declared.into_iter().flat_map(|one| &one.choices);
        let left = self
            .choices
            .entry(fact.clone())
            .or_insert_with(|| all.map(|choice| choice.value.clone()).collect());
        left.retain(|value| values.contains(value) == holds);
        !left.is_empty()
    }
}

/// What lies in both.
pub(super) fn both(one: &[Interval], two: &[Interval]) -> Left {
    let pairs = one
        .iter()
        .flat_map(|one| two.iter().map(|two| one.intersect(two)));
    pairs.filter(|interval| !interval.is_empty()).collect()
}

/// Everything that does not lie in an interval.
pub(super) fn outside(interval: &Interval) -> Left {
    let opposite = |bound: Bound| Bound {
        counted: !bound.counted,
        ..bound
    };
    let below = interval.low.map(|low| Interval {
        low: None,
        high: Some(opposite(low)),
    });
    let above = interval.high.map(|high| Interval {
        low: Some(opposite(high)),
        high: None,
    });
    below.into_iter().chain(above).collect()
}
