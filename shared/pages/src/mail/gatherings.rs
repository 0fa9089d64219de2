//! Mails to who signed up for a training or a briefing.

use super::Mail;
use super::letter::{Letter, Piece};
use crate::say;
use crate::site::Site;

/// What is told of a gathering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GatheringCause {
    /// It begins at another time or place.
    Changed,
    /// It does not take place.
    Cancelled,
    /// It begins soon.
    Reminder,
    /// A seat became free for who waited.
    Seated,
}

/// What somebody with a seat is told (M77).
#[derive(Debug, Clone, Copy)]
pub struct GatheringMail<'a> {
    /// Names and numbers of the site.
    pub site: &'a Site,
    /// The name on the list.
    pub name: &'a str,
    /// Title, in Chinese.
    pub title: &'a str,
    /// When it begins, RFC 3339.
    pub begins: &'a str,
    /// Where it is held, in Chinese.
    pub place: &'a str,
    /// Why it does not take place, if it does not.
    pub cancelled: Option<&'a str>,
    /// What is told.
    pub cause: GatheringCause,
    /// `{PUBLIC_URL}/gatherings/{gathering}`.
    pub link: &'a str,
}

impl GatheringMail<'_> {
    /// The mail.
    #[must_use]
    pub fn write(&self) -> Mail {
        let (subject, words, english) = match self.cause {
            GatheringCause::Changed => (
                "活动安排有变动",
                "您报名的下列活动时间或者地点有变动，请以本邮件所列为准。不便参加的，请在活动页面放弃名额，以便候补人员参加。",
                "Time or place has changed; what is listed here holds. If you cannot come, please give up your seat on the page.",
            ),
            GatheringCause::Cancelled => (
                "活动已取消",
                "您报名的下列活动已取消，给您带来不便，敬请谅解。其他场次请查看活动日历。",
                "The event has been called off. Other dates are in the calendar.",
            ),
            GatheringCause::Reminder => (
                "活动即将举行",
                "您报名的下列活动即将举行，请准时参加。不能参加的，请在活动开始前放弃名额，以便候补人员参加。",
                "The event is soon. If you cannot come, please give up your seat before it begins.",
            ),
            GatheringCause::Seated => (
                "候补成功",
                "您候补的下列活动已有名额，您已报名成功。不能参加的，请在活动开始前放弃名额。",
                "A seat became free and is yours. If you cannot come, please give it up before the event begins.",
            ),
        };
        let mut facts = vec![
            ("活动", self.title.to_owned()),
            ("时间", say::instant(self.begins)),
            ("地点", self.place.to_owned()),
        ];
        if let Some(why) = self.cancelled {
            facts.push(("取消原因", why.to_owned()));
        }
        Letter {
            subject: format!("{subject}：{}", self.title),
            greeting: format!("{}：", self.name),
            pieces: vec![
                Piece::Words(words.to_owned()),
                Piece::Facts(facts),
                Piece::Link("查看活动", self.link.to_owned()),
                Piece::English(english.to_owned()),
            ],
        }
        .write(self.site)
    }
}
