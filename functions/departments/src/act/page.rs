//! Showing the page.

use adapters::http::{Answer, Door, Reply};
use axum::http::StatusCode;
use casework::case::Kind;
use contract::fault::Fault;
use facts::Instant;
use pages::{ActPage, ActState, DocumentLink, Named, Nav, Values};

use super::Found;

pub(super) async fn shown(
    door: &Door,
    found: &Found,
    (state, status): (ActState<'_>, StatusCode),
    values: &Values,
    faults: &[Fault],
) -> Answer {
    let part = found.link.part.and_then(|part| found.case.part(part));
    if let (ActState::Open { tries_left }, Some(part)) = (state, part) {
        let stands = (tries_left, status);
        return super::part::shown(door, (found, part), stands, values, faults).await;
    }
    let open = matches!(state, ActState::Open { .. });
    let today = Instant::from(door.now).day();
    let view = contract::convert::case::view(
        &found.case,
        &found.read.recorded,
        &found.catalogue.calendar,
        &found.actor,
        today,
    );
    let documents = if open {
        documents(door, found).await?
    } else {
        Vec::new()
    };
    let departments = departments(door, found, open).await?;
    let outcomes = found.case.kind.outcomes().iter();
    let outcomes: Vec<Named> = outcomes
        .map(|outcome| Named::new(outcome.word(), outcome.title().into()))
        .collect();
    let key = door.outside.new_id();
    let desk = part.and_then(|part| part.desk.as_ref());
    let desk = desk.or_else(|| found.case.department());
    let page = ActPage {
        chrome: door.chrome(Nav::None),
        token: &found.token,
        state,
        case: Some(&view).filter(|_| open),
        department: desk.map_or("", |desk| desk.department_name.zh.as_str()),
        liaison: &found.link.rung.title().zh,
        documents: &documents,
        outcomes: &outcomes,
        materials: &materials(found),
        departments: &departments,
        idempotency_key: &key,
        values,
        faults,
    };
    Ok(Reply::page_as(status, page.render()))
}

/// Names of the materials of the case.
pub(super) fn materials(found: &Found) -> Vec<Named> {
    let asked = found.case.subject.materials.iter();
    asked
        .map(|asked| Named::new(asked.material.as_str(), asked.name.clone().into()))
        .collect()
}

/// Departments the lead may ask further, read only where its form is shown.
async fn departments(door: &Door, found: &Found, open: bool) -> Answer<Vec<Named>> {
    if !open || found.case.kind != Kind::Application {
        return Ok(Vec::new());
    }
    let register = door.outside.table().read_register().await?.register;
    let others = register
        .departments
        .into_iter()
        .filter(|one| one.id != found.link.department);
    let named = others.map(|one| Named::new(one.id.as_str(), one.name.into()));
    Ok(named.collect())
}

/// Addresses of the documents that work for a short time.
pub(super) async fn documents(door: &Door, found: &Found) -> Answer<Vec<DocumentLink>> {
    let mut links = Vec::new();
    for document in &found.case.documents {
        let documents = door.outside.documents();
        let url = documents
            .address(&document.sha256, &document.file_name, &document.media_type)
            .await?;
        links.push(DocumentLink {
            document: document.document.clone(),
            material: document.material.to_string(),
            file_name: document.file_name.clone(),
            bytes: document.bytes,
            url,
        });
    }
    Ok(links)
}
