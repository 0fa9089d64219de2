//! 测算: what fits an enterprise, for how much, and why. Advice, not a decision (M97).

use std::collections::BTreeSet;

use facts::{Day, ItemId, Money};

use crate::catalogue::Catalogue;
use crate::combine::{self, Combination, Eligible, Possible};
use crate::condition::Test;
use crate::derive::{CHAIN_MAX, Reader};
use crate::distance::met_on;
use crate::fact::FactId;
use crate::item::Item;
use crate::pay::Amounted;
use crate::profile::Profile;
use crate::question::Asked;
use crate::truth::{Truth, open};

/// The version of the engine, kept in every receipt.
///
/// **The rule:** whoever changes what a receipt may hold for any input — a verdict, the outcome of a condition, an amount, the best set —
/// makes it one more and says in `contract/tests/receipts` which old receipts differ now and why. New rule forms, wording, speed and
/// questions do not count.
pub const ENGINE: u32 = 2;

/// 测算结论
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// 符合: every condition holds.
    Eligible,
    /// 待定: facts are missing that would decide.
    Undetermined,
    /// 不符合: a condition fails.
    Ineligible,
}

impl Verdict {
    /// What it is where an item may fit, and where it fits for sure.
    #[inline]
    pub(crate) const fn of(may: bool, sure: bool) -> Self {
        match (may, sure) {
            (true, true) => Self::Eligible,
            (true, false) => Self::Undetermined,
            (false, _) => Self::Ineligible,
        }
    }
}

/// The answer for a profile on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Every item asked about: eligible first, then undetermined, then ineligible, each in catalogue order.
    pub items: Vec<ItemVerdict>,
    /// The best set of the eligible ones.
    pub combination: Combination,
}

/// The answer for one item, without words: [`Teller`](crate::Teller) has those.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemVerdict {
    /// The item.
    pub item: ItemId,
    /// Where it stands in the catalogue.
    pub(crate) place: usize,
    /// Whether it fits.
    pub verdict: Verdict,
    /// What it would give; for an ineligible item what it would give if it were eligible.
    pub amount: Amounted,
    /// How each condition came out, in the order of the item.
    pub conditions: Vec<Truth>,
    /// Facts that would decide an undetermined item or settle an eligible one's amount, in the order people are asked.
    pub missing: Vec<FactId>,
    /// The first day on which it fits if nothing changes but the date.
    pub fits_from: Option<Day>,
}

impl Catalogue {
    /// Assesses `profile` on `today`: the items of `only`, or all where it is none.
    #[must_use]
    pub fn assess(
        &self,
        profile: &Profile,
        today: Day,
        only: Option<&BTreeSet<ItemId>>,
    ) -> Assessment {
        let reader = self.reader(profile, today);
        let asked: Vec<(usize, &Item)> = match only {
            None => self.items.numbered().collect(),
            Some(only) => {
                let places = only.iter().filter_map(|id| self.place(id));
                let places: BTreeSet<usize> = places.collect();
                let found = places.into_iter();
                found
                    .filter_map(|at| Some((at, self.items.get(at)?)))
                    .collect()
            }
        };
        let mut items: Vec<ItemVerdict> =
            asked.iter().map(|one| self.judge(*one, &reader)).collect();
        let combination = self.combined(&asked, &items, &reader);
        items.sort_by_key(|answer| answer.verdict);
        Assessment { items, combination }
    }

    /// The best set of the eligible ones, and what could still change it.
    fn combined(
        &self,
        asked: &[(usize, &Item)],
        answers: &[ItemVerdict],
        reader: &Reader<'_>,
    ) -> Combination {
        let (mut eligible, mut possible) = (Vec::new(), Vec::new());
        for ((_, item), answer) in asked.iter().zip(answers) {
            let worth = |amount: Money| Eligible {
                item,
                amount,
                ceiling: item.joint_cap.as_ref().map(|cap| cap.most.certain(reader)),
            };
            let certain = answer.amount.certain();
            let fits = answer.verdict == Verdict::Eligible;
            if fits {
                eligible.push(worth(certain));
            }
            if let Amounted::Money { low, high } = &answer.amount
                && answer.verdict != Verdict::Ineligible
                && (!fits || *high != Some(*low))
            {
                possible.push(Possible {
                    item: worth(high.unwrap_or(Money::MAX)),
                    unbounded: high.is_none(),
                    fits,
                });
            }
        }
        let mut combination = combine::best(&eligible);
        combination.could_change = combine::could_change(&eligible, &mut possible, &combination);
        combination
    }

    pub(crate) fn judge(&self, (place, item): (usize, &Item), reader: &Reader<'_>) -> ItemVerdict {
        let tests = item.conditions.iter().map(|condition| &condition.test);
        let conditions = tests.map(|test| test.truth(reader)).collect();
        self.judged((place, item), conditions, reader)
    }

    /// The answer for an item whose conditions came out so.
    pub(crate) fn judged(
        &self,
        (place, item): (usize, &Item),
        conditions: Vec<Truth>,
        reader: &Reader<'_>,
    ) -> ItemVerdict {
        let verdict = match conditions.iter().min().unwrap_or(&Truth::Yes) {
            Truth::Yes => Verdict::Eligible,
            Truth::Unknown => Verdict::Undetermined,
            Truth::No => Verdict::Ineligible,
        };
        let amount = item.benefit.amounted(reader);
        let missing = match verdict {
            Verdict::Eligible if amount_is_open(&amount) => {
                self.in_order(&self.missing_of_amount(item, reader))
            }
            Verdict::Undetermined => self.missing(item, &conditions, reader),
            Verdict::Eligible | Verdict::Ineligible => Vec::new(),
        };
        ItemVerdict {
            item: item.id.clone(),
            place,
            verdict,
            amount,
            fits_from: (verdict == Verdict::Ineligible)
                .then(|| fits_from(item, &conditions, reader))
                .flatten(),
            conditions,
            missing,
        }
    }

    fn missing(&self, item: &Item, conditions: &[Truth], reader: &Reader<'_>) -> Vec<FactId> {
        let mut asked = Asked::new();
        for test in having(Truth::Unknown, item, conditions) {
            open(test, reader, &mut |fact| {
                self.gather(fact, reader, CHAIN_MAX, &mut asked);
            });
        }
        self.in_order(&asked)
    }

    fn in_order(&self, asked: &Asked) -> Vec<FactId> {
        self.named(asked).cloned().collect()
    }

    /// The facts that stand there, in the order people are asked.
    pub(crate) fn named(&self, asked: &Asked) -> impl Iterator<Item = &FactId> {
        let asked = asked.iter().filter_map(|place| self.facts.at(*place));
        asked.map(|declared| &declared.id)
    }
}

fn amount_is_open(amount: &Amounted) -> bool {
    matches!(amount, Amounted::Money { .. }) && amount.exact().is_none()
}

/// The tests of an item that came out so.
fn having<'a>(
    wanted: Truth,
    item: &'a Item,
    conditions: &[Truth],
) -> impl Iterator<Item = &'a Test> {
    let conditions = item.conditions.iter().zip(conditions);
    conditions
        .filter(move |(_, truth)| **truth == wanted)
        .map(|(condition, _)| &condition.test)
}

/// When every unmet condition is one that time meets, the day it does; looked at once more on that day, for time also ends things.
fn fits_from(item: &Item, conditions: &[Truth], reader: &Reader<'_>) -> Option<Day> {
    let unmet = having(Truth::No, item, conditions);
    let days: Option<Vec<Day>> = unmet.map(|test| met_on(test, reader)).collect();
    let day = days?.into_iter().max()?;
    let then = reader.on(day);
    let mut tests = item.conditions.iter().map(|condition| &condition.test);
    let fits = tests.all(|test| test.truth(&then) == Truth::Yes);
    (fits && day > reader.today()).then_some(day)
}
