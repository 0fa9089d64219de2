//! 提醒: what an enterprise that subscribed is told of items that may fit it: new, changed, closing soon, expired (M76).
//!
//! A subscription remembers what it told, so no cause is told twice, however often somebody looks. One look gives one digest. What began
//! before the subscription is not news. Deliberately absent: whom an item fits, and the mail.

use std::collections::{BTreeMap, BTreeSet};

use facts::{CreditCode, Day, Instant, ItemId};

use crate::refusal::Refusal;
use crate::register::mail_address;

/// Fewest and most days of notice before an opening closes.
pub const LEAD_DAYS: (u32, u32) = (1, 60);
/// Days after which somebody looks even if nothing is announced: facts of the enterprise may have changed.
pub const LOOK_DAYS_MAX: i64 = 7;

/// Why an enterprise is told of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// 新增: it may fit, and was not there before.
    New,
    /// 变化: its rules have a new version.
    Changed,
    /// 即将截止: its opening closes within the lead time.
    ClosingSoon,
    /// 到期: it left the list.
    Expired,
}

impl Cause {
    /// Every cause.
    pub const ALL: &'static [Self] = &[Self::New, Self::Changed, Self::ClosingSoon, Self::Expired];

    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::ClosingSoon => "closing_soon",
            Self::Expired => "expired",
        }
    }

    /// The cause with this word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|cause| cause.word() == word)
    }
}

/// What was told of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The version of its policy.
    pub revision: u64,
    /// The opening that was said to close soon.
    pub closing: Option<String>,
}

/// An item as it stands in the list today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The item.
    pub item: ItemId,
    /// The version of its policy.
    pub revision: u64,
    /// Whether it fits, or may fit, the enterprise.
    pub fits: bool,
    /// The opening it is in, with its last day.
    pub closes: Option<(String, Day)>,
    /// The next day something is announced for: an opening begins, the policy ends.
    pub next: Option<Day>,
}

/// One line of a digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// The item.
    pub item: ItemId,
    /// Why.
    pub cause: Cause,
    /// The last day of its opening, if it is open.
    pub closes: Option<Day>,
}

/// A subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Who.
    pub enterprise: CreditCode,
    /// Version.
    pub version: u64,
    /// Whether it is told anything.
    pub active: bool,
    /// What it wants to be told.
    pub causes: BTreeSet<Cause>,
    /// Days of notice before an opening closes.
    pub lead_days: u32,
    /// Where digests go.
    pub mail: String,
    /// What it was told, or knew from the start.
    pub told: BTreeMap<ItemId, Told>,
    /// The day after which the next look is due; none while it is not active.
    pub next_look: Option<Day>,
    /// Since when.
    pub since: Instant,
}

/// What is asked of a subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wishes {
    /// What it wants to be told.
    pub causes: BTreeSet<Cause>,
    /// Days of notice.
    pub lead_days: u32,
    /// Where digests go.
    pub mail: String,
}

impl Wishes {
    fn sound(&self) -> Result<(), Refusal> {
        let (least, most) = LEAD_DAYS;
        if !mail_address(&self.mail) {
            return Err(Refusal::ContactNeeded);
        }
        if !(least..=most).contains(&self.lead_days) {
            let days = |days: u32| i64::from(days);
            return Err(Refusal::AnswerDays {
                least: days(least),
                most: days(most),
            });
        }
        if self.causes.is_empty() {
            return Err(Refusal::NothingWanted);
        }
        Ok(())
    }
}

impl Subscription {
    /// Begins, or begins again: what is there already is known, and only what comes is told.
    ///
    /// # Errors
    /// [`Refusal::ContactNeeded`], [`Refusal::AnswerDays`], [`Refusal::NothingWanted`].
    pub fn begin(
        enterprise: CreditCode,
        wishes: Wishes,
        offers: &[Offer],
        now: Instant,
    ) -> Result<Self, Refusal> {
        wishes.sound()?;
        let mut fresh = Self {
            enterprise,
            version: 1,
            active: true,
            causes: wishes.causes,
            lead_days: wishes.lead_days,
            mail: wishes.mail,
            told: BTreeMap::new(),
            next_look: None,
            since: now,
        };
        for offer in offers.iter().filter(|offer| offer.fits) {
            let told = Told {
                revision: offer.revision,
                closing: None,
            };
            fresh.told.insert(offer.item.clone(), told);
        }
        // whatever closes soon already is told by the first look
        fresh.next_look = Some(now.day());
        Ok(fresh)
    }

    /// Changes what it wants.
    ///
    /// # Errors
    /// As [`Subscription::begin`].
    pub fn change(self, wishes: Wishes, offers: &[Offer], now: Instant) -> Result<Self, Refusal> {
        wishes.sound()?;
        let version = self.version.saturating_add(1);
        if !self.active {
            let again = Self::begin(self.enterprise, wishes, offers, now)?;
            return Ok(Self { version, ..again });
        }
        Ok(Self {
            version,
            causes: wishes.causes,
            lead_days: wishes.lead_days,
            mail: wishes.mail,
            next_look: Some(now.day()),
            ..self
        })
    }

    /// Ends at once: nothing is told any more, not even what is on its way.
    #[must_use]
    pub fn end(self) -> Self {
        Self {
            active: false,
            next_look: None,
            version: self.version.saturating_add(1),
            ..self
        }
    }

    /// Looks at the list today: what is to be told, and the subscription that has told it.
    #[must_use]
    pub fn look(mut self, offers: &[Offer], today: Day) -> (Self, Vec<Alert>) {
        if !self.active {
            return (self, Vec::new());
        }
        let mut alerts = Vec::new();
        for offer in offers.iter().filter(|offer| offer.fits) {
            alerts.extend(self.news(offer, today));
        }
        let there: BTreeSet<&ItemId> = offers.iter().map(|offer| &offer.item).collect();
        let gone = self.told.keys().filter(|item| !there.contains(item));
        let gone: Vec<ItemId> = gone.cloned().collect();
        for item in gone {
            self.told.remove(&item);
            let alert = Alert {
                item,
                cause: Cause::Expired,
                closes: None,
            };
            alerts.extend(self.causes.contains(&Cause::Expired).then_some(alert));
        }
        self.next_look = Some(self.after(offers, today));
        self.version = self.version.saturating_add(1);
        (self, alerts)
    }

    /// What is new of one item; what was found is remembered, told or not.
    fn news(&mut self, offer: &Offer, today: Day) -> Option<Alert> {
        let lead = i64::from(self.lead_days);
        let soon = offer.closes.as_ref();
        let soon = soon.filter(|(_, last)| today <= *last && today.days_until(*last) <= lead);
        let before = self.told.get(&offer.item);
        let closing = soon.map(|(opening, _)| opening.clone());
        let untold = closing.is_some() && before.is_none_or(|told| told.closing != closing);
        let causes = [
            before.is_none().then_some(Cause::New),
            before
                .is_some_and(|told| told.revision < offer.revision)
                .then_some(Cause::Changed),
            untold.then_some(Cause::ClosingSoon),
        ];
        // who does not want to hear that it is new still hears that it closes
        let mut wanted = causes.into_iter().flatten();
        let cause = wanted.find(|cause| self.causes.contains(cause));
        let kept = before.and_then(|told| told.closing.clone());
        let told = Told {
            revision: offer.revision,
            closing: closing.or(kept),
        };
        self.told.insert(offer.item.clone(), told);
        Some(Alert {
            item: offer.item.clone(),
            cause: cause?,
            closes: offer.closes.as_ref().map(|(_, last)| *last),
        })
    }

    /// The next day somebody must look.
    fn after(&self, offers: &[Offer], today: Day) -> Day {
        let lead = i64::from(self.lead_days);
        let fitting = offers.iter().filter(|offer| offer.fits);
        let days = fitting.flat_map(|offer| {
            let closing = offer.closes.as_ref();
            let warned = closing.map(|(_, last)| last.plus_days(-lead));
            [warned, offer.next]
        });
        let ahead = days.flatten().filter(|day| *day > today).min();
        let latest = today.plus_days(LOOK_DAYS_MAX);
        ahead.map_or(latest, |day| day.min(latest))
    }
}

#[cfg(test)]
mod tests;
