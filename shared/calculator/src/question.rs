//! 追问: the question that brings the list nearest to settled, what each answer would mean, and what no longer matters (M7).
//!
//! A question is worth asking for the items it settles. Every answer that can be told apart by the rules is tried, as likely as the next
//! one; the question after which the fewest items are left open, on average, comes first, and of equals the one that leaves the fewest
//! facts to ask. A fact that can change nothing any more is not among the missing ones and is never asked.
//!
//! Measured over the sample enterprises (`contract/tests/questions.out`): no order of questions can need fewer than about 96 in 100 of
//! these, so what is left to choose is how soon items are settled. Fewest facts left first settled them later; weighing the answer
//! “none” as much as all others together changed nothing.

use std::collections::{BTreeMap, BTreeSet};

use facts::{Day, ItemId, Money, Text};

use crate::assess::{Assessment, ItemVerdict, Verdict};
use crate::catalogue::Catalogue;
use crate::condition::Test;
use crate::fact::{Declaration, FactId};
use crate::index::Scratch;
use crate::pay::Amounted;
use crate::profile::{Known, Profile};
use crate::say;

mod cells;
mod inputs;

pub(crate) use inputs::Asked;

use cells::{Cell, cells};

/// Most facts whose answers are tried; those that the most items wait for.
const CANDIDATES_MAX: usize = 48;
/// Most answers that are explained one by one.
const ANSWERS_MAX: usize = 6;

/// A question that is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The fact.
    pub fact: FactId,
    /// Items it can change, in catalogue order.
    pub items: Vec<ItemId>,
    /// The most that hangs on it, in yuan; none where that is unbounded.
    pub most: Option<Money>,
    /// What each answer would mean, where the answers are few.
    pub answers: Vec<Meaning>,
}

/// What one answer would mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// The answer.
    pub known: Known,
    /// In words.
    pub words: Text,
    /// Items that would fit.
    pub eligible: Vec<ItemId>,
    /// Items that would not.
    pub ineligible: Vec<ItemId>,
}

/// An item that is not settled.
struct Open<'a> {
    place: usize,
    answer: &'a ItemVerdict,
    /// What is left to ask while it is undetermined, and once it fits.
    left: [Bits; 2],
}

/// Facts, as bits.
type Bits = Vec<u64>;

/// What an answer leaves: fewer open items are better, then fewer facts to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Left {
    items: u64,
    facts: u64,
}

/// Whether any of `facts` but `own` is among them.
fn waits_for_others(facts: &[u64], own: Option<usize>) -> bool {
    facts.iter().enumerate().any(|(place, word)| {
        let own = own.filter(|own| own / 64 == place);
        let own = own.map_or(0, |own| 1 << (own % 64));
        word & !own != 0
    })
}

/// Everything the trials share.
struct Trials<'a> {
    catalogue: &'a Catalogue,
    profile: &'a Profile,
    today: Day,
    open: Vec<Open<'a>>,
    places: BTreeMap<&'a FactId, usize>,
    scratch: Scratch,
    verdicts: Vec<Verdict>,
}

impl Catalogue {
    /// What a test says of `profile` on `today`; for segments, which no item asks about.
    #[must_use]
    pub fn truth(&self, test: &Test, profile: &Profile, today: Day) -> crate::truth::Truth {
        test.truth(&self.reader(profile, today))
    }

    /// What is known of each fact of `profile`, in words: its label and its value, in the order people are asked.
    #[must_use]
    pub fn in_words(&self, profile: &Profile) -> Vec<(Text, Text)> {
        let mut known: Vec<_> = profile.iter().collect();
        known.sort_by_key(|(fact, _)| self.facts.place(fact));
        let declared = known.into_iter();
        let told = declared.filter_map(|(fact, known)| {
            let declared = self.facts.get(fact)?;
            Some((declared.label.clone(), say::known(declared, Some(known))))
        });
        told.collect()
    }

    /// The questions left after `assessment` of `profile` on `today`, the one that settles most first, at most `most` of them; those
    /// of `declined` are not asked again.
    #[must_use]
    pub fn questions(
        &self,
        (profile, today): (&Profile, Day),
        assessment: &Assessment,
        declined: &BTreeSet<FactId>,
        most: usize,
    ) -> Vec<Question> {
        let mut trials = Trials::new(self, (profile, today), assessment);
        let mut waiting: Vec<(usize, &FactId)> = trials
            .places
            .keys()
            .filter(|fact| !declined.contains(fact))
            .map(|fact| (trials.hanging(fact).len(), *fact))
            .collect();
        waiting.sort_by_key(|(count, fact)| (std::cmp::Reverse(*count), self.facts.place(fact)));
        waiting.truncate(CANDIDATES_MAX);
        let mut scored: Vec<(Left, &FactId, Vec<Cell>)> = waiting
            .into_iter()
            .map(|(_, fact)| {
                let cells = trials.cells(fact);
                (trials.left_after(fact, &cells), fact, cells)
            })
            .collect();
        // the sort is stable: of equals the one more items wait for comes first
        scored.sort_by_key(|(left, ..)| *left);
        scored.truncate(most);
        scored
            .into_iter()
            .map(|(_, fact, cells)| trials.question(fact, cells))
            .collect()
    }
}

impl<'a> Trials<'a> {
    fn new(
        catalogue: &'a Catalogue,
        (profile, today): (&'a Profile, Day),
        assessment: &'a Assessment,
    ) -> Self {
        let reader = catalogue.reader(profile, today);
        let unsettled = assessment.items.iter();
        let unsettled = unsettled.filter(|answer| !answer.missing.is_empty());
        let gathered = unsettled.filter_map(|answer| {
            let item = catalogue.items.get(answer.place)?;
            let amount = catalogue.missing_of_amount(item, &reader);
            let amount: Vec<&FactId> = catalogue.named(&amount).collect();
            (item.id == answer.item).then_some((answer.place, answer, amount))
        });
        let mut gathered: Vec<_> = gathered.collect();
        gathered.sort_by_key(|(place, ..)| *place);
        let mut places: BTreeMap<&FactId, usize> = BTreeMap::new();
        for (_, answer, amount) in &gathered {
            for fact in answer.missing.iter().chain(amount.iter().copied()) {
                let next = places.len();
                places.entry(fact).or_insert(next);
            }
        }
        let open = gathered.iter().map(|(place, answer, amount)| Open {
            place: *place,
            answer,
            left: [
                bits(answer.missing.iter(), &places),
                bits(amount.iter().copied(), &places),
            ],
        });
        let open = open.collect();
        // facts that matter only once an item fits are not asked before it does
        places.retain(|fact, _| {
            gathered
                .iter()
                .any(|(_, one, _)| one.missing.contains(fact))
        });
        Self {
            catalogue,
            profile,
            today,
            open,
            places,
            scratch: Scratch::default(),
            verdicts: Vec::new(),
        }
    }

    /// The items that wait for a fact.
    fn hanging(&self, fact: &FactId) -> Vec<&'a ItemVerdict> {
        let waits = |open: &&Open<'a>| open.answer.missing.contains(fact);
        let waiting = self.open.iter().filter(waits);
        waiting.map(|open| open.answer).collect()
    }

    /// The answers the rules can tell apart.
    fn cells(&self, fact: &FactId) -> Vec<Cell> {
        let Some(declared) = self.catalogue.facts.get(fact) else {
            return Vec::new();
        };
        let items = self.open.iter();
        let items = items.filter_map(|open| self.catalogue.items.get(open.place));
        let tests = items.flat_map(|item| item.conditions.iter());
        let leaves: Vec<&Test> = tests.flat_map(|one| one.test.leaves()).collect();
        let reader = self.catalogue.reader(self.profile, self.today);
        cells(declared, &leaves, &reader)
    }

    /// What is left after an answer, on average.
    fn left_after(&mut self, fact: &FactId, cells: &[Cell]) -> Left {
        let count = |many: usize| u64::try_from(many).unwrap_or(u64::MAX);
        let own = self.places.get(fact).copied();
        let mut trial = self.profile.clone();
        let (mut items, mut facts) = (0_u64, 0_u64);
        for cell in cells {
            trial = trial.with(fact.clone(), cell.point.clone());
            self.judge(&trial);
            let left = self.left(own);
            items = items.saturating_add(left.items);
            facts = facts.saturating_add(left.facts);
        }
        let average = |sum: u64, all: usize| {
            let thousandths = sum.saturating_mul(1_000);
            let averaged = thousandths.checked_div(count(cells.len()));
            averaged.unwrap_or_else(|| count(all).saturating_mul(1_000))
        };
        Left {
            items: average(items, self.open.len()),
            facts: average(facts, self.places.len()),
        }
    }

    fn judge(&mut self, trial: &Profile) {
        let verdicts = &mut self.verdicts;
        self.catalogue
            .verdicts(trial, self.today, &mut self.scratch, verdicts);
    }

    fn verdict(&self, open: &Open<'_>) -> Verdict {
        let verdict = self.verdicts.get(open.place).copied();
        verdict.unwrap_or(Verdict::Undetermined)
    }

    /// How many items are open after the last trial, and how many facts they wait for besides the one that was tried.
    fn left(&self, own: Option<usize>) -> Left {
        let mut all: Bits = Vec::new();
        let mut items = 0;
        for open in &self.open {
            let [undetermined, eligible] = &open.left;
            let left = match self.verdict(open) {
                Verdict::Undetermined => undetermined,
                Verdict::Eligible => eligible,
                Verdict::Ineligible => continue,
            };
            items += u64::from(waits_for_others(left, own));
            if all.len() < left.len() {
                all.resize(left.len(), 0);
            }
            for (word, more) in all.iter_mut().zip(left) {
                *word |= more;
            }
        }
        if let Some(own) = own
            && let Some(word) = all.get_mut(own / 64)
        {
            *word &= !(1 << (own % 64));
        }
        Left {
            items,
            facts: all.iter().map(|word| u64::from(word.count_ones())).sum(),
        }
    }

    fn question(&mut self, fact: &FactId, cells: Vec<Cell>) -> Question {
        let hanging = self.hanging(fact);
        let most = hanging
            .iter()
            .try_fold(Money::ZERO, |sum, answer| Some(sum.plus(at_stake(answer)?)));
        let few = (2..=ANSWERS_MAX).contains(&cells.len());
        let declared = self.catalogue.facts.get(fact);
        let answers = match declared.filter(|_| few) {
            Some(declared) => {
                let told = cells.into_iter();
                told.map(|cell| self.meaning(declared, cell.set)).collect()
            }
            None => Vec::new(),
        };
        Question {
            fact: fact.clone(),
            items: hanging.iter().map(|answer| answer.item.clone()).collect(),
            most,
            answers,
        }
    }

    fn meaning(&mut self, declared: &Declaration, known: Known) -> Meaning {
        let trial = self.profile.clone();
        let trial = trial.with(declared.id.clone(), known.clone());
        self.judge(&trial);
        let turned = |verdict: Verdict| {
            let changed = self
                .open
                .iter()
                .filter(|open| open.answer.verdict != verdict && self.verdict(open) == verdict);
            changed.map(|open| open.answer.item.clone()).collect()
        };
        Meaning {
            words: say::known(declared, Some(&known)),
            eligible: turned(Verdict::Eligible),
            ineligible: turned(Verdict::Ineligible),
            known,
        }
    }
}

/// What an item may still bring: all of it while it is undetermined, what is open of it once it fits.
fn at_stake(answer: &ItemVerdict) -> Option<Money> {
    let Amounted::Money { low, high } = &answer.amount else {
        return Some(Money::ZERO);
    };
    let settled = match answer.verdict {
        Verdict::Eligible => *low,
        Verdict::Undetermined | Verdict::Ineligible => Money::ZERO,
    };
    Some((*high)?.minus(settled))
}

fn bits<'f>(facts: impl Iterator<Item = &'f FactId>, places: &BTreeMap<&FactId, usize>) -> Bits {
    let mut bits = vec![0; places.len().div_ceil(64)];
    for place in facts.filter_map(|fact| places.get(fact)) {
        if let Some(word) = bits.get_mut(place / 64) {
            *word |= 1 << (place % 64);
        }
    }
    bits
}
