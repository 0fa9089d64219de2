//! Questions about one fact, side by side, and how they are answered together.

use std::cmp::Ordering;

use facts::Day;
use rust_decimal::Decimal;

use super::answers::{answer_industry, answer_place, answer_shares, concerned, note, several};
use super::lines::Lines;
use super::named::Named;
use super::states::lead;
use crate::condition::Test;
use crate::derive::Reader;
use crate::interval::Interval;
use crate::profile::Known;
use crate::truth::latest_day;

/// Questions of one kind about one fact.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) rule: Rule,
    /// Its first word.
    pub(super) word: usize,
    /// Its words.
    pub(super) words: usize,
    /// Its questions.
    pub(super) count: usize,
    /// The fact, by its place among those read; a rule of several facts reads for itself.
    pub(super) fact: usize,
    /// The fact it is compared with, or the same.
    pub(super) other: usize,
}

/// How questions of a group are answered.
#[derive(Debug, Clone)]
pub(super) enum Rule {
    /// At least, or more than (true), each of these; rising.
    Numbers(Lines<(Decimal, bool)>),
    /// On or after each of these days; rising.
    Days(Vec<Day>),
    /// Fewer than so many full months passed; falling.
    Months(Vec<i32>),
    /// Not before the calendar year so many years back; falling. One less than zero is next year.
    Years(Vec<i16>),
    /// A yes-or-no fact is yes.
    Yes,
    /// Values of a choice.
    Choices(Named<String>),
    /// Titles held, on whatever terms.
    Titles(Named<String>),
    /// Sections and prefixes of industries.
    Industries(Named<u32>),
    /// Jurisdictions, and which of them have to do with a county.
    Places(Named<usize>, Vec<(String, Vec<usize>)>),
    /// The fact reaches each of these shares of another; rising.
    Shares(Lines<(Decimal, Test)>),
    /// Anything else, asked one by one.
    Others(Vec<Test>),
}

/// What answering a group came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answered {
    /// Nothing is known: every question stays open.
    Nothing,
    /// Up to which of its lines the value surely reaches, and may reach.
    Ranks([usize; 2]),
    /// What holds are the questions that name one of the keys noted, and no others.
    Keys,
    /// Each question for itself.
    Each,
}

/// A key no other section or prefix has: sections are letters, prefixes begin with their length.
pub(super) fn section_key(section: char) -> u32 {
    u32::from(section)
}

pub(super) fn prefix_key(digits: &str) -> u32 {
    let length = u32::try_from(digits.len()).unwrap_or(0);
    length * 10_000 + digits.parse::<u32>().unwrap_or(0)
}

impl Group {
    /// The days from which questions of months and years are answered yes, on this day.
    pub(super) fn cutoffs(&self, today: Day) -> Vec<Day> {
        match &self.rule {
            Rule::Months(months) => {
                let cutoffs = months
                    .iter()
                    .map(|months| latest_day(today, *months).next());
                cutoffs.collect()
            }
            Rule::Years(back) => {
                let first = |back: &i16| {
                    let year = today.year().saturating_sub(*back);
                    Day::new(year, 1, 1).unwrap_or(today)
                };
                back.iter().map(first).collect()
            }
            Rule::Days(days) => days.clone(),
            Rule::Numbers(_)
            | Rule::Yes
            | Rule::Choices(_)
            | Rule::Titles(_)
            | Rule::Industries(_)
            | Rule::Places(..)
            | Rule::Shares(..)
            | Rule::Others(_) => Vec::new(),
        }
    }

    /// Whether it asks where.
    pub(super) const fn of_places(&self) -> bool {
        matches!(self.rule, Rule::Places(..))
    }

    pub(super) fn bytes(&self) -> usize {
        match &self.rule {
            Rule::Numbers(lines) => lines.bytes(),
            Rule::Days(list) => list.len() * size_of::<Day>(),
            Rule::Months(list) => list.len() * 4,
            Rule::Years(list) => list.len() * 2,
            Rule::Yes => 0,
            Rule::Choices(named) | Rule::Titles(named) => named.keys.len() * 40 + named.bytes(),
            Rule::Industries(named) => named.keys.len() * 8 + named.bytes(),
            Rule::Places(named, counties) => {
                named.keys.len() * 16 + named.bytes() + counties.len() * 64
            }
            Rule::Shares(lines) => lines.bytes(),
            Rule::Others(list) => list.len() * size_of::<Test>(),
        }
    }

    /// For each of its keys the questions that name it; none where questions name no keys.
    pub(super) fn named(&self) -> Option<Vec<&[u32]>> {
        match &self.rule {
            Rule::Choices(named) | Rule::Titles(named) => Some(named.each()),
            Rule::Industries(named) => Some(named.each()),
            Rule::Yes => Some(vec![&[0]]),
            Rule::Places(named, _) => Some(named.each()),
            Rule::Numbers(_)
            | Rule::Days(_)
            | Rule::Months(_)
            | Rule::Years(_)
            | Rule::Shares(_)
            | Rule::Others(_) => None,
        }
    }

    /// Answers its questions, and notes the keys that hold beside those noted before. What is unknown stays: may hold, not for sure.
    pub(super) fn answer(
        &self,
        reader: &Reader<'_>,
        ([known, other], cutoffs): ([Option<&Known>; 2], &[Day]),
        words: &mut [[u64; 2]],
        keys: &mut Vec<u32>,
    ) -> Answered {
        match (&self.rule, known) {
            (Rule::Shares(shares), _) => {
                let [one, other] = [known, other].map(|known| match known {
                    Some(Known::Number(number)) => *number,
                    _ => Interval::default(),
                });
                answer_shares(shares, (one, other), reader, words)
            }
            (Rule::Others(tests), _) => {
                for (bit, test) in (0..).zip(tests) {
                    note(words, bit, test.truth(reader));
                }
                Answered::Each
            }
            (Rule::Yes, Some(Known::YesNo(yes))) => {
                words.fill([u64::from(*yes); 2]);
                keys.extend(yes.then_some(0));
                Answered::Keys
            }
            (Rule::Titles(named), Some(Known::Titles(held))) => {
                words.fill([0, 0]);
                keys.extend(held.keys().filter_map(|title| named.note(title, words)));
                Answered::Keys
            }
            (Rule::Choices(named), Some(Known::OneOf(values))) => {
                several(words, values.iter(), |value, words| {
                    keys.extend(named.note(value, words));
                    true
                })
            }
            (Rule::Industries(named), Some(Known::Industry(industries))) => {
                several(words, industries.iter(), |industry, words| {
                    answer_industry(named, industry, words, keys)
                })
            }
            (Rule::Places(named, counties), Some(Known::Place(places))) => {
                several(words, places.iter(), |place, words| {
                    let concerned = concerned(counties, place, reader);
                    answer_place(named, concerned, words, keys)
                })
            }
            _ => {
                let Some([sure, may]) = self.ranks(known, cutoffs) else {
                    return Answered::Nothing;
                };
                lead(words, sure, may);
                Answered::Ranks([sure, may])
            }
        }
    }

    /// Whether its questions are lines in their order.
    pub(super) const fn stepped(&self) -> bool {
        match &self.rule {
            Rule::Numbers(_)
            | Rule::Days(_)
            | Rule::Months(_)
            | Rule::Years(_)
            | Rule::Shares(_) => true,
            Rule::Yes
            | Rule::Choices(_)
            | Rule::Titles(_)
            | Rule::Industries(_)
            | Rule::Places(..)
            | Rule::Others(_) => false,
        }
    }

    /// Up to which of its lines a number or a day surely reaches, and may reach; none where nothing is known of it.
    pub(super) fn ranks(&self, known: Option<&Known>, cutoffs: &[Day]) -> Option<[usize; 2]> {
        match (&self.rule, known?) {
            (Rule::Numbers(lines), Known::Number(number)) => {
                let exact = number.exact();
                if let Some(reached) = exact.and_then(|number| lines.reached(number)) {
                    return Some([reached; 2]);
                }
                let lines = &lines.lines;
                let sure = lines.partition_point(|line| surely_over(number, line));
                let may = if exact.is_some() {
                    sure
                } else {
                    lines.partition_point(|line| may_be_over(number, line))
                };
                Some([sure, may.max(sure)])
            }
            (Rule::Days(_) | Rule::Months(_) | Rule::Years(_), Known::Days(from, to)) => {
                let sure = from.map_or(0, |from| cutoffs.partition_point(|day| *day <= from));
                let may = to.map_or(cutoffs.len(), |to| {
                    cutoffs.partition_point(|day| *day <= to)
                });
                Some([sure, may])
            }
            _ => None,
        }
    }
}

fn surely_over(number: &Interval, (line, strictly): &(Decimal, bool)) -> bool {
    number.low.is_some_and(|low| match low.value.cmp(line) {
        Ordering::Greater => true,
        Ordering::Equal => !strictly || !low.counted,
        Ordering::Less => false,
    })
}

fn may_be_over(number: &Interval, (line, strictly): &(Decimal, bool)) -> bool {
    number.high.is_none_or(|high| match high.value.cmp(line) {
        Ordering::Greater => true,
        Ordering::Equal => !strictly && high.counted,
        Ordering::Less => false,
    })
}
