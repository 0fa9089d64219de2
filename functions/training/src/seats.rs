//! Seats: taken and given up by who comes, noted as used by who holds the gathering.

use adapters::http::{Answer, Body, Door, Problem, Query, Reply};
use adapters::table::Outcome;
use axum::extract::Path;
use casework::access::{Operation, Role};
use casework::gathering::{Gathering, Notice, SeatMove, SignUp, Standing};
use contract::convert::gathering as convert;
use contract::gathering::{NoteAttendance, SignUpView, TakeSeat};
use contract::page::Page;
use facts::Instant;

use crate::gatherings::{find, must_hold};

const LIST: &str = "sign_ups";
/// Tries to move a seat, or to write a gathering, while others move seats at the same moment.
pub(crate) const TRIES_MAX: u8 = 8;

/// 报名 · Takes a seat for oneself, or a place among those who wait; having one already is success.
#[utoipa::path(post, path = "/v1/gatherings/{gathering}/sign-ups", operation_id = "sign_up", tag = "training",
    params(("gathering" = String, Path, description = "Gathering id")), request_body = TakeSeat,
    responses((status = 200, description = "The seat", body = SignUpView)))]
pub(crate) async fn sign_up(door: Door, Path(id): Path<String>, body: Body<TakeSeat>) -> Answer {
    door.allow(Operation::SignUp)?;
    let seat = take(&door, &id, body.value.mail.as_deref()).await?;
    Ok(Reply::ok(&convert::sign_up(&seat)))
}

/// Who the caller is on a list of seats: the enterprise, or the person.
pub(crate) fn who(door: &Door) -> String {
    let actor = door.actor(Operation::SignUp).ok();
    let enterprise = actor.filter(|actor| actor.role == Role::Enterprise);
    let code = enterprise.and_then(|actor| actor.on_behalf_of);
    code.map_or_else(|| door.principal.id.clone(), |code| code.to_string())
}

/// Takes a seat for the caller.
pub(crate) async fn take(door: &Door, id: &str, mail: Option<&str>) -> Answer<SignUp> {
    let actor = door.actor(Operation::SignUp)?;
    let (table, who) = (door.outside.table(), who(door));
    let mut wish = SignUp {
        who,
        name: door.principal.name.clone(),
        mail: mail.map(str::to_owned),
        at: Instant::from(door.now),
        standing: Standing::Waiting,
        attended: None,
    };
    if wish.mail.is_none()
        && let Some(code) = &actor.on_behalf_of
    {
        let profile = table.read_profile(code).await?;
        wish.mail = profile.map(|profile| profile.contact_email);
    }
    for _ in 0..TRIES_MAX {
        let gathering = find(door, id).await?;
        if !gathering.open_to(actor.role) {
            return Err(Problem::forbidden());
        }
        let seat = table.read_sign_up(&gathering.id, &wish.who).await?;
        if let Some(seat) = seat.filter(|seat| seat.standing != Standing::GivenUp) {
            return Ok(seat);
        }
        let moved = gathering.sign_up(wish.clone(), wish.at)?;
        if committed(door, &gathering, &moved).await? {
            let seat = moved.changed.into_iter().next();
            return seat.ok_or_else(Problem::not_found);
        }
    }
    Err(Problem::stale_version())
}

/// Writes a move of seats and has those told who came up; false if somebody else moved a seat meanwhile.
async fn committed(door: &Door, gathering: &Gathering, moved: &SeatMove) -> Answer<bool> {
    let commit = door.outside.table().commit(door.now);
    let commit = commit.seats(gathering, moved);
    let asked = who(door);
    let told = moved.promoted(Some(&asked));
    let commit = told.fold(commit, |commit, one| {
        let cause = (&gathering.id, moved.roll.version);
        commit.tell_of_gathering(cause, Notice::Seated, Some(&one.who))
    });
    let outcome = commit.run().await?;
    if outcome == Outcome::VersionLost {
        return Ok(false);
    }
    outcome.answer(Reply::nothing())?;
    Ok(true)
}

/// 放弃名额 · Gives up one's own seat, or one's place among those who wait; who waits longest comes next and is told.
#[utoipa::path(post, path = "/v1/gatherings/{gathering}/give-up", operation_id = "give_up_seat", tag = "training",
    params(("gathering" = String, Path, description = "Gathering id")),
    responses((status = 200, description = "The seat that was given up", body = SignUpView)))]
pub(crate) async fn give_up(door: Door, Path(id): Path<String>) -> Answer {
    door.allow(Operation::GiveUpSeat)?;
    let seat = given_up(&door, &id).await?;
    Ok(Reply::ok(&convert::sign_up(&seat)))
}

/// Gives up the caller's seat; given up before, it stays so.
pub(crate) async fn given_up(door: &Door, id: &str) -> Answer<SignUp> {
    door.allow(Operation::GiveUpSeat)?;
    let (table, who) = (door.outside.table(), who(door));
    for _ in 0..TRIES_MAX {
        let gathering = find(door, id).await?;
        let seat = table.read_sign_up(&gathering.id, &who).await?;
        let waiting = match gathering.roll.waiting {
            0 => Vec::new(),
            _ => table.sign_ups(&gathering.id).await?,
        };
        let now = Instant::from(door.now);
        let moved = gathering.give_up(seat.as_ref(), &waiting, now)?;
        if committed(door, &gathering, &moved).await? {
            let seat = moved.changed.into_iter().next();
            return seat.ok_or_else(Problem::not_found);
        }
    }
    Err(Problem::stale_version())
}

/// 报名名单 · Everybody who signed up, for who holds the gathering and for nobody else.
#[utoipa::path(get, path = "/v1/gatherings/{gathering}/sign-ups", operation_id = "list_sign_ups", tag = "training",
    params(("gathering" = String, Path, description = "Gathering id")),
    responses((status = 200, description = "Everybody who signed up", body = Page<SignUpView>)))]
pub(crate) async fn list(door: Door, Path(id): Path<String>, query: Query) -> Answer {
    door.allow(Operation::ListSignUps)?;
    query.finish()?;
    let gathering = find(&door, &id).await?;
    must_hold(&door, Operation::ListSignUps, &gathering)?;
    let views = listed(&door, &gathering).await?;
    door.listed(LIST, views, None)
}

/// Everybody who signed up: seats first, then those who wait, each in the order of coming.
pub(crate) async fn listed(door: &Door, gathering: &Gathering) -> Answer<Vec<SignUpView>> {
    let mut seats = door.outside.table().sign_ups(&gathering.id).await?;
    seats.sort_by_key(|one| (one.standing, one.at));
    Ok(seats.iter().map(convert::sign_up).collect())
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
    must_hold(door, Operation::NoteAttendance, gathering)?;
    let table = door.outside.table();
    let seat = table.read_sign_up(&gathering.id, who).await?;
    let seat = seat.ok_or_else(Problem::not_found)?;
    let seat = gathering.attendance(&seat, attended, Instant::from(door.now))?;
    let commit = table.commit(door.now).attendance(&gathering.id, &seat);
    commit.run().await?.answer(Reply::nothing())?;
    Ok(seat)
}
