//! The same as pages.

use adapters::http::{Answer, Door, Form, Problem, Query, Reply};
use axum::extract::Path;
use casework::access::{Operation, Role};
use casework::gathering::{Gathering, regularity};
use contract::convert::gathering as convert;
use contract::fault::Fault as Flaw;
use facts::Instant;
use pages::gathering::{GatheringListPage, GatheringPage, QuizPage, RegularityRow};
use pages::{Named, Nav};

use crate::gatherings::{LIST, find, must_hold, views};
use crate::seats::{take, who};
use crate::{papers, seats};

/// How many gatherings a page shows, and how many are looked at for regularity.
const SHOWN: usize = 50;
const COUNTED_MAX: usize = 500;

/// `GET /gatherings`
pub(crate) async fn list(door: Door, mut query: Query) -> Answer {
    door.allow(Operation::ListGatherings)?;
    let start = door.start(LIST, &mut query)?;
    query.finish()?;
    let table = door.outside.table();
    let page = table.gatherings(start.as_deref(), SHOWN).await?;
    let gatherings = views(&door, &page.entries).await?;
    let certificates = match door.allow(Operation::DrawPaper) {
        Ok(_) => table.certificates(&who(&door)).await?,
        Err(_) => Vec::new(),
    };
    let today = Instant::from(door.now).day();
    let certificates: Vec<_> = certificates
        .iter()
        .map(|one| convert::certificate(one, today))
        .collect();
    let next = page.next.as_deref();
    let next = next.map(|next| door.seal_cursor(LIST, next)).transpose()?;
    let next = next.map(|cursor| door.next_page(&cursor));
    let rows = match door.allow(Operation::WriteGathering) {
        Ok(_) => rows(&door).await?,
        Err(_) => Vec::new(),
    };
    let page = GatheringListPage {
        chrome: door.chrome(Nav::None),
        gatherings: &gatherings,
        certificates: &certificates,
        regularity: &rows,
        next: next.as_deref(),
    };
    Ok(Reply::page(page.render()))
}

/// How regularly each department holds briefings.
async fn rows(door: &Door) -> Answer<Vec<RegularityRow>> {
    let table = door.outside.table();
    let register = table.read_register().await?.register;
    let today = Instant::from(door.now).day();
    let all = table.gatherings(None, COUNTED_MAX).await?.entries;
    let found = regularity(&all, today);
    let rows = found.iter().map(|one| {
        let department = one.department.as_ref();
        let named = department.and_then(|id| register.department(id));
        RegularityRow {
            holder: named.map_or_else(
                || "惠企政策专窗".to_owned(),
                |named| named.name_on(today).zh.clone(),
            ),
            held: one.held,
            last: one.last.to_string(),
        }
    });
    Ok(rows.collect())
}

/// `GET /gatherings/{gathering}`
pub(crate) async fn one(door: Door, Path(id): Path<String>, mut query: Query) -> Answer {
    door.allow(Operation::ReadGathering)?;
    let done = query.text("done");
    query.finish()?;
    let gathering = find(&door, &id).await?;
    shown(
        &door,
        &gathering,
        (&[], done.as_deref().unwrap_or_default()),
    )
    .await
}

async fn shown(door: &Door, gathering: &Gathering, (faults, done): (&[Flaw], &str)) -> Answer {
    let views = views(door, std::slice::from_ref(gathering)).await?;
    let view = views.first().ok_or_else(Problem::not_found)?;
    let table = door.outside.table();
    let own = table.read_sign_up(&gathering.id, &who(door)).await?;
    let role = door.actor(Operation::SignUp).map(|actor| actor.role);
    let department = gathering.department.as_ref();
    let holds = must_hold(door, Operation::ListSignUps, department).is_ok();
    let list = if holds {
        table.sign_ups(&gathering.id).await?
    } else {
        Vec::new()
    };
    let list: Vec<_> = list.iter().map(convert::sign_up).collect();
    let catalogue = door.outside.catalogue().current().await?;
    let today = Instant::from(door.now).day();
    let items: Vec<Named> = gathering
        .items
        .iter()
        .filter_map(|id| {
            let (_, item) = catalogue.item(id, today)?;
            Some(Named::new(id.to_string(), item.rules.title.clone().into()))
        })
        .collect();
    let key = door.outside.new_id();
    let own = own.as_ref().map(convert::sign_up);
    let page = GatheringPage {
        chrome: door.chrome(Nav::None),
        gathering: view,
        items: &items,
        own: own.as_ref(),
        may_sign_up: role.as_ref().is_ok_and(|role| gathering.open_to(*role)),
        signed_in: role.is_ok_and(|role| role != Role::Public),
        sign_ups: holds.then_some(&*list),
        idempotency_key: &key,
        faults,
        done,
    };
    Ok(Reply::page(page.render()))
}

/// What the form cannot mend stays a problem; what can be told beside it is.
fn told(problem: Problem) -> Answer<Vec<Flaw>> {
    if ![409, 412, 422].contains(&problem.status()) {
        return Err(problem);
    }
    let (title, detail) = (problem.title(), problem.detail());
    Ok(vec![Flaw::new(
        "",
        problem.code(),
        format!("{}。{}", title.zh, detail.zh),
        format!("{}. {}", title.en, detail.en),
    )])
}

fn back(id: &str, done: &str) -> Reply {
    Reply::see_other(&format!("/gatherings/{id}?done={done}"))
}

/// `POST /gatherings/{gathering}`
pub(crate) async fn sign_up(door: Door, Path(id): Path<String>, form: Form) -> Answer {
    form.key()?;
    let gathering = find(&door, &id).await?;
    match take(&door, &gathering).await {
        Ok(_) => Ok(back(&id, "signed_up")),
        Err(problem) => shown(&door, &gathering, (&told(problem)?, "")).await,
    }
}

/// `POST /gatherings/{gathering}/attendance`
pub(crate) async fn attendance(door: Door, Path(id): Path<String>, form: Form) -> Answer {
    form.key()?;
    let gathering = find(&door, &id).await?;
    let who = form.text("who").unwrap_or_default();
    let attended = form.text("attended") == Some("yes");
    match seats::attended(&door, &gathering, (who, attended)).await {
        Ok(_) => Ok(back(&id, "noted")),
        Err(problem) => shown(&door, &gathering, (&told(problem)?, "")).await,
    }
}

/// `POST /gatherings/{gathering}/quiz`
pub(crate) async fn quiz(door: Door, Path(id): Path<String>, form: Form) -> Answer {
    form.key()?;
    let gathering = find(&door, &id).await?;
    match papers::give(&door, &gathering).await {
        Ok(paper) => {
            let key = door.outside.new_id();
            let paper = convert::paper(&gathering.id, &paper);
            let page = QuizPage {
                chrome: door.chrome(Nav::None),
                title: &gathering.title.zh,
                paper: &paper,
                idempotency_key: &key,
            };
            Ok(Reply::page(page.render()))
        }
        Err(problem) => shown(&door, &gathering, (&told(problem)?, "")).await,
    }
}

/// `POST /gatherings/{gathering}/answers`: form fields `answer-0`, `answer-1` and so on.
pub(crate) async fn answers(door: Door, Path(id): Path<String>, form: Form) -> Answer {
    form.key()?;
    let gathering = find(&door, &id).await?;
    let leads_to = gathering.certification.as_ref();
    let questions = leads_to.map_or(0, |leads_to| leads_to.questions);
    let answers: Vec<usize> = (0..questions)
        .map(|place| {
            let answer = form.text(&format!("answer-{place}"));
            // what was not answered is no choice at all
            answer
                .and_then(|text| text.parse().ok())
                .unwrap_or(usize::MAX)
        })
        .collect();
    match papers::mark(&door, &gathering, &answers).await {
        Ok((marked, _)) if marked.passed => Ok(back(&id, "passed")),
        Ok(_) => Ok(back(&id, "failed")),
        Err(problem) => shown(&door, &gathering, (&told(problem)?, "")).await,
    }
}
