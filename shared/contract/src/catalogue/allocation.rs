//! Openings whose places or budget are given out in one go (M94).

use calculator::Selection;
use casework::allocation::Rule;
use facts::{Day, ItemId, Text};

use super::Opened;
use crate::rule::OpeningDocument;

/// An opening that is given out in one go, with what there is to give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contested {
    /// The item.
    pub item: ItemId,
    /// Its title.
    pub title: Text,
    /// The opening.
    pub opening: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// What there is to give, and how.
    pub rule: Rule,
    /// The fact cases are ranked by, in words.
    pub by: Option<Text>,
}

impl Opened {
    /// How an item is given out once an opening has closed, by what holds on `day`; none where it is given out as applications come.
    #[must_use]
    pub fn rule(&self, id: &ItemId, day: Day) -> Option<Rule> {
        let (_, item) = self.item(id, day)?;
        rule(item.rules.selection.as_ref()?)
    }

    /// Openings that are given out in one go and have begun by `today`, by what holds on their last day; the latest first.
    #[must_use]
    pub fn contested(&self, today: Day) -> Vec<Contested> {
        let all = self.item_ids().flat_map(|id| {
            let begun = self.openings(id, today).into_iter();
            let begun = begun.filter(|one| one.from <= today);
            begun.filter_map(|one| self.contest(id, one, today))
        });
        let mut found: Vec<Contested> = all.collect();
        found.sort_by(|one, two| (two.to, &one.item).cmp(&(one.to, &two.item)));
        found
    }

    /// One of these.
    #[must_use]
    pub fn contested_in(&self, id: &ItemId, opening: &str, today: Day) -> Option<Contested> {
        let openings = self.openings(id, today);
        let opening = openings.into_iter().find(|one| one.id == opening)?;
        self.contest(id, opening, today)
    }

    /// Every opening an item ever had, as the version says that is shown on `day`, else the newest that names it: one that a later version
    /// no longer names is still to be allocated.
    fn openings(&self, id: &ItemId, day: Day) -> Vec<&OpeningDocument> {
        let Some(policy) = self.policy_of(id) else {
            return Vec::new();
        };
        let versions = policy.shown_on(day).into_iter();
        let versions = versions.chain(policy.editions.iter().rev());
        let items = versions.filter_map(|version| version.item(id));
        let mut found: Vec<&OpeningDocument> = Vec::new();
        for opening in items.flat_map(|item| &item.openings) {
            if found.iter().all(|one| one.id != opening.id) {
                found.push(opening);
            }
        }
        found
    }

    fn contest(&self, id: &ItemId, opening: &OpeningDocument, today: Day) -> Option<Contested> {
        // what cases of its first days take part in is given out, even if the item says otherwise since
        let days = [opening.to.min(today), opening.from].into_iter();
        let items = days.filter_map(|day| Some(self.item(id, day)?.1));
        let mut ruled = items.filter_map(|item| {
            let selection = item.rules.selection.as_ref()?;
            Some((item, selection, rule(selection)?))
        });
        let (item, selection, rule) = ruled.next()?;
        let by = match selection {
            Selection::Ranked { by, .. } => self.facts.get(by).map(|fact| fact.label.clone()),
            Selection::FirstCome { .. }
            | Selection::ProRata { .. }
            | Selection::Reviewed { .. } => None,
        };
        Some(Contested {
            item: id.clone(),
            title: item.rules.title.clone(),
            opening: opening.id.clone(),
            from: opening.from,
            to: opening.to,
            rule,
            by,
        })
    }
}

fn rule(selection: &Selection) -> Option<Rule> {
    match selection {
        Selection::Ranked { places, order, .. } => Some(Rule::Ranked {
            places: *places,
            order: *order,
        }),
        Selection::ProRata { budget } => Some(Rule::ProRata { budget: *budget }),
        Selection::FirstCome { .. } | Selection::Reviewed { .. } => None,
    }
}
