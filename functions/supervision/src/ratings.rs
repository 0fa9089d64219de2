//! Ratings: of a step by the enterprise that went through it (M98), of a department or the window by the others (M100).

use adapters::http::{Answer, Body, Door, Problem, Reply};
use adapters::table::Outcome;
use adapters::table::idempotency::Home;
use axum::extract::Path;
use casework::access::{Operation, Role};
use casework::case::Case;
use casework::clock::Step;
use casework::supervision::{Mutual, Party, Period, Rating, rate};
use contract::convert::supervision as convert;
use contract::fault::Fault as Flaw;
use contract::problem::kind;
use contract::supervision::{MutualView, RateParty, RateStep, RatingView};
use facts::{CaseNumber, Instant};

/// 评价办理环节 · Rates a step of one's own case that is over: once, within 30 days.
#[utoipa::path(post, path = "/v1/cases/{number}/ratings", operation_id = "rate_step", tag = "supervision",
    params(("number" = String, Path, description = "Case number")), request_body = RateStep,
    responses((status = 201, description = "The rating as it counts", body = RatingView)))]
pub(crate) async fn rate_step(
    door: Door,
    Path(number): Path<String>,
    body: Body<RateStep>,
) -> Answer {
    door.allow(Operation::RateStep)?;
    let command = door.command(Operation::RateStep, &body.bytes)?;
    let table = door.outside.table();
    let earlier = table
        .read_earlier(&command, &Home::Creation, door.now)
        .await?;
    if let Some(earlier) = &earlier {
        return Reply::earlier(earlier);
    }
    let step = Step::recorded(&body.value.step).ok_or_else(Problem::not_found)?;
    let rating = rating(&door, &number, (step, body.value.stars)).await?;
    let location = format!("/v1/cases/{}/ratings", rating.number);
    let reply = Reply::created(&location, 1, &convert::rating(&rating));
    let kept = reply.kept()?;
    let commit = table.commit(door.now).rating(&rating);
    let commit = commit.remember(&command, &Home::Creation, &kept);
    let outcome = commit.run().await?;
    if outcome == Outcome::Exists {
        return Err(rated_before());
    }
    outcome.answer(reply)
}

/// The rating, if the caller may give it.
pub(crate) async fn rating(door: &Door, number: &str, given: (Step, u8)) -> Answer<Rating> {
    let case = own(door, number).await?;
    Ok(rate(&case, given, Instant::from(door.now))?)
}

/// The case, if the caller may rate its steps.
pub(crate) async fn own(door: &Door, number: &str) -> Answer<Case> {
    let actor = door.actor(Operation::RateStep)?;
    let number = CaseNumber::parse(number).map_err(|_| Problem::not_found())?;
    let read = door.outside.table().read_case(&number, None).await?;
    let case = read.case.ok_or_else(Problem::not_found)?;
    let enterprise = case.applicant.enterprise.as_ref();
    actor.reaches(Operation::RateStep, enterprise, None)?;
    let items: Vec<_> = case.subject.item().cloned().into_iter().collect();
    door.actor_about(Operation::RateStep, &items)?;
    Ok(case)
}

pub(crate) fn rated_before() -> Problem {
    Problem::of(kind::INVALID_REQUEST).with_errors(vec![Flaw::new(
        "/step",
        "rated_before",
        "该环节已经评价过，每个环节评价一次",
        "this step was rated before; a step is rated once",
    )])
}

/// 互评 · What a department says of the window or of another, or the window of a department, about a month. It weighs as many cases as
/// the two shared; the last word counts, until the bulletin of the month is frozen.
#[utoipa::path(put, path = "/v1/supervision/periods/{period}/ratings/{party}", operation_id = "rate_party", tag = "supervision",
    params(("period" = String, Path, description = "Month, such as 2026-11"), ("party" = String, Path, description = "`window`, or a department id")),
    request_body = RateParty,
    responses((status = 200, description = "What was said", body = MutualView)))]
pub(crate) async fn rate_party(
    door: Door,
    Path((period, party)): Path<(String, String)>,
    body: Body<RateParty>,
) -> Answer {
    let actor = door.actor(Operation::RateParty)?;
    let period = Period::parse(&period).map_err(|_| Problem::not_found())?;
    let rated = Party::recorded(&party).ok_or_else(Problem::not_found)?;
    let table = door.outside.table();
    if let Party::Department(id) = &rated {
        let register = table.read_register().await?.register;
        register.department(id).ok_or_else(Problem::not_found)?;
    }
    let by = match (actor.role, actor.department) {
        (Role::Officer, Some(department)) => Party::Department(department),
        (Role::Lead, _) => Party::Window,
        _ => return Err(Problem::forbidden()),
    };
    let today = Instant::from(door.now).day();
    let ahead = period > Period::of(today);
    if by == rated || ahead || table.read_bulletin(period).await?.is_some() {
        return Err(not_rated());
    }
    let mutual = Mutual {
        period,
        by,
        rated,
        stars: body.value.stars,
    };
    let reply = Reply::ok(&convert::mutual(&mutual));
    let commit = table.commit(door.now).mutual_rating(&mutual);
    commit.run().await?.answer(reply)
}

fn not_rated() -> Problem {
    Problem::of(kind::INVALID_REQUEST).with_errors(vec![Flaw::new(
        "path:party",
        "not_rated",
        "不能评价自己，也不能评价尚未开始或者已经通报的月份；请选择本月或尚未通报的月份，评价其他单位",
        "nobody rates themselves, a month ahead, or one whose bulletin is frozen; choose another party or month",
    )])
}
