//! Correction: what was missing is handed in with a draft of its own (M73).

use adapters::http::{Answer, Body, Door, Problem, Reply};
use adapters::table::idempotency::{Home, Idempotency};
use adapters::table::{after, recorded};
use axum::extract::Path;
use casework::access::Operation;
use casework::case::{Case, Command, Context, decide};
use casework::draft::{Beginning, Draft, Purpose, Status, corrected_with};
use casework::register::Register;
use contract::case::{CaseView, CorrectCase};
use facts::DraftId;

use crate::drafts::new_id;
use crate::find::{self, now};

/// 提交补正 · Hands in what was missing.
#[utoipa::path(post, path = "/v1/cases/{number}/correct", operation_id = "correct_case", tag = "submissions",
    params(("number" = String, Path, description = "Case number")), request_body = CorrectCase,
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn correct(
    door: Door,
    Path(number): Path<String>,
    body: Body<CorrectCase>,
) -> Answer {
    door.allow(Operation::CorrectCase)?;
    let command = door.command(Operation::CorrectCase, &body.bytes)?;
    corrected(&door, &number, door.version()?, &body.value.draft, &command).await
}

/// Hands in the files of `draft` for the case at `version`.
pub(crate) async fn corrected(
    door: &Door,
    number: &str,
    version: u64,
    draft: &str,
    command: &Idempotency,
) -> Answer {
    let (actor, read, case) =
        find::case(door, number, Operation::CorrectCase, Some(command)).await?;
    if let Some(earlier) = &read.earlier {
        return Reply::earlier(earlier);
    }
    find::at(version, case.version)?;
    let draft = for_case(door, draft, &case).await?;
    let catalogue = door.outside.catalogue().current().await?;
    let day = now(door).day();
    let terms = find::terms(&draft, &catalogue, day);
    let closed = corrected_with(&draft, &case.number, &terms, day)?;
    let documents = draft.documents();
    let context = Context {
        now: now(door),
        actor: &actor,
        calendar: &catalogue.calendar,
        register: &Register::default(),
    };
    let events = decide(&case, Command::Correct { documents }, &context)?;
    let new = recorded(case.version, door.now, &actor, events);
    let case = after(case, &new)?;
    let mut history = read.recorded;
    history.extend(new.iter().cloned());
    let today = now(door).day();
    let view = contract::convert::case::view(&case, &history, &catalogue.calendar, &actor, today);
    let reply = Reply::versioned(case.version, &view);
    let home = Home::Case(case.number.to_string());
    let commit = door.outside.table().commit(door.now).draft(&closed);
    let commit = commit.case(&case, &new, &catalogue.calendar);
    commit
        .remember(command, &home, &reply.kept()?)
        .run()
        .await?
        .answer(reply)
}

/// The draft that carries the corrections; one for another enterprise answers like an absent one.
async fn for_case(door: &Door, id: &str, case: &Case) -> Answer<Draft> {
    let id = DraftId::parse(id).map_err(|_| Problem::not_found())?;
    let read = door.outside.table().read_draft(&id, None).await?;
    read.draft
        .filter(|draft| Some(&draft.enterprise) == case.applicant.enterprise.as_ref())
        .ok_or_else(Problem::not_found)
}

/// The open draft that carries the corrections of a case: the one begun before, else a new one.
pub(crate) async fn draft_of(door: &Door, case: &Case) -> Answer<DraftId> {
    let table = door.outside.table();
    // only applications are sent back, and they are an enterprise's, for an item
    let enterprise = case.applicant.enterprise.as_ref();
    let enterprise = enterprise.ok_or_else(Problem::not_found)?;
    let item = case.subject.item().ok_or_else(Problem::not_found)?;
    let drafts = table.drafts_of_enterprise(enterprise, None, 100).await?;
    let purpose = Purpose::Correction {
        number: case.number.clone(),
    };
    let open = |draft: &&Draft| draft.purpose == purpose && draft.status == Status::Open;
    if let Some(found) = drafts.entries.iter().find(open) {
        return Ok(found.id.clone());
    }
    let draft = Draft::begin(
        Beginning {
            id: new_id(door)?,
            purpose,
            item: item.clone(),
            enterprise: enterprise.clone(),
            enterprise_name: case.applicant.name.clone(),
            contact_email: case.applicant.contact_email.clone(),
            closes: case.corrections.last().map(|asked| asked.until),
        },
        now(door),
    );
    table
        .commit(door.now)
        .draft(&draft)
        .run()
        .await?
        .settled()?;
    Ok(draft.id)
}
