//! The task mail to a department's liaison.

use super::letter::{Letter, Piece};
use super::{Mail, TaskMail, TaskReason};
use crate::say;

pub(super) fn write(mail: &TaskMail<'_>) -> Mail {
    let case = mail.case;
    let application = case.kind == "application";
    let due = case
        .due
        .as_deref()
        .map_or_else(|| "已答复".to_owned(), say::day);
    let (word, opening) = why(mail.reason);
    Letter {
        subject: format!("【{word}】{}（{}），请于{due}前办理", case.title.zh, case.number),
        greeting: format!("{} {}：", mail.department, mail.liaison),
        pieces: vec![
            Piece::Words(opening.to_owned()),
            Piece::Facts(vec![
                ("办件编号", case.number.clone()),
                (if application { "申请事项" } else { "标题" }, case.title.zh.clone()),
                (if application { "申请企业" } else { "提出人" }, say::whose(case)),
                ("收件时间", say::instant(&case.submitted_at)),
                ("承诺办结日", due),
            ]),
            Piece::Link("办理链接", mail.link.to_owned()),
            Piece::Code("办理码", mail.code.to_owned()),
            Piece::Steps(vec![
                "打开办理链接，核对申请信息和材料。仅打开链接不会产生任何办理动作。".to_owned(),
                if application {
                    "选择办理结果：同意、不予支持、退回补正，或者不属本单位职责。".to_owned()
                } else {
                    "选择办理结论，或者不属本单位职责。".to_owned()
                },
                "填写理由或者答复，输入上面的六位办理码，提交。".to_owned(),
            ]),
            Piece::Words(format!(
                "链接仅供本件、本岗位使用，有效期至{}，办理一次后失效。请勿转发。",
                say::day(mail.expires)
            )),
            Piece::English(format!(
                "A case waits for your department: {}, {}. Opening the link does nothing; deciding needs the six-digit code above.",
                case.title.en, case.number
            )),
        ],
    }
    .write(mail.site)
}

/// What the mail is about in a word, and how it begins.
const fn why(reason: TaskReason) -> (&'static str, &'static str) {
    match reason {
        TaskReason::New => ("待办", "惠企政策专窗收到下列办件，现分送您办理。"),
        TaskReason::PassedOn => ("转办", "下列办件分送上一联络员后尚未办理，现转请您办理。"),
        TaskReason::Corrected => ("补正已交", "申请企业已按要求补正材料，请继续审核。"),
        TaskReason::Objected => (
            "异议属实",
            "下列办件公示期间的异议经核实属实，原公示已撤下，请重新审核。",
        ),
        TaskReason::Expedited => (
            "绿色通道",
            "下列办件已转入绿色通道，承诺时限缩短，请按新的承诺办结日优先办理。",
        ),
        TaskReason::DueSoon => ("临期提醒", "下列办件即将到承诺办结日，请抓紧办理。"),
        TaskReason::PartAdded => (
            "协办",
            "已按您的意见征求其他部门意见，答复后另行告知。如需继续办理，请使用下面的链接。",
        ),
        TaskReason::PartAnswered => (
            "协办答复",
            "下列办件的协办意见有新的进展，请查看；全部答复后请作出审核决定。",
        ),
        TaskReason::PartDeclined => (
            "协办退回",
            "下列办件的协办部门退回了协办，请改为征求其他部门意见，或者依现有意见继续办理。",
        ),
        TaskReason::PartOverdue => (
            "协办逾期",
            "下列办件的协办意见逾期未答复，请联系该部门，或者写明理由后不再等待。",
        ),
        TaskReason::Redated => (
            "期限变更",
            "国务院办公厅放假安排公布后，下列办件的承诺办结日已重新计算，请按新的日期办理。",
        ),
    }
}
