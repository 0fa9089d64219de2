//! Openings that are given out in one go, as pages of the lead.

use adapters::http::{Answer, Door, Form, Query, Reply};
use axum::extract::Path;
use casework::access::Operation;
use contract::allocation::{AllocationView, ScoreOf};
use contract::fault::Fault;
use facts::Number;
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
    let filled = Filled {
        done,
        ..Filled::default()
    };
    shown(&door, (&item, &opening), filled).await
}

/// What the form was filled in with, what is wrong with it, and whether it was done.
#[derive(Default)]
struct Filled<'a> {
    scores: &'a [ScoreOf],
    faults: &'a [Fault],
    done: bool,
}

async fn shown(door: &Door, about: (&str, &str), filled: Filled<'_>) -> Answer {
    let looked = look(door, about).await?;
    let (asked, view) = (looked.view(&[]).unscored, looked.view(filled.scores));
    let key = door.outside.new_id();
    let page = AllocationPage {
        chrome: door.chrome(Nav::Desk),
        allocation: &view,
        asked: &asked,
        settles: door.allow(Operation::SettleOpening).is_ok(),
        idempotency_key: &key,
        scores: filled.scores,
        faults: filled.faults,
        done: filled.done,
    };
    Ok(Reply::form(filled.faults, page.render()))
}

/// `POST /allocations/{item}/{opening}`
pub(crate) async fn settle(
    door: Door,
    Path((item, opening)): Path<(String, String)>,
    form: Form,
) -> Answer {
    door.allow(Operation::SettleOpening)?;
    form.key()?;
    let scores = scores(&form);
    let about = (item.as_str(), opening.as_str());
    let mut faults: Vec<Fault> = scores.iter().filter_map(no_number).collect();
    let previewed = form.text("preview").is_some();
    if faults.is_empty() && !previewed {
        match settled(&door, about, &scores).await {
            Ok(_) => {
                let there = format!("/allocations/{item}/{opening}?done=allocated");
                return Ok(Reply::see_other(&there));
            }
            Err(problem) => faults = problem.beside_form()?,
        }
    }
    let filled = Filled {
        scores: &scores,
        faults: &faults,
        done: false,
    };
    shown(&door, about, filled).await
}

/// The scores that were filled in.
fn scores(form: &Form) -> Vec<ScoreOf> {
    let scores = form.fields().filter_map(|(name, value)| {
        let number = name.strip_prefix("score:")?;
        let score = value.trim();
        (!score.is_empty()).then(|| ScoreOf {
            number: number.to_owned(),
            score: score.to_owned(),
        })
    });
    scores.collect()
}

fn no_number(one: &ScoreOf) -> Option<Fault> {
    Number::parse(&one.score).err().map(|_| {
        Fault::new(
            format!("/score:{}", one.number),
            "invalid_value",
            format!("办件 {} 的指标值应为数字，最多八位小数", one.number),
            format!("the score of {} must be a number", one.number),
        )
    })
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
    Reply::csv(HEAD, rows)
}
