//! One case, with the forms of what its reader may do now.

use adapters::http::{Answer, Door, Form, Problem, Query, Reply};
use adapters::table::CaseRead;
use axum::extract::Path;
use casework::Actor;
use casework::access::Operation;
use casework::case::{Case, Command, Viewer};
use contract::case::CaseView;
use contract::department::MissingMaterial;
use contract::fault::Fault;
use pages::values::Named;
use pages::{CasePage, Nav, OneTimeNoticePage, SubmittedPage, Values};

use super::draft::{missing, unconfirmed};
use crate::correct as correction;
use crate::document::links;
use crate::find::{self, now};
use crate::moved::{Asked, moved};
use crate::moves::assignment;

/// `GET /cases/{number}`
pub(crate) async fn show(door: Door, Path(number): Path<String>, mut query: Query) -> Answer {
    let (view, done) = (query.text("view"), query.text("done"));
    query.finish()?;
    if view.as_deref() == Some("acknowledgement") {
        return acknowledgement(&door, &number).await;
    }
    if view.as_deref() == Some("one-time-notice") {
        return one_time_notice(&door, &number).await;
    }
    let done = match done.as_deref() {
        Some("released") => "已统一反馈，企业将收到通知",
        Some("paid") => "拨付已登记，企业将收到通知",
        Some("answered") => "答复已提交，提出人将收到通知",
        Some("rated") => "评价已提交，谢谢",
        Some("reopened") => "已转入重新办理",
        Some("visited") => "回访已登记",
        Some("assigned") => "已分办到指定部门，部门将收到通知",
        Some("expedited") => "已转入绿色通道，企业和办理部门将收到通知",
        Some("extended") => "延期已批准，企业将收到通知",
        Some("cancelled") => "本期不再拨付，企业将收到通知",
        Some("clawed_back") => "追回已登记，企业将收到通知",
        Some("condition_checked") => "核实结论已登记，企业将收到通知",
        Some("claw_back_withdrawn") => "追回已撤销，企业将收到通知",
        Some("refunded") => "退还已登记，企业将收到通知",
        Some("repaid") => "缴回已登记，企业将收到通知",
        Some("payment_failed") => "拨付未成功已登记，企业将收到通知",
        Some("withdrawn") => "办件已撤回",
        Some("corrected") => "补正材料已提交，部门将继续审核",
        _ => "",
    };
    shown(&door, &number, &Values::default(), &[], done).await
}

async fn acknowledgement(door: &Door, number: &str) -> Answer {
    let (actor, read, case) = find::case(door, number, Operation::ReadCase, None).await?;
    let catalogue = door.outside.catalogue().current().await?;
    let today = now(door).day();
    let view =
        contract::convert::case::view(&case, &read.recorded, &catalogue.calendar, &actor, today);
    let page = SubmittedPage {
        chrome: door.chrome(Nav::Cases),
        case: &view,
        materials: &materials(&case),
        verify: &crate::verify::address(door, &case)?,
    };
    Ok(Reply::page(page.render()))
}

/// The one-time notice of what was to be corrected last; a case that was never sent back has none.
async fn one_time_notice(door: &Door, number: &str) -> Answer {
    let (actor, read, case) = find::case(door, number, Operation::ReadCase, None).await?;
    let correction = case.corrections.last().ok_or_else(Problem::not_found)?;
    let catalogue = door.outside.catalogue().current().await?;
    let today = now(door).day();
    let view =
        contract::convert::case::view(&case, &read.recorded, &catalogue.calendar, &actor, today);
    let missing: Vec<MissingMaterial> = correction
        .missing
        .iter()
        .map(|missing| MissingMaterial {
            material: missing.material.to_string(),
            what: missing.what.clone(),
        })
        .collect();
    let page = OneTimeNoticePage {
        chrome: door.chrome(Nav::Cases),
        case: &view,
        materials: &materials(&case),
        missing: &missing,
        until: &correction.until.to_string(),
    };
    Ok(Reply::page(page.render()))
}

/// Names of the materials of a case.
fn materials(case: &Case) -> Vec<Named> {
    let asked = case.subject.materials.iter();
    asked
        .map(|asked| Named::new(asked.material.as_str(), asked.name.clone().into()))
        .collect()
}

/// The page of a case for somebody who is signed in.
pub(super) async fn shown(
    door: &Door,
    number: &str,
    values: &Values,
    faults: &[Fault],
    done: &str,
) -> Answer {
    let found = find::case(door, number, Operation::ReadCase, None).await?;
    let nav = match Viewer::from(found.0.role) {
        Viewer::Enterprise => Nav::Cases,
        Viewer::Staff => Nav::Desk,
    };
    let place = format!("/cases/{number}");
    let shows = Shows {
        nav,
        place: &place,
        done,
    };
    Box::pin(draw(door, found, &shows, (values, faults))).await
}

/// What a page of a case shows besides it.
pub(super) struct Shows<'a> {
    pub(super) nav: Nav,
    pub(super) place: &'a str,
    pub(super) done: &'a str,
}

/// Draws the page of a case that was found.
pub(super) async fn draw(
    door: &Door,
    (actor, read, case): (Actor, CaseRead, Case),
    shows: &Shows<'_>,
    (values, faults): (&Values, &[Fault]),
) -> Answer {
    let catalogue = door.outside.catalogue().current().await?;
    let today = now(door).day();
    let view =
        contract::convert::case::view(&case, &read.recorded, &catalogue.calendar, &actor, today);
    let documents = links(door, &case).await?;
    let departments = departments(door, &view).await?;
    let outcomes: Vec<Named> = case
        .kind
        .outcomes()
        .iter()
        .map(|outcome| Named::new(outcome.word(), outcome.title().into()))
        .collect();
    let key = door.outside.new_id();
    let page = CasePage {
        chrome: door.chrome(shows.nav),
        case: &view,
        materials: &materials(&case),
        documents: &documents,
        departments: &departments,
        priorities: &super::green::priorities(&view),
        outcomes: &outcomes,
        place: shows.place,
        missing: &missing(&case),
        idempotency_key: &key,
        values,
        faults,
        done: shows.done,
    };
    Ok(Reply::form(faults, page.render()))
}

/// Departments a case can be given to by hand, read only for who may.
async fn departments(door: &Door, view: &CaseView) -> Answer<Vec<Named>> {
    let assigns = Operation::AssignCase.name();
    if !view.moves.iter().any(|name| name == assigns) {
        return Ok(Vec::new());
    }
    let register = door.outside.table().read_register().await?.register;
    let named = register.departments.into_iter();
    let named = named.map(|department| Named::new(department.id.as_str(), department.name.into()));
    Ok(named.collect())
}

/// `POST /cases/{number}/assign`
pub(crate) async fn assign(door: Door, Path(number): Path<String>, form: Form) -> Answer {
    let text = |name| form.text(name).unwrap_or_default();
    let Ok(command) = assignment(text("department"), text("assign_reason")) else {
        let fault = Fault::new(
            "/department",
            "no_such_department",
            "请选择一个办理部门",
            "choose a department",
        );
        return shown(&door, &number, &form.values(), &[fault], "").await;
    };
    let does = (Operation::AssignCase, "assigned");
    done(&door, &number, &form, does, command).await
}

/// `POST /cases/{number}/extend`
pub(crate) async fn extend(door: Door, Path(number): Path<String>, form: Form) -> Answer {
    let days = form.text("working_days").unwrap_or_default();
    let command = Command::Extend {
        // what is no number of days is refused as one that is none
        working_days: days.trim().parse().unwrap_or_default(),
        reason: form.text("extend_reason").unwrap_or_default().to_owned(),
    };
    let does = (Operation::ExtendCase, "extended");
    done(&door, &number, &form, does, command).await
}

/// `POST /cases/{number}/withdraw`
pub(crate) async fn withdraw(door: Door, Path(number): Path<String>, form: Form) -> Answer {
    let reason = form.text("reason").unwrap_or_default().to_owned();
    let command = Command::Withdraw { reason };
    done(
        &door,
        &number,
        &form,
        (Operation::WithdrawCase, "withdrawn"),
        command,
    )
    .await
}

/// `POST /cases/{number}/release`
pub(crate) async fn release(door: Door, Path(number): Path<String>, form: Form) -> Answer {
    let message = form.text("message").map(str::to_owned);
    let command = Command::Release { message };
    done(
        &door,
        &number,
        &form,
        (Operation::ReleaseCase, "released"),
        command,
    )
    .await
}

/// Does it and comes back, or shows the form again with what is wrong.
pub(super) async fn done(
    door: &Door,
    number: &str,
    form: &Form,
    (operation, word): (Operation, &str),
    command: Command,
) -> Answer {
    door.allow(operation)?;
    let asked = Asked {
        operation,
        number,
        version: super::version(form),
        command: super::command(door, operation, form)?,
    };
    match moved(door, asked, command).await {
        Ok(_) => Ok(Reply::see_other(&format!("/cases/{number}?done={word}"))),
        Err(problem) => {
            let faults = faults(problem, operation)?;
            shown(door, number, &form.values(), &faults, "").await
        }
    }
}

/// A problem beside the field of the form it is about.
pub(super) fn faults(problem: Problem, operation: Operation) -> Answer<Vec<Fault>> {
    let of_money = super::money::pointer(operation, problem.code());
    let pointer = of_money.unwrap_or(match problem.code() {
        "reason_needed" | "too_long" => reason_of(operation),
        "no_such_department" | "own_matter" => "/department",
        "extension_too_long" | "extension_too_late" => "/working_days",
        "not_shorter" => "/expedite_working_days",
        "remedy_needed" => "/answer_remedy",
        "not_for_kind" => "/outcome",
        "score_outside" | "rated_before" => "/score",
        "reopen_too_late" => "/reopen_reason",
        _ => "",
    });
    let faults = problem.beside_form()?.into_iter().map(|fault| Fault {
        pointer: pointer.to_owned(),
        ..fault
    });
    Ok(faults.collect())
}

/// The field of the form that says why.
fn reason_of(operation: Operation) -> &'static str {
    const FIELDS: [(Operation, &str); 8] = [
        (Operation::ExpediteCase, "/expedite_reason"),
        (Operation::AnswerCase, "/answer"),
        (Operation::RateCase, "/rate_words"),
        (Operation::ReopenCase, "/reopen_reason"),
        (Operation::VisitCase, "/visit_words"),
        (Operation::AssignCase, "/assign_reason"),
        (Operation::ExtendCase, "/extend_reason"),
        (Operation::ReleaseCase, "/message"),
    ];
    let found = FIELDS.iter().find(|(asked, _)| *asked == operation);
    found.map_or("/reason", |(_, field)| field)
}

/// `POST /cases/{number}/correct`: begins the draft that carries the corrections, or hands it in.
pub(crate) async fn correct(door: Door, Path(number): Path<String>, form: Form) -> Answer {
    door.allow(Operation::CorrectCase)?;
    let Some(draft) = form.text("draft") else {
        let (_, _, case) = find::case(&door, &number, Operation::CorrectCase, None).await?;
        let draft = correction::draft_of(&door, &case).await?;
        return Ok(Reply::see_other(&format!("/drafts/{draft}")));
    };
    if form.text("confirm") != Some("yes") {
        let values = form.values();
        return super::draft::shown(&door, draft, &values, &[unconfirmed()], false).await;
    }
    let command = super::command(&door, Operation::CorrectCase, &form)?;
    let version = super::version(&form);
    match correction::corrected(&door, &number, version, draft, &command).await {
        Ok(_) => Ok(Reply::see_other(&format!("/cases/{number}?done=corrected"))),
        Err(problem) => {
            let faults = problem.beside_form()?;
            super::draft::shown(&door, draft, &form.values(), &faults, false).await
        }
    }
}
