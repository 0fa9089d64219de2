//! Gatherings: written by who holds them, read by everybody.

use adapters::http::{Answer, Body, Door, Problem, Query, Reply};
use axum::extract::Path;
use casework::access::{Operation, Reach};
use casework::gathering::Gathering;
use casework::register::Register;
use contract::convert::gathering as convert;
use contract::fault::Fault as Flaw;
use contract::gathering::{GatheringBody, GatheringView};
use contract::page::Page;
use contract::problem::kind;
use facts::{DepartmentId, GatheringId, Instant, Text};

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
    let table = door.outside.table();
    let register = table.read_register().await?.register;
    let mut views = Vec::with_capacity(gatherings.len());
    for gathering in gatherings {
        let taken = table.read_seats(&gathering.id).await?.taken;
        let now = Instant::from(door.now);
        let holder = holder(gathering.department.as_ref(), &register, now);
        views.push(convert::view(gathering, holder, taken, now));
    }
    Ok(views)
}

fn holder(department: Option<&DepartmentId>, register: &Register, now: Instant) -> Text {
    let Some(id) = department else {
        return Text::new("惠企政策专窗", "the counter");
    };
    let department = register.department(id);
    department.map_or_else(
        || Text::new(id.as_str(), id.as_str()),
        |department| department.name_on(now.day()).clone(),
    )
}

/// 活动详情 · One gathering with its seats.
#[utoipa::path(get, path = "/v1/gatherings/{gathering}", operation_id = "read_gathering", tag = "training",
    params(("gathering" = String, Path, description = "Gathering id")),
    responses((status = 200, description = "The gathering", body = GatheringView)))]
pub(crate) async fn read(door: Door, Path(id): Path<String>) -> Answer {
    door.allow(Operation::ReadGathering)?;
    let gathering = find(&door, &id).await?;
    let views = views(&door, std::slice::from_ref(&gathering)).await?;
    let view = views.first().ok_or_else(Problem::not_found)?;
    Ok(Reply::versioned(gathering.version, view))
}

/// The gathering with this id.
pub(crate) async fn find(door: &Door, id: &str) -> Answer<Gathering> {
    let id = GatheringId::parse(id).map_err(|_| Problem::not_found())?;
    let found = door.outside.table().read_gathering(&id).await?;
    found.ok_or_else(Problem::not_found)
}

/// Refuses whoever does not hold it.
pub(crate) fn must_hold(
    door: &Door,
    operation: Operation,
    department: Option<&DepartmentId>,
) -> Answer<()> {
    let own = door.actor(operation)?.department;
    match door.allow(operation)? {
        Reach::Any => Ok(()),
        Reach::Own | Reach::Department if department.is_some() && own.as_ref() == department => {
            Ok(())
        }
        Reach::Own | Reach::Department => Err(Problem::not_found()),
    }
}

/// 登记活动 · Writes a gathering; `If-Match: "0"` makes a new one. Who holds it follows from who writes it first.
#[utoipa::path(put, path = "/v1/gatherings/{gathering}", operation_id = "write_gathering", tag = "training",
    params(("gathering" = String, Path, description = "Gathering id")), request_body = GatheringBody,
    responses((status = 200, description = "The gathering as kept", body = GatheringView)))]
pub(crate) async fn write(door: Door, Path(id): Path<String>, body: Body<GatheringBody>) -> Answer {
    let actor = door.actor(Operation::WriteGathering)?;
    let id = GatheringId::parse(&id).map_err(|_| Problem::not_found())?;
    let table = door.outside.table();
    let before = table.read_gathering(&id).await?;
    let department = match &before {
        Some(before) => {
            must_hold(&door, Operation::WriteGathering, before.department.as_ref())?;
            before.department.clone()
        }
        None => actor.department,
    };
    let version = before.as_ref().map_or(0, |before| before.version);
    door.expect_version(version)?;
    let after = convert::gathering((id, version.saturating_add(1)), department, &body.value)
        .ok_or_else(|| Problem::of(kind::INVALID_REQUEST))?;
    let seats = table.read_seats(&after.id).await?;
    must_be_right(&after, seats.taken)?;
    let register = table.read_register().await?.register;
    let now = Instant::from(door.now);
    let holder = holder(after.department.as_ref(), &register, now);
    let view = convert::view(&after, holder, seats.taken, now);
    let reply = Reply::versioned(after.version, &view);
    let commit = table.commit(door.now).gathering(&after);
    commit.run().await?.answer(reply)
}

/// Refuses a gathering with everything wrong with it.
fn must_be_right(gathering: &Gathering, taken: u32) -> Answer<()> {
    let faults = gathering.faults().into_iter();
    let mut faults: Vec<Flaw> = faults
        .map(|(pointer, words)| Flaw::new(pointer, "invalid_value", words.zh, words.en))
        .collect();
    if gathering.seats < taken {
        faults.push(Flaw::new(
            "/seats",
            "invalid_value",
            format!("已有 {taken} 人报名，名额不能少于报名人数"),
            format!("{taken} seats are taken already"),
        ));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Problem::of(kind::INVALID_REQUEST).with_errors(faults))
    }
}
