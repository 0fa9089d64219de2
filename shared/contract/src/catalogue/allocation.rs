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
        match item.rules.selection.as_ref()? {
            Selection::Ranked { places, order, .. } => Some(Rule::Ranked {
                places: *places,
                order: *order,
            }),
            Selection::ProRata { budget } => Some(Rule::ProRata { budget: *budget }),
            Selection::FirstCome { .. } | Selection::Reviewed { .. } => None,
        }
    }

    /// Openings that are given out in one go and have begun by `today`, by what holds on their last day; the latest first.
    #[must_use]
    pub fn contested(&self, today: Day) -> Vec<Contested> {
        let mut found = Vec::new();
        for id in self.item_ids() {
            let Some((_, item)) = self.item(id, today) else {
                continue;
            };
            let begun = item.openings.iter().filter(|one| one.from <= today);
            found.extend(begun.filter_map(|one| self.contest(id, one, today)));
        }
        found.sort_by(|one, two| (two.to, &one.item).cmp(&(one.to, &two.item)));
        found
    }

    /// One of these.
    #[must_use]
    pub fn contested_in(&self, id: &ItemId, opening: &str, today: Day) -> Option<Contested> {
        let (_, item) = self.item(id, today)?;
        let opening = item.openings.iter().find(|one| one.id == opening)?;
        self.contest(id, opening, today)
    }

    fn contest(&self, id: &ItemId, opening: &OpeningDocument, today: Day) -> Option<Contested> {
        let day = opening.to.min(today);
        let (_, item) = self.item(id, day)?;
        let by = match &item.rules.selection {
            Some(Selection::Ranked { by, .. }) => self.facts.get(by).map(|fact| fact.label.clone()),
            Some(
                Selection::FirstCome { .. }
                | Selection::ProRata { .. }
                | Selection::Reviewed { .. },
            )
            | None => None,
        };
        Some(Contested {
            item: id.clone(),
            title: item.rules.title.clone(),
            opening: opening.id.clone(),
            from: opening.from,
            to: opening.to,
            // what cases of its first days take part in is given out, even if the item says otherwise since
            rule: self.rule(id, day).or_else(|| self.rule(id, opening.from))?,
            by,
        })
    }
}
