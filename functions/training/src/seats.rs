//! Seats: taken by who comes, noted as used by who holds the gathering.

use adapters::http::{Answer, Body, Door, Problem, Query, Reply};
use adapters::table::Outcome;
use axum::extract::Path;
use casework::access::Operation;
use casework::gathering::{Gathering, SignUp};
use contract::convert::gathering as convert;
use contract::gathering::{NoteAttendance, SignUpView};
use contract::page::Page;
use facts::Instant;

use crate::gatherings::{find, must_hold};

const LIST: &str = "sign_ups";
/// Tries to take a seat while others take seats at the same moment.
const TRIES_MAX: u8 = 8;

/// 报名 · Takes a seat for oneself; having one already is success.
#[utoipa::path(post, path = "/v1/gatherings/{gathering}/sign-ups", operation_id = "sign_up", tag = "training",
    params(("gathering" = String, Path, description = "Gathering id")),
    responses((status = 200, description = "The seat", body = SignUpView)))]
pub(crate) async fn sign_up(door: Door, Path(id): Path<String>) -> Answer {
    door.allow(Operation::SignUp)?;
    let seat = take(&door, &find(&door, &id).await?).await?;
    Ok(Reply::ok(&convert::sign_up(&seat)))
}

/// Who the caller is on a list of seats: the enterprise, or the person.
pub(crate) fn who(door: &Door) -> String {
    let principal = &door.principal;
    let enterprise = principal.enterprise.clone();
    enterprise.unwrap_or_else(|| principal.id.clone())
}

/// Takes a seat for the caller.
pub(crate) async fn take(door: &Door, gathering: &Gathering) -> Answer<SignUp> {
    let actor = door.actor(Operation::SignUp)?;
    if !gathering.open_to(actor.role) {
        return Err(Problem::forbidden());
    }
    let now = Instant::from(door.now);
    let (table, who) = (door.outside.table(), who(door));
    let seat = SignUp {
        who,
        name: door.principal.name.clone(),
        at: now,
        attended: None,
    };
    for _ in 0..TRIES_MAX {
        if let Some(seat) = table.read_sign_up(&gathering.id, &seat.who).await? {
            return Ok(seat);
        }
        let before = table.read_seats(&gathering.id).await?;
        let taken = gathering.seat(before.taken, now)?;
        let commit = table.commit(door.now);
        let commit = commit.take_seat(&gathering.id, &seat, before, taken);
        let outcome = commit.run().await?;
        if outcome == Outcome::Committed {
            return Ok(seat);
        }
        // somebody else took a seat meanwhile, or the same caller did at the same moment: look again
        if !matches!(outcome, Outcome::VersionLost | Outcome::Exists) {
            outcome.answer(Reply::nothing())?;
        }
    }
    Err(Problem::stale_version())
}

/// 报名名单 · Everybody who took a seat, for who holds the gathering.
#[utoipa::path(get, path = "/v1/gatherings/{gathering}/sign-ups", operation_id = "list_sign_ups", tag = "training",
    params(("gathering" = String, Path, description = "Gathering id")),
    responses((status = 200, description = "Everybody who took a seat", body = Page<SignUpView>)))]
pub(crate) async fn list(door: Door, Path(id): Path<String>, query: Query) -> Answer {
    door.allow(Operation::ListSignUps)?;
    query.finish()?;
    let gathering = find(&door, &id).await?;
    must_hold(&door, Operation::ListSignUps, gathering.department.as_ref())?;
    let seats = door.outside.table().sign_ups(&gathering.id).await?;
    let views = seats.iter().map(convert::sign_up).collect();
    door.listed(LIST, views, None)
}

/// 签到 · Notes whether somebody came; the last word counts.
#[utoipa::path(put, path = "/v1/gatherings/{gathering}/sign-ups/{who}", operation_id = "note_attendance", tag = "training",
    params(("gathering" = String, Path, description = "Gathering id"), ("who" = String, Path, description = "As in the list")), request_body = NoteAttendance,
    responses((status = 200, description = "The seat", body = SignUpView)))]
pub(crate) async fn note(
    door: Door,
    Path((id, who)): Path<(String, String)>,
    body: Body<NoteAttendance>,
) -> Answer {
    door.allow(Operation::NoteAttendance)?;
    let gathering = find(&door, &id).await?;
    let seat = attended(&door, &gathering, (&who, body.value.attended)).await?;
    Ok(Reply::ok(&convert::sign_up(&seat)))
}

/// Notes whether somebody came.
pub(crate) async fn attended(
    door: &Door,
    gathering: &Gathering,
    (who, attended): (&str, bool),
) -> Answer<SignUp> {
    must_hold(
        door,
        Operation::NoteAttendance,
        gathering.department.as_ref(),
    )?;
    gathering.must_have_begun(Instant::from(door.now))?;
    let table = door.outside.table();
    let seat = table.read_sign_up(&gathering.id, who).await?;
    let seat = SignUp {
        attended: Some(attended),
        ..seat.ok_or_else(Problem::not_found)?
    };
    let commit = table.commit(door.now).attendance(&gathering.id, &seat);
    commit.run().await?.answer(Reply::nothing())?;
    Ok(seat)
}
