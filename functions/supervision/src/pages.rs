//! The same as pages.

use adapters::http::{Answer, Door, Form, Query, Reply};
use adapters::table::Outcome;
use adapters::table::idempotency::Home;
use axum::extract::Path;
use axum::http::StatusCode;
use casework::access::{Operation, Reach};
use casework::clock::Step;
use casework::supervision::{Party, Period};
use contract::fault::Fault as Flaw;
use contract::supervision::OpenCase;
use contract::text::Text;
use facts::Instant;
use pages::supervision::{ListFilter, OpenCasesPage, PeriodPage, RatePage, Which};
use pages::{Named, Nav};

use crate::lists::{List, narrowed, page};
use crate::{csv, ratings};

/// How many cases a page shows, and how many a file holds.
const SHOWN: usize = 50;
const FILE_MAX: usize = 5_000;

/// `GET /supervision`
pub(crate) async fn period(door: Door, mut query: Query) -> Answer {
    door.allow(Operation::ReadPeriod)?;
    let today = Instant::from(door.now).day();
    let period = month(&mut query);
    let file = as_file(&mut query);
    query.finish()?;
    let period = period.unwrap_or_else(|| Period::of(today));
    let figures = crate::period::of(&door.outside, period, today).await?;
    if file {
        return Ok(csv::co_handlers(&figures));
    }
    let page = PeriodPage {
        chrome: door.chrome(Nav::Supervision),
        bulletin: &figures,
        before: &period.previous().to_string(),
        public: false,
    };
    Ok(Reply::page(page.render()))
}

/// The month that is asked for, if one is.
pub(crate) fn month(query: &mut Query) -> Option<Period> {
    query.parsed("period", |text| {
        Period::parse(text)
            .map_err(|error| ("应写成 2026-11 这样的月份".to_owned(), error.to_string()))
    })
}

/// Whether a file is asked for, not a page.
pub(crate) fn as_file(query: &mut Query) -> bool {
    let file = query.parsed("format", |text| match text {
        "csv" => Ok(()),
        _ => Err(("应为 csv".to_owned(), "must be `csv`".to_owned())),
    });
    file.is_some()
}

/// `GET /supervision/cases`
pub(crate) async fn cases(door: Door, query: Query) -> Answer {
    list(door, query, (List::Cases, Which::Cases)).await
}

/// `GET /supervision/follow-ups`
pub(crate) async fn follow_ups(door: Door, query: Query) -> Answer {
    list(door, query, (List::FollowUps, Which::FollowUps)).await
}

/// `GET /supervision/commitments`
pub(crate) async fn commitments(door: Door, query: Query) -> Answer {
    list(door, query, (List::Commitments, Which::Commitments)).await
}

async fn list(door: Door, mut query: Query, (list, which): (List, Which)) -> Answer {
    let filter = narrowed(&door, list, &mut query)?;
    let own = door.allow(list.operation())? != Reach::Any;
    let file = as_file(&mut query);
    let start = door.start(list.name(), &mut query)?;
    query.finish()?;
    let limit = if file { FILE_MAX } else { SHOWN };
    let found = page(&door, list, &filter, (start, limit)).await?;
    if file {
        return Ok(csv::reply(&found.entries, found.next.is_some()));
    }
    let register = door.outside.table().read_register().await?.register;
    let departments: Vec<Named> = register
        .departments
        .iter()
        .filter(|one| !own || filter.department.as_deref() == Some(one.id.as_str()))
        .map(|one| Named::new(one.id.to_string(), one.name.clone().into()))
        .collect();
    let next = found
        .next
        .as_deref()
        .map(|next| door.seal_cursor(list.name(), next))
        .transpose()?;
    let next = next.map(|cursor| door.next_page(&cursor));
    let given = |asked: &Option<String>| asked.clone().unwrap_or_default();
    let filter = ListFilter {
        department: given(&filter.department),
        state: given(&filter.state),
        card: given(&filter.card),
    };
    let page = OpenCasesPage {
        chrome: door.chrome(Nav::Supervision),
        which,
        cases: &found.entries,
        departments: &departments,
        states: &states(&found.entries),
        filter: &filter,
        next: next.as_deref(),
    };
    Ok(Reply::page(page.render()))
}

/// States the cases of this page are in.
fn states(cases: &[OpenCase]) -> Vec<Named> {
    let mut states: Vec<Named> = Vec::new();
    for entry in cases.iter().map(|case| &case.entry) {
        if !states.iter().any(|one| one.id == entry.state) {
            states.push(Named::new(entry.state.clone(), entry.state_text.clone()));
        }
    }
    states
}

/// `GET /rate/{number}`
pub(crate) async fn rate(door: Door, Path(number): Path<String>) -> Answer {
    shown(&door, &number, (&[], "")).await
}

/// `POST /rate/{number}`
pub(crate) async fn rated(door: Door, Path(number): Path<String>, form: Form) -> Answer {
    let step = form.text("step").and_then(Step::recorded);
    let stars = form.text("stars").and_then(|text| text.parse::<u8>().ok());
    let (Some(step), Some(stars)) = (step, stars.filter(|stars| (1..=5).contains(stars))) else {
        let flaw = Flaw::new(
            "/stars",
            "invalid_value",
            "请选择一个评价",
            "choose a rating",
        );
        return shown(&door, &number, (&[flaw], "")).await;
    };
    let command = door.command_with(Operation::RateStep, &form.key()?, &form.bytes);
    let rating = ratings::rating(&door, &number, (step, stars)).await?;
    let commit = door.outside.table().commit(door.now).rating(&rating);
    let kept = Reply::nothing().kept()?;
    let commit = commit.remember(&command, &Home::Creation, &kept);
    let outcome = commit.run().await?;
    if outcome == Outcome::Exists {
        let problem = ratings::rated_before();
        return shown(&door, &number, (problem.errors(), "")).await;
    }
    outcome.answer(Reply::nothing())?;
    shown(&door, &number, (&[], "谢谢您的评价")).await
}

/// The steps of a case that its enterprise can rate.
async fn shown(door: &Door, number: &str, (faults, done): (&[Flaw], &str)) -> Answer {
    let mut steps = Vec::new();
    let case = ratings::own(door, number).await?;
    for step in Step::ALL {
        // not over yet, or too long ago: there is nothing to rate
        let Ok(rating) = casework::supervision::rate(&case, (*step, 5), Instant::from(door.now))
        else {
            continue;
        };
        let whom = match rating.rated {
            Party::Window => Text::new("惠企政策专窗", "the counter"),
            Party::Department(_) => Text::new("承办部门", "the department"),
        };
        let title = Text::from(step.title());
        let words = Text::new(
            format!("{}（{}）", title.zh, whom.zh),
            format!("{} ({})", title.en, whom.en),
        );
        steps.push(Named::new(step.word(), words));
    }
    let key = door.outside.new_id();
    let page = RatePage {
        chrome: door.chrome(Nav::Cases),
        number,
        steps: &steps,
        idempotency_key: &key,
        faults,
        done,
    };
    Ok(if faults.is_empty() {
        Reply::page(page.render())
    } else {
        Reply::page_as(StatusCode::BAD_REQUEST, page.render())
    })
}
