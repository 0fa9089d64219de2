//! Submission: a draft becomes a case for each of its items, all in one transaction (M23, M85, design §4).

use adapters::http::{Answer, Body, Door, Foreseen, Nothing, Problem, Reply};
use adapters::table::idempotency::{Home, Idempotency};
use axum::extract::Path;
use casework::access::Operation;
use casework::case::Applicant;
use casework::draft::{Asked, Draft, Situation, submit as decide};
use contract::case::SubmittedView;
use contract::catalogue::Opened;
use contract::eligibility::ask::profile_of;
use contract::receipt::Receipt;

use crate::find::{self, now};

/// 提交申请 · Submits a draft: everything is checked again, and a case with its promised day is the answer; of several items each becomes
/// one, or none does.
#[utoipa::path(post, path = "/v1/drafts/{draft}/submit", operation_id = "submit_draft", tag = "submissions",
    params(("draft" = String, Path, description = "Draft id")),
    responses((status = 201, description = "The case, and those of the other items", body = SubmittedView)))]
pub(crate) async fn submit(door: Door, Path(id): Path<String>, body: Body<Nothing>) -> Answer {
    door.allow(Operation::SubmitDraft)?;
    let command = door.command(Operation::SubmitDraft, &body.bytes)?;
    submitted(&door, &id, door.version()?, &command).await
}

/// Submits the draft at `version`.
pub(crate) async fn submitted(
    door: &Door,
    id: &str,
    version: u64,
    command: &Idempotency,
) -> Answer {
    door.certified(Operation::SubmitDraft).await?;
    let found = find::draft(door, id, Operation::SubmitDraft, Some(command)).await?;
    let (actor, read, draft) = found;
    if let Some(earlier) = &read.earlier {
        return Reply::earlier(earlier);
    }
    find::at(version, draft.version)?;
    let catalogue = door.outside.catalogue().current().await?;
    let (situation, receipts) = situation(door, draft, &catalogue).await?;
    let home = Home::Draft(situation.draft.id.to_string());
    let by = (&actor, &*catalogue);
    let cases = situation.items.len();
    door.begin(by, (command, &home), cases, |request| {
        decide(&situation, &request).map(|begun| Foreseen {
            begun,
            receipts: &receipts,
        })
    })
    .await
}

/// Everything the submission is decided by, and the receipts of what was foreseen.
async fn situation(
    door: &Door,
    draft: Draft,
    catalogue: &Opened,
) -> Answer<(Situation, Vec<(String, Receipt)>)> {
    let today = now(door).day();
    let profile = door.outside.table().read_profile(&draft.enterprise).await?;
    let (name, facts) = profile
        .map(|profile| (profile.name, profile.facts))
        .unwrap_or_default();
    let name = if name.is_empty() {
        draft.enterprise_name.clone()
    } else {
        name
    };
    // saved facts were sound when saved; a fact withdrawn since then is simply not known
    let known = profile_of(&facts, catalogue.facts(), "/facts", &mut Vec::new());
    let (mut items, mut receipts) = (Vec::new(), Vec::new());
    for item in draft.items() {
        let applied = catalogue.applied_for(item, &known, today);
        let promise = catalogue.promise(item, today);
        let (subject, advice, receipt) = door.foreseen(applied.ok_or_else(Problem::not_found)?)?;
        receipts.push(receipt);
        items.push(Asked {
            subject,
            promise: promise.ok_or_else(Problem::not_found)?,
            opening: catalogue.opening(item, today),
            materials: catalogue.terms(item, today),
            advice,
        });
    }
    let situation = Situation {
        items,
        applicant: Applicant {
            size: catalogue.size_of(&known, today),
            ..catalogue.applicant(&draft.enterprise, &name, &draft.contact_email, &known)
        },
        draft,
    };
    Ok((situation, receipts))
}
