//! What one group of questions rules out: rows of bits, one bit for each item.
//!
//! Lines that rise share rows: one row says which items ask for more than the first so many lines, so that a number rules out all of them
//! at once, however many lines there are. Names have the items that ask for them; whoever asks for a name and gets none is ruled out.

use std::ops::Range;

use super::groups::{Answered, Group};
use super::lists::{Lists, mark, over, without};
use super::place;

/// Bytes that rows of a group may take for each item that asks something there.
const BYTES_EACH: usize = 128;

/// Taking out so many words takes about as long as taking out one item of a list.
const BITS_EACH: usize = 4;

/// Rows for lines in their order.
#[derive(Debug, Clone)]
pub(super) struct Steps {
    /// A row for every so many lines.
    pub(super) every: usize,
    /// Items that ask for the line of the row or a later one, row after row.
    pub(super) over: Vec<u64>,
    /// Items that ask for the opposite of a line before that of the row.
    pub(super) under: Vec<u64>,
}

/// The items that ask something of one group.
#[derive(Debug, Clone, Default)]
pub(super) struct Layer {
    /// Those that ask for each question.
    pub(super) wanted: Lists,
    /// Those that ask for its opposite.
    pub(super) unwanted: Lists,
    /// Those that ask anything.
    pub(super) all: Vec<u64>,
    /// Those that want a question to hold; one question each, unless the group has steps.
    pub(super) wanting: Vec<u64>,
    pub(super) steps: Option<Steps>,
    /// For each key, the items that want a question naming it, and those that want such a question not to hold.
    pub(super) keyed: Option<(Lists, Lists)>,
}

/// Which items are left: whatever is missing, as far as is known, and for sure.
#[derive(Debug, Clone, Default)]
pub(super) struct Sieve {
    both: Vec<u64>,
    may: Vec<u64>,
    sure: Vec<u64>,
    spare: Vec<u64>,
    /// Words in which anything is left.
    live: Vec<Range<usize>>,
}

/// Fewer words than this in which nothing is left are passed over no faster than they are worked on.
const GAP: usize = 8;

/// A row being sifted, a spare one, and the words that count.
struct Sifted<'s> {
    row: &'s mut [u64],
    spare: &'s mut [u64],
    live: &'s [Range<usize>],
}

impl Sieve {
    /// Every item of so many is left.
    pub(super) fn reset(&mut self, items: usize) {
        let words = items.div_ceil(64);
        for row in [&mut self.both, &mut self.may, &mut self.sure] {
            row.clear();
            row.resize(words, u64::MAX);
        }
        if let Some(last) = self.both.last_mut() {
            *last >>= words * 64 - items;
        }
        self.spare.resize(words, 0);
        self.live.clear();
        self.live.push(0..words);
    }

    /// From now on passes over words in which nothing is left.
    pub(super) fn narrow(&mut self) {
        self.settle();
        let mut live = std::mem::take(&mut self.live);
        live.clear();
        for (at, _) in self.left() {
            match live.last_mut().filter(|last| last.end + GAP >= at) {
                Some(last) => last.end = at + 1,
                None => live.push(at..at + 1),
            }
        }
        self.live = live;
    }

    /// What is in none of the rows is left in none.
    pub(super) fn settle(&mut self) {
        let rows = self.both.iter().zip(&mut self.may).zip(&mut self.sure);
        for ((both, may), sure) in rows {
            *may &= both;
            *sure &= *may;
        }
    }

    /// What is left of a settled sieve: which 64 items, which of them may fit, and which fit for sure.
    pub(super) fn left(&self) -> impl Iterator<Item = (usize, [u64; 2])> {
        let rows = self.may.iter().zip(&self.sure);
        rows.enumerate()
            .map(|(at, (may, sure))| (at, [*may, *sure]))
            .filter(|(_, [may, _])| *may != 0)
    }

    /// Takes out an item of a settled sieve, unless it may fit and fits for sure.
    #[inline]
    pub(super) fn narrow_one(&mut self, item: u32, [may, sure]: [u64; 2]) {
        let (word, bit) = (place(item / 64), item % 64);
        for (row, holds) in [(&mut self.may, may), (&mut self.sure, may & sure)] {
            if let Some(word) = row.get_mut(word) {
                *word &= !((!holds & 1) << bit);
            }
        }
    }
}

impl<'s> Sifted<'s> {
    fn new(row: &'s mut [u64], spare: &'s mut [u64], live: &'s [Range<usize>]) -> Self {
        Self { row, spare, live }
    }
}

impl Layer {
    /// The layer of `wanted` and `unwanted` items by question; `group` says what the questions are.
    pub(super) fn new(
        [wanted, unwanted]: &[Vec<Vec<u32>>; 2],
        items: usize,
        group: &Group,
    ) -> Self {
        let words = items.div_ceil(64);
        let keyed = group.named().map(|named| {
            let by_key = |asked: &[Vec<u32>]| {
                let items = named.iter().map(|questions| {
                    let own = questions.iter().filter_map(|one| asked.get(place(*one)));
                    own.flatten().copied().collect()
                });
                let items: Vec<Vec<u32>> = items.collect();
                Lists::new(&items, words, words / BITS_EACH)
            };
            (by_key(wanted), by_key(unwanted))
        });
        // lines that lie between rows are always listed
        let most = if group.stepped() { usize::MAX } else { words };
        let (mut all, mut wanting) = (vec![0; words], vec![0; words]);
        for item in wanted.iter().flatten() {
            mark(&mut wanting, *item);
            mark(&mut all, *item);
        }
        for item in unwanted.iter().flatten() {
            mark(&mut all, *item);
        }
        Self {
            wanted: Lists::new(wanted, words, most),
            unwanted: Lists::new(unwanted, words, most),
            all,
            wanting,
            steps: group.stepped().then(|| Steps::new(wanted, unwanted, words)),
            keyed,
        }
    }

    /// Takes out of `sieve` what the answers to the group's questions rule out.
    pub(super) fn sift(
        &self,
        (answered, keys): (Answered, &[u32]),
        states: &[[u64; 2]],
        sieve: &mut Sieve,
    ) {
        let (spare, live) = (sieve.spare.as_mut_slice(), sieve.live.as_slice());
        let (both, may, sure) = (&mut sieve.both, &mut sieve.may, &mut sieve.sure);
        match (answered, &self.steps) {
            (Answered::Nothing, _) => without(sure, &self.all, live),
            (Answered::Ranks([sure, may]), Some(steps)) if sure == may => {
                self.step(steps, [sure, may], Sifted::new(both, spare, live));
            }
            (Answered::Ranks([surely, maybe]), Some(steps)) => {
                self.step(steps, [maybe, surely], Sifted::new(may, spare, live));
                self.step(steps, [surely, maybe], Sifted::new(sure, spare, live));
            }
            (Answered::Keys, _) => self.keyed(keys, Sifted::new(both, spare, live)),
            (Answered::Ranks(_) | Answered::Each, _) => {
                if states.iter().all(|[may, sure]| may == sure) {
                    self.each(states, [0, 1], Sifted::new(both, spare, live));
                } else {
                    self.each(states, [0, 1], Sifted::new(may, spare, live));
                    self.each(states, [1, 0], Sifted::new(sure, spare, live));
                }
            }
        }
    }

    /// Rules out what asks for more than `over` lines, or for less than one of the first `under`.
    fn step(&self, steps: &Steps, [over, under]: [usize; 2], sifted: Sifted<'_>) {
        let Sifted { row, live, .. } = sifted;
        let words = row.len();
        let (above, below) = (over.div_ceil(steps.every), under / steps.every);
        let rows = [(&steps.over, above), (&steps.under, below)];
        let [one, two] = rows.map(|(rows, at)| {
            let own = rows.get(at * words..(at + 1) * words);
            own.unwrap_or_default()
        });
        for words in live {
            let row = row.get_mut(words.clone()).unwrap_or_default();
            let [one, two] = [one, two].map(|own| own.get(words.clone()).unwrap_or_default());
            for ((word, one), two) in row.iter_mut().zip(one).zip(two) {
                *word &= !(one | two);
            }
        }
        let lines = self.wanted.starts.len().saturating_sub(1);
        let above = (above * steps.every).min(lines);
        self.wanted.clear_listed(over.min(above)..above, row);
        self.unwanted.clear_listed(below * steps.every..under, row);
    }

    /// What is wanted must be named by one of the keys, what is unwanted by none.
    fn keyed(&self, keys: &[u32], sifted: Sifted<'_>) {
        let Some((wanted, unwanted)) = &self.keyed else {
            return;
        };
        let Sifted { row, spare, live } = sifted;
        if self.wanted.is_empty() {
            // nobody wants any of it
        } else if let [only] = keys
            && let Some(only) = wanted.row(place(*only))
        {
            self.keep(row, only, live);
        } else if keys.is_empty() {
            without(row, &self.wanting, live);
        } else {
            over(live, (&mut *spare, &self.wanting), |word, _| *word = 0);
            for key in keys {
                wanted.add(place(*key), spare, live);
            }
            self.keep(row, spare, live);
        }
        for key in keys {
            unwanted.clear(place(*key), row, live);
        }
    }

    /// Takes out of a row what wants something, unless it is in the other.
    fn keep(&self, row: &mut [u64], other: &[u64], live: &[Range<usize>]) {
        for words in live {
            let row = row.get_mut(words.clone()).unwrap_or_default();
            let [wanting, other] =
                [self.wanting.as_slice(), other].map(|own| own.get(words.clone()));
            let kept = wanting
                .into_iter()
                .flatten()
                .zip(other.into_iter().flatten());
            for (word, (wanting, other)) in row.iter_mut().zip(kept) {
                *word &= !wanting | other;
            }
        }
    }

    /// Takes out of a row what wants something, unless `found` takes it out of the spare one.
    fn want(&self, sifted: &mut Sifted<'_>, found: impl FnOnce(&mut [u64])) {
        let spare = (&mut *sifted.spare, self.wanting.as_slice());
        over(sifted.live, spare, |word, wanting| *word = wanting);
        found(sifted.spare);
        without(sifted.row, sifted.spare, sifted.live);
    }

    /// The same question by question: what is wanted must be set in one half of `states`, what is unwanted not in the other.
    fn each(&self, states: &[[u64; 2]], [wanted, unwanted]: [usize; 2], mut sifted: Sifted<'_>) {
        let half = |which: usize| {
            let words = states.iter().filter_map(move |words| words.get(which));
            words.copied().enumerate()
        };
        let live = sifted.live;
        if self.steps.is_some() {
            for (word, holds) in half(wanted) {
                each_bit(!holds, |bit| {
                    self.wanted.clear(word * 64 + bit, sifted.row, live);
                });
            }
        } else {
            self.want(&mut sifted, |spare| {
                for (word, holds) in half(wanted) {
                    each_bit(holds, |bit| self.wanted.clear(word * 64 + bit, spare, live));
                }
            });
        }
        if self.unwanted.is_empty() {
            return;
        }
        for (word, holds) in half(unwanted) {
            each_bit(holds, |bit| {
                self.unwanted.clear(word * 64 + bit, sifted.row, live);
            });
        }
    }

    /// Whether something is so of all its lists.
    pub(super) fn all_lists(&self, is_so: impl Fn(&Lists) -> bool) -> bool {
        let keyed = self
            .keyed
            .iter()
            .flat_map(|(wanted, unwanted)| [wanted, unwanted]);
        [&self.wanted, &self.unwanted]
            .into_iter()
            .chain(keyed)
            .all(is_so)
    }

    pub(super) fn bytes(&self) -> usize {
        let steps = self
            .steps
            .as_ref()
            .map_or(0, |steps| (steps.over.len() + steps.under.len()) * 8);
        let rows = (self.all.len() + self.wanting.len()) * 8;
        let keyed = self.keyed.as_ref();
        let keyed = keyed.map_or(0, |(wanted, unwanted)| wanted.bytes() + unwanted.bytes());
        self.wanted.bytes() + self.unwanted.bytes() + steps + rows + keyed
    }
}

/// Tells the place of every bit that is set.
#[inline]
pub(super) fn each_bit(word: u64, mut told: impl FnMut(usize)) {
    let mut left = word;
    while left != 0 {
        told(place(left.trailing_zeros()));
        left &= left - 1;
    }
}

impl Steps {
    fn new(wanted: &[Vec<u32>], unwanted: &[Vec<u32>], words: usize) -> Self {
        let lines = wanted.len();
        let asking: usize = wanted.iter().chain(unwanted).map(Vec::len).sum();
        let rows = (asking * BYTES_EACH / (words * 16).max(1)).max(2);
        let every = lines.div_ceil(rows).max(1);
        let rows = lines.div_ceil(every) + 1;
        let mut steps = Self {
            every,
            over: vec![0; rows * words],
            under: vec![0; rows * words],
        };
        for at in 0..rows {
            let own = at * words..(at + 1) * words;
            let later = wanted.iter().skip(at * every).flatten();
            if let Some(row) = steps.over.get_mut(own.clone()) {
                later.for_each(|item| mark(row, *item));
            }
            let before = unwanted.iter().take(at * every).flatten();
            if let Some(row) = steps.under.get_mut(own) {
                before.for_each(|item| mark(row, *item));
            }
        }
        steps
    }
}
