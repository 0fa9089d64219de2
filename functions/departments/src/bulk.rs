//! Several decisions at once, each its own transaction with its own result.

use adapters::documents::sha256;
use adapters::http::{Answer, Body, Door, IdempotencyKey, Problem, Reply};
use casework::access::Operation;
use contract::department::{CaseDecision, DecideCases, DecidedCase, DecidedCases};
use contract::text::Text;
use serde_json::Value;

use crate::moves::moved_at;
use crate::said;

/// 批量审核 · Decides several cases, each for itself; the answer says what each came to. Sent again under its key, what was decided stays
/// decided and the rest is tried again.
#[utoipa::path(post, path = "/v1/tasks/decide", operation_id = "decide_cases", tag = "departments", request_body = DecideCases,
    responses((status = 200, description = "What each came to", body = DecidedCases)))]
pub(crate) async fn decide(door: Door, body: Body<DecideCases>) -> Answer {
    door.allow(Operation::DecideCases)?;
    // the key is needed as for any command, and each decision has one of its own made from it
    door.command(Operation::DecideCases, &body.bytes)?;
    let key = door.idempotency.as_ref().map(IdempotencyKey::as_str);
    let key = key.unwrap_or_default();
    let mut results = Vec::new();
    for decision in &body.value.decisions {
        results.push(one(&door, key, decision).await?);
    }
    Ok(Reply::ok(&DecidedCases { results }))
}

/// Decides one of several cases, once under a key of its own made from theirs; a refusal is a result like any other.
pub(crate) async fn one(door: &Door, key: &str, sent: &CaseDecision) -> Answer<DecidedCase> {
    let number = &sent.number;
    let key = IdempotencyKey::parse(&sha256(format!("{key}.{number}").as_bytes()))?;
    let bytes = serde_json::to_vec(sent).unwrap_or_default();
    let once = door.command_with(Operation::DecideCase, &key, &bytes);
    let asked = (Operation::DecideCase, number.as_str());
    let command = said::decision(&sent.decision);
    let told = moved_at(door, asked, Some(sent.version), &once, command).await;
    Ok(match told {
        Ok(reply) => {
            let kept = reply.kept()?;
            let body: Value = serde_json::from_str(&kept.body).unwrap_or_default();
            let state = body.get("state").and_then(Value::as_str);
            DecidedCase {
                number: number.clone(),
                status: kept.status,
                state: state.map(str::to_owned),
                code: None,
                problem: None,
            }
        }
        Err(problem) => refused(number, &problem),
    })
}

pub(crate) fn refused(number: &str, problem: &Problem) -> DecidedCase {
    let words = problem.fault_at("");
    DecidedCase {
        number: number.to_owned(),
        status: problem.status(),
        state: None,
        code: Some(problem.code().to_owned()),
        problem: Some(Text::new(words.zh, words.en)),
    }
}
