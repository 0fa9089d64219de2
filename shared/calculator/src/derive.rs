//! Facts that follow from others, as exactly as what is known allows.

use std::borrow::Cow;

use facts::{Day, Jurisdiction};

use crate::catalogue::Catalogue;
use crate::fact::{FactId, Facts};
use crate::interval::Interval;
use crate::item::Item;
use crate::profile::{Known, Profile};

mod arithmetic;
mod classes;
mod follow;

/// How many facts may follow one from another; deeper is not known ([`Facts::findings`] names it).
pub(crate) const CHAIN_MAX: u8 = 32;
/// How many items may give a share of another's amount, one after the other; deeper is not known.
const MATCHED_MAX: u8 = 3;

/// A profile on a day, read through the declarations: what was given, or what follows from it.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    through: &'a Catalogue,
    profile: &'a Profile,
    /// The record whose fields are read, inside a list.
    record: Option<&'a Profile>,
    today: Day,
    chain_left: u8,
    matched_left: u8,
}

impl<'a> Reader<'a> {
    /// A reader of `profile` on the day `today`.
    #[must_use]
    pub(crate) const fn new(through: &'a Catalogue, profile: &'a Profile, today: Day) -> Self {
        Self {
            through,
            profile,
            record: None,
            today,
            chain_left: CHAIN_MAX,
            matched_left: MATCHED_MAX,
        }
    }

    /// The same on another day.
    #[must_use]
    pub(crate) const fn on(mut self, day: Day) -> Self {
        self.today = day;
        self
    }

    /// The day assessed.
    #[must_use]
    pub const fn today(&self) -> Day {
        self.today
    }

    /// What was given.
    pub(crate) const fn profile(&self) -> &'a Profile {
        self.profile
    }

    /// The declarations.
    #[must_use]
    pub const fn facts(&self) -> &'a Facts {
        &self.through.facts
    }

    /// The jurisdictions rules may name.
    #[must_use]
    pub fn jurisdictions(&self) -> &'a [Jurisdiction] {
        &self.through.jurisdictions
    }

    /// The same, with the fields of a record.
    pub(crate) const fn of_record<'b>(&'b self, record: &'b Profile) -> Reader<'b> {
        Reader {
            record: Some(record),
            ..*self
        }
    }

    /// An item whose amount another item gives a share of, and a reader for it; none where it is not there, or too far away.
    pub(crate) fn matched(&self, item: &facts::ItemId) -> Option<(&'a Item, Self)> {
        let matched_left = self.matched_left.checked_sub(1)?;
        let found = self.through.item(item)?;
        let reader = Self {
            matched_left,
            record: None,
            ..*self
        };
        Some((found, reader))
    }

    /// What is known of a fact: as given, else as the city gives it, else as it follows.
    #[must_use]
    pub fn known(&self, fact: &FactId) -> Option<Known> {
        self.seen(fact).map(Cow::into_owned)
    }

    /// The same, without a copy of what was given.
    pub(crate) fn seen(&self, fact: &FactId) -> Option<Cow<'a, Known>> {
        let of_record = self.record.and_then(|record| record.get(fact));
        if let Some(given) = of_record.or_else(|| self.profile.get(fact)) {
            return Some(Cow::Borrowed(given));
        }
        let declared = self.through.facts.get(fact)?;
        if declared.parameter {
            return self.parameter(fact).map(Cow::Borrowed);
        }
        let reader = Self {
            chain_left: self.chain_left.checked_sub(1)?,
            ..*self
        };
        reader.derived(declared.derived.as_ref()?).map(Cow::Owned)
    }

    /// Whether nothing is left to ask about a fact.
    #[must_use]
    pub(crate) fn is_settled(&self, fact: &FactId) -> bool {
        let Some(known) = self.known(fact) else {
            return false;
        };
        let Known::Records(records) = &known else {
            return known.is_exact();
        };
        let exact = |record: &Profile, field| record.get(field).is_some_and(Known::is_exact);
        let mut fields = self.facts().fields(fact);
        fields.all(|field| records.iter().all(|record| exact(record, &field.id)))
    }

    /// What the city says of a fact on the day assessed: the latest that counts by then.
    fn parameter(&self, fact: &FactId) -> Option<&'a Known> {
        let said = self.through.parameters.iter();
        said.filter(|said| said.fact == *fact && said.from <= self.today)
            .max_by_key(|said| said.from)
            .map(|said| &said.known)
    }

    /// The interval of a number or of money; everything where it is not known.
    #[must_use]
    pub fn interval(&self, fact: &FactId) -> Interval {
        match self.seen(fact).as_deref() {
            Some(Known::Number(interval)) => *interval,
            _ => Interval::default(),
        }
    }

    /// The records of a list, if they are known.
    #[must_use]
    pub(crate) fn records(&self, list: &FactId) -> Option<Vec<Profile>> {
        match self.known(list) {
            Some(Known::Records(records)) => Some(records),
            _ => None,
        }
    }
}
