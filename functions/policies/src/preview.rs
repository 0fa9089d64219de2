//! The policy sandbox: what the newest version would change, tried on the enterprises that saved a profile and on what they have under
//! way (M63).

use std::collections::BTreeSet;

use adapters::Fault;
use adapters::http::{Answer, Body, Door, Problem, Query, Reply};
use adapters::table::Table;
use axum::extract::Path;
use casework::access::Operation;
use contract::catalogue::Opened;
use contract::eligibility::ask::profile_of;
use contract::preview::{Preview, PreviewReply, PreviewRequest, Tallies, Turn, UnderWay, against};
use contract::rule::PolicyDocument;
use contract::text::Text;
use facts::{CreditCode, Day, Instant, ItemId, Money, PolicyId};
use pages::Nav;
use pages::policies::PreviewPage;
use tokio::task::JoinSet;

use crate::write::jurisdictions;

/// Profiles read at once.
const PAGE: usize = 100;
/// Most pages of them: five thousand enterprises in one answer.
const PAGES_MAX: usize = 50;
/// Enterprises whose work is looked up side by side.
const SIDE_BY_SIDE: usize = 16;

/// 影响预览 · What the newest version would change for enterprises, their drafts and cases, and what it would cost. Counts only, never who.
#[utoipa::path(post, path = "/v1/policies/{policy}/preview", operation_id = "preview_policy", tag = "policies",
    params(("policy" = String, Path, description = "Policy id")),
    request_body = PreviewRequest,
    responses((status = 200, description = "What would change", body = PreviewReply)))]
pub(crate) async fn preview(
    door: Door,
    Path(id): Path<String>,
    query: Query,
    body: Body<PreviewRequest>,
) -> Answer {
    query.finish()?;
    let (reply, _) = tried(&door, &id, &body.value).await?;
    Ok(Reply::ok(&reply))
}

/// `GET /desk/policies/{policy}/preview`
pub(crate) async fn page(door: Door, Path(id): Path<String>, query: Query) -> Answer {
    query.finish()?;
    let (reply, title) = tried(&door, &id, &PreviewRequest::default()).await?;
    let page = PreviewPage {
        chrome: door.chrome(Nav::Desk),
        policy: &id,
        title: &title,
        preview: &reply,
    };
    Ok(Reply::page(page.render()))
}

async fn tried(door: &Door, id: &str, asked: &PreviewRequest) -> Answer<(PreviewReply, Text)> {
    let actor = door.actor(Operation::PreviewPolicy)?;
    let id = PolicyId::parse(id).map_err(|_| Problem::not_found())?;
    let table = door.outside.table();
    let read = table.read_policy(&id, None).await?;
    let head = read.policy.as_ref().ok_or_else(Problem::not_found)?;
    let department = &head.policy.department;
    actor.reaches(Operation::PreviewPolicy, None, Some(department))?;
    let kept = read.newest().ok_or_else(Problem::not_found)?;
    let draft = PolicyDocument::of(&kept.rules)?;
    let day = day(door, asked, &draft);
    let catalogue = door.outside.catalogue().current().await?;
    let preview = Preview::new(&catalogue, &draft, &jurisdictions(door).await?, day)?;
    let mut tallies = preview.tally();
    let (enterprises, complete) = count(table, &catalogue, &mut tallies).await?;
    let (items, cost) = tallies.told();
    let budget = asked.budget.as_deref();
    let budget = budget.and_then(|text| Money::parse(text).ok());
    let reply = PreviewReply {
        as_of: day.to_string(),
        catalogue: catalogue.version().to_owned(),
        in_force_version: head.policy.course.in_force(day).map(|held| held.document),
        document_version: kept.version,
        enterprises,
        complete,
        items,
        cost_low: cost.map(|(low, _)| low.to_string()),
        cost_high: cost.and_then(|(_, high)| high).map(|high| high.to_string()),
        budget: budget
            .zip(cost)
            .map(|(budget, (low, high))| against(budget, low, high)),
        notice: notice(),
    };
    Ok((reply, head.entry.title.clone()))
}

/// Tries the draft on every saved profile, and looks up what those have under way for whom something would turn. Answers how many
/// enterprises there were, and whether these were all.
async fn count(
    table: &Table,
    catalogue: &Opened,
    tallies: &mut Tallies<'_>,
) -> Answer<(usize, bool)> {
    let mut enterprises: usize = 0;
    let mut start = None;
    for _ in 0..PAGES_MAX {
        let page = table.profiles(start.as_deref(), PAGE).await?;
        let mut turned: Vec<(CreditCode, Vec<Turn>)> = Vec::new();
        for saved in &page.entries {
            // saved facts were sound when saved; a fact withdrawn since then is simply not known
            let profile = profile_of(&saved.facts, catalogue.facts(), "/facts", &mut Vec::new());
            let turns = tallies.count(&profile);
            if !turns.is_empty() {
                turned.push((saved.enterprise.clone(), turns));
            }
        }
        enterprises = enterprises.saturating_add(page.entries.len());
        for few in turned.chunks(SIDE_BY_SIDE) {
            look_up(table, few, tallies).await?;
        }
        start = page.next;
        if start.is_none() {
            return Ok((enterprises, true));
        }
    }
    Ok((enterprises, false))
}

/// What a few enterprises have under way, side by side.
async fn look_up(
    table: &Table,
    few: &[(CreditCode, Vec<Turn>)],
    tallies: &mut Tallies<'_>,
) -> Answer<()> {
    /// The place of an enterprise among the few; items of its drafts, and of its cases.
    type Found = (usize, BTreeSet<ItemId>, BTreeSet<ItemId>);
    let mut tasks: JoinSet<Result<Found, Fault>> = JoinSet::new();
    for (place, (enterprise, _)) in few.iter().enumerate() {
        let (table, enterprise) = (table.clone(), enterprise.clone());
        tasks.spawn(async move {
            let (drafts, cases) = table.items_under_way(&enterprise).await?;
            Ok((place, drafts, cases))
        });
    }
    while let Some(joined) = tasks.join_next().await {
        let ended =
            |error| Fault::permanent("looking up what is under way ended in a panic", error);
        let (place, drafts, cases) = joined.map_err(ended)??;
        let turns = few.get(place).map(|(_, turns)| turns.as_slice());
        for turn in turns.unwrap_or_default() {
            let found = UnderWay {
                draft: drafts.contains(&turn.0),
                case: cases.contains(&turn.0),
            };
            tallies.under_way(turn, found);
        }
    }
    Ok(())
}

/// The day asked about, else the first day of the draft, but never a day gone by.
fn day(door: &Door, asked: &PreviewRequest, draft: &PolicyDocument) -> Day {
    let asked = asked.as_of.as_deref();
    let asked = asked.and_then(|text| Day::parse(text).ok());
    asked.unwrap_or_else(|| draft.valid_from.max(Instant::from(door.now).day()))
}

fn notice() -> Text {
    Text::new(
        "按已保存的企业画像逐户试算，只给出户数和金额，不显示企业；不足三户的不显示，能推算出来的也不显示。未保存画像的企业不在其内，实际申报的户数可能更少。已受理的办件仍按提交时的版本审核。",
        "Tried on every saved profile; counts and amounts only, never who. What one or two enterprises stand behind is not shown, nor what would tell it. Enterprises without a profile are not in it, and fewer may apply. Cases are decided by the version they were submitted under.",
    )
}
