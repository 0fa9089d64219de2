//! Working out what follows.

use facts::Day;
use rust_decimal::Decimal;

use super::Reader;
use super::arithmetic::{either, greatest, least, less, product, quotient, sum, whole};
use crate::condition::Test;
use crate::derivation::{Derivation, Moment, Span, Taken, Term};
use crate::fact::FactId;
use crate::interval::Interval;
use crate::profile::{Known, Profile};
use crate::truth::Truth;

/// First and last day something may be on.
type Days = (Option<Day>, Option<Day>);

impl Reader<'_> {
    /// What follows, if anything is known of it.
    pub(super) fn derived(&self, derivation: &Derivation) -> Option<Known> {
        match derivation {
            Derivation::SizeClass {
                industry,
                staff,
                revenue,
                assets,
            } => self.size_class(industry, [staff, revenue, assets]),
            Derivation::Today => Some(Known::Days(Some(self.today), Some(self.today))),
            Derivation::Elapsed { .. }
            | Derivation::Percent { .. }
            | Derivation::Growth { .. }
            | Derivation::Quotient { .. }
            | Derivation::Sum(_)
            | Derivation::Product { .. }
            | Derivation::Least(_)
            | Derivation::Greatest(_)
            | Derivation::Difference { .. }
            | Derivation::Whole { .. }
            | Derivation::Points(_)
            | Derivation::Cases(_)
            | Derivation::Gathered { .. } => {
                let number = self.number(derivation);
                (number != Interval::default()).then_some(Known::Number(number))
            }
        }
    }

    /// The number that follows; everything where nothing is known of it.
    fn number(&self, derivation: &Derivation) -> Interval {
        let hundred = Decimal::ONE_HUNDRED;
        match derivation {
            Derivation::SizeClass { .. } | Derivation::Today => Interval::default(),
            Derivation::Elapsed { from, to, span } => {
                elapsed(self.moment(from), self.moment(to), *span)
            }
            Derivation::Percent { part, whole } => {
                self.divided((part, whole), (hundred, Decimal::ZERO))
            }
            Derivation::Growth { now, before } => self.divided((now, before), (hundred, hundred)),
            Derivation::Quotient { of, by } => {
                self.divided((of, by), (Decimal::ONE, Decimal::ZERO))
            }
            Derivation::Sum(of) => self.folded(of, sum),
            Derivation::Product { of, share } => {
                let share = Interval::exactly(share.decimal());
                product(self.folded(of, product), share)
            }
            Derivation::Least(of) => self.folded(of, least),
            Derivation::Greatest(of) => self.folded(of, greatest),
            Derivation::Difference { from, less: other } => less(self.term(from), self.term(other)),
            Derivation::Whole { of, unit } => whole(self.term(of), *unit),
            Derivation::Points(table) => self.points(table),
            Derivation::Cases(cases) => self.first_of(cases),
            Derivation::Gathered { list, when, taken } => self.gathered(list, when.as_ref(), taken),
        }
    }

    fn term(&self, term: &Term) -> Interval {
        match term {
            Term::Fact(fact) => self.interval(fact),
            Term::Number(number) => Interval::exactly(*number),
            Term::Follows(derivation) => self.number(derivation),
        }
    }

    fn moment(&self, moment: &Moment) -> Days {
        let exactly = |day: Option<Day>| (day, day);
        match moment {
            Moment::Fact(fact) => match self.known(fact) {
                Some(Known::Days(from, to)) => (from, to),
                _ => (None, None),
            },
            Moment::Today => exactly(Some(self.today)),
            Moment::Day(day) => exactly(Some(*day)),
            Moment::YearEnd(back) => {
                let year = self.today.year().saturating_sub(i16::from(*back));
                exactly(Day::new(year, 12, 31).ok())
            }
        }
    }

    fn divided(&self, (part, whole): (&Term, &Term), how: (Decimal, Decimal)) -> Interval {
        quotient(self.term(part), self.term(whole), how).unwrap_or_default()
    }

    fn folded(&self, of: &[Term], join: impl Fn(Interval, Interval) -> Interval) -> Interval {
        let each = of.iter().map(|term| self.term(term));
        each.reduce(join).unwrap_or_default()
    }

    /// The points of the tests that hold for sure, and of those that may.
    fn points(&self, table: &[(Test, Decimal)]) -> Interval {
        let (mut low, mut high) = (Decimal::ZERO, Decimal::ZERO);
        for (test, points) in table {
            let (may_not, may) = match test.truth(self) {
                Truth::Yes => (*points, *points),
                Truth::Unknown => (Decimal::ZERO.min(*points), Decimal::ZERO.max(*points)),
                Truth::No => (Decimal::ZERO, Decimal::ZERO),
            };
            low = low.saturating_add(may_not);
            high = high.saturating_add(may);
        }
        Interval::between(Some(low), Some(high))
    }

    /// What the first case that holds may come to.
    fn first_of(&self, cases: &[(Test, Term)]) -> Interval {
        let mut possible: Option<Interval> = None;
        for (test, term) in cases {
            let truth = test.truth(self);
            if truth != Truth::No {
                let here = self.term(term);
                possible = Some(possible.map_or(here, |before| either(before, here)));
            }
            if truth == Truth::Yes {
                return possible.unwrap_or_default();
            }
        }
        Interval::default()
    }

    fn gathered(&self, list: &FactId, when: Option<&Test>, taken: &Taken) -> Interval {
        let nothing = Interval::exactly(Decimal::ZERO);
        let Some(records) = self.records(list) else {
            return match taken {
                Taken::Count | Taken::Largest(_) => Interval::between(Some(Decimal::ZERO), None),
                Taken::Total(_) => Interval::default(),
            };
        };
        let each = records.iter().map(|record| self.taken(record, when, taken));
        match taken {
            Taken::Count | Taken::Total(_) => each.fold(nothing, sum),
            Taken::Largest(_) => each.fold(nothing, greatest),
        }
    }

    /// What one record comes to: nothing where the test fails, perhaps nothing where it is open.
    fn taken(&self, record: &Profile, when: Option<&Test>, taken: &Taken) -> Interval {
        let nothing = Interval::exactly(Decimal::ZERO);
        let reader = self.of_record(record);
        let value = match taken {
            Taken::Count => Interval::exactly(Decimal::ONE),
            Taken::Total(field) | Taken::Largest(field) => reader.interval(field),
        };
        match when.map_or(Truth::Yes, |test| test.truth(&reader)) {
            Truth::Yes => value,
            Truth::Unknown => either(value, nothing),
            Truth::No => nothing,
        }
    }
}

/// Time between two days; less for a later beginning, more for a later end.
fn elapsed(from: Days, to: Days, span: Span) -> Interval {
    let counted = |from: Option<Day>, to: Option<Day>| {
        let (from, to) = (from?, to?);
        let passed = match span {
            Span::Days => from.days_until(to),
            Span::Months => from.months_until(to),
            Span::Years => from.months_until(to) / 12,
            Span::CalendarYears => i64::from(to.year()) - i64::from(from.year()),
        };
        Some(Decimal::from(passed))
    };
    Interval::between(counted(from.1, to.0), counted(from.0, to.1))
}
