//! The mail to a co-handling department (M11): what it is asked, till when, with link and code.

use contract::case::CaseEntry;

use super::Mail;
use super::letter::{Letter, Piece};
use crate::say;
use crate::site::Site;

/// A question to a co-handling department's liaison.
#[derive(Debug, Clone, Copy)]
pub struct PartMail<'a> {
    /// Names and numbers of the site.
    pub site: &'a Site,
    /// The case.
    pub case: &'a CaseEntry,
    /// Name of the department.
    pub department: &'a str,
    /// Post this goes to.
    pub liaison: &'a str,
    /// Name of the department that leads.
    pub lead: &'a str,
    /// What it is asked for.
    pub asks: &'a str,
    /// The day it is promised by (`YYYY-MM-DD`).
    pub due: &'a str,
    /// `{PUBLIC_URL}/act/{token}`.
    pub link: &'a str,
    /// Six digits.
    pub code: &'a str,
    /// Last day the link works (`YYYY-MM-DD`).
    pub expires: &'a str,
    /// Why it is sent.
    pub reason: PartReason,
}

/// Why a co-handling department is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartReason {
    /// It is asked.
    New,
    /// The post before did not answer in time.
    PassedOn,
    /// Its promised day is near.
    DueSoon,
    /// The enterprise has corrected its materials.
    Corrected,
}

impl PartMail<'_> {
    /// The mail to the liaison.
    #[must_use]
    pub fn write(&self) -> Mail {
        let (word, opening) = match self.reason {
            PartReason::New => (
                "协办",
                "下列办件由牵头部门审核，现就有关事项征求贵单位意见。",
            ),
            PartReason::PassedOn => ("转办", "下列协办事项逾期尚未答复，现转请您办理。"),
            PartReason::DueSoon => ("临期提醒", "下列协办事项即将到答复期限，请尽快答复。"),
            PartReason::Corrected => ("补正已交", "申请企业已补正材料，请据此答复下列协办事项。"),
        };
        let due = say::day(self.due);
        Letter {
            subject: format!(
                "【{word}】{}（{}），请于{due}前答复",
                self.case.title.zh, self.case.number
            ),
            greeting: format!("{} {}：", self.department, self.liaison),
            pieces: vec![
                Piece::Words(opening.to_owned()),
                Piece::Facts(vec![
                    ("办件编号", self.case.number.clone()),
                    ("申请事项", self.case.title.zh.clone()),
                    ("申请企业", say::whose(self.case)),
                    ("牵头部门", self.lead.to_owned()),
                    ("请贵单位", self.asks.to_owned()),
                    ("答复期限", due),
                ]),
                Piece::Link("办理链接", self.link.to_owned()),
                Piece::Code("办理码", self.code.to_owned()),
                Piece::Steps(vec![
                    "打开办理链接，核对申请信息和材料。仅打开链接不会产生任何办理动作。".to_owned(),
                    "选择同意、不同意或者无意见；不属贵单位职责的，选择退回。".to_owned(),
                    "填写理由，输入上面的六位办理码，提交。意见仅供牵头部门审核使用，不直接告知企业。".to_owned(),
                ]),
                Piece::Words(format!(
                    "链接仅供本件、本岗位使用，有效期至{}，办理一次后失效。请勿转发。",
                    say::day(self.expires)
                )),
                Piece::English(format!(
                    "Your department is asked about a case: {}, {}. Opening the link does nothing; answering needs the six-digit code above.",
                    self.case.title.en, self.case.number
                )),
            ],
        }
        .write(self.site)
    }
}
