//! Mails to the department of a policy: a review comes near or is due, an interpretation is missing (M59, M64).

use contract::policy::PolicyEntry;

use super::Mail;
use super::letter::{Letter, Piece};
use crate::say;
use crate::site::Site;

/// Why a department is written to about its policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UpkeepCause {
    /// 临近复核
    ReviewNear,
    /// 到期复核
    ReviewDue,
    /// 逾期未解读
    Unexplained,
}

/// What is expected of the department of a policy.
#[derive(Debug, Clone, Copy)]
pub struct UpkeepMail<'a> {
    /// Names and numbers of the site.
    pub site: &'a Site,
    /// Name of the department.
    pub department: &'a str,
    /// Post this goes to.
    pub post: &'a str,
    /// The policy.
    pub policy: &'a PolicyEntry,
    /// Why.
    pub cause: UpkeepCause,
    /// The day by which it was or is expected (`YYYY-MM-DD`).
    pub day: &'a str,
    /// `{PUBLIC_URL}/desk/policies/{policy}`.
    pub link: &'a str,
}

impl UpkeepMail<'_> {
    /// The mail.
    #[must_use]
    pub fn write(&self) -> Mail {
        let (subject, words, label, english) = match self.cause {
            UpkeepCause::ReviewNear => (
                "政策临近复核日期",
                "贵单位制定的下列政策即将到复核日期。请对照上位文件和执行情况，研究继续执行、修订或者废止。",
                "复核日期",
                "The review of this policy comes near: keep it, revise it or repeal it.",
            ),
            UpkeepCause::ReviewDue => (
                "政策已到复核日期",
                "贵单位制定的下列政策已到复核日期。继续执行的，请提交新的版本并写明下次复核日期；不再执行的，请废止。",
                "复核日期",
                "The review of this policy is due: publish a version with a new day, or repeal it.",
            ),
            UpkeepCause::Unexplained => (
                "政策尚未发布解读",
                "贵单位发布的下列政策尚未发布解读。请补充文字、图解或者问答，方便企业理解办理条件和申报方式。",
                "应于何日前解读",
                "This policy was published without an interpretation; please add one.",
            ),
        };
        Letter {
            subject: format!("【政策维护】{subject}：{}", self.policy.title.zh),
            greeting: format!("{} {}：", self.department, self.post),
            pieces: vec![
                Piece::Words(words.to_owned()),
                Piece::Facts(vec![
                    ("政策", self.policy.title.zh.clone()),
                    ("文号", self.policy.document_number.clone()),
                    (label, say::day(self.day)),
                ]),
                Piece::Link("登录办理", self.link.to_owned()),
                Piece::English(english.to_owned()),
            ],
        }
        .write(self.site)
    }
}
