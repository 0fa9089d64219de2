//! The search page (M12): words, facets with counts, what was found with the words marked.

use askama::Template;
use contract::search::{FoundItem, SearchPage, Segment};

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;

/// Facets whose values are shown at once; the others unfold.
const UNFOLDED: [&str; 3] = ["open", "level", "kind"];

/// `GET /search`: `q` and one field per facet, as the API takes them.
#[derive(Debug, Template)]
#[template(path = "search/search.html")]
pub struct SearchResultPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The words asked for.
    pub words: &'a str,
    /// What was found.
    pub found: &'a SearchPage,
    /// How many were shown on pages before this one.
    pub first: usize,
    /// Address of the next page, if there is one.
    pub next: Option<&'a str>,
}

impl SearchResultPage<'_> {
    /// Whether a value of any facet was chosen.
    fn narrowed(&self) -> bool {
        let mut values = self.found.facets.iter().flat_map(|facet| &facet.values);
        values.any(|value| value.chosen)
    }

    /// Whether a facet stands open: the first ones, and where something was chosen.
    fn unfolded(facet: &contract::search::FacetView) -> bool {
        UNFOLDED.contains(&facet.facet.as_str()) || facet.values.iter().any(|value| value.chosen)
    }

    /// The title in its parts.
    fn title(found: &FoundItem) -> Vec<Segment> {
        let title = found.hits.iter().find(|hit| hit.field == "title");
        title.map_or_else(
            || {
                vec![Segment {
                    text: found.entry.title.zh.clone(),
                    hit: false,
                }]
            },
            |hit| hit.segments.clone(),
        )
    }

    /// The number of the first and last item of this page.
    fn range(&self) -> (usize, usize) {
        let last = self.first.saturating_add(self.found.entries.len());
        (self.first.saturating_add(1), last)
    }
}

page!(SearchResultPage<'_>);
