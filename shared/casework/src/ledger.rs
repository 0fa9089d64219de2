//! The ledger (台账) of an item in one opening: what there is to give, and what is promised of it (M94).
//!
//! A case takes from it when it is approved and gives back when that approval is undone; both follow from the states of the case, so
//! nothing can be taken twice. What of an award is not paid after all, and what was paid back, goes to the same opening it was taken from:
//! the money is there to be given again, the place is not; where that demand is withdrawn, it is promised once more. What is given out
//! once an opening has closed is taken when it is allocated, not when it is approved: the allocation holds all it gives, and each case
//! claims its share of that. Whoever writes a case writes the line in the same transaction, under its version: two approvals at once
//! never promise more than there is.

use facts::{ItemId, Money};

use crate::case::{Case, Decision};
use crate::refusal::Refusal;

/// What there is to give. What is not limited has no ledger.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// How many may get it.
    pub places: Option<u64>,
    /// How much money there is.
    pub budget: Option<Money>,
}

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The item.
    pub item: ItemId,
    /// The opening.
    pub opening: String,
    /// Version; 0 before anything was taken.
    pub version: u64,
    /// How many got it.
    pub places: u64,
    /// How much was promised.
    pub committed: Money,
    /// Places of an allocation that its cases did not claim yet.
    pub held_places: u64,
    /// Money of it likewise.
    pub held: Money,
}

/// What becoming `after` means to the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// A place, and this much money.
    Take(Money),
    /// A place, and this much money, of what an allocation holds.
    Claim(Money),
    /// A place, and this much money, back.
    GiveBack(Money),
    /// This much money back, and the place stays taken: an instalment that is not paid, or money that was paid back.
    Return(Money),
    /// This much money again, and no place: what had come back is refunded, since the demand was withdrawn. The enterprise has a right
    /// to it, so it is noted even where others were promised it meanwhile; nothing more is promised then.
    Restore(Money),
}

impl Change {
    /// What the way from `before` to `after` takes or gives back; nothing if it promises as much as before.
    #[must_use]
    pub fn between(before: &Case, after: &Case) -> Option<Self> {
        match (promised(before), promised(after)) {
            (None, Some(amount)) if before.provisional() => Some(Self::Claim(amount)),
            (None, Some(amount)) => Some(Self::Take(amount)),
            (Some(amount), None) => Some(Self::GiveBack(amount)),
            (Some(was), Some(is)) if is < was => Some(Self::Return(was.minus(is))),
            // an approval is undone before it is made anew, so only a demand that fell makes it more
            (Some(was), Some(is)) if is > was => Some(Self::Restore(is.minus(was))),
            (None, None) | (Some(_), Some(_)) => None,
        }
    }
}

/// What a case is promised, if it is: what was approved, less what will not be paid and what was paid back.
fn promised(case: &Case) -> Option<Money> {
    if case.provisional() {
        return None;
    }
    if let Some(award) = case.award() {
        let promised = award.paid().plus(award.left());
        return Some(promised.minus(case.repaid()).max(Money::ZERO));
    }
    match case.decision()? {
        Decision::Approved { amount, .. } => Some(amount.unwrap_or(Money::ZERO)),
        Decision::Refused { .. } | Decision::Replied(_) => None,
    }
}

impl Line {
    /// A line nothing was taken from.
    #[must_use]
    pub const fn begun(item: ItemId, opening: String) -> Self {
        Self {
            item,
            opening,
            version: 0,
            places: 0,
            committed: Money::ZERO,
            held_places: 0,
            held: Money::ZERO,
        }
    }

    /// The line that holds this many places and this much money for an allocation.
    #[must_use]
    pub fn holding(self, places: u64, money: Money) -> Self {
        Self {
            version: self.version.saturating_add(1),
            held_places: self.held_places.saturating_add(places),
            held: self.held.plus(money),
            ..self
        }
    }

    /// The line that holds nothing any more, once every case has had its share; none if nothing is held.
    #[must_use]
    pub fn freed(self) -> Option<Self> {
        let holds = self.held_places > 0 || self.held > Money::ZERO;
        holds.then(|| Self {
            version: self.version.saturating_add(1),
            held_places: 0,
            held: Money::ZERO,
            ..self
        })
    }

    /// Places that are promised or held.
    #[must_use]
    pub const fn places_gone(&self) -> u64 {
        self.places.saturating_add(self.held_places)
    }

    /// Money that is promised or held.
    #[must_use]
    pub fn money_gone(&self) -> Money {
        self.committed.plus(self.held)
    }

    /// The line after this change.
    ///
    /// # Errors
    /// [`Refusal::Exhausted`] if there is not as much.
    pub fn after(self, change: Change, limits: Limits) -> Result<Self, Refusal> {
        let (places, committed) = match change {
            Change::Take(amount) | Change::Claim(amount) => {
                (self.places.saturating_add(1), self.committed.plus(amount))
            }
            Change::GiveBack(amount) => {
                (self.places.saturating_sub(1), self.committed.minus(amount))
            }
            Change::Return(amount) => (self.places, self.committed.minus(amount)),
            Change::Restore(amount) => (self.places, self.committed.plus(amount)),
        };
        let takes = matches!(change, Change::Take(_));
        let (all_places, all_money) = (
            places.saturating_add(self.held_places),
            committed.plus(self.held),
        );
        let no_place = limits.places.is_some_and(|most| all_places > most);
        let no_money = limits.budget.is_some_and(|most| all_money > most);
        if takes && (no_place || no_money) {
            return Err(Refusal::Exhausted {
                places: limits
                    .places
                    .map(|most| most.saturating_sub(self.places_gone())),
                money: limits
                    .budget
                    .map(|most| most.minus(self.money_gone()).max(Money::ZERO)),
            });
        }
        let claimed = match change {
            Change::Claim(amount) => Some(amount),
            Change::Take(_) | Change::GiveBack(_) | Change::Return(_) | Change::Restore(_) => None,
        };
        Ok(Self {
            version: self.version.saturating_add(1),
            places,
            committed,
            held_places: self
                .held_places
                .saturating_sub(u64::from(claimed.is_some())),
            held: self
                .held
                .minus(claimed.unwrap_or_default())
                .max(Money::ZERO),
            ..self
        })
    }
}
