//! What departments and the counter see of reaching enterprises, and the form that starts a run.

use adapters::http::{Answer, Door, Form, Query, Reply};
use axum::extract::Path;
use casework::Actor;
use casework::access::{Operation, Reach, may};
use contract::fault::Fault;
use contract::outreach::StartRun;
use contract::policy::ItemEntry;
use facts::{Instant, ItemId};
use pages::{Nav, OutreachPage, ReachPage, RunPage, Values};

use crate::{matches, reach, runs};

const RUN_LIST: &str = "list of a run";
/// How many runs, and enterprises of a run, a page shows.
const LIMIT: usize = 50;

/// `GET /outreach`
pub(crate) async fn home(door: Door, query: Query) -> Answer {
    query.finish()?;
    shown(&door, &Values::default(), &[]).await
}

/// `POST /runs`
pub(crate) async fn start(door: Door, form: Form) -> Answer {
    door.allow(Operation::StartRun)?;
    let command = super::command(&door, Operation::StartRun, &form)?;
    let days = form.text("answer_days").and_then(|text| text.parse().ok());
    let asked = StartRun {
        item: form.text("item").unwrap_or_default().to_owned(),
        answer_days: days.unwrap_or_default(),
    };
    match runs::started(&door, &asked, &command).await {
        Ok(reply) => {
            let location = reply.kept()?.location.unwrap_or_default();
            Ok(Reply::see_other(location.trim_start_matches("/v1")))
        }
        Err(problem) => {
            let faults = problem.beside_form()?.into_iter().map(|fault| Fault {
                pointer: if fault.code == "answer_days" {
                    "/answer_days".to_owned()
                } else {
                    fault.pointer.clone()
                },
                ..fault
            });
            let faults: Vec<Fault> = faults.collect();
            shown(&door, &form.values(), &faults).await
        }
    }
}

async fn shown(door: &Door, values: &Values, faults: &[Fault]) -> Answer {
    let actor = door.actor(Operation::ListRuns)?;
    let today = Instant::from(door.now).day();
    let catalogue = door.outside.catalogue().current().await?;
    let mut items: Vec<ItemEntry> = catalogue.item_entries(today);
    items.retain(|item| reaches(&actor, item));
    let admitted = items.iter().filter(|item| {
        let id = ItemId::parse(&item.item).ok();
        let admission = id.and_then(|id| catalogue.admission(&id, today));
        admission.is_some_and(|admission| admission.admit().is_ok())
    });
    let admitted: Vec<String> = admitted.map(|item| item.item.clone()).collect();
    items.sort_by_key(|item| !admitted.contains(&item.item));
    let page = runs::of(door, &actor, (None, LIMIT)).await?;
    let runs: Vec<_> = page.entries.iter().map(runs::view).collect();
    let page = OutreachPage {
        chrome: door.chrome(Nav::Outreach),
        items: &items,
        admitted: &admitted,
        may_start: door.actor(Operation::StartRun).is_ok(),
        runs: &runs,
        departments: &super::departments(door).await?,
        idempotency_key: &door.outside.new_id(),
        values,
        faults,
    };
    Ok(Reply::form(faults, page.render()))
}

/// Whether somebody may ask about an item: its department about its own, the others about all.
fn reaches(actor: &Actor, item: &ItemEntry) -> bool {
    match may(actor.role, Operation::ReadReach) {
        Some(Reach::Any) => true,
        Some(Reach::Own | Reach::Department | Reach::Part | Reach::Concerned) | None => {
            let own = actor.department.as_ref();
            own.is_some_and(|own| own.as_str() == item.department)
        }
    }
}

/// `GET /outreach/{item}`: `list` is `due`, `eligible` or `undetermined`.
pub(crate) async fn item(door: Door, Path(id): Path<String>, mut query: Query) -> Answer {
    let list = query.text("list").unwrap_or_else(|| "due".to_owned());
    let figures = reach::figures(&door, &id).await?;
    let may_list = door.actor(Operation::ListMatches).is_ok();
    let matches = if may_list {
        let asked = match list.as_str() {
            "undetermined" => "verdict=undetermined",
            "eligible" => "verdict=eligible",
            _ => "due=true",
        };
        let cursor = query.text("cursor");
        let cursor = cursor.map(|cursor| format!("&cursor={cursor}"));
        let asked = format!("{asked}{}", cursor.unwrap_or_default());
        Some(matches::page(&door, &id, Query::parse(&asked)).await?.1)
    } else {
        None
    };
    query.finish()?;
    let next = matches
        .as_ref()
        .and_then(|page| page.next_cursor.as_deref());
    let next = next.map(|cursor| door.next_page(cursor));
    let page = ReachPage {
        chrome: door.chrome(Nav::Outreach),
        reach: &figures,
        matches: matches.as_ref(),
        list: &list,
        next: next.as_deref(),
    };
    Ok(Reply::page(page.render()))
}

/// `GET /runs/{run}`
pub(crate) async fn run(door: Door, Path(id): Path<String>, mut query: Query) -> Answer {
    let (actor, run) = runs::found(&door, &id, Operation::ReadRun).await?;
    let start = door.start(RUN_LIST, &mut query)?;
    query.finish()?;
    let table = door.outside.table();
    let page = table
        .invitations_of_run(&id, start.as_deref(), LIMIT)
        .await?;
    let catalogue = door.outside.catalogue().current().await?;
    let day = (&*catalogue, Instant::from(door.now).day());
    let entries = page.entries.iter();
    let invitations: Vec<_> = entries
        .map(|one| runs::invitation(&run, one, day, actor.role))
        .collect();
    let next = page.next.as_deref();
    let next = next
        .map(|next| door.seal_cursor(RUN_LIST, next))
        .transpose()?;
    let next = next.map(|cursor| door.next_page(&cursor));
    let page = RunPage {
        chrome: door.chrome(Nav::Outreach),
        run: &runs::view(&run),
        invitations: &invitations,
        next: next.as_deref(),
        departments: &super::departments(&door).await?,
    };
    Ok(Reply::page(page.render()))
}
