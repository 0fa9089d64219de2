//! The enterprise's list: its cases and open drafts.

use adapters::http::{Answer, Door, Query, Reply};
use casework::access::Operation;
use casework::case::Viewer;
use pages::{CaseListPage, Nav};

use crate::cases::{LIST, heads};
use crate::find::{self, now};

/// How many cases a page shows.
const LIMIT: usize = 20;

/// `GET /cases`
pub(crate) async fn list(door: Door, mut query: Query) -> Answer {
    let actor = door.actor(Operation::ListCases)?;
    let start = door.start(LIST, &mut query)?;
    query.finish()?;
    let catalogue = door.outside.catalogue().current().await?;
    let page = heads(&door, &actor, None, (start.as_deref(), LIMIT)).await?;
    let (viewer, today) = (Viewer::from(actor.role), now(&door).day());
    let cases: Vec<_> = page
        .entries
        .iter()
        .map(|head| head.entry(viewer, today))
        .collect();
    let drafts = match &actor.on_behalf_of {
        Some(enterprise) => {
            let table = door.outside.table();
            let drafts = table
                .drafts_of_enterprise(enterprise, None, 100)
                .await?
                .entries;
            let open = drafts
                .into_iter()
                .filter(|draft| draft.status.word() == "open")
                .filter(|draft| door.sees(Operation::ListDrafts, Some(&draft.item)));
            open.map(|draft| find::view(&draft, &catalogue, today))
                .collect()
        }
        None => Vec::new(),
    };
    let next = page
        .next
        .as_deref()
        .map(|next| door.seal_cursor(LIST, next))
        .transpose()?;
    let next = next.map(|cursor| door.next_page(&cursor));
    let page = CaseListPage {
        chrome: door.chrome(Nav::Cases),
        cases: &cases,
        drafts: &drafts,
        next: next.as_deref(),
    };
    Ok(Reply::page(page.render()))
}
