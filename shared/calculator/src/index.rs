//! 索引: the verdict of every item at once.
//!
//! Many items ask the same things, so each distinct question is answered once and kept as two bits: *may hold* and *holds for sure*.
//! Questions about one fact lie side by side: thresholds in rising order are answered by one search, codes and titles by lists of the
//! questions that name them. An item is then a row of bit positions. Rows are sorted by their rarest question, and only rows whose
//! rarest question may hold are looked at.
//!
//! The answers are those of [`Test::truth`](crate::Test::truth), which stays the reference: `tests/laws` holds the two together.

mod block;
mod build;
mod columns;
mod groups;
mod many;
mod named;
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
    /// Words of one polarity.
    words: usize,
    /// The literals that lead rows, one word beside each word of the states.
    leads: Vec<u64>,
    /// How many literals lead rows before each word.
    before: Vec<u32>,
    /// Where the rows of each leading literal begin, and where the last ones end.
    starts: Vec<u32>,
    rows: Vec<Row>,
    /// The two rarest literals of each row after the one that leads it.
    next: Vec<[u32; 2]>,
    programs: Vec<Op>,
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
    rows: Vec<u32>,
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
        self.answer(reader, scratch);
        verdicts.fill(Verdict::Ineligible);
        let kept = self.reach(scratch);
        let states = &scratch.states;
        for at in scratch.rows.iter().take(kept) {
            let Some(row) = self.rows.get(place(*at)) else {
                continue;
            };
            let [mut may, mut sure] = [1, 1];
            for unit in row.units {
                let [possible, known] = states.literal(unit);
                may &= possible;
                sure &= known;
            }
            if may & 1 == 1 && row.program.1 > 0 {
                let program = self.program(row);
                let [possible, known] = evaluate(program, |literal| states.literal(literal));
                may &= possible;
                sure &= known;
            }
            if may & 1 == 1
                && let Some(verdict) = verdicts.get_mut(place(row.item))
            {
                *verdict = if sure & 1 == 1 {
                    Verdict::Eligible
                } else {
                    Verdict::Undetermined
                };
            }
        }
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
        let read = self.read(reader);
        for (group, cutoffs) in self.groups.iter().zip(&scratch.cutoffs) {
            let known = [group.fact, group.other].map(|fact| read.get(fact)?.as_deref());
            let words = scratch.states.group(group.word, group.words);
            group.answer(reader, (known, cutoffs), words);
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

    /// Lists the rows whose first three literals may hold, and those that have none; says how many there are.
    fn reach(&self, scratch: &mut Scratch) -> usize {
        scratch.rows.resize(self.rows.len(), 0);
        let (states, rows) = (&scratch.states, scratch.rows.as_mut_slice());
        let mut kept = 0;
        let leads = self.leads.iter().zip(&self.before).enumerate();
        for (word, (lead, before)) in leads.filter(|(_, (lead, _))| **lead != 0) {
            let mut open = states.possible(word) & lead;
            while open != 0 {
                let lowest = open & open.wrapping_neg();
                open ^= lowest;
                let ahead = (lead & (lowest - 1)).count_ones();
                let lead = place(before.saturating_add(ahead));
                if let Some([from, to]) = self.starts.get(lead..lead + 2) {
                    kept = self.keep((*from, *to), states, rows, kept);
                }
            }
        }
        let rest = self.starts.last().copied().unwrap_or_default();
        self.keep((rest, short(self.rows.len())), states, rows, kept)
    }

    /// Adds the rows whose next two literals may hold, without a branch for each; says how many there are then.
    #[inline]
    fn keep(
        &self,
        (from, to): (u32, u32),
        states: &States,
        rows: &mut [u32],
        kept: usize,
    ) -> usize {
        let next = self.next.get(place(from)..place(to)).unwrap_or_default();
        let mut kept = kept;
        for (row, [one, two]) in (from..to).zip(next) {
            if let Some(slot) = rows.get_mut(kept) {
                *slot = row;
            }
            let may = states.literal(*one)[0] & states.literal(*two)[0];
            kept += usize::from(may & 1 == 1);
        }
        kept
    }

    /// Bytes it holds, for the measurements.
    pub(crate) fn bytes(&self) -> usize {
        let rows = self.rows.len() * (size_of::<Row>() + 8);
        let programs = self.programs.len() * size_of::<Op>();
        let leads = self.leads.len() * 12 + self.starts.len() * 4;
        let groups: usize = self.groups.iter().map(Group::bytes).sum();
        rows + programs + leads + groups
    }
}
