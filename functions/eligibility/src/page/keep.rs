//! Keeping answers in the saved profile (M16).

use adapters::http::{Answer, Door, Form, Problem, Reply};
use adapters::table::Profile;
use casework::access::Operation;
use casework::authority::{Deed, Did, addresses};
use casework::register::mail_address;
use contract::fault::Fault;
use facts::Instant;

use super::{Asked, acts_for, filled, request, shown};
use crate::asked::{Saved, saved};

/// `POST /calculator/keep`: what was answered goes over what was saved; what was not answered stays.
pub(crate) async fn keep(door: Door, form: Form) -> Answer {
    let actor = door.actor(Operation::WriteProfile)?;
    let (values, _) = filled(&door, &form).await;
    let code = actor.on_behalf_of.clone().ok_or_else(Problem::forbidden)?;
    actor.reaches(Operation::WriteProfile, Some(&code), None)?;
    let saved = before(&door).await?;
    let catalogue = door.outside.catalogue().current().await?;
    let (request, mut faults) = request(&values, &contract::facts::views(catalogue.facts()));
    if let Err(problem) = Asked::read(&door, &request, &saved).await {
        faults.extend_from_slice(problem.errors());
    }
    let contact_email = match form.text("contact_email") {
        Some(given) => given.to_owned(),
        None => saved.contact_email.clone(),
    };
    if let Err(refusal) = addresses(&actor, &saved.contact_email, &contact_email) {
        faults.push(Problem::from(refusal).fault_at("/contact_email"));
    } else if !mail_address(&contact_email) {
        faults.push(Fault::new(
            "/contact_email",
            "invalid_value",
            "请填写联系邮箱，用来接收办理通知",
            "give an address for notifications",
        ));
    }
    if !faults.is_empty() {
        return shown(&door, &values, &saved, &faults).await;
    }
    let mut facts = saved.facts;
    facts.extend(request.facts);
    let name = if saved.name.is_empty() {
        door.principal.name.clone()
    } else {
        saved.name
    };
    let profile = Profile {
        enterprise: code,
        version: saved.version.saturating_add(1),
        name,
        contact_email,
        facts,
    };
    let base = &door.outside.site().base;
    let reply = Reply::see_other(&format!("{base}/my-policies"));
    let now = Instant::from(door.now);
    let deed = Deed::of(&actor, Did::WroteProfile, profile.version, now);
    let commit = door.outside.table().commit(door.now).profile(&profile);
    let commit = commit.deed(deed.as_ref());
    commit.run().await?.answer(reply)
}

/// What was saved before, to be read by whoever writes over it; nothing where there is none yet.
async fn before(door: &Door) -> Answer<Saved> {
    let code = acts_for(door, Operation::ReadProfile).ok_or_else(Problem::forbidden)?;
    match saved(door, code.as_str()).await {
        Err(problem) if problem.status() == 404 => Ok(Saved::default()),
        found => found,
    }
}
