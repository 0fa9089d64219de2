//! Many enterprises side by side: for every group of questions one column.
//!
//! A number or a day is kept as how many of the group's lines it reaches, surely and possibly; anything else as the number of its
//! distinct value, with what that value answers; titles as one bit each. A question is then answered for many enterprises by comparing
//! small numbers, without looking at a single value again.

use std::collections::BTreeMap;

use facts::Day;

use super::groups::{Group, Rule};
use super::named::Named;
use super::scan::{Codes, LANES};
use super::{Index, short};
use crate::catalogue::Catalogue;
use crate::derive::Reader;
use crate::profile::{Known, Profile};

/// Enterprises are filled up to a multiple of this with such of which nothing is known.
pub(super) const WHOLE: usize = 2_048;

/// The columns of all groups.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    pub(super) groups: Vec<Column>,
    pub(crate) count: usize,
}

/// One group of questions.
#[derive(Debug, Clone)]
pub(super) enum Column {
    /// How many lines are reached: surely, possibly.
    Ranks([Codes; 2]),
    /// The same where each is exactly known or not at all, and which are not.
    Reached(Codes, Vec<u64>),
    /// The number of a distinct value.
    Classes(Codes, Answers),
    /// Few distinct values, one row of bits for each.
    Few(Vec<Vec<u64>>, Answers),
    /// Which titles are held, in the order of the group's names, and of whom they are known.
    Titles(Vec<Vec<u64>>, Vec<u64>),
}

/// What each distinct value answers to the questions of its group.
#[derive(Debug, Clone)]
pub(super) struct Answers {
    words: usize,
    states: Vec<[u64; 2]>,
    /// Values that leave every question open.
    nothing: Vec<bool>,
    /// Values that leave no question open, or all.
    all: Vec<bool>,
}

/// Distinct values that get a row of bits each.
const FEW: usize = 16;

/// A column while enterprises come in.
enum Filling<'g> {
    Ranks(&'g Group, [Vec<u32>; 2]),
    Values(&'g Group, BTreeMap<Option<Known>, u32>, Vec<u32>),
    /// Values of several facts, by what they answer.
    Answered(&'g Group, BTreeMap<Vec<[u64; 2]>, u32>, Vec<u32>),
    Titles(&'g Named<String>, [Vec<Vec<u64>>; 2]),
}

impl Answers {
    fn new(words: usize, states: Vec<[u64; 2]>) -> Self {
        let values = || states.chunks(words.max(1));
        let nothing = |value: &[[u64; 2]]| value.iter().all(|word| *word == [u64::MAX, 0]);
        let exact = |value: &[[u64; 2]]| value.iter().all(|[may, sure]| may == sure);
        Self {
            words,
            nothing: values().map(nothing).collect(),
            all: values().map(|one| nothing(one) || exact(one)).collect(),
            states,
        }
    }

    /// What a value answers to 64 questions: which may hold (0), or hold for sure (1); none where it leaves every question open.
    pub(super) fn word(&self, value: usize, word: usize, which: usize) -> u64 {
        if self.says_nothing(value) {
            return 0;
        }
        let own = self.states.get(value * self.words + word);
        own.and_then(|word| word.get(which))
            .copied()
            .unwrap_or_default()
    }

    /// Whether a value leaves every question open.
    pub(super) fn says_nothing(&self, value: usize) -> bool {
        self.nothing.get(value).copied().unwrap_or_default()
    }

    /// Whether a value leaves no question open, or all of them.
    pub(super) fn says_all(&self, value: usize) -> bool {
        self.all.get(value).copied().unwrap_or_default()
    }

    /// For each value, whether a question may hold (0) or holds for sure (1).
    pub(super) fn table(&self, bit: u32, which: usize) -> Vec<bool> {
        let values = self.states.chunks(self.words.max(1));
        let holds = values.map(|states| {
            let word = states.get(super::place(bit >> 6));
            let half = word.and_then(|word| word.get(which));
            half.is_some_and(|half| half >> (bit & 63) & 1 == 1)
        });
        holds.collect()
    }
}

impl Columns {
    /// The columns of `profiles`, read through `catalogue` on `today`.
    pub(crate) fn of<P: std::borrow::Borrow<Profile>>(
        catalogue: &Catalogue,
        profiles: impl IntoIterator<Item = P>,
        today: Day,
    ) -> Self {
        let index: &Index = &catalogue.index;
        let cutoffs: Vec<Vec<Day>> = index.groups.iter().map(|one| one.cutoffs(today)).collect();
        let mut filling: Vec<Filling<'_>> = index.groups.iter().map(Filling::new).collect();
        let nobody = Profile::new();
        let mut count = 0;
        let mut push = |profile: &Profile, place: usize| {
            let reader = catalogue.reader(profile, today);
            let read = index.read(&reader);
            let groups = index.groups.iter().zip(&cutoffs).zip(&mut filling);
            for ((group, cutoffs), column) in groups {
                let known = [group.fact, group.other].map(|fact| read.get(fact)?.as_deref());
                column.push((known, cutoffs), &reader, place);
            }
        };
        for profile in profiles {
            push(profile.borrow(), count);
            count += 1;
        }
        for place in count..count.next_multiple_of(WHOLE) {
            push(&nobody, place);
        }
        let reader = catalogue.reader(&nobody, today);
        let groups = filling.into_iter().zip(&cutoffs);
        let groups = groups.map(|(column, cutoffs)| column.finished(&reader, cutoffs));
        Self {
            groups: groups.collect(),
            count,
        }
    }

    /// Words of one row of bits.
    pub(super) const fn words(&self) -> usize {
        self.count.next_multiple_of(WHOLE) / LANES
    }

    /// Bytes it holds, for the measurements.
    pub(crate) fn bytes(&self) -> usize {
        let rows = |rows: &Vec<Vec<u64>>| rows.iter().map(|row| row.len() * 8).sum::<usize>();
        let columns = self.groups.iter().map(|column| match column {
            Column::Ranks([sure, may]) => sure.bytes() + may.bytes(),
            Column::Reached(codes, unknown) => codes.bytes() + unknown.len() * 8,
            Column::Classes(codes, answers) => codes.bytes() + answers.states.len() * 16,
            Column::Few(bits, answers) => rows(bits) + answers.states.len() * 16,
            Column::Titles(bits, known) => rows(bits) + known.len() * 8,
        });
        columns.sum()
    }
}

impl<'g> Filling<'g> {
    fn new(group: &'g Group) -> Self {
        match &group.rule {
            Rule::Numbers(_) | Rule::Days(_) | Rule::Months(_) | Rule::Years(_) => {
                Self::Ranks(group, [Vec::new(), Vec::new()])
            }
            Rule::Yes | Rule::Choices(_) | Rule::Industries(_) | Rule::Places(..) => {
                Self::Values(group, BTreeMap::new(), Vec::new())
            }
            Rule::Titles(named) => {
                let held = vec![Vec::new(); named.keys.len()];
                Self::Titles(named, [held, vec![Vec::new()]])
            }
            Rule::Shares(..) | Rule::Others(_) => {
                Self::Answered(group, BTreeMap::new(), Vec::new())
            }
        }
    }

    fn push(
        &mut self,
        ([known, other], cutoffs): ([Option<&Known>; 2], &[Day]),
        reader: &Reader<'_>,
        place: usize,
    ) {
        match self {
            Self::Ranks(group, [sure, may]) => {
                let lines = short(group.words * LANES);
                let ranks = group.ranks(known, cutoffs).map(|ranks| ranks.map(short));
                let [surely, maybe] = ranks.unwrap_or([0, lines]);
                sure.push(surely);
                may.push(maybe);
            }
            Self::Values(_, values, codes) => {
                let next = short(values.len());
                codes.push(*values.entry(known.cloned()).or_insert(next));
            }
            Self::Answered(group, values, codes) => {
                let mut words = vec![[u64::MAX, 0]; group.words];
                group.answer(
                    reader,
                    ([known, other], cutoffs),
                    &mut words,
                    &mut Vec::new(),
                );
                let next = short(values.len());
                codes.push(*values.entry(words).or_insert(next));
            }
            Self::Titles(named, [held, of]) => {
                let titles = match known {
                    Some(Known::Titles(titles)) => Some(titles),
                    _ => None,
                };
                if place.is_multiple_of(LANES) {
                    held.iter_mut()
                        .chain(&mut *of)
                        .for_each(|bits| bits.push(0));
                }
                let bit = 1 << (place % LANES);
                let note = |bits: Option<&mut Vec<u64>>| {
                    if let Some(word) = bits.and_then(|bits| bits.last_mut()) {
                        *word |= bit;
                    }
                };
                note(of.first_mut().filter(|_| titles.is_some()));
                for title in titles.into_iter().flatten().map(|(title, _)| title) {
                    note(named.find(title).and_then(|at| held.get_mut(at)));
                }
            }
        }
    }

    fn finished(self, reader: &Reader<'_>, cutoffs: &[Day]) -> Column {
        match self {
            Self::Ranks(group, ranks) => reached(ranks, short(group.words * LANES)),
            Self::Values(group, values, codes) => {
                // in the order of the values, so that what begins alike lies together
                let mut order = vec![0; values.len()];
                let mut states = Vec::with_capacity(values.len() * group.words);
                for (to, (known, from)) in (0..).zip(&values) {
                    if let Some(slot) = order.get_mut(super::place(*from)) {
                        *slot = to;
                    }
                    let mut words = vec![[u64::MAX, 0]; group.words];
                    group.answer(
                        reader,
                        ([known.as_ref(); 2], cutoffs),
                        &mut words,
                        &mut Vec::new(),
                    );
                    states.extend(words);
                }
                let code = |code: &u32| order.get(super::place(*code)).copied();
                let codes = codes.iter().filter_map(code).collect();
                classes(codes, Answers::new(group.words, states))
            }
            Self::Answered(group, values, codes) => {
                let mut states = vec![[0, 0]; values.len() * group.words];
                for (words, at) in values {
                    let from = super::place(at) * group.words;
                    let own = states.get_mut(from..from + group.words);
                    own.into_iter().for_each(|own| own.copy_from_slice(&words));
                }
                classes(codes, Answers::new(group.words, states))
            }
            Self::Titles(.., [held, known]) => Column::Titles(held, known.concat()),
        }
    }
}

/// The column of how many of so many lines are reached.
fn reached([sure, may]: [Vec<u32>; 2], lines: u32) -> Column {
    let unknown = |(sure, may): (&u32, &u32)| *sure == 0 && *may == lines;
    let both = || sure.iter().zip(&may);
    if both().any(|(sure, may)| sure != may && !unknown((sure, may))) {
        return Column::Ranks([sure, may].map(|ranks| Codes::of(&ranks, lines)));
    }
    let mut bits = vec![0; sure.len().div_ceil(LANES)];
    for (at, _) in both().enumerate().filter(|(_, both)| unknown(*both)) {
        if let Some(word) = bits.get_mut(at / LANES) {
            *word |= 1 << (at % LANES);
        }
    }
    Column::Reached(Codes::of(&sure, lines), bits)
}

/// The column of values by their numbers.
fn classes(codes: Vec<u32>, answers: Answers) -> Column {
    let values = answers.states.len() / answers.words.max(1);
    if values > FEW {
        let most = short(values);
        return Column::Classes(Codes::of(&codes, most), answers);
    }
    let mut bits = vec![vec![0; codes.len().div_ceil(LANES)]; values];
    for (place, code) in codes.into_iter().enumerate() {
        let row = bits.get_mut(super::place(code));
        if let Some(word) = row.and_then(|row| row.get_mut(place / LANES)) {
            *word |= 1 << (place % LANES);
        }
    }
    Column::Few(bits, answers)
}
