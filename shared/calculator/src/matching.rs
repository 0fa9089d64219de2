//! 匹配: which of many enterprises an item fits; the calculator asked the other way round.
//!
//! Enterprises are laid out once as [`Columns`], read through a catalogue on a day; an item, or every item, is then asked of all of
//! them together. The answers are those of [`Catalogue::verdicts`].

use std::borrow::Borrow;

use facts::{Day, ItemId};

use crate::assess::Verdict;
use crate::catalogue::Catalogue;
use crate::index;
use crate::profile::Profile;

/// 指标列: many enterprises side by side, read through one catalogue on one day.
#[derive(Debug, Clone)]
pub struct Columns<'a> {
    catalogue: &'a Catalogue,
    columns: index::Columns,
}

/// 匹配结果: how an item fits each of the enterprises, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matching {
    /// It may fit, it fits for sure: one bit per enterprise in each.
    words: Vec<[u64; 2]>,
    count: usize,
}

impl<'a> Columns<'a> {
    /// The columns of `profiles` on the day `today`.
    #[must_use]
    pub fn of<P: Borrow<Profile>>(
        catalogue: &'a Catalogue,
        profiles: impl IntoIterator<Item = P>,
        today: Day,
    ) -> Self {
        let columns = index::Columns::of(catalogue, profiles, today);
        Self { catalogue, columns }
    }

    /// How many enterprises there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.columns.count
    }

    /// Bytes the columns take.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.columns.bytes()
    }

    /// How `item` fits each of them; none if the catalogue has no such item.
    #[must_use]
    pub fn matching(&self, item: &ItemId) -> Option<Matching> {
        let place = self.catalogue.place(item)?;
        Some(Matching {
            words: self.catalogue.index.one_of_many(place, &self.columns),
            count: self.count(),
        })
    }

    /// Every item over every enterprise, 512 enterprises at a time: `visit` is told the place of the item in the catalogue, the place of
    /// the first of these enterprises, for which of them it may fit, and for which it fits for sure, one bit each. Where it fits none it
    /// is not called.
    pub fn all(&self, mut visit: impl FnMut(usize, usize, (&[u64], &[u64]))) {
        let index = &self.catalogue.index;
        index.all_of_many(&self.columns, |item, word, block| {
            visit(item, word * 64, (&block.may, &block.sure));
        });
    }
}

impl Matching {
    /// How many enterprises were asked about.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.count
    }

    /// The verdict for the enterprise at `place`; none beyond the last.
    #[must_use]
    pub fn verdict(&self, place: usize) -> Option<Verdict> {
        let [may, sure] = self.words.get(place / 64).filter(|_| place < self.count)?;
        let holds = |word: &u64| word >> (place % 64) & 1 == 1;
        Some(match (holds(may), holds(sure)) {
            (_, true) => Verdict::Eligible,
            (true, false) => Verdict::Undetermined,
            (false, false) => Verdict::Ineligible,
        })
    }

    /// The verdict for every enterprise, in their order.
    pub fn iter(&self) -> impl Iterator<Item = Verdict> {
        (0..self.count).filter_map(|place| self.verdict(place))
    }

    /// How many have this verdict.
    #[must_use]
    pub fn having(&self, verdict: Verdict) -> usize {
        let ones = |which: fn(&[u64; 2]) -> u64| {
            let ones = self.words.iter().map(|words| which(words).count_ones());
            ones.map(u64::from).sum::<u64>()
        };
        let count = match verdict {
            Verdict::Eligible => ones(|[_, sure]| *sure),
            Verdict::Undetermined => ones(|[may, sure]| may & !sure),
            Verdict::Ineligible => return self.count - self.fitting(),
        };
        usize::try_from(count).unwrap_or(usize::MAX)
    }

    /// For how many it may fit.
    fn fitting(&self) -> usize {
        let ones = self.words.iter().map(|[may, _]| may.count_ones());
        let ones: u64 = ones.map(u64::from).sum();
        usize::try_from(ones).unwrap_or(usize::MAX)
    }
}
