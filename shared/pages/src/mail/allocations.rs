//! An opening has closed and is not allocated (M94).

use super::Mail;
use super::letter::{Letter, Piece};
use crate::say;
use crate::site::Site;

/// What somebody is told of an opening that has closed and is not allocated.
#[derive(Debug, Clone, Copy)]
pub struct UnallocatedMail<'a> {
    /// Names and numbers of the site.
    pub site: &'a Site,
    /// Who is told.
    pub receiver: &'a str,
    /// Whether that is the coordinator, some days after the window was told.
    pub escalated: bool,
    /// Working days within which it should have been.
    pub working_days: u32,
    /// Title of the item.
    pub title: &'a str,
    /// Last day of the opening (`YYYY-MM-DD`).
    pub to: &'a str,
    /// `{PUBLIC_URL}/allocations/{item}/{opening}`.
    pub link: &'a str,
}

impl UnallocatedMail<'_> {
    /// The mail.
    #[must_use]
    pub fn write(&self) -> Mail {
        let (subject, words, english) = if self.escalated {
            (
                "【督办】申报期结束后逾期未分配",
                format!(
                    "下列事项的申报期结束已超过 {} 个工作日，仍未统一分配，请督促专窗。",
                    self.working_days
                ),
                "Applications for this item closed some time ago and it is still not allocated. Please see that the counter does it.",
            )
        } else {
            (
                "【待分配】申报期已结束",
                "下列事项的申报期已结束，尚未统一分配。请催办尚未审核的办件，由专窗负责人核对预览后确定分配。".to_owned(),
                "Applications for this item have closed. Please have what is still open decided, look at the preview and allocate.",
            )
        };
        Letter {
            subject: format!("{subject}：{}", self.title),
            greeting: format!("{}：", self.receiver),
            pieces: vec![
                Piece::Words(words),
                Piece::Facts(vec![
                    ("事项", self.title.to_owned()),
                    ("申报截止", say::day(self.to)),
                ]),
                Piece::Link("查看预览", self.link.to_owned()),
                Piece::English(english.to_owned()),
            ],
        }
        .write(self.site)
    }
}
