//! Which documents hold a word: pairs of neighbouring characters, sorted, as one number each with the document.
//!
//! Chinese has no blanks between words, so pairs are the smallest thing worth looking up; a candidate is then read to be sure. A search
//! library was considered (`tantivy`): it brings a writer, a merge policy and a word list of its own, for texts that fit in memory and
//! never change once opened.

/// Weights of the fields of a document, as places in its list of texts.
pub(super) const WEIGHTS: [u32; FIELDS] = [10, 5, 4, 3, 2, 1];
/// How many fields a document has.
pub(super) const FIELDS: usize = 6;
/// Bits of a character, and of a document's place.
const CHARACTER_BITS: u32 = 21;
const PLACE_BITS: u32 = 22;
/// Most documents; what is beyond is not found by words.
const DOCUMENTS_MAX: usize = 1 << PLACE_BITS;
/// A question counts as nearly found where this share of its pairs is: two of three.
const NEAR: (usize, usize) = (2, 3);
/// Shortest question, in pairs, that can be nearly found.
const NEAR_PAIRS_MIN: usize = 3;

/// The texts of documents, made alike, and their pairs.
#[derive(Debug, Clone, Default)]
pub(super) struct TextIndex {
    texts: Vec<[String; FIELDS]>,
    pairs: Vec<u64>,
}

/// How surely words were found in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Score {
    /// Whether every word stands in the title.
    pub(super) in_title: bool,
    /// The sum over words of the weight of the best field.
    pub(super) weight: u32,
}

impl TextIndex {
    pub(super) fn new(texts: Vec<[String; FIELDS]>) -> Self {
        let mut pairs = Vec::new();
        let mut own = Vec::new();
        for (place, fields) in texts.iter().take(DOCUMENTS_MAX).enumerate() {
            own.clear();
            for text in fields {
                own.extend(pairs_of(text));
            }
            own.sort_unstable();
            own.dedup();
            let place = u64::try_from(place).unwrap_or_default();
            pairs.extend(own.iter().map(|pair| pair << PLACE_BITS | place));
        }
        pairs.sort_unstable();
        Self { texts, pairs }
    }

    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    pub(super) fn bytes(&self) -> usize {
        let texts = self.texts.iter().flatten().map(String::len);
        texts.sum::<usize>() + self.pairs.len() * size_of::<u64>()
    }

    /// The score of each document for a word: exactly, one of its spellings standing there.
    pub(super) fn exactly(&self, spellings: &[String]) -> Vec<Option<Score>> {
        let mut scores = vec![None; self.len()];
        for (rank, spelling) in spellings.iter().enumerate() {
            let wanted: Vec<u64> = distinct(spelling);
            for (place, count) in self.counts(&wanted).into_iter().enumerate() {
                if count < wanted.len() {
                    continue;
                }
                let found = self
                    .texts
                    .get(place)
                    .and_then(|texts| read(texts, spelling));
                let Some(field) = found else { continue };
                let weight = WEIGHTS.get(field).copied().unwrap_or_default();
                // what was asked for itself goes before what means the same
                let weight = weight * if rank == 0 { 4 } else { 3 };
                better(
                    &mut scores,
                    place,
                    Score {
                        in_title: field == 0,
                        weight,
                    },
                );
            }
        }
        scores
    }

    /// The score of each document for a question most of whose pairs stand there.
    pub(super) fn nearly(&self, question: &str) -> Vec<Option<Score>> {
        let wanted = distinct(question);
        let mut scores = vec![None; self.len()];
        if wanted.len() < NEAR_PAIRS_MIN {
            return scores;
        }
        for (place, count) in self.counts(&wanted).into_iter().enumerate() {
            if count * NEAR.1 >= wanted.len() * NEAR.0 {
                let weight = u32::try_from(count).unwrap_or_default();
                better(
                    &mut scores,
                    place,
                    Score {
                        in_title: false,
                        weight,
                    },
                );
            }
        }
        scores
    }

    /// How many of these pairs each document holds.
    fn counts(&self, wanted: &[u64]) -> Vec<usize> {
        let mut counts = vec![0; self.len()];
        for pair in wanted {
            let first = self
                .pairs
                .partition_point(|entry| entry >> PLACE_BITS < *pair);
            let entries = self.pairs.get(first..).unwrap_or_default().iter();
            for entry in entries.take_while(|entry| **entry >> PLACE_BITS == *pair) {
                let place = usize::try_from(entry & ((1 << PLACE_BITS) - 1)).unwrap_or(usize::MAX);
                if let Some(count) = counts.get_mut(place) {
                    *count += 1;
                }
            }
        }
        counts
    }
}

fn better(scores: &mut [Option<Score>], place: usize, score: Score) {
    if let Some(held) = scores.get_mut(place) {
        *held = (*held).max(Some(score));
    }
}

/// The first field that holds `word`.
fn read(texts: &[String; FIELDS], word: &str) -> Option<usize> {
    texts.iter().position(|text| text.contains(word))
}

/// The pairs of a text that lie in one run.
fn pairs_of(text: &str) -> impl Iterator<Item = u64> + '_ {
    let letters = text.chars();
    letters
        .clone()
        .zip(letters.skip(1))
        .filter(|(one, two)| *one != ' ' && *two != ' ')
        .map(|(one, two)| u64::from(u32::from(one)) << CHARACTER_BITS | u64::from(u32::from(two)))
}

fn distinct(word: &str) -> Vec<u64> {
    let mut pairs: Vec<u64> = pairs_of(word).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
