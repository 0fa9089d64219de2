//! Facts that follow from others, as exactly as what is known allows.

use std::collections::BTreeSet;

use facts::size_class::{Bounds, Classified, Indicators, classify};
use facts::{Day, Industry, Jurisdiction, Money, SizeClass};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::catalogue::Parameter;
use crate::condition::Test;
use crate::fact::{Derivation, FactId, Facts};
use crate::interval::{Bound, Interval};
use crate::profile::{Known, Profile};
use crate::truth::Truth;

/// The value of a size class where the method says nothing.
const NOT_COVERED: &str = "not_covered";

/// A profile on a day, read through the declarations: what was given, or what follows from it.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    facts: &'a Facts,
    profile: &'a Profile,
    jurisdictions: &'a [Jurisdiction],
    parameters: &'a [Parameter],
    today: Day,
}

impl<'a> Reader<'a> {
    /// A reader of `profile` on the day `today`.
    #[must_use]
    pub(crate) const fn new(
        (facts, jurisdictions, parameters): (&'a Facts, &'a [Jurisdiction], &'a [Parameter]),
        profile: &'a Profile,
        today: Day,
    ) -> Self {
        Self {
            facts,
            profile,
            jurisdictions,
            parameters,
            today,
        }
    }

    /// The day assessed.
    #[must_use]
    pub const fn today(&self) -> Day {
        self.today
    }

    /// The declarations.
    #[must_use]
    pub const fn facts(&self) -> &'a Facts {
        self.facts
    }

    /// The jurisdictions rules may name.
    #[must_use]
    pub const fn jurisdictions(&self) -> &'a [Jurisdiction] {
        self.jurisdictions
    }

    /// What is known of a fact: as given, else as the city gives it, else as it follows.
    #[must_use]
    pub fn known(&self, fact: &FactId) -> Option<Known> {
        if let Some(given) = self.profile.get(fact) {
            return Some(given.clone());
        }
        let declared = self.facts.get(fact)?;
        if declared.parameter {
            return self.parameter(fact);
        }
        self.derived(declared.derived.as_ref()?)
    }

    /// What the city says of a fact on the day assessed: the latest that counts by then.
    fn parameter(&self, fact: &FactId) -> Option<Known> {
        let said = self.parameters.iter();
        said.filter(|said| said.fact == *fact && said.from <= self.today)
            .max_by_key(|said| said.from)
            .map(|said| said.known.clone())
    }

    /// The interval of a number or of money; everything where it is not known.
    #[must_use]
    pub fn interval(&self, fact: &FactId) -> Interval {
        match self.known(fact) {
            Some(Known::Number(interval)) => interval,
            _ => Interval::default(),
        }
    }

    fn derived(&self, derivation: &Derivation) -> Option<Known> {
        match derivation {
            Derivation::SizeClass {
                industry,
                staff,
                revenue,
                assets,
            } => self.size_class(industry, [staff, revenue, assets]),
            Derivation::MonthsSince { day } => {
                let Known::Days(from, to) = self.known(day)? else {
                    return None;
                };
                let months = |day: &Day| Decimal::from(day.months_until(self.today));
                let passed = Interval::between(to.as_ref().map(months), from.as_ref().map(months));
                Some(Known::Number(passed))
            }
            Derivation::Percent { part, whole } => {
                quotient(self.interval(part), self.interval(whole), Decimal::ZERO)
            }
            Derivation::Growth { now, before } => {
                let all = Decimal::from(100);
                quotient(self.interval(now), self.interval(before), all)
            }
            Derivation::Sum(of) => self.folded(of, |one, two| ends(one, two, Decimal::checked_add)),
            Derivation::Product { of, share } => {
                let product = self.folded(of, |one, two| ends(one, two, Decimal::checked_mul));
                let share = Interval::exactly(share.decimal());
                let Some(Known::Number(product)) = product else {
                    return None;
                };
                let product = ends(product, share, Decimal::checked_mul);
                let signed = of.iter().any(|fact| {
                    let least = self.interval(fact).least();
                    least.is_none_or(|least| least < Decimal::ZERO)
                });
                (!signed).then_some(Known::Number(product))
            }
            Derivation::Least(of) => self.folded(of, |one, two| Interval {
                low: one.low.zip(two.low).map(|(one, two)| lesser(one, two)),
                high: either_end(one.high, two.high, lesser),
            }),
            Derivation::Greatest(of) => self.folded(of, |one, two| Interval {
                low: either_end(one.low, two.low, greater),
                high: one.high.zip(two.high).map(|(one, two)| greater(one, two)),
            }),
            Derivation::Points(table) => Some(Known::Number(self.points(table))),
            Derivation::Difference { from, less } => {
                let (from, less) = (self.interval(from), self.interval(less));
                Some(Known::Number(Interval {
                    low: difference(from.low, less.high),
                    high: difference(from.high, less.low),
                }))
            }
        }
    }

    fn folded(
        &self,
        of: &[FactId],
        join: impl Fn(Interval, Interval) -> Interval,
    ) -> Option<Known> {
        let each = of.iter().map(|fact| self.interval(fact));
        each.reduce(join).map(Known::Number)
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

    fn size_class(&self, industry: &FactId, indicators: [&FactId; 3]) -> Option<Known> {
        let Some(Known::Industry(industries)) = self.known(industry) else {
            return None;
        };
        let [staff, revenue, assets] = indicators.map(|fact| self.interval(fact));
        let known = Indicators {
            staff: Bounds {
                low: staff.least().and_then(|value| value.ceil().to_u64()),
                high: staff.most().and_then(|value| value.floor().to_u64()),
            },
            revenue: money(revenue),
            assets: money(assets),
        };
        let classes: Option<BTreeSet<String>> =
            industries
                .iter()
                .try_fold(BTreeSet::new(), |mut classes, industry| {
                    classes.extend(classes_of(industry, &known)?);
                    Some(classes)
                });
        classes.map(Known::OneOf)
    }
}

/// Both ends joined; an end that cannot be told is open.
fn ends(
    one: Interval,
    two: Interval,
    join: impl Fn(Decimal, Decimal) -> Option<Decimal>,
) -> Interval {
    let end = |one: Option<Bound>, two: Option<Bound>| {
        let (one, two) = (one?, two?);
        Some(Bound {
            value: join(one.value, two.value)?,
            counted: one.counted && two.counted,
        })
    };
    Interval {
        low: end(one.low, two.low),
        high: end(one.high, two.high),
    }
}

fn lesser(one: Bound, two: Bound) -> Bound {
    if two.value < one.value || (two.value == one.value && two.counted) {
        two
    } else {
        one
    }
}

fn greater(one: Bound, two: Bound) -> Bound {
    if two.value > one.value || (two.value == one.value && two.counted) {
        two
    } else {
        one
    }
}

fn either_end(
    one: Option<Bound>,
    two: Option<Bound>,
    choose: impl Fn(Bound, Bound) -> Bound,
) -> Option<Bound> {
    match (one, two) {
        (Some(one), Some(two)) => Some(choose(one, two)),
        (one, two) => one.or(two),
    }
}

fn money(interval: Interval) -> Bounds<Money> {
    Bounds {
        low: interval.least().map(Money::truncated),
        high: interval.most().map(Money::truncated),
    }
}

/// The words of the classes still possible; none where even that cannot be said.
fn classes_of(industry: &Industry, known: &Indicators) -> Option<Vec<String>> {
    match classify(industry, known) {
        Classified::IndustryTooCoarse => None,
        Classified::NotCovered if industry.digits().len() < 3 && industry.section() == 'Q' => None,
        Classified::NotCovered => Some(vec![NOT_COVERED.to_owned()]),
        Classified::Within(least, most) => Some(
            SizeClass::ALL
                .iter()
                .filter(|class| (least..=most).contains(class))
                .map(|class| class.word().to_owned())
                .collect(),
        ),
    }
}

fn difference(from: Option<Bound>, less: Option<Bound>) -> Option<Bound> {
    let (from, less) = (from?, less?);
    Some(Bound {
        value: from.value.checked_sub(less.value)?,
        counted: from.counted && less.counted,
    })
}

/// `100 × part ÷ whole − less`, in per cent, where the whole is surely positive.
///
/// Decimals carry 28 digits and amounts at most 23 before and after the point together, so a quotient rounded to them lies on the
/// same side of any limit that can be written as the exact one.
fn quotient(part: Interval, whole: Interval, less: Decimal) -> Option<Known> {
    let smallest = whole.least().filter(|least| *least > Decimal::ZERO)?;
    let largest = whole.most();
    let percent = |part: Option<Decimal>, whole: Option<Decimal>| {
        let share = part?.checked_mul(Decimal::from(100))?.checked_div(whole?)?;
        share.checked_sub(less)
    };
    let negative = |part: Option<Decimal>| part.is_some_and(|part| part < Decimal::ZERO);
    let low = if negative(part.least()) {
        percent(part.least(), Some(smallest))
    } else {
        let least = part.least();
        percent(least, largest).or_else(|| least.map(|_| Decimal::ZERO - less))
    };
    let high = if negative(part.most()) {
        percent(part.most(), largest).or_else(|| part.most().map(|_| Decimal::ZERO - less))
    } else {
        percent(part.most(), Some(smallest))
    };
    Some(Known::Number(Interval::between(low, high)))
}
