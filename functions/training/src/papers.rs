//! Quizzes and certificates.

use adapters::http::{Answer, Body, Door, Problem, Query, Reply};
use axum::extract::Path;
use casework::access::{Operation, Reach};
use casework::gathering::{Certificate, Gathering, Marked, Paper, draw as drawn};
use casework::register::Register;
use contract::convert::gathering as convert;
use contract::gathering::{AnswerPaper, CertificateView, MarkView, PaperView};
use contract::page::Page;
use facts::{Day, DepartmentId, Instant, Text};

use crate::gatherings::find;
use crate::seats::who;

const LIST: &str = "certificates";

/// 领取试卷 · Draws a paper from the items in force, for who attended; the one before is void.
#[utoipa::path(post, path = "/v1/gatherings/{gathering}/papers", operation_id = "draw_paper", tag = "training",
    params(("gathering" = String, Path, description = "Gathering id")),
    responses((status = 200, description = "The questions", body = PaperView)))]
pub(crate) async fn draw(door: Door, Path(id): Path<String>) -> Answer {
    door.allow(Operation::DrawPaper)?;
    let gathering = find(&door, &id).await?;
    let paper = give(&door, &gathering).await?;
    Ok(Reply::ok(&convert::paper(&gathering.id, &paper)))
}

/// Draws a paper for the caller and keeps it with its answers.
pub(crate) async fn give(door: &Door, gathering: &Gathering) -> Answer<Paper> {
    door.allow(Operation::DrawPaper)?;
    let (table, who) = (door.outside.table(), who(door));
    let seat = table.read_sign_up(&gathering.id, &who).await?;
    let questions = gathering.quiz_for(seat.as_ref())?;
    let catalogue = door.outside.catalogue().current().await?;
    let register = table.read_register().await?.register;
    let day = Instant::from(door.now).day();
    let name = |id: &DepartmentId| named(&register, id, day);
    let topics = catalogue.topics(&gathering.items, day, name);
    let all = catalogue.topics(&[], day, name);
    let seed = u64::from_le_bytes(door.outside.chance()?);
    let paper = drawn((&topics, &all), questions, seed);
    table
        .give_paper((&gathering.id, &who), &paper, door.now)
        .await?;
    Ok(paper)
}

/// What a department is called on `day`.
pub(crate) fn named(register: &Register, id: &DepartmentId, day: Day) -> Option<Text> {
    let department = register.department(id)?;
    Some(department.name_on(day).clone())
}

/// 提交答卷 · Marks the paper drawn last; passed, it makes or renews a certificate. A paper is marked once.
#[utoipa::path(post, path = "/v1/gatherings/{gathering}/answers", operation_id = "answer_paper", tag = "training",
    params(("gathering" = String, Path, description = "Gathering id")), request_body = AnswerPaper,
    responses((status = 200, description = "What the answers came to", body = MarkView)))]
pub(crate) async fn answer(door: Door, Path(id): Path<String>, body: Body<AnswerPaper>) -> Answer {
    door.allow(Operation::AnswerPaper)?;
    let answers: Vec<usize> = body
        .value
        .answers
        .iter()
        .map(|answer| usize::try_from(*answer).unwrap_or(usize::MAX))
        .collect();
    let gathering = find(&door, &id).await?;
    let (marked, certificate) = mark(&door, &gathering, &answers).await?;
    let today = Instant::from(door.now).day();
    Ok(Reply::ok(&convert::marked(
        marked,
        certificate.as_ref(),
        today,
    )))
}

/// Marks the caller's paper.
pub(crate) async fn mark(
    door: &Door,
    gathering: &Gathering,
    answers: &[usize],
) -> Answer<(Marked, Option<Certificate>)> {
    door.allow(Operation::AnswerPaper)?;
    let (table, who) = (door.outside.table(), who(door));
    let paper = table.read_paper(&gathering.id, &who).await?;
    let paper = paper.filter(|paper| !paper.questions.is_empty());
    let paper = paper.ok_or_else(Problem::not_found)?;
    let marked = paper.mark(answers);
    let today = Instant::from(door.now).day();
    let certificate = gathering.certificate(&who, today);
    let certificate = certificate.filter(|_| marked.passed);
    let mut commit = table.commit(door.now).used_paper(&gathering.id, &who);
    if let Some(certificate) = &certificate {
        commit = commit.certificate(certificate);
    }
    commit.run().await?.answer(Reply::nothing())?;
    Ok((marked, certificate))
}

/// 培训合格证 · One's own certificates, valid or not; those who watch over the window may name somebody.
#[utoipa::path(get, path = "/v1/certificates", operation_id = "list_certificates", tag = "training",
    params(("who" = Option<String>, Query, description = "For the lead, the coordinator and the auditor: whose, as in a list of seats")),
    responses((status = 200, description = "Certificates", body = Page<CertificateView>)))]
pub(crate) async fn certificates(door: Door, mut query: Query) -> Answer {
    let reach = door.allow(Operation::ListCertificates)?;
    let named = query.text("who");
    query.finish()?;
    let own = who(&door);
    let who = match (reach, named) {
        (Reach::Any, Some(named)) => named,
        (Reach::Any | Reach::Department | Reach::Own | Reach::Part | Reach::Concerned, _) => own,
    };
    let today = Instant::from(door.now).day();
    let certificates = door.outside.table().certificates(&who).await?;
    let views: Vec<CertificateView> = certificates
        .iter()
        .map(|one| convert::certificate(one, today))
        .collect();
    door.listed(LIST, views, None)
}
