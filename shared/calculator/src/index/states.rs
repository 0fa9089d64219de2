//! What is known of every literal: two bits each, side by side.

use super::place;

/// The states: the questions as asked, then their opposites, then the literal that always holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct States {
    /// May hold, holds for sure.
    words: Vec<[u64; 2]>,
    half: usize,
}

impl States {
    /// Nothing known of `half` words of questions.
    pub(super) fn clear(&mut self, half: usize) {
        self.half = half;
        self.words.clear();
        self.words.resize(half * 2, [u64::MAX, 0]);
        self.words.push([u64::MAX, u64::MAX]);
        self.words.push([0, 0]);
    }

    /// The words of one group of questions.
    #[inline]
    pub(super) fn group(&mut self, from: usize, words: usize) -> &mut [[u64; 2]] {
        self.words.get_mut(from..from + words).unwrap_or_default()
    }

    /// What was answered to one group of questions.
    #[inline]
    pub(super) fn answers(&self, from: usize, words: usize) -> &[[u64; 2]] {
        self.words.get(from..from + words).unwrap_or_default()
    }

    /// Fills in the opposites: what may hold need not fail for sure.
    pub(super) fn mirror(&mut self) {
        let (asked, rest) = self.words.split_at_mut(self.half);
        for ([possible, known], opposite) in asked.iter().zip(rest) {
            *opposite = [!known, !possible];
        }
    }

    /// Whether a literal may hold, and whether it holds for sure, each in the lowest bit.
    #[inline]
    pub(super) fn literal(&self, literal: u32) -> [u64; 2] {
        let word = self.words.get(place(literal >> 6));
        let [possible, known] = word.copied().unwrap_or_default();
        [possible >> (literal & 63), known >> (literal & 63)]
    }
}

/// Sets a bit in what may hold (0) or holds for sure (1).
#[inline]
pub(super) fn set(words: &mut [[u64; 2]], which: usize, bit: u32) {
    let word = words.get_mut(place(bit >> 6));
    if let Some(half) = word.and_then(|word| word.get_mut(which)) {
        *half |= 1 << (bit & 63);
    }
}

/// Sets the first `sure` bits as holding and the first `may` as possible; the others fail.
pub(super) fn lead(words: &mut [[u64; 2]], sure: usize, may: usize) {
    let ones = |count: usize, word: usize| {
        let here = count.saturating_sub(word * 64).min(64);
        u64::MAX
            .checked_shr(64 - u32::try_from(here).unwrap_or(64))
            .unwrap_or(0)
    };
    for (at, word) in words.iter_mut().enumerate() {
        *word = [ones(may, at), ones(sure, at)];
    }
}

#[cfg(test)]
mod tests {
    use super::{lead, set};

    #[test]
    fn leading_bits_reach_over_words() {
        let mut words = [[0, 0]; 3];
        lead(&mut words, 64, 70);
        assert_eq!(words, [[u64::MAX, u64::MAX], [0b11_1111, 0], [0, 0]]);
        set(&mut words, 1, 129);
        assert_eq!(words[2], [0, 2]);
    }
}
