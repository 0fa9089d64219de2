//! The same as pages.

use adapters::http::{Answer, Door, Form, Problem, Query, Reply};
use axum::extract::Path;
use casework::Actor;
use casework::access::Operation;
use casework::gathering::{Gathering, Standing};
use contract::convert::gathering as convert;
use contract::fault::Fault as Flaw;
use contract::gathering::{CertificateView, GatheringView};
use facts::Instant;
use pages::feed::{Event, When};
use pages::gathering::{CertificatePage, GatheringListPage, GatheringPage, QuizPage};
use pages::{Named, Nav};

use crate::gatherings::{LIST, find, must_hold, view, views};
use crate::seats::{take, who};
use crate::{papers, seats};

/// How many gatherings a page shows, and how many a calendar holds.
const SHOWN: usize = 50;
const FEED_MAX: usize = 200;

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
    let page = GatheringListPage {
        chrome: door.chrome(Nav::None),
        gatherings: &gatherings,
        certificates: &certificates,
        may_write: door.allow(Operation::WriteGathering).is_ok(),
        next: next.as_deref(),
    };
    Ok(Reply::page(page.render()))
}

/// `GET /feeds/gatherings`: what is ahead, for calendar programs.
pub(crate) async fn feed(door: Door, query: Query) -> Answer {
    door.allow(Operation::ListGatherings)?;
    query.finish()?;
    let now = Instant::from(door.now);
    let table = door.outside.table();
    let ahead = table.gatherings_ahead(now, FEED_MAX).await?;
    Ok(calendar(&door, &views(&door, &ahead).await?))
}

/// `GET /gatherings/{gathering}/calendar`
pub(crate) async fn entry(door: Door, Path(id): Path<String>, query: Query) -> Answer {
    door.allow(Operation::ReadGathering)?;
    query.finish()?;
    let gathering = find(&door, &id).await?;
    Ok(calendar(&door, &[view(&door, &gathering).await?]))
}

fn calendar(door: &Door, gatherings: &[GatheringView]) -> Reply {
    let portal = &door.outside.config().public_url;
    let events = gatherings.iter().filter_map(|one| {
        let begins = Instant::parse(&one.body.begins).ok()?;
        let ends = begins.plus_seconds(i64::from(one.body.minutes) * 60);
        let title = &one.body.title.zh;
        Some(Event {
            id: format!("gathering-{}", one.gathering),
            when: When::Hours(begins, ends),
            place: Some(one.body.place.zh.clone()),
            summary: match one.body.cancelled {
                Some(_) => format!("已取消：{title}"),
                None => title.clone(),
            },
            words: format!(
                "{}主办。详情：{portal}/gatherings/{}",
                one.holder.zh, one.gathering
            ),
        })
    });
    let events: Vec<Event> = events.collect();
    let body = pages::feed::calendar("培训辅导", &events, Instant::from(door.now).day());
    Reply::text("text/calendar; charset=utf-8", body)
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
    let view = view(door, gathering).await?;
    let table = door.outside.table();
    let actor = door.actor(Operation::SignUp).ok();
    let own = match &actor {
        Some(_) => table.read_sign_up(&gathering.id, &who(door)).await?,
        None => None,
    };
    let holds = must_hold(door, Operation::ListSignUps, gathering).is_ok();
    let list = if holds {
        Some(seats::listed(door, gathering).await?)
    } else {
        None
    };
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
    let mail = mail(door, actor.as_ref()).await?;
    let certified = certified(door, gathering).await?;
    let page = GatheringPage {
        chrome: door.chrome(Nav::None),
        gathering: &view,
        items: &items,
        own: own.as_ref(),
        may_sign_up: actor
            .as_ref()
            .is_some_and(|actor| gathering.open_to(actor.role)),
        signed_in: actor.is_some(),
        certificate: certified.as_ref(),
        mail: &mail,
        sign_ups: list.as_deref(),
        idempotency_key: &key,
        faults,
        done,
    };
    Ok(Reply::form(faults, page.render()))
}

/// Where the reader would be told, as far as that is known.
async fn mail(door: &Door, actor: Option<&Actor>) -> Answer<String> {
    let Some(code) = actor.and_then(|actor| actor.on_behalf_of.as_ref()) else {
        return Ok(String::new());
    };
    let profile = door.outside.table().read_profile(code).await?;
    Ok(profile
        .map(|profile| profile.contact_email)
        .unwrap_or_default())
}

/// The reader's certificate of this training.
async fn certified(door: &Door, gathering: &Gathering) -> Answer<Option<CertificateView>> {
    if gathering.certification.is_none() || door.allow(Operation::DrawPaper).is_err() {
        return Ok(None);
    }
    let held = door.outside.table().certificates(&who(door)).await?;
    let today = Instant::from(door.now).day();
    let one = held.iter().find(|one| one.gathering == gathering.id);
    Ok(one.map(|one| convert::certificate(one, today)))
}

/// `GET /gatherings/{gathering}/certificate`: one's own, to print.
pub(crate) async fn certificate(door: Door, Path(id): Path<String>, query: Query) -> Answer {
    door.allow(Operation::ListCertificates)?;
    query.finish()?;
    let gathering = find(&door, &id).await?;
    let found = certified(&door, &gathering).await?;
    let certificate = found.ok_or_else(Problem::not_found)?;
    let page = CertificatePage {
        chrome: door.chrome(Nav::None),
        certificate: &certificate,
        name: &door.principal.name,
    };
    Ok(Reply::page(page.render()))
}

fn back(id: &str, done: &str) -> Reply {
    Reply::see_other(&format!("/gatherings/{id}?done={done}"))
}

/// `POST /gatherings/{gathering}`
pub(crate) async fn sign_up(door: Door, Path(id): Path<String>, form: Form) -> Answer {
    form.key()?;
    match take(&door, &id, form.text("mail")).await {
        Ok(seat) if seat.standing == Standing::Waiting => Ok(back(&id, "waiting")),
        Ok(_) => Ok(back(&id, "signed_up")),
        Err(problem) => again(&door, &id, problem).await,
    }
}

/// The page again, with what was refused.
async fn again(door: &Door, id: &str, problem: Problem) -> Answer {
    let faults = problem.beside_form()?;
    let gathering = find(door, id).await?;
    shown(door, &gathering, (&faults, "")).await
}

/// `POST /gatherings/{gathering}/give-up`
pub(crate) async fn give_up(door: Door, Path(id): Path<String>, form: Form) -> Answer {
    form.key()?;
    match seats::given_up(&door, &id).await {
        Ok(_) => Ok(back(&id, "given_up")),
        Err(problem) => again(&door, &id, problem).await,
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
        Err(problem) => shown(&door, &gathering, (&problem.beside_form()?, "")).await,
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
        Err(problem) => shown(&door, &gathering, (&problem.beside_form()?, "")).await,
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
        Ok((marked, _)) if marked.passed => {
            Ok(Reply::see_other(&format!("/gatherings/{id}/certificate")))
        }
        Ok(_) => Ok(back(&id, "failed")),
        Err(problem) => shown(&door, &gathering, (&problem.beside_form()?, "")).await,
    }
}
