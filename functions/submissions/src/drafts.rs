//! Drafts: an application being prepared (M42).

use adapters::http::{Answer, Body, Door, Problem, Query, Reply};
use adapters::table::idempotency::{Home, Idempotency};
use axum::extract::Path;
use casework::Refusal;
use casework::access::Operation;
use casework::draft::{Beginning, Draft, Purpose};
use contract::draft::{ChooseItems, CreateDraft, DraftView, EditDraft};
use contract::page::Page;
use facts::{CreditCode, DraftId, ItemId};

use crate::find::{self, now};

const LIST: &str = "drafts";

/// 开始申报 · Begins an application for an item.
#[utoipa::path(post, path = "/v1/drafts", operation_id = "create_draft", tag = "submissions", request_body = CreateDraft,
    responses((status = 201, description = "The draft", body = DraftView)))]
pub(crate) async fn create(door: Door, body: Body<CreateDraft>) -> Answer {
    door.allow(Operation::CreateDraft)?;
    let command = door.command(Operation::CreateDraft, &body.bytes)?;
    begin(&door, &body.value.item, &body.value.enterprise, &command).await
}

/// Begins a draft of `item` for `enterprise`.
pub(crate) async fn begin(
    door: &Door,
    item: &str,
    enterprise: &str,
    command: &Idempotency,
) -> Answer {
    let actor = door.actor(Operation::CreateDraft)?;
    let item = ItemId::parse(item).map_err(|_| Problem::not_found())?;
    let enterprise = CreditCode::parse(enterprise).map_err(|_| Problem::not_found())?;
    actor.reaches(Operation::CreateDraft, Some(&enterprise), None)?;
    door.actor_about(Operation::CreateDraft, std::slice::from_ref(&item))?;
    let table = door.outside.table();
    if let Some(earlier) = table
        .read_earlier(command, &Home::Creation, door.now)
        .await?
    {
        return Reply::earlier(&earlier);
    }
    let catalogue = door.outside.catalogue().current().await?;
    let today = now(door).day();
    catalogue
        .item_view(&item, today)
        .ok_or_else(Problem::not_found)?;
    if !catalogue.holds(&item, today) {
        return Err(Refusal::NotInForce.into());
    }
    let closes = catalogue.closes(&item, today);
    let profile = table.read_profile(&enterprise).await?;
    let (enterprise_name, contact_email) = match profile {
        Some(profile) => (profile.name, profile.contact_email),
        None => (door.principal.name.clone(), String::new()),
    };
    let draft = Draft::begin(
        Beginning {
            id: new_id(door)?,
            purpose: Purpose::Application,
            item,
            enterprise,
            enterprise_name,
            contact_email,
            closes,
        },
        now(door),
    );
    let location = format!("/v1/drafts/{}", draft.id);
    let reply = Reply::created(
        &location,
        draft.version,
        &find::view(&draft, &catalogue, today),
    );
    let commit = table.commit(door.now).draft(&draft);
    let commit = commit.remember(command, &Home::Creation, &reply.kept()?);
    commit.run().await?.answer(reply)
}

/// An id for a new draft.
pub(crate) fn new_id(door: &Door) -> Answer<DraftId> {
    let id = DraftId::parse(&door.outside.new_id());
    id.map_err(|error| adapters::Fault::permanent("a new id is no id", error).into())
}

/// 草稿列表 · Drafts of one enterprise, newest first; the counter names it.
#[utoipa::path(get, path = "/v1/drafts", operation_id = "list_drafts", tag = "submissions",
    params(("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent"),
        ("enterprise" = Option<String>, Query, description = "For the counter: whose drafts")),
    responses((status = 200, description = "A page of drafts", body = Page<DraftView>)))]
pub(crate) async fn list(door: Door, mut query: Query) -> Answer {
    let actor = door.actor(Operation::ListDrafts)?;
    let (limit, named) = (query.limit(), query.text("enterprise"));
    let start = door.start(LIST, &mut query)?;
    query.finish()?;
    let Some(enterprise) = find::enterprise(&actor, named.as_deref())? else {
        return door.listed(LIST, Vec::<DraftView>::new(), None);
    };
    actor.reaches(Operation::ListDrafts, Some(&enterprise), None)?;
    let catalogue = door.outside.catalogue().current().await?;
    let table = door.outside.table();
    let page = table
        .drafts_of_enterprise(&enterprise, start.as_deref(), limit)
        .await?;
    let views = page
        .entries
        .iter()
        .filter(|draft| door.sees(Operation::ListDrafts, Some(&draft.item)))
        .map(|draft| find::view(draft, &catalogue, now(&door).day()))
        .collect();
    door.listed(LIST, views, page.next.as_deref())
}

/// 草稿详情 · One draft with its materials and uploads.
#[utoipa::path(get, path = "/v1/drafts/{draft}", operation_id = "read_draft", tag = "submissions",
    params(("draft" = String, Path, description = "Draft id")),
    responses((status = 200, description = "The draft", body = DraftView)))]
pub(crate) async fn read(door: Door, Path(id): Path<String>) -> Answer {
    let (_, _, draft) = find::draft(&door, &id, Operation::ReadDraft, None).await?;
    let catalogue = door.outside.catalogue().current().await?;
    let view = find::weighed(&door, &draft, &catalogue).await?;
    Ok(Reply::versioned(draft.version, &view))
}

/// 修改草稿 · Changes contact and remark.
#[utoipa::path(put, path = "/v1/drafts/{draft}", operation_id = "edit_draft", tag = "submissions",
    params(("draft" = String, Path, description = "Draft id")), request_body = EditDraft,
    responses((status = 200, description = "The draft as kept", body = DraftView)))]
pub(crate) async fn edit(door: Door, Path(id): Path<String>, body: Body<EditDraft>) -> Answer {
    door.allow(Operation::EditDraft)?;
    change(&door, &id, door.version()?, &body.value).await
}

/// Changes contact and remark of the draft at `version`.
pub(crate) async fn change(door: &Door, id: &str, version: u64, edit: &EditDraft) -> Answer {
    let (_, _, draft) = find::draft(door, id, Operation::EditDraft, None).await?;
    find::at(version, draft.version)?;
    let after = draft.edit(&edit.contact_email, edit.remark.as_deref())?;
    let catalogue = door.outside.catalogue().current().await?;
    let reply = Reply::versioned(
        after.version,
        &find::view(&after, &catalogue, now(door).day()),
    );
    let commit = door.outside.table().commit(door.now).draft(&after);
    commit.run().await?.answer(reply)
}

/// 选择一并申请的事项 · Chooses what is applied for in one go, with one set of materials (M85).
#[utoipa::path(put, path = "/v1/drafts/{draft}/items", operation_id = "choose_items", tag = "submissions",
    params(("draft" = String, Path, description = "Draft id")), request_body = ChooseItems,
    responses((status = 200, description = "The draft as kept", body = DraftView)))]
pub(crate) async fn choose(door: Door, Path(id): Path<String>, body: Body<ChooseItems>) -> Answer {
    door.allow(Operation::ChooseItems)?;
    chosen(&door, &id, door.version()?, &body.value.items).await
}

/// Chooses the items of the draft at `version`. An item that is not there, or not in force, cannot be chosen.
pub(crate) async fn chosen(door: &Door, id: &str, version: u64, named: &[String]) -> Answer {
    let (_, _, draft) = find::draft(door, id, Operation::ChooseItems, None).await?;
    find::at(version, draft.version)?;
    let catalogue = door.outside.catalogue().current().await?;
    let today = now(door).day();
    let mut items = Vec::new();
    for item in named {
        let item = ItemId::parse(item).map_err(|_| Refusal::NotInForce)?;
        if !catalogue.holds(&item, today) {
            return Err(Refusal::NotInForce.into());
        }
        items.push(item);
    }
    door.actor_about(Operation::ChooseItems, &items)?;
    let asked: Vec<_> = items
        .iter()
        .map(|item| catalogue.terms(item, today))
        .collect();
    let after = draft.choose(&items, &asked)?;
    let view = find::weighed(door, &after, &catalogue).await?;
    let reply = Reply::versioned(after.version, &view);
    let commit = door.outside.table().commit(door.now).draft(&after);
    commit.run().await?.answer(reply)
}
