//! Which questions name a value.

use std::collections::{BTreeMap, BTreeSet};

use super::states::set;
use super::{place, short};

/// For each key, the questions that name it.
#[derive(Debug, Clone)]
pub(super) struct Named<K> {
    /// Sorted, with where its questions begin.
    pub(super) keys: Vec<(K, u32)>,
    pub(super) bits: Vec<u32>,
    /// Questions of keys that very many name, as bits, by the place of the key.
    pub(super) masks: BTreeMap<u32, Vec<u64>>,
}

impl<K: Ord> Named<K> {
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
        let mut named = Self {
            keys: Vec::new(),
            bits: Vec::new(),
            masks: BTreeMap::new(),
        };
        for (key, bits) in by_key {
            if bits.len() > words {
                let mut mask = vec![0; words];
                for bit in &bits {
                    if let Some(word) = mask.get_mut(place(bit / 64)) {
                        *word |= 1_u64 << (bit % 64);
                    }
                }
                named.masks.insert(short(named.keys.len()), mask);
            }
            named.keys.push((key, short(named.bits.len())));
            named.bits.extend(bits);
        }
        named
    }

    fn find(&self, key: &K) -> Option<usize> {
        let found = self.keys.binary_search_by(|(known, _)| known.cmp(key));
        found.ok()
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
        self.bits.len() * 4 + masks.sum::<usize>()
    }
}
