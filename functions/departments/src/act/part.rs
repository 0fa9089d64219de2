//! The page of a co-handling department: what it is asked, and its answer (M11).

use adapters::http::{Answer, Door, Reply};
use axum::http::StatusCode;
use casework::case::Command;
use casework::case::co_handling::{Part, PartCommand};
use contract::case::AnswerPart;
use contract::convert::co_handling;
use contract::fault::Fault;
use facts::Instant;
use pages::{ActPartPage, Nav, Values};

use super::Found;
use super::page::{documents, materials};

/// What was answered.
pub(super) fn command(values: &Values, part: u32) -> Result<Command, Vec<Fault>> {
    let reason = values.one("reason").to_owned();
    match values.one("stance") {
        "decline" => Ok(Command::Part(PartCommand::Decline { part, reason })),
        stance @ ("agrees" | "disagrees" | "nothing_to_say") => Ok(co_handling::answer(
            part,
            &AnswerPart {
                stance: stance.to_owned(),
                reason: Some(reason),
                entries: if stance == "disagrees" {
                    values.all("entries").to_vec()
                } else {
                    Vec::new()
                },
            },
        )),
        _ => Err(vec![Fault::new(
            "/stance",
            "stance_needed",
            "请选择一项协办意见",
            "choose what you say",
        )]),
    }
}

/// What was done, in words.
pub(super) fn done(values: &Values) -> &'static str {
    if values.one("stance") == "decline" {
        "协办已退回牵头部门"
    } else {
        "协办意见已提交牵头部门"
    }
}

/// The form of this part, while it can be answered.
pub(super) async fn shown(
    door: &Door,
    (found, part): (&Found, &Part),
    (tries_left, status): (u8, StatusCode),
    values: &Values,
    faults: &[Fault],
) -> Answer {
    let today = Instant::from(door.now).day();
    let calendar = &found.catalogue.calendar;
    let history = &found.read.recorded;
    let view = contract::convert::case::view(&found.case, history, calendar, &found.actor, today);
    let documents = documents(door, found).await?;
    let key = door.outside.new_id();
    let own = view.co_handling.iter().find(|one| one.part == part.number);
    let lead = found.case.department();
    let page = ActPartPage {
        chrome: door.chrome(Nav::None),
        token: &found.token,
        tries_left,
        case: &view,
        part: own,
        liaison: &found.link.rung.title().zh,
        lead: lead.map_or("", |desk| desk.department_name.zh.as_str()),
        documents: &documents,
        materials: &materials(found),
        idempotency_key: &key,
        values,
        faults,
    };
    Ok(Reply::page_as(status, page.render()))
}
