//! Searching the catalogue (M12): Chinese full text with aliases, and what the items found can be sorted by.
//!
//! Everything is in memory and follows from the snapshot, so a search makes no call. Words must all be found; where no item has them all,
//! items that nearly have them are offered and said to be so. Deliberately absent: storage, requests, and pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use calculator::Profile;
use facts::{Day, ItemId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalogue::Opened;
use crate::policy::ItemEntry;
use crate::rule::{ItemDocument, PolicyDocument};
use crate::text::Text;

mod facet;
mod mark;
mod text_index;
mod words;

pub use facet::{Facet, takes};
pub use mark::{Highlight, Segment};
pub use words::{QUESTION_CHARACTERS_MAX, normalised};

use text_index::{FIELDS, Score, TextIndex};
use words::{alike, words};

/// The values chosen of each facet: any of one facet, and of every facet.
pub type Chosen = BTreeMap<Facet, BTreeSet<String>>;

/// What is searched for.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// Words; none finds everything.
    pub words: &'a str,
    /// Facets.
    pub chosen: &'a Chosen,
    /// The day asked about.
    pub day: Day,
}

/// What was found, best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Items in force, title hits first, then those open, then by weight, then by id.
    pub items: Vec<ItemId>,
    /// False where no item has all the words and these only nearly have them.
    pub exact: bool,
    /// How many items each value of each facet would leave.
    pub facets: Vec<FacetView>,
}

/// One page of what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SearchPage {
    /// Items, best first.
    pub entries: Vec<FoundItem>,
    /// Opaque; pass it back as `?cursor=`. Absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// How many items were found in all.
    pub total: usize,
    /// False where no item has all the words and these only nearly have them.
    pub exact: bool,
    /// What the items found can be sorted by.
    pub facets: Vec<FacetView>,
}

/// An item found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FoundItem {
    /// The item.
    #[serde(flatten)]
    pub entry: ItemEntry,
    /// Where the words stand: the title first. Empty without words.
    pub hits: Vec<Highlight>,
}

/// A facet with its values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FacetView {
    /// The name of its query parameter.
    pub facet: String,
    /// What it is called.
    pub label: Text,
    /// Its values, in a fixed order; those that would leave nothing and were not chosen are left out.
    pub values: Vec<FacetValue>,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FacetValue {
    /// The value.
    pub value: String,
    /// What it is called.
    pub label: Text,
    /// How many items it would leave, with everything chosen of the other facets.
    pub count: usize,
    /// Whether it was chosen.
    pub chosen: bool,
}

/// The places of the values an item has of a facet.
type Tags<'t> = (Facet, &'t [usize]);

/// What searching needs of a catalogue, in the calculator's order of items.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    items: Vec<ItemId>,
    text: TextIndex,
    values: BTreeMap<Facet, Vec<(String, Text)>>,
    /// Per item and facet: the places of its values.
    tags: Vec<BTreeMap<Facet, Vec<usize>>>,
}

/// Indexes made so far, by how many turns of the catalogue had come.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<Vec<(usize, Arc<Index>)>>);

/// How many indexes are kept: today's and, around a turn, its neighbour's.
const KEPT_MAX: usize = 2;

impl Kept {
    pub(crate) fn on(&self, come: usize, make: impl FnOnce() -> Index) -> Arc<Index> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, index)) = kept.iter().find(|(turns, _)| *turns == come) {
            return Arc::clone(index);
        }
        let index = Arc::new(make());
        if kept.len() >= KEPT_MAX {
            kept.remove(0);
        }
        kept.push((come, Arc::clone(&index)));
        index
    }
}

impl Index {
    pub(crate) fn new(opened: &Opened, day: Day) -> Self {
        let calculator = opened.calculator(day);
        let mut index = Self::default();
        for facet in Facet::ALL {
            index.values.insert(facet, facet::values_of(facet));
        }
        for one in &opened.jurisdictions {
            let name = Text::new(one.name.clone(), one.id.to_string());
            let regions = index.values.entry(Facet::Region).or_default();
            regions.push((one.id.to_string(), name));
        }
        let amounts = calculator.amounts(&Profile::new(), day);
        let mut texts = Vec::new();
        for (item, amount) in calculator.items().iter().zip(&amounts) {
            let (Some((policy, document)), Some(entry)) =
                (opened.item(&item.id, day), opened.item_entry(&item.id, day))
            else {
                continue;
            };
            let mut tags: BTreeMap<Facet, Vec<usize>> = BTreeMap::new();
            let of_rules = facet::fixed(&entry, &document.mode, item);
            let amount = (Facet::Amount, facet::bracket(amount).to_owned());
            for (facet, value) in of_rules.into_iter().chain([amount]) {
                let place = index.place(facet, &value);
                tags.entry(facet).or_default().push(place);
            }
            index.items.push(item.id.clone());
            index.tags.push(tags);
            let asked = opened.policy_of(&item.id);
            let asked =
                asked.map_or_else(String::new, |kept| kept.asked_of(&item.id, policy.version));
            texts.push(text_of(&policy.document, document, &asked));
        }
        for (facet, value, fits) in facet::suited(&calculator, &opened.jurisdictions, day) {
            let place = index.place(facet, &value);
            for (tags, fits) in index.tags.iter_mut().zip(fits) {
                if fits {
                    tags.entry(facet).or_default().push(place);
                }
            }
        }
        index.text = TextIndex::new(texts);
        index
    }

    /// Bytes of texts and pairs.
    pub(crate) fn bytes(&self) -> usize {
        self.text.bytes()
    }

    fn place(&mut self, facet: Facet, value: &str) -> usize {
        let values = self.values.entry(facet).or_default();
        if let Some(place) = values.iter().position(|(known, _)| known == value) {
            return place;
        }
        values.push((value.to_owned(), Text::new(value, value)));
        values.len().saturating_sub(1)
    }

    /// The score of every item for all words together, and whether it has them all.
    fn scores(&self, question: &str) -> (Vec<Option<Score>>, bool) {
        let asked = words(question);
        let start = Score {
            in_title: !asked.is_empty(),
            weight: 0,
        };
        let all = vec![Some(start); self.text.len()];
        let exactly = asked.iter().fold(all, |scores, word| {
            both(&scores, &self.text.exactly(&word.spellings))
        });
        if asked.is_empty() || exactly.iter().any(Option::is_some) {
            return (exactly, true);
        }
        // 高新技术企业认定补助多少钱: what is known of it is 高新技术企业
        let mut told = asked.iter().filter(|word| word.is_telling()).peekable();
        if told.peek().is_some() {
            let known = told.fold(vec![Some(start); self.text.len()], |scores, word| {
                both(&scores, &self.text.exactly(&word.spellings))
            });
            if known.iter().any(Option::is_some) {
                return (known, false);
            }
        }
        (self.text.nearly(&normalised(question)), false)
    }
}

fn both(one: &[Option<Score>], two: &[Option<Score>]) -> Vec<Option<Score>> {
    let pairs = one.iter().zip(two);
    pairs
        .map(|(one, two)| {
            let (one, two) = ((*one)?, (*two)?);
            Some(Score {
                in_title: one.in_title && two.in_title,
                weight: one.weight.saturating_add(two.weight),
            })
        })
        .collect()
}

/// The texts an item is found by, made alike: title; policy; benefit; conditions; materials; the rest.
fn text_of(policy: &PolicyDocument, item: &ItemDocument, asked: &str) -> [String; FIELDS] {
    let conditions = item.rules.conditions.iter();
    let conditions: Vec<&str> = conditions.map(|one| one.words.zh.as_str()).collect();
    let materials = item.materials.iter();
    let materials: Vec<String> = materials
        .map(|one| format!("{} {}", one.terms.name.zh, one.proves.zh))
        .collect();
    let steps = item.steps.iter().map(|step| step.owner.as_str());
    let rest: Vec<&str> = steps.chain([item.contact.as_str(), asked]).collect();
    let summary = policy.summary.as_deref().unwrap_or_default();
    let head = format!(
        "{} {} {} {summary}",
        policy.title.zh, policy.document_number, policy.issuer
    );
    [
        alike(&item.rules.title.zh),
        alike(&head),
        alike(&item.benefit.zh),
        alike(&conditions.join(" ")),
        alike(&materials.join(" ")),
        alike(&rest.join(" ")),
    ]
}

impl Opened {
    /// Searches the items in force on the day of the question.
    #[must_use]
    pub fn search(&self, question: &Question<'_>) -> Found {
        let index = self.index(question.day);
        let (scores, exact) = index.scores(question.words);
        let mut counts: BTreeMap<Facet, Vec<usize>> = BTreeMap::new();
        let mut ranked = Vec::new();
        for ((id, tags), score) in index.items.iter().zip(&index.tags).zip(scores) {
            let (Some(score), Some((_, item))) = (score, self.item(id, question.day)) else {
                continue;
            };
            let opening = opening(item, question.day);
            let today = [index.known(Facet::Opening, opening)];
            let own = tags
                .iter()
                .map(|(facet, places)| (*facet, places.as_slice()));
            let tags = own.chain([(Facet::Opening, &today[..])]);
            let failed = index.failed(&tags, question.chosen);
            count(&mut counts, tags, &failed);
            if failed.is_empty() {
                let order = (!score.in_title, opening != "now", u32::MAX - score.weight);
                ranked.push((order, id));
            }
        }
        ranked.sort_unstable();
        Found {
            items: ranked.into_iter().map(|(_, id)| id.clone()).collect(),
            exact,
            facets: index.views(&counts, question.chosen),
        }
    }

    /// Bytes the index for searching on `day` takes.
    #[must_use]
    pub fn search_bytes(&self, day: Day) -> usize {
        self.index(day).bytes()
    }

    /// Where the words of a question stand in an item: the title, and where else they first do.
    #[must_use]
    pub fn highlights(&self, id: &ItemId, question: &str, day: Day) -> Vec<Highlight> {
        let asked = words(question);
        match self.item(id, day) {
            Some((policy, item)) if !asked.is_empty() => {
                mark::highlights(&policy.document, item, &asked)
            }
            Some(_) | None => Vec::new(),
        }
    }
}

impl Index {
    /// The place of a value every catalogue knows.
    fn known(&self, facet: Facet, value: &str) -> usize {
        let values = self.values.get(&facet).into_iter().flatten();
        let mut named = values.enumerate().filter(|(_, (known, _))| known == value);
        named.next().map_or(0, |(place, _)| place)
    }

    /// The facets an item with these values fails.
    fn failed<'t>(
        &self,
        tags: &(impl Iterator<Item = Tags<'t>> + Clone),
        chosen: &Chosen,
    ) -> Vec<Facet> {
        let fails = |(facet, wanted): &(&Facet, &BTreeSet<String>)| {
            let values = self.values.get(facet);
            let has = tags.clone().filter(|(tagged, _)| tagged == *facet);
            let has = has.flat_map(|(_, places)| places);
            let mut has = has.filter_map(|place| values?.get(*place));
            !wanted.is_empty() && !has.any(|(value, _)| wanted.contains(value))
        };
        chosen
            .iter()
            .filter(fails)
            .map(|(facet, _)| *facet)
            .collect()
    }

    fn views(&self, counts: &BTreeMap<Facet, Vec<usize>>, chosen: &Chosen) -> Vec<FacetView> {
        let view = |facet: Facet| {
            let counts = counts.get(&facet).map_or(&[][..], Vec::as_slice);
            let values = self.values.get(&facet).into_iter().flatten().enumerate();
            let values = values.map(|(place, (value, label))| FacetValue {
                value: value.clone(),
                label: label.clone(),
                count: counts.get(place).copied().unwrap_or_default(),
                chosen: chosen
                    .get(&facet)
                    .is_some_and(|wanted| wanted.contains(value)),
            });
            FacetView {
                facet: facet.word().to_owned(),
                label: facet.label(),
                values: values.filter(|one| one.count > 0 || one.chosen).collect(),
            }
        };
        Facet::ALL.into_iter().map(view).collect()
    }
}

fn opening(item: &ItemDocument, day: Day) -> &'static str {
    if item.open_on(day).is_some() {
        "now"
    } else if item.next_opening(day).is_some() {
        "later"
    } else {
        "closed"
    }
}

/// An item counts for every facet if it fails none, and for the one it fails if that is the only one.
fn count<'t>(
    counts: &mut BTreeMap<Facet, Vec<usize>>,
    tags: impl Iterator<Item = Tags<'t>>,
    failed: &[Facet],
) {
    for (facet, places) in tags {
        if failed.iter().any(|other| *other != facet) {
            continue;
        }
        let counts = counts.entry(facet).or_default();
        for place in places {
            if counts.len() <= *place {
                counts.resize(place.saturating_add(1), 0);
            }
            if let Some(count) = counts.get_mut(*place) {
                *count = count.saturating_add(1);
            }
        }
    }
}
