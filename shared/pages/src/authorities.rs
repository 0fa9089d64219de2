//! Authorities: given, listed and revoked by the enterprise; whom an assistant may act for (M49).

use askama::Template;
use contract::authority::{AuthorityView, DeedView, ScopeView};
use contract::fault::Fault;

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::{Named, Values};

/// `GET /authorities` for the enterprise and the counter; forms `POST` to it (`enterprise`, `agent`, `agent_name`, `agent_mail`, `scope`,
/// `items` several times, `from`, `to`, `paper_sha256`) and to `/authorities/revoke` (`enterprise`, `authority`). Fault pointers are those of the body of `give_authority`. Query fields: `enterprise`, `done`.
#[derive(Debug, Template)]
#[template(path = "authorities/list.html")]
pub struct AuthoritiesPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Credit code of the enterprise; empty until the counter names one.
    pub enterprise: &'a str,
    /// Whether the reader is at the counter.
    pub counter: bool,
    /// Whether the reader may give one.
    pub may_give: bool,
    /// Authorities, the latest first.
    pub authorities: &'a [AuthorityView],
    /// What can be let do.
    pub scopes: &'a [ScopeView],
    /// Items in force, to choose among.
    pub items: &'a [Named],
    /// Today (`YYYY-MM-DD`).
    pub today: &'a str,
    /// The latest last day.
    pub latest: &'a str,
    /// A fresh random key; the forms add a suffix of their own.
    pub idempotency_key: &'a str,
    /// What was filled in.
    pub values: &'a Values,
    /// What was refused.
    pub faults: &'a [Fault],
    /// What was just done; empty if nothing was.
    pub done: &'a str,
}

impl AuthoritiesPage<'_> {
    fn told(&self) -> &'static str {
        match self.done {
            "given" => "授权已登记，已发送邮件通知帮办人员",
            "revoked" => "授权已撤销，即时生效",
            _ => "",
        }
    }
}

/// `GET /authorities/{authority}/deeds`: what was done under an authority. Query fields: `enterprise` (for the counter), `cursor`.
#[derive(Debug, Template)]
#[template(path = "authorities/deeds.html")]
pub struct DeedsPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Whether the reader is at the counter.
    pub counter: bool,
    /// The authority.
    pub authority: &'a AuthorityView,
    /// What was done under it, the latest first.
    pub deeds: &'a [DeedView],
    /// Address of the next page, if there is one.
    pub next: Option<&'a str>,
}

/// `GET /authorities` for an assistant; forms `POST` to `/authorities/act` (`enterprise`).
#[derive(Debug, Template)]
#[template(path = "authorities/own.html")]
pub struct OwnAuthoritiesPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The assistant's number, for the enterprise to fill in.
    pub number: &'a str,
    /// Credit code of whom the assistant acts for now.
    pub acting: Option<&'a str>,
    /// Authorities, the latest first.
    pub authorities: &'a [AuthorityView],
    /// A fresh random key.
    pub idempotency_key: &'a str,
}

/// Where an authority stands, in words.
fn standing(word: &str) -> &'static str {
    match word {
        "valid" => "有效",
        "ahead" => "尚未生效",
        "over" => "已到期",
        _ => "已撤销",
    }
}

/// How it was given, in words.
fn given(word: &str) -> &'static str {
    match word {
        "online" => "网上授权",
        _ => "书面授权（专窗登记）",
    }
}

page!(AuthoritiesPage<'_>);
page!(DeedsPage<'_>);
page!(OwnAuthoritiesPage<'_>);
