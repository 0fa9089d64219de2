//! Needs: let be known by anybody, read by who makes policies (M6, M21). A need names no enterprise.

use adapters::http::{Answer, Body, Door, Problem, Query, Reply};
use adapters::table::idempotency::{Home, Idempotency};
use adapters::table::{Outcome, Page, Saying, StoredNeed};
use axum::extract::Path;
use casework::Actor;
use casework::access::{Operation, Reach, may};
use casework::need::{Source, Subject, sayable};
use contract::need::{CreateNeed, MonthCount, NeedTaken, NeedView, SayingView};
use contract::page;
use contract::search::normalised;
use facts::{DepartmentId, Instant, ItemId};

const LIST: &str = "needs";
/// How many sayings one need shows.
const SAYINGS_SHOWN: usize = 50;
/// Tries to count a need that others count at the same moment.
const TRIES_MAX: u8 = 5;

/// 反映需求 · Lets a need be known: in words, or an item that is wanted and does not fit.
#[utoipa::path(post, path = "/v1/needs", operation_id = "create_need", tag = "outreach", request_body = CreateNeed,
    responses((status = 201, description = "It was taken down", body = NeedTaken)))]
pub(crate) async fn create(door: Door, body: Body<CreateNeed>) -> Answer {
    door.allow(Operation::CreateNeed)?;
    let command = door.command(Operation::CreateNeed, &body.bytes)?;
    taken(&door, &body.value, &command).await
}

/// What a need is about, as it is sent.
struct About {
    subject: Subject,
    title: String,
    owner: Option<DepartmentId>,
    source: Source,
}

async fn about(door: &Door, asked: &CreateNeed) -> Answer<About> {
    if let Some(item) = &asked.item {
        let id = ItemId::parse(item).map_err(|_| Problem::not_found())?;
        let catalogue = door.outside.catalogue().current().await?;
        let today = Instant::from(door.now).day();
        let found = catalogue.item(&id, today);
        let (policy, item) = found.ok_or_else(Problem::not_found)?;
        return Ok(About {
            title: item.rules.title.zh.clone(),
            owner: Some(policy.document.department.clone()),
            subject: Subject::Item(id),
            source: Source::Missed,
        });
    }
    let words = asked.words.as_deref().unwrap_or_default();
    let alike = normalised(words);
    sayable(&alike, asked.saying.as_deref().unwrap_or_default())?;
    Ok(About {
        subject: Subject::Words(alike),
        title: words.trim().to_owned(),
        owner: None,
        source: Source::Written,
    })
}

/// Counts the need and keeps what was said about it.
pub(crate) async fn taken(door: &Door, asked: &CreateNeed, command: &Idempotency) -> Answer {
    let table = door.outside.table();
    let earlier = table
        .read_earlier(command, &Home::Creation, door.now)
        .await?;
    if let Some(earlier) = earlier {
        return Reply::earlier(&earlier);
    }
    let about = about(door, asked).await?;
    let saying = asked.saying.as_deref().filter(|saying| !saying.is_empty());
    sayable(&about.title, saying.unwrap_or_default())?;
    let now = Instant::from(door.now);
    for _ in 0..TRIES_MAX {
        let subject = about.subject.clone();
        let found = table
            .need_about(subject, &about.title, about.owner.as_ref(), door.now)
            .await?;
        let need = found.need.counted(about.source, now.day());
        let told = NeedTaken {
            need: found.id.clone(),
            title: need.title.clone(),
            department: need.owner.as_ref().map(ToString::to_string),
            count: need.counts.total(),
        };
        let reply = Reply::created(&format!("/v1/needs/{}", found.id), need.version, &told);
        let mut commit = table.commit(door.now).need(&found.id, &need);
        if let Some(words) = saying {
            let words = words.to_owned();
            let saying = Saying { at: now, words };
            commit = commit.saying(&found.id, &door.outside.new_id(), &saying);
        }
        let commit = commit.remember(command, &Home::Creation, &reply.kept()?);
        let outcome = commit.run().await?;
        // somebody counted the same need meanwhile
        if !matches!(outcome, Outcome::VersionLost) {
            return outcome.answer(reply);
        }
    }
    Err(adapters::Fault::Busy.into())
}

/// 需求清单 · Needs, the most counted first: of the own department, or of everybody for those who look after all.
#[utoipa::path(get, path = "/v1/needs", operation_id = "list_needs", tag = "outreach",
    params(("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent"),
        ("department" = Option<String>, Query, description = "For those who look after all: only this department's")),
    responses((status = 200, description = "A page of needs", body = page::Page<NeedView>)))]
pub(crate) async fn list(door: Door, mut query: Query) -> Answer {
    let actor = door.actor(Operation::ListNeeds)?;
    let (limit, department) = (query.limit(), query.text("department"));
    let start = door.start(LIST, &mut query)?;
    query.finish()?;
    let page = of(
        &door,
        &actor,
        department.as_deref(),
        (start.as_deref(), limit),
    )
    .await?;
    let today = Instant::from(door.now).day();
    let entries = page.entries.iter();
    let views = entries.map(|found| view(found, today)).collect();
    door.listed(LIST, views, page.next.as_deref())
}

/// The needs this reader may see.
pub(crate) async fn of(
    door: &Door,
    actor: &Actor,
    department: Option<&str>,
    (start, limit): (Option<&str>, usize),
) -> Answer<Page<StoredNeed>> {
    let table = door.outside.table();
    let own = match may(actor.role, Operation::ListNeeds) {
        Some(Reach::Any) => department
            .map(DepartmentId::parse)
            .transpose()
            .map_err(|_| Problem::not_found())?,
        Some(Reach::Own | Reach::Department | Reach::Part | Reach::Concerned) | None => {
            let own = actor.department.clone().ok_or_else(Problem::forbidden)?;
            Some(own)
        }
    };
    Ok(match &own {
        Some(department) => table.needs_of(Some(department), start, limit).await?,
        None => table.needs(start, limit).await?,
    })
}

/// 需求详情 · One need, with what was written about it.
#[utoipa::path(get, path = "/v1/needs/{need}", operation_id = "read_need", tag = "outreach",
    params(("need" = String, Path, description = "Id of the need")),
    responses((status = 200, description = "The need", body = NeedView)))]
pub(crate) async fn read(door: Door, Path(id): Path<String>) -> Answer {
    let (version, view) = found(&door, &id).await?;
    Ok(Reply::versioned(version, &view))
}

/// A need its reader may see, whole.
pub(crate) async fn found(door: &Door, id: &str) -> Answer<(u64, NeedView)> {
    let actor = door.actor(Operation::ReadNeed)?;
    let table = door.outside.table();
    let found = table.read_need(id).await?.ok_or_else(Problem::not_found)?;
    actor.reaches(Operation::ReadNeed, None, found.need.owner.as_ref())?;
    let sayings = table.sayings(id, SAYINGS_SHOWN).await?;
    let mut view = view(&found, Instant::from(door.now).day());
    view.sayings = sayings
        .into_iter()
        .map(|saying| SayingView {
            on: saying.at.day().to_string(),
            words: saying.words,
        })
        .collect();
    Ok((found.need.version, view))
}

/// A need in view on a day.
pub(crate) fn view(found: &StoredNeed, today: facts::Day) -> NeedView {
    let StoredNeed { id, need } = found;
    NeedView {
        need: id.clone(),
        title: need.title.clone(),
        item: match &need.subject {
            Subject::Item(item) => Some(item.to_string()),
            Subject::Words(_) => None,
        },
        department: need.owner.as_ref().map(ToString::to_string),
        count: need.counts.total(),
        searched: need.counts.searched,
        missed: need.counts.missed,
        written: need.counts.written,
        this_month: need.in_month(today),
        last_month: need.in_month(today.plus_months(-1)),
        months: need
            .months
            .iter()
            .map(|(month, counts)| MonthCount {
                month: month.clone(),
                count: counts.total(),
            })
            .collect(),
        first_on: need.first_on.to_string(),
        last_on: need.last_on.to_string(),
        sayings: Vec::new(),
    }
}
