//! Mails about a draft that waits to be submitted.

use super::Mail;
use super::letter::{Letter, Piece};
use crate::say;
use crate::site::Site;

/// A draft whose time is nearly over, or was.
#[derive(Debug, Clone, Copy)]
pub struct DraftMail<'a> {
    /// Names and numbers of the site.
    pub site: &'a Site,
    /// Registered name.
    pub enterprise_name: &'a str,
    /// Title of the item, in Chinese.
    pub title: &'a str,
    /// Last day it can be submitted (`YYYY-MM-DD`).
    pub last_day: &'a str,
    /// Whether that day is over and the draft was given up.
    pub over: bool,
    /// `{PUBLIC_URL}/drafts/{draft}`.
    pub link: &'a str,
}

impl DraftMail<'_> {
    /// The mail.
    #[must_use]
    pub fn write(&self) -> Mail {
        let day = say::day(self.last_day);
        let (subject, words, english) = if self.over {
            (
                "草稿已作废",
                format!(
                    "贵单位的下列申报草稿未在{day}前（含当日）提交，已作废。所填内容保留 90 日后删除；事项再次开放时，可以重新申报。"
                ),
                "Your draft was not submitted in time and was given up. You may apply again when the item opens anew.",
            )
        } else {
            (
                "申报即将截止",
                format!(
                    "贵单位的下列申报草稿尚未提交，请于{day}前（含当日）提交，逾期作废。如不再申报，不必理会本邮件。"
                ),
                "Your draft has not been submitted yet; its time is nearly over.",
            )
        };
        Letter {
            subject: format!("{subject}：{}", self.title),
            greeting: format!("{}：", self.enterprise_name),
            pieces: vec![
                Piece::Words(words),
                Piece::Facts(vec![("申请事项", self.title.to_owned()), ("最后一日", day)]),
                Piece::Link("查看草稿", self.link.to_owned()),
                Piece::English(english.to_owned()),
            ],
        }
        .write(self.site)
    }
}
