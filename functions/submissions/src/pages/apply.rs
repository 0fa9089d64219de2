//! Beginning an application.

use std::collections::BTreeSet;

use adapters::http::{Answer, Door, Form, Problem, Reply};
use axum::extract::Path;
use axum::http::StatusCode;
use casework::access::Operation;
use contract::catalogue::Opened;
use contract::draft::DraftView;
use contract::eligibility::ItemAnswer;
use contract::eligibility::ask::profile_of;
use contract::fault::Fault;
use contract::policy::ItemView;
use facts::{CreditCode, Instant, ItemId};
use pages::{ApplyPage, Nav, Values};

use crate::{drafts, find};

/// `GET /apply/{item}`
pub(crate) async fn start(door: Door, Path(item): Path<String>) -> Answer {
    door.allow(Operation::CreateDraft)?;
    shown(&door, &item, &Values::default(), &[]).await
}

/// `POST /apply/{item}`
pub(crate) async fn begin(door: Door, Path(item): Path<String>, form: Form) -> Answer {
    door.allow(Operation::CreateDraft)?;
    let command = super::command(&door, Operation::CreateDraft, &form)?;
    let own = door.enterprise();
    let enterprise = form.text("enterprise").map(str::to_owned).or(own);
    let enterprise = enterprise.unwrap_or_default();
    if CreditCode::parse(&enterprise).is_err() {
        let fault = Fault::new(
            "/enterprise",
            "invalid_value",
            "统一社会信用代码为 18 位数字或大写字母，请对照营业执照核对",
            "a credit code has 18 digits or capital letters; compare it with the licence",
        );
        return shown(&door, &item, &super::values(&form), &[fault]).await;
    }
    match drafts::begin(&door, &item, &enterprise, &command).await {
        Ok(reply) => {
            let location = reply.kept()?.location.unwrap_or_default();
            Ok(Reply::see_other(location.trim_start_matches("/v1")))
        }
        Err(problem) => {
            let faults = super::faults(problem)?;
            shown(&door, &item, &super::values(&form), &faults).await
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
    let own = door.enterprise();
    let enterprise = own.as_deref();
    let drafts = match enterprise.and_then(|code| CreditCode::parse(code).ok()) {
        Some(code) => {
            let page = door
                .outside
                .table()
                .drafts_of_enterprise(&code, None, 100)
                .await?;
            let open = page.entries.into_iter();
            open.filter(|draft| draft.item == id && draft.status.word() == "open")
                .map(|draft| find::view(&draft, &catalogue, today))
                .collect()
        }
        None => Vec::<DraftView>::new(),
    };
    let answer = match enterprise {
        Some(code) => answer(door, &catalogue, code, &id).await?,
        None => None,
    };
    let key = door.outside.new_id();
    let page = ApplyPage {
        chrome: door.chrome(Nav::Cases),
        item: &item,
        enterprise,
        enterprise_name: &door.principal.name,
        answer: answer.as_ref(),
        drafts: &drafts,
        idempotency_key: &key,
        values,
        faults,
    };
    let status = if faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(Reply::page_as(status, page.render()))
}

/// What the calculator says of a saved profile; nothing where none was saved.
async fn answer(
    door: &Door,
    catalogue: &Opened,
    enterprise: &str,
    item: &ItemId,
) -> Answer<Option<ItemAnswer>> {
    let Ok(code) = CreditCode::parse(enterprise) else {
        return Ok(None);
    };
    let Some(profile) = door.outside.table().read_profile(&code).await? else {
        return Ok(None);
    };
    let known = profile_of(&profile.facts, catalogue.facts(), "/facts", &mut Vec::new());
    let today = Instant::from(door.now).day();
    let only = BTreeSet::from([item.clone()]);
    let assessment = catalogue.assess(&known, today, &only);
    let reply = contract::eligibility::answer::reply(&assessment, catalogue, today);
    Ok(reply.items.into_iter().next())
}
