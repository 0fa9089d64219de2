//! Asking a catalogue further: which question settles most.

use std::collections::BTreeSet;

use calculator::{Assessment, Contradiction, FactId, Profile, Question, Test, Truth};
use facts::{Day, ItemId};

use super::Opened;
use crate::collections::{Collection, CollectionView, collections};
use crate::eligibility::FactView;
use crate::policy::ItemEntry;
use crate::text::Text;

impl Opened {
    /// Assesses a profile on `day` against the items then in force: those of `only`, or all where it is empty.
    #[must_use]
    pub fn assess(&self, profile: &Profile, day: Day, only: &BTreeSet<ItemId>) -> Assessment {
        let asked = (!only.is_empty()).then_some(only);
        self.calculator(day).assess(profile, day, asked)
    }

    /// The facts to ask for one item on `day`, in the order people are asked.
    #[must_use]
    pub fn questions(&self, item: &ItemId, day: Day) -> Vec<FactView> {
        let calculator = self.calculator(day);
        let asked = calculator.asked_for(item);
        let mut views = crate::facts::views(calculator.facts());
        let wanted = |id: &str| asked.iter().any(|fact| fact.as_str() == id);
        // with a list come its fields
        views.retain(|view| wanted(&view.fact) || view.of.as_deref().is_some_and(wanted));
        views
    }

    /// The questions left after `assessment`, most telling first, at most `most`; those of `declined` are not asked again.
    #[must_use]
    pub fn next_questions(
        &self,
        asked: (&Profile, Day),
        assessment: &Assessment,
        declined: &BTreeSet<FactId>,
        most: usize,
    ) -> Vec<Question> {
        self.calculator(asked.1)
            .questions(asked, assessment, declined, most)
    }

    /// What is known of a profile in words: label and value of each fact.
    #[must_use]
    pub fn in_words(&self, profile: &Profile, day: Day) -> Vec<(Text, Text)> {
        let told = self.calculator(day).in_words(profile).into_iter();
        told.map(|(label, value)| (label.into(), value.into()))
            .collect()
    }

    /// The collections, those a profile belongs to first, each with its items in force on `day`; empty ones are left out.
    #[must_use]
    pub fn collections(&self, profile: &Profile, day: Day) -> Vec<CollectionView> {
        let (calculator, entries) = (self.calculator(day), self.item_entries(day));
        let collections = collections().iter().map(|collection| {
            let truth = calculator.truth(&collection.who, profile, day);
            CollectionView {
                collection: collection.id.clone(),
                title: collection.title.clone(),
                words: collection.words.clone(),
                yours: truth == Truth::Yes,
                items: entries
                    .iter()
                    .filter(|entry| self.belongs(collection, entry, day))
                    .cloned()
                    .collect(),
            }
        });
        let mut collections: Vec<CollectionView> = collections
            .filter(|collection| !collection.items.is_empty())
            .collect();
        collections.sort_by_key(|collection| !collection.yours);
        collections
    }

    /// Whether an item speaks of what a collection is about: one of its facts, or one of its titles.
    fn belongs(&self, collection: &Collection, entry: &ItemEntry, day: Day) -> bool {
        let Some((_, item)) = ItemId::parse(&entry.item)
            .ok()
            .and_then(|id| self.item(&id, day))
        else {
            return false;
        };
        let tests = item
            .rules
            .conditions
            .iter()
            .map(|condition| &condition.test);
        let wants = tests.clone().flat_map(Test::leaves).any(|leaf| {
            let Test::Title(_, titles, _) = leaf else {
                return false;
            };
            titles.iter().any(|title| collection.titles.contains(title))
        });
        let mut reads = tests
            .flat_map(Test::facts)
            .chain(item.rules.benefit.facts());
        wants || reads.any(|fact| collection.facts.iter().any(|one| one == fact.as_str()))
    }

    /// Facts of a profile that cannot all be true on `day`.
    #[must_use]
    pub fn contradictions(&self, profile: &Profile, day: Day) -> Vec<Contradiction> {
        self.calculator(day).contradictions(profile, day)
    }
}
