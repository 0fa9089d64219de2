//! The form of the page: what was decided, and what is wrong with it.

use adapters::http::{Answer, Problem};
use casework::case::{Case, Command, Outcome};
use casework::refusal::Refusal;
use contract::case::AnswerCase;
use contract::convert::case::answer;
use contract::department::{DecideCase, MissingMaterial};
use contract::fault::Fault;
use facts::Money;
use pages::Values;

use super::{checklist, co_handling};
use crate::said;

/// What was decided.
pub(super) fn command(values: &Values, case: &Case) -> Result<Command, Vec<Fault>> {
    let text = |name: &str| values.one(name).to_owned();
    match values.one("decision") {
        "approve" => decided(
            values,
            case,
            DecideCase {
                approved: true,
                amount: amount(values)?,
                reason: text("reason"),
                remedy: None,
                checklist: Vec::new(),
                other_ground: None,
                despite: despite(values),
            },
        ),
        "refuse" => decided(
            values,
            case,
            DecideCase {
                approved: false,
                amount: None,
                reason: text("reason"),
                remedy: Some(text("remedy")),
                checklist: Vec::new(),
                other_ground: checklist::other_ground(values),
                despite: None,
            },
        ),
        "ask_part" => co_handling::ask(values),
        "close_part" => co_handling::close(values),
        "send_back" => Ok(said::send_back(&missing(values, case))),
        "decline" => Ok(Command::Decline {
            reason: text("reason"),
        }),
        word if Outcome::named(word).is_some() => Ok(answer(&AnswerCase {
            outcome: word.to_owned(),
            words: text("reason"),
            remedy: Some(text("remedy")),
        })),
        _ => Err(vec![Fault::new(
            "/decision",
            "decision_needed",
            "请选择一项办理结果",
            "choose what you decide",
        )]),
    }
}

/// Why it is approved although a co-handling department does not agree.
fn despite(values: &Values) -> Option<String> {
    let despite = values.one("despite");
    (!despite.is_empty()).then(|| despite.to_owned())
}

/// A decision with its checklist, if the rules find nothing wrong with that.
fn decided(values: &Values, case: &Case, body: DecideCase) -> Result<Command, Vec<Fault>> {
    let command = said::decision(&DecideCase {
        checklist: checklist::ticks(values, case, ""),
        ..body
    });
    let faults = checklist::faults(case, &command);
    if faults.is_empty() {
        Ok(command)
    } else {
        Err(faults)
    }
}

fn amount(values: &Values) -> Result<Option<String>, Vec<Fault>> {
    let given = values.one("amount").replace([',', '，'], "");
    if given.is_empty() {
        return Ok(None);
    }
    match Money::parse(&given) {
        Ok(money) => Ok(Some(money.to_string())),
        Err(error) => Err(vec![Fault::new(
            "/amount",
            "invalid_value",
            "金额以元为单位，最多两位小数，如 200000.00",
            error.to_string(),
        )]),
    }
}

/// Each material something was written about.
fn missing(values: &Values, case: &Case) -> Vec<MissingMaterial> {
    let asked = case.subject.materials.iter();
    asked
        .map(|asked| MissingMaterial {
            material: asked.material.to_string(),
            what: values
                .one(&format!("missing.{}", asked.material))
                .to_owned(),
        })
        .filter(|missing| !missing.what.is_empty())
        .collect()
}

/// What was done, in words.
pub(super) fn done(values: &Values) -> &'static str {
    match values.one("decision") {
        "approve" => "审核决定“同意”已提交，由专窗统一反馈企业",
        "refuse" => "审核决定“不予支持”已提交，由专窗统一反馈企业",
        "send_back" => "补正要求已一次性告知企业，期间暂停计时",
        "ask_part" => "已征求该部门意见，答复后将另行发送办理链接",
        "close_part" => "已记录不再等待的理由，将另行发送办理链接",
        "decline" => "退办说明已提交，办件转回分办",
        _ => "答复已提交，核对后统一反馈",
    }
}

/// No code was typed.
pub(super) fn code_needed() -> Fault {
    Fault::new(
        "/code",
        "code_needed",
        "请填写邮件中的六位办理码",
        "type the six digits of the mail",
    )
}

/// A refusal as a fault of the field it is about.
pub(super) fn fault(pointer: &str, refusal: &Refusal) -> Fault {
    let (sentence, remedy) = (refusal.sentence(), refusal.remedy());
    Fault::new(
        pointer,
        refusal.code(),
        format!("{}。{}", sentence.zh, remedy.zh),
        format!("{}. {}", sentence.en, remedy.en),
    )
}

/// A problem as faults of the form; what no form can mend stays a problem.
pub(super) fn faults(problem: Problem) -> Answer<Vec<Fault>> {
    if !problem.is_mendable() {
        return Err(problem);
    }
    let pointer = match problem.code() {
        "reason_needed" => "/reason",
        "remedy_needed" => "/remedy",
        "amount_needed" | "amount_not_positive" | "amount_not_asked" | "exhausted" => "/amount",
        "despite_needed" => "/despite",
        "entries_needed" => "/entries",
        "part_days" => "/part_days",
        "part_twice" | "no_such_department" => "/part_department",
        "part_not_overdue" | "part_not_open" => "/part_closed",
        "nothing_named" | "told_once" | "sent_back_too_often" | "unknown_material" => "/missing",
        _ => "",
    };
    Ok(vec![problem.fault_at(pointer)])
}
