//! The search page.

use adapters::http::{Answer, Door, Problem, Query, Reply};
use casework::access::Operation;
use pages::{Nav, SearchResultPage};

use crate::items::Search;

/// `GET /search`
pub(crate) async fn search(door: Door, query: Query) -> Answer {
    door.allow(Operation::ListItems)?;
    let search = Search::read(&door, query)?;
    let found = search.page(&door).await?;
    let next = found.next_cursor.as_deref();
    let next = next.map(|cursor| door.next_page(cursor));
    let page = SearchResultPage {
        chrome: door.chrome(Nav::Policies),
        words: &search.words,
        found: &found,
        first: search.start,
        next: next.as_deref(),
    };
    Ok::<_, Problem>(Reply::page(page.render()))
}
