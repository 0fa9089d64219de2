//! How the questions about one value are answered from what is known of it.

use facts::{Division, Industry};
use rust_decimal::Decimal;

use super::groups::{Answered, prefix_key, section_key};
use super::lines::Lines;
use super::named::Named;
use super::states::{lead, set};
use crate::condition::Test;
use crate::derive::Reader;
use crate::interval::Interval;
use crate::truth::{Truth, reaches};

pub(super) fn note(words: &mut [[u64; 2]], bit: u32, truth: Truth) {
    let word = words.get_mut(super::place(bit >> 6));
    if let Some([possible, known]) = word {
        let mask = 1 << (bit & 63);
        match truth {
            Truth::Yes => *known |= mask,
            Truth::No => *possible &= !mask,
            Truth::Unknown => {}
        }
    }
}

/// One of several values: what may hold for one may hold; what holds for each holds for sure. `answer` says whether it told all there
/// is to one value by its keys.
pub(super) fn several<T>(
    words: &mut [[u64; 2]],
    mut values: impl ExactSizeIterator<Item = T>,
    mut answer: impl FnMut(T, &mut [[u64; 2]]) -> bool,
) -> Answered {
    let Some(first) = values.next() else {
        return Answered::Nothing;
    };
    words.fill([0, 0]);
    let all = answer(first, words);
    if values.len() == 0 {
        return if all { Answered::Keys } else { Answered::Each };
    }
    let mut other = vec![[0, 0]; words.len()];
    for value in values {
        other.fill([0, 0]);
        answer(value, &mut other);
        for (word, other) in words.iter_mut().zip(&other) {
            *word = [word[0] | other[0], word[1] & other[1]];
        }
    }
    Answered::Each
}

pub(super) fn answer_industry(
    named: &Named<u32>,
    industry: &Industry,
    words: &mut [[u64; 2]],
    keys: &mut Vec<u32>,
) -> bool {
    keys.extend(named.note(&section_key(industry.section()), words));
    let digits = industry.digits();
    for length in 2..=digits.len() {
        let prefix = digits.get(..length).unwrap_or_default();
        keys.extend(named.note(&prefix_key(prefix), words));
    }
    // what begins with a code too short to tell
    for longer in digits.len() + 1..=4 {
        let fill = |digit: &str| {
            let tail = digit.repeat(longer - digits.len());
            prefix_key(&format!("{digits}{tail}"))
        };
        for bit in named.between(&fill("0"), &fill("9")) {
            set(words, 0, *bit);
        }
    }
    digits.len() == 4
}

/// The jurisdictions that have to do with a place, and whether they hold it.
pub(super) fn concerned(
    counties: &[(String, Vec<usize>)],
    place: &Division,
    reader: &Reader<'_>,
) -> impl Iterator<Item = (usize, Option<bool>)> {
    let found = counties.binary_search_by(|(county, _)| county.as_str().cmp(place.county()));
    let concerned = found.ok().and_then(|at| counties.get(at));
    let concerned = concerned.into_iter().flat_map(|(_, concerned)| concerned);
    concerned.filter_map(|at| Some((*at, reader.jurisdictions().get(*at)?.holds(place))))
}

pub(super) fn answer_place(
    named: &Named<usize>,
    concerned: impl Iterator<Item = (usize, Option<bool>)>,
    words: &mut [[u64; 2]],
    keys: &mut Vec<u32>,
) -> bool {
    let mut certain = true;
    for (jurisdiction, holds) in concerned {
        match holds {
            Some(true) => keys.extend(named.note(&jurisdiction, words)),
            Some(false) => {}
            None => {
                certain = false;
                for bit in named.of(&jurisdiction) {
                    set(words, 0, *bit);
                }
            }
        }
    }
    certain
}

/// Shares rise, so where nothing is negative what is reached is reached up to some share.
pub(super) fn answer_shares(
    lines: &Lines<(Decimal, Test)>,
    (one, other): (Interval, Interval),
    reader: &Reader<'_>,
    words: &mut [[u64; 2]],
) -> Answered {
    // where nothing is known of one of them, nothing is known of any share
    if one == Interval::default() || other == Interval::default() {
        return Answered::Nothing;
    }
    let shares = &lines.lines;
    let exactly = one.exact().zip(other.exact());
    let exactly = exactly.filter(|(_, other)| !other.is_sign_negative());
    if let Some(reached) = exactly.and_then(|(one, other)| lines.reached(one, other)) {
        lead(words, reached, reached);
        return Answered::Ranks([reached; 2]);
    }
    let truth = |share: &Decimal| reaches(one, other, *share);
    let writable = |end: Option<Decimal>| {
        let greatest = shares.last().map(|(share, _)| share);
        end.zip(greatest)
            .is_none_or(|(end, share)| end.checked_mul(*share).is_some())
    };
    let positive = other.least().is_some_and(|least| least >= Decimal::ZERO);
    if positive && writable(other.least()) && writable(other.most()) {
        let sure = shares.partition_point(|(share, _)| truth(share) == Truth::Yes);
        let exact = one.exact().is_some() && other.exact().is_some();
        let may = if exact {
            sure
        } else {
            shares.partition_point(|(share, _)| truth(share) != Truth::No)
        };
        lead(words, sure, may);
        return Answered::Ranks([sure, may]);
    }
    for (bit, (_, test)) in (0..).zip(shares) {
        note(words, bit, test.truth(reader));
    }
    Answered::Each
}
