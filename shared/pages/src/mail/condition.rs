//! Mails about the condition of an instalment (M44, M101).

use contract::case::InstalmentView;

use super::enterprise::{about, letter};
use super::letter::Piece;
use super::{CaseMail, Mail, counter};
use crate::say;

/// The instalment that is paid next, and its place.
fn next<'a>(mail: &CaseMail<'a>) -> Option<(usize, &'a InstalmentView)> {
    let mut parts = (1..).zip(&mail.case.instalments);
    parts.find(|(_, part)| part.standing == "waiting")
}

/// What there is to know of it.
fn facts(mail: &CaseMail<'_>) -> Vec<(&'static str, String)> {
    let Some((place, part)) = next(mail) else {
        return Vec::new();
    };
    let mut facts = vec![(
        "待核实的一期",
        format!("第 {place} 期 {}", say::money(&part.amount)),
    )];
    facts.extend(
        part.words
            .as_ref()
            .map(|words| ("兑现条件", words.zh.clone())),
    );
    if let Some(check) = &part.check {
        let last = format!("{}：{}", say::day(&check.on), check.words);
        facts.push(("上次核实", last));
    }
    facts
}

pub(super) fn condition_checked(mail: &CaseMail<'_>) -> Mail {
    let mut told = about(mail);
    let parts = (1..).zip(&mail.case.instalments);
    let checks = parts.filter_map(|(place, part)| Some((place, part, part.check.as_ref()?)));
    // the one that was looked at last, whether or not it was paid meanwhile
    let check = checks.max_by_key(|(place, _, check)| (check.on.as_str(), *place));
    let mut words = "贵单位获得的支持为分期兑现，其中一期的条件已经核实。".to_owned();
    if let Some((place, part, check)) = check {
        told.push((
            "期次",
            format!("第 {place} 期 {}", say::money(&part.amount)),
        ));
        told.push(("核实情况", check.words.clone()));
        words = if check.met {
            "贵单位获得的支持为分期兑现，下列一期的条件经核实已满足，等待财政拨付。".to_owned()
        } else {
            "贵单位获得的支持为分期兑现，下列一期的条件经核实暂未满足，三个月后再次核实；条件提前满足的，请告知专窗。".to_owned()
        };
    }
    letter(
        mail,
        "分期兑现条件核实情况",
        vec![Piece::Words(words), Piece::Facts(told)],
        "The condition of one instalment was looked at; what was found is given above.",
    )
}

pub(super) fn condition_due(mail: &CaseMail<'_>, department: &str, post: &str) -> Mail {
    counter::to(
        mail,
        (
            &format!("{department} {post}"),
            "【待核实】分期兑现条件是否满足",
        ),
        "下列办件由贵单位审核通过，分期兑现，其中一期须核实条件后拨付。请在 10 个工作日内登录办件页面登记核实结论：已满足的，财政随即拨付；暂未满足的，三个月后再次提醒；确定不能满足的，停止拨付本期并告知企业理由和救济途径。",
        facts(mail),
        "Is the condition of this instalment met? Please say so on the page of the case within 10 working days.",
    )
}

pub(super) fn condition_late(mail: &CaseMail<'_>, receiver: &str) -> Mail {
    counter::to(
        mail,
        (receiver, "【督办】分期兑现条件逾期未核实"),
        "下列办件的后续一期须核实条件后拨付，提请主管部门核实后超过 10 个工作日仍没有结论，请督促核实。",
        facts(mail),
        "Nobody has said in time whether the condition of an instalment is met.",
    )
}

pub(super) fn condition_overdue(mail: &CaseMail<'_>, department: &str, post: &str) -> Mail {
    counter::to(
        mail,
        (
            &format!("{department} {post}"),
            "【督办】分期兑现条件逾期未核实",
        ),
        "下列办件的后续一期须核实条件后拨付，提请贵单位核实后已超过 10 个工作日，尚未登记结论，请尽快核实并登录办件页面登记。",
        facts(mail),
        "Whether the condition of this instalment is met was to be said within 10 working days; please say so on the page of the case.",
    )
}
