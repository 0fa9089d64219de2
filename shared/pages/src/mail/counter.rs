//! Mails to the counter.

use super::letter::{Letter, Piece};
use super::{CaseMail, Mail};
use crate::say;

pub(super) fn fallback(mail: &CaseMail<'_>, why: &str) -> Mail {
    letter(
        mail,
        "【兜底】有办件未能分办",
        "下列办件未能分办到部门，已转入专窗兜底队列，请尽快确定办理部门。",
        vec![("原因", why.to_owned())],
        "No department took this case; it is in the counter's fallback queue.",
    )
}

pub(super) fn decided(mail: &CaseMail<'_>, department: &str) -> Mail {
    letter(
        mail,
        "【待反馈】部门已作出审核决定",
        "部门已作出审核决定，请核对后向企业统一反馈。反馈之前，企业看不到结果。",
        vec![("审核部门", department.to_owned())],
        "The department has decided; please check and release the reply.",
    )
}

pub(super) fn overdue(mail: &CaseMail<'_>) -> Mail {
    letter(
        mail,
        "【超期】办件已过承诺办结日",
        "下列办件已过承诺办结日仍未办结，请立即督办。",
        Vec::new(),
        "This case is past its promised day.",
    )
}

pub(super) fn rated_low(mail: &CaseMail<'_>) -> Mail {
    letter(
        mail,
        "【回访】企业评价不满意",
        "下列办件的评价为不满意，请了解情况，回访后在办件页面登记。",
        Vec::new(),
        "This case was rated as unsatisfactory; please call back and record it.",
    )
}

pub(super) fn release_soon(mail: &CaseMail<'_>) -> Mail {
    letter(
        mail,
        "【催办】审核决定待反馈",
        "部门作出审核决定后尚未反馈企业，请尽快核对反馈。",
        Vec::new(),
        "A decision still waits to be released.",
    )
}

pub(super) fn due_soon(mail: &CaseMail<'_>) -> Mail {
    letter(
        mail,
        "【临期】专窗办件即将到期",
        "下列办件由专窗持有，即将到承诺办结日，请抓紧办理。",
        Vec::new(),
        "A case the counter holds is due soon.",
    )
}

pub(super) fn overdue_leader(mail: &CaseMail<'_>, department: &str, post: &str) -> Mail {
    to(
        mail,
        (
            &format!("{department} {post}"),
            "【超期督办】办件已过承诺办结日",
        ),
        "贵单位承办的下列办件已过承诺办结日仍未办结，请督促办理。",
        Vec::new(),
        "A case your department holds is past its promised day.",
    )
}

pub(super) fn part_overdue_leader(mail: &CaseMail<'_>, department: &str, post: &str) -> Mail {
    to(
        mail,
        (
            &format!("{department} {post}"),
            "【超期督办】协办意见逾期未答复",
        ),
        "下列办件由牵头部门审核，征求贵单位的协办意见已过答复期限，请督促答复。",
        Vec::new(),
        "Your department was asked about this case and has not answered in time.",
    )
}

pub(super) fn escalated(mail: &CaseMail<'_>) -> Mail {
    to(
        mail,
        ("统筹协调岗", "【督办】办件逾期无人办理"),
        "下列办件逾期未接收或者超期多日仍未办结，提请督办。",
        vec![("现由谁办理", mail.case.entry.holder.zh.clone())],
        "Nobody acts on this case in time; please step in.",
    )
}

pub(super) fn redated(mail: &CaseMail<'_>) -> Mail {
    letter(
        mail,
        "【期限变更】承诺办结日已重新计算",
        "工作日历调整后，下列办件的承诺办结日已重新计算，承诺的工作日数不变。",
        Vec::new(),
        "The working calendar changed; the promised day was computed anew.",
    )
}

pub(super) fn letter(
    mail: &CaseMail<'_>,
    subject: &str,
    words: &str,
    more: Vec<(&'static str, String)>,
    english: &str,
) -> Mail {
    let counter = mail.site.counter.name.as_str();
    to(mail, (counter, subject), words, more, english)
}

pub(super) fn to(
    mail: &CaseMail<'_>,
    (receiver, subject): (&str, &str),
    words: &str,
    more: Vec<(&'static str, String)>,
    english: &str,
) -> Mail {
    let entry = &mail.case.entry;
    let mut facts = vec![
        ("办件编号", entry.number.clone()),
        ("申请事项", entry.title.zh.clone()),
        ("申请企业", say::whose(entry)),
        ("当前状态", entry.state_text.zh.clone()),
        ("承诺办结日", say::day(&mail.case.promise.due)),
    ];
    facts.extend(more);
    Letter {
        subject: format!("{subject}（{}）", entry.number),
        greeting: format!("{receiver}："),
        pieces: vec![
            Piece::Words(words.to_owned()),
            Piece::Facts(facts),
            Piece::Link("查看办件", mail.link.to_owned()),
            Piece::English(english.to_owned()),
        ],
    }
    .write(mail.site)
}
