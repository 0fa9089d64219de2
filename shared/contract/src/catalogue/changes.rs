//! The changelog of the list (M95): what was added, changed, removed or halted, when and by which department.
//!
//! Read from the catalogue itself, so that the changelog, the lists and the calculator can never tell different stories.

use facts::Day;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Opened, OpenedEdition, OpenedPolicy};
use crate::rule::ItemDifference;
use crate::text::Text;

/// A change of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListChange {
    /// The same change always has the same id.
    pub id: String,
    /// The day it counts from.
    #[schema(format = Date)]
    pub on: String,
    /// `added`, `changed`, `suspended`, `resumed`, `expired` or `repealed`.
    pub change: String,
    /// In words.
    pub words: Text,
    /// The policy.
    pub policy: String,
    /// Its title at that time.
    pub title: Text,
    /// The department that answers for it.
    pub department: String,
    /// The version the change made or ended.
    pub version: u64,
    /// Why, where a reason was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Items that are new, gone or different.
    pub items: Vec<ItemChange>,
}

/// The changelog as it stands on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// What happened, the latest first.
    pub past: Vec<ListChange>,
    /// What is announced, the nearest first: nothing of it has happened yet.
    pub upcoming: Vec<ListChange>,
}

/// What changed of one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ItemChange {
    /// Item id.
    pub item: String,
    /// Title.
    pub title: Text,
    /// What is different, a sentence each.
    pub words: Vec<Text>,
}

impl From<ItemDifference> for ItemChange {
    fn from(difference: ItemDifference) -> Self {
        Self {
            item: difference.item.to_string(),
            title: difference.title,
            words: difference.words,
        }
    }
}

impl Opened {
    /// Every change of the list: those that happened by `day`, the latest first, and those that are announced, the nearest first.
    #[must_use]
    pub fn changes(&self, day: Day) -> Changes {
        let mut changes: Vec<(Day, ListChange)> = self
            .policies
            .iter()
            .flat_map(OpenedPolicy::changes)
            .collect();
        changes.sort_by(|(one, left), (two, right)| (two, &left.id).cmp(&(one, &right.id)));
        let (mut upcoming, past): (Vec<_>, Vec<_>) =
            changes.into_iter().partition(|(on, _)| *on > day);
        upcoming.reverse();
        let told = |changes: Vec<(Day, ListChange)>| {
            let changes = changes.into_iter();
            changes.map(|(_, change)| change).collect()
        };
        Changes {
            past: told(past),
            upcoming: told(upcoming),
        }
    }
}

impl OpenedPolicy {
    fn changes(&self) -> Vec<(Day, ListChange)> {
        let mut changes = self.versions();
        for halt in &self.course.halts {
            let reason = Some(halt.reason.clone());
            changes.extend(self.turn(halt.from, "suspended", reason));
            changes.extend(
                halt.until
                    .and_then(|until| self.turn(until, "resumed", None)),
            );
        }
        if let Some(repeal) = &self.course.repeal {
            let reason = Some(repeal.reason.clone());
            changes.extend(self.turn(repeal.from, "repealed", reason));
        }
        changes
    }

    /// What its versions began and left.
    fn versions(&self) -> Vec<(Day, ListChange)> {
        let mut changes = Vec::new();
        let mut before: Option<&OpenedEdition> = None;
        for edition in self.editions.iter() {
            let course = self.course.editions.iter();
            let Some(term) = course.clone().find(|one| one.document == edition.version) else {
                continue;
            };
            // a version another took the place of before its day never changed the list
            if self.course.edition_on(term.from) != Some(term) {
                continue;
            }
            let items = match before {
                Some(before) => edition.document.differences(&before.document),
                None => Vec::new(),
            };
            let word = if before.is_some() { "changed" } else { "added" };
            let items = items.into_iter().map(ItemChange::from).collect();
            changes.push((
                term.from,
                self.change(edition, (term.from, word), None, items),
            ));
            before = Some(edition);
            let over = term.to.map(Day::next);
            let over = over.filter(|over| self.course.edition_on(*over) == Some(term));
            changes.extend(over.map(|over| {
                (
                    over,
                    self.change(edition, (over, "expired"), None, Vec::new()),
                )
            }));
        }
        changes
    }

    fn turn(
        &self,
        on: Day,
        word: &'static str,
        reason: Option<String>,
    ) -> Option<(Day, ListChange)> {
        let edition = self.shown_on(on)?;
        Some((on, self.change(edition, (on, word), reason, Vec::new())))
    }

    fn change(
        &self,
        edition: &OpenedEdition,
        (on, word): (Day, &'static str),
        reason: Option<String>,
        items: Vec<ItemChange>,
    ) -> ListChange {
        let document = &edition.document;
        ListChange {
            id: format!("{}/{}/{on}/{word}", self.id, edition.version),
            on: on.to_string(),
            change: word.to_owned(),
            words: said(word),
            policy: self.id.to_string(),
            title: document.title.clone().into(),
            department: document.department.to_string(),
            version: edition.version,
            reason,
            items,
        }
    }
}

fn said(word: &str) -> Text {
    let (zh, en) = match word {
        "added" => ("新增", "added"),
        "changed" => ("调整", "changed"),
        "suspended" => ("暂停执行", "suspended"),
        "resumed" => ("恢复执行", "resumed"),
        "expired" => ("到期失效", "expired"),
        _ => ("废止", "repealed"),
    };
    Text::new(zh, en)
}
