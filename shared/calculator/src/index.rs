//! 索引: the verdict of every item at once.
//!
//! Many items ask the same things, so each distinct question is answered once and kept as two bits: *may hold* and *holds for sure*.
//! Questions about one fact lie side by side: thresholds in rising order are answered by one search, codes and titles by lists of the
//! questions that name them. What a group's answers rule out is taken from rows of bits, one bit for each item; only what an item asks
//! beyond single questions is looked at item by item, and only where it is still left.
//!
//! The answers are those of [`Test::truth`](crate::Test::truth), which stays the reference: `tests/laws` holds the two together.

mod block;
mod build;
mod columns;
mod groups;
mod layer;
mod many;
mod named;
mod packed;
mod plan;
mod program;
mod question;
mod scan;
mod states;

use std::borrow::Cow;
use std::cmp::Ordering;

use facts::Day;

use crate::assess::Verdict;
use crate::derive::Reader;
use crate::fact::FactId;
use crate::profile::Known;
pub(crate) use columns::Columns;
use groups::Group;
use layer::{Layer, Sieve, each_bit};
use program::{Op, evaluate};
pub(crate) use states::States;

/// Literals a row holds itself; further ones are in its program.
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
    programs: Vec<Op>,
    rest: Rest,
}

/// Items whose literals are not all.
#[derive(Debug, Clone, Default)]
struct Rest {
    /// Which they are.
    items: Vec<u64>,
    /// How many of them come before each word.
    before: Vec<u32>,
    /// Where the program of each lies.
    programs: Vec<(u32, u32)>,
}

/// One item.
#[derive(Debug, Clone, Copy)]
struct Row {
    /// Literals that must all hold; the rest is the literal that always does.
    units: [u32; UNITS],
    item: u32,
    /// Where its program lies; of no length if the literals are all.
    program: (u32, u32),
}

/// What was computed for one day, kept from query to query, so that a warm query reserves next to no memory.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    day: Option<Day>,
    cutoffs: Vec<Vec<Day>>,
    states: States,
    sieve: Sieve,
    keys: Vec<u32>,
}

fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

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
        scratch.sieve.reset(verdicts.len());
        self.answer(reader, scratch);
        verdicts.fill(Verdict::Ineligible);
        for (word, left) in scratch.sieve.left() {
            let [may, sure] = self.programmed(word, left, &scratch.states);
            let own = verdicts.get_mut(word * 64..).unwrap_or_default();
            let mut note = |bits, verdict| {
                each_bit(bits, |at| {
                    if let Some(own) = own.get_mut(at) {
                        *own = verdict;
                    }
                });
            };
            note(sure, Verdict::Eligible);
            note(may & !sure, Verdict::Undetermined);
        }
    }

    /// Of the items of a word that are left, those whose programs leave them too.
    fn programmed(&self, word: usize, [may, sure]: [u64; 2], states: &States) -> [u64; 2] {
        let own = self.rest.items.get(word).copied().unwrap_or_default();
        let before = self.rest.before.get(word).copied().unwrap_or_default();
        let mut left = [may, sure];
        each_bit(own & may, |at| {
            let bit = 1_u64 << at;
            let number = before.saturating_add((own & (bit - 1)).count_ones());
            let program = self.rest.programs.get(place(number));
            let program = program.map_or(&[][..], |range| self.ops(*range));
            let [possible, known] = evaluate(program, |literal| states.literal(literal));
            if possible & 1 == 0 {
                left[0] &= !bit;
            }
            if known & 1 == 0 {
                left[1] &= !bit;
            }
        });
        left
    }

    /// Answers every distinct question, and takes out of the sieve what the answers rule out.
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
        let read = self.read(reader);
        let groups = self.groups.iter().zip(&self.layers);
        let keys = &mut scratch.keys;
        for ((group, layer), cutoffs) in groups.zip(&scratch.cutoffs) {
            let known = [group.fact, group.other].map(|fact| read.get(fact)?.as_deref());
            let words = scratch.states.group(group.word, group.words);
            let answered = group.answer(reader, (known, cutoffs), words, keys);
            layer.sift((answered, keys), words, &mut scratch.sieve);
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
        let rest = self.rest.items.len() * 12 + self.rest.programs.len() * 8;
        let groups: usize = self.groups.iter().map(Group::bytes).sum();
        let layers: usize = self.layers.iter().map(Layer::bytes).sum();
        rows + programs + rest + groups + layers
    }
}
