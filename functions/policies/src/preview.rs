//! The policy sandbox: what the newest version would change, tried on the enterprises that saved a profile (M63).

use adapters::http::{Answer, Body, Door, Problem, Query, Reply};
use axum::extract::Path;
use calculator::Profile;
use casework::access::Operation;
use contract::eligibility::ask::profile_of;
use contract::preview::{Preview, PreviewReply, PreviewRequest, against};
use contract::rule::PolicyDocument;
use contract::text::Text;
use facts::{Day, Instant, Money, PolicyId};

use crate::write::jurisdictions;

const LIST: &str = "preview";

/// 影响预览 · What the newest version would change for the enterprises of one page, and what it would cost. Counts only, never who.
#[utoipa::path(post, path = "/v1/policies/{policy}/preview", operation_id = "preview_policy", tag = "policies",
    params(("policy" = String, Path, description = "Policy id"),
        ("cursor" = Option<String>, Query, description = "Where the page of enterprises begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent")),
    request_body = PreviewRequest,
    responses((status = 200, description = "What would change", body = PreviewReply)))]
pub(crate) async fn preview(
    door: Door,
    Path(id): Path<String>,
    mut query: Query,
    body: Body<PreviewRequest>,
) -> Answer {
    let actor = door.actor(Operation::PreviewPolicy)?;
    let id = PolicyId::parse(&id).map_err(|_| Problem::not_found())?;
    let (limit, start) = (query.limit(), door.start(LIST, &mut query)?);
    query.finish()?;
    let table = door.outside.table();
    let read = table.read_policy(&id, None).await?;
    let head = read.policy.as_ref().ok_or_else(Problem::not_found)?;
    let department = &head.policy.department;
    actor.reaches(Operation::PreviewPolicy, None, Some(department))?;
    let kept = read.newest().ok_or_else(Problem::not_found)?;
    let draft = PolicyDocument::of(&kept.rules)?;
    let day = day(&door, &body.value, &draft);
    let catalogue = door.outside.catalogue().current().await?;
    let preview = Preview::new(&catalogue, &draft, &jurisdictions(&door).await?, day)?;
    let page = table.profiles(start.as_deref(), limit).await?;
    // saved facts were sound when saved; a fact withdrawn since then is simply not known
    let profiles: Vec<Profile> = page
        .entries
        .iter()
        .map(|saved| profile_of(&saved.facts, catalogue.facts(), "/facts", &mut Vec::new()))
        .collect();
    let (items, low, high) = preview.over(&profiles);
    let budget = body.value.budget.as_deref();
    let budget = budget.and_then(|text| Money::parse(text).ok());
    let next = page.next.as_deref();
    Ok(Reply::ok(&PreviewReply {
        as_of: day.to_string(),
        catalogue: catalogue.version().to_owned(),
        in_force_version: head.policy.course.in_force(day).map(|held| held.document),
        document_version: kept.version,
        enterprises: profiles.len(),
        items,
        cost_low: low.to_string(),
        cost_high: high.map(|high| high.to_string()),
        budget: budget.map(|budget| against(budget, low, high)),
        next_cursor: next.map(|next| door.seal_cursor(LIST, next)).transpose()?,
        notice: notice(),
    }))
}

/// The day asked about, else the first day of the draft, but never a day gone by.
fn day(door: &Door, asked: &PreviewRequest, draft: &PolicyDocument) -> Day {
    let asked = asked.as_of.as_deref();
    let asked = asked.and_then(|text| Day::parse(text).ok());
    asked.unwrap_or_else(|| draft.valid_from.max(Instant::from(door.now).day()))
}

fn notice() -> Text {
    Text::new(
        "按已保存的企业画像逐户试算，只给出户数和金额，不显示企业；未保存画像的企业不在其内，实际申报的户数可能更少。",
        "Tried on every saved profile; counts and amounts only, never who. Enterprises without a profile are not in it, and fewer may apply.",
    )
}
