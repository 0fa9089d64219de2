//! 说理: an answer in words, made when it is shown and not before.
//!
//! What an enterprise is asked about is judged without words ([`ItemVerdict`]); most answers are counted, compared or kept and never
//! read. Whoever shows one asks a [`Teller`], which says each fact once however many conditions read it, and lends what the rules say
//! themselves.

use std::collections::HashMap;
use std::sync::Arc;

use facts::{Day, Text};

use crate::assess::ItemVerdict;
use crate::catalogue::Catalogue;
use crate::condition::{Condition, Test};
use crate::derive::Reader;
use crate::distance::distance;
use crate::fact::FactId;
use crate::item::Item;
use crate::profile::Profile;
use crate::say;
use crate::truth::Truth;

/// Puts the answers for one profile on one day into words.
#[derive(Debug)]
pub struct Teller<'a> {
    catalogue: &'a Catalogue,
    reader: Reader<'a>,
    /// What is known of each fact: “从业人员：80 人”.
    told: HashMap<&'a FactId, Arc<Text>>,
}

/// The answer for one item in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<'a> {
    /// Each condition and how it came out.
    pub reasons: Vec<Reason<'a>>,
    /// The working of the amount, step by step.
    pub steps: Vec<Text>,
    /// What fitting does not promise yet: places, ranking, budget, once only.
    pub notes: Vec<Text>,
}

/// One condition and how it came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason<'a> {
    /// How it came out.
    pub truth: Truth,
    /// The condition, with its plain words and where it is written.
    pub condition: &'a Condition,
    /// What was read: “从业人员：80 人；营业收入：未填写”.
    pub read: Arc<Text>,
    /// How far it is from being met.
    pub distance: Option<Text>,
}

impl Catalogue {
    /// Puts into words what [`Catalogue::assess`] answers for `profile` on `today`.
    #[must_use]
    pub fn teller<'a>(&'a self, profile: &'a Profile, today: Day) -> Teller<'a> {
        Teller {
            catalogue: self,
            reader: self.reader(profile, today),
            told: HashMap::with_capacity(64),
        }
    }
}

impl<'a> Teller<'a> {
    /// An answer in words; none where it is of another catalogue.
    #[must_use]
    pub fn tell(&mut self, answer: &ItemVerdict) -> Option<Told<'a>> {
        let item = self.catalogue.items.get(answer.place)?;
        if item.id != answer.item {
            return None;
        }
        let conditions = item.conditions.iter().zip(&answer.conditions);
        Some(Told {
            reasons: conditions
                .map(|(condition, truth)| self.reason(condition, *truth))
                .collect(),
            steps: item.benefit.steps(&self.reader),
            notes: self.notes(item),
        })
    }

    fn reason(&mut self, condition: &'a Condition, truth: Truth) -> Reason<'a> {
        Reason {
            truth,
            condition,
            read: self.read(&condition.test),
            distance: (truth == Truth::No)
                .then(|| distance(&condition.test, &self.reader))
                .flatten(),
        }
    }

    /// What was read for a condition.
    fn read(&mut self, test: &'a Test) -> Arc<Text> {
        if let Some(fact) = test.fact() {
            return self.fact(fact).unwrap_or_default();
        }
        let mut facts = Vec::new();
        test.gather(&mut facts);
        facts.sort_unstable();
        facts.dedup();
        let mut said = Text::room();
        for told in facts.into_iter().filter_map(|fact| self.fact(fact)) {
            if !said.zh.is_empty() {
                said.add("；", "; ");
            }
            said.add_text(&told);
        }
        Arc::new(said)
    }

    /// What is known of a fact; none where it is not declared.
    fn fact(&mut self, fact: &'a FactId) -> Option<Arc<Text>> {
        if let Some(told) = self.told.get(fact) {
            return Some(Arc::clone(told));
        }
        let declared = self.reader.facts().get(fact)?;
        let mut told = Text::room();
        told.add_text(&declared.label);
        told.add("：", ": ");
        say::add_known(&mut told, declared, self.reader.seen(fact).as_deref());
        let told = Arc::new(told);
        self.told.insert(fact, Arc::clone(&told));
        Some(told)
    }

    fn notes(&self, item: &Item) -> Vec<Text> {
        let selection = item.selection.as_ref();
        let selection = selection.map(|one| say::selection(one, self.reader.facts()));
        selection
            .into_iter()
            .chain(item.once.as_ref().map(|once| once.words.clone()))
            .collect()
    }
}

impl Told<'_> {
    /// The whole way to fitting: every unmet condition, as far as it is short.
    #[must_use]
    pub fn way(&self) -> Vec<Text> {
        let unmet = self.reasons.iter();
        let unmet = unmet.filter(|reason| reason.truth == Truth::No);
        let step = |reason: &Reason<'_>| match &reason.distance {
            Some(distance) => distance.clone(),
            None => Text {
                zh: ["须满足：", &reason.condition.words.zh].concat(),
                en: ["must be met: ", &reason.condition.words.en].concat(),
            },
        };
        unmet.map(step).collect()
    }
}
