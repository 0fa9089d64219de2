//! What an enterprise answers to an invitation: confirmed, it becomes a case like any other, in one transaction (M27).

use adapters::http::{Answer, Body, Door, Foreseen, Problem, Query, Reply};
use adapters::table::InvitationRead;
use adapters::table::idempotency::{Home, Idempotency};
use axum::extract::Path;
use casework::Actor;
use casework::access::Operation;
use casework::authority::{Deed, Did};
use casework::case::Applicant;
use casework::refusal::Refusal;
use casework::run::{Account, Invitation, Run, Situation, confirm as decide};
use contract::case::CaseView;
use contract::catalogue::Opened;
use contract::outreach::{ConfirmInvitation, DeclineInvitation, InvitationView};
use contract::page;
use contract::receipt::Receipt;
use facts::{CreditCode, Instant};

use crate::runs;

const LIST: &str = "invitations";

/// 我的邀请 · What one enterprise was invited to, the latest first.
#[utoipa::path(get, path = "/v1/enterprises/{enterprise}/invitations", operation_id = "list_invitations", tag = "outreach",
    params(("enterprise" = String, Path, description = "Unified social credit code"), ("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent")),
    responses((status = 200, description = "A page of invitations", body = page::Page<InvitationView>)))]
pub(crate) async fn list(door: Door, Path(code): Path<String>, mut query: Query) -> Answer {
    let limit = query.limit();
    let start = door.start(LIST, &mut query)?;
    query.finish()?;
    let (views, next) = of(&door, &code, (start.as_deref(), limit)).await?;
    door.listed(LIST, views, next.as_deref())
}

/// Invitations of an enterprise its asker may act for.
pub(crate) async fn of(
    door: &Door,
    code: &str,
    (start, limit): (Option<&str>, usize),
) -> Answer<(Vec<InvitationView>, Option<String>)> {
    let actor = door.actor(Operation::ListInvitations)?;
    let code = CreditCode::parse(code).map_err(|_| Problem::not_found())?;
    actor.reaches(Operation::ListInvitations, Some(&code), None)?;
    let table = door.outside.table();
    let page = table.invitations_of_enterprise(&code, start, limit).await?;
    let catalogue = door.outside.catalogue().current().await?;
    let today = Instant::from(door.now).day();
    let mut views = Vec::new();
    for one in &page.entries {
        if let Some(run) = table.read_run(&one.run).await?
            && door.sees(Operation::ListInvitations, Some(&run.item))
        {
            views.push(runs::invitation(&run, one, (&catalogue, today), actor.role));
        }
    }
    Ok((views, page.next))
}

/// 邀请详情 · One enterprise on the list of a run.
#[utoipa::path(get, path = "/v1/runs/{run}/invitations/{enterprise}", operation_id = "read_invitation", tag = "outreach",
    params(("run" = String, Path, description = "Id of the run"), ("enterprise" = String, Path, description = "Unified social credit code")),
    responses((status = 200, description = "The invitation", body = InvitationView)))]
pub(crate) async fn read(door: Door, Path((id, code)): Path<(String, String)>) -> Answer {
    let found = found(&door, (&id, &code), Operation::ReadInvitation, None).await?;
    let view = found.view(&door).await?;
    Ok(Reply::versioned(view.version, &view))
}

/// An invitation its asker may see.
pub(crate) struct Found {
    actor: Actor,
    run: Run,
    pub(crate) invitation: Invitation,
    read: InvitationRead,
}

impl Found {
    pub(crate) async fn view(&self, door: &Door) -> Answer<InvitationView> {
        let catalogue = door.outside.catalogue().current().await?;
        let today = Instant::from(door.now).day();
        let day = (&*catalogue, today);
        Ok(runs::invitation(
            &self.run,
            &self.invitation,
            day,
            self.actor.role,
        ))
    }
}

/// Finds an invitation; an enterprise that looks has opened it.
pub(crate) async fn found(
    door: &Door,
    (id, code): (&str, &str),
    operation: Operation,
    command: Option<&Idempotency>,
) -> Answer<Found> {
    let actor = door.actor(operation)?;
    let code = CreditCode::parse(code).map_err(|_| Problem::not_found())?;
    let table = door.outside.table();
    let repeat = command.map(|command| command.at(door.now));
    let read = table.read_invitation(id, &code, repeat).await?;
    let (Some(run), Some(invitation)) = (read.run.clone(), read.invitation.clone()) else {
        return Err(Problem::not_found());
    };
    actor.reaches(operation, Some(&code), Some(&run.department))?;
    let actor = match actor.under {
        Some(_) => door.actor_about(operation, std::slice::from_ref(&run.item))?,
        None => actor,
    };
    if actor.on_behalf_of.as_ref() == Some(&code) {
        let day = Instant::from(door.now).day();
        table
            .note_opened((&run.item, &code), (day, door.now))
            .await?;
    }
    Ok(Found {
        actor,
        run,
        invitation,
        read,
    })
}

/// 确认享受 · Confirms account and willingness; a case with its promised day is the answer.
#[utoipa::path(post, path = "/v1/runs/{run}/invitations/{enterprise}/confirm", operation_id = "confirm_invitation", tag = "outreach", request_body = ConfirmInvitation,
    params(("run" = String, Path, description = "Id of the run"), ("enterprise" = String, Path, description = "Unified social credit code")),
    responses((status = 201, description = "The case", body = CaseView)))]
pub(crate) async fn confirm(
    door: Door,
    Path((id, code)): Path<(String, String)>,
    body: Body<ConfirmInvitation>,
) -> Answer {
    door.allow(Operation::ConfirmInvitation)?;
    let command = door.command(Operation::ConfirmInvitation, &body.bytes)?;
    confirmed(&door, (&id, &code), &body.value, &command).await
}

/// Confirms, once under its key.
pub(crate) async fn confirmed(
    door: &Door,
    about: (&str, &str),
    asked: &ConfirmInvitation,
    command: &Idempotency,
) -> Answer {
    let found = found(door, about, Operation::ConfirmInvitation, Some(command)).await?;
    if let Some(earlier) = &found.read.earlier {
        return Reply::earlier(earlier);
    }
    let catalogue = door.outside.catalogue().current().await?;
    let actor = found.actor.clone();
    let (situation, receipt) = situation(door, found, asked, &catalogue).await?;
    let home = Home::Enterprise(situation.invitation.enterprise.to_string());
    let by = (&actor, &*catalogue);
    door.begin(by, (command, &home), 1, |request| {
        decide(situation.clone(), request).map(|begun| Foreseen {
            begun,
            receipts: &receipt,
        })
    })
    .await
}

/// The account that was given, if any was.
pub(crate) fn account(asked: &ConfirmInvitation) -> Result<Option<Account>, Refusal> {
    match (&asked.bank, &asked.account) {
        (None, None) => Ok(None),
        (bank, account) => {
            let text = |given: &Option<String>| given.clone().unwrap_or_default();
            Account::parse(&text(bank), &text(account)).map(Some)
        }
    }
}

/// Everything the confirmation is decided by, with the receipt of what is foreseen: today's rules and today's profile, not those of the list.
async fn situation(
    door: &Door,
    found: Found,
    asked: &ConfirmInvitation,
    catalogue: &Opened,
) -> Answer<(Situation, [(String, Receipt); 1])> {
    let today = Instant::from(door.now).day();
    let enterprise = &found.invitation.enterprise;
    let profile = door.outside.table().read_profile(enterprise).await?;
    let profile = profile.ok_or_else(Problem::not_found)?;
    let known = catalogue.known(&profile.facts);
    let item = &found.run.item;
    let account = account(asked)?;
    let applied = catalogue.applied_for(item, &known, today);
    let (subject, advice, receipt) = door.foreseen(applied.ok_or_else(Problem::not_found)?)?;
    let promise = catalogue.promise(item, today);
    let situation = Situation {
        subject,
        promise: promise.ok_or_else(Problem::not_found)?,
        advice,
        applicant: Applicant {
            size: catalogue.size_of(&known, today),
            ..catalogue.applicant(enterprise, &profile.name, &profile.contact_email, &known)
        },
        account,
        run: found.run,
        invitation: found.invitation,
    };
    Ok((situation, [receipt]))
}

/// 放弃享受 · Says that one does not want it.
#[utoipa::path(post, path = "/v1/runs/{run}/invitations/{enterprise}/decline", operation_id = "decline_invitation", tag = "outreach", request_body = DeclineInvitation,
    params(("run" = String, Path, description = "Id of the run"), ("enterprise" = String, Path, description = "Unified social credit code")),
    responses((status = 200, description = "The invitation, answered", body = InvitationView)))]
pub(crate) async fn decline(
    door: Door,
    Path((id, code)): Path<(String, String)>,
    body: Body<DeclineInvitation>,
) -> Answer {
    door.allow(Operation::DeclineInvitation)?;
    let command = door.command(Operation::DeclineInvitation, &body.bytes)?;
    declined(&door, (&id, &code), body.value.reason.as_deref(), &command).await
}

/// Declines, once under its key.
pub(crate) async fn declined(
    door: &Door,
    about: (&str, &str),
    reason: Option<&str>,
    command: &Idempotency,
) -> Answer {
    let mut found = found(door, about, Operation::DeclineInvitation, Some(command)).await?;
    if let Some(earlier) = &found.read.earlier {
        return Reply::earlier(earlier);
    }
    let now = Instant::from(door.now);
    found.invitation = found.invitation.decline(&found.run, reason, now)?;
    let view = found.view(door).await?;
    let reply = Reply::versioned(view.version, &view);
    let home = Home::Enterprise(found.invitation.enterprise.to_string());
    let commit = door.outside.table().commit(door.now);
    let did = Did::Declined {
        run: found.run.id.clone(),
        item: found.run.item.clone(),
    };
    let deed = Deed::of(&found.actor, did, found.invitation.version, now);
    let commit = commit.invitation(&found.invitation).deed(deed.as_ref());
    let commit = commit.remember(command, &home, &reply.kept()?);
    commit.run().await?.answer(reply)
}
