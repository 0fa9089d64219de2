//! Authorities as pages: the enterprise gives, lists and revokes; the counter records paper; the assistant chooses whom to act for.

use adapters::http::{Answer, Door, Form, Problem, Query, Reply, acting_cookie};
use axum::extract::Path;
use casework::access::{Operation, Role};
use casework::authority::Scope;
use contract::authority::{GiveAuthority, ScopeView};
use contract::convert::authority as convert;
use contract::fault::Fault;
use facts::{CreditCode, Day};
use pages::authorities::{AuthoritiesPage, DeedsPage, OwnAuthoritiesPage};
use pages::{Named, Nav, Values};

use super::draft::at;
use crate::authorities::{done, given, of, of_agent, revoked};
use crate::find::now;

/// How many authorities an assistant's page shows.
const SHOWN: usize = 100;
/// How many deeds a page shows.
const DEEDS: usize = 20;

/// `GET /authorities`: what the reader has to do with authorities. Query fields: `enterprise` (for the counter), `done`.
pub(crate) async fn show(door: Door, mut query: Query) -> Answer {
    let (named, done) = (query.text("enterprise"), query.text("done"));
    query.finish()?;
    let done = done.unwrap_or_default();
    if door.allow(Operation::ListOwnAuthorities).is_ok() {
        return assistant(&door).await;
    }
    let actor = door.actor(Operation::ListAuthorities)?;
    let own = actor.on_behalf_of.map(|code| code.to_string());
    let enterprise = own.or(named).unwrap_or_default();
    shown(&door, &enterprise, (&Values::default(), &[]), &done).await
}

/// `GET /authorities/{authority}/deeds`: what was done under one. Query fields: `enterprise` (for the counter), `cursor`.
pub(crate) async fn deeds(door: Door, Path(authority): Path<String>, mut query: Query) -> Answer {
    let list = format!("deeds page {authority}");
    let named = query.text("enterprise");
    let start = door.start(&list, &mut query)?;
    query.finish()?;
    let actor = door.actor(Operation::ListDeeds)?;
    let counter = actor.role != Role::Enterprise;
    let own = actor.on_behalf_of.map(|code| code.to_string());
    let enterprise = own.or(named).unwrap_or_default();
    let about = (enterprise.as_str(), authority.as_str());
    let done = done(&door, about, (start.as_deref(), DEEDS)).await?;
    let next = done.next.map(|next| door.seal_cursor(&list, &next));
    let next = next.transpose()?.map(|cursor| door.next_page(&cursor));
    let page = DeedsPage {
        chrome: door.chrome(Nav::Cases),
        counter,
        authority: &done.authority,
        deeds: &done.deeds,
        next: next.as_deref(),
    };
    Ok(Reply::page(page.render()))
}

async fn assistant(door: &Door) -> Answer {
    let (authorities, _) = of_agent(door, (None, SHOWN)).await?;
    let page = OwnAuthoritiesPage {
        chrome: door.chrome(Nav::Cases),
        number: &door.principal.id,
        acting: door.acting_for(),
        authorities: &authorities,
        idempotency_key: &door.outside.new_id(),
    };
    Ok(Reply::page(page.render()))
}

async fn shown(
    door: &Door,
    enterprise: &str,
    (values, faults): (&Values, &[Fault]),
    done: &str,
) -> Answer {
    let clerk = door.actor(Operation::ListAuthorities)?.role != Role::Enterprise;
    let authorities = match CreditCode::parse(enterprise) {
        Ok(code) => of(door, code.as_str()).await?,
        Err(_) => Vec::new(),
    };
    let scopes: Vec<ScopeView> = Scope::ALL.iter().copied().map(convert::scope).collect();
    let today = now(door).day();
    let catalogue = door.outside.catalogue().current().await?;
    let items: Vec<Named> = catalogue
        .titles(today)
        .into_iter()
        .map(|(id, title)| Named::new(id.as_str(), title))
        .collect();
    let page = AuthoritiesPage {
        chrome: door.chrome(Nav::Cases),
        enterprise,
        counter: clerk,
        may_give: door.allow(Operation::GiveAuthority).is_ok(),
        authorities: &authorities,
        scopes: &scopes,
        items: &items,
        today: &today.to_string(),
        latest: &last_day(today).to_string(),
        idempotency_key: &door.outside.new_id(),
        values,
        faults,
        done,
    };
    Ok(Reply::form(faults, page.render()))
}

/// A year, counted as the rules count it.
fn last_day(today: Day) -> Day {
    today.plus_days(casework::authority::DAYS_MAX - 1)
}

/// `POST /authorities`: fields of [`GiveAuthority`], `enterprise`, `scope` and `items` several times.
pub(crate) async fn give(door: Door, form: Form) -> Answer {
    door.allow(Operation::GiveAuthority)?;
    let command = super::command(&door, Operation::GiveAuthority, &form)?;
    let text = |name: &str| form.text(name).unwrap_or_default().to_owned();
    let enterprise = text("enterprise");
    let body = GiveAuthority {
        agent: text("agent"),
        agent_name: text("agent_name"),
        agent_mail: text("agent_mail"),
        scopes: form.texts("scope").map(str::to_owned).collect(),
        items: form.values().words("items"),
        from: text("from"),
        to: text("to"),
        paper_sha256: form.text("paper_sha256").map(str::to_lowercase),
    };
    let gave = given(&door, &enterprise, &body, &command).await;
    match gave {
        Ok(_) => Ok(Reply::see_other(&back(&door, &enterprise, "given"))),
        Err(problem) => {
            let place = place(problem.code());
            let faults = at(problem.beside_form()?, place);
            shown(&door, &enterprise, (&form.values(), &faults), "").await
        }
    }
}

/// The field a refusal is about.
fn place(code: &str) -> &'static str {
    match code {
        "assistant_needed" => "/agent",
        "mail_needed" => "/agent_mail",
        "nothing_authorised" => "/scopes",
        "authority_days" => "/to",
        "paper_needed" => "/paper_sha256",
        _ => "",
    }
}

/// `POST /authorities/revoke`: fields `enterprise`, `authority`.
pub(crate) async fn revoke(door: Door, form: Form) -> Answer {
    form.key()?;
    let text = |name: &str| form.text(name).unwrap_or_default().to_owned();
    let enterprise = text("enterprise");
    match revoked(&door, &enterprise, &text("authority")).await {
        Ok(_) => Ok(Reply::see_other(&back(&door, &enterprise, "revoked"))),
        Err(problem) => {
            let faults = problem.beside_form()?;
            shown(&door, &enterprise, (&Values::default(), &faults), "").await
        }
    }
}

fn back(door: &Door, enterprise: &str, done: &str) -> String {
    if door.principal.enterprise.is_some() {
        format!("/authorities?done={done}")
    } else {
        format!("/authorities?enterprise={enterprise}&done={done}")
    }
}

/// `POST /authorities/act`: field `enterprise`; empty acts for nobody. Whether it may be is asked at every step.
pub(crate) async fn act(door: Door, form: Form) -> Answer {
    door.allow(Operation::ListOwnAuthorities)?;
    let code = match form.text("enterprise") {
        Some(text) => {
            let code = CreditCode::parse(text).map_err(|_| Problem::not_found())?;
            code.to_string()
        }
        None => String::new(),
    };
    let location = if code.is_empty() {
        "/authorities"
    } else {
        "/cases"
    };
    Ok(Reply::see_other(location).cookie(&acting_cookie(&door, &code)))
}
