//! Mails about authorities: one given or revoked, and what was done under it. Both sides are told the same (M49).

use contract::authority::AuthorityView;
use contract::case::CaseEntry;

use super::Mail;
use super::letter::{Letter, Piece};
use crate::say;
use crate::site::Site;

/// Who of the two reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The enterprise.
    Enterprise,
    /// Its assistant.
    Assistant,
}

/// An authority was given or revoked.
#[derive(Debug, Clone, Copy)]
pub struct AuthorityMail<'a> {
    /// Names and numbers of the site.
    pub site: &'a Site,
    /// Who reads.
    pub side: Side,
    /// The authority as it stands.
    pub authority: &'a AuthorityView,
    /// `{PUBLIC_URL}/authorities`.
    pub link: &'a str,
}

impl AuthorityMail<'_> {
    /// The mail.
    #[must_use]
    pub fn write(&self) -> Mail {
        let one = self.authority;
        let (subject, words, english) = if one.standing == "revoked" {
            (
                "帮办授权已撤销",
                "下列帮办授权已撤销，即时生效。此后帮办人员不能再依据该授权办理。",
                "The authority below has been revoked, with effect at once.",
            )
        } else {
            (
                "帮办授权已登记",
                "下列帮办授权已登记。帮办人员只能在授权的事项、内容和期限内办理，提交以后的每一项办理都通知双方。如非本单位意思，请立即在帮办授权页面撤销。",
                "The authority below has been recorded. If it was not meant, revoke it on the page at once.",
            )
        };
        let scopes: Vec<&str> = one.scopes.iter().map(|one| one.title.zh.as_str()).collect();
        Letter {
            subject: format!("{subject}：{}", one.enterprise_name),
            greeting: format!(
                "{}：",
                greeted(self.side, &one.enterprise_name, &one.agent_name)
            ),
            pieces: vec![
                Piece::Words(words.to_owned()),
                Piece::Facts(vec![
                    ("授权企业", one.enterprise_name.clone()),
                    ("帮办人员", format!("{}（{}）", one.agent_name, one.agent)),
                    ("授权内容", scopes.join("、")),
                    ("授权期限", say::period(&one.from, &one.to)),
                    ("授权编号", one.authority.clone()),
                ]),
                Piece::Link("查看授权", self.link.to_owned()),
                Piece::English(english.to_owned()),
            ],
        }
        .write(self.site)
    }
}

fn greeted<'a>(side: Side, enterprise: &'a str, agent: &'a str) -> &'a str {
    match side {
        Side::Enterprise => enterprise,
        Side::Assistant => agent,
    }
}

/// Something was done to a case under an authority.
#[derive(Debug, Clone, Copy)]
pub struct ActedMail<'a> {
    /// Names and numbers of the site.
    pub site: &'a Site,
    /// Who reads.
    pub side: Side,
    /// The case.
    pub case: &'a CaseEntry,
    /// The assistant's name.
    pub agent: &'a str,
    /// The name of the enterprise.
    pub enterprise: &'a str,
    /// The id of the authority.
    pub authority: &'a str,
    /// What was done, in Chinese.
    pub words: &'a str,
    /// When, RFC 3339.
    pub at: &'a str,
    /// `{PUBLIC_URL}/authorities`.
    pub link: &'a str,
}

impl ActedMail<'_> {
    /// The mail.
    #[must_use]
    pub fn write(&self) -> Mail {
        let (words, english) = match self.side {
            Side::Enterprise => (
                "帮办人员依据贵单位的授权办理了下列事项。如非本单位意思，请立即在帮办授权页面撤销授权，并与专窗联系。",
                "Your assistant has acted for you as below. If that was not meant, revoke the authority at once and call the counter.",
            ),
            Side::Assistant => (
                "您依据企业的授权办理了下列事项，已同时通知企业。",
                "You acted for the enterprise as below; it has been told as well.",
            ),
        };
        Letter {
            subject: format!("帮办记录：{}（{}）", self.case.title.zh, self.case.number),
            greeting: format!("{}：", greeted(self.side, self.enterprise, self.agent)),
            pieces: vec![
                Piece::Words(words.to_owned()),
                Piece::Facts(vec![
                    ("办件编号", self.case.number.clone()),
                    ("事项", self.case.title.zh.clone()),
                    ("办理内容", self.words.to_owned()),
                    ("办理时间", say::instant(self.at)),
                    ("帮办人员", self.agent.to_owned()),
                    ("授权企业", self.enterprise.to_owned()),
                    ("授权编号", self.authority.to_owned()),
                ]),
                Piece::Link("查看授权", self.link.to_owned()),
                Piece::English(english.to_owned()),
            ],
        }
        .write(self.site)
    }
}
