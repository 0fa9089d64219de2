//! The morning's mail of what is to be followed up.

use super::Mail;
use super::letter::{Letter, Piece};
use crate::say;
use crate::site::Site;

/// One case that is to be followed up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpLine {
    /// Case number.
    pub number: String,
    /// Title of the item, in Chinese.
    pub title: String,
    /// Who holds it, in Chinese.
    pub holder: String,
    /// What did not happen, in Chinese.
    pub reason: String,
    /// Since when it is listed (`YYYY-MM-DD`).
    pub from: String,
}

/// What is to be followed up this morning (M37): numbers and titles, no enterprise.
#[derive(Debug, Clone, Copy)]
pub struct FollowUpsMail<'a> {
    /// Names and numbers of the site.
    pub site: &'a Site,
    /// Whom it greets.
    pub receiver: &'a str,
    /// Cases, what falls due first at the front.
    pub lines: &'a [FollowUpLine],
    /// Whether there are more than these.
    pub more: bool,
    /// `{PUBLIC_URL}/supervision/follow-ups`.
    pub link: &'a str,
}

impl FollowUpsMail<'_> {
    /// The mail.
    #[must_use]
    pub fn write(&self) -> Mail {
        let lines = self.lines.iter().map(|line| {
            format!(
                "{} {}：{}（现由{}办理，{}列入）",
                line.number,
                line.title,
                line.reason,
                line.holder,
                say::day(&line.from)
            )
        });
        let count = self.lines.len();
        let more = if self.more { "以上" } else { "" };
        Letter {
            subject: format!("【跟踪提醒】{count} 件{more}办件应当跟进"),
            greeting: format!("{}：", self.receiver),
            pieces: vec![
                Piece::Words("下列办件已到应当办理的时间，尚未办理，请今日内跟进：".to_owned()),
                Piece::Steps(lines.collect()),
                Piece::Link("查看未跟踪到位清单", self.link.to_owned()),
                Piece::English(
                    "Somebody should have acted on these cases; please follow up today.".to_owned(),
                ),
            ],
        }
        .write(self.site)
    }
}
