//! What reaching enterprises takes from the catalogue: admission to a run, how an item fits, and what a subscription is offered.

use std::collections::BTreeSet;

use calculator::{Amount, Amounted, Benefit, Profile, Scratch, Truth, Verdict};
use casework::alert::Offer;
use casework::run::Admission;
use facts::{Day, ItemId, Money, SizeClass, Text};
use serde_json::{Map, Value};

use super::Opened;
use crate::eligibility::ask::profile_of;
use crate::rule::ItemDocument;

/// How an item fits an enterprise, with what that rests on and without the facts themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// Whether it fits.
    pub verdict: Verdict,
    /// Conditions that are met, each with its clause.
    pub met: Vec<Text>,
    /// Labels of the facts that would decide.
    pub missing: Vec<Text>,
    /// How much, where that is exactly known.
    pub amount: Option<Money>,
}

impl Opened {
    /// A saved profile as the calculator reads it; a fact withdrawn since it was saved is simply not known.
    #[must_use]
    pub fn known(&self, saved: &Map<String, Value>) -> Profile {
        profile_of(saved, self.facts(), "/facts", &mut Vec::new())
    }

    /// What the admission tests find of an item on `day`; none if there is no such item.
    #[must_use]
    pub fn admission(&self, id: &ItemId, day: Day) -> Option<Admission> {
        let (_, item) = self.item(id, day)?;
        let rules = &item.rules;
        let mut clauses = rules.conditions.iter().map(|one| &one.clause);
        Some(Admission {
            without_application: item.mode == "without_application",
            beneficiary_clear: !rules.conditions.is_empty() && rules.selection.is_none(),
            based: clauses.all(|clause| !clause.document.is_empty() && !clause.article.is_empty()),
            concrete: match &rules.benefit {
                Benefit::Money { amount, .. } => !discretionary(amount),
                Benefit::Exemption(_) => true,
                Benefit::Ask(_) => false,
            },
            in_force: self.holds(id, day),
        })
    }

    /// How an item fits a profile on `day`; none if there is no such item.
    #[must_use]
    pub fn fit(&self, id: &ItemId, profile: &Profile, day: Day) -> Option<Fit> {
        let only = BTreeSet::from([id.clone()]);
        let calculator = self.calculator(day);
        let answer = calculator.assess(profile, day, Some(&only));
        let answer = answer.items.into_iter().next()?;
        let conditions = calculator.item(id)?.conditions.iter();
        let met = conditions
            .zip(&answer.conditions)
            .filter(|(_, truth)| **truth == Truth::Yes);
        let label = |fact: &calculator::FactId| Some(self.facts().get(fact)?.label.clone());
        Some(Fit {
            verdict: answer.verdict,
            met: met
                .map(|(condition, _)| {
                    let (words, clause) = (&condition.words, condition.clause.words());
                    Text::new(
                        format!("{}（{clause}）", words.zh),
                        format!("{} ({clause})", words.en),
                    )
                })
                .collect(),
            missing: answer.missing.iter().filter_map(label).collect(),
            amount: match &answer.amount {
                Amounted::Money { .. } => answer.amount.exact(),
                Amounted::Exemption(_) | Amounted::Ask(_) => None,
            },
        })
    }

    /// The size classes a profile may have on `day`.
    #[must_use]
    pub fn size_class(&self, profile: &Profile, day: Day) -> Vec<String> {
        let fact = calculator::FactId::parse("size_class").ok();
        let known = fact.and_then(|fact| self.calculator(day).known(profile, day, &fact));
        match known {
            Some(calculator::Known::OneOf(classes)) => classes.into_iter().collect(),
            Some(_) | None => Vec::new(),
        }
    }

    /// The size class of a profile on `day`, where its facts leave no doubt.
    #[must_use]
    pub fn size_of(&self, profile: &Profile, day: Day) -> Option<SizeClass> {
        let classes = self.size_class(profile, day);
        let [only] = classes.as_slice() else {
            return None;
        };
        SizeClass::ALL
            .iter()
            .copied()
            .find(|size| size.word() == only)
    }

    /// Whether an item is money.
    #[must_use]
    pub fn money(&self, id: &ItemId, day: Day) -> bool {
        let found = self.item(id, day);
        found.is_some_and(|(_, item)| matches!(item.rules.benefit, Benefit::Money { .. }))
    }

    /// Every item in force on `day` as a subscription of this enterprise sees it.
    #[must_use]
    pub fn offers(&self, profile: &Profile, day: Day) -> Vec<Offer> {
        let (mut scratch, mut verdicts) = (Scratch::default(), Vec::new());
        let calculator = self.calculator(day);
        calculator.verdicts(profile, day, &mut scratch, &mut verdicts);
        let turn = self.turns.iter().find(|turn| **turn > day).copied();
        let verdicts = verdicts.into_iter().enumerate();
        verdicts
            .filter_map(|(at, verdict)| {
                let rules = calculator.items().get(at)?;
                let (edition, item) = self.item(&rules.id, day)?;
                Some(Offer {
                    item: rules.id.clone(),
                    revision: edition.version,
                    fits: verdict != Verdict::Ineligible,
                    closes: item.open_on(day).map(|open| (open.id.clone(), open.to)),
                    next: [turn, opens(item, day)].into_iter().flatten().min(),
                })
            })
            .collect()
    }
}

/// The first day of the next opening.
fn opens(item: &ItemDocument, day: Day) -> Option<Day> {
    item.next_opening(day).map(|opening| opening.from)
}

/// Whether anything of an amount is for somebody to decide.
fn discretionary(amount: &Amount) -> bool {
    matches!(amount, Amount::Discretionary(..)) || amount.inner().into_iter().any(discretionary)
}
