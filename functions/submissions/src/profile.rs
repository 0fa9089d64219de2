//! What an enterprise tells about itself, once (M16).

use adapters::http::{Answer, Body, Door, Problem, Reply};
use adapters::table::Profile;
use axum::extract::Path;
use casework::access::Operation;
use casework::authority::{Deed, Did, addresses};
use casework::refusal::Refusal;
use casework::register::mail_address;
use contract::catalogue::Opened;
use contract::profile::{ProfileView, WriteProfile};
use facts::{CreditCode, Instant};

fn code(text: &str) -> Result<CreditCode, Problem> {
    CreditCode::parse(text).map_err(|_| Problem::not_found())
}

fn view(profile: &Profile) -> ProfileView {
    ProfileView {
        enterprise: profile.enterprise.to_string(),
        version: profile.version,
        name: profile.name.clone(),
        contact_email: profile.contact_email.clone(),
        facts: profile.facts.clone(),
        warnings: Opened::warnings(&profile.enterprise),
    }
}

/// 企业画像 · The saved profile of an enterprise.
#[utoipa::path(get, path = "/v1/enterprises/{enterprise}/profile", operation_id = "read_profile", tag = "submissions",
    params(("enterprise" = String, Path, description = "Unified social credit code")),
    responses((status = 200, description = "The profile", body = ProfileView)))]
pub(crate) async fn read(door: Door, Path(enterprise): Path<String>) -> Answer {
    let actor = door.actor(Operation::ReadProfile)?;
    let code = code(&enterprise)?;
    actor.reaches(Operation::ReadProfile, Some(&code), None)?;
    let profile = door.outside.table().read_profile(&code).await?;
    let profile = profile.ok_or_else(Problem::not_found)?;
    Ok(Reply::versioned(profile.version, &view(&profile)))
}

/// 保存企业画像 · Saves the profile; `If-Match: "0"` makes a new one.
#[utoipa::path(put, path = "/v1/enterprises/{enterprise}/profile", operation_id = "write_profile", tag = "submissions",
    params(("enterprise" = String, Path, description = "Unified social credit code")), request_body = WriteProfile,
    responses((status = 200, description = "The profile as saved", body = ProfileView)))]
pub(crate) async fn write(
    door: Door,
    Path(enterprise): Path<String>,
    body: Body<WriteProfile>,
) -> Answer {
    let actor = door.actor(Operation::WriteProfile)?;
    let code = code(&enterprise)?;
    actor.reaches(Operation::WriteProfile, Some(&code), None)?;
    let table = door.outside.table();
    let before = table.read_profile(&code).await?;
    let (before, address) = before.map_or_else(Default::default, |profile| {
        (profile.version, profile.contact_email)
    });
    door.expect_version(before)?;
    addresses(&actor, &address, &body.value.contact_email)?;
    if !mail_address(&body.value.contact_email) {
        return Err(Refusal::ContactNeeded.into());
    }
    let after = Profile {
        enterprise: code,
        version: before.saturating_add(1),
        name: body.value.name,
        contact_email: body.value.contact_email,
        facts: body.value.facts,
    };
    let reply = Reply::versioned(after.version, &view(&after));
    let now = Instant::from(door.now);
    let deed = Deed::of(&actor, Did::WroteProfile, after.version, now);
    table
        .commit(door.now)
        .profile(&after)
        .deed(deed.as_ref())
        .run()
        .await?
        .answer(reply)
}
