//! Forms of answering what is no application, and of what comes after the end.

use adapters::http::{Answer, Door, Form};
use axum::extract::Path;
use casework::access::Operation;
use casework::case::{Command, Rating};
use contract::case::AnswerCase;
use contract::convert::case::answer as answered;
use contract::fault::Fault;

use super::case::{done, shown};

/// `POST /cases/{number}/answer`
pub(crate) async fn answer(door: Door, Path(number): Path<String>, form: Form) -> Answer {
    let Some(outcome) = form.text("outcome") else {
        let fault = Fault::new(
            "/outcome",
            "outcome_needed",
            "请选择办理结论",
            "choose an outcome",
        );
        return shown(&door, &number, &form.values(), &[fault], "").await;
    };
    let command = answered(&AnswerCase {
        outcome: outcome.to_owned(),
        words: form.text("answer").unwrap_or_default().to_owned(),
        remedy: form.text("answer_remedy").map(str::to_owned),
    });
    let does = (Operation::AnswerCase, "answered");
    done(&door, &number, &form, does, command).await
}

/// `POST /cases/{number}/rate`
pub(crate) async fn rate(door: Door, Path(number): Path<String>, form: Form) -> Answer {
    let rating = rating(&form);
    let does = (Operation::RateCase, "rated");
    done(&door, &number, &form, does, Command::Rate { rating }).await
}

/// What was filled in; no score at all is refused as one that is none.
pub(super) fn rating(form: &Form) -> Rating {
    let score = form.text("score").and_then(|score| score.parse().ok());
    Rating {
        score: score.unwrap_or_default(),
        words: form.text("rate_words").map(str::to_owned),
    }
}

/// `POST /cases/{number}/reopen`
pub(crate) async fn reopen(door: Door, Path(number): Path<String>, form: Form) -> Answer {
    let reason = form.text("reopen_reason").unwrap_or_default().to_owned();
    let does = (Operation::ReopenCase, "reopened");
    done(&door, &number, &form, does, Command::Reopen { reason }).await
}

/// `POST /cases/{number}/visit`
pub(crate) async fn visit(door: Door, Path(number): Path<String>, form: Form) -> Answer {
    let command = Command::Visit {
        settled: form.text("settled") == Some("yes"),
        words: form.text("visit_words").unwrap_or_default().to_owned(),
    };
    let does = (Operation::VisitCase, "visited");
    done(&door, &number, &form, does, command).await
}
