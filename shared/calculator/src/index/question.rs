//! The distinct questions behind tests: what is asked of a fact once, however many items ask it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use facts::{Day, IndustryPattern, Jurisdiction, JurisdictionId};
use rust_decimal::Decimal;

use super::groups::{Rule, prefix_key, section_key};
use super::lines::Lines;
use super::named::Named;
use crate::condition::{AwardTerms, Test};
use crate::fact::FactId;
use crate::interval::Interval;

/// How questions are answered together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Numbers,
    Days,
    Months,
    Years,
    Yes,
    Choices,
    Titles,
    Industries,
    Places,
    Shares,
    Others,
}

/// One question about a fact. Their order is the order in which a group keeps them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Question<'a> {
    /// At least this, or more than this (true).
    Over(Decimal, bool),
    /// On this day or later.
    From(Day),
    /// Fewer than so many full months passed.
    Fewer(Reverse<i32>),
    /// Not before the year so many years back.
    Year(Reverse<i16>),
    /// It is yes.
    Yes,
    /// One of these.
    Among(&'a BTreeSet<String>),
    /// In one of these.
    Industry(&'a [IndustryPattern]),
    /// In one of these.
    Place(&'a [JurisdictionId]),
    /// It reaches this share of the other.
    Share(Decimal),
    /// Anything else, by how it is written.
    Other(String),
}

/// What questions of a group share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key<'a> {
    pub(super) kind: Kind,
    pub(super) fact: &'a FactId,
    /// What it is compared with.
    pub(super) other: Option<&'a FactId>,
}

/// A question, or its opposite.
pub(super) struct Literal<'a> {
    pub(super) key: Key<'a>,
    pub(super) question: Question<'a>,
    pub(super) negated: bool,
}

/// The literals that must all hold for a test that looks at facts itself; none for a test of tests.
pub(super) fn of(test: &Test) -> Vec<Literal<'_>> {
    match test {
        Test::All(_) | Test::Any(_) | Test::Count { .. } | Test::Not(_) => Vec::new(),
        Test::Yes(fact) => vec![yes(Kind::Yes, fact, Question::Yes)],
        Test::Within(fact, wanted) if !wanted.is_empty() && *wanted != Interval::default() => {
            let over = |value: Decimal, strictly| Question::Over(value.normalize(), strictly);
            let low = wanted.low.map(|low| over(low.value, !low.counted));
            let high = wanted.high.map(|high| over(high.value, high.counted));
            let low = low.map(|low| yes(Kind::Numbers, fact, low));
            let high = high.map(|high| not(Kind::Numbers, fact, high));
            low.into_iter().chain(high).collect()
        }
        Test::Between(fact, from, to) if ordered(*from, *to) => {
            let from = from.map(|from| yes(Kind::Days, fact, Question::From(from)));
            let to = to.map(|to| not(Kind::Days, fact, Question::From(to.next())));
            from.into_iter().chain(to).collect()
        }
        Test::InYear { fact, back } => in_year(fact, (*back).into()),
        Test::Months {
            since,
            at_least,
            below,
        } if ordered(*at_least, below.map(|below| below.saturating_sub(1))) => {
            let fewer = |months| Question::Fewer(Reverse(months));
            let at_least = at_least.map(|months| not(Kind::Months, since, fewer(months)));
            let below = below.map(|months| yes(Kind::Months, since, fewer(months)));
            at_least.into_iter().chain(below).collect()
        }
        Test::OneOf(fact, values) => vec![yes(Kind::Choices, fact, Question::Among(values))],
        Test::Title(fact, wanted, terms) if *terms == AwardTerms::default() => {
            vec![yes(Kind::Titles, fact, Question::Among(wanted))]
        }
        Test::Industry(fact, patterns) => {
            vec![yes(Kind::Industries, fact, Question::Industry(patterns))]
        }
        Test::Place(fact, places) => vec![yes(Kind::Places, fact, Question::Place(places))],
        Test::Reaches { fact, other, share } => {
            let share = Question::Share(share.decimal().normalize());
            let mut reached = yes(Kind::Shares, fact, share);
            reached.key.other = Some(other);
            vec![reached]
        }
        Test::Within(fact, _)
        | Test::Between(fact, ..)
        | Test::Months { since: fact, .. }
        | Test::Title(fact, ..) => {
            let written = format!("{test:?}");
            vec![yes(Kind::Others, fact, Question::Other(written))]
        }
    }
}

fn literal<'a>(kind: Kind, fact: &'a FactId, question: Question<'a>, negated: bool) -> Literal<'a> {
    Literal {
        key: Key {
            kind,
            fact,
            other: None,
        },
        question,
        negated,
    }
}

fn yes<'a>(kind: Kind, fact: &'a FactId, question: Question<'a>) -> Literal<'a> {
    literal(kind, fact, question, false)
}

fn not<'a>(kind: Kind, fact: &'a FactId, question: Question<'a>) -> Literal<'a> {
    literal(kind, fact, question, true)
}

fn in_year(fact: &FactId, back: i16) -> Vec<Literal<'_>> {
    let year = |back| Question::Year(Reverse(back));
    vec![
        yes(Kind::Years, fact, year(back)),
        not(Kind::Years, fact, year(back - 1)),
    ]
}

/// Whether there is an end, and the first does not come after the last.
fn ordered<T: Ord>(first: Option<T>, last: Option<T>) -> bool {
    match (first, last) {
        (Some(first), Some(last)) => first <= last,
        (None, None) => false,
        _ => true,
    }
}

impl Question<'_> {
    /// How often it, and its opposite, may hold of an enterprise: a guess that only decides which rows are looked at first.
    pub(super) fn chances(
        &self,
        kind: Kind,
        (rank, count): (usize, usize),
        choices: usize,
        jurisdictions: &[Jurisdiction],
    ) -> [f32; 2] {
        let yes = match self {
            Self::Yes | Self::Other(_) => return [0.9, 0.9],
            Self::Over(..) | Self::From(_) | Self::Fewer(_) | Self::Year(_) | Self::Share(_) => {
                1.0 - share(rank + 1, count + 1)
            }
            // few of the many titles are held, and what shuts out is rare
            Self::Among(values) if kind == Kind::Titles => {
                return [share(values.len() * 3, choices.max(10)).min(0.5), 0.95];
            }
            Self::Among(values) if choices > 0 => share(values.len(), choices),
            Self::Among(values) => share(values.len(), 10).min(0.9),
            Self::Industry(patterns) => patterns.iter().map(weight).sum::<f32>().min(1.0),
            Self::Place(wanted) => {
                let counties = |one: &Jurisdiction| {
                    one.counties.len() + usize::from(!one.townships.is_empty())
                };
                let wanted = jurisdictions.iter().filter(|one| wanted.contains(&one.id));
                let widest = jurisdictions.iter().map(counties).max().unwrap_or(1);
                share(wanted.map(counties).sum(), widest).min(1.0)
            }
        };
        [yes, 1.0 - yes]
    }
}

fn share(part: usize, whole: usize) -> f32 {
    let number = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
    number(part) / number(whole.max(1))
}

fn weight(pattern: &IndustryPattern) -> f32 {
    match pattern {
        IndustryPattern::Section(_) => 0.06,
        IndustryPattern::Prefix(digits) => match digits.len() {
            2 => 0.012,
            3 => 0.003,
            _ => 0.001,
        },
        IndustryPattern::Divisions(from, to) => 0.012 * f32::from(to.saturating_sub(*from) + 1),
    }
}

/// How the questions of a group are answered together; their bits are their places in the order of `questions`.
pub(super) fn rule(
    key: &Key<'_>,
    questions: &BTreeMap<Question<'_>, &Test>,
    jurisdictions: &[Jurisdiction],
) -> Rule {
    match key.kind {
        Kind::Numbers => Rule::Numbers(Lines::new(each(questions, |question| {
            if let Question::Over(line, strictly) = question {
                Some((*line, *strictly))
            } else {
                None
            }
        }))),
        Kind::Days => Rule::Days(each(questions, |question| {
            if let Question::From(day) = question {
                Some(*day)
            } else {
                None
            }
        })),
        Kind::Months => Rule::Months(each(questions, |question| {
            if let Question::Fewer(Reverse(months)) = question {
                Some(*months)
            } else {
                None
            }
        })),
        Kind::Years => Rule::Years(each(questions, |question| {
            if let Question::Year(Reverse(back)) = question {
                Some(*back)
            } else {
                None
            }
        })),
        Kind::Yes => Rule::Yes,
        Kind::Choices => Rule::Choices(Named::new(questions.keys().map(values))),
        Kind::Titles => Rule::Titles(Named::new(questions.keys().map(values))),
        Kind::Industries => Rule::Industries(Named::new(questions.keys().map(prefixes))),
        Kind::Places => {
            let place = |question: &Question<'_>| places(question, jurisdictions);
            Rule::Places(
                Named::new(questions.keys().map(place)),
                concerned(jurisdictions),
            )
        }
        Kind::Shares => {
            let shares = questions.iter().filter_map(|(question, test)| {
                let Question::Share(share) = question else {
                    return None;
                };
                Some((*share, (*test).clone()))
            });
            Rule::Shares(Lines::new(shares.collect()))
        }
        Kind::Others => Rule::Others(questions.values().map(|test| (*test).clone()).collect()),
    }
}

fn each<T>(
    questions: &BTreeMap<Question<'_>, &Test>,
    of: impl Fn(&Question<'_>) -> Option<T>,
) -> Vec<T> {
    questions.keys().filter_map(of).collect()
}

fn values(question: &Question<'_>) -> Vec<String> {
    let Question::Among(values) = question else {
        return Vec::new();
    };
    values.iter().cloned().collect()
}

fn prefixes(question: &Question<'_>) -> Vec<u32> {
    let Question::Industry(patterns) = question else {
        return Vec::new();
    };
    let keys = patterns.iter().flat_map(|pattern| match pattern {
        IndustryPattern::Section(section) => vec![section_key(*section)],
        IndustryPattern::Prefix(digits) => vec![prefix_key(digits)],
        IndustryPattern::Divisions(from, to) => {
            let divisions = *from..=*to;
            divisions
                .map(|one| prefix_key(&format!("{one:02}")))
                .collect()
        }
    });
    keys.collect()
}

fn places(question: &Question<'_>, jurisdictions: &[Jurisdiction]) -> Vec<usize> {
    let Question::Place(wanted) = question else {
        return Vec::new();
    };
    let numbered = jurisdictions.iter().enumerate();
    numbered
        .filter(|(_, one)| wanted.contains(&one.id))
        .map(|(at, _)| at)
        .collect()
}

/// The counties, each with the jurisdictions that have to do with it.
fn concerned(jurisdictions: &[Jurisdiction]) -> Vec<(String, Vec<usize>)> {
    let mut counties: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, one) in jurisdictions.iter().enumerate() {
        let divided = one.townships.iter().chain(&one.except);
        let own = one.counties.iter().map(String::as_str);
        for county in own.chain(divided.map(facts::Division::county)) {
            counties.entry(county.to_owned()).or_default().insert(at);
        }
    }
    let listed = counties.into_iter();
    listed
        .map(|(county, at)| (county, at.into_iter().collect()))
        .collect()
}
