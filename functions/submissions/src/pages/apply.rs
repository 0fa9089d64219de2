//! Beginning an application.

use std::collections::BTreeSet;

use adapters::http::{Answer, Door, Form, Problem, Reply};
use adapters::table::Profile;
use axum::extract::Path;
use casework::access::Operation;
use contract::catalogue::Opened;
use contract::draft::DraftView;
use contract::eligibility::ItemAnswer;
use contract::eligibility::ask::profile_of;
use contract::fault::Fault;
use contract::policy::ItemView;
use facts::{CreditCode, Day, Instant, ItemId};
use pages::{ApplyPage, Nav, Values};

use crate::{drafts, find};

/// `GET /apply/{item}`
pub(crate) async fn start(door: Door, Path(item): Path<String>) -> Answer {
    door.allow(Operation::CreateDraft)?;
    shown(&door, &item, &Values::default(), &[]).await
}

/// `POST /apply/{item}`
pub(crate) async fn begin(door: Door, Path(item): Path<String>, form: Form) -> Answer {
    let id = ItemId::parse(&item).map_err(|_| Problem::not_found())?;
    let actor = door.actor_about(Operation::CreateDraft, &[id])?;
    let command = super::command(&door, Operation::CreateDraft, &form)?;
    let own = actor.on_behalf_of.map(|code| code.to_string());
    let enterprise = form.text("enterprise").map(str::to_owned).or(own);
    let enterprise = enterprise.unwrap_or_default();
    if CreditCode::parse(&enterprise).is_err() {
        let fault = Fault::new(
            "/enterprise",
            "invalid_value",
            "统一社会信用代码为 18 位数字或大写字母，请对照营业执照核对",
            "a credit code has 18 digits or capital letters; compare it with the licence",
        );
        return shown(&door, &item, &form.values(), &[fault]).await;
    }
    match drafts::begin(&door, &item, &enterprise, &command).await {
        Ok(reply) => {
            let location = reply.kept()?.location.unwrap_or_default();
            Ok(Reply::see_other(location.trim_start_matches("/v1")))
        }
        Err(problem) => {
            let faults = problem.beside_form()?;
            shown(&door, &item, &form.values(), &faults).await
        }
    }
}

async fn shown(door: &Door, item: &str, values: &Values, faults: &[Fault]) -> Answer {
    let id = ItemId::parse(item).map_err(|_| Problem::not_found())?;
    let catalogue = door.outside.catalogue().current().await?;
    let today = Instant::from(door.now).day();
    let item: ItemView = catalogue
        .item_view(&id, today)
        .ok_or_else(Problem::not_found)?;
    // an assistant begins, and sees what is there, only under an authority for this item
    let about = [id.clone()];
    let actor = door.actor_about(Operation::CreateDraft, &about);
    let own = actor.ok().and_then(|actor| actor.on_behalf_of);
    let seen = |operation| own.as_ref().filter(|_| door.sees(operation, Some(&id)));
    let drafts = match seen(Operation::ListDrafts) {
        Some(code) => open_drafts(door, code, (&catalogue, &id)).await?,
        None => Vec::new(),
    };
    let profile = match seen(Operation::ReadProfile) {
        Some(code) => door.outside.table().read_profile(code).await?,
        None => None,
    };
    let answer = profile.as_ref();
    let answer = answer.and_then(|profile| answer_for(profile, &catalogue, &id, today));
    let name = profile
        .as_ref()
        .map_or(&door.principal.name, |one| &one.name);
    let key = door.outside.new_id();
    let page = ApplyPage {
        chrome: door.chrome(Nav::Cases),
        item: &item,
        enterprise: own.as_ref().map(CreditCode::as_str),
        enterprise_name: name,
        answer: answer.as_ref(),
        drafts: &drafts,
        idempotency_key: &key,
        values,
        faults,
    };
    Ok(Reply::form(faults, page.render()))
}

/// Drafts for this item that are not handed in yet.
async fn open_drafts(
    door: &Door,
    enterprise: &CreditCode,
    (catalogue, item): (&Opened, &ItemId),
) -> Answer<Vec<DraftView>> {
    let table = door.outside.table();
    let page = table.drafts_of_enterprise(enterprise, None, 100).await?;
    let today = Instant::from(door.now).day();
    let open = page.entries.into_iter();
    Ok(open
        .filter(|draft| draft.item == *item && draft.status.word() == "open")
        .map(|draft| find::view(&draft, catalogue, today))
        .collect())
}

/// What the calculator says of a saved profile.
fn answer_for(
    profile: &Profile,
    catalogue: &Opened,
    item: &ItemId,
    today: Day,
) -> Option<ItemAnswer> {
    let known = profile_of(&profile.facts, catalogue.facts(), "/facts", &mut Vec::new());
    let only = BTreeSet::from([item.clone()]);
    let assessment = catalogue.assess(&known, today, &only);
    let reply = contract::eligibility::answer::reply(&assessment, catalogue, (&known, today));
    reply.items.into_iter().next()
}
