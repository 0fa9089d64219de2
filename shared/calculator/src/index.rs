//! 索引: the verdict of every item at once.
//!
//! Many items ask the same things, so each distinct question is answered once and kept as two bits: *may hold* and *holds for sure*.
//! Questions about one fact lie side by side: thresholds in rising order are answered by one search, codes and titles by lists of the
//! questions that name them. What a group's answers rule out is taken from rows of bits, one bit for each item; only what an item asks
//! beyond single questions is looked at item by item, and only where it is still left.
//!
//! The answers are those of [`Test::truth`](crate::Test::truth), which stays the reference: `tests/laws` holds the two together.

mod answers;
mod asked;
mod block;
mod build;
mod clauses;
mod columns;
mod groups;
mod layer;
mod lines;
mod lists;
mod many;
mod named;
mod node;
mod packed;
mod plan;
mod program;
mod question;
mod scan;
mod states;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

use facts::Day;

use crate::assess::Verdict;
use crate::derive::Reader;
use crate::fact::FactId;
use crate::profile::Known;
use clauses::{Asking, Beyond, Clause};
pub(crate) use columns::Columns;
use groups::{Answered, Group};
use layer::{Layer, Sieve, each_bit};
use program::Op;
use states::States;

/// Literals a row holds itself; further ones are clauses.
const UNITS: usize = 8;

/// Everything that is asked, and the rows that ask it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    /// Facts the groups read, sorted, and whether they may follow from others.
    facts: Vec<(FactId, bool)>,
    groups: Vec<Group>,
    /// The items that ask something of each group.
    layers: Vec<Layer>,
    /// Words of one polarity.
    words: usize,
    /// By their rarest literal.
    rows: Vec<Row>,
    /// The items in the order of layers: those of one place lie together.
    items: Vec<u32>,
    clauses: Vec<Clause>,
    programs: Vec<Op>,
    /// Those whose literals in layers are not all.
    asking: Vec<u64>,
    /// What each of them asks beyond layers.
    beyond: Vec<Beyond>,
}

/// One item.
#[derive(Debug, Clone, Copy)]
struct Row {
    /// Literals that must all hold; the rest is the literal that always does.
    units: [u32; UNITS],
    item: u32,
    beyond: Beyond,
}

/// What was computed for one day, kept from query to query, so that a warm query reserves next to no memory.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    day: Option<Day>,
    cutoffs: Vec<Vec<Day>>,
    states: States,
    /// What answering each group came to, and where its keys lie.
    answered: Vec<(Answered, Range<usize>)>,
    keys: Vec<u32>,
    sieve: Sieve,
    asking: Asking,
}

#[inline]
fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[inline]
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Index {
    /// The verdict of every item, in catalogue order, into `verdicts`.
    pub(crate) fn verdicts(
        &self,
        reader: &Reader<'_>,
        scratch: &mut Scratch,
        verdicts: &mut [Verdict],
    ) {
        self.answer(reader, scratch);
        self.sift(scratch, verdicts.len());
        let (sieve, asking) = (&mut scratch.sieve, &mut scratch.asking);
        asking.items.clear();
        for (word, [may, _]) in sieve.left() {
            let more = self.asking.get(word).copied().unwrap_or_default();
            each_bit(may & more, |at| asking.items.push(short(word * 64 + at)));
        }
        self.ask_more(asking, &scratch.states, sieve);
        verdicts.fill(Verdict::Ineligible);
        for (word, [may, sure]) in sieve.left() {
            let own = self.items.get(word * 64..).unwrap_or_default();
            each_bit(may, |at| {
                let item = own.get(at).map_or(usize::MAX, |item| place(*item));
                if let Some(verdict) = verdicts.get_mut(item) {
                    *verdict = Verdict::of(true, sure >> at & 1 == 1);
                }
            });
        }
    }

    /// Takes out what the answers rule out, layer by layer.
    fn sift(&self, scratch: &mut Scratch, items: usize) {
        let (states, sieve) = (&scratch.states, &mut scratch.sieve);
        sieve.reset(items);
        let sift = |of_places: bool, sieve: &mut Sieve| {
            let groups = self.groups.iter().zip(&self.layers);
            let groups = groups.zip(&scratch.answered);
            for ((group, layer), (answered, keys)) in
                groups.filter(|((group, _), _)| group.of_places() == of_places)
            {
                let keys = scratch.keys.get(keys.clone()).unwrap_or_default();
                let words = states.answers(group.word, group.words);
                layer.sift((*answered, keys), words, sieve);
            }
        };
        // items lie by place, so that of most places whole words are gone and need not be worked on any more
        sift(true, sieve);
        sieve.narrow();
        sift(false, sieve);
        sieve.settle();
    }

    /// Answers every distinct question.
    fn answer(&self, reader: &Reader<'_>, scratch: &mut Scratch) {
        if scratch.day != Some(reader.today()) || scratch.cutoffs.len() != self.groups.len() {
            scratch.day = Some(reader.today());
            let cutoffs = self
                .groups
                .iter()
                .map(|group| group.cutoffs(reader.today()));
            scratch.cutoffs = cutoffs.collect();
        }
        scratch.states.clear(self.words);
        scratch.answered.clear();
        let keys = &mut scratch.keys;
        keys.clear();
        let read = self.read(reader);
        for (group, cutoffs) in self.groups.iter().zip(&scratch.cutoffs) {
            let known = [group.fact, group.other].map(|fact| read.get(fact)?.as_deref());
            let words = scratch.states.group(group.word, group.words);
            let from = keys.len();
            let answered = group.answer(reader, (known, cutoffs), words, keys);
            scratch.answered.push((answered, from..keys.len()));
        }
        scratch.states.mirror();
    }

    /// What is known of each fact: both lists are sorted, so one walk finds what was given.
    fn read<'p>(&self, reader: &Reader<'p>) -> Vec<Option<Cow<'p, Known>>> {
        let mut given = reader.profile().iter().peekable();
        let known = self.facts.iter().map(|(fact, follows)| {
            while let Some((id, known)) = given.peek() {
                match id.cmp(&fact) {
                    Ordering::Greater => break,
                    Ordering::Less => given.next(),
                    Ordering::Equal => return Some(Cow::Borrowed(*known)),
                };
            }
            let follows = follows.then(|| reader.known(fact));
            follows.flatten().map(Cow::Owned)
        });
        known.collect()
    }

    /// Bytes it holds, for the measurements.
    pub(crate) fn bytes(&self) -> usize {
        let rows = self.rows.len() * size_of::<Row>();
        let programs = self.programs.len() * size_of::<Op>();
        let clauses = self.clauses.len() * size_of::<Clause>();
        let rest =
            self.items.len() * 4 + self.asking.len() * 8 + self.beyond.len() * size_of::<Beyond>();
        let groups: usize = self.groups.iter().map(Group::bytes).sum();
        let layers: usize = self.layers.iter().map(Layer::bytes).sum();
        rows + clauses + programs + rest + groups + layers
    }
}
