//! Items in force, searched in the catalogue: what the calculator and the pages read too (M12).

use adapters::http::{Answer, Door, Problem, Query, Reply};
use axum::extract::Path;
use casework::access::Operation;
use casework::need::{Subject, keepable};
use contract::policy::ItemView;
use contract::search::{
    Chosen, Facet, FoundItem, QUESTION_CHARACTERS_MAX, Question, SearchPage, normalised, takes,
};
use facts::{Instant, ItemId};

use crate::names;

const LIST: &str = "items";

/// A search as it was asked.
pub(crate) struct Search {
    pub(crate) words: String,
    pub(crate) chosen: Chosen,
    pub(crate) limit: usize,
    /// Where the page begins among everything found.
    pub(crate) start: usize,
}

impl Search {
    /// Reads words, facets, limit and cursor.
    pub(crate) fn read(door: &Door, mut query: Query) -> Result<Self, Problem> {
        let words = query.parsed("q", |text| {
            if text.chars().count() <= QUESTION_CHARACTERS_MAX {
                return Ok(text.trim().to_owned());
            }
            Err((
                format!("不超过 {QUESTION_CHARACTERS_MAX} 个字符"),
                format!("has at most {QUESTION_CHARACTERS_MAX} characters"),
            ))
        });
        let mut chosen = Chosen::new();
        for facet in Facet::ALL {
            let values = query.words(facet.word(), |value| takes(facet, value));
            chosen.insert(facet, values.into_iter().collect());
        }
        let limit = query.limit();
        let start = door.start(LIST, &mut query)?;
        query.finish()?;
        let start = start.map(|text| text.parse().map_err(|_| Problem::not_found()));
        Ok(Self {
            words: words.unwrap_or_default(),
            chosen,
            limit,
            start: start.transpose()?.unwrap_or_default(),
        })
    }

    fn narrowed(&self) -> bool {
        self.chosen.values().any(|values| !values.is_empty())
    }

    /// What was found, one page of it; what nobody found becomes a need.
    pub(crate) async fn page(&self, door: &Door) -> Result<SearchPage, Problem> {
        let today = Instant::from(door.now).day();
        let catalogue = door.outside.catalogue().current().await?;
        let found = catalogue.search(&Question {
            words: &self.words,
            chosen: &self.chosen,
            day: today,
        });
        let missed = !found.exact || found.items.is_empty();
        if missed && self.start == 0 && !self.narrowed() {
            note(door, &self.words).await;
        }
        let end = self.start.saturating_add(self.limit);
        let shown = found.items.iter().take(end).skip(self.start);
        let entries = shown.filter_map(|id| {
            Some(FoundItem {
                entry: catalogue.item_entry(id, today)?,
                hits: catalogue.highlights(id, &self.words, today),
            })
        });
        let next = (end < found.items.len()).then(|| door.seal_cursor(LIST, &end.to_string()));
        let mut page = SearchPage {
            entries: entries.collect(),
            next_cursor: next.transpose()?,
            total: found.items.len(),
            exact: found.exact,
            facets: found.facets,
        };
        names::of_departments(&door.outside, &mut page.facets).await;
        Ok(page)
    }
}

/// Counts what was searched and not found (M6). Nobody waits for it and nobody is told of a trouble with it.
/// Whoever searches again the same day is not counted again.
async fn note(door: &Door, words: &str) {
    let words = normalised(words);
    if !keepable(&words) {
        return;
    }
    let subject = Subject::Words(words.clone());
    let counted = match door.mark_of_day(&subject.identity()) {
        Ok(mark) => {
            let table = door.outside.table();
            table.count_search(subject, (&words, &mark), door.now).await
        }
        Err(fault) => Err(fault),
    };
    if let Err(fault) = counted {
        tracing::warn!(fault = fault.chain(), "a need was not counted");
    }
}

/// 查找事项 · Items in force: full text with aliases, and facets with their counts. Title hits first, then what is open.
#[utoipa::path(get, path = "/v1/items", operation_id = "list_items", tag = "policies",
    params(("q" = Option<String>, Query, description = "Words, at most 60 characters; all of them must be found, aliases count"),
        ("open" = Option<Vec<String>>, Query, description = "`now`, `later`, `closed`; every facet takes several values"),
        ("level" = Option<Vec<String>>, Query, description = "`state`, `province`, `city`, `county`"),
        ("region" = Option<Vec<String>>, Query, description = "Jurisdictions the item does not rule out"),
        ("department" = Option<Vec<String>>, Query, description = "Leading departments"),
        ("industry" = Option<Vec<String>>, Query, description = "Sections of GB/T 4754 the item does not rule out"),
        ("size" = Option<Vec<String>>, Query, description = "`large`, `medium`, `small`, `micro`: not ruled out"),
        ("kind" = Option<Vec<String>>, Query, description = "`money`, `exemption`, `ask`"),
        ("mode" = Option<Vec<String>>, Query, description = "`apply`, `fast`, `without_application`, `promise`"),
        ("amount" = Option<Vec<String>>, Query, description = "Bracket of the most it gives, as named by the facet"),
        ("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent")),
    responses((status = 200, description = "A page of items", body = SearchPage)))]
pub(crate) async fn list(door: Door, query: Query) -> Answer {
    door.allow(Operation::ListItems)?;
    let page = Search::read(&door, query)?.page(&door).await?;
    Ok(Reply::ok(&page))
}

/// 办事指南 · One item: conditions with clauses, materials, process, openings.
#[utoipa::path(get, path = "/v1/items/{item}", operation_id = "read_item", tag = "policies",
    params(("item" = String, Path, description = "Item id")),
    responses((status = 200, description = "The item", body = ItemView)))]
pub(crate) async fn read(door: Door, Path(id): Path<String>) -> Answer {
    door.allow(Operation::ReadItem)?;
    let id = ItemId::parse(&id).map_err(|_| Problem::not_found())?;
    let today = Instant::from(door.now).day();
    let catalogue = door.outside.catalogue().current().await?;
    let view = catalogue
        .item_view(&id, today)
        .ok_or_else(Problem::not_found)?;
    Ok(Reply::ok(&view))
}
