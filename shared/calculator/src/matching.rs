//! 匹配: which of many enterprises an item fits; the calculator asked the other way round.
//!
//! Enterprises are laid out once as [`Columns`], read through a catalogue on a day; an item is then asked of all of them together.
//! The answers are those of [`Catalogue::verdicts`].

use facts::{Day, ItemId};

use crate::assess::Verdict;
use crate::catalogue::Catalogue;
use crate::index::Scratch;
use crate::profile::Profile;

/// 指标列: many enterprises side by side, read through one catalogue on one day.
#[derive(Debug, Clone)]
pub struct Columns<'a> {
    catalogue: &'a Catalogue,
    /// Whether each item may fit, and whether it fits for sure, enterprise by enterprise.
    items: Vec<Matching>,
    count: usize,
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
    pub fn of<'p>(
        catalogue: &'a Catalogue,
        profiles: impl IntoIterator<Item = &'p Profile>,
        today: Day,
    ) -> Self {
        let (mut scratch, mut verdicts) = (Scratch::default(), Vec::new());
        let mut items = vec![Matching::default(); catalogue.items().len()];
        let mut count = 0;
        for profile in profiles {
            catalogue.verdicts(profile, today, &mut scratch, &mut verdicts);
            for (item, verdict) in items.iter_mut().zip(&verdicts) {
                item.push(*verdict);
            }
            count += 1;
        }
        Self {
            catalogue,
            items,
            count,
        }
    }

    /// How many enterprises there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.count
    }

    /// How `item` fits each of them; none if the catalogue has no such item.
    #[must_use]
    pub fn matching(&self, item: &ItemId) -> Option<Matching> {
        let items = self.catalogue.items();
        let place = items.iter().position(|one| one.id == *item)?;
        self.items.get(place).cloned()
    }
}

impl Matching {
    fn push(&mut self, verdict: Verdict) {
        if self.count.is_multiple_of(64) {
            self.words.push([0, 0]);
        }
        let bit = 1 << (self.count % 64);
        if let Some([may, sure]) = self.words.last_mut() {
            *may |= if verdict == Verdict::Ineligible {
                0
            } else {
                bit
            };
            *sure |= if verdict == Verdict::Eligible { bit } else { 0 };
        }
        self.count += 1;
    }

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
        self.iter().filter(|one| *one == verdict).count()
    }
}
