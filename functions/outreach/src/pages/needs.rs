//! The form of a need, and the list for those who make policies.

use adapters::http::{Answer, Door, Form, Query, Reply};
use axum::extract::Path;
use casework::access::Operation;
use contract::fault::Fault;
use contract::need::CreateNeed;
use facts::{Instant, ItemId};
use pages::{Nav, NeedFormPage, NeedListPage, NeedPage, NeedTakenPage, Values};

use crate::needs;

const LIST: &str = "needs page";
/// How many needs a page shows.
const LIMIT: usize = 50;

/// `GET /needs`: the list for those who may read it, the form for everybody else and for who brings words.
pub(crate) async fn show(door: Door, mut query: Query) -> Answer {
    let mut values = Values::default();
    for name in ["words", "item", "form"] {
        if let Some(value) = query.text(name) {
            values.add(name, value);
        }
    }
    let department = query.text("department");
    let start = door.start(LIST, &mut query)?;
    query.finish()?;
    let staff = door.actor(Operation::ListNeeds).ok();
    let Some(actor) = staff.filter(|_| values.pairs().next().is_none()) else {
        return form(&door, &values, &[]).await;
    };
    let page = (start.as_deref(), LIMIT);
    let page = needs::of(&door, &actor, department.as_deref(), page).await?;
    let today = Instant::from(door.now).day();
    let shown: Vec<_> = page
        .entries
        .iter()
        .map(|found| needs::view(found, today))
        .collect();
    let next = page.next.as_deref();
    let next = next.map(|next| door.seal_cursor(LIST, next)).transpose()?;
    let next = next.map(|cursor| door.next_page(&cursor));
    let page = NeedListPage {
        chrome: door.chrome(Nav::Needs),
        needs: &shown,
        departments: &super::departments(&door).await?,
        next: next.as_deref(),
    };
    Ok(Reply::page(page.render()))
}

/// `POST /needs`
pub(crate) async fn take(door: Door, form: Form) -> Answer {
    door.allow(Operation::CreateNeed)?;
    let command = super::command(&door, Operation::CreateNeed, &form)?;
    let text = |name: &str| form.text(name).map(str::to_owned);
    let asked = CreateNeed {
        words: text("words").filter(|_| form.text("item").is_none()),
        item: text("item"),
        saying: text("saying"),
    };
    match needs::taken(&door, &asked, &command).await {
        Ok(reply) => {
            let kept = reply.kept()?;
            let told = serde_json::from_str(&kept.body);
            let told = told.map_err(|error| {
                adapters::Fault::permanent("our own answer cannot be read", error)
            })?;
            let page = NeedTakenPage {
                chrome: door.chrome(Nav::Needs),
                told: &told,
                departments: &super::departments(&door).await?,
            };
            Ok(Reply::page(page.render()))
        }
        Err(problem) => {
            let pointed = problem.beside_form()?.into_iter().map(|fault| Fault {
                pointer: match fault.code.as_str() {
                    "personal_data" => "/saying".to_owned(),
                    "reason_needed" | "too_long" => "/words".to_owned(),
                    _ => fault.pointer.clone(),
                },
                ..fault
            });
            let faults: Vec<Fault> = pointed.collect();
            self::form(&door, &form.values(), &faults).await
        }
    }
}

/// `GET /needs/{need}`
pub(crate) async fn one(door: Door, Path(id): Path<String>) -> Answer {
    let (_, need) = needs::found(&door, &id).await?;
    let page = NeedPage {
        chrome: door.chrome(Nav::Needs),
        need: &need,
        departments: &super::departments(&door).await?,
    };
    Ok(Reply::page(page.render()))
}

async fn form(door: &Door, values: &Values, faults: &[Fault]) -> Answer {
    let catalogue = door.outside.catalogue().current().await?;
    let today = Instant::from(door.now).day();
    let item = ItemId::parse(values.one("item")).ok();
    let item = item.and_then(|item| catalogue.item_entry(&item, today));
    let page = NeedFormPage {
        chrome: door.chrome(Nav::Needs),
        item: item.as_ref(),
        idempotency_key: &door.outside.new_id(),
        values,
        faults,
    };
    Ok(Reply::form(faults, page.render()))
}
