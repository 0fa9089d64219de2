//! Mails to the enterprise about its promised day.

use super::enterprise::{about, due, letter};
use super::letter::Piece;
use super::{CaseMail, Mail};
use crate::say;

pub(super) fn extended(mail: &CaseMail<'_>) -> Mail {
    let mut facts = about(mail);
    facts.push(("新的承诺办结日", due(mail)));
    letter(
        mail,
        "承诺时限延长",
        vec![
            Piece::Words("经批准，您的办件承诺时限已延长，理由可在办理进程中查看。".to_owned()),
            Piece::Facts(facts),
        ],
        "The promised time has been extended; the reason is in the timeline.",
    )
}

pub(super) fn expedited(mail: &CaseMail<'_>) -> Mail {
    let mut facts = about(mail);
    if let Some(channel) = &mail.case.green_channel {
        facts.push(("优先事由", channel.priority_text.zh.clone()));
        facts.push(("说明", channel.reason.clone()));
    }
    facts.push(("新的承诺办结日", due(mail)));
    letter(
        mail,
        "已转入绿色通道",
        vec![
            Piece::Words(
                "您的办件已转入绿色通道优先办理，承诺时限缩短，您无需另行办理。".to_owned(),
            ),
            Piece::Facts(facts),
        ],
        "Your case goes through the green channel: it is promised sooner. You need do nothing.",
    )
}

pub(super) fn redated(mail: &CaseMail<'_>) -> Mail {
    let mut facts = about(mail);
    if let Some(moved) = mail.case.promise.redated.last() {
        facts.push(("原承诺办结日", say::day(&moved.from)));
    }
    facts.push(("现承诺办结日", due(mail)));
    letter(
        mail,
        "承诺办结日随工作日历调整",
        vec![
            Piece::Words(
                "国家放假安排公布后，您的办件承诺办结日已重新计算。承诺的工作日数没有变化，逐日明细可在办件页面查看。"
                    .to_owned(),
            ),
            Piece::Facts(facts),
        ],
        "The working calendar changed, and your promised day with it. The promise itself did not change.",
    )
}
