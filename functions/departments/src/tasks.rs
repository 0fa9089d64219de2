//! What a department has to do, and where a case would go.

use adapters::http::{Answer, Body, Door, Problem, Query, Reply};
use casework::access::Operation;
use casework::case::Viewer;
use casework::register::assign::{Question, Routed, assign};
use contract::case::CaseEntry;
use contract::department::{DryRunRouting, RoutingView};
use contract::page::Page;
use facts::{Instant, ItemId, JurisdictionId};

const LIST: &str = "tasks";

/// 待办列表 · Cases that wait for one's own department, due first.
#[utoipa::path(get, path = "/v1/tasks", operation_id = "list_tasks", tag = "departments",
    params(("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent")),
    responses((status = 200, description = "A page of cases", body = Page<CaseEntry>)))]
pub(crate) async fn list(door: Door, mut query: Query) -> Answer {
    let actor = door.actor(Operation::ListTasks)?;
    let (limit, start) = (query.limit(), door.start(LIST, &mut query)?);
    query.finish()?;
    let department = actor.department.ok_or_else(Problem::forbidden)?;
    let table = door.outside.table();
    let page = table
        .tasks_of_department(&department, start.as_deref(), limit)
        .await?;
    let today = Instant::from(door.now).day();
    let entries = page
        .entries
        .iter()
        .map(|head| head.entry(Viewer::Staff, today))
        .collect();
    door.listed(LIST, entries, page.next.as_deref())
}

/// 分办试算 · Where a case would go, without sending it (M39).
#[utoipa::path(post, path = "/v1/routing/dry-run", operation_id = "dry_run_routing", tag = "departments", request_body = DryRunRouting,
    responses((status = 200, description = "Where it would go, and by which rule", body = RoutingView)))]
pub(crate) async fn dry_run(door: Door, body: Body<DryRunRouting>) -> Answer {
    door.allow(Operation::DryRunRouting)?;
    let item = ItemId::parse(&body.value.item).map_err(|_| Problem::not_found())?;
    let catalogue = door.outside.catalogue().current().await?;
    let day = Instant::from(door.now).day();
    let (policy, _) = catalogue.item(&item, day).ok_or_else(Problem::not_found)?;
    let jurisdiction = body
        .value
        .jurisdiction
        .as_deref()
        .map(JurisdictionId::parse);
    let jurisdiction = jurisdiction.and_then(Result::ok);
    let register = door.outside.table().read_register().await?.register;
    let routed = assign(
        &register,
        &Question {
            item: Some(&item),
            lead: Some(&policy.document.department),
            jurisdiction: jurisdiction.as_ref(),
            applicant: None,
            declined_by: &[],
            day,
        },
    );
    Ok(Reply::ok(&match routed {
        Routed::Department {
            department,
            rung,
            rule,
            ..
        } => {
            let post = register
                .department(&department)
                .and_then(|found| found.post(rung));
            RoutingView {
                department: Some(department.to_string()),
                liaison: post.map(|post| post.title.clone()).unwrap_or_default(),
                rule: rule.into(),
            }
        }
        Routed::Counter { why } => RoutingView {
            department: None,
            liaison: String::new(),
            rule: why.words().into(),
        },
    }))
}
