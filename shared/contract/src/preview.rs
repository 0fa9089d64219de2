//! What a draft of a policy would change, tried on the enterprises that saved a profile (M63, the policy sandbox).
//!
//! Counts only, never who: a profile was saved for its owner's own assessment, and a department that writes a policy needs to know how
//! many and how much, not whom. Nor may it find out by trying: what stands on one or two enterprises is hidden, and there are no pages of
//! a few enterprises to compare. Each is assessed for the version in force and for the draft on the same day.

use std::collections::BTreeMap;

use calculator::{Catalogue, Verdict};
use facts::{Day, ItemId, Jurisdiction, Money};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::{FromBody, Reader};
use crate::catalogue::Opened;
use crate::fault::Malformed;
use crate::read::{day, money};
use crate::rule::PolicyDocument;
use crate::text::Text;

mod tally;

pub use tally::Tallies;

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

/// What a draft would change, over every enterprise that saved a profile. Counts behind which one or two enterprises stand are left out,
/// and so are others from which they could be worked out.
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
    /// Enterprises it was tried on.
    pub enterprises: usize,
    /// Whether these are all that saved a profile.
    pub complete: bool,
    /// What changes for each item.
    pub items: Vec<ItemPreview>,
    /// Least the draft would cost, in yuan; absent where too few enterprises stand behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_low: Option<String>,
    /// Most it would cost, in yuan; absent if an amount has no bound, or too few enterprises stand behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_high: Option<String>,
    /// How the cost stands against the budget asked about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Text>,
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
    /// Least it would cost for those that fit, in yuan; absent where too few enterprises stand behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_low: Option<String>,
    /// Most it would cost for those that fit or may fit, in yuan; absent if an amount has no bound, or too few stand behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_high: Option<String>,
}

/// How many enterprises came out how; a count that is not shown is absent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Outcomes {
    /// That fit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eligible: Option<u64>,
    /// That may fit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undetermined: Option<u64>,
    /// That do not fit, or have no such item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ineligible: Option<u64>,
}

/// Enterprises whose verdict is another; a count that is not shown is absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Flip {
    /// What it was: `eligible`, `undetermined`, `ineligible`.
    pub before: String,
    /// What it would be.
    pub after: String,
    /// How many enterprises.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enterprises: Option<u64>,
    /// How many of them have a draft of an application that is not handed in yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drafts: Option<u64>,
    /// How many of them have a case that is not over; it is decided by the version it was submitted under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cases: Option<u64>,
}

/// A draft beside what is in force.
#[derive(Debug)]
pub struct Preview<'a> {
    catalogue: &'a Opened,
    draft: Catalogue,
    titles: BTreeMap<ItemId, Text>,
    day: Day,
}

/// What an enterprise has under way for an item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UnderWay {
    /// A draft that is not handed in.
    pub draft: bool,
    /// A case that is not over.
    pub case: bool,
}

/// A verdict that would be another: for which item, what it was, what it would be.
pub type Turn = (ItemId, Verdict, Verdict);

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

    /// Begins to count.
    #[must_use]
    pub fn tally(&self) -> Tallies<'_> {
        Tallies::new(self)
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
