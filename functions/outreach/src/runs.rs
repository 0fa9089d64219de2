//! Runs without application: started by the department whose item it is, read by it, the counter and those who watch (M27).

use adapters::http::{Answer, Body, Door, Problem, Query, Reply};
use adapters::table::idempotency::{Home, Idempotency};
use adapters::table::{Job, Page};
use axum::extract::Path;
use casework::Actor;
use casework::access::{Operation, Reach, Role, may};
use casework::run::{Invitation, Listed, Reply as Said, Run, Stage, must_own};
use contract::catalogue::Opened;
use contract::outreach::{InvitationView, RunView, StartRun};
use contract::page;
use facts::{Day, Instant, ItemId};

const LIST: &str = "runs";

/// 发起免申即享 · Starts a run: the platform makes the list, frozen with its reasons, and asks each enterprise.
#[utoipa::path(post, path = "/v1/runs", operation_id = "start_run", tag = "outreach", request_body = StartRun,
    responses((status = 201, description = "The run; its list is being made", body = RunView)))]
pub(crate) async fn start(door: Door, body: Body<StartRun>) -> Answer {
    door.allow(Operation::StartRun)?;
    let command = door.command(Operation::StartRun, &body.bytes)?;
    started(&door, &body.value, &command).await
}

/// Starts the run, once under its key.
pub(crate) async fn started(door: &Door, asked: &StartRun, command: &Idempotency) -> Answer {
    let actor = door.actor(Operation::StartRun)?;
    let table = door.outside.table();
    let earlier = table
        .read_earlier(command, &Home::Creation, door.now)
        .await?;
    if let Some(earlier) = earlier {
        return Reply::earlier(&earlier);
    }
    let run = begun(door, &actor, asked).await?;
    let reply = Reply::created(&format!("/v1/runs/{}", run.id), run.version, &view(&run));
    let commit = table.commit(door.now).run_of(&run);
    let job = Job::StartRun {
        run: run.id.clone(),
    };
    let commit = commit.then(&format!("run|{}", run.id), &job);
    let commit = commit.remember(command, &Home::Creation, &reply.kept()?);
    commit.run().await?.answer(reply)
}

async fn begun(door: &Door, actor: &Actor, asked: &StartRun) -> Answer<Run> {
    let now = Instant::from(door.now);
    let item = ItemId::parse(&asked.item).map_err(|_| Problem::not_found())?;
    let catalogue = door.outside.catalogue().current().await?;
    let found = catalogue.item(&item, now.day());
    let (policy, document) = found.ok_or_else(Problem::not_found)?;
    must_own(actor, &policy.document.department)?;
    let admission = catalogue.admission(&item, now.day());
    admission.ok_or_else(Problem::not_found)?.admit()?;
    Ok(Run {
        id: door.outside.new_id(),
        version: 1,
        title: document.rules.title.clone(),
        policy: policy.document.id.clone(),
        policy_version: policy.version,
        catalogue: catalogue.version().to_owned(),
        department: policy.document.department.clone(),
        started_by: actor.principal.clone(),
        started_at: now,
        until: Run::until(now.day(), asked.answer_days)?,
        stage: Stage::Listing,
        listed: Listed::default(),
        item,
    })
}

/// 免申即享批次 · Runs, the latest first: of the own department, or of all for those who look after all.
#[utoipa::path(get, path = "/v1/runs", operation_id = "list_runs", tag = "outreach",
    params(("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent")),
    responses((status = 200, description = "A page of runs", body = page::Page<RunView>)))]
pub(crate) async fn list(door: Door, mut query: Query) -> Answer {
    let actor = door.actor(Operation::ListRuns)?;
    let limit = query.limit();
    let start = door.start(LIST, &mut query)?;
    query.finish()?;
    let page = of(&door, &actor, (start.as_deref(), limit)).await?;
    let views = page.entries.iter().map(view).collect();
    door.listed(LIST, views, page.next.as_deref())
}

/// The runs this reader may see.
pub(crate) async fn of(
    door: &Door,
    actor: &Actor,
    (start, limit): (Option<&str>, usize),
) -> Answer<Page<Run>> {
    let own = match may(actor.role, Operation::ListRuns) {
        Some(Reach::Any) => None,
        Some(Reach::Own | Reach::Department | Reach::Part | Reach::Concerned) | None => {
            let department = actor.department.as_ref();
            Some(department.ok_or_else(Problem::forbidden)?)
        }
    };
    Ok(door.outside.table().runs(own, start, limit).await?)
}

/// 批次详情 · One run.
#[utoipa::path(get, path = "/v1/runs/{run}", operation_id = "read_run", tag = "outreach",
    params(("run" = String, Path, description = "Id of the run")),
    responses((status = 200, description = "The run", body = RunView)))]
pub(crate) async fn read(door: Door, Path(id): Path<String>) -> Answer {
    let (_, run) = found(&door, &id, Operation::ReadRun).await?;
    Ok(Reply::versioned(run.version, &view(&run)))
}

/// A run its asker may see.
pub(crate) async fn found(door: &Door, id: &str, operation: Operation) -> Answer<(Actor, Run)> {
    let actor = door.actor(operation)?;
    let run = door.outside.table().read_run(id).await?;
    let run = run.ok_or_else(Problem::not_found)?;
    actor.reaches(operation, None, Some(&run.department))?;
    Ok((actor, run))
}

/// 批次名单 · Enterprises on the list of a run, with why they are there and what they answered.
#[utoipa::path(get, path = "/v1/runs/{run}/invitations", operation_id = "list_run_invitations", tag = "outreach",
    params(("run" = String, Path, description = "Id of the run"), ("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent")),
    responses((status = 200, description = "A page of the list", body = page::Page<InvitationView>)))]
pub(crate) async fn invitations(door: Door, Path(id): Path<String>, mut query: Query) -> Answer {
    let (actor, run) = found(&door, &id, Operation::ListRunInvitations).await?;
    let list = format!("list of {id}");
    let limit = query.limit();
    let start = door.start(&list, &mut query)?;
    query.finish()?;
    let table = door.outside.table();
    let page = table
        .invitations_of_run(&id, start.as_deref(), limit)
        .await?;
    let catalogue = door.outside.catalogue().current().await?;
    let today = Instant::from(door.now).day();
    let entries = page.entries.iter();
    let views = entries.map(|one| invitation(&run, one, (&catalogue, today), actor.role));
    door.listed(&list, views.collect(), page.next.as_deref())
}

/// A run in view.
pub(crate) fn view(run: &Run) -> RunView {
    RunView {
        run: run.id.clone(),
        version: run.version,
        item: run.item.to_string(),
        title: run.title.clone().into(),
        department: run.department.to_string(),
        catalogue: run.catalogue.clone(),
        policy_version: run.policy_version,
        stage: run.stage.word().to_owned(),
        started_at: run.started_at.to_string(),
        until: run.until.to_string(),
        looked_at: run.listed.looked_at,
        invited: run.listed.invited,
        undetermined: run.listed.undetermined,
        amount_open: run.listed.amount_open,
        applied: run.listed.applied,
    }
}

/// An invitation in view; only who pays reads the whole account.
pub(crate) fn invitation(
    run: &Run,
    one: &Invitation,
    (catalogue, today): (&Opened, Day),
    role: Role,
) -> InvitationView {
    let (mut number, mut account, mut reason, mut answered_at) = (None, None, None, None);
    match &one.reply {
        Said::Awaited => {}
        Said::Confirmed {
            number: of,
            account: to,
            at,
        } => {
            number = Some(of.to_string());
            account = to.as_ref().map(|to| {
                if role == Role::Finance {
                    format!("{} {}", to.bank, to.number)
                } else {
                    to.masked()
                }
            });
            answered_at = Some(at.to_string());
        }
        Said::Declined { reason: why, at } => {
            reason.clone_from(why);
            answered_at = Some(at.to_string());
        }
    }
    InvitationView {
        run: run.id.clone(),
        item: run.item.to_string(),
        title: run.title.clone().into(),
        enterprise: one.enterprise.to_string(),
        name: one.name.clone(),
        version: one.version,
        reasons: one.reasons.iter().cloned().map(Into::into).collect(),
        amount: one.amount.map(|amount| amount.to_string()),
        money: catalogue.money(&run.item, today),
        state: one.word(run, today).to_owned(),
        until: run.until.to_string(),
        number,
        account,
        reason,
        answered_at,
    }
}
