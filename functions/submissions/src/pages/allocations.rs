//! Openings that are given out in one go, as pages of the lead.

use adapters::csv;
use adapters::http::{Answer, Door, Form, Query, Reply};
use axum::extract::Path;
use axum::http::StatusCode;
use casework::access::Operation;
use contract::allocation::{AllocationView, ScoreOf};
use contract::fault::Fault;
use pages::{AllocationListPage, AllocationPage, Nav};

use crate::allocations::{entries, look, settled};

/// `GET /allocations`
pub(crate) async fn list(door: Door, query: Query) -> Answer {
    door.allow(Operation::ListAllocations)?;
    query.finish()?;
    let page = AllocationListPage {
        chrome: door.chrome(Nav::Desk),
        openings: &entries(&door).await?,
    };
    Ok(Reply::page(page.render()))
}

/// `GET /allocations/{item}/{opening}`
pub(crate) async fn show(
    door: Door,
    Path((item, opening)): Path<(String, String)>,
    mut query: Query,
) -> Answer {
    door.allow(Operation::ReadAllocation)?;
    let file = query.parsed("format", |text| match text {
        "csv" => Ok(()),
        _ => Err(("应为 csv".to_owned(), "must be `csv`".to_owned())),
    });
    let done = query.text("done").is_some();
    query.finish()?;
    if file.is_some() {
        let view = look(&door, (&item, &opening)).await?.view(&[]);
        return Ok(table(&view));
    }
    shown(&door, (&item, &opening), (&[], done)).await
}

async fn shown(door: &Door, about: (&str, &str), (faults, done): (&[Fault], bool)) -> Answer {
    let view = look(door, about).await?.view(&[]);
    let key = door.outside.new_id();
    let page = AllocationPage {
        chrome: door.chrome(Nav::Desk),
        allocation: &view,
        settles: door.allow(Operation::SettleOpening).is_ok(),
        idempotency_key: &key,
        faults,
        done,
    };
    let status = if faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(Reply::page_as(status, page.render()))
}

/// `POST /allocations/{item}/{opening}`
pub(crate) async fn settle(
    door: Door,
    Path((item, opening)): Path<(String, String)>,
    form: Form,
) -> Answer {
    door.allow(Operation::SettleOpening)?;
    let command = super::command(&door, Operation::SettleOpening, &form)?;
    let scores = form.fields().filter_map(|(name, value)| {
        let number = name.strip_prefix("score:")?;
        let score = value.trim();
        (!score.is_empty()).then(|| ScoreOf {
            number: number.to_owned(),
            score: score.to_owned(),
        })
    });
    let scores: Vec<ScoreOf> = scores.collect();
    let about = (item.as_str(), opening.as_str());
    match settled(&door, about, &scores, &command).await {
        Ok(_) => Ok(Reply::see_other(&format!(
            "/allocations/{item}/{opening}?done=allocated"
        ))),
        Err(problem) => {
            let faults = super::faults(problem)?;
            shown(&door, about, (&faults, false)).await
        }
    }
}

fn table(view: &AllocationView) -> Reply {
    const HEAD: [&str; 7] = [
        "办件编号",
        "企业",
        "部门核定（元）",
        "指标值",
        "名次",
        "分配（元）",
        "说明",
    ];
    let rows = view.shares.iter().map(|share| {
        [
            share.number.clone(),
            share.enterprise_name.clone(),
            share.claimed.clone(),
            share.score.clone().unwrap_or_default(),
            share.rank.map_or_else(String::new, |rank| rank.to_string()),
            share.gets.clone(),
            share.why.zh.clone(),
        ]
    });
    let table = csv::table(HEAD, rows);
    Reply::text(
        "text/csv; charset=utf-8",
        String::from_utf8(table).unwrap_or_default(),
    )
}
