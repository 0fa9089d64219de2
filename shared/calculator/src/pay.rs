//! Working out an amount for what is known, step by step.

use facts::{Money, Rate, Text};
use rust_decimal::Decimal;

use crate::amount::{Amount, Benefit, Share};
use crate::condition::Test;
use crate::derive::Reader;
use crate::fact::FactId;
use crate::say;
use crate::truth::Truth;

mod each;
mod instalments;
mod steps;
mod tables;
mod worked;

use each::{for_each, matched};
use steps::Steps;
use tables::{brackets, by_choice, by_title, slices};
use worked::Worked;

/// How much, as exactly as what is known allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amounted {
    /// Money from `low` to `high`, both counted; no `high` is unbounded.
    Money {
        /// At least.
        low: Money,
        /// At most.
        high: Option<Money>,
    },
    /// 减免
    Exemption(Text),
    /// 一事一议
    Ask(Text),
}

impl Amounted {
    /// The amount, if there is only one.
    #[must_use]
    pub fn exact(&self) -> Option<Money> {
        match self {
            Self::Money { low, high, .. } => high.filter(|high| high == low),
            Self::Exemption(_) | Self::Ask(_) => None,
        }
    }

    /// What is certain of it, in yuan; nothing where it is not money.
    #[must_use]
    pub fn certain(&self) -> Money {
        match self {
            Self::Money { low, .. } => *low,
            Self::Exemption(_) | Self::Ask(_) => Money::ZERO,
        }
    }
}

impl Benefit {
    /// How much it is for what is known.
    #[must_use]
    pub fn amounted(&self, reader: &Reader<'_>) -> Amounted {
        match self {
            Self::Exemption(words) => Amounted::Exemption(words.clone()),
            Self::Ask(words) => Amounted::Ask(words.clone()),
            Self::Money {
                amount,
                instalments,
            } => {
                let worked = paid(amount, instalments, reader, &mut Steps::silent());
                Amounted::Money {
                    low: worked.low,
                    high: worked.high,
                }
            }
        }
    }

    /// The working of it, step by step; nothing where it is not money.
    #[must_use]
    pub(crate) fn steps(&self, reader: &Reader<'_>) -> Vec<Text> {
        let mut steps = Steps::told();
        if let Self::Money {
            amount,
            instalments,
        } = self
        {
            paid(amount, instalments, reader, &mut steps);
        }
        steps.words()
    }
}

fn paid(amount: &Amount, shares: &[Share], reader: &Reader<'_>, steps: &mut Steps) -> Worked {
    let worked = amount.worked(reader, steps);
    instalments::paid(worked, shares, reader, steps)
}

fn either(possible: impl Iterator<Item = Worked>) -> Worked {
    possible.reduce(Worked::either).unwrap_or(Worked::NOTHING)
}

impl Amount {
    /// What is certain of it.
    pub(crate) fn certain(&self, reader: &Reader<'_>) -> Money {
        self.worked(reader, &mut Steps::silent()).low
    }

    /// Works it out; what was done is noted in `steps`.
    fn worked(&self, reader: &Reader<'_>, steps: &mut Steps) -> Worked {
        match self {
            Self::Fixed(money) => fixed(*money, steps),
            Self::Rate { share, of } => rate(*share, of, reader, steps),
            Self::Each { each, of } => per_unit(*each, of, reader, steps),
            Self::ByTitle(fact, table) => by_title(fact, table, reader, steps),
            Self::ByChoice(fact, table) => by_choice(fact, table, reader, steps),
            Self::Brackets(fact, tiers) => brackets(fact, tiers, reader, steps),
            Self::Slices(fact, tiers) => slices(fact, tiers, reader, steps),
            Self::Steps {
                each,
                of,
                per,
                above,
            } => stepped(*each, of, (*per, *above), reader, steps),
            Self::Cases(cases) => either(first_cases(cases, reader, steps).into_iter()),
            Self::Times(share, amount) => times(*share, amount.worked(reader, steps), steps),
            Self::RoundedDown { unit, amount } => {
                rounded_down(amount.worked(reader, steps), *unit, steps)
            }
            Self::When(test, amount) => match test.truth(reader) {
                Truth::Yes => amount.worked(reader, steps),
                Truth::No => Worked::NOTHING,
                Truth::Unknown => amount.worked(reader, steps).either(Worked::NOTHING),
            },
            Self::Sum(amounts) => sum(amounts, reader, steps),
            Self::Greatest(amounts) => amounts
                .iter()
                .map(|amount| amount.worked(reader, steps))
                .fold(Worked::NOTHING, Worked::greatest),
            Self::Limited {
                amount,
                least,
                most,
            } => {
                let worked = amount.worked(reader, steps);
                let most = most.as_ref().map(|most| most.ceiling(reader, steps));
                limited(worked, (*least, most), steps)
            }
            Self::LessReceived { amount, received } => {
                less_received(amount.worked(reader, steps), received, reader, steps)
            }
            Self::Discretionary(low, high) => discretionary(*low, *high, steps),
            Self::ForEach { .. } => for_each(self, reader, steps),
            Self::Item(item) => matched(item, reader, steps),
        }
    }

    /// Works out a ceiling; one that is written as a figure needs no step of its own.
    fn ceiling(&self, reader: &Reader<'_>, steps: &mut Steps) -> Worked {
        if let Self::Fixed(money) = self {
            Worked::exactly(*money)
        } else {
            self.worked(reader, steps)
        }
    }
}

fn times(share: Rate, worked: Worked, steps: &mut Steps) -> Worked {
    let times = worked.times(share.decimal());
    steps.note(|| {
        let words = times.words();
        Text::new(
            format!("按 {share} 计为 {}", words.zh),
            format!("{share} of it: {}", words.en),
        )
    });
    times
}

fn sum(amounts: &[Amount], reader: &Reader<'_>, steps: &mut Steps) -> Worked {
    let parts = amounts.iter().map(|amount| amount.worked(reader, steps));
    let sum = parts.fold(Worked::NOTHING, Worked::plus);
    if amounts.len() > 1 {
        steps.note(|| {
            let words = sum.words();
            Text::new(
                format!("合计 {}", words.zh),
                format!("together {}", words.en),
            )
        });
    }
    sum
}

fn fixed(money: Money, steps: &mut Steps) -> Worked {
    steps.note(|| {
        let mut said = Text::room();
        said.add("定额 ", "fixed ");
        say::add_money(&mut said, money);
        said
    });
    Worked::exactly(money)
}

fn discretionary(low: Money, high: Money, steps: &mut Steps) -> Worked {
    let range = Worked {
        low,
        high: Some(high),
    };
    steps.note(|| {
        let words = range.words();
        Text::new(
            format!("{}，由审核部门核定", words.zh),
            format!("{}, as the department decides", words.en),
        )
    });
    range
}

/// Notes `fact × factor = result`.
fn multiplied(
    fact: &FactId,
    factor: impl FnOnce() -> Text,
    result: Worked,
    reader: &Reader<'_>,
    steps: &mut Steps,
) {
    let Some(declared) = reader.facts().get(fact) else {
        return;
    };
    steps.note(|| {
        let mut said = Text::room();
        said.add_text(&declared.label);
        said.add("（", " (");
        say::add_interval(&mut said, declared, &reader.interval(fact));
        said.add("）× ", ") × ");
        said.add_text(&factor());
        said.add_both(" = ");
        result.say(&mut said);
        said
    });
}

fn rate(share: Rate, of: &FactId, reader: &Reader<'_>, steps: &mut Steps) -> Worked {
    let result = Worked::of(reader.interval(of)).map(|base| share.of(base));
    let factor = || Text::new(share.to_string(), share.to_string());
    multiplied(of, factor, result, reader, steps);
    result
}

fn per_unit(each: Money, of: &FactId, reader: &Reader<'_>, steps: &mut Steps) -> Worked {
    let units = reader.interval(of);
    let times = |units: Decimal| each.times(units).max(Money::ZERO);
    let result = Worked {
        low: units.least().map_or(Money::ZERO, times),
        high: units.most().map(times),
    };
    multiplied(of, || say::money(each), result, reader, steps);
    result
}

/// What the first case that holds may come to: every case up to the first that holds for sure.
fn first_cases(cases: &[(Test, Amount)], reader: &Reader<'_>, steps: &mut Steps) -> Vec<Worked> {
    let mut possible = Vec::new();
    for (test, amount) in cases {
        let truth = test.truth(reader);
        if truth != Truth::No {
            possible.push(amount.worked(reader, steps));
        }
        if truth == Truth::Yes {
            return possible;
        }
    }
    possible.push(Worked::NOTHING);
    possible
}

fn stepped(
    each: Money,
    of: &FactId,
    (per, above): (Decimal, Decimal),
    reader: &Reader<'_>,
    steps: &mut Steps,
) -> Worked {
    let paid = |value: Decimal| {
        let over = value.checked_sub(above).unwrap_or_default();
        let full = over.max(Decimal::ZERO).checked_div(per).unwrap_or_default();
        each.times(full.floor()).max(Money::ZERO)
    };
    let value = reader.interval(of);
    let result = Worked {
        low: value.least().map_or(Money::ZERO, paid),
        high: value.most().map(paid),
    };
    let factor = || {
        let (each, per) = (say::money(each), per.normalize());
        Text::new(
            format!("每满 {per} 计 {}", each.zh),
            format!("{} for every full {per}", each.en),
        )
    };
    multiplied(of, factor, result, reader, steps);
    result
}

fn rounded_down(worked: Worked, unit: Money, steps: &mut Steps) -> Worked {
    let whole = |money: Money| {
        let units = money.decimal().checked_div(unit.decimal());
        units.map_or(money, |units| unit.times(units.floor()))
    };
    let result = worked.map(whole);
    if result != worked {
        steps.note(|| {
            let words = result.words();
            Text::new(
                format!("舍去零头，计 {}", words.zh),
                format!("rounded down to {}", words.en),
            )
        });
    }
    result
}

fn limited(
    worked: Worked,
    (least, most): (Option<Money>, Option<Worked>),
    steps: &mut Steps,
) -> Worked {
    let mut result = worked;
    if let Some(least) = least {
        result = result.map(|money| money.max(least));
        if result != worked {
            steps.note(|| {
                let words = say::money(least);
                Text::new(
                    format!("不足 {0} 的按 {0} 计", words.zh),
                    format!("at least {}", words.en),
                )
            });
        }
    }
    let Some(most) = most else {
        return result;
    };
    let capped = result.least(most);
    if capped != result {
        steps.note(|| {
            let mut said = Text::room();
            said.add("最高不超过 ", "at most ");
            most.say(&mut said);
            said
        });
    }
    capped
}

fn less_received(
    worked: Worked,
    received: &FactId,
    reader: &Reader<'_>,
    steps: &mut Steps,
) -> Worked {
    let earlier = Worked::of(reader.interval(received));
    let less = |money: Money, earlier: Money| money.minus(earlier).max(Money::ZERO);
    let result = Worked {
        low: earlier
            .high
            .map_or(Money::ZERO, |most| less(worked.low, most)),
        high: worked.high.map(|high| less(high, earlier.low)),
    };
    steps.note(|| {
        let words = earlier.words();
        Text::new(
            format!("扣除已享受的 {}", words.zh),
            format!("less {} received already", words.en),
        )
    });
    result
}
