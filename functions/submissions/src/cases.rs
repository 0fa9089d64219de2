//! Cases as those concerned follow them (M15, M86).

use adapters::http::{Answer, Door, Problem, Query, Reply};
use adapters::table::{CaseHead, Page as TablePage};
use axum::extract::Path;
use casework::Actor;
use casework::access::{Operation, Role};
use casework::case::{Kind, Viewer};
use contract::case::{CaseEntry, CaseView};
use contract::page::Page;

use crate::find::{self, now};

pub(crate) const LIST: &str = "cases";

/// 办件列表 · Cases of an enterprise, newest first; for the city's people those open with them, due first.
#[utoipa::path(get, path = "/v1/cases", operation_id = "list_cases", tag = "submissions",
    params(("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent"),
        ("enterprise" = Option<String>, Query, description = "For the city's people: all cases of this enterprise"),
        ("kind" = Option<String>, Query, description = "`complaint`, for coordinator and auditor: open complaints, which no other list of theirs shows")),
    responses((status = 200, description = "A page of cases", body = Page<CaseEntry>)))]
pub(crate) async fn list(door: Door, mut query: Query) -> Answer {
    let actor = door.actor(Operation::ListCases)?;
    let (limit, named, kind) = (query.limit(), query.text("enterprise"), query.text("kind"));
    let start = door.start(LIST, &mut query)?;
    query.finish()?;
    let start = (start.as_deref(), limit);
    let page = if kind.as_deref() == Some(Kind::Complaint.word()) {
        complaints(&door, &actor, start).await?
    } else {
        heads(&door, &actor, named.as_deref(), start).await?
    };
    let (viewer, today) = (Viewer::from(actor.role), now(&door).day());
    let entries = page
        .entries
        .iter()
        .map(|head| head.entry(viewer, today))
        .collect();
    door.listed(LIST, entries, page.next.as_deref())
}

/// Open complaints, for those who watch over them and nobody else (M84).
pub(crate) async fn complaints(
    door: &Door,
    actor: &Actor,
    (start, limit): (Option<&str>, usize),
) -> Answer<TablePage<CaseHead>> {
    if !matches!(actor.role, Role::Coordinator | Role::Auditor) {
        return Err(Problem::forbidden());
    }
    Ok(door.outside.table().open_complaints(start, limit).await?)
}

/// The cases a reader follows: an enterprise its own, a department and finance their tasks, the window everything open.
pub(crate) async fn heads(
    door: &Door,
    actor: &Actor,
    named: Option<&str>,
    (start, limit): (Option<&str>, usize),
) -> Answer<TablePage<CaseHead>> {
    let table = door.outside.table();
    if let Some(enterprise) = find::enterprise(actor, named)? {
        let department = actor.department.as_ref();
        actor.reaches(Operation::ListCases, Some(&enterprise), department)?;
        let mut page = table.cases_of_enterprise(&enterprise, start, limit).await?;
        // whom a complaint is about learns nothing of it (M84), and an officer sees what the own department holds
        page.entries.retain(|head| match actor.role {
            Role::Clerk | Role::Lead | Role::Finance => head.kind != Kind::Complaint,
            Role::Officer => head.kind != Kind::Complaint && head.department == actor.department,
            Role::Agent => door.sees(Operation::ListCases, head.item.as_ref()),
            Role::Enterprise | Role::Coordinator | Role::Auditor => true,
            Role::Public
            | Role::Follower
            | Role::Editor
            | Role::Publisher
            | Role::Operator
            | Role::Platform => false,
        });
        return Ok(page);
    }
    Ok(match (actor.role, &actor.department) {
        (Role::Officer, Some(department)) => {
            table.tasks_of_department(department, start, limit).await?
        }
        (Role::Finance, _) => table.tasks_of_finance(start, limit).await?,
        (Role::Clerk | Role::Lead | Role::Coordinator | Role::Auditor, _) => {
            table.open_cases(start, limit).await?
        }
        _ => TablePage {
            entries: Vec::new(),
            next: None,
        },
    })
}

/// 办件详情 · One case: state, promise with its day-by-day sheet, timeline.
#[utoipa::path(get, path = "/v1/cases/{number}", operation_id = "read_case", tag = "submissions",
    params(("number" = String, Path, description = "Case number")),
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn read(door: Door, Path(number): Path<String>) -> Answer {
    let (actor, read, case) = find::case(&door, &number, Operation::ReadCase, None).await?;
    let catalogue = door.outside.catalogue().current().await?;
    let today = now(&door).day();
    let view =
        contract::convert::case::view(&case, &read.recorded, &catalogue.calendar, &actor, today);
    Ok(Reply::versioned(case.version, &view))
}
