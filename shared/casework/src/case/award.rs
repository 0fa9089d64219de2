//! What was approved, the instalments (分期兑现) it is paid in, and what of it is asked back (追回): M44, M101.
//!
//! An award is always made of instalments; what is paid at once has one. They are fixed when the window releases the approval, are paid
//! in their order, and each is settled once: paid, or cancelled because its condition failed.

use facts::{Day, Money, Rate};

use super::{ConditionCheck, Publicity, Withdrawal};
use crate::Text;

/// Working days after an instalment falls due within which it is paid.
pub const PAY_WORKING_DAYS: u32 = 10;

/// A share of the amount as the item says it, read for the applicant on the day of submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The share.
    pub share: Rate,
    /// When and for what.
    pub words: Text,
    /// Whether it is paid only where a condition holds, to be looked at when it is paid.
    pub conditional: bool,
    /// The day it is paid from on, where it waits for one.
    pub from: Option<Day>,
}

/// A part of an award.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instalment {
    /// How much; more than nothing.
    pub amount: Money,
    /// When and for what; none where the award is paid at once.
    pub words: Option<Text>,
    /// Whether it is paid only where a condition holds.
    pub conditional: bool,
    /// The day it is paid from on, where it waits for one.
    pub from: Option<Day>,
    /// What was found of its condition last, where somebody looked before it was settled.
    pub check: Option<ConditionCheck>,
    /// What became of it.
    pub standing: Standing,
}

/// What became of an instalment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// 待拨付
    Waiting,
    /// 已拨付
    Paid(Payment),
    /// 不再拨付: its condition failed.
    Cancelled {
        /// When.
        on: Day,
        /// Why.
        reason: String,
        /// What the enterprise can do.
        remedy: String,
    },
}

/// Money paid, or paid back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// How much.
    pub amount: Money,
    /// When.
    pub paid_on: Day,
    /// Reference of the payment order.
    pub reference: String,
}

/// What was approved and released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Award {
    /// How much, where it is money.
    pub amount: Option<Money>,
    /// Why.
    pub reason: String,
    /// The public's time to object, once it is over; while it runs it belongs to the state.
    pub publicity: Option<Publicity>,
    /// What it is paid in, in order; empty where it is no money.
    pub instalments: Vec<Instalment>,
}

/// A demand to pay back (追回).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClawBack {
    /// How much; more than nothing.
    pub amount: Money,
    /// On what ground.
    pub ground: String,
    /// Last day to pay it back.
    pub until: Day,
    /// What the enterprise can do against it.
    pub remedy: String,
    /// What was paid back of it, in order.
    pub repaid: Vec<Payment>,
    /// That it does not stand any more (撤销追回).
    pub withdrawn: Option<Withdrawal>,
}

/// The instalments of `amount` by the terms of its item: shares in the proportion of the terms, each rounded down to the fen, and the last
/// gets what is left, so that together they are the amount. What would be less than one fen is left out.
#[must_use]
pub fn instalments(amount: Money, terms: &[Term]) -> Vec<Instalment> {
    let Some((last, before)) = terms.split_last() else {
        return vec![Instalment::whole(amount)];
    };
    let shares = terms.iter().map(|term| term.share.decimal());
    let all = shares.fold(Money::ZERO.decimal(), |sum, share| {
        sum.saturating_add(share)
    });
    let mut left = amount;
    let mut parts = Vec::new();
    for term in before {
        let part = term.share.decimal().checked_mul(amount.decimal());
        let part = part.and_then(|part| part.checked_div(all));
        let part = part.map_or(Money::ZERO, Money::truncated).min(left);
        left = left.minus(part);
        parts.push(Instalment::of(part, term));
    }
    parts.push(Instalment::of(left, last));
    parts.retain(|part| part.amount > Money::ZERO);
    parts
}

impl Instalment {
    /// All of an amount, at once.
    #[must_use]
    pub const fn whole(amount: Money) -> Self {
        Self {
            amount,
            words: None,
            conditional: false,
            from: None,
            check: None,
            standing: Standing::Waiting,
        }
    }

    fn of(amount: Money, term: &Term) -> Self {
        Self {
            words: Some(term.words.clone()),
            conditional: term.conditional,
            from: term.from,
            ..Self::whole(amount)
        }
    }

    fn waits(&self) -> bool {
        self.standing == Standing::Waiting
    }
}

fn sum(amounts: impl Iterator<Item = Money>) -> Money {
    amounts.fold(Money::ZERO, Money::plus)
}

impl Award {
    /// The instalment that is paid next, and its place, counted from one.
    #[must_use]
    pub fn next(&self) -> Option<(usize, &Instalment)> {
        let numbered = (1..).zip(&self.instalments);
        numbered.into_iter().find(|(_, one)| one.waits())
    }

    /// What was paid, in order.
    pub fn payments(&self) -> impl Iterator<Item = &Payment> {
        self.instalments
            .iter()
            .filter_map(|one| match &one.standing {
                Standing::Paid(payment) => Some(payment),
                Standing::Waiting | Standing::Cancelled { .. } => None,
            })
    }

    /// What was paid in all.
    #[must_use]
    pub fn paid(&self) -> Money {
        sum(self.payments().map(|payment| payment.amount))
    }

    /// What is still to be paid.
    #[must_use]
    pub fn left(&self) -> Money {
        let waiting = self.instalments.iter().filter(|one| one.waits());
        sum(waiting.map(|one| one.amount))
    }

    /// The day the next instalment falls due, where it is known: not before its own day, not before the one before it was settled, and
    /// not before its condition is met. What has a condition and no day, or whose condition was found not to be met yet, has none: it is
    /// looked at again from [`super::Case::condition_due`] on.
    #[must_use]
    pub fn falls_due(&self) -> Option<Day> {
        let (_, next) = self.next()?;
        let day = next.from.max(self.settled_on());
        match &next.check {
            Some(check) if check.met => day.max(Some(check.on)),
            Some(_) => None,
            None if next.conditional && next.from.is_none() => None,
            None => day,
        }
    }

    /// The day the instalment before the next one was settled, if there is one.
    pub(super) fn settled_on(&self) -> Option<Day> {
        let mut settled = self
            .instalments
            .iter()
            .filter_map(|one| match &one.standing {
                Standing::Paid(payment) => Some(payment.paid_on),
                Standing::Cancelled { on, .. } => Some(*on),
                Standing::Waiting => None,
            });
        settled.next_back()
    }

    /// Whether its next instalment is one the promise of the case is not about: it waits for a day, a condition or the one before it.
    pub(super) fn waits(&self, today: Day) -> bool {
        let later =
            |next: &Instalment| next.conditional || next.from.is_some_and(|from| from > today);
        self.payments().next().is_some() || self.next().is_some_and(|(_, next)| later(next))
    }

    /// The award with what was found of the condition of its next instalment.
    pub(super) fn checked(mut self, check: ConditionCheck) -> Option<Self> {
        let next = self.instalments.iter_mut().find(|one| one.waits())?;
        next.check = Some(check);
        Some(self)
    }

    pub(super) fn settle(mut self, standing: Standing) -> Option<Self> {
        let next = self.instalments.iter_mut().find(|one| one.waits())?;
        next.standing = standing;
        Some(self)
    }
}

impl Award {
    /// What comes next, where an instalment is left that the promise is not about.
    pub(super) fn next_in_words(&self, looked_at: Option<Day>) -> Text {
        let Some((place, next)) = self.next() else {
            return Text::new("等待财政拨付", "the finance office will pay");
        };
        let amount = next.amount;
        let open = next.conditional && next.check.is_none();
        let (zh, en) = match (self.falls_due(), open) {
            (Some(day), true) => (
                format!("，自{}起核实条件后拨付", day.words()),
                format!(" once its condition is checked, from {day}"),
            ),
            (Some(day), false) => (format!("，自{}起拨付", day.words()), format!(" from {day}")),
            (None, _) => {
                let (zh, en) = looked_at.map_or_else(Default::default, |day| {
                    (
                        format!("，{}起核实", day.words()),
                        format!(", from {day} on"),
                    )
                });
                (
                    format!("，条件核实后拨付{zh}"),
                    format!(" once its condition is checked{en}"),
                )
            }
        };
        Text::new(
            format!("第 {place} 期 {} 待拨付{zh}", amount.words()),
            format!("instalment {place}, CNY {}, is paid{en}", amount.grouped()),
        )
    }
}

impl super::Case {
    /// What comes next, where money is to be paid back, or what came back is to be refunded.
    pub(super) fn owed_in_words(&self) -> Option<Text> {
        let owed = self.owed().map(|owed| {
            let (left, until) = (owed.left(), owed.until);
            Text::new(
                format!("请于{}前（含当日）缴回 {}", until.words(), left.words()),
                format!("CNY {} are to be paid back by {until}", left.grouped()),
            )
        });
        let refund = Some(self.to_refund()).filter(|refund| *refund > Money::ZERO);
        let refund = refund.map(|refund| {
            Text::new(
                format!("追回已撤销，已缴回的 {} 待退还企业", refund.words()),
                format!(
                    "the demand was withdrawn; CNY {} that came back are to be refunded",
                    refund.grouped()
                ),
            )
        });
        match (owed, refund) {
            (Some(owed), Some(refund)) => Some(Text::new(
                format!("{}；另一笔{}", owed.zh, refund.zh),
                format!("{}; of another, {}", owed.en, refund.en),
            )),
            (owed, refund) => owed.or(refund),
        }
    }
}

impl ClawBack {
    /// What was paid back of it.
    #[must_use]
    pub fn repaid(&self) -> Money {
        sum(self.repaid.iter().map(|payment| payment.amount))
    }

    /// What is still to be paid back; nothing once it is withdrawn.
    #[must_use]
    pub fn left(&self) -> Money {
        if self.stands() {
            self.amount.minus(self.repaid())
        } else {
            Money::ZERO
        }
    }
}
