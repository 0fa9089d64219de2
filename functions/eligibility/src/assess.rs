//! Assessing.

use std::collections::BTreeSet;

use adapters::http::{Answer, Body, Door, Problem, Reply};
use casework::access::Operation;
use contract::catalogue::Opened;
use contract::eligibility::{AssessmentReply, AssessmentRequest, answer, ask};
use contract::fault::{Fault, Malformed};
use facts::{CreditCode, Day, Instant, ItemId};
use serde_json::{Map, Value};

/// 政策测算 · Which items fit, for how much, why, and what is missing. Advice, not a decision.
#[utoipa::path(post, path = "/v1/assessments", operation_id = "assess", tag = "eligibility", request_body = AssessmentRequest,
    responses((status = 200, description = "The calculator's answer", body = AssessmentReply)))]
pub(crate) async fn assess(door: Door, body: Body<AssessmentRequest>) -> Answer {
    door.allow(Operation::Assess)?;
    let saved = match &body.value.enterprise {
        Some(code) => saved(&door, code).await?,
        None => Saved::default(),
    };
    Ok(Reply::ok(&answered(&door, &body.value, saved).await?))
}

/// What was saved of an enterprise before.
#[derive(Debug, Default)]
pub(crate) struct Saved {
    pub(crate) enterprise: Option<CreditCode>,
    pub(crate) name: String,
    pub(crate) facts: Map<String, Value>,
}

/// The saved profile of an enterprise its asker may read.
pub(crate) async fn saved(door: &Door, code: &str) -> Answer<Saved> {
    let actor = door.actor(Operation::ReadProfile)?;
    let code = CreditCode::parse(code).map_err(|error| {
        let zh = "统一社会信用代码为 18 位数字或大写字母，请对照营业执照核对";
        Malformed::of(vec![Fault::new(
            "/enterprise",
            "invalid_value",
            zh,
            error.to_string(),
        )])
    })?;
    actor.reaches(Operation::ReadProfile, Some(&code), None)?;
    let profile = door.outside.table().read_profile(&code).await?;
    let profile = profile.ok_or_else(Problem::not_found)?;
    Ok(Saved {
        enterprise: Some(code),
        name: profile.name,
        facts: profile.facts,
    })
}

/// The answer: what is given now over what was saved.
pub(crate) async fn answered(
    door: &Door,
    request: &AssessmentRequest,
    saved: Saved,
) -> Answer<AssessmentReply> {
    let catalogue = door.outside.catalogue().current().await?;
    let mut faults = Vec::new();
    let given = ask::profile_of(&request.facts, catalogue.facts(), "/facts", &mut faults);
    let only = items(&request.items, &catalogue, &mut faults);
    let today = Instant::from(door.now).day();
    let day = request
        .as_of
        .as_deref()
        .and_then(|text| Day::parse(text).ok());
    if !faults.is_empty() {
        return Err(Malformed::of(faults).into());
    }
    // what was saved was sound when it was saved; facts withdrawn since then are left out
    let known = ask::profile_of(&saved.facts, catalogue.facts(), "/facts", &mut faults);
    let day = day.unwrap_or(today);
    let assessment = catalogue.assess(&known.overlaid(given), day, &only);
    let warnings = saved.enterprise.as_ref().map(Opened::warnings);
    Ok(answer::reply(
        &assessment,
        &catalogue,
        day,
        warnings.unwrap_or_default(),
    ))
}

fn items(asked: &[String], catalogue: &Opened, faults: &mut Vec<Fault>) -> BTreeSet<ItemId> {
    let known = |(place, text): (usize, &String)| {
        let id = ItemId::parse(text)
            .ok()
            .filter(|id| catalogue.item(id).is_some());
        if id.is_none() {
            faults.push(Fault::new(
                format!("/items/{place}"),
                "unknown_item",
                format!("没有名为 `{text}` 的事项"),
                format!("there is no item `{text}`"),
            ));
        }
        id
    };
    asked.iter().enumerate().filter_map(known).collect()
}
