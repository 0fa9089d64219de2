//! Departments.

use adapters::config::Secret;
use adapters::http::{Answer, Body, Door, Problem, Query, Reply};
use axum::extract::Path;
use casework::access::Operation;
use casework::register::Department;
use contract::convert::register as convert;
use contract::fault::Fault;
use contract::page::Page;
use contract::problem::kind;
use contract::register::{DepartmentBody, DepartmentView};
use facts::{DepartmentId, Instant};

const LIST: &str = "departments";

/// 部门名录 · The directory of departments; mail addresses are left out.
#[utoipa::path(get, path = "/v1/departments", operation_id = "list_departments", tag = "register",
    params(("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent")),
    responses((status = 200, description = "A page of departments", body = Page<DepartmentView>)))]
pub(crate) async fn list(door: Door, mut query: Query) -> Answer {
    door.allow(Operation::ListDepartments)?;
    let (limit, start) = (query.limit(), door.start(LIST, &mut query)?);
    query.finish()?;
    let today = Instant::from(door.now).day();
    let mut departments = door
        .outside
        .table()
        .read_register()
        .await?
        .register
        .departments;
    departments.sort_by(|one, two| one.id.cmp(&two.id));
    departments.retain(|one| start.as_deref().is_none_or(|start| one.id.as_str() > start));
    let next = departments
        .get(limit.saturating_sub(1))
        .map(|last| last.id.to_string());
    let next = next.filter(|_| departments.len() > limit);
    let page = departments.iter().take(limit);
    let views = page
        .map(|one| convert::department_view(one, today, false))
        .collect();
    door.listed(LIST, views, next.as_deref())
}

/// 部门详情 · One department, with posts and channel.
#[utoipa::path(get, path = "/v1/departments/{department}", operation_id = "read_department", tag = "register",
    params(("department" = String, Path, description = "Department id")),
    responses((status = 200, description = "The department", body = DepartmentView)))]
pub(crate) async fn read(door: Door, Path(id): Path<String>) -> Answer {
    let actor = door.actor(Operation::ReadDepartment)?;
    let id = DepartmentId::parse(&id).map_err(|_| Problem::not_found())?;
    actor.reaches(Operation::ReadDepartment, None, Some(&id))?;
    let read = door.outside.table().read_register().await?;
    let department = read
        .register
        .department(&id)
        .ok_or_else(Problem::not_found)?;
    let today = Instant::from(door.now).day();
    Ok(Reply::versioned(
        department.version,
        &convert::department_view(department, today, true),
    ))
}

/// 登记部门 · Writes a department; `If-Match: "0"` makes a new one. The webhook secret is shown when it is made, and never again.
#[utoipa::path(put, path = "/v1/departments/{department}", operation_id = "write_department", tag = "register",
    params(("department" = String, Path, description = "Department id")), request_body = DepartmentBody,
    responses((status = 200, description = "The department as kept", body = DepartmentView)))]
pub(crate) async fn write(
    door: Door,
    Path(id): Path<String>,
    body: Body<DepartmentBody>,
) -> Answer {
    door.allow(Operation::WriteDepartment)?;
    let id = DepartmentId::parse(&id).map_err(|_| Problem::not_found())?;
    let table = door.outside.table();
    let read = table.read_register().await?;
    let before = read.register.department(&id);
    door.expect_version(before.map_or(0, |before| before.version))?;
    let today = Instant::from(door.now).day();
    let after = convert::department(id.clone(), &body.value, before, today);
    fit(&after)?;
    let kept = read
        .webhook_secret(&id)
        .filter(|_| after.channel.webhook().is_some());
    let new = made(&door, &after, kept)?;
    let mut view = convert::department_view(&after, today, true);
    view.webhook_secret = new.as_ref().map(|secret| secret.expose().to_owned());
    let reply = Reply::versioned(after.version, &view);
    let commit = table
        .commit(door.now)
        .department(&after, new.as_ref().or(kept));
    commit.run().await?.answer(reply)
}

/// A secret for a webhook that has none yet.
fn made(door: &Door, after: &Department, kept: Option<&Secret>) -> Answer<Option<Secret>> {
    if kept.is_some() || after.channel.webhook().is_none() {
        return Ok(None);
    }
    let signer = door.outside.signer()?;
    Ok(Some(
        signer.webhook_secret(after.id.as_str(), after.version),
    ))
}

/// Refuses an entry with everything that is wrong with it.
fn fit(department: &Department) -> Result<(), Problem> {
    let faults: Vec<Fault> = department
        .faults()
        .into_iter()
        .map(|refusal| {
            let (sentence, remedy) = (refusal.sentence(), refusal.remedy());
            Fault::new(
                "",
                refusal.code(),
                format!("{}。{}", sentence.zh, remedy.zh),
                format!("{}. {}", sentence.en, remedy.en),
            )
        })
        .collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Problem::of(kind::INVALID_REQUEST).with_errors(faults))
    }
}
