//! Mails that reach out: the digest of alerts, and the invitation of a run.

use contract::outreach::{AlertView, InvitationView};

use super::Mail;
use super::letter::{Letter, Piece};
use crate::outreach::cause;
use crate::say;
use crate::site::Site;

/// A digest of alerts (M76): one mail for one look, however many items.
#[derive(Debug, Clone, Copy)]
pub struct DigestMail<'a> {
    /// Names and numbers of the site.
    pub site: &'a Site,
    /// Registered name.
    pub enterprise_name: &'a str,
    /// Its lines.
    pub alerts: &'a [AlertView],
    /// `{PUBLIC_URL}/alerts`.
    pub link: &'a str,
    /// `{PUBLIC_URL}/unsubscribe/…`.
    pub unsubscribe: &'a str,
}

impl DigestMail<'_> {
    /// The mail.
    #[must_use]
    pub fn write(&self) -> Mail {
        let lines = self.alerts.iter().map(|alert| {
            let closes = alert.closes.as_deref().map(say::day);
            let closes = closes.map(|day| format!("，{day}截止"));
            format!(
                "【{}】{}{}",
                cause(&alert.cause),
                alert.title.zh,
                closes.unwrap_or_default()
            )
        });
        Letter {
            subject: format!("政策提醒：{} 个事项有动态", self.alerts.len()),
            greeting: format!("{}：", self.enterprise_name),
            pieces: vec![
                Piece::Words("按贵单位登记的企业画像测算，以下符合或可能符合的事项有动态：".to_owned()),
                Piece::Steps(lines.collect()),
                Piece::Link("登录查看详情", self.link.to_owned()),
                Piece::Words("测算结果仅供参考，以主管部门审核决定为准。".to_owned()),
                Piece::Link("不再接收提醒，请打开", self.unsubscribe.to_owned()),
                Piece::English(
                    "Items that may fit your enterprise have news; see them at the first address. The second one unsubscribes."
                        .to_owned(),
                ),
            ],
        }
        .write(self.site)
    }
}

/// An invitation to confirm what is given without application (M27).
#[derive(Debug, Clone, Copy)]
pub struct InvitationMail<'a> {
    /// Names and numbers of the site.
    pub site: &'a Site,
    /// The invitation.
    pub invitation: &'a InvitationView,
    /// Name of the department.
    pub department: &'a str,
    /// `{PUBLIC_URL}/invitations/{run}`.
    pub link: &'a str,
}

impl InvitationMail<'_> {
    /// The mail.
    #[must_use]
    pub fn write(&self) -> Mail {
        let one = self.invitation;
        let mut about = vec![
            ("事项", one.title.zh.clone()),
            ("主管部门", self.department.to_owned()),
        ];
        if let Some(amount) = &one.amount {
            about.push(("测算金额", say::money(amount)));
        }
        about.push(("答复截止", say::day(&one.until)));
        let words = if one.money {
            "经数据比对，贵单位符合下列免申即享事项的条件，无需提交申请材料。请登录确认是否享受，并填写收款账户。"
        } else {
            "经数据比对，贵单位符合下列免申即享事项的条件，无需提交申请材料。请登录确认是否享受。"
        };
        Letter {
            subject: format!("免申即享，请确认：{}", one.title.zh),
            greeting: format!("{}：", one.name),
            pieces: vec![
                Piece::Words(words.to_owned()),
                Piece::Facts(about),
                Piece::Link("登录确认", self.link.to_owned()),
                Piece::Words("我们不会在邮件或电话中索要账号、密码和验证码，也不收取任何费用。请只在登录后的页面填写。".to_owned()),
                Piece::English(
                    "You qualify for the item above without an application. Sign in at the address to confirm or decline."
                        .to_owned(),
                ),
            ],
        }
        .write(self.site)
    }
}
