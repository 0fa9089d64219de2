//! The items that ask each of some questions, and rows of bits.

use std::ops::Range;

use super::{place, short};

/// For each question, the items that ask it: listed, or as a row of bits where they are many.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    pub(super) starts: Vec<u32>,
    pub(super) items: Vec<u32>,
    /// The row of each question plus one; nought where its items are listed.
    pub(super) rowed: Vec<u32>,
    pub(super) rows: Vec<u64>,
    /// Words of a row.
    pub(super) width: usize,
}

impl Lists {
    /// The lists of `asked`; as bits where there are more than `most` items.
    pub(super) fn new(asked: &[Vec<u32>], width: usize, most: usize) -> Self {
        let mut lists = Self {
            width,
            ..Self::default()
        };
        let mut rows = 0;
        for items in asked {
            lists.starts.push(short(lists.items.len()));
            if items.len() <= most {
                lists.items.extend(items);
                lists.rowed.push(0);
                continue;
            }
            rows += 1;
            lists.rowed.push(rows);
            let mut row = vec![0; width];
            items.iter().for_each(|item| mark(&mut row, *item));
            lists.rows.extend(row);
        }
        lists.starts.push(short(lists.items.len()));
        lists
    }

    /// The row of a question, if it has one.
    #[inline]
    pub(super) fn row(&self, question: usize) -> Option<&[u64]> {
        let row = place(*self.rowed.get(question)?).checked_sub(1)?;
        self.rows.get(row * self.width..(row + 1) * self.width)
    }

    /// The items listed for some questions.
    #[inline]
    fn listed(&self, questions: Range<usize>) -> &[u32] {
        let [from, to] = [questions.start, questions.end].map(|at| self.starts.get(at));
        let own = from.zip(to);
        let own = own.and_then(|(from, to)| self.items.get(place(*from)..place(*to)));
        own.unwrap_or_default()
    }

    /// Takes the listed items of some questions out of a row.
    #[inline]
    pub(super) fn clear_listed(&self, questions: Range<usize>, row: &mut [u64]) {
        for item in self.listed(questions) {
            if let Some(word) = row.get_mut(place(item / 64)) {
                *word &= !(1 << (item % 64));
            }
        }
    }

    /// Takes the items of a question out of a row.
    pub(super) fn clear(&self, question: usize, row: &mut [u64], live: &[Range<usize>]) {
        if let Some(own) = self.row(question) {
            return without(row, own, live);
        }
        self.clear_listed(question..question + 1, row);
    }

    /// Adds the items of a question to a row.
    pub(super) fn add(&self, question: usize, row: &mut [u64], live: &[Range<usize>]) {
        if let Some(own) = self.row(question) {
            return over(live, (row, own), |word, own| *word |= own);
        }
        for item in self.listed(question..question + 1) {
            mark(row, *item);
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.items.is_empty() && self.rows.is_empty()
    }

    pub(super) fn bytes(&self) -> usize {
        let lists = self.starts.len() + self.items.len() + self.rowed.len();
        lists * 4 + self.rows.len() * 8
    }
}

pub(super) fn mark(row: &mut [u64], item: u32) {
    if let Some(word) = row.get_mut(place(item / 64)) {
        *word |= 1 << (item % 64);
    }
}

/// Changes the words of a row that count by those of another.
#[inline]
pub(super) fn over(
    live: &[Range<usize>],
    (row, other): (&mut [u64], &[u64]),
    change: impl Fn(&mut u64, u64) + Copy,
) {
    for words in live {
        let row = row.get_mut(words.clone()).unwrap_or_default();
        let other = other.get(words.clone()).unwrap_or_default();
        row.iter_mut()
            .zip(other)
            .for_each(|(word, other)| change(word, *other));
    }
}

#[inline]
pub(super) fn without(row: &mut [u64], other: &[u64], live: &[Range<usize>]) {
    over(live, (row, other), |word, other| *word &= !other);
}
