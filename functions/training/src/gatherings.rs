//! Gatherings: written by who holds them, read by everybody.

use adapters::http::{Answer, Body, Door, Problem, Query, Reply};
use adapters::table::Outcome;
use axum::extract::Path;
use casework::access::Operation;
use casework::gathering::{Gathering, can_ask};
use casework::register::Register;
use contract::convert::gathering as convert;
use contract::fault::Fault as Flaw;
use contract::gathering::{GatheringBody, GatheringView};
use contract::page::Page;
use contract::problem::kind;
use facts::{DepartmentId, GatheringId, Instant, Text};

use crate::papers::named;

pub(crate) const LIST: &str = "gatherings";

/// 活动日历 · Gatherings, the latest first.
#[utoipa::path(get, path = "/v1/gatherings", operation_id = "list_gatherings", tag = "training",
    params(("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent")),
    responses((status = 200, description = "A page of gatherings", body = Page<GatheringView>)))]
pub(crate) async fn list(door: Door, mut query: Query) -> Answer {
    door.allow(Operation::ListGatherings)?;
    let (limit, start) = (query.limit(), door.start(LIST, &mut query)?);
    query.finish()?;
    let page = door
        .outside
        .table()
        .gatherings(start.as_deref(), limit)
        .await?;
    let views = views(&door, &page.entries).await?;
    door.listed(LIST, views, page.next.as_deref())
}

/// Gatherings as everybody reads them.
pub(crate) async fn views(door: &Door, gatherings: &[Gathering]) -> Answer<Vec<GatheringView>> {
    let register = door.outside.table().read_register().await?.register;
    let now = Instant::from(door.now);
    let views = gatherings.iter().map(|gathering| {
        let holder = holder(gathering.department.as_ref(), &register, now);
        convert::view(gathering, holder, now)
    });
    Ok(views.collect())
}

/// One gathering as everybody reads it.
pub(crate) async fn view(door: &Door, gathering: &Gathering) -> Answer<GatheringView> {
    let views = views(door, std::slice::from_ref(gathering)).await?;
    views.into_iter().next().ok_or_else(Problem::not_found)
}

fn holder(department: Option<&DepartmentId>, register: &Register, now: Instant) -> Text {
    let Some(id) = department else {
        return Text::new("惠企政策专窗", "the counter");
    };
    named(register, id, now.day()).unwrap_or_else(|| Text::new(id.as_str(), id.as_str()))
}

/// 活动详情 · One gathering with its seats.
#[utoipa::path(get, path = "/v1/gatherings/{gathering}", operation_id = "read_gathering", tag = "training",
    params(("gathering" = String, Path, description = "Gathering id")),
    responses((status = 200, description = "The gathering", body = GatheringView)))]
pub(crate) async fn read(door: Door, Path(id): Path<String>) -> Answer {
    door.allow(Operation::ReadGathering)?;
    let gathering = find(&door, &id).await?;
    let view = view(&door, &gathering).await?;
    Ok(Reply::versioned(gathering.version, &view))
}

/// The gathering with this id.
pub(crate) async fn find(door: &Door, id: &str) -> Answer<Gathering> {
    let id = GatheringId::parse(id).map_err(|_| Problem::not_found())?;
    let found = door.outside.table().read_gathering(&id).await?;
    found.ok_or_else(Problem::not_found)
}

/// Refuses whoever does not hold it, like one that is not there.
pub(crate) fn must_hold(door: &Door, operation: Operation, gathering: &Gathering) -> Answer<()> {
    if gathering.held_by(&door.actor(operation)?) {
        Ok(())
    } else {
        Err(Problem::not_found())
    }
}

/// 登记活动 · Writes a gathering; `If-Match: "0"` makes a new one. Who holds it follows from who writes it first: a department, or the
/// window. Everybody with a seat is told by mail of another time or place and of a cancellation.
#[utoipa::path(put, path = "/v1/gatherings/{gathering}", operation_id = "write_gathering", tag = "training",
    params(("gathering" = String, Path, description = "Gathering id")), request_body = GatheringBody,
    responses((status = 200, description = "The gathering as kept", body = GatheringView)))]
pub(crate) async fn write(door: Door, Path(id): Path<String>, body: Body<GatheringBody>) -> Answer {
    door.allow(Operation::WriteGathering)?;
    let version = door.version()?;
    written(&door, &id, version, &body.value).await
}

/// Writes a gathering from the version that was read; seats may move meanwhile, and are then looked at anew.
pub(crate) async fn written(door: &Door, id: &str, version: u64, body: &GatheringBody) -> Answer {
    let id = GatheringId::parse(id).map_err(|_| Problem::not_found())?;
    for _ in 0..crate::seats::TRIES_MAX {
        let before = door.outside.table().read_gathering(&id).await?;
        if let Some(before) = &before {
            must_hold(door, Operation::WriteGathering, before)?;
        }
        if before.as_ref().map_or(0, |before| before.version) != version {
            return Err(Problem::stale_version());
        }
        let (outcome, reply) = tried(door, &id, before.as_ref(), body).await?;
        if outcome != Outcome::VersionLost {
            return outcome.answer(reply);
        }
    }
    Err(Problem::stale_version())
}

async fn tried(
    door: &Door,
    id: &GatheringId,
    before: Option<&Gathering>,
    body: &GatheringBody,
) -> Answer<(Outcome, Reply)> {
    let actor = door.actor(Operation::WriteGathering)?;
    let (table, now) = (door.outside.table(), Instant::from(door.now));
    // who has no department acts for the window
    let department = match before {
        Some(before) => before.department.clone(),
        None => actor.department.clone(),
    };
    let version = before.map_or(0, |before| before.version).saturating_add(1);
    let made = convert::gathering((id.clone(), version), department, body);
    let mut after = made.ok_or_else(|| Problem::of(kind::INVALID_REQUEST))?;
    must_hold(door, Operation::WriteGathering, &after)?;
    if let Some(before) = before {
        (after.roll, after.reminded) = (before.roll, before.reminded);
    }
    must_be_right(door, before, &after).await?;
    let commit = table.commit(door.now);
    let commit = commit.gathering(&after, after.next_look(now));
    let notice = before.and_then(|before| after.told_of(before, now));
    let commit = match notice {
        Some(notice) => commit.tell_of_gathering((&after.id, after.version), notice, None),
        None => commit,
    };
    let reply = Reply::versioned(after.version, &view(door, &after).await?);
    Ok((commit.run().await?, reply))
}

/// Refuses a gathering with everything wrong with it.
async fn must_be_right(door: &Door, before: Option<&Gathering>, after: &Gathering) -> Answer<()> {
    let flaw =
        |pointer: String, words: Text| Flaw::new(pointer, "invalid_value", words.zh, words.en);
    let faults = after.faults().into_iter();
    let mut faults: Vec<Flaw> = faults
        .map(|(pointer, words)| flaw(pointer.to_owned(), words))
        .collect();
    if before.is_some_and(|before| before.kind != after.kind) {
        let words = Text::new(
            "活动类型不能更改，请另行登记",
            "the kind stays; write another one",
        );
        faults.push(flaw("/kind".to_owned(), words));
    }
    let catalogue = door.outside.catalogue().current().await?;
    let today = Instant::from(door.now).day();
    for (place, item) in after.items.iter().enumerate() {
        // what was named while it was in force stays: a gathering can be called off after its items have run out
        let named = before.is_some_and(|before| before.items.contains(item));
        if !named && catalogue.item(item, today).is_none() {
            let words = Text::new(
                format!("没有现行有效的事项 {item}，请核对事项编码"),
                format!("no item `{item}` is in force; check its id"),
            );
            faults.push(flaw(format!("/items/{place}"), words));
        }
    }
    if faults.is_empty() {
        faults.extend(too_many_questions(door, before, after).await?);
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Problem::of(kind::INVALID_REQUEST).with_errors(faults))
    }
}

/// A quiz longer than the items it names give questions; what was right when it was written stays. About all items there are, it asks
/// what they give on its day.
async fn too_many_questions(
    door: &Door,
    before: Option<&Gathering>,
    after: &Gathering,
) -> Answer<Option<Flaw>> {
    let same = |before: &Gathering| {
        before.certification == after.certification && before.items == after.items
    };
    let Some(leads_to) = &after.certification else {
        return Ok(None);
    };
    if after.items.is_empty() || before.is_some_and(same) {
        return Ok(None);
    }
    let catalogue = door.outside.catalogue().current().await?;
    let register = door.outside.table().read_register().await?.register;
    let day = Instant::from(door.now).day();
    let name = |id: &DepartmentId| named(&register, id, day);
    let all = catalogue.topics(&[], day, name);
    let most = can_ask(&catalogue.topics(&after.items, day, name), &all);
    let fault = || {
        Flaw::new(
            "/certification/questions",
            "invalid_value",
            format!("所列事项最多可出 {most} 题，请减少题数或者增加事项"),
            format!("these items give {most} questions; ask fewer, or name more items"),
        )
    };
    let asked = usize::try_from(leads_to.questions).unwrap_or(usize::MAX);
    Ok((asked > most).then(fault))
}
