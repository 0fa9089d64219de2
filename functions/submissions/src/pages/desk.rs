//! The desk: what is open, overdue first (M53, M86).

use adapters::http::{Answer, Door, Problem, Query, Reply};
use adapters::table::CaseHead;
use casework::access::{Operation, Role};
use casework::case::{Kind, Viewer};
use pages::desk::DeskFilter;
use pages::values::Named;
use pages::{DeskPage, Nav};

use crate::cases::{complaints, heads};
use crate::find::now;

const LIST: &str = "desk";
/// How many cases a page of the desk looks at.
const LIMIT: usize = 100;

/// `GET /desk`
pub(crate) async fn desk(door: Door, mut query: Query) -> Answer {
    if door.allow(Operation::ListCases).is_err() && door.allow(Operation::ListPolicyWork).is_ok() {
        // who writes policies has a desk of their own
        return Ok(Reply::see_other("/desk/policies"));
    }
    let actor = door.actor(Operation::ListCases)?;
    if Viewer::from(actor.role) == Viewer::Enterprise {
        return Err(Problem::forbidden());
    }
    let wanted = Wanted {
        state: query.text("state"),
        department: query.text("department"),
        kind: query.text("kind"),
    };
    let start = door.start(LIST, &mut query)?;
    query.finish()?;
    let start = (start.as_deref(), LIMIT);
    let watches = matches!(actor.role, Role::Coordinator | Role::Auditor);
    let page = if watches && wanted.kind.as_deref() == Some(Kind::Complaint.word()) {
        complaints(&door, &actor, start).await?
    } else {
        heads(&door, &actor, None, start).await?
    };
    let today = now(&door).day();
    let mut states: Vec<Named> = Vec::new();
    let mut departments: Vec<Named> = Vec::new();
    for head in &page.entries {
        let shown = head.shown(Viewer::Staff);
        offer(&mut states, &shown.state, shown.words.clone().into());
        if let Some(id) = &head.department {
            offer(&mut departments, id.as_str(), shown.holder.clone().into());
        }
    }
    let found = page.entries.iter().filter(|head| wanted.fits(head));
    let cases: Vec<_> = found.map(|head| head.entry(Viewer::Staff, today)).collect();
    let next = page
        .next
        .as_deref()
        .map(|next| door.seal_cursor(LIST, next))
        .transpose()?;
    let next = next.map(|cursor| door.next_page(&cursor));
    let kinds: Vec<Named> = Kind::ALL
        .iter()
        .filter(|kind| watches || **kind != Kind::Complaint)
        .map(|kind| Named::new(kind.word(), kind.title().into()))
        .collect();
    let page = DeskPage {
        chrome: door.chrome(Nav::Desk),
        cases: &cases,
        filter: wanted.shown(),
        kinds: &kinds,
        states: &states,
        departments: &departments,
        decides: door.allow(Operation::DecideCases).is_ok(),
        allocates: door.allow(Operation::ListAllocations).is_ok(),
        next: next.as_deref(),
    };
    Ok(Reply::page(page.render()))
}

/// What the desk is filtered by.
struct Wanted {
    state: Option<String>,
    department: Option<String>,
    kind: Option<String>,
}

impl Wanted {
    fn fits(&self, head: &CaseHead) -> bool {
        let is = |wanted: &Option<String>, found: Option<&str>| {
            wanted.is_none() || wanted.as_deref() == found
        };
        let held = head.department.as_ref().map(|id| id.as_str());
        is(&self.state, Some(&head.staff.state))
            && is(&self.kind, Some(head.kind.word()))
            && is(&self.department, held)
    }

    fn shown(&self) -> DeskFilter<'_> {
        DeskFilter {
            state: self.state.as_deref().unwrap_or_default(),
            department: self.department.as_deref().unwrap_or_default(),
            kind: self.kind.as_deref().unwrap_or_default(),
        }
    }
}

/// Adds a filter that is not offered yet.
fn offer(named: &mut Vec<Named>, id: &str, name: contract::text::Text) {
    if !named.iter().any(|one| one.id == id) {
        named.push(Named::new(id, name));
    }
}
