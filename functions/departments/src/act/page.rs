//! Showing the page.

use adapters::http::{Answer, Door, Reply};
use axum::http::StatusCode;
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
    let asked = found.case.subject.materials.iter();
    let materials: Vec<Named> = asked
        .map(|asked| Named::new(asked.material.as_str(), asked.name.clone().into()))
        .collect();
    let outcomes = found.case.kind.outcomes().iter();
    let outcomes: Vec<Named> = outcomes
        .map(|outcome| Named::new(outcome.word(), outcome.title().into()))
        .collect();
    let key = door.outside.new_id();
    let desk = found.case.department();
    let page = ActPage {
        chrome: door.chrome(Nav::None),
        token: &found.token,
        state,
        case: Some(&view).filter(|_| open),
        department: desk.map_or("", |desk| desk.department_name.zh.as_str()),
        liaison: &found.link.rung.title().zh,
        documents: &documents,
        outcomes: &outcomes,
        materials: &materials,
        idempotency_key: &key,
        values,
        faults,
    };
    Ok(Reply::page_as(status, page.render()))
}

/// Addresses of the documents that work for a short time.
async fn documents(door: &Door, found: &Found) -> Answer<Vec<DocumentLink>> {
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
