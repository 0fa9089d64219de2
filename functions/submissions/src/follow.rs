//! Following one case by its address, without signing in (M15, M20).

use adapters::http::{Answer, Door, Problem, Reply};
use adapters::table::CaseRead;
use adapters::table::idempotency::Idempotency;
use adapters::token::Purpose;
use axum::extract::Path;
use casework::Actor;
use casework::access::{Operation, Role};
use casework::case::Case;
use contract::case::CaseView;

use crate::find::now;

/// 凭查询地址查看办件 · Reads a case by the token it was given when it was opened.
#[utoipa::path(get, path = "/v1/follow/{token}", operation_id = "follow_case", tag = "submissions",
    params(("token" = String, Path, description = "The last part of the address it is followed at")),
    responses((status = 200, description = "The case", body = CaseView)))]
pub(crate) async fn read(door: Door, Path(token): Path<String>) -> Answer {
    door.allow(Operation::FollowCase)?;
    let (actor, read, case) = followed(&door, &token, None).await?;
    let catalogue = door.outside.catalogue().current().await?;
    let today = now(&door).day();
    let view =
        contract::convert::case::view(&case, &read.recorded, &catalogue.calendar, &actor, today);
    Ok(Reply::versioned(case.version, &view))
}

/// The case behind a token, and who follows it. A token we did not make answers like what does not exist.
pub(crate) async fn followed(
    door: &Door,
    token: &str,
    command: Option<&Idempotency>,
) -> Answer<(Actor, CaseRead, Case)> {
    let number = door.outside.signer()?.case_of_token(Purpose::Follow, token);
    let number = number.ok_or_else(Problem::not_found)?;
    let repeat = command.map(|command| command.at(door.now));
    let read = door.outside.table().read_case(&number, repeat).await?;
    let case = read.case.clone().ok_or_else(Problem::not_found)?;
    let actor = Actor {
        principal: format!("follow:{number}"),
        role: Role::Follower,
        department: None,
        on_behalf_of: None,
        under: None,
    };
    Ok((actor, read, case))
}
