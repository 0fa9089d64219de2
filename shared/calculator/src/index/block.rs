//! A literal over many enterprises: may hold, holds for sure, one bit each.

use super::scan::LANES;

/// What is known of a literal for `B` words of enterprises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block<const B: usize> {
    /// For which it may hold.
    pub(crate) may: [u64; B],
    /// For which it holds for sure.
    pub(crate) sure: [u64; B],
}

impl<const B: usize> Block<B> {
    pub(super) const ALL: Self = Self {
        may: [u64::MAX; B],
        sure: [u64::MAX; B],
    };
    pub(super) const NONE: Self = Self {
        may: [0; B],
        sure: [0; B],
    };

    /// The first `count` enterprises.
    pub(super) fn first(count: usize) -> Self {
        let mut words = [0; B];
        for (at, word) in words.iter_mut().enumerate() {
            let here = count.saturating_sub(at * LANES).min(LANES);
            let spare = super::short(LANES - here);
            *word = u64::MAX.checked_shr(spare).unwrap_or(0);
        }
        Self {
            may: words,
            sure: words,
        }
    }

    #[inline]
    pub(super) fn and(&mut self, other: &Self) {
        for (one, other) in self.may.iter_mut().zip(&other.may) {
            *one &= other;
        }
        for (one, other) in self.sure.iter_mut().zip(&other.sure) {
            *one &= other;
        }
    }

    /// And the opposite of the other.
    #[inline]
    pub(super) fn and_not(&mut self, other: &Self) {
        for (one, other) in self.may.iter_mut().zip(&other.sure) {
            *one &= !other;
        }
        for (one, other) in self.sure.iter_mut().zip(&other.may) {
            *one &= !other;
        }
    }

    #[inline]
    pub(super) fn or(&mut self, other: &Self) {
        for (one, other) in self.may.iter_mut().zip(&other.may) {
            *one |= other;
        }
        for (one, other) in self.sure.iter_mut().zip(&other.sure) {
            *one |= other;
        }
    }

    /// What may hold need not fail for sure.
    #[inline]
    pub(super) fn opposite(&self) -> Self {
        Self {
            may: self.sure.map(|word| !word),
            sure: self.may.map(|word| !word),
        }
    }

    #[inline]
    pub(super) fn is_none(&self) -> bool {
        self.may.iter().fold(0, |all, word| all | word) == 0
    }

    /// For how many it may hold.
    pub(super) fn live(&self) -> u32 {
        self.may.iter().map(|word| word.count_ones()).sum()
    }
}
