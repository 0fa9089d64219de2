//! The page behind the link of a department's mail. Opening it changes nothing, whoever opens it; the code from the mail acts, once.

use std::sync::Arc;

use adapters::http::{Answer, Door, Form, Problem};
use adapters::table::{CaseRead, Outcome, after, recorded};
use adapters::token::LinkToken;
use axum::extract::Path;
use axum::http::StatusCode;
use casework::Actor;
use casework::case::{Case, Command, Context, decide};
use casework::link::{Link, Verdict};
use casework::refusal::Refusal;
use contract::catalogue::Opened;
use contract::fault::Fault;
use facts::Instant;
use pages::{ActState, Values};

use crate::act::page::shown;

pub(crate) mod checklist;
mod co_handling;
mod form;
mod page;
mod part;

/// A link with what it leads to.
pub(crate) struct Found {
    /// The token of the address.
    pub(crate) token: String,
    /// What is stored instead of it.
    hash: String,
    pub(crate) link: Link,
    pub(crate) case: Case,
    read: CaseRead,
    /// Who acts by it.
    pub(crate) actor: Actor,
    pub(crate) catalogue: Arc<Opened>,
}

/// `GET /act/{token}`
pub(crate) async fn open(door: Door, Path(token): Path<String>) -> Answer {
    let found = find(&door, &token).await?;
    let state = state(found.link.open(&found.case, Instant::from(door.now)));
    let values = offered(&found.case);
    shown(&door, &found, (state, StatusCode::OK), &values, &[]).await
}

/// The amount the calculator told at submission, where it told one: a proposal, to be checked.
fn offered(case: &Case) -> Values {
    let mut values = Values::default();
    if let Some(prediction) = &case.prediction
        && let (Some(low), Some(high)) = (prediction.amount_low, prediction.amount_high)
        && low == high
    {
        values.add("amount", low.to_string());
    }
    values
}

/// `POST /act/{token}`
pub(crate) async fn act(door: Door, Path(token): Path<String>, form: Form) -> Answer {
    let found = find(&door, &token).await?;
    let now = Instant::from(door.now);
    let values = form.values();
    let stands = found.link.open(&found.case, now);
    if stands.permit().is_err() {
        return gone(&door, &found, state(stands), &values).await;
    }
    let Some(code) = form.text("code") else {
        // whoever has not read the mail has no code to try: this is no try
        return again(&door, &found, stands, &values, &[form::code_needed()]).await;
    };
    let hash = door.outside.signer()?.code_hash(&found.hash, code);
    let tried = found.link.act(&found.case, &hash, now);
    if let Err(refusal) = tried.verdict.permit() {
        let table = door.outside.table();
        let commit = table.commit(door.now);
        let commit = commit.link_tried(&found.hash, &found.link, &tried.after);
        commit.run().await?.settled()?;
        let fault = form::fault("/code", &refusal);
        return refused(&door, &found, tried.verdict, &values, &fault).await;
    }
    let command = match found.link.part {
        Some(part) => part::command(&values, part),
        None => form::command(&values, &found.case),
    };
    let command = match command {
        Ok(command) => command,
        Err(faults) => return again(&door, &found, stands, &values, &faults).await,
    };
    match moved(&door, &found, command, &tried.after).await {
        Ok(()) => {
            let told = match found.link.part {
                Some(_) => part::done(&values),
                None => form::done(&values),
            };
            let done = (ActState::Done(told), StatusCode::OK);
            shown(&door, &found, done, &Values::default(), &[]).await
        }
        Err(problem) if problem.status() == 410 => {
            gone(&door, &found, ActState::Used, &values).await
        }
        Err(problem) => {
            let faults = form::faults(problem)?;
            again(&door, &found, stands, &values, &faults).await
        }
    }
}

/// The form again, with what is wrong.
async fn again(
    door: &Door,
    found: &Found,
    stands: Verdict,
    values: &Values,
    faults: &[Fault],
) -> Answer {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    shown(door, found, (state(stands), status), values, faults).await
}

/// After a wrong code: how many tries are left, or that there are none.
async fn refused(
    door: &Door,
    found: &Found,
    verdict: Verdict,
    values: &Values,
    fault: &Fault,
) -> Answer {
    match verdict {
        Verdict::WrongCode { left } => {
            let state = ActState::Open { tries_left: left };
            let shows = (state, StatusCode::UNPROCESSABLE_ENTITY);
            shown(door, found, shows, values, std::slice::from_ref(fault)).await
        }
        Verdict::Open { .. }
        | Verdict::Used
        | Verdict::Expired
        | Verdict::Superseded
        | Verdict::Locked => gone(door, found, state(verdict), values).await,
    }
}

/// Why the link no longer acts.
async fn gone(door: &Door, found: &Found, state: ActState<'_>, values: &Values) -> Answer {
    shown(door, found, (state, StatusCode::GONE), values, &[]).await
}

/// What a link leads to; a token nobody was given answers like a page that does not exist.
async fn find(door: &Door, token: &str) -> Answer<Found> {
    let parsed = LinkToken::parse(token).ok_or_else(Problem::not_found)?;
    let hash = parsed.hash();
    let table = door.outside.table();
    let link = table
        .read_link(&hash)
        .await?
        .ok_or_else(Problem::not_found)?;
    let read = table.read_case(&link.case, None).await?;
    let case = read.case.clone().ok_or_else(Problem::not_found)?;
    let actor = Actor::by_link(link.department.clone(), link.rung.word());
    Ok(Found {
        token: token.to_owned(),
        hash,
        link,
        case,
        read,
        actor,
        catalogue: door.outside.catalogue().current().await?,
    })
}

const fn state(verdict: Verdict) -> ActState<'static> {
    match verdict {
        Verdict::Open { tries_left } => ActState::Open { tries_left },
        Verdict::WrongCode { left } => ActState::Open { tries_left: left },
        Verdict::Used => ActState::Used,
        Verdict::Expired => ActState::Expired,
        Verdict::Superseded => ActState::Superseded,
        Verdict::Locked => ActState::Locked,
    }
}

/// Moves the case and uses the link up, together.
async fn moved(door: &Door, found: &Found, command: Command, used: &Link) -> Answer<()> {
    let table = door.outside.table();
    let register = table.read_register().await?.register;
    let context = Context {
        now: Instant::from(door.now),
        actor: &found.actor,
        calendar: &found.catalogue.calendar,
        register: &register,
    };
    let events = decide(&found.case, command, &context)?;
    let events = table.come_late(&found.case, events).await?;
    let new = recorded(found.case.version, door.now, &found.actor, events);
    let case = after(found.case.clone(), &new)?;
    let limits = found.catalogue.limits(&case);
    let written = table.commit_with_ledger(door.now, (&found.case, &case), limits, |commit| {
        commit
            .case(&case, &new, &found.catalogue.calendar)
            .link_tried(&found.hash, &found.link, used)
    });
    let outcome = written.await??;
    match outcome {
        Outcome::Committed => Ok(()),
        Outcome::Done | Outcome::Repeated(_) => Err(Refusal::LinkUsed.into()),
        Outcome::VersionLost
        | Outcome::GuardTaken(_)
        | Outcome::LedgerMoved
        | Outcome::PolicyChanged
        | Outcome::ItemTaken { .. }
        | Outcome::Exists => Err(Problem::stale_version()),
    }
}
