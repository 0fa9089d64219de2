//! Arithmetic on intervals: what comes out holds whatever lies in them.

use rust_decimal::Decimal;

use crate::interval::{Bound, Interval};

/// Both ends joined; an end that cannot be told is open.
pub(super) fn ends(
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

pub(super) fn lesser(one: Bound, two: Bound) -> Bound {
    if two.value < one.value || (two.value == one.value && two.counted) {
        two
    } else {
        one
    }
}

pub(super) fn greater(one: Bound, two: Bound) -> Bound {
    if two.value > one.value || (two.value == one.value && two.counted) {
        two
    } else {
        one
    }
}

pub(super) fn either_end(
    one: Option<Bound>,
    two: Option<Bound>,
    choose: impl Fn(Bound, Bound) -> Bound,
) -> Option<Bound> {
    match (one, two) {
        (Some(one), Some(two)) => Some(choose(one, two)),
        (one, two) => one.or(two),
    }
}

pub(super) fn difference(from: Option<Bound>, less: Option<Bound>) -> Option<Bound> {
    let (from, less) = (from?, less?);
    Some(Bound {
        value: from.value.checked_sub(less.value)?,
        counted: from.counted && less.counted,
    })
}

/// `times × part ÷ whole − less`, where the whole is surely positive.
///
/// Decimals carry 28 digits and amounts at most 23 before and after the point together, so a quotient rounded to them lies on the
/// same side of any limit that can be written as the exact one.
pub(super) fn quotient(
    part: Interval,
    whole: Interval,
    (times, less): (Decimal, Decimal),
) -> Option<Interval> {
    let smallest = whole.least().filter(|least| *least > Decimal::ZERO)?;
    let largest = whole.most();
    let share_of = |part: Option<Decimal>, whole: Option<Decimal>| {
        let share = part?.checked_mul(times)?.checked_div(whole?)?;
        share.checked_sub(less)
    };
    let negative = |part: Option<Decimal>| part.is_some_and(|part| part < Decimal::ZERO);
    let low = if negative(part.least()) {
        share_of(part.least(), Some(smallest))
    } else {
        let least = part.least();
        share_of(least, largest).or_else(|| least.map(|_| Decimal::ZERO - less))
    };
    let high = if negative(part.most()) {
        share_of(part.most(), largest).or_else(|| part.most().map(|_| Decimal::ZERO - less))
    } else {
        share_of(part.most(), Some(smallest))
    };
    Some(Interval::between(low, high))
}

/// The greatest multiple of `unit` that is not more.
pub(super) fn whole(value: Interval, unit: Decimal) -> Interval {
    let down = |value: Decimal| value.checked_div(unit)?.floor().checked_mul(unit);
    Interval::between(value.least().and_then(down), value.most().and_then(down))
}

/// Either of them, not known which.
pub(super) fn either(one: Interval, two: Interval) -> Interval {
    Interval {
        low: one.low.zip(two.low).map(|(one, two)| lesser(one, two)),
        high: one.high.zip(two.high).map(|(one, two)| greater(one, two)),
    }
}

/// The least of two.
pub(super) fn least(one: Interval, two: Interval) -> Interval {
    Interval {
        low: one.low.zip(two.low).map(|(one, two)| lesser(one, two)),
        high: either_end(one.high, two.high, lesser),
    }
}

/// The greatest of two.
pub(super) fn greatest(one: Interval, two: Interval) -> Interval {
    Interval {
        low: either_end(one.low, two.low, greater),
        high: one.high.zip(two.high).map(|(one, two)| greater(one, two)),
    }
}

/// Both together.
pub(super) fn sum(one: Interval, two: Interval) -> Interval {
    ends(one, two, Decimal::checked_add)
}

/// One less the other.
pub(super) fn less(from: Interval, less: Interval) -> Interval {
    Interval {
        low: difference(from.low, less.high),
        high: difference(from.high, less.low),
    }
}

/// Both multiplied; nothing said where one may be negative.
pub(super) fn product(one: Interval, two: Interval) -> Interval {
    let signed = |one: Interval| one.least().is_none_or(|least| least < Decimal::ZERO);
    if signed(one) || signed(two) {
        return Interval::default();
    }
    let product = ends(one, two, Decimal::checked_mul);
    // nothing times what is just above a bound is still nothing: the ends belong to it
    Interval::between(product.least(), product.most())
}
