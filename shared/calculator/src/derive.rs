//! Facts that follow from others, as exactly as what is known allows.

use std::collections::BTreeSet;

use facts::size_class::{Bounds, Classified, Indicators, classify};
use facts::{Day, Industry, Jurisdiction, Money, SizeClass};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::fact::{Derivation, FactId, Facts};
use crate::interval::{Bound, Interval};
use crate::profile::{Known, Profile};

/// The value of a size class where the method says nothing.
const NOT_COVERED: &str = "not_covered";

/// A profile on a day, read through the declarations: what was given, or what follows from it.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    facts: &'a Facts,
    profile: &'a Profile,
    jurisdictions: &'a [Jurisdiction],
    today: Day,
}

impl<'a> Reader<'a> {
    /// A reader of `profile` on the day `today`.
    #[must_use]
    pub const fn new(
        facts: &'a Facts,
        profile: &'a Profile,
        jurisdictions: &'a [Jurisdiction],
        today: Day,
    ) -> Self {
        Self {
            facts,
            profile,
            jurisdictions,
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

    /// What is known of a fact: as given, else as it follows.
    #[must_use]
    pub fn known(&self, fact: &FactId) -> Option<Known> {
        if let Some(given) = self.profile.get(fact) {
            return Some(given.clone());
        }
        let derivation = self.facts.get(fact)?.derived.as_ref()?;
        self.derived(derivation)
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
                let Known::Days(from, to) = self.profile.get(day)? else {
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
            Derivation::Difference { from, less } => {
                let (from, less) = (self.interval(from), self.interval(less));
                Some(Known::Number(Interval {
                    low: difference(from.low, less.high),
                    high: difference(from.high, less.low),
                }))
            }
        }
    }

    fn size_class(&self, industry: &FactId, indicators: [&FactId; 3]) -> Option<Known> {
        let Some(Known::Industry(industries)) = self.profile.get(industry) else {
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
