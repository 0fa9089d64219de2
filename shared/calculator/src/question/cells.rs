//! The answers to a question that the rules can tell apart: between two thresholds every number is as good as another.

use std::collections::{BTreeMap, BTreeSet};

use facts::{Day, Division, Industry};
use rust_decimal::Decimal;

use crate::condition::Test;
use crate::derivation::{Derivation, Moment, Span};
use crate::derive::Reader;
use crate::fact::{Declaration, FactId, Kind};
use crate::interval::{Bound, Interval};
use crate::profile::{Award, Known};
use crate::truth::{latest_day, wanted_days};

/// Most answers tried for one question; of more, every so-manieth.
const CELLS_MAX: usize = 12;

/// Industries to try, from sections that policies speak of.
const INDUSTRIES: [&str; 10] = [
    "C3824", "C2710", "F5132", "F5299", "G5430", "I6513", "D4411", "M7320", "H6110", "E4710",
];
/// Numbers to try where no rule has a line of its own for them.
const NUMBERS: [i64; 6] = [0, 3, 15, 80, 250, 900];
/// The same in per cent.
const PERCENTS: [i64; 5] = [0, 2, 5, 12, 30];
/// The same in yuan.
const YUAN: [i64; 6] = [0, 500_000, 4_000_000, 15_000_000, 80_000_000, 500_000_000];
/// Days to try, so many before the day assessed.
const DAYS_AGO: [i64; 5] = [100, 500, 900, 1_500, 4_000];

/// Answers that are alike to the rules that read the fact itself.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// All of them.
    pub(super) set: Known,
    /// One of them.
    pub(super) point: Known,
}

impl Cell {
    fn one(known: Known) -> Self {
        Self {
            set: known.clone(),
            point: known,
        }
    }
}

/// The answers to `declared` that `leaves` tell apart, within what is known already.
pub(super) fn cells(declared: &Declaration, leaves: &[&Test], reader: &Reader<'_>) -> Vec<Cell> {
    let fact = &declared.id;
    let cells = match declared.kind {
        Kind::YesNo => vec![true, false]
            .into_iter()
            .map(|yes| Cell::one(Known::YesNo(yes)))
            .collect(),
        Kind::Choice => declared
            .choices
            .iter()
            .map(|choice| Cell::one(Known::OneOf(BTreeSet::from([choice.value.clone()]))))
            .collect(),
        Kind::Titles => titles(fact, leaves),
        Kind::Place => declared
            .choices
            .iter()
            .filter_map(|choice| Division::parse(&choice.value).ok())
            .map(|place| Cell::one(Known::Place(BTreeSet::from([place]))))
            .collect(),
        Kind::Industry => INDUSTRIES
            .iter()
            .filter_map(|code| Industry::parse(code).ok())
            .map(|industry| Cell::one(Known::Industry(BTreeSet::from([industry]))))
            .collect(),
        Kind::Day => days(fact, leaves, reader),
        // what people or projects there are cannot be guessed
        Kind::Records => Vec::new(),
        Kind::Number | Kind::Money => numbers(declared, leaves, reader),
    };
    let known = reader.known(fact);
    let possible = cells.into_iter();
    sampled(
        possible
            .filter(|cell| fits(&cell.point, known.as_ref()))
            .collect(),
    )
}

/// Whether `point` is still possible.
fn fits(point: &Known, known: Option<&Known>) -> bool {
    match (point, known) {
        (_, None) => true,
        (Known::Number(point), Some(Known::Number(known))) => point.lies_in(known),
        (Known::OneOf(point), Some(Known::OneOf(known))) => point.is_subset(known),
        (Known::Days(Some(day), _), Some(Known::Days(from, to))) => {
            from.is_none_or(|from| from <= *day) && to.is_none_or(|to| *day <= to)
        }
        (Known::Industry(point), Some(Known::Industry(known))) => point.iter().all(|one| {
            let mut above = known.iter();
            above.any(|above| one.digits().starts_with(above.digits()))
        }),
        (Known::Place(point), Some(Known::Place(known))) => point.iter().all(|one| {
            let mut above = known.iter();
            above.any(|above| {
                above.county() == one.county()
                    && above
                        .township()
                        .is_none_or(|town| one.township() == Some(town))
            })
        }),
        _ => true,
    }
}

/// At most so many, spread evenly.
fn sampled(cells: Vec<Cell>) -> Vec<Cell> {
    let every = cells.len().div_ceil(CELLS_MAX).max(1);
    cells.into_iter().step_by(every).collect()
}

/// Nothing at all, or one of the titles asked for.
fn titles(fact: &FactId, leaves: &[&Test]) -> Vec<Cell> {
    let mut wanted: BTreeSet<&String> = BTreeSet::new();
    for leaf in leaves {
        if let Test::Title(read, titles, _) = leaf
            && read == fact
        {
            wanted.extend(titles);
        }
    }
    let held = |titles: BTreeMap<String, Award>| Cell::one(Known::Titles(titles));
    let each = wanted
        .into_iter()
        .map(|title| held(BTreeMap::from([(title.clone(), Award::default())])));
    std::iter::once(held(BTreeMap::new())).chain(each).collect()
}

fn numbers(declared: &Declaration, leaves: &[&Test], reader: &Reader<'_>) -> Vec<Cell> {
    let cuts = cuts(&declared.id, leaves, reader);
    let exactly = |value: &i64| Cell::one(Known::Number(Interval::exactly((*value).into())));
    if cuts.is_empty() {
        return match (declared.kind, declared.unit.zh.as_str()) {
            (Kind::Money, _) => YUAN.iter().map(exactly).collect(),
            (_, "%") => PERCENTS.iter().map(exactly).collect(),
            _ => NUMBERS.iter().map(exactly).collect(),
        };
    }
    let signed = declared.unit.zh == "%";
    let mut low = (!signed).then(|| Bound::counted(Decimal::ZERO));
    let mut cells = Vec::new();
    for (value, after) in cuts {
        let high = Some(Bound {
            value,
            counted: after,
        });
        cells.push(Interval { low, high });
        low = Some(Bound {
            value,
            counted: !after,
        });
    }
    cells.push(Interval { low, high: None });
    cells.retain(|interval| !interval.is_empty());
    let cells = cells.into_iter().map(|interval| Cell {
        set: Known::Number(interval),
        point: Known::Number(Interval::exactly(inside(&interval))),
    });
    cells.collect()
}

/// Where the rules draw lines through a number: the value, and whether the line lies just after it.
fn cuts(fact: &FactId, leaves: &[&Test], reader: &Reader<'_>) -> BTreeSet<(Decimal, bool)> {
    let mut cuts = BTreeSet::new();
    for leaf in leaves {
        if let Test::Within(read, wanted) = leaf
            && read == fact
        {
            cuts.extend(wanted.low.map(|low| (low.value, !low.counted)));
            cuts.extend(wanted.high.map(|high| (high.value, high.counted)));
        }
        if let Test::Reaches {
            fact: read,
            other,
            share,
        } = leaf
            && read == fact
        {
            let line = reader.interval(other).exact();
            let line = line.and_then(|line| line.checked_mul(share.decimal()));
            cuts.extend(line.map(|line| (line, false)));
        }
    }
    cuts
}

/// A number of an interval; a whole one if there is one.
fn inside(interval: &Interval) -> Decimal {
    let (one, two) = (Decimal::ONE, Decimal::TWO);
    let middle = match (interval.least(), interval.most()) {
        (Some(low), Some(high)) => low.saturating_add(high) / two,
        (Some(low), None) => low.saturating_mul(two).max(low.saturating_add(one)),
        (None, Some(high)) => high.saturating_sub(one),
        (None, None) => Decimal::ZERO,
    };
    let whole = middle.floor();
    if Interval::exactly(whole).lies_in(interval) {
        whole
    } else {
        middle
    }
}

fn days(fact: &FactId, leaves: &[&Test], reader: &Reader<'_>) -> Vec<Cell> {
    let today = reader.today();
    let ages: Vec<&FactId> = reader
        .facts()
        .iter()
        .filter(|declared| {
            matches!(&declared.derived, Some(Derivation::Elapsed {
                from: Moment::Fact(day),
                to: Moment::Today,
                span: Span::Months,
            }) if day == fact)
        })
        .map(|declared| &declared.id)
        .collect();
    let mut firsts: BTreeSet<Day> = BTreeSet::new();
    for leaf in leaves {
        if let Test::Within(age, wanted) = leaf
            && ages.contains(&age)
        {
            let ends = [wanted.least(), wanted.most()].into_iter().flatten();
            let months = ends.filter_map(|end| i32::try_from(end.round()).ok());
            firsts.extend(months.map(|months| latest_day(today, months).next()));
        } else if leaf.reads().iter().any(|(read, _)| *read == fact) {
            let (from, to) = wanted_days(leaf, today);
            firsts.extend(from);
            firsts.extend(to.map(Day::next));
        }
    }
    if firsts.is_empty() {
        let ago = DAYS_AGO.iter().map(|days| today.plus_days(-days));
        return ago
            .map(|day| Cell::one(Known::Days(Some(day), Some(day))))
            .collect();
    }
    let mut from = None;
    let mut cells = Vec::new();
    let ends = firsts.into_iter().map(Some).chain([None]);
    for first in ends {
        let to = first.map(Day::previous);
        let point = from.or(to).unwrap_or(today);
        cells.push(Cell {
            set: Known::Days(from, to),
            point: Known::Days(Some(point), Some(point)),
        });
        from = first;
    }
    // nobody is founded in the future
    cells.retain(|cell| !matches!(&cell.point, Known::Days(Some(day), _) if *day > today));
    cells
}
