//! The material library, and handing in a file of it.

use adapters::http::{Answer, Door, Form, Problem, Query, Reply};
use axum::extract::Path;
use casework::access::Operation;
use contract::draft::ReuseMaterial;
use contract::fault::Fault;
use pages::{LibraryPage, Nav};

use super::draft::shown;
use crate::{find, library};

/// `GET /library`
pub(crate) async fn show(door: Door, mut query: Query) -> Answer {
    let actor = door.actor(Operation::ReadLibrary)?;
    let named = query.text("enterprise");
    query.finish()?;
    let enterprise = find::enterprise(&actor, named.as_deref())?.ok_or_else(Problem::not_found)?;
    actor.reaches(Operation::ReadLibrary, Some(&enterprise), None)?;
    let entries = library::entries(&door, &enterprise).await?;
    let page = LibraryPage {
        chrome: door.chrome(Nav::Cases),
        enterprise: enterprise.as_str(),
        entries: &entries,
    };
    Ok(Reply::page(page.render()))
}

/// `POST /drafts/{draft}/reuse`
pub(crate) async fn reuse(door: Door, Path(id): Path<String>, form: Form) -> Answer {
    door.allow(Operation::ReuseMaterial)?;
    let command = super::command(&door, Operation::ReuseMaterial, &form)?;
    let text = |name: &str| form.text(name).unwrap_or_default().to_owned();
    let asked = ReuseMaterial {
        material: text("material"),
        sha256: text("sha256"),
    };
    match library::reused(&door, &id, &asked, &command).await {
        Ok(_) => Ok(Reply::see_other(&format!("/drafts/{id}?saved=yes"))),
        Err(problem) => {
            let faults = problem.beside_form()?.into_iter().map(|fault| Fault {
                pointer: format!("/materials/{}", asked.material),
                ..fault
            });
            let faults: Vec<Fault> = faults.collect();
            shown(&door, &id, &form.values(), &faults, false).await
        }
    }
}
