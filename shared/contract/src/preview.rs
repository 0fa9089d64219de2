//! What a draft of a policy would change, tried on the enterprises that saved a profile (M63, the policy sandbox).
//!
//! Counts only, never who: a profile was saved for its owner's own assessment, and a department that writes a policy needs to know how
//! many and how much, not whom. Each enterprise is assessed for the version in force and for the draft on the same day.

use std::collections::{BTreeMap, BTreeSet};

use calculator::{Amounted, Catalogue, ItemVerdict, Profile, Verdict};
use facts::{Day, ItemId, Jurisdiction, Money};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::{FromBody, Reader};
use crate::catalogue::Opened;
use crate::fault::Malformed;
use crate::read::{day, money};
use crate::rule::PolicyDocument;
use crate::text::Text;

/// What a preview is asked with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PreviewRequest {
    /// The day it is tried for; the first day of the draft when absent, or today if that has passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub as_of: Option<String>,
    /// A budget in yuan to hold the cost against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<String>,
}

impl FromBody for PreviewRequest {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let as_of = reader.parsed_if("as_of", day);
        let budget = reader.parsed_if("budget", money);
        Some(Self {
            as_of: as_of.map(|day| day.to_string()),
            budget: budget.map(|money| money.to_string()),
        })
    }
}

/// What a draft would change, over the enterprises of one page; the pages add up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PreviewReply {
    /// The day it was tried for.
    #[schema(format = Date)]
    pub as_of: String,
    /// Catalogue the version in force was read from.
    pub catalogue: String,
    /// The version in force on that day, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force_version: Option<u64>,
    /// The version tried.
    pub document_version: u64,
    /// Enterprises of this page.
    pub enterprises: usize,
    /// What changes for each item.
    pub items: Vec<ItemPreview>,
    /// Least the draft would cost for this page, in yuan.
    pub cost_low: String,
    /// Most it would cost for this page, in yuan; absent if an amount has no bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_high: Option<String>,
    /// How this page's cost stands against the budget asked about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Text>,
    /// Where the next page of enterprises begins; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// What the figures mean.
    pub notice: Text,
}

/// What a draft would change for one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ItemPreview {
    /// Item id.
    pub item: String,
    /// Title.
    pub title: Text,
    /// Enterprises under the version in force.
    pub before: Outcomes,
    /// Enterprises under the draft.
    pub after: Outcomes,
    /// Enterprises whose verdict is another, by what it was and would be.
    pub flips: Vec<Flip>,
    /// Least it would cost for those that fit, in yuan.
    pub cost_low: String,
    /// Most it would cost for those that fit or may fit, in yuan; absent if an amount has no bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_high: Option<String>,
}

/// How many enterprises came out how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Outcomes {
    /// That fit.
    pub eligible: usize,
    /// That may fit.
    pub undetermined: usize,
    /// That do not fit, or have no such item.
    pub ineligible: usize,
}

/// Enterprises whose verdict is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Flip {
    /// What it was: `eligible`, `undetermined`, `ineligible`.
    pub before: String,
    /// What it would be.
    pub after: String,
    /// How many.
    pub enterprises: usize,
}

/// A draft beside what is in force.
#[derive(Debug)]
pub struct Preview<'a> {
    catalogue: &'a Opened,
    draft: Catalogue,
    titles: BTreeMap<ItemId, Text>,
    day: Day,
}

#[derive(Debug, Default)]
struct Tally {
    before: Outcomes,
    after: Outcomes,
    flips: BTreeMap<(Verdict, Verdict), usize>,
    low: Money,
    /// None once an amount has no bound.
    high: Option<Money>,
}

impl<'a> Preview<'a> {
    /// Sets a draft beside the catalogue on `day`.
    ///
    /// # Errors
    /// [`Malformed`] with everything that does not fit the declared facts and jurisdictions.
    pub fn new(
        catalogue: &'a Opened,
        draft: &PolicyDocument,
        jurisdictions: &[Jurisdiction],
        day: Day,
    ) -> Result<Self, Malformed> {
        let rules = draft.items.iter().map(|item| item.rules.clone()).collect();
        let compiled = Catalogue::compile(draft.known_facts(), rules, jurisdictions.to_vec());
        let compiled = compiled.map_err(|_| Malformed::of(draft.misfits(jurisdictions)))?;
        let mut titles: BTreeMap<ItemId, Text> = BTreeMap::new();
        let held = catalogue
            .policy(&draft.id)
            .and_then(|policy| policy.in_force(day));
        let before = held.map(|held| held.document.items.iter());
        for item in before.into_iter().flatten().chain(&draft.items) {
            titles.insert(item.rules.id.clone(), item.rules.title.clone().into());
        }
        Ok(Self {
            catalogue,
            draft: compiled.with_parameters(draft.parameters.clone()),
            titles,
            day,
        })
    }

    /// What changes over these enterprises, item by item, and what it would cost in all.
    #[must_use]
    pub fn over(&self, profiles: &[Profile]) -> (Vec<ItemPreview>, Money, Option<Money>) {
        let items: BTreeSet<ItemId> = self.titles.keys().cloned().collect();
        let mut tallies: BTreeMap<&ItemId, Tally> =
            self.titles.keys().map(|id| (id, Tally::new())).collect();
        for profile in profiles {
            let before = self.catalogue.assess(profile, self.day, &items);
            let after = self.draft.assess(profile, self.day, None);
            for (id, tally) in &mut tallies {
                let find = |answers: &[ItemVerdict]| {
                    answers.iter().find(|answer| answer.item == **id).cloned()
                };
                tally.count(find(&before.items).as_ref(), find(&after.items).as_ref());
            }
        }
        let (mut low, mut high) = (Money::ZERO, Some(Money::ZERO));
        for tally in tallies.values() {
            low = low.plus(tally.low);
            high = both(high, tally.high);
        }
        let views = tallies.into_iter().map(|(id, tally)| {
            let title = self.titles.get(id).cloned().unwrap_or_default();
            tally.view(id, title)
        });
        (views.collect(), low, high)
    }
}

impl Tally {
    fn new() -> Self {
        Self {
            high: Some(Money::ZERO),
            ..Self::default()
        }
    }

    fn count(&mut self, before: Option<&ItemVerdict>, after: Option<&ItemVerdict>) {
        let verdict = |answer: Option<&ItemVerdict>| {
            answer.map_or(Verdict::Ineligible, |answer| answer.verdict)
        };
        let (was, is) = (verdict(before), verdict(after));
        self.before.add(was);
        self.after.add(is);
        if was != is {
            *self.flips.entry((was, is)).or_default() += 1;
        }
        let Some(Amounted::Money { low, high, .. }) = after.map(|answer| &answer.amount) else {
            return;
        };
        if is == Verdict::Eligible {
            self.low = self.low.plus(*low);
        }
        if is != Verdict::Ineligible {
            self.high = both(self.high, *high);
        }
    }

    fn view(self, id: &ItemId, title: Text) -> ItemPreview {
        let flips = self.flips.into_iter();
        ItemPreview {
            item: id.to_string(),
            title,
            before: self.before,
            after: self.after,
            flips: flips
                .map(|((before, after), enterprises)| Flip {
                    before: word(before).to_owned(),
                    after: word(after).to_owned(),
                    enterprises,
                })
                .collect(),
            cost_low: self.low.to_string(),
            cost_high: self.high.map(|high| high.to_string()),
        }
    }
}

impl Outcomes {
    const fn add(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Eligible => self.eligible += 1,
            Verdict::Undetermined => self.undetermined += 1,
            Verdict::Ineligible => self.ineligible += 1,
        }
    }
}

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "eligible",
        Verdict::Undetermined => "undetermined",
        Verdict::Ineligible => "ineligible",
    }
}

fn both(one: Option<Money>, other: Option<Money>) -> Option<Money> {
    Some(one?.plus(other?))
}

/// How a cost stands against a budget.
#[must_use]
pub fn against(budget: Money, low: Money, high: Option<Money>) -> Text {
    match high {
        Some(high) if high <= budget => Text::new(
            format!("最多 {}，在预算 {} 之内", high.words(), budget.words()),
            format!(
                "at most CNY {}, within CNY {}",
                high.grouped(),
                budget.grouped()
            ),
        ),
        _ if low > budget => Text::new(
            format!("至少 {}，已超出预算 {}", low.words(), budget.words()),
            format!(
                "at least CNY {}, over CNY {}",
                low.grouped(),
                budget.grouped()
            ),
        ),
        _ => Text::new(
            format!(
                "至少 {}，可能超出预算 {}，待定企业的情况明确后才能判断",
                low.words(),
                budget.words()
            ),
            format!(
                "at least CNY {}, perhaps over CNY {}: it depends on the undetermined",
                low.grouped(),
                budget.grouped()
            ),
        ),
    }
}
