//! The page of who follows a case by its address.

use adapters::http::{Answer, Door, Form, Query, Reply};
use axum::extract::Path;
use casework::access::Operation;
use casework::case::Command;
use pages::{Nav, Values};

use super::case::{Shows, draw};
use crate::follow::followed;
use crate::moved::moved_as;

/// `GET /follow/{token}`
pub(crate) async fn show(door: Door, Path(token): Path<String>, mut query: Query) -> Answer {
    let done = query.text("done");
    query.finish()?;
    let done = match done.as_deref() {
        Some("opened") => "已提交。请保存本页地址，凭此地址可以随时查看进程和答复",
        Some("rated") => "评价已提交，谢谢",
        Some("reopened") => "已转入重新办理",
        _ => "",
    };
    let found = followed(&door, &token, None).await?;
    let shows = Shows {
        nav: Nav::Ask,
        place: &format!("/follow/{token}"),
        done,
    };
    Box::pin(draw(&door, found, &shows, (&Values::default(), &[]))).await
}

/// `POST /follow/{token}/rate`
pub(crate) async fn rate(door: Door, Path(token): Path<String>, form: Form) -> Answer {
    let rating = super::replies::rating(&form);
    let does = (Operation::RateCase, "rated");
    done(&door, &token, &form, does, Command::Rate { rating }).await
}

/// `POST /follow/{token}/reopen`
pub(crate) async fn reopen(door: Door, Path(token): Path<String>, form: Form) -> Answer {
    let reason = form.text("reopen_reason").unwrap_or_default().to_owned();
    let does = (Operation::ReopenCase, "reopened");
    done(&door, &token, &form, does, Command::Reopen { reason }).await
}

async fn done(
    door: &Door,
    token: &str,
    form: &Form,
    (operation, word): (Operation, &str),
    command: Command,
) -> Answer {
    let once = super::command(door, operation, form)?;
    let found = followed(door, token, Some(&once)).await?;
    let place = format!("/follow/{token}");
    let at = (super::version(form), &once);
    match Box::pin(moved_as(door, found, at, command)).await {
        Ok(_) => Ok(Reply::see_other(&format!("{place}?done={word}"))),
        Err(problem) => {
            let faults = super::case::faults(problem, operation)?;
            let found = followed(door, token, None).await?;
            let shows = Shows {
                nav: Nav::Ask,
                place: &place,
                done: "",
            };
            let values = form.values();
            Box::pin(draw(door, found, &shows, (&values, &faults))).await
        }
    }
}
