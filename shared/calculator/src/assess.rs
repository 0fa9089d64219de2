//! 测算: what fits an enterprise, for how much, and why. Advice, not a decision (M97).

use std::collections::BTreeSet;

use facts::{Day, ItemId, Money, Text};

use crate::catalogue::Catalogue;
use crate::combine::{self, Combination, Eligible, Possible};
use crate::condition::{Clause, Condition};
use crate::derive::{CHAIN_MAX, Reader};
use crate::distance::{distance, met_on};
use crate::fact::FactId;
use crate::item::Item;
use crate::pay::Amounted;
use crate::profile::Profile;
use crate::say::{self, Told};
use crate::truth::{Truth, undecided};

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

/// The answer for one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemVerdict {
    /// The item.
    pub item: ItemId,
    /// Whether it fits.
    pub verdict: Verdict,
    /// What it would give; for an ineligible item what it would give if it were eligible.
    pub amount: Amounted,
    /// Each condition and how it came out.
    pub reasons: Vec<Reason>,
    /// Facts that would decide an undetermined item or settle an eligible one's amount, in the order people are asked.
    pub missing: Vec<FactId>,
    /// What fitting does not promise yet: places, ranking, budget, once only.
    pub notes: Vec<Text>,
    /// For an ineligible item the whole way to fitting: every unmet condition, as far as it is short.
    pub way: Vec<Text>,
    /// The first day on which it fits if nothing changes but the date.
    pub fits_from: Option<Day>,
}

/// One condition and how it came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// How it came out.
    pub truth: Truth,
    /// The condition in plain words.
    pub words: Text,
    /// Where it is written.
    pub clause: Clause,
    /// What was read.
    pub read: Text,
    /// How far it is from being met.
    pub distance: Option<Text>,
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
        let asked: Vec<&Item> = match only {
            None => self.items.iter().collect(),
            Some(only) => {
                let places = only.iter().filter_map(|id| self.place(id));
                let places: BTreeSet<usize> = places.collect();
                let found = places.into_iter().filter_map(|at| self.items.get(at));
                found.collect()
            }
        };
        let mut told = Told::default();
        let mut items: Vec<ItemVerdict> = asked
            .iter()
            .map(|item| self.judge(item, &reader, &mut told))
            .collect();
        let combination = self.combined(&asked, &items, &reader);
        items.sort_by_key(|answer| answer.verdict);
        Assessment { items, combination }
    }

    /// The best set of the eligible ones, and what could still change it.
    fn combined(
        &self,
        asked: &[&Item],
        answers: &[ItemVerdict],
        reader: &Reader<'_>,
    ) -> Combination {
        let (mut eligible, mut possible) = (Vec::new(), Vec::new());
        for (item, answer) in asked.iter().zip(answers) {
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
            if let Amounted::Money { low, high, .. } = &answer.amount
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

    pub(crate) fn judge<'a>(
        &self,
        item: &'a Item,
        reader: &Reader<'_>,
        told: &mut Told<'a>,
    ) -> ItemVerdict {
        let reasons: Vec<Reason> = item
            .conditions
            .iter()
            .map(|condition| reason(condition, reader, told))
            .collect();
        let truth = reasons.iter().map(|reason| reason.truth).min();
        let verdict = match truth.unwrap_or(Truth::Yes) {
            Truth::Yes => Verdict::Eligible,
            Truth::Unknown => Verdict::Undetermined,
            Truth::No => Verdict::Ineligible,
        };
        let amount = item.benefit.amounted(reader);
        let missing = match verdict {
            Verdict::Eligible if amount_is_open(&amount) => {
                self.in_order(self.missing_of_amount(item, reader))
            }
            Verdict::Undetermined => self.missing(item, reader),
            Verdict::Eligible | Verdict::Ineligible => Vec::new(),
        };
        ItemVerdict {
            item: item.id.clone(),
            verdict,
            amount,
            way: way(&reasons),
            fits_from: (verdict == Verdict::Ineligible)
                .then(|| self.fits_from(item, reader))
                .flatten(),
            reasons,
            missing,
            notes: self.notes(item),
        }
    }

    /// When every unmet condition is one that time meets, the day it does; looked at once more on that day, for time also ends things.
    fn fits_from(&self, item: &Item, reader: &Reader<'_>) -> Option<Day> {
        let tests = || item.conditions.iter().map(|condition| &condition.test);
        let unmet = tests().filter(|test| test.truth(reader) == Truth::No);
        let days: Option<Vec<Day>> = unmet.map(|test| met_on(test, reader)).collect();
        let day = days?.into_iter().max()?;
        let then = reader.on(day);
        let fits = tests().all(|test| test.truth(&then) == Truth::Yes);
        (fits && day > reader.today()).then_some(day)
    }

    fn notes(&self, item: &Item) -> Vec<Text> {
        let selection = item.selection.as_ref();
        let selection = selection.map(|selection| say::selection(selection, &self.facts));
        selection
            .into_iter()
            .chain(item.once.as_ref().map(|once| once.words.clone()))
            .collect()
    }

    fn missing(&self, item: &Item, reader: &Reader<'_>) -> Vec<FactId> {
        let open = item
            .conditions
            .iter()
            .flat_map(|condition| undecided(&condition.test, reader));
        self.to_ask(open, reader)
    }

    /// The facts behind `facts` that are not exactly known and still count, in the order people are asked.
    fn to_ask<'a>(
        &'a self,
        facts: impl Iterator<Item = &'a FactId>,
        reader: &Reader<'_>,
    ) -> Vec<FactId> {
        let mut asked = BTreeSet::new();
        for fact in facts {
            self.gather(fact, reader, CHAIN_MAX, &mut asked);
        }
        self.in_order(asked)
    }

    fn in_order(&self, facts: BTreeSet<&FactId>) -> Vec<FactId> {
        let mut asked: Vec<FactId> = facts.into_iter().cloned().collect();
        asked.sort_by_key(|fact| self.facts.place(fact));
        asked
    }
}

fn amount_is_open(amount: &Amounted) -> bool {
    matches!(amount, Amounted::Money { .. }) && amount.exact().is_none()
}

fn way(reasons: &[Reason]) -> Vec<Text> {
    let unmet = reasons.iter().filter(|reason| reason.truth == Truth::No);
    let step = |reason: &Reason| match &reason.distance {
        Some(distance) => distance.clone(),
        None => Text::new(
            format!("须满足：{}", reason.words.zh),
            format!("must be met: {}", reason.words.en),
        ),
    };
    unmet.map(step).collect()
}

fn reason<'a>(condition: &'a Condition, reader: &Reader<'_>, told: &mut Told<'a>) -> Reason {
    let truth = condition.test.truth(reader);
    Reason {
        truth,
        words: condition.words.clone(),
        clause: condition.clause.clone(),
        read: told.read(condition.test.facts().into_iter(), reader),
        distance: (truth == Truth::No)
            .then(|| distance(&condition.test, reader))
            .flatten(),
    }
}
