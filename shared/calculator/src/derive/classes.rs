//! The size class, of facts known in part.

use std::collections::BTreeSet;

use facts::size_class::{Bounds, Classified, Indicators, classify};
use facts::{Industry, Money, SizeClass};
use rust_decimal::prelude::ToPrimitive;

use super::Reader;
use crate::fact::FactId;
use crate::interval::Interval;
use crate::profile::Known;

/// The value of a size class where the method says nothing.
const NOT_COVERED: &str = "not_covered";

impl Reader<'_> {
    pub(super) fn size_class(&self, industry: &FactId, indicators: [&FactId; 3]) -> Option<Known> {
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
