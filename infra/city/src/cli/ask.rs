//! `ask CODE`: the calculator's answer for a registered enterprise.

use serde_json::{Value, json};

use super::{list, text};
use crate::client::Outcome;
use crate::say;
use crate::session::{Call, Session};

/// Asks which items fit the enterprise and prints the answer.
pub(crate) fn ask(session: &Session, enterprise: &str) -> Outcome<()> {
    let token = session.token(enterprise)?;
    let reply = session.call(
        &token,
        "POST",
        "/v1/assessments",
        Call::with(json!({ "enterprise": enterprise })),
    )?;
    let answer = reply.json();
    for item in list(&answer, "/items") {
        print_item(item);
    }
    say::line(format!(
        "可同时享受的最优组合合计 {} 元 · best combination, in yuan",
        text(&answer, "/combination/total")
    ));
    if let Some(question) = answer.pointer("/next_question") {
        say::line(format!(
            "下一个最有用的问题：{}",
            text(question, "/question/zh")
        ));
    }
    say::line(text(&answer, "/notice/zh"));
    Ok(())
}

fn print_item(item: &Value) {
    let verdict = match text(item, "/verdict") {
        "eligible" => "符合",
        "undetermined" => "待定",
        _ => "不符合",
    };
    say::line(format!(
        "{verdict}  {}  {}  {}",
        text(item, "/item"),
        text(item, "/title/zh"),
        text(item, "/amount/words/zh")
    ));
    for reason in list(item, "/reasons") {
        if text(reason, "/outcome") == "unmet" {
            let distance = text(reason, "/distance/zh");
            say::line(format!(
                "        未满足：{}（{}）{distance}",
                text(reason, "/words/zh"),
                text(reason, "/clause")
            ));
        }
    }
}
