//! 政策清单: every item's rules, compiled once and evaluated in memory.

use std::collections::BTreeSet;

use facts::{Day, ItemId, Jurisdiction, JurisdictionId};

use crate::assess::{ItemVerdict, Verdict};
use crate::check::{Finding, Ground};
use crate::derive::Reader;
use crate::fact::{FactId, Facts};
use crate::index::{Index, Scratch};
use crate::item::Item;
use crate::packed::{Lazy, Packed, Packer, Unpacker, Unreadable};
use crate::pay::Amounted;
use crate::profile::{Known, Profile};
use crate::truth::Truth;

/// 参数: a fact the city gives for everybody, from a day on, until a later one: a wage, an interest rate, an average.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The fact.
    pub fact: FactId,
    /// First day it counts.
    pub from: Day,
    /// What it is.
    pub known: Known,
}

/// Items whose rules fit the declared facts.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    pub(crate) facts: Facts,
    pub(crate) items: Lazy<Item>,
    /// Places of the items, by id.
    pub(crate) by_id: Vec<u32>,
    pub(crate) jurisdictions: Vec<Jurisdiction>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) index: Index,
}

/// Verdicts looked at together.
const STRETCH: usize = 64;

impl Catalogue {
    /// Compiles items.
    ///
    /// # Errors
    /// Every finding, with the id of the item it is about.
    pub fn compile(
        facts: Facts,
        items: Vec<Item>,
        jurisdictions: Vec<Jurisdiction>,
    ) -> Result<Self, Vec<(ItemId, Finding)>> {
        let known: BTreeSet<JurisdictionId> =
            jurisdictions.iter().map(|one| one.id.clone()).collect();
        let ground = Ground::new(&facts, &known);
        let mut findings = Vec::new();
        let mut seen = BTreeSet::new();
        for item in &items {
            let id = || item.id.clone();
            findings.extend(ground.item(item).into_iter().map(|found| (id(), found)));
            if !seen.insert(&item.id) {
                findings.push((
                    id(),
                    Finding::new(
                        "/id",
                        "duplicate_item",
                        format!("事项编码 `{}` 已被使用，请换一个", item.id),
                        format!("the item id `{}` is taken; choose another", item.id),
                    ),
                ));
            }
        }
        if findings.is_empty() {
            Ok(Self {
                index: Index::new(&items, &jurisdictions, &facts),
                by_id: by_id(&items),
                facts,
                items: items.into_iter().collect(),
                jurisdictions,
                parameters: Vec::new(),
            })
        } else {
            Err(findings)
        }
    }

    /// The same catalogue with what the city gives.
    #[must_use]
    pub fn with_parameters(mut self, parameters: Vec<Parameter>) -> Self {
        self.parameters = parameters;
        self
    }

    /// The declared facts.
    #[must_use]
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Every item.
    #[must_use]
    pub const fn items(&self) -> &Lazy<Item> {
        &self.items
    }

    /// Where an item stands among [`Catalogue::items`].
    #[must_use]
    pub fn place(&self, id: &ItemId) -> Option<usize> {
        let at = |place: u32| usize::try_from(place).ok();
        let found = self.by_id.binary_search_by(|place| {
            let item = at(*place).and_then(|at| self.items.get(at));
            item.map(|item| &item.id).cmp(&Some(id))
        });
        found.ok().and_then(|found| at(*self.by_id.get(found)?))
    }

    /// An item.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.items.get(self.place(id)?)
    }

    /// Writes what compiling found out of its items, which were written at `places`; its facts and jurisdictions are not in it.
    pub fn pack(&self, places: &[u32], into: &mut Packer) {
        Lazy::<Item>::pack_places(places, into);
        self.by_id.pack(into);
        self.parameters.pack(into);
        self.index.pack(into);
    }

    /// Reads what was compiled over the same facts and jurisdictions; items are read when they are first looked at.
    ///
    /// # Errors
    /// [`Unreadable`] where it is none.
    pub fn unpack(
        from: &mut Unpacker<'_>,
        facts: Facts,
        jurisdictions: Vec<Jurisdiction>,
    ) -> Result<Self, Unreadable> {
        Ok(Self {
            items: Lazy::unpack(from)?,
            by_id: Packed::unpack(from)?,
            parameters: Packed::unpack(from)?,
            index: Packed::unpack(from)?,
            facts,
            jurisdictions,
        })
    }

    /// The verdict of every item for `profile` on `today`, in catalogue order, without reasons and amounts.
    ///
    /// `scratch` may be kept from call to call.
    pub fn verdicts(
        &self,
        profile: &Profile,
        today: Day,
        scratch: &mut Scratch,
        verdicts: &mut Vec<Verdict>,
    ) {
        verdicts.resize(self.items.len(), Verdict::Ineligible);
        let reader = self.reader(profile, today);
        self.index.verdicts(&reader, scratch, verdicts);
    }

    /// The verdict of every item as [`Catalogue::verdicts`] gives it, and the whole answer for the first `count` of those that may fit:
    /// eligible before undetermined, each in catalogue order, as [`Catalogue::assess`] lists them.
    pub fn foremost(
        &self,
        (profile, today): (&Profile, Day),
        count: usize,
        scratch: &mut Scratch,
        verdicts: &mut Vec<Verdict>,
    ) -> Vec<ItemVerdict> {
        self.verdicts(profile, today, scratch, verdicts);
        let reader = self.reader(profile, today);
        let having = |wanted: Verdict| {
            // whole stretches are passed over at once
            let stretches = verdicts.chunks(STRETCH).zip((0..).step_by(STRETCH));
            let holding = stretches.filter(move |(all, _)| {
                all.iter()
                    .fold(false, |holds, one| holds | (*one == wanted))
            });
            let found = holding.flat_map(move |(all, from)| {
                let numbered = all.iter().zip(from..);
                numbered.filter(move |(verdict, _)| **verdict == wanted)
            });
            found.filter_map(|(_, at)| Some((at, self.items.get(at)?)))
        };
        // of an eligible item every condition holds
        let eligible = having(Verdict::Eligible).map(|(at, item)| {
            let conditions = vec![Truth::Yes; item.conditions.len()];
            self.judged((at, item), conditions, &reader)
        });
        let undetermined = having(Verdict::Undetermined).map(|one| self.judge(one, &reader));
        eligible.chain(undetermined).take(count).collect()
    }

    /// What is known of a fact of `profile` on `today`: as given, else as it follows.
    #[must_use]
    pub fn known(&self, profile: &Profile, today: Day, fact: &FactId) -> Option<Known> {
        self.reader(profile, today).known(fact)
    }

    /// What every item gives for `profile` on `today`, in catalogue order, whether it fits or not.
    #[must_use]
    pub fn amounts(&self, profile: &Profile, today: Day) -> Vec<Amounted> {
        let reader = self.reader(profile, today);
        let benefits = self.items.iter().map(|item| &item.benefit);
        benefits.map(|benefit| benefit.amounted(&reader)).collect()
    }

    /// Bytes the index over the items takes.
    #[must_use]
    pub fn index_bytes(&self) -> usize {
        self.index.bytes()
    }

    /// `profile` on `today`, read through this catalogue.
    pub(crate) fn reader<'a>(&'a self, profile: &'a Profile, today: Day) -> Reader<'a> {
        Reader::new(self, profile, today)
    }

    /// The facts an item's amount depends on, those of items it gives a share of among them.
    pub(crate) fn amount_facts<'a>(&'a self, item: &'a Item) -> Vec<&'a FactId> {
        let mut facts = item.benefit.facts();
        for matched in item.benefit.matched() {
            let found = self.item(matched);
            let conditions = found.into_iter().flat_map(|one| &one.conditions);
            facts.extend(conditions.flat_map(|one| one.test.facts()));
            facts.extend(found.into_iter().flat_map(|one| one.benefit.facts()));
        }
        facts
    }

    /// The facts an item reads itself, for its conditions and its amount.
    fn read_by(&self, item: &ItemId) -> Vec<&FactId> {
        let item = self.item(item);
        let tests = item.into_iter().flat_map(|item| &item.conditions);
        let tests = tests.flat_map(|one| one.test.facts());
        let amount = item.into_iter().flat_map(|item| self.amount_facts(item));
        tests.chain(amount).collect()
    }

    /// What of a profile can count for an item; what is left out makes no difference to what is said of it.
    #[must_use]
    pub fn relevant(&self, item: &ItemId, profile: &Profile) -> Profile {
        let mut reached = BTreeSet::new();
        for fact in self.read_by(item) {
            self.facts.reached(fact, &mut reached);
        }
        profile.clone().only(&reached)
    }

    /// The facts one would have to ask for an item, in the order people are asked.
    #[must_use]
    pub fn asked_for(&self, item: &ItemId) -> Vec<&FactId> {
        let facts = self.read_by(item).into_iter();
        let asked: BTreeSet<&FactId> = facts.flat_map(|fact| self.facts.asked_for(fact)).collect();
        let mut asked: Vec<&FactId> = asked.into_iter().collect();
        asked.sort_by_key(|fact| self.facts.place(fact));
        asked
    }
}

/// The places of items, in the order of their ids.
fn by_id(items: &[Item]) -> Vec<u32> {
    let mut places: Vec<(&ItemId, u32)> = items.iter().map(|item| &item.id).zip(0..).collect();
    places.sort_unstable();
    places.into_iter().map(|(_, place)| place).collect()
}
