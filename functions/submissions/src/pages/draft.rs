//! The page of a draft: contact, materials, submit.

use adapters::http::site::uploads_origin;
use adapters::http::{Answer, Door, Form, Query, Reply};
use axum::extract::Path;
use casework::access::Operation;
use casework::case::{Case, State};
use casework::draft::{Draft, Purpose};
use contract::case::SubmittedView;
use contract::catalogue::Opened;
use contract::department::MissingMaterial;
use contract::draft::EditDraft;
use contract::eligibility::ask::profile_of;
use contract::fault::Fault;
use facts::ItemId;
use pages::apply::Correction;
use pages::{DraftPage, Named, Nav, Values};

use crate::{drafts, find, library, submit as submission};

/// `GET /drafts/{draft}`
pub(crate) async fn show(door: Door, Path(id): Path<String>, mut query: Query) -> Answer {
    let saved = query.text("saved").is_some();
    query.finish()?;
    shown(&door, &id, &Values::default(), &[], saved).await
}

/// `POST /drafts/{draft}`
pub(crate) async fn save(door: Door, Path(id): Path<String>, form: Form) -> Answer {
    door.allow(Operation::EditDraft)?;
    let edit = EditDraft {
        contact_email: form.text("contact_email").unwrap_or_default().to_owned(),
        remark: form.text("remark").map(str::to_owned),
    };
    match drafts::change(&door, &id, super::version(&form), &edit).await {
        Ok(_) => Ok(Reply::see_other(&format!("/drafts/{id}?saved=yes"))),
        Err(problem) => {
            let pointer = match problem.code() {
                "contact_needed" => "/contact_email",
                "too_long" => "/remark",
                _ => "",
            };
            let faults = at(problem.beside_form()?, pointer);
            shown(&door, &id, &form.values(), &faults, false).await
        }
    }
}

/// `POST /drafts/{draft}/items`
pub(crate) async fn choose(door: Door, Path(id): Path<String>, form: Form) -> Answer {
    door.allow(Operation::ChooseItems)?;
    let items: Vec<String> = form.texts("items").map(str::to_owned).collect();
    match drafts::chosen(&door, &id, super::version(&form), &items).await {
        Ok(_) => Ok(Reply::see_other(&format!("/drafts/{id}?saved=yes"))),
        Err(problem) => {
            let faults = at(problem.beside_form()?, "/items");
            shown(&door, &id, &form.values(), &faults, false).await
        }
    }
}

/// `POST /drafts/{draft}/submit`
pub(crate) async fn submit(door: Door, Path(id): Path<String>, form: Form) -> Answer {
    door.allow(Operation::SubmitDraft)?;
    let command = super::command(&door, Operation::SubmitDraft, &form)?;
    if form.text("confirm") != Some("yes") {
        return shown(&door, &id, &form.values(), &[unconfirmed()], false).await;
    }
    match submission::submitted(&door, &id, super::version(&form), &command).await {
        Ok(reply) => {
            let kept = reply.kept()?;
            let made: SubmittedView = serde_json::from_str(&kept.body)
                .map_err(|error| adapters::Fault::permanent("a case cannot be read", error))?;
            // of several cases the draft lists them all
            Ok(Reply::see_other(&if made.also.is_empty() {
                format!("/cases/{}?view=acknowledgement", made.case.entry.number)
            } else {
                format!("/drafts/{id}")
            }))
        }
        Err(problem) => {
            let faults = problem.beside_form()?;
            shown(&door, &id, &form.values(), &faults, false).await
        }
    }
}

/// The promise that everything is true was not given.
pub(super) fn unconfirmed() -> Fault {
    Fault::new(
        "/confirm",
        "confirmation_needed",
        "请阅读并勾选真实性承诺后再提交",
        "read and tick the declaration of truth, then submit",
    )
}

/// Faults that name no field, moved to the one they are about.
pub(super) fn at(faults: Vec<Fault>, pointer: &str) -> Vec<Fault> {
    let mut faults = faults;
    for fault in &mut faults {
        if fault.pointer.is_empty() {
            pointer.clone_into(&mut fault.pointer);
        }
    }
    faults
}

/// The case a draft corrects, while it waits for that.
async fn corrected(door: &Door, draft: &Draft) -> Answer<Option<(Case, Vec<MissingMaterial>)>> {
    let Purpose::Correction { number } = &draft.purpose else {
        return Ok(None);
    };
    let read = door.outside.table().read_case(number, None).await?;
    Ok(read.case.map(|case| {
        let missing = missing(&case);
        (case, missing)
    }))
}

/// What a case was sent back for.
pub(super) fn missing(case: &Case) -> Vec<MissingMaterial> {
    let State::SentBack { correction, .. } = &case.state else {
        return Vec::new();
    };
    let missing = correction.missing.iter();
    missing
        .map(|missing| MissingMaterial {
            material: missing.material.to_string(),
            what: missing.what.clone(),
        })
        .collect()
}

pub(super) async fn shown(
    door: &Door,
    id: &str,
    values: &Values,
    faults: &[Fault],
    saved: bool,
) -> Answer {
    let (_, _, draft) = find::draft(door, id, Operation::ReadDraft, None).await?;
    let catalogue = door.outside.catalogue().current().await?;
    let corrected = corrected(door, &draft).await?;
    let view = find::weighed(door, &draft, &catalogue).await?;
    let number = corrected.as_ref().map(|(case, _)| case.number.to_string());
    let open = draft.status.word() == "open";
    let (joinable, library) = if open && corrected.is_none() {
        let joinable = joinable(door, &draft, &catalogue).await?;
        (joinable, library::entries(door, &draft.enterprise).await?)
    } else {
        (Vec::new(), Vec::new())
    };
    let key = door.outside.new_id();
    let origin = uploads_origin(door.outside.config()).unwrap_or_default();
    let page = DraftPage {
        chrome: door.chrome(Nav::Cases),
        draft: &view,
        joinable: &joinable,
        library: &library,
        correction: corrected.as_ref().map(|(case, missing)| Correction {
            number: number.as_deref().unwrap_or_default(),
            version: case.version,
            missing,
        }),
        idempotency_key: &key,
        upload_origin: &origin,
        values,
        faults,
        saved,
    };
    Ok(Reply::form(faults, page.render()))
}

/// What may be applied for together with a draft: its own items, and what is open today and fits what its enterprise saved.
async fn joinable(door: &Door, draft: &Draft, catalogue: &Opened) -> Answer<Vec<Named>> {
    let today = find::now(door).day();
    let profile = door.outside.table().read_profile(&draft.enterprise).await?;
    let facts = profile.map(|profile| profile.facts).unwrap_or_default();
    let known = profile_of(&facts, catalogue.facts(), "/facts", &mut Vec::new());
    let mut items: Vec<ItemId> = draft.items().cloned().collect();
    for item in catalogue.fitting(&known, today) {
        if !items.contains(&item) {
            items.push(item);
        }
    }
    let named = items.into_iter().filter_map(|item| {
        let (_, found) = catalogue.item(&item, today)?;
        Some(Named::new(item.as_str(), found.rules.title.clone().into()))
    });
    Ok(named.collect())
}
