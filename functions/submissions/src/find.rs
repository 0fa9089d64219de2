//! Finding what a request is about: in one read, together with what the same command answered before.

use adapters::http::{Answer, Door, Problem};
use adapters::table::idempotency::Idempotency;
use adapters::table::{CaseRead, DraftRead};
use casework::Actor;
use casework::access::Operation;
use casework::case::Case;
use casework::draft::{Draft, MaterialTerms, Status, joined};
use contract::catalogue::Opened;
use contract::draft::DraftView;
use contract::eligibility::ask::profile_of;
use facts::{CaseNumber, CreditCode, Day, DraftId, Instant, ItemId};

/// A draft its asker may reach. What is somebody else's answers like what does not exist.
pub(crate) async fn draft(
    door: &Door,
    id: &str,
    operation: Operation,
    command: Option<&Idempotency>,
) -> Answer<(Actor, DraftRead, Draft)> {
    let actor = door.actor(operation)?;
    let id = DraftId::parse(id).map_err(|_| Problem::not_found())?;
    let repeat = command.map(|command| command.at(door.now));
    let read = door.outside.table().read_draft(&id, repeat).await?;
    let draft = read.draft.clone().ok_or_else(Problem::not_found)?;
    actor.reaches(operation, Some(&draft.enterprise), None)?;
    let items: Vec<ItemId> = draft.items().cloned().collect();
    let actor = door.actor_about(operation, &items)?;
    Ok((actor, read, draft))
}

/// A case its asker may reach.
pub(crate) async fn case(
    door: &Door,
    number: &str,
    operation: Operation,
    command: Option<&Idempotency>,
) -> Answer<(Actor, CaseRead, Case)> {
    let actor = door.actor(operation)?;
    let number = CaseNumber::parse(number).map_err(|_| Problem::not_found())?;
    let repeat = command.map(|command| command.at(door.now));
    let read = door.outside.table().read_case(&number, repeat).await?;
    let case = read.case.clone().ok_or_else(Problem::not_found)?;
    case.reached_by(&actor, operation)?;
    let items: Vec<ItemId> = case.subject.item().cloned().into_iter().collect();
    let actor = door.actor_about(operation, &items)?;
    Ok((actor, read, case))
}

/// The enterprise a list is asked for: one's own, or the one the counter names.
pub(crate) fn enterprise(actor: &Actor, named: Option<&str>) -> Answer<Option<CreditCode>> {
    match named {
        Some(text) => CreditCode::parse(text)
            .map(Some)
            .map_err(|_| Problem::not_found()),
        None => Ok(actor.on_behalf_of.clone()),
    }
}

/// A draft in view, with what its items ask for on `today`.
pub(crate) fn view(draft: &Draft, catalogue: &Opened, today: Day) -> DraftView {
    let title = |item: &ItemId| {
        let found = catalogue.item(item, today);
        found
            .map(|(_, item)| item.rules.title.clone())
            .unwrap_or_default()
    };
    contract::convert::draft::view(draft, title, &terms(draft, catalogue, today))
}

/// A draft in view, with what of its items overlaps: told before it is handed in (M85). It costs a read where there are several items.
pub(crate) async fn weighed(door: &Door, draft: &Draft, catalogue: &Opened) -> Answer<DraftView> {
    let today = now(door).day();
    let mut view = view(draft, catalogue, today);
    if draft.also.is_empty() || draft.status != Status::Open {
        return Ok(view);
    }
    let profile = door.outside.table().read_profile(&draft.enterprise).await?;
    let facts = profile.map(|profile| profile.facts).unwrap_or_default();
    let known = profile_of(&facts, catalogue.facts(), "/facts", &mut Vec::new());
    let items: Vec<ItemId> = draft.items().cloned().collect();
    (view.overlaps, view.proof) = catalogue.overlaps(&items, &known, today);
    Ok(view)
}

/// What the items of a draft ask for together on `today`.
pub(crate) fn terms(draft: &Draft, catalogue: &Opened, today: Day) -> Vec<MaterialTerms> {
    let asked: Vec<_> = draft
        .items()
        .map(|item| catalogue.terms(item, today))
        .collect();
    joined(&asked)
}

/// The moment of the request.
pub(crate) fn now(door: &Door) -> Instant {
    Instant::from(door.now)
}

/// Refuses a change to anything but the version that was read.
pub(crate) fn at(version: u64, present: u64) -> Result<(), Problem> {
    if version == present {
        Ok(())
    } else {
        Err(Problem::stale_version())
    }
}
