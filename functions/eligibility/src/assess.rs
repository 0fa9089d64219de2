//! Assessing.

use adapters::http::{Answer, Body, Door, Reply};
use casework::access::Operation;
use contract::eligibility::{AssessmentReply, AssessmentRequest};

use crate::asked::{Asked, Saved, saved};

/// 政策测算 · Which items fit, for how much, why, and what is missing. Advice, not a decision.
#[utoipa::path(post, path = "/v1/assessments", operation_id = "assess", tag = "eligibility", request_body = AssessmentRequest,
    responses((status = 200, description = "The calculator's answer", body = AssessmentReply)))]
pub(crate) async fn assess(door: Door, body: Body<AssessmentRequest>) -> Answer {
    door.allow(Operation::Assess)?;
    let saved = match &body.value.enterprise {
        Some(code) => saved(&door, code).await?,
        None => Saved::default(),
    };
    let asked = Asked::read(&door, &body.value, &saved).await?;
    Ok(Reply::ok(&asked.answer()))
}
