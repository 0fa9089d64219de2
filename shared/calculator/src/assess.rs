//! 测算: what fits an enterprise, for how much, why, and what to ask next. Advice, not a decision (M97).

use std::collections::{BTreeMap, BTreeSet};

use facts::{Day, ItemId, Text};

use crate::catalogue::Catalogue;
use crate::combine::{self, Combination, Eligible};
use crate::condition::{Clause, Condition};
use crate::derive::Reader;
use crate::distance::distance;
use crate::fact::FactId;
use crate::item::Item;
use crate::pay::Amounted;
use crate::profile::Profile;
use crate::say;
use crate::truth::{Truth, undecided};

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

/// The answer for a profile on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Every item asked about: eligible first, then undetermined, then ineligible, each in catalogue order.
    pub items: Vec<ItemVerdict>,
    /// The best set of the eligible ones.
    pub combination: Combination,
    /// The fact whose answer can change most items, if any is left to ask.
    pub next_question: Option<FactId>,
    /// How many of the items each missing fact can change.
    pub changes: BTreeMap<FactId, usize>,
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
        let asked: Vec<&Item> = self
            .items
            .iter()
            .filter(|item| only.is_none_or(|only| only.contains(&item.id)))
            .collect();
        let mut items: Vec<ItemVerdict> =
            asked.iter().map(|item| self.judge(item, &reader)).collect();
        let eligible: Vec<_> = asked
            .iter()
            .zip(&items)
            .filter(|(_, answer)| answer.verdict == Verdict::Eligible)
            .map(|(item, answer)| Eligible {
                item,
                amount: answer.amount.certain(),
                ceiling: item.joint_cap.as_ref().map(|cap| cap.most.certain(&reader)),
            })
            .collect();
        let combination = combine::best(&eligible);
        let changes = changes(&items);
        let next_question = changes
            .iter()
            .max_by_key(|(fact, count)| (**count, std::cmp::Reverse(self.facts.place(fact))))
            .map(|(fact, _)| fact.clone());
        items.sort_by_key(|answer| answer.verdict);
        Assessment {
            items,
            combination,
            next_question,
            changes,
        }
    }

    fn judge(&self, item: &Item, reader: &Reader<'_>) -> ItemVerdict {
        let reasons: Vec<Reason> = item
            .conditions
            .iter()
            .map(|condition| reason(condition, reader))
            .collect();
        let truth = reasons.iter().map(|reason| reason.truth).min();
        let verdict = match truth.unwrap_or(Truth::Yes) {
            Truth::Yes => Verdict::Eligible,
            Truth::Unknown => Verdict::Undetermined,
            Truth::No => Verdict::Ineligible,
        };
        let amount = item.benefit.amounted(reader);
        let missing = match verdict {
            Verdict::Eligible if amount_is_open(&amount) => self.missing_of_amount(item, reader),
            Verdict::Undetermined => self.missing(item, reader),
            Verdict::Eligible | Verdict::Ineligible => Vec::new(),
        };
        ItemVerdict {
            item: item.id.clone(),
            verdict,
            amount,
            reasons,
            missing,
            notes: self.notes(item),
        }
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

    fn missing_of_amount(&self, item: &Item, reader: &Reader<'_>) -> Vec<FactId> {
        self.to_ask(self.amount_facts(item).into_iter(), reader)
    }

    /// The facts behind `facts` that are not exactly known, in the order people are asked.
    fn to_ask<'a>(
        &'a self,
        facts: impl Iterator<Item = &'a FactId>,
        reader: &Reader<'_>,
    ) -> Vec<FactId> {
        let open = |fact: &&FactId| !reader.is_settled(fact);
        let asked: BTreeSet<&FactId> = facts
            .filter(open)
            .flat_map(|fact| self.facts.asked_for(fact))
            .filter(open)
            .collect();
        let mut asked: Vec<FactId> = asked.into_iter().cloned().collect();
        asked.sort_by_key(|fact| self.facts.place(fact));
        asked
    }
}

fn amount_is_open(amount: &Amounted) -> bool {
    matches!(amount, Amounted::Money { .. }) && amount.exact().is_none()
}

fn reason(condition: &Condition, reader: &Reader<'_>) -> Reason {
    let truth = condition.test.truth(reader);
    Reason {
        truth,
        words: condition.words.clone(),
        clause: condition.clause.clone(),
        read: say::read(condition.test.facts().into_iter(), reader),
        distance: (truth == Truth::No)
            .then(|| distance(&condition.test, reader))
            .flatten(),
    }
}

/// How many items each missing fact can change.
fn changes(items: &[ItemVerdict]) -> BTreeMap<FactId, usize> {
    let mut changes = BTreeMap::new();
    for fact in items.iter().flat_map(|item| &item.missing) {
        *changes.entry(fact.clone()).or_default() += 1;
    }
    changes
}
