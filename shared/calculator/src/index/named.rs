//! Which questions name a value.

use std::collections::{BTreeMap, BTreeSet};

use xxhash_rust::xxh3::xxh3_64;

use super::states::set;
use super::{place, short};

/// What can be looked up by a number that spreads well.
pub(super) trait Spread: Ord {
    /// The number; equal for what is equal.
    fn spread(&self) -> u64;
}

impl Spread for String {
    fn spread(&self) -> u64 {
        xxh3_64(self.as_bytes())
    }
}

impl Spread for u32 {
    fn spread(&self) -> u64 {
        u64::from(*self).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32
    }
}

impl Spread for usize {
    fn spread(&self) -> u64 {
        short(*self).spread()
    }
}

/// For each key, the questions that name it.
#[derive(Debug, Clone)]
pub(super) struct Named<K> {
    /// Sorted, with where its questions begin.
    pub(super) keys: Vec<(K, u32)>,
    pub(super) bits: Vec<u32>,
    /// Questions of keys that very many name, as bits, by the place of the key.
    pub(super) masks: BTreeMap<u32, Vec<u64>>,
    /// Places of keys plus one, by their spread numbers or as soon after as there was room; nought where there is none.
    slots: Vec<u32>,
}

impl<K: Spread> Named<K> {
    /// Sorted keys, their questions and masks.
    pub(super) fn sorted(
        keys: Vec<(K, u32)>,
        bits: Vec<u32>,
        masks: BTreeMap<u32, Vec<u64>>,
    ) -> Self {
        let mut named = Self {
            slots: vec![0; (keys.len() * 2).next_power_of_two()],
            keys,
            bits,
            masks,
        };
        for (number, (key, _)) in (1..).zip(&named.keys) {
            let mut at = named.slot(key);
            while named.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = named.after(at);
            }
            if let Some(slot) = named.slots.get_mut(at) {
                *slot = number;
            }
        }
        named
    }

    fn slot(&self, key: &K) -> usize {
        usize::try_from(key.spread()).unwrap_or_default() & (self.slots.len() - 1)
    }

    const fn after(&self, slot: usize) -> usize {
        (slot + 1) & (self.slots.len() - 1)
    }

    /// The keys of each question, in the order of the questions.
    pub(super) fn new(questions: impl Iterator<Item = Vec<K>>) -> Self {
        let mut by_key: BTreeMap<K, BTreeSet<u32>> = BTreeMap::new();
        let mut words = 0;
        for (bit, keys) in (0_u32..).zip(questions) {
            words = place(bit / 64 + 1);
            for key in keys {
                by_key.entry(key).or_default().insert(bit);
            }
        }
        let (mut sorted, mut bits_of, mut masks) = (Vec::new(), Vec::new(), BTreeMap::new());
        for (key, bits) in by_key {
            if bits.len() > words {
                let mut mask = vec![0; words];
                for bit in &bits {
                    if let Some(word) = mask.get_mut(place(bit / 64)) {
                        *word |= 1_u64 << (bit % 64);
                    }
                }
                masks.insert(short(sorted.len()), mask);
            }
            sorted.push((key, short(bits_of.len())));
            bits_of.extend(bits);
        }
        Self::sorted(sorted, bits_of, masks)
    }

    /// Where a key stands.
    #[inline]
    pub(super) fn find(&self, key: &K) -> Option<usize> {
        let mut at = self.slot(key);
        loop {
            let number = place(*self.slots.get(at)?).checked_sub(1)?;
            if self.keys.get(number).is_some_and(|(known, _)| known == key) {
                return Some(number);
            }
            at = self.after(at);
        }
    }

    /// The questions that name a key.
    pub(super) fn of(&self, key: &K) -> &[u32] {
        self.find(key).map_or(&[], |at| self.at(at))
    }

    fn from(&self, at: usize) -> usize {
        let key = self.keys.get(at);
        key.map_or(self.bits.len(), |(_, from)| place(*from))
    }

    /// The questions that name the key at a place.
    pub(super) fn at(&self, at: usize) -> &[u32] {
        let own = self.bits.get(self.from(at)..self.from(at + 1));
        own.unwrap_or_default()
    }

    /// The questions of every key from one to another, both in.
    pub(super) fn between(&self, from: &K, to: &K) -> &[u32] {
        let first = self.keys.partition_point(|(known, _)| known < from);
        let end = self.keys.partition_point(|(known, _)| known <= to);
        let own = self.bits.get(self.from(first)..self.from(end));
        own.unwrap_or_default()
    }

    /// For each key the questions that name it.
    pub(super) fn each(&self) -> Vec<&[u32]> {
        (0..self.keys.len()).map(|at| self.at(at)).collect()
    }

    /// Lets the questions that name a key hold; says where the key stands.
    pub(super) fn note(&self, key: &K, words: &mut [[u64; 2]]) -> Option<u32> {
        let at = self.find(key)?;
        let noted = short(at);
        if let Some(mask) = self.masks.get(&noted) {
            for (word, mask) in words.iter_mut().zip(mask) {
                *word = [word[0] | mask, word[1] | mask];
            }
            return Some(noted);
        }
        for bit in self.at(at) {
            set(words, 0, *bit);
            set(words, 1, *bit);
        }
        Some(noted)
    }

    /// Bytes beside those of the keys.
    pub(super) fn bytes(&self) -> usize {
        let masks = self.masks.values().map(|mask| mask.len() * 8 + 32);
        (self.bits.len() + self.slots.len()) * 4 + masks.sum::<usize>()
    }
}
